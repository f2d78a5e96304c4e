//! Routing rules: the ordered table, its forms, and trying them out.

mod form;
mod page;
mod trial;

pub use page::RoutingRulesPage;
