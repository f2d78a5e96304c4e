//! What is sent about what goes back to suppliers.

use super::charge::{ChargeProposal, check_charge};
use super::words::SupplierReturnSort;
use super::words::SupplierReturnStatus;
use crate::ids::OrganizationId;
use crate::money::{Amount, Currency};
use crate::page::OneOf;
use crate::problem::{FieldProblem, Refusal};
use crate::text::{Line, Text};
use serde::{Deserialize, Serialize};

/// What is sent to offer a part to its supplier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferSupplierReturn {
    /// To whom; by default whom the catalogue names.
    #[serde(default)]
    pub supplier_id: Option<OrganizationId>,
    /// What the supplier should know: where it lies, when somebody is there.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "在杭州旧件库，工作日 9:00–17:00 提货。"))]
    pub note: Option<Text<1000>>,
}

/// What is sent when a supplier has collected a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CollectSupplierReturn {
    /// The number of the waybill, or of the delivery note that was signed.
    #[cfg_attr(feature = "openapi", schema(example = "SF1390571002"))]
    pub waybill: Line<100>,
    /// Who fetched it; whoever says so by default.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "司机老周"))]
    pub collected_by: Option<Line<100>>,
}

/// What is sent when a supplier does not take a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefuseSupplierReturn {
    /// Why.
    #[cfg_attr(feature = "openapi", schema(example = "批次不是我方供货，铭牌为仿冒。"))]
    pub grounds: Text<1000>,
}

/// What is sent when the house has disposed of what nobody collected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DisposeSupplierReturn {
    /// How.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "交有资质的回收单位报废，回执 2026-118。"))]
    pub note: Option<Text<1000>>,
    /// What that cost, which the supplier bears; nothing when it cost nothing.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "120.00"))]
    pub amount: Option<Amount>,
    /// What that is counted in; needed with an amount, and only there.
    #[serde(default)]
    pub currency: Option<Currency>,
}

impl DisposeSupplierReturn {
    /// What it cost, if anything.
    ///
    /// # Errors
    /// `validation_failed` for an amount without a currency or the other way round, for nothing, or for another currency
    /// than what the supplier was charged in before.
    pub fn cost(&self, charged_in: Option<Currency>) -> Result<Option<(Amount, Currency)>, Refusal> {
        match (self.amount, self.currency) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(Refusal::field("/amount", FieldProblem::Required)),
            (Some(_), None) => Err(Refusal::field("/currency", FieldProblem::Required)),
            (Some(amount), Some(currency)) => {
                check_charge((amount, currency), true, None, charged_in)?;
                Ok(Some((amount, currency)))
            }
        }
    }
}

/// What is sent to charge a supplier for a part that it answers for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChargeSupplier {
    /// How much.
    #[cfg_attr(feature = "openapi", schema(example = "1216.00"))]
    pub amount: Amount,
    /// What it is counted in.
    pub currency: Currency,
    /// Whom; by default to whom the part was offered, else whom the catalogue names.
    #[serde(default)]
    pub supplier_id: Option<OrganizationId>,
    /// Why it is another amount than was proposed; needed where it is.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "按年度质量协议的约定金额"))]
    pub note: Option<Text<1000>>,
}

impl ChargeSupplier {
    /// Whether this can be charged.
    ///
    /// # Errors
    /// See [`check_charge`].
    pub fn check(
        &self,
        proposed: Option<&ChargeProposal>,
        charged_in: Option<Currency>,
    ) -> Result<(), Refusal> {
        check_charge((self.amount, self.currency), self.note.is_some(), proposed, charged_in)
    }
}

/// Filters of the list of what goes back to suppliers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SupplierReturnQuery {
    /// Only those in these states, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<SupplierReturnStatus>>))]
    pub status: Option<OneOf<SupplierReturnStatus>>,
    /// Only this supplier's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier_id: Option<OrganizationId>,
    /// Order; whatever is due first by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<SupplierReturnSort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_disposal_cost_has_a_currency() {
        let said = |amount: Option<&str>, currency| {
            let amount = amount.map(|text| text.parse().unwrap());
            let body = DisposeSupplierReturn { note: None, amount, currency };
            body.cost(Some(Currency::Cny)).map_err(|refused| refused.fields[0].pointer.clone())
        };
        assert_eq!(said(None, None), Ok(None));
        assert_eq!(said(Some("9"), None), Err("/currency".into()));
        assert_eq!(said(None, Some(Currency::Cny)), Err("/amount".into()));
        assert_eq!(said(Some("0"), Some(Currency::Cny)), Err("/amount".into()));
        assert_eq!(said(Some("9"), Some(Currency::Eur)), Err("/currency".into()));
        assert!(said(Some("9"), Some(Currency::Cny)).unwrap().is_some());
    }
}
