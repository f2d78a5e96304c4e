//! What a form needs of a ticket, in a number of statements that does not grow with it.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::ticket::{events, service};
use crate::records::{clock, organization, warranty_claim};
use diesel::pg::PgConnection;
use shared::auth::Permission;
use shared::ids::TicketId;
use shared::records::clock::Clock;
use shared::records::ticket::{Ticket, TicketEvent, TicketForm};

/// Entries of the timeline that a follow-up record holds: the latest ones.
pub const MOST_ENTRIES: usize = 300;

/// What a form needs, as one caller may see it.
pub struct Facts {
    /// The ticket.
    pub ticket: Ticket,
    /// The maker whose form it is.
    pub maker: String,
    /// Whether the reader is of the maker's house, and sees what others do not.
    pub inside: bool,
    /// What is promised; for the complaint form and the service order only.
    pub clocks: Vec<Clock>,
    /// The timeline, newest first; for the follow-up record only. One more than [`MOST_ENTRIES`] where there are more.
    pub events: Vec<TicketEvent>,
    /// Days within which the work is claimed; for the service order only.
    pub claim_days: Option<u16>,
}

/// Reads it.
///
/// # Errors
/// `not_found` when the ticket is not there, or not visible to the caller.
pub fn read(c: &mut PgConnection, caller: &Caller, id: TicketId, form: TicketForm) -> Result<Facts, Failure> {
    let ticket = service::get(c, caller, id)?;
    let maker = organization::maker(c)?.map(|maker| maker.name).unwrap_or_default();
    let clocks = match form {
        TicketForm::Complaint | TicketForm::ServiceOrder => clock::of_ticket(c, caller, id)?.clocks,
        TicketForm::FollowUp | TicketForm::ServiceVoucher => vec![],
    };
    let events = match form {
        TicketForm::FollowUp => events::latest(c, caller, id, MOST_ENTRIES + 1)?,
        TicketForm::Complaint | TicketForm::ServiceVoucher | TicketForm::ServiceOrder => vec![],
    };
    let claim_days = match form {
        TicketForm::ServiceOrder => Some(warranty_claim::rules_on(c, caller.today())?.2.claim_days),
        _ => None,
    };
    Ok(Facts {
        ticket,
        maker,
        inside: caller.actor.may(Permission::CommentInternal),
        clocks,
        events,
        claim_days,
    })
}
