//! The list of claims behind each number of the report of warranty costs. The page links there; a test compares each number with its list.

use super::query::WarrantyCostQuery;
use super::view::{CostFigures, CostMonth, CostRow, OpenLiability, WarrantyCostReport};
use super::words::CostDimension;
use crate::page::OneOf;
use crate::records::warranty_claim::{WarrantyClaimQuery, WarrantyClaimStatus};

/// The lists behind a report.
pub struct CostLists<'a> {
    report: &'a WarrantyCostReport,
    base: WarrantyClaimQuery,
}

impl<'a> CostLists<'a> {
    /// Those of a report that was asked for.
    pub fn new(report: &'a WarrantyCostReport, query: &WarrantyCostQuery) -> Self {
        Self { report, base: query.claims() }
    }

    /// All of them.
    pub fn total(&self) -> WarrantyClaimQuery {
        WarrantyClaimQuery {
            answered_from: Some(self.report.starts_on),
            answered_until: Some(self.report.ends_on),
            ..self.base.clone()
        }
    }

    /// Those of a month.
    pub fn month(&self, month: &CostMonth) -> WarrantyClaimQuery {
        WarrantyClaimQuery {
            answered_from: Some(month.month.first_day()),
            answered_until: Some(month.month.last_day()),
            ..self.base.clone()
        }
    }

    /// Those of one value, or of none.
    pub fn row(&self, row: &CostRow) -> WarrantyClaimQuery {
        let mut query = self.total();
        let Some(value) = &row.value else {
            query.without = Some(self.report.by);
            return query;
        };
        match self.report.by {
            CostDimension::Product => query.product_id = value.parse().ok(),
            CostDimension::ProductionMonth => query.made_in = value.parse().ok(),
            CostDimension::Part => query.causal_part_id = value.parse().ok(),
            CostDimension::Supplier => query.supplier_id = value.parse().ok(),
            CostDimension::Dealer => query.dealer_id = value.parse().ok(),
            CostDimension::Unit => query.unit_id = value.parse().ok(),
        }
        query
    }

    /// Those of a list of which suppliers bore something.
    pub fn recovered(list: WarrantyClaimQuery) -> WarrantyClaimQuery {
        WarrantyClaimQuery { recovered: Some(true), ..list }
    }

    /// Those that are approved and not paid.
    pub fn approved(open: &OpenLiability) -> WarrantyClaimQuery {
        Self::open(open, &WarrantyClaimStatus::OWED)
    }

    /// Those that wait for an answer.
    pub fn waiting(open: &OpenLiability) -> WarrantyClaimQuery {
        Self::open(open, &WarrantyClaimStatus::WAITING)
    }

    /// Those of the year that a reserve goes by.
    pub fn year(open: &OpenLiability) -> WarrantyClaimQuery {
        WarrantyClaimQuery {
            answered_from: Some(open.reserve.since),
            ..Self::open(open, &WarrantyClaimStatus::COSTED)
        }
    }

    fn open(open: &OpenLiability, status: &[WarrantyClaimStatus]) -> WarrantyClaimQuery {
        WarrantyClaimQuery {
            status: Some(OneOf(status.to_vec())),
            currency: Some(open.currency),
            ..WarrantyClaimQuery::default()
        }
    }

    /// Every set of figures with its name and list.
    pub fn all(&self) -> Vec<(String, &'a CostFigures, WarrantyClaimQuery)> {
        let report = self.report;
        let mut all = vec![("total".to_owned(), &report.total, self.total())];
        all.extend(report.months.iter().map(|m| (m.month.to_string(), &m.figures, self.month(m))));
        all.extend(
            report.rows.iter().map(|r| (format!("{} {:?}", report.by, r.value), &r.figures, self.row(r))),
        );
        all
    }
}
