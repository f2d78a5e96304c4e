//! What is asked of the dashboard, and the stretch of time that it is about.

use super::super::month::Month;
use crate::ids::{OrganizationId, ProductId, TeamId, UserId};
use crate::page::OneOf;
use crate::problem::{FieldProblem, FieldRefusal, Refusal};
use crate::records::ticket::{TicketKind, TicketQuery};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Months that a report shows when nobody says which.
pub const USUAL_MONTHS: u32 = 12;
/// The most months that a report shows.
pub const MOST_MONTHS: u32 = 60;

/// Which tickets the dashboard is about, and which months.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct DeskQuery {
    /// The first month, in the zone of the caller's organisation; eleven before the last one by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Month>,
    /// The last month; this one by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Month>,
    /// Only tickets given to this team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team_id: Option<TeamId>,
    /// Only tickets given to this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee_id: Option<UserId>,
    /// Only tickets of this dealer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Only tickets about this product model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only tickets of this kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<TicketKind>,
}

/// A stretch of months in a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// The months, in order; never none.
    pub months: Vec<Month>,
    /// The instants at which they begin, and at which the last one ends.
    pub bounds: Vec<DateTime<Utc>>,
}

impl Period {
    /// The instant it begins.
    pub fn starts_at(&self) -> DateTime<Utc> {
        self.bounds.first().copied().unwrap_or_default()
    }

    /// The instant it ends.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.bounds.last().copied().unwrap_or_default()
    }
}

/// The months from one to another, with their instants in a zone; by default this month and the eleven before.
///
/// # Errors
/// `validation_failed` for months that lie ahead, run backwards, or are too many.
pub fn period(
    from: Option<Month>,
    until: Option<Month>,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<Period, Refusal> {
    let refuse = |field, code| Refusal::fields(vec![FieldRefusal::new(field, code)]);
    let this = Month::at(now, zone);
    let until = until.unwrap_or(this);
    let from = from.unwrap_or(until.minus(USUAL_MONTHS - 1));
    if until > this {
        return Err(refuse("?until", FieldProblem::InFuture));
    }
    if from > until {
        return Err(refuse("?until", FieldProblem::TooEarly));
    }
    if from < until.minus(MOST_MONTHS - 1) {
        return Err(refuse("?from", FieldProblem::TooEarly));
    }
    let months: Vec<Month> = from.through(until).collect();
    let bounds = months.iter().chain([&until.plus(1)]).map(|month| month.starts(zone)).collect();
    Ok(Period { months, bounds })
}

impl DeskQuery {
    /// The months it is about.
    ///
    /// # Errors
    /// `validation_failed` when they end before they begin, lie in the future or are too many.
    pub fn period(&self, now: DateTime<Utc>, zone: Tz) -> Result<Period, Refusal> {
        period(self.from, self.until, now, zone)
    }

    /// The tickets it is about, as the list of tickets knows them.
    pub fn tickets(&self) -> TicketQuery {
        TicketQuery {
            team_id: self.team_id,
            assignee_id: self.assignee_id,
            dealer_id: self.dealer_id,
            product_id: self.product_id,
            kind: self.kind.map(|kind| OneOf(vec![kind])),
            ..TicketQuery::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(query: &str) -> Result<Period, Refusal> {
        let query: DeskQuery = serde_json::from_str(query).unwrap();
        // In Shanghai it is the first of April already.
        query.period("2026-03-31T16:30:00Z".parse().unwrap(), Tz::Asia__Shanghai)
    }

    #[test]
    fn by_default_it_is_this_month_and_the_eleven_before() {
        let period = period("{}").unwrap();
        let written: Vec<String> = period.months.iter().map(ToString::to_string).collect();
        assert_eq!((written[0].as_str(), written[11].as_str(), written.len()), ("2025-05", "2026-04", 12));
        assert_eq!(period.starts_at().to_rfc3339(), "2025-04-30T16:00:00+00:00");
        assert_eq!(period.ends_at().to_rfc3339(), "2026-04-30T16:00:00+00:00");
        assert_eq!(period.bounds.len(), 13);
    }

    #[test]
    fn months_that_cannot_be_are_refused() {
        let refused = |query| {
            let field = period(query).unwrap_err().fields.remove(0);
            (field.pointer, field.code)
        };
        assert_eq!(refused(r#"{"until":"2026-05"}"#), ("?until".into(), FieldProblem::InFuture));
        let backwards = r#"{"from":"2026-03","until":"2026-02"}"#;
        assert_eq!(refused(backwards), ("?until".into(), FieldProblem::TooEarly));
        assert_eq!(refused(r#"{"from":"2021-04"}"#), ("?from".into(), FieldProblem::TooEarly));
        assert_eq!(period(r#"{"from":"2021-05"}"#).unwrap().months.len(), 60);
        assert_eq!(period(r#"{"from":"2026-04"}"#).unwrap().months.len(), 1);
    }
}
