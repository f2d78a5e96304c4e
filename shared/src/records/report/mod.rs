//! What happened, in figures.

mod desk;
mod figures;
mod month;
mod returns;
mod ticket_times;
mod view;

pub use desk::*;
pub use figures::{Flow, backlog, share};
pub use month::Month;
pub use returns::*;
pub use ticket_times::{StatusEntry, TicketTimes, ticket_times};
pub use view::{ReportFormat, TicketTimesQuery, TicketTimesRow};
