//! What happened, in figures.

mod ticket_times;
mod view;

pub use ticket_times::{StatusEntry, TicketTimes, ticket_times};
pub use view::{ReportFormat, TicketTimesQuery, TicketTimesRow};
