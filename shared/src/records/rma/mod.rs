//! Returned defective parts: RMA (售后不良品回收; handbook 5, MGT-T 4.2). The service specialist gets old parts back, quality
//! inspects them, and nobody loses sight of one.

mod claim;
mod dunning;
mod input;
mod list;
mod machine;
mod paper;
mod picture;
mod tag;
mod view;
mod words;

pub use claim::*;
pub use dunning::*;
pub use input::*;
pub use list::*;
pub use machine::*;
pub use paper::*;
pub use picture::*;
pub use tag::*;
pub use view::*;
pub use words::*;
