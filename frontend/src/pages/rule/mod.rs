//! What SLA policies and routing rules have in common: conditions, order, and trying them out.

pub mod condition;
pub mod names;
pub mod order;
pub mod subject;
pub mod trace;
