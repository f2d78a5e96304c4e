//! What warranty costs (handbook 8, ELV one): month by month, by unit, model, month of production, part, supplier and dealer; what of it
//! suppliers bore; what is still open; and what is to be set aside for what is yet to come.

mod lists;
mod query;
mod reserve;
mod view;
mod words;

pub use lists::CostLists;
pub use query::WarrantyCostQuery;
pub use reserve::{RESERVE_DAYS, UnitDays, reserve, unit_days};
pub use view::{CostFigures, CostMonth, CostPile, CostReserve, CostRow, OpenLiability, WarrantyCostReport};
pub use words::CostDimension;
