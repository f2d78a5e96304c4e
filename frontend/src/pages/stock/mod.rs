//! Stock: what there is where, how it came there, and moving it.

mod dialog;
mod list;
mod movements;
mod part;
mod reorder;

pub use dialog::Free;
pub use list::StockPage;
pub use movements::MovementsPage;
pub use part::PartStock;
