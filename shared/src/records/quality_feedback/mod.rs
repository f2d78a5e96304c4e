//! Quality feedback and corrective action (质量信息反馈, 不良品纠正与预防措施跟踪; handbook 7, ELV 4.2): from the report over
//! verdict, containment, causes, plan and measures to the proof that they help, and the word to the customer.

mod clocks;
mod effect;
mod input;
mod ladder;
mod machine;
mod paper;
mod query;
mod report;
mod similar;
mod terms;
mod view;
mod words;

pub use clocks::*;
pub use effect::*;
pub use input::*;
pub use ladder::*;
pub use machine::*;
pub use paper::*;
pub use query::*;
pub use report::*;
pub use similar::*;
pub use terms::*;
pub use view::*;
pub use words::*;
