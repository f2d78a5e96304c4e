//! The columns of stock, movements, material transfers and returns.

use super::cell::{Cell, Register, column};
use crate::records::report::returns::{ReturnsOf, ReturnsRow};
use shared::i18n::Locale;
use shared::records::material_transfer::MaterialTransferSummary;
use shared::records::quality_feedback::QualityFeedbackSummary;
use shared::records::report::{days, share};
use shared::records::rma::{
    DunningStage, OverdueRmaLine, RmaDunning, RmaLineSummary, RmaSummary, lines_stand,
};
use shared::records::stock::{StockLevel, StockMovement};

fn percent(tenths: i32) -> Cell {
    Cell::Text(format!("{}.{}%", tenths / 10, tenths % 10))
}

/// Whole numbers beyond 32 bits.
fn count(n: i64) -> Cell {
    Cell::Number(n)
}

fn word(text: Option<String>) -> Cell {
    text.map_or(Cell::Nothing, Cell::Text)
}

/// What there is of each part at each location (库存).
pub static STOCK: Register<StockLevel> = Register {
    name: "stock",
    title: "register-stock",
    columns: &[
        column("register-part-number", |s, _| (&s.part_number).into()),
        column("register-part-name", |s, _| (&s.part_name).into()),
        column("register-measure", |s, r| s.measure.label(r.locale).into()),
        column("register-location-code", |s, _| (&s.location_code).into()),
        column("register-location", |s, _| (&s.location_name).into()),
        column("register-kind", |s, r| s.location_kind.label(r.locale).into()),
        column("register-organization", |s, _| (&s.organization_name).into()),
        column("register-on-hand", |s, _| count(s.on_hand)),
        column("register-reserved", |s, _| count(s.reserved)),
        column("register-free", |s, _| count(s.free)),
        column("register-reorder-point", |s, _| count(s.reorder_point)),
        column("register-low", |s, _| s.low.into()),
        column("register-updated-at", |s, _| s.updated_at.into()),
    ],
};

/// What was moved (出入库流水).
pub static MOVEMENTS: Register<StockMovement> = Register {
    name: "stock-movements",
    title: "register-movements",
    columns: &[
        column("register-moved-at", |m, _| m.at.into()),
        column("register-kind", |m, r| m.kind.label(r.locale).into()),
        column("register-part-number", |m, _| (&m.part_number).into()),
        column("register-part-name", |m, _| (&m.part_name).into()),
        column("register-measure", |m, r| m.measure.label(r.locale).into()),
        column("register-batch", |m, _| (&m.batch).into()),
        column("register-from", |m, _| (&m.from_location_name).into()),
        column("register-to", |m, _| (&m.to_location_name).into()),
        column("register-quantity", |m, _| count(m.quantity)),
        column("register-reason", |m, _| (&m.reason).into()),
        column("register-reference", |m, _| (&m.reference).into()),
        column("register-corrected", |m, _| m.corrected.into()),
        column("register-actor", |m, _| (&m.actor_name).into()),
    ],
};

/// Material transfers (物料调拨).
pub static TRANSFERS: Register<MaterialTransferSummary> = Register {
    name: "material-transfers",
    title: "register-transfers",
    columns: &[
        column("register-number", |t, _| (&t.number).into()),
        column("register-status", |t, r| t.status.label(r.locale).into()),
        column("register-urgent", |t, _| t.urgent.into()),
        column("register-coverage", |t, r| t.coverage.label(r.locale).into()),
        column("paper-transfer-ticket", |t, _| (&t.ticket_number).into()),
        column("register-unit", |t, _| (&t.unit_serial).into()),
        column("register-from", |t, _| (&t.from_location_name).into()),
        column("register-to", |t, _| (&t.to_name).into()),
        column("register-lines", |t, _| count(t.lines)),
        column("register-short", |t, _| count(t.short)),
        column("register-requested-by", |t, _| (&t.requested_by_name).into()),
        column("register-organization", |t, _| (&t.organization_name).into()),
        column("register-submitted-at", |t, _| (&t.submitted_at).into()),
        column("register-approved-by", |t, _| (&t.approved_by_name).into()),
        column("register-approved-at", |t, _| (&t.approved_at).into()),
        column("register-carrier", |t, _| (&t.carrier).into()),
        column("register-waybill", |t, _| (&t.waybill).into()),
        column("register-shipped-at", |t, _| (&t.shipped_at).into()),
        column("register-received-at", |t, _| (&t.received_at).into()),
        column("register-papers-overdue", |t, _| t.papers_overdue.into()),
        column("register-note", |t, _| (&t.reason).into()),
        column("register-created-at", |t, _| t.created_at.into()),
    ],
};

