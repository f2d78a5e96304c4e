//! Forms that a ticket prints: what they need is read as the caller may see it ([`read`]), and said ([`form`]).

mod complaint;
mod facts;
mod follow_up;
mod routes;
mod service_order;
mod service_voucher;
mod who;

pub use facts::{Facts, MOST_ENTRIES, read};
pub use routes::routes;

use crate::paper::said::About;
use crate::paper::{Block, Form, said};
use crate::records::register::Reader;
use shared::records::ticket::TicketForm;

/// A form of a ticket, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, kind: TicketForm, page: &str, reader: Reader) -> Form {
    let blocks: Vec<Block> = match kind {
        TicketForm::Complaint => complaint::blocks(facts, reader),
        TicketForm::FollowUp => follow_up::blocks(facts, reader),
        TicketForm::ServiceVoucher => service_voucher::blocks(facts, reader),
        TicketForm::ServiceOrder => service_order::blocks(facts, reader),
    };
    let ticket = &facts.ticket;
    let about = About {
        title: kind.label(reader.locale),
        house: facts.maker.clone(),
        number: ticket.number.clone(),
        as_of: facts.events.iter().map(|e| e.at).fold(ticket.updated_at, Ord::max),
        link: format!("{page}/tickets/{}", ticket.id),
    };
    said::form(reader, about, blocks)
}
