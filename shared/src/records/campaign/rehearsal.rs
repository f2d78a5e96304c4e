//! What a campaign would take with a version of its scope: a pure calculation, so that versions can be compared.

use crate::calendar::Schedule;
use crate::ids::CampaignScopeId;
use crate::money::{Amount, Currency, Total};
use chrono::{Days, NaiveDate, TimeDelta, TimeZone};
use chrono_tz::Tz;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// What is known before it begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RehearsalFacts {
    /// Units that the version finds.
    pub units: i64,
    /// Those whose owner has a telephone, an e-mail address or a contact.
    pub reachable: i64,
    /// Those without an owner.
    pub without_owner: i64,
    /// Different owners.
    pub owners: i64,
    /// How many parts a unit needs; none where no part is needed.
    pub part_quantity: i32,
    /// Parts in stock that nobody has reserved.
    pub parts_available: i64,
    /// What a part costs on the day of the rehearsal.
    pub part_price: Option<(Amount, Currency)>,
    /// Standard time for a unit in minutes.
    pub standard_minutes: i32,
    /// What an hour of work costs.
    pub labour_rate: Option<(Amount, Currency)>,
}

/// Who works on it how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Technicians.
    pub technicians: u16,
    /// Hours that each gives it on a working day.
    pub hours_per_day: u16,
}

/// What it would take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rehearsal {
    /// Units.
    pub units: i64,
    /// Those whose owner can be reached: by telephone, e-mail or a contact.
    pub reachable: i64,
    /// Those whose owner is known but cannot be reached.
    pub unreachable: i64,
    /// Those without an owner.
    pub without_owner: i64,
    /// Different owners.
    pub owners: i64,
    /// Parts that are needed.
    pub parts_needed: i64,
    /// Parts in stock that nobody has reserved.
    pub parts_available: i64,
    /// Parts that are missing.
    pub parts_short: i64,
    /// Minutes of work.
    pub work_minutes: i64,
    /// Minutes that the technicians have on one working day.
    pub capacity_minutes: i64,
    /// Working days that it takes.
    pub working_days: i64,
    /// What the parts cost; absent where no price is known.
    pub parts_cost: Option<Cost>,
    /// What the work costs; absent where no rate is given.
    pub labour_cost: Option<Cost>,
    /// Both together; absent where one is missing that is needed, or they are counted in different currencies.
    pub cost: Option<Cost>,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last working day; absent where there is nothing to do or the calendar does not reach so far.
    pub finish_on: Option<NaiveDate>,
}

/// An amount in its currency. It may be more than one price can be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cost {
    /// How much.
    #[cfg_attr(feature = "openapi", schema(example = "15360.00"))]
    pub amount: Total,
    /// What it is counted in.
    pub currency: Currency,
}

impl Cost {
    fn of(value: Decimal, currency: Currency) -> Self {
        let rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        Self { amount: Total::stored(rounded), currency }
    }
}

/// A version of a scope with what it would take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScopeRehearsal {
    /// The version.
    pub scope_id: CampaignScopeId,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub number: i32,
    /// What it would take.
    pub rehearsal: Rehearsal,
}

/// What a campaign would take, begun on a day.
pub fn rehearse(
    facts: &RehearsalFacts,
    capacity: Capacity,
    starts_on: NaiveDate,
    (schedule, zone): (&Schedule, Tz),
) -> Rehearsal {
    let parts_needed = facts.units * i64::from(facts.part_quantity);
    let parts_available = if facts.part_quantity > 0 { facts.parts_available.max(0) } else { 0 };
    let work_minutes = facts.units * i64::from(facts.standard_minutes);
    let capacity_minutes = i64::from(capacity.technicians) * i64::from(capacity.hours_per_day) * 60;
    let working_days = (work_minutes + capacity_minutes - 1) / capacity_minutes.max(1);
    let parts = match facts.part_price {
        _ if facts.part_quantity == 0 => None,
        Some((price, currency)) => Some((price.value() * Decimal::from(parts_needed), currency)),
        None => None,
    };
    let hours = Decimal::from(work_minutes) / Decimal::from(60);
    let labour = facts.labour_rate.map(|(rate, currency)| (rate.value() * hours, currency));
    let total = match (parts, labour) {
        (None, Some(labour)) if facts.part_quantity == 0 => Some(labour),
        (Some((parts, one)), Some((labour, other))) if one == other => Some((parts + labour, one)),
        _ => None,
    };
    let cost = |found: Option<(Decimal, Currency)>| found.map(|(value, currency)| Cost::of(value, currency));
    Rehearsal {
        units: facts.units,
        reachable: facts.reachable,
        unreachable: facts.units - facts.reachable - facts.without_owner,
        without_owner: facts.without_owner,
        owners: facts.owners,
        parts_needed,
        parts_available,
        parts_short: (parts_needed - parts_available).max(0),
        work_minutes,
        capacity_minutes,
        working_days,
        parts_cost: cost(parts),
        labour_cost: cost(labour),
        cost: cost(total),
        starts_on,
        finish_on: finish(starts_on, working_days, schedule, zone),
    }
}

