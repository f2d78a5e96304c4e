//! What happened, in figures.

mod desk;
mod early_warning;
mod figures;
mod information;
mod month;
mod returns;
mod service_analysis;
mod ticket_times;
mod view;
mod warning;
mod warranty_cost;

pub use desk::*;
pub use early_warning::*;
pub use figures::{Flow, backlog, share};
pub use information::*;
pub use month::Month;
pub use returns::*;
pub use service_analysis::*;
pub use ticket_times::{StatusEntry, TicketTimes, ticket_times};
pub use view::{ReportFormat, TicketTimesQuery, TicketTimesRow};
pub use warning::*;
pub use warranty_cost::*;
