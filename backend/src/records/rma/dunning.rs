//! Dunning: each step is taken once for each line, whoever runs the job, and written down with what it told.

use crate::audit::{self, Author};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::records::notification::{self, Word};
use crate::records::{organization, part, statement};
use crate::schema::{rma_dunnings, rma_lines, rmas};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date};
use rust_decimal::Decimal;
use serde_json::json;
use shared::auth::{Permission, Role};
use shared::ids::{OrganizationId, PartId, RmaId, RmaLineId};
use shared::money::{Amount, Balance, Currency};
use shared::records::notification::NotificationKind;
use shared::records::part::PartPrice;
use shared::records::rma::*;
use shared::records::statement::{EntryKind, EntrySource, amount_fits};
use std::collections::{BTreeMap, HashMap};

/// Lines that are dunned in one transaction.
const BATCH: i64 = 200;

/// The steps that were taken of lines, as the caller may see them, in the order of time.
///
/// # Errors
/// When the database is away.
pub fn of(
    c: &mut PgConnection,
    caller: &Caller,
    lines: &[RmaLineId],
) -> Result<HashMap<RmaLineId, Vec<RmaDunning>>, Failure> {
    use rma_dunnings as d;
    type Found = (
        (RmaLineId, DunningStage, DateTime<Utc>, i32, i32, i32),
        (Option<Decimal>, Option<Currency>, RmaLineStatus, Option<DateTime<Utc>>),
    );
    let rows: Vec<Found> = d::table
        .inner_join(rma_lines::table)
        .filter(d::line_id.eq_any(lines))
        .order((d::line_id, d::at))
        .select((
            (d::line_id, d::stage, d::at, d::days_late, d::told, d::quantity),
            (d::price, d::currency, rma_lines::status, rma_lines::restored_at),
        ))
        .load(c)?;
    let prices = policy::sees_prices(caller);
    let mut found = HashMap::<_, Vec<_>>::new();
    for ((line_id, stage, at, days_late, told, quantity), (price, currency, status, restored_at)) in rows {
        let price = price.filter(|_| prices).map(Amount::stored);
        found.entry(line_id).or_default().push(RmaDunning {
            line_id,
            stage,
            at,
            days_late,
            told,
            quantity,
            price,
            currency: currency.filter(|_| prices),
            amount: price.map(|price| price.times(quantity)),
            stands: stands(status, restored_at.is_some()),
        });
    }
    Ok(found)
}

/// The steps that were taken of a return's lines.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn of_return(c: &mut PgConnection, caller: &Caller, id: RmaId) -> Result<RmaDunnings, Failure> {
    super::store::find(c, caller, id)?;
    let lines: Vec<RmaLineId> =
        rma_lines::table.filter(rma_lines::rma_id.eq(id)).select(rma_lines::id).load(c)?;
    let mut items: Vec<RmaDunning> = of(c, caller, &lines)?.into_values().flatten().collect();
    items.sort_by_key(|step| (step.at, step.stage, step.line_id));
    Ok(RmaDunnings { items })
}

/// A line that is late, and for which the step that is due was not taken.
struct Late {
    id: RmaLineId,
    rma_id: RmaId,
    rma_number: String,
    dealer_id: OrganizationId,
    part_id: Option<PartId>,
    quantity: i32,
    stage: DunningStage,
    days_late: i64,
}

/// Lines for which a step is due, held so that nobody else takes it.
fn due(c: &mut PgConnection, today: NaiveDate) -> Result<Vec<Late>, Failure> {
    type Found = ((RmaLineId, RmaId, String, OrganizationId, Option<PartId>), (i32, Option<i32>, NaiveDate));
    let (reminded, warned, charged) = stage_bounds(today);
    // What was taken is compared with what the deadline asks for today; a harder step is never followed by a softer one,
    // because days only pass.
    let taken = sql::<Bool>(
        "NOT EXISTS (SELECT FROM rma_dunnings d WHERE d.line_id = rma_lines.id AND d.stage = CASE WHEN rmas.deadline <= ",
    )
    .bind::<Date, _>(charged)
    .sql(" THEN 'charge' WHEN rmas.deadline <= ")
    .bind::<Date, _>(warned)
    .sql(" THEN 'warning' ELSE 'reminder' END)");
    let rows: Vec<Found> = rma_lines::table
        .inner_join(rmas::table)
        .filter(rmas::status.eq_any(OWING))
        .filter(rmas::deadline.le(reminded))
        .filter(rma_lines::status.eq_any(OUTSTANDING))
        .filter(rma_lines::restored_at.is_null())
        .filter(taken)
        .order((rmas::deadline, rmas::id, rma_lines::id))
        .select((
            (rma_lines::id, rmas::id, rmas::number, rmas::dealer_id, rma_lines::part_id),
            (rma_lines::quantity_due, rma_lines::quantity_shipped, rmas::deadline.assume_not_null()),
        ))
        .limit(BATCH)
        .for_no_key_update()
        .skip_locked()
        .load(c)?;
    Ok(rows
        .into_iter()
        .filter_map(|((id, rma_id, rma_number, dealer_id, part_id), (owed, sent, deadline))| {
            let (stage, days_late) = next_step(deadline, today, None)?;
            let quantity = sent.unwrap_or(owed);
            Some(Late { id, rma_id, rma_number, dealer_id, part_id, quantity, stage, days_late })
        })
        .collect())
}

