//! The columns of warranty claims, and of what they cost.

use super::cell::{Cell, Register, column};
use crate::records::report::warranty_cost::{CostOf, CostTableRow};
use shared::money::{Amount, Total};
use shared::records::warranty_claim::WarrantyClaimSummary;

/// 三包索赔台账.
pub static CLAIMS: Register<WarrantyClaimSummary> = Register {
    name: "warranty-claims",
    title: "register-warranty-claims",
    columns: &[
        column("register-number", |c, _| (&c.number).into()),
        column("register-kind", |c, r| c.kind.label(r.locale).into()),
        column("register-status", |c, r| c.status.label(r.locale).into()),
        column("paper-claim-answer", |c, r| (&c.answer.map(|answer| answer.label(r.locale))).into()),
        column("register-dealer", |c, _| (&c.dealer_name).into()),
        column("register-serial", |c, _| (&c.unit_serial).into()),
        column("paper-claim-order", |c, _| (&c.order_number).into()),
        column("paper-claim-failed", |c, _| c.failed_on.into()),
        column("paper-claim-repaired", |c, _| c.repaired_on.into()),
        column("register-currency", |c, r| c.currency.label(r.locale).into()),
        column("paper-claim-claimed", |c, _| Cell::Money(Amount::stored(c.claimed.value()))),
        column("paper-claim-approved", |c, _| {
            (&c.approved.map(|approved| Amount::stored(approved.value()))).into()
        }),
        column("register-submitted-at", |c, _| (&c.submitted_at).into()),
        column("register-answered-at", |c, _| (&c.answered_at).into()),
    ],
};

fn money(total: Total) -> Cell {
    Cell::Money(Amount::stored(total.value()))
}

/// What warranty costs, one table for all that it is told apart by.
pub static COSTS: Register<CostTableRow> = Register {
    name: "warranty-cost",
    title: "register-warranty-cost",
    columns: &[
        column("register-by", |row, r| {
            Cell::Text(match &row.of {
                CostOf::Total => r.word("register-total"),
                CostOf::Month(_) => r.word("register-month"),
                CostOf::Value(by, _) => by.label(r.locale),
            })
        }),
        column("register-value", |row, _| match &row.of {
            CostOf::Total => Cell::Nothing,
            CostOf::Month(month) => Cell::Text(month.to_string()),
            CostOf::Value(_, label) => label.into(),
        }),
        column("register-claims-count", |row, _| Cell::Number(row.figures.claims)),
        column("register-units-count", |row, _| Cell::Number(row.figures.units)),
        column("register-currency", |row, r| row.currency.label(r.locale).into()),
        column("register-approved-cost", |row, _| money(row.figures.cost)),
        column("register-per-unit", |row, _| row.figures.per_unit.map_or(Cell::Nothing, money)),
        column("register-recovered", |row, _| money(row.figures.recovered)),
        column("register-recovered-rate", |row, _| {
            row.figures
                .recovered_rate
                .map_or(Cell::Nothing, |tenths| Cell::Text(format!("{}.{}%", tenths / 10, tenths % 10)))
        }),
    ],
};
