//! Forms that a ticket prints: what they need is read as the caller may see it ([`read`]), and said ([`form`]).

mod complaint;
mod facts;
mod follow_up;
mod routes;
mod said;
mod service_voucher;

pub use facts::{Facts, MOST_ENTRIES, read};
pub use routes::routes;

use crate::paper::{Block, Form};
use crate::records::register::Reader;
use said::{clock_time, say};
use shared::i18n::Arg;
use shared::records::ticket::TicketForm;

/// A form of a ticket, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, kind: TicketForm, page: &str, reader: Reader) -> Form {
    let blocks: Vec<Block> = match kind {
        TicketForm::Complaint => complaint::blocks(facts, reader),
        TicketForm::FollowUp => follow_up::blocks(facts, reader),
        TicketForm::ServiceVoucher => service_voucher::blocks(facts, reader),
    };
    let ticket = &facts.ticket;
    let last = facts.events.iter().map(|e| e.at).chain([ticket.updated_at]).max();
    let time = Arg::Text(last.map(|at| clock_time(at, reader)).unwrap_or_default());
    let zone = Arg::Text(reader.zone.to_string());
    // The pages are counted once they are laid out.
    let (n, m) = (Arg::Text("{n}".into()), Arg::Text("{m}".into()));
    Form {
        title: kind.label(reader.locale),
        house: facts.maker.clone(),
        number: (reader.word("register-number"), ticket.number.clone()),
        foot: say(reader, "paper-as-of", &[("time", time), ("zone", zone)]),
        page: say(reader, "paper-page", &[("n", n), ("m", m)]),
        language: reader.locale.to_string(),
        link: format!("{page}/tickets/{}", ticket.id),
        blocks,
    }
}
