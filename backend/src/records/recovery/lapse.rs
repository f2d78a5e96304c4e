//! Silence: a supplier is reminded at half and four fifths of its days, and accepts by saying nothing (MGT-T 4.6.1).

use super::service::house;
use super::store;
use crate::audit::{self, Author};
use crate::error::Failure;
use crate::records::notification::{self, Word};
use crate::records::organization;
use crate::schema::recoveries;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use shared::auth::{Permission, Role};
use shared::ids::{OrganizationId, RecoveryId};
use shared::records::notification::NotificationKind;
use shared::records::recovery::*;

type Open = (RecoveryId, OrganizationId, Decimal, Option<DateTime<Utc>>, Option<NaiveDate>, i16);

/// Reminds suppliers whose days run, each step once, and accepts for those whose days are over. Gives how many recoveries that
/// were.
///
/// # Errors
/// When the database is away.
pub fn lapse(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    use recoveries as r;
    let Some(maker) = organization::maker(c)? else { return Ok(0) };
    let zone = maker.clocks();
    let open: Vec<Open> = r::table
        .filter(r::status.eq_any(RecoveryStatus::ANSWERING))
        .filter(r::answer_until.is_not_null())
        .order(r::answer_until)
        .select((r::id, r::supplier_id, r::amount, r::answer_from, r::answer_until, r::told_percent))
        .for_no_key_update()
        .skip_locked()
        .load(c)?;
    let due = open.into_iter().filter_map(|(id, supplier, amount, from, until, told)| {
        let percent = notice(from?, answer_ends(until?, zone), now)?;
        (percent > told).then_some((id, supplier, amount, percent))
    });
    let due: Vec<_> = due.collect();
    if due.is_empty() {
        return Ok(0);
    }
    let suppliers: Vec<OrganizationId> = due.iter().map(|(_, supplier, ..)| *supplier).collect();
    let people = notification::holders_by(c, &suppliers, Permission::RecoveryAnswer)?;
    let inside = house(c, &[Role::Quality, Role::Finance])?;
    let author = Author::itself(now);
    let mut words = vec![];
    for (id, supplier, amount, percent) in &due {
        let over = *percent == 100;
        let kind = if over { NotificationKind::RecoveryLapsed } else { NotificationKind::RecoveryReminded };
        let word = Word::of_rule(kind, *id);
        let theirs = people.get(supplier).map(Vec::as_slice).unwrap_or_default();
        let all = theirs.iter().chain(inside.iter().filter(|_| over));
        words.extend(all.map(|user| (*user, word.clone())));
        let row = r::table.find(*id);
        let told = (r::told_percent.eq(*percent), r::updated_at.eq(now));
        if over {
            let ended = (
                r::status.eq(RecoveryStatus::DeemedAccepted),
                r::answer_from.eq(None::<DateTime<Utc>>),
                r::answer_until.eq(None::<NaiveDate>),
                r::version.eq(r::version + 1),
            );
            diesel::update(row).set((told, ended)).execute(c)?;
            store::note_step(c, *id, (now, None), RecoveryStatus::DeemedAccepted, None, *amount)?;
            audit::write_as(c, &author, "recovery", id.0, "lapse", json!({}))?;
        } else {
            diesel::update(row).set(told).execute(c)?;
        }
    }
    notification::tell(c, &words, now)?;
    Ok(due.len())
}