/// Returns (退件单).
pub static RMAS: Register<RmaSummary> = Register {
    name: "rmas",
    title: "register-rmas",
    columns: &[
        column("register-number", |r, _| (&r.number).into()),
        column("register-status", |r, x| r.status.label(x.locale).into()),
        column("register-dealer", |r, _| (&r.dealer_name).into()),
        column("paper-transfer-ticket", |r, _| (&r.ticket_number).into()),
        column("register-lines", |r, _| count(r.lines)),
        column("register-owed", |r, _| count(r.owed)),
        column("register-deadline", |r, _| (&r.deadline).into()),
        column("register-carrier", |r, _| (&r.carrier).into()),
        column("register-waybill", |r, _| (&r.waybill).into()),
        column("register-created-at", |r, _| r.created_at.into()),
    ],
};

/// Lines of returns (退件明细).
pub static RMA_LINES: Register<RmaLineSummary> = Register {
    name: "rma-lines",
    title: "register-rma-lines",
    columns: &[
        column("register-rma", |k, _| (&k.rma_number).into()),
        column("register-tag", |k, _| (&k.tag).into()),
        column("register-status", |k, r| {
            let stands = lines_stand(k.rma_status);
            if stands { k.status.label(r.locale).into() } else { k.rma_status.label(r.locale).into() }
        }),
        column("register-dealer", |k, _| (&k.dealer_name).into()),
        column("register-part-number", |k, _| (&k.part_number).into()),
        column("register-part-name", |k, _| (&k.name).into()),
        column("register-supplier", |k, _| (&k.supplier_name).into()),
        column("register-unit", |k, _| (&k.unit_serial).into()),
        column("register-product", |k, _| (&k.product_name).into()),
        column("register-serial", |k, _| (&k.old_serial).into()),
        column("register-batch", |k, _| (&k.batch).into()),
        column("register-fault", |k, _| (&k.fault).into()),
        column("register-due", |k, _| k.quantity_due.into()),
        column("register-shipped", |k, _| (&k.quantity_shipped).into()),
        column("register-received", |k, _| (&k.quantity_received).into()),
        column("register-condition", |k, r| word(k.condition.map(|c| c.label(r.locale)))),
        column("register-deadline", |k, _| (&k.deadline).into()),
        column("register-received-at", |k, _| (&k.received_at).into()),
        column("register-verdict", |k, r| word(k.verdict.map(|v| v.label(r.locale)))),
        column("register-failure-mode", |k, _| (&k.failure_mode).into()),
        column("register-responsible", |k, r| word(k.responsible.map(|w| w.label(r.locale)))),
        column("register-share", |k, _| (&k.share_percent).into()),
        column("register-inspected-at", |k, _| (&k.inspected_at).into()),
        column("register-disposition", |k, r| word(k.disposition.map(|d| d.label(r.locale)))),
    ],
};

fn of(row: &ReturnsRow, l: Locale) -> (Option<String>, Option<String>) {
    match &row.of {
        ReturnsOf::Total => (None, None),
        ReturnsOf::Month(month) => (None, Some(month.to_string())),
        ReturnsOf::Value(by, value) => (Some(by.label(l)), Some(value.name(*by, l))),
    }
}

