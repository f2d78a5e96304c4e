//! What a set of rules would have done to the claims of the last months: what each said and what was known is read as it was kept when
//! it was sent in, and adjudicated again by the same function.

use super::store;
use crate::after;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Unread;
use crate::schema::{organizations, warranty_claim_versions, warranty_claims};
use anyhow::anyhow;
use chrono::{DateTime, Months, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::ids::*;
use shared::money::{Currency, Total};
use shared::problem::Checker;
use shared::records::warranty_claim::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::mpsc::{SyncSender, sync_channel};

/// Claims that are fetched at once.
const CHUNK: i64 = 500;
/// Claims that are named.
const MOST_CHANGED: usize = 100;
/// Dealers that are named.
const MOST_DEALERS: usize = 20;

type Kept = (
    (WarrantyClaimId, DateTime<Utc>, String, OrganizationId, Currency),
    (ClaimOutcome, Decimal, Unread<WarrantyClaimInput>, Unread<ClaimFacts>),
);

/// Claims as they were sent in last, from an instant on and after a place.
fn kept(
    c: &mut PgConnection,
    from: DateTime<Utc>,
    after: Option<(DateTime<Utc>, WarrantyClaimId)>,
) -> Result<Vec<Kept>, Failure> {
    use {warranty_claim_versions as v, warranty_claims as k};
    let mut query = v::table
        .inner_join(k::table)
        .filter(v::number.eq(k::submission))
        .filter(v::at.ge(from))
        .order((v::at, v::claim_id))
        .limit(CHUNK)
        .select((
            (k::id, v::at, k::number, k::dealer_id, k::currency),
            (v::outcome, v::proposed, v::input, v::facts),
        ))
        .into_boxed();
    if let Some((at, id)) = after {
        query = after!(query, v::at, at, v::claim_id.gt(id));
    }
    Ok(query.load(c)?)
}

/// Hands over all of them in chunks, as long as they are wanted.
fn fetch(
    c: &mut PgConnection,
    from: DateTime<Utc>,
    hand_over: &SyncSender<Vec<Kept>>,
) -> Result<(), Failure> {
    let mut after = None;
    loop {
        let some = kept(c, from, after)?;
        let Some(((id, at, ..), _)) = some.last() else { return Ok(()) };
        after = Some((*at, *id));
        if hand_over.send(some).is_err() {
            return Ok(());
        }
    }
}

/// What is counted on the way.
#[derive(Default)]
struct Tally {
    claims: i64,
    flips: i64,
    shifts: BTreeMap<(ClaimOutcome, ClaimOutcome), i64>,
    money: BTreeMap<Currency, (Total, Total)>,
    dealers: HashMap<OrganizationId, i64>,
    changed: Vec<(OrganizationId, ClaimFlip)>,
}

impl Tally {
    fn count(&mut self, kept: Kept, rules: &Rules) -> anyhow::Result<()> {
        let ((claim_id, _, number, dealer, currency), (before, proposed, input, facts)) = kept;
        let found = adjudicate(&input.read()?, &facts.read()?, rules);
        let proposed_before = Total::stored(proposed);
        let approved = |outcome, total| if outcome == ClaimOutcome::Approve { total } else { Total::ZERO };
        let sums = self.money.entry(currency).or_insert((Total::ZERO, Total::ZERO));
        sums.0 = sums.0 + approved(before, proposed_before);
        sums.1 = sums.1 + approved(found.outcome, found.proposed);
        self.claims += 1;
        if found.outcome == before && found.proposed == proposed_before {
            return Ok(());
        }
        self.flips += 1;
        *self.shifts.entry((before, found.outcome)).or_default() += 1;
        *self.dealers.entry(dealer).or_default() += 1;
        let flip = ClaimFlip {
            claim_id,
            number,
            dealer_name: String::new(),
            before,
            after: found.outcome,
            proposed_before,
            proposed_after: found.proposed,
            currency,
        };
        // The newest come last, and stay.
        if self.changed.len() >= 2 * MOST_CHANGED {
            self.changed.drain(..MOST_CHANGED);
        }
        self.changed.push((dealer, flip));
        Ok(())
    }

    fn trial(self, names: &HashMap<OrganizationId, String>) -> RuleSetTrial {
        let name = |id: &OrganizationId| names.get(id).cloned().unwrap_or_default();
        let mut dealers: Vec<_> = self.dealers.into_iter().collect();
        dealers.sort_by_key(|(id, flips)| (std::cmp::Reverse(*flips), *id));
        let shifts = self.shifts.into_iter();
        let money = self.money.into_iter();
        let changed = self.changed.into_iter().rev().take(MOST_CHANGED);
        RuleSetTrial {
            claims: self.claims,
            flips: self.flips,
            shifts: shifts.map(|((before, after), claims)| OutcomeShift { before, after, claims }).collect(),
            money: money
                .map(|(currency, (before, after))| MoneyBeforeAfter { currency, before, after })
                .collect(),
            dealers: dealers
                .into_iter()
                .take(MOST_DEALERS)
                .map(|(id, flips)| DealerHit { dealer_id: id, dealer_name: name(&id), flips })
                .collect(),
            changed: changed.map(|(id, flip)| ClaimFlip { dealer_name: name(&id), ..flip }).collect(),
        }
    }
}

/// Adjudicates the claims of the last months again.
pub(super) fn trial(
    c: &mut PgConnection,
    caller: &Caller,
    id: AdjudicationRuleSetId,
    input: TryRuleSet,
) -> Result<RuleSetTrial, Failure> {
    let mut check = Checker::default();
    check.range(input.months.into(), 1..=36, "/months");
    check.finish()?;
    let rules = store::find(c, id)?.rules.0;
    let from = caller.now - Months::new(input.months.into());
    let tally = std::thread::scope(|all| {
        // The next are fetched while those are judged.
        let (hand_over, chunks) = sync_channel::<Vec<Kept>>(1);
        let judge = all.spawn(|| {
            let mut tally = Tally::default();
            chunks.into_iter().flatten().try_for_each(|one| tally.count(one, &rules))?;
            Ok::<_, anyhow::Error>(tally)
        });
        fetch(c, from, &hand_over)?;
        drop(hand_over);
        let judged = judge.join().map_err(|_| anyhow!("claims could not be judged"))?;
        Ok::<_, Failure>(judged?)
    })?;
    let named: Vec<OrganizationId> = tally.dealers.keys().copied().collect();
    let names: HashMap<OrganizationId, String> = organizations::table
        .filter(organizations::id.eq_any(named))
        .select((organizations::id, organizations::name))
        .load::<(OrganizationId, String)>(c)?
        .into_iter()
        .collect();
    Ok(tally.trial(&names))
}
