//! Requests for parts (handbook 4): asked for, approved by a second person, picked, shipped, received, reconciled. What is
//! urgent, because a unit is down, ships first, and its papers follow (MGT-T 4.1.6–7).

mod decide;
#[cfg(test)]
mod decide_tests;
mod input;
mod machine;
mod paper;
mod query;
mod view;
mod words;

pub use decide::*;
pub use input::*;
pub use machine::*;
pub use paper::*;
pub use query::*;
pub use view::*;
pub use words::*;
