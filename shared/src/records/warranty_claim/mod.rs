//! Warranty claims (三包索赔): filed, adjudicated by rules that are data, decided line by line, appealed once (handbook 8).

mod adjudicate;
mod claim_checks;
mod facts;
mod input;
mod line_checks;
mod machine;
mod paper;
mod query;
mod rules;
mod view;
mod words;

pub use adjudicate::*;
pub use facts::*;
pub use input::*;
pub use line_checks::{OWED, list_amount, standard_amount};
pub use machine::*;
pub use paper::*;
pub use query::*;
pub use rules::*;
pub use view::*;
pub use words::*;
