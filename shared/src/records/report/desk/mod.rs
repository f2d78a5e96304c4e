//! The dashboard: the desk in figures, and the list of tickets behind each of them.

mod lists;
mod query;
mod view;
mod words;

pub use lists::DeskLists;
pub use query::{DeskQuery, MOST_MONTHS, Period, USUAL_MONTHS, period};
pub use view::*;
pub use words::{AgeBand, ParetoSlice, TicketDimension};
