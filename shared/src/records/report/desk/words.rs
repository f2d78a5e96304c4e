//! The words of the dashboard.

use crate::auth::Actor;
use chrono::{DateTime, TimeDelta, Utc};

text_enums! {
    /// How old an open ticket is.
    AgeBand in "age_band" {
        /// Less than a day.
        Day = "day",
        /// One to three days.
        ThreeDays = "three_days",
        /// Three to seven days.
        Week = "week",
        /// Seven to thirty days.
        Month = "month",
        /// More than thirty days.
        Older = "older",
    }

    /// What tickets are told apart by.
    TicketDimension in "ticket_dimension" {
        /// The fault.
        FaultCode = "fault_code",
        /// What it is about.
        Topic = "topic",
        /// The product model.
        Product = "product",
        /// The team it was given to.
        Team = "team",
        /// The person it was given to.
        Assignee = "assignee",
        /// The dealer or service centre it belongs to.
        Dealer = "dealer",
    }

    /// What a row of a Pareto stands for.
    ParetoSlice in "pareto_slice" {
        /// One value.
        Value = "value",
        /// All values that have no row of their own.
        Others = "others",
        /// Nothing is given.
        Without = "without",
    }
}

impl AgeBand {
    /// The days at which an older band begins, from the youngest on.
    pub const DAYS: [i64; 4] = [1, 3, 7, 30];

    /// When tickets of this age were filed: at or after the first instant, before the second.
    pub fn filed(self, now: DateTime<Utc>) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
        let ago = |place: usize| Self::DAYS.get(place).map(|days| now - TimeDelta::days(*days));
        let place = self as usize;
        (ago(place), place.checked_sub(1).and_then(ago))
    }

    /// The instants between the bands, oldest first: before the first one lie the oldest tickets.
    pub fn bounds(now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        Self::DAYS.iter().rev().map(|days| now - TimeDelta::days(*days)).collect()
    }

    /// The band between two neighbouring bounds, counted from the oldest.
    pub fn from_oldest(place: usize) -> Option<Self> {
        Self::ALL.iter().rev().nth(place).copied()
    }
}

impl TicketDimension {
    /// Those that somebody may count by: how the maker's house divides its work is its own, and one dealer needs no
    /// comparison.
    pub fn seen_by(actor: &Actor) -> impl Iterator<Item = &'static Self> {
        let inside = actor.is_inside();
        Self::ALL
            .iter()
            .filter(move |by| inside || matches!(by, Self::FaultCode | Self::Topic | Self::Product))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bands_join_without_gap_and_overlap() {
        let now: DateTime<Utc> = "2026-03-31T10:00:00Z".parse().unwrap();
        let filed: Vec<_> = AgeBand::ALL.iter().map(|band| band.filed(now)).collect();
        assert_eq!(filed[0], (Some(now - TimeDelta::days(1)), None));
        assert_eq!(filed[4], (None, Some(now - TimeDelta::days(30))));
        assert!(filed.windows(2).all(|pair| pair[0].0 == pair[1].1));
        let bounds = AgeBand::bounds(now);
        assert!(bounds.is_sorted());
        for (place, bound) in bounds.iter().enumerate() {
            assert_eq!(AgeBand::from_oldest(place).unwrap().filed(now).1, Some(*bound));
        }
        assert_eq!(AgeBand::from_oldest(4), Some(AgeBand::Day));
    }
}
