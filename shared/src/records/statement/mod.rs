//! Settlement: what is owed to and by each party, entry by entry, and its monthly statements (handbook 9, ELV four-6).

mod entry;
mod input;
mod machine;
mod paper;
mod query;
mod view;
mod words;

pub use entry::*;
pub use input::*;
pub use machine::*;
pub use paper::*;
pub use query::*;
pub use view::*;
pub use words::*;
