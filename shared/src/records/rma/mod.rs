//! Returned defective parts: RMA (售后不良品回收; handbook 5, MGT-T 4.2). The service specialist gets old parts back, quality
//! inspects them, and nobody loses sight of one.

mod claim;
mod input;
mod machine;
mod picture;
mod view;
mod words;

pub use claim::*;
pub use input::*;
pub use machine::*;
pub use picture::*;
pub use view::*;
pub use words::*;
