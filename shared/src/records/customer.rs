//! Customers and the people there (客户档案, ELV 4.1).

use crate::ids::{ContactId, CustomerId, OrganizationId};
use crate::text::{Email, Line, Text};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

text_enums! {
    /// What a customer is.
    CustomerKind in "customer_kind" {
        /// A company, authority or association.
        Company = "company",
        /// A private person.
        Person = "person",
    }

    /// Orders of the list of customers.
    CustomerSort in "customer_sort" {
        /// By name.
        Name = "name",
        /// Newest first.
        CreatedDesc = "-created_at",
    }
}

/// Somebody whose equipment is looked after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "CU-2026-000017"))]
    pub number: String,
    /// What it is.
    pub kind: CustomerKind,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州西湖物业管理有限公司"))]
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// The dealer or service centre that looks after it.
    pub dealer_id: Option<OrganizationId>,
    /// Its name.
    pub dealer_name: Option<String>,
    /// The organisation whose people log in for this customer.
    pub organization_id: Option<OrganizationId>,
    /// Its name.
    pub organization_name: Option<String>,
    /// Notes for the desk; not shown outside the maker's house.
    pub note: Option<String>,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// What is sent to create or replace a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CustomerInput {
    /// What it is.
    pub kind: CustomerKind,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州西湖物业管理有限公司"))]
    pub name: Line<200>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Line<40>>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<Email>,
    /// Postal address.
    #[serde(default)]
    pub address: Option<Text<500>>,
    /// The dealer or service centre that looks after it; a dealer may only name itself.
    #[serde(default)]
    pub dealer_id: Option<OrganizationId>,
    /// The organisation (of kind `customer`) whose people log in for it; only the maker's people set it.
    #[serde(default)]
    pub organization_id: Option<OrganizationId>,
    /// Notes for the desk; only the maker's people set it.
    #[serde(default)]
    pub note: Option<Text<4000>>,
}

/// A person at a customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// The id.
    pub id: ContactId,
    /// The customer.
    pub customer_id: CustomerId,
    /// The person's name.
    #[cfg_attr(feature = "openapi", schema(example = "陈建国"))]
    pub name: String,
    /// What they do there.
    #[cfg_attr(feature = "openapi", schema(example = "工程部经理"))]
    pub position: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// What is sent to create or replace a contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactInput {
    /// The person's name.
    pub name: Line<100>,
    /// What they do there.
    #[serde(default)]
    pub position: Option<Line<100>>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Line<40>>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<Email>,
}

/// Filters of the list of customers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CustomerQuery {
    /// Part of the name, telephone or number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only customers looked after by this dealer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<CustomerSort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
