//! 质量损失索赔单: what a supplier is to bear, and why.

mod routes;

pub use routes::routes;

use super::service;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::said::{self, About, field, heading, maybe, maybe_wide, signatures, table};
use crate::paper::{Block, Form};
use crate::records::organization;
use crate::records::register::Reader;
use diesel::pg::PgConnection;
use shared::ids::RecoveryId;
use shared::records::recovery::{Recovery, RecoveryLine, RecoveryStep};

/// Reads it, and whose form it is.
///
/// # Errors
/// `not_found` when the recovery is not there, or not visible to the caller.
pub fn read(c: &mut PgConnection, caller: &Caller, id: RecoveryId) -> Result<(Recovery, String), Failure> {
    let recovery = service::get(c, caller, id)?;
    Ok((recovery, organization::maker(c)?.map(|maker| maker.name).unwrap_or_default()))
}

/// The form, in the reader's language. `page` is the address under which people reach the page.
pub fn form(recovery: &Recovery, maker: &str, page: &str, r: Reader) -> Form {
    let head = &recovery.head;
    let about = About {
        title: r.word("paper-recovery"),
        house: maker.to_owned(),
        number: head.number.clone(),
        as_of: recovery.steps.iter().map(|step| step.at).fold(recovery.created_at, Ord::max),
        link: format!("{page}/recoveries/{}", head.id),
    };
    let row = |line: &RecoveryLine| {
        vec![
            line.position.to_string(),
            line.kind.label(r.locale),
            [line.part_number.as_deref(), line.name.as_deref()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
            line.failure_mode.clone().unwrap_or_default(),
            line.cost.map(|cost| cost.to_string()).unwrap_or_default(),
            line.quantity.to_string(),
            format!("{} %", line.share_percent),
            line.amount.to_string(),
        ]
    };
    let step = |step: &RecoveryStep| {
        vec![
            said::clock_time(step.at, r),
            step.status.label(r.locale),
            step.actor_name.clone().unwrap_or_default(),
            step.words.clone().unwrap_or_default(),
            step.amount.to_string(),
        ]
    };
    let blocks = vec![
        Block::Fields(vec![
            field(r, "register-supplier", head.supplier_name.as_str()),
            field(r, "register-status", head.status.label(r.locale)),
            field(r, "register-claimed", format!("{} {}", head.claimed, head.currency)),
            field(r, "register-to-bear", format!("{} {}", head.amount, head.currency)),
            maybe(r, "register-delivery", &recovery.delivery),
            field(
                r,
                "register-answer-until",
                head.answer_until.map(|day| day.to_string()).unwrap_or_default(),
            ),
            maybe_wide(r, "register-note", &recovery.note),
        ]),
        heading(r, "paper-recovery-lines"),
        table(
            r,
            &[
                ("paper-count-place", 0.5),
                ("register-kind", 0.9),
                ("register-part", 2.2),
                ("register-failure-mode", 1.6),
                ("register-unit-cost", 1.1),
                ("register-quantity", 0.7),
                ("register-share", 0.8),
                ("register-amount", 1.1),
            ],
            recovery.lines.iter().map(row).collect(),
        ),
        heading(r, "paper-recovery-steps"),
        table(
            r,
            &[
                ("register-time", 1.4),
                ("register-status", 1.1),
                ("register-person", 0.9),
                ("register-words", 3.0),
                ("register-to-bear", 1.1),
            ],
            recovery.steps.iter().map(step).collect(),
        ),
        Block::Remark(r.word("paper-recovery-silence")),
        signatures(r, &["paper-recovery-sign-house", "paper-recovery-sign-supplier"]),
    ];
    said::form(r, about, blocks)
}
