//! Quality feedback and corrective action (质量信息反馈, 不良品纠正与预防措施跟踪; handbook 7, ELV 4.2): from the report over
//! verdict, containment, causes, plan and measures to the proof that they help, and the word to the customer.

macro_rules! sent {
    ($($(#[$doc:meta])+ $name:ident { $($(#[$fdoc:meta])+ $field:ident: $type:ty,)+ })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$fdoc])+ pub $field: $type,)+ }
    )+};
}

mod clocks;
mod effect;
mod input;
mod ladder;
mod machine;
mod measure;
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
pub use measure::*;
pub use paper::*;
pub use query::*;
pub use report::*;
pub use similar::*;
pub use terms::*;
pub use view::*;
pub use words::*;
