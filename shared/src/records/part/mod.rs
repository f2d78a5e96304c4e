//! Spare parts: what they are, what they fit, what they cost and what has come in their place (handbook 4;
//! MGT-T 4.1.6–8).

mod input;
mod price;
mod query;
mod view;
mod words;

pub use input::*;
pub use price::*;
pub use query::*;
pub use view::*;
pub use words::*;
