//! Campaigns: 产品召回 and 批量整改, from the draft over its rehearsal to the last unit (handbook 7).

mod input;
mod machine;
mod paper;
mod query;
mod rehearsal;
mod view;
mod words;

pub use input::*;
pub use machine::*;
pub use paper::*;
pub use query::*;
pub use rehearsal::*;
pub use view::*;
pub use words::*;
