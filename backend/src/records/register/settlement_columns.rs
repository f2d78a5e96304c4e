//! The columns of settlement, for accountants.

use super::cell::{Cell, Register, column};
use shared::money::{Amount, Balance};
use shared::records::recovery::RecoverySummary;
use shared::records::statement::{SettlementEntry, StatementSummary};

fn money(balance: Balance) -> Cell {
    Cell::Money(Amount::stored(balance.value()))
}

/// Statements (客户业务结算单).
pub static STATEMENTS: Register<StatementSummary> = Register {
    name: "statements",
    title: "register-statements",
    columns: &[
        column("register-number", |s, _| (&s.number).into()),
        column("register-status", |s, r| s.status.label(r.locale).into()),
        column("register-month", |s, _| s.month.to_string().into()),
        column("register-party", |s, _| (&s.party_name).into()),
        column("register-party-kind", |s, r| s.party_kind.label(r.locale).into()),
        column("register-currency", |s, _| s.currency.to_string().into()),
        column("register-total", |s, _| money(s.total)),
        column("register-lines", |s, _| s.lines.into()),
        column("register-disputed", |s, _| Cell::Number(s.disputed)),
        column("register-due-on", |s, _| (&s.due_on).into()),
    ],
};

/// Settlement entries: with `statement_id`, the lines of one statement.
pub static ENTRIES: Register<SettlementEntry> = Register {
    name: "settlement-entries",
    title: "register-settlement-entries",
    columns: &[
        column("register-arose-on", |e, _| e.arose_on.into()),
        column("register-kind", |e, r| e.kind.label(r.locale).into()),
        column("register-party", |e, _| (&e.party_name).into()),
        column("register-source", |e, r| e.source.label(r.locale).into()),
        column("register-document", |e, _| (&e.source_number).into()),
        column("register-currency", |e, _| e.currency.to_string().into()),
        column("register-amount", |e, _| money(e.amount)),
        column("register-statement", |e, _| (&e.statement_number).into()),
        column("register-note", |e, _| (&e.note).into()),
        column("register-created-at", |e, _| e.created_at.into()),
    ],
};

/// Recoveries (质量损失索赔单).
pub static RECOVERIES: Register<RecoverySummary> = Register {
    name: "recoveries",
    title: "register-recoveries",
    columns: &[
        column("register-number", |k, _| (&k.number).into()),
        column("register-status", |k, r| k.status.label(r.locale).into()),
        column("register-supplier", |k, _| (&k.supplier_name).into()),
        column("register-parts-count", |k, _| Cell::Number(k.parts)),
        column("register-currency", |k, _| k.currency.to_string().into()),
        column("register-claimed", |k, _| k.claimed.into()),
        column("register-to-bear", |k, _| k.amount.into()),
        column("register-answer-until", |k, _| (&k.answer_until).into()),
    ],
};