/// Takes the steps that are due today by the maker's clock, a batch of them, and tells the dealers' people, and of a charge
/// the house's specialists. Gives how many lines that were.
///
/// # Errors
/// When the database is away.
pub fn dun(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let Some(maker) = organization::maker(c)? else { return Ok(0) };
    let today = now.with_timezone(&maker.clocks()).date_naive();
    let late = due(c, today)?;
    if late.is_empty() {
        return Ok(0);
    }
    let charged: Vec<PartId> =
        late.iter().filter(|l| l.stage == DunningStage::Charge).filter_map(|l| l.part_id).collect();
    let prices = part::prices_on(c, &charged, today)?;
    let dealers: Vec<OrganizationId> = late.iter().map(|line| line.dealer_id).collect();
    let people = notification::holders_by(c, &dealers, Permission::RmaShip)?;
    let house = notification::with_role(c, maker.id, &[Role::ServiceSpecialist])?;
    let told = |line: &Late| {
        let charge = line.stage == DunningStage::Charge;
        let dealers = people.get(&line.dealer_id).map(Vec::as_slice).unwrap_or_default();
        dealers.iter().chain(house.iter().filter(move |_| charge)).copied()
    };
    let row = |line: &Late| {
        let charge = line.stage == DunningStage::Charge;
        let price = line.part_id.filter(|_| charge).and_then(|part| prices.get(&part));
        (
            (rma_dunnings::line_id.eq(line.id), rma_dunnings::stage.eq(line.stage), rma_dunnings::at.eq(now)),
            rma_dunnings::days_late.eq(i32::try_from(line.days_late).unwrap_or(i32::MAX)),
            rma_dunnings::told.eq(i32::try_from(told(line).count()).unwrap_or(i32::MAX)),
            rma_dunnings::quantity.eq(line.quantity),
            rma_dunnings::price.eq(price.map(|price| price.price.value())),
            rma_dunnings::currency.eq(price.map(|price| price.currency)),
        )
    };
    // Another server may have looked in the same moment: what it wrote is its to tell.
    let taken: Vec<RmaLineId> = diesel::insert_into(rma_dunnings::table)
        .values(late.iter().map(row).collect::<Vec<_>>())
        .on_conflict_do_nothing()
        .returning(rma_dunnings::line_id)
        .get_results(c)?;
    let mut words = vec![];
    let mut audited: BTreeMap<(RmaId, DunningStage), Vec<RmaLineId>> = BTreeMap::new();
    for line in late.iter().filter(|line| taken.contains(&line.id)) {
        let word = Word::of_rule(kind(line.stage), line.rma_id);
        words.extend(told(line).map(|user| (user, word.clone())));
        audited.entry((line.rma_id, line.stage)).or_default().push(line.id);
    }
    notification::tell(c, &words, now)?;
    let author = Author::itself(now);
    for line in late.iter().filter(|line| line.stage == DunningStage::Charge && taken.contains(&line.id)) {
        if let Some(price) = line.part_id.and_then(|part| prices.get(&part)) {
            settle(c, &author, line, price, today)?;
        }
    }
    for ((rma, stage), lines) in audited {
        audit::write_as(c, &author, "rma", rma.0, "dun", json!({ "stage": stage, "lines": lines }))?;
    }
    Ok(late.len())
}

/// A part that did not come is settled with the dealer: what it cost that day, for each piece.
fn settle(
    c: &mut PgConnection,
    author: &Author<'_>,
    line: &Late,
    price: &PartPrice,
    today: NaiveDate,
) -> Result<(), Failure> {
    let amount = price.price.value().checked_mul(Decimal::from(line.quantity)).map(Balance::stored);
    let Some(amount) = amount.filter(|amount| amount_fits(EntryKind::OverduePartCharge, *amount)) else {
        return Ok(());
    };
    let entry = statement::Entry {
        party_id: line.dealer_id,
        kind: EntryKind::OverduePartCharge,
        currency: price.currency,
        amount,
        source: EntrySource::Rma,
        source_id: Some(line.rma_id.0),
        source_key: line.id.to_string(),
        source_number: line.rma_number.clone(),
        arose_on: today,
        note: None,
    };
    statement::post(c, author, entry)
}

/// Charges for parts of a return that stand no more, because they came, need not come or have turned up, are taken back.
///
/// # Errors
/// When the database is away.
pub(super) fn take_back(c: &mut PgConnection, caller: &Caller, id: RmaId) -> Result<(), Failure> {
    let charged: Vec<(RmaLineId, RmaLineStatus, Option<DateTime<Utc>>)> = rma_dunnings::table
        .inner_join(rma_lines::table)
        .filter(rma_lines::rma_id.eq(id))
        .filter(rma_dunnings::stage.eq(DunningStage::Charge))
        .select((rma_lines::id, rma_lines::status, rma_lines::restored_at))
        .load(c)?;
    let author = caller.author();
    for (line, status, restored_at) in charged {
        if !stands(status, restored_at.is_some()) {
            let of = (EntryKind::OverduePartCharge, EntrySource::Rma, line.to_string());
            statement::reverse(c, &author, (of.0, of.1, &of.2), caller.today())?;
        }
    }
    Ok(())
}

/// What a step is told as.
fn kind(stage: DunningStage) -> NotificationKind {
    match stage {
        DunningStage::Reminder => NotificationKind::ReturnReminded,
        DunningStage::Warning => NotificationKind::ReturnWarned,
        DunningStage::Charge => NotificationKind::ReturnCharged,
    }
}
