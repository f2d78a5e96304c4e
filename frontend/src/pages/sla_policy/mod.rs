//! SLA policies: the ordered table, its forms, trying them out, and what a change would move.

mod fields;
mod form;
mod page;
mod trial;

pub use page::SlaPoliciesPage;
