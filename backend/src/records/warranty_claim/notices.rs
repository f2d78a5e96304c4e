//! Whom a claim is told to.

use super::store::Row;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::notification::{self, Word};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use shared::auth::Permission;
use shared::ids::UserId;
use shared::records::notification::NotificationKind;
use shared::records::warranty_claim::WarrantyClaimStatus;

/// Those of the house who answer it: who may decide, or on an appeal who may rule.
fn house(c: &mut PgConnection, status: WarrantyClaimStatus) -> Result<Vec<UserId>, Failure> {
    let right = match status {
        WarrantyClaimStatus::Appealed => Permission::ClaimApprove,
        _ => Permission::ClaimReview,
    };
    notification::holders_in_house(c, right)
}

/// Those of the dealer who file.
fn dealer(c: &mut PgConnection, row: &Row) -> Result<Vec<UserId>, Failure> {
    let people = notification::holders_by(c, &[row.dealer_id], Permission::ClaimFile)?;
    let mut people: Vec<UserId> = people.into_values().flatten().collect();
    people.push(row.filed_by_id);
    Ok(people)
}

/// Tells where a claim has come to, as far as somebody waits for it: by a person, or by a rule.
pub(super) fn moved(
    c: &mut PgConnection,
    by: Option<&Caller>,
    row: &Row,
    to: WarrantyClaimStatus,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    use WarrantyClaimStatus::*;
    let (people, kind) = match to {
        InReview | Appealed => (house(c, to)?, NotificationKind::ClaimWaits),
        NeedsInfo => (dealer(c, row)?, NotificationKind::ClaimAsked),
        ApprovedPartly | Rejected | Upheld | AwaitingParts | Payable | Expired | ChargedBack => {
            (dealer(c, row)?, NotificationKind::ClaimDecided)
        }
        Draft | InStatement | Paid | Closed | Withdrawn => return Ok(()),
    };
    match by {
        Some(caller) => notification::tell_others(c, caller, people, kind, row.id),
        None => {
            let word = Word::of_rule(kind, row.id);
            let words: Vec<_> = people.into_iter().map(|user| (user, word.clone())).collect();
            notification::tell(c, &words, now)
        }
    }
}

/// Warns those who owe an answer that so much of its time is gone.
pub(super) fn warn(c: &mut PgConnection, row: &Row, rung: i16, now: DateTime<Utc>) -> Result<(), Failure> {
    let word = Word {
        at_percent: u16::try_from(rung).ok(),
        due_at: row.answer_due_at,
        ..Word::of_rule(NotificationKind::ClaimDue, row.id)
    };
    let words: Vec<_> = house(c, row.status)?.into_iter().map(|user| (user, word.clone())).collect();
    notification::tell(c, &words, now)
}
