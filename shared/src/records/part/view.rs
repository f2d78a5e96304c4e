//! Parts as they are read.

use super::price::PartPrice;
use super::words::Measure;
use crate::ids::{OrganizationId, PartId, ProductId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A spare part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Part {
    /// Its id.
    pub id: PartId,
    /// Its number, unique within the maker.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub number: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm"))]
    pub name: String,
    /// What else tells it from others.
    #[cfg_attr(feature = "openapi", schema(example = "含张紧轮；更换后重新调整张力。"))]
    pub description: Option<String>,
    /// What it is counted in.
    pub measure: Measure,
    /// Class of part, as warranty terms name them.
    pub part_class: Option<String>,
    /// Who supplies it; told to the maker's people and to the supplier.
    pub supplier_id: Option<OrganizationId>,
    /// The supplier's name.
    pub supplier_name: Option<String>,
    /// Each movement names its batch.
    pub batch_tracked: bool,
    /// Each piece has a serial number of its own.
    pub serial_tracked: bool,
    /// Whether the old part must come back when one is sent under warranty.
    pub return_owed: bool,
    /// Days until it must be back.
    pub return_days: Option<i32>,
    /// Product models it fits.
    pub products: Vec<PartProduct>,
    /// What has come in its place, if the caller sees it.
    pub superseded_by: Option<PartName>,
    /// The price list, newest first; empty for suppliers.
    pub prices: Vec<PartPrice>,
    /// Whether it can be ordered.
    pub active: bool,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A product model that a part fits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartProduct {
    /// Its id.
    pub id: ProductId,
    /// Its code.
    pub code: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "乘客电梯 1000 kg"))]
    pub name: String,
}

/// What a part is called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartName {
    /// Its id.
    pub id: PartId,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2202"))]
    pub number: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm，加强型"))]
    pub name: String,
}

/// A part in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartSummary {
    /// Its id.
    pub id: PartId,
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// What it is counted in.
    pub measure: Measure,
    /// Class of part.
    pub part_class: Option<String>,
    /// The supplier's name; told to the maker's people and to the supplier.
    pub supplier_name: Option<String>,
    /// Codes of the product models it fits.
    #[cfg_attr(feature = "openapi", schema(example = json!(["SB-1000P"])))]
    pub product_codes: Vec<String>,
    /// Whether the old part must come back.
    pub return_owed: bool,
    /// Number of what has come in its place, if the caller sees it.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2202"))]
    pub superseded_by_number: Option<String>,
    /// Today's price.
    pub price: Option<PartPrice>,
    /// Whether each movement names its batch.
    pub batch_tracked: bool,
    /// Whether it can be ordered.
    pub active: bool,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}
