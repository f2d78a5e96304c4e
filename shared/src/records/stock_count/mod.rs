//! Reconciliation of stock, half-yearly with each service centre (MGT-T 4.1.8): what the books say is frozen, what lies
//! there is counted, a second person approves, and the differences are booked.

mod input;
mod machine;
mod paper;
mod view;
mod words;

pub use input::*;
pub use machine::*;
pub use paper::*;
pub use view::*;
pub use words::*;
