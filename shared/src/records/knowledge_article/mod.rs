//! Knowledge articles (知识库): questions and answers, manuals, bulletins, software with versions to download,
//! linked to models and fault codes (ELE 3.2; handbook 11).

mod input;
mod machine;
mod mention;
mod suggest;
mod view;
mod words;

pub use input::*;
pub use machine::{KnowledgeMachine, decide};
pub use mention::{is_number, mentions, numbers, safe_link};
pub use suggest::*;
pub use view::*;
pub use words::*;
