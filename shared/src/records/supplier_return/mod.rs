//! What goes back to whoever supplied it, and what that supplier is to bear (MGT-T 4.3.2, 4.5.1; handbook 5 and 8).

mod charge;
mod input;
mod machine;
mod view;
mod words;

pub use charge::*;
pub use input::*;
pub use machine::*;
pub use view::*;
pub use words::*;
