//! Clocks: every promise to a customer is one (handbook 3). Nothing they say is stored and patched: due times
//! and verdicts are computed from an append-only ledger of entries, so a corrected calendar or policy is a
//! matter of reading the ledger again.

mod follow;
mod ribbon;
mod tape;
mod target;
mod view;
mod words;

pub use follow::{Doing, Move, Phase, doing_in, follow};
pub use ribbon::{BallTime, Stretch, StretchKind};
pub use tape::{Entry, Segment, Tape, terms_of};
pub use target::{Audience, Step, Target, Terms};
pub use view::*;
pub use words::*;