/// The statistics of returns (退件统计表), one table for all that they are told apart by.
pub static RETURNS: Register<ReturnsRow> = Register {
    name: "returns",
    title: "register-returns",
    columns: &[
        column("register-by", |row, r| {
            let by = match &row.of {
                ReturnsOf::Total => Some(r.word("register-total")),
                ReturnsOf::Month(_) => Some(r.word("register-month")),
                ReturnsOf::Value(..) => of(row, r.locale).0,
            };
            word(by)
        }),
        column("register-value", |row, r| word(of(row, r.locale).1)),
        column("register-lines", |row, _| count(row.figures.lines)),
        column("register-pieces", |row, _| count(row.figures.pieces)),
        column("register-judged", |row, _| count(row.figures.judged)),
        column("register-no-trouble", |row, _| count(row.figures.no_trouble_found)),
        column("register-no-trouble-rate", |row, _| {
            share(row.figures.no_trouble_found, row.figures.judged).map_or(Cell::Nothing, percent)
        }),
        column("register-return-mean", |row, _| word(row.figures.return_mean_seconds.map(days))),
        column("register-return-median", |row, _| word(row.figures.return_median_seconds.map(days))),
        column("register-analysis-mean", |row, _| word(row.figures.analysis_mean_seconds.map(days))),
        column("register-analysis-median", |row, _| word(row.figures.analysis_median_seconds.map(days))),
    ],
};

/// When a step was taken.
fn taken(line: &OverdueRmaLine, stage: DunningStage) -> Cell {
    line.dunnings.iter().find(|step| step.stage == stage).map_or(Cell::Nothing, |step| step.at.into())
}

fn charged(line: &OverdueRmaLine) -> Option<&RmaDunning> {
    line.dunnings.iter().find(|step| step.stage == DunningStage::Charge)
}

/// What has not come back in time (逾期未退回清单).
pub static OVERDUE: Register<OverdueRmaLine> = Register {
    name: "overdue-rmas",
    title: "register-overdue",
    columns: &[
        column("register-dealer", |k, _| (&k.dealer_name).into()),
        column("register-rma", |k, _| (&k.rma_number).into()),
        column("register-part-number", |k, _| (&k.part_number).into()),
        column("register-part-name", |k, _| (&k.name).into()),
        column("register-quantity", |k, _| k.quantity.into()),
        column("register-status", |k, r| k.status.label(r.locale).into()),
        column("register-deadline", |k, _| k.deadline.into()),
        column("register-days-late", |k, _| count(k.days_late)),
        column("register-stage", |k, r| {
            if k.restored { r.word("paper-overdue-restored").into() } else { k.stage.label(r.locale).into() }
        }),
        column("register-reminded-at", |k, _| taken(k, DunningStage::Reminder)),
        column("register-warned-at", |k, _| taken(k, DunningStage::Warning)),
        column("register-charged-at", |k, _| taken(k, DunningStage::Charge)),
        column("register-currency", |k, _| {
            charged(k).and_then(|d| d.currency).map_or(Cell::Nothing, |c| c.to_string().into())
        }),
        column("register-charged", |k, _| {
            charged(k).and_then(|d| d.amount).map_or(Cell::Nothing, |amount| amount.to_string().into())
        }),
    ],
};

/// Quality feedback (质量信息追踪表).
pub static QUALITY: Register<QualityFeedbackSummary> = Register {
    name: "quality-feedback",
    title: "register-quality",
    columns: &[
        column("register-number", |q, _| (&q.number).into()),
        column("register-status", |q, r| q.status.label(r.locale).into()),
        column("register-subject", |q, _| (&q.subject).into()),
        column("register-severity", |q, r| word(q.severity.map(|s| s.label(r.locale)))),
        column("register-extent", |q, r| word(q.extent.map(|e| e.label(r.locale)))),
        column("register-method", |q, r| word(q.method.map(|m| m.label(r.locale)))),
        column("register-department", |q, r| word(q.department.map(|d| d.label(r.locale)))),
        column("register-quality-owner", |q, _| (&q.owner_name).into()),
        column("register-product", |q, _| (&q.product_name).into()),
        column("register-part-number", |q, _| (&q.part_number).into()),
        column("register-part-name", |q, _| (&q.part_name).into()),
        column("register-batch", |q, _| (&q.batch).into()),
        column("register-supplier", |q, _| (&q.supplier_name).into()),
        column("register-sources", |q, _| count(q.sources)),
        column("register-raised-by", |q, _| (&q.raised_by_name).into()),
        column("register-created-at", |q, _| q.created_at.into()),
        column("register-age-days", |q, _| count(q.age_days)),
        column("register-due-at", |q, _| (&q.due_at).into()),
        column("register-overdue-flag", |q, _| q.overdue.into()),
        column("register-ended-at", |q, _| (&q.ended_at).into()),
    ],
};
