//! 三包索赔单: what is claimed, line by line, and what was answered.

mod routes;

pub use routes::routes;

use super::service;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::said::{self, About, field, heading, maybe, maybe_time, signatures, table, wide};
use crate::paper::{Block, Form};
use crate::records::organization;
use crate::records::register::Reader;
use diesel::pg::PgConnection;
use shared::ids::WarrantyClaimId;
use shared::records::warranty_claim::{WarrantyClaim, WarrantyClaimForm, WarrantyClaimLine};

/// What a form needs, as one caller may see it.
pub struct Facts {
    /// The claim.
    pub claim: WarrantyClaim,
    /// The maker whose form it is.
    pub maker: String,
}

/// Reads it.
///
/// # Errors
/// `not_found` when the claim is not there, or not visible to the caller.
pub fn read(c: &mut PgConnection, caller: &Caller, id: WarrantyClaimId) -> Result<Facts, Failure> {
    let claim = service::get(c, caller, id)?;
    let maker = organization::maker(c)?.map(|maker| maker.name).unwrap_or_default();
    Ok(Facts { claim, maker })
}

fn row(r: Reader, line: &WarrantyClaimLine) -> Vec<String> {
    let code = line.part_number.clone().or(line.operation_code.clone()).unwrap_or_default();
    vec![
        (line.position + 1).to_string(),
        line.class.label(r.locale),
        format!("{code} {}", line.description).trim().to_owned(),
        line.quantity.to_string(),
        line.claimed.to_string(),
        line.approved.map(|amount| amount.to_string()).unwrap_or_default(),
        line.reason.clone().unwrap_or_default(),
    ]
}

/// The form, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, page: &str, r: Reader) -> Form {
    let (claim, head) = (&facts.claim, &facts.claim.head);
    let times = [head.submitted_at, head.answered_at, claim.appealed_at, claim.payable_at];
    let drafted = claim.events.last().map(|event| event.at).unwrap_or_default();
    let about = About {
        title: WarrantyClaimForm::Claim.label(r.locale),
        house: facts.maker.clone(),
        number: head.number.clone(),
        as_of: times.into_iter().flatten().fold(drafted, Ord::max),
        link: format!("{page}/warranty-claims/{}", head.id),
    };
    let mut blocks = vec![Block::Fields(vec![
        field(r, "register-kind", head.kind.label(r.locale)),
        field(r, "register-status", head.status.label(r.locale)),
        wide(r, "paper-claim-dealer", head.dealer_name.as_str()),
        maybe(r, "register-serial", &head.unit_serial),
        maybe(r, "register-product", &claim.product_code),
        maybe(r, "paper-claim-order", &head.order_number),
        maybe(r, "paper-claim-ticket", &claim.ticket_number),
        field(r, "paper-claim-failed", head.failed_on.to_string()),
        field(r, "paper-claim-repaired", head.repaired_on.to_string()),
        field(r, "register-currency", head.currency.label(r.locale)),
        maybe(r, "paper-claim-usage", &claim.usage.map(|usage| usage.to_string())),
    ])];
    let heads = [
        ("paper-count-place", 0.5),
        ("paper-claim-class", 0.8),
        ("paper-claim-what", 2.6),
        ("paper-claim-quantity", 0.7),
        ("paper-claim-claimed", 1.1),
        ("paper-claim-approved", 1.1),
        ("paper-claim-reason", 1.8),
    ];
    for job in &claim.jobs {
        blocks.push(heading(r, "paper-claim-head"));
        blocks.push(Block::Fields(vec![
            wide(r, "paper-claim-complaint", job.complaint.as_str()),
            wide(r, "paper-claim-cause", job.cause.as_str()),
            wide(r, "paper-claim-correction", job.correction.as_str()),
        ]));
        blocks.push(table(r, &heads, job.lines.iter().map(|line| row(r, line)).collect()));
    }
    let approved = head.approved.map(|total| total.to_string());
    blocks.push(heading(r, "paper-claim-answer"));
    blocks.push(Block::Fields(vec![
        field(r, "paper-claim-claimed", head.claimed.to_string()),
        maybe(r, "paper-claim-approved", &approved),
        maybe(r, "paper-claim-answer", &head.answer.map(|answer| answer.label(r.locale))),
        maybe_time(r, "register-answered-at", head.answered_at),
    ]));
    blocks.push(signatures(r, &["paper-claim-sign-dealer", "paper-claim-sign-house"]));
    said::form(r, about, blocks)
}
