//! Supplier recovery: the quality loss claim (质量损失索赔单) on whoever supplied a part that failed (handbook 8, MGT-T 4.5–4.6).

mod amount;
mod input;
mod machine;
mod penalty;
mod query;
mod view;
mod words;

pub use amount::*;
pub use input::*;
pub use machine::*;
pub use penalty::*;
pub use query::*;
pub use view::*;
pub use words::*;
