//! The statistics of returns (退件统计表, handbook 5): what came back in which months, by what, how often no trouble was
//! found, and how long it took.

mod lists;
mod query;
mod view;
mod words;

pub use lists::ReturnLists;
pub use query::{ReturnsPaperQuery, ReturnsQuery};
pub use view::{ReturnBreakdown, ReturnFigures, ReturnMonth, ReturnRow, ReturnsReport, days};
pub use words::ReturnDimension;
