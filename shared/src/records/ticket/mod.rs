//! Tickets: complaints, questions, requests (客户投诉单, 叫修登记簿; handbook 3).

mod bulk;
mod decide;
mod history;
mod input;
mod intake;
mod machine;
mod paper;
mod presence;
mod query;
mod repair;
mod turn;
mod undo;
mod view;
mod watch;
mod words;

pub use bulk::*;
pub use decide::{ActionInput, TicketChange, TicketFacts, TicketNote, available, decide};
pub use history::{Standing, StatusChange, Way};
pub use input::*;
pub use intake::*;
pub use machine::TicketMachine;
pub use paper::{PaperQuery, TicketForm};
pub use presence::*;
pub use query::{TicketCountQuery, TicketQuery};
pub use repair::*;
pub use turn::Turn;
pub use undo::*;
pub use view::*;
pub use watch::*;
pub use words::*;
