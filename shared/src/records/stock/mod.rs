//! Stock: append-only movements, and what they add up to at each location (handbook 4; MGT-T 4.1.8). What is on hand is
//! the sum of the movements, and never below zero.

mod input;
mod query;
mod view;
mod words;

pub use input::*;
pub use query::*;
pub use view::*;
pub use words::*;