/// The last of so many working days, the first day included.
fn finish(starts_on: NaiveDate, days: i64, schedule: &Schedule, zone: Tz) -> Option<NaiveDate> {
    let days = u32::try_from(days).ok().filter(|days| *days > 0)?;
    let before = starts_on.checked_sub_days(Days::new(1))?.and_hms_opt(12, 0, 0)?;
    let closes =
        schedule.add_working_days(zone.from_local_datetime(&before).earliest()?.to_utc(), days).ok()?;
    // A day that is open until midnight closes at the beginning of the next one.
    Some((closes - TimeDelta::seconds(1)).with_timezone(&zone).date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use proptest::prelude::*;

    fn facts(units: i64) -> RehearsalFacts {
        RehearsalFacts {
            units,
            reachable: units - 3,
            without_owner: 2,
            owners: 4,
            part_quantity: 2,
            parts_available: 30,
            part_price: Some(("120.50".parse().unwrap(), Currency::Cny)),
            standard_minutes: 90,
            labour_rate: Some(("180".parse().unwrap(), Currency::Cny)),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn of(facts: &RehearsalFacts) -> Rehearsal {
        let schedule = Schedule::from(&Calendar::default_service_desk());
        rehearse(
            facts,
            Capacity { technicians: 2, hours_per_day: 6 },
            day("2026-03-05"),
            (&schedule, Tz::Asia__Shanghai),
        )
    }

    /// By hand: 20 units × 90 min = 1800 min; 2 × 6 h = 720 min a day, so three days from Thursday on: Thursday, Friday, and
    /// Saturday or Monday as the desk's week has it. 40 parts of which 30 are there; 40 × 120.50 = 4820; 30 h × 180 = 5400.
    #[test]
    fn a_rehearsal_reckoned_by_hand() {
        let found = of(&facts(20));
        assert_eq!((found.reachable, found.unreachable, found.without_owner), (17, 1, 2));
        assert_eq!((found.parts_needed, found.parts_available, found.parts_short), (40, 30, 10));
        assert_eq!((found.work_minutes, found.capacity_minutes, found.working_days), (1800, 720, 3));
        let amounts = [&found.parts_cost, &found.labour_cost, &found.cost]
            .map(|c| c.as_ref().unwrap().amount.to_string());
        assert_eq!(amounts, ["4820.00", "5400.00", "10220.00"]);
        let calendar = Calendar::default_service_desk();
        let open = |d: &NaiveDate| !calendar.hours_on(*d).is_empty();
        let third = day("2026-03-05").iter_days().filter(open).nth(2);
        assert_eq!(found.finish_on, third);
    }

    #[test]
    fn what_is_not_known_is_not_made_up() {
        let mut some = facts(20);
        some.part_price = None;
        assert_eq!((of(&some).parts_cost, of(&some).cost), (None, None));
        some.part_price = Some(("1".parse().unwrap(), Currency::Eur));
        assert_eq!(of(&some).cost, None, "of two currencies there is no sum");
        some.part_quantity = 0;
        assert_eq!((of(&some).parts_needed, of(&some).parts_short), (0, 0));
        assert_eq!(of(&some).cost.unwrap().amount.to_string(), "5400.00");
        assert_eq!(of(&RehearsalFacts { units: 0, ..facts(3) }).finish_on, None);
    }

    proptest! {
        /// The days are enough, and one day less is not; more technicians never take longer.
        #[test]
        fn the_days_are_just_enough(units in 1_i64..2000, minutes in 1_i32..600, technicians in 1_u16..20, hours in 1_u16..24) {
            let schedule = Schedule::from(&Calendar::default_service_desk());
            let some = RehearsalFacts { standard_minutes: minutes, ..facts(units) };
            let with = |technicians| rehearse(&some, Capacity { technicians, hours_per_day: hours }, day("2026-03-05"), (&schedule, Tz::Asia__Shanghai));
            let found = with(technicians);
            prop_assert!(found.working_days * found.capacity_minutes >= found.work_minutes);
            prop_assert!((found.working_days - 1) * found.capacity_minutes < found.work_minutes);
            prop_assert!(with(technicians + 1).working_days <= found.working_days);
            prop_assert_eq!(found.parts_short + found.parts_available.min(found.parts_needed), found.parts_needed);
        }
    }
}
