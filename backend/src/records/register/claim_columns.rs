//! The columns of warranty claims.

use super::cell::{Cell, Register, column};
use shared::money::Amount;
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
