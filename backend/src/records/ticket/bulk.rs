//! One thing done to many tickets in one transaction. Each is judged for itself: what one refuses does not hold
//! up the others.

use super::{actions, tags};
use crate::auth::caller::Caller;
use crate::db;
use crate::error::{self, Failure};
use crate::records::calendar::schedules::Schedules;
use crate::records::policy;
use diesel::pg::PgConnection;
use shared::i18n::Locale;
use shared::ids::TicketId;
use shared::records::ticket::{ActionInput, BulkReport, BulkRow, BulkTag, BulkTarget, check_targets};
use std::collections::HashMap;

/// What is known of a ticket afterwards: number and version.
type Done = (String, i32);

/// Works through tickets in the order of their ids, so that two of these never wait for each other, and reports
/// them in the order in which they were sent.
fn each(
    c: &mut PgConnection,
    caller: &Caller,
    locale: Locale,
    ids: &[TicketId],
    work: impl Fn(&mut PgConnection, usize) -> Result<Done, Failure>,
) -> Result<BulkReport, Failure> {
    let mut order: Vec<usize> = (0..ids.len()).collect();
    order.sort_by_key(|n| ids[*n]);
    let mut rows = HashMap::new();
    for n in order {
        let row = match db::part(c, |c| work(c, n))? {
            Ok((number, version)) => {
                BulkRow { id: ids[n], number: Some(number), version: Some(version), problem: None }
            }
            Err(refusal) => {
                let problem = error::problem(refusal, locale, caller.request_id.clone());
                BulkRow { id: ids[n], number: None, version: None, problem: Some(problem) }
            }
        };
        rows.insert(n, row);
    }
    let refused: Vec<TicketId> =
        rows.values().filter(|row| row.problem.is_some()).map(|row| row.id).collect();
    let numbers = super::store::numbers(c, caller, &refused)?;
    let named = (0..ids.len()).filter_map(|n| rows.remove(&n)).map(|mut row| {
        row.number = row.number.or_else(|| numbers.get(&row.id).cloned());
        row
    });
    Ok(BulkReport::new(named.collect()))
}

/// Carries out an action on each.
pub(super) fn act(
    c: &mut PgConnection,
    caller: &Caller,
    locale: Locale,
    targets: &[BulkTarget],
    input: &ActionInput,
) -> Result<BulkReport, Failure> {
    check_targets(targets)?;
    let (policy, desk) = (policy::load(c)?, Schedules::load(c)?.service_desk()?);
    let ids: Vec<TicketId> = targets.iter().map(|t| t.id).collect();
    each(c, caller, locale, &ids, |c, n| {
        let after = actions::act(c, caller, ids[n], targets[n].version, input, &policy, &desk)?;
        Ok((after.row.number, after.row.version))
    })
}

/// Puts tags on each and takes others away.
pub(super) fn tag(
    c: &mut PgConnection,
    caller: &Caller,
    locale: Locale,
    input: &BulkTag,
) -> Result<BulkReport, Failure> {
    input.check()?;
    each(c, caller, locale, &input.ticket_ids, |c, n| {
        let row = tags::change(c, caller, input.ticket_ids[n], input)?;
        Ok((row.number, row.version))
    })
}
