//! Units: serialised equipment in the field, the install base.

mod input;
mod machine;
mod view;
mod words;

pub use input::*;
pub use view::*;
pub use words::*;
