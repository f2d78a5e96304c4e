//! One thing done to many tickets, each of them judged for itself.

use crate::ids::{TeamId, TicketId, UserId};
use crate::problem::{Checker, FieldProblem, FieldRefusal, Problem, Refusal};
use crate::text::{Line, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most tickets at once.
pub const MOST_AT_ONCE: usize = 100;
/// The most tags put on or taken away at once, and the most on one ticket.
pub const MOST_TAGS: usize = 20;

/// A word that the house puts on tickets.
pub type Tag = Line<40>;

/// A ticket in the version that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkTarget {
    /// The ticket.
    pub id: TicketId,
    /// The version that was read; if it is older than what is there, this ticket stays as it is.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub version: i32,
}

/// What is sent to give many tickets to a person, a team, or both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkAssign {
    /// The tickets, each once.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub tickets: Vec<BulkTarget>,
    /// The person.
    #[serde(default)]
    pub assignee_id: Option<UserId>,
    /// The team.
    #[serde(default)]
    pub team_id: Option<TeamId>,
    /// Let whoever of the team has the fewest open tickets take it, ticket by ticket, instead of naming a person.
    #[serde(default)]
    pub least_loaded: bool,
    /// A remark for each timeline.
    #[serde(default)]
    pub note: Option<Text<4000>>,
}

/// What is sent to close many tickets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkClose {
    /// The tickets, each once.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub tickets: Vec<BulkTarget>,
    /// A remark for each timeline.
    #[serde(default)]
    pub note: Option<Text<4000>>,
}

/// What is sent to put tags on many tickets and take others away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkTag {
    /// The tickets, each once.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub ticket_ids: Vec<TicketId>,
    /// Tags to put on; those that are there stay.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub add: Vec<Tag>,
    /// Tags to take away.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub remove: Vec<Tag>,
}

/// What became of one ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkRow {
    /// The ticket.
    pub id: TicketId,
    /// Its number, where the caller sees it.
    pub number: Option<String>,
    /// Its version afterwards; absent where it stayed as it was because of a problem.
    pub version: Option<i32>,
    /// Why it stayed as it was.
    pub problem: Option<Problem>,
}

/// What became of each ticket, in the order in which they were sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkReport {
    /// The tickets.
    pub rows: Vec<BulkRow>,
    /// How many of them it was done to.
    pub done: u32,
    /// How many stayed as they were.
    pub refused: u32,
}

impl BulkReport {
    /// From its rows.
    pub fn new(rows: Vec<BulkRow>) -> Self {
        let refused = rows.iter().filter(|row| row.problem.is_some()).count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { done: count(rows.len() - refused), refused: count(refused), rows }
    }
}

/// A tag in use, and how many open tickets have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TagCount {
    /// The tag.
    #[cfg_attr(feature = "openapi", schema(example = "等客户照片"))]
    pub tag: String,
    /// Open tickets that have it.
    pub count: i64,
}

fn check_tickets(check: &mut Checker, ids: impl ExactSizeIterator<Item = TicketId>, pointer: &str) {
    let len = ids.len();
    check.check(len > 0, pointer, FieldProblem::Required);
    if len > MOST_AT_ONCE {
        check.push(FieldRefusal::new(pointer, FieldProblem::TooLarge).arg("limit", MOST_AT_ONCE as i64));
        return;
    }
    let mut seen = BTreeSet::new();
    for (n, id) in ids.enumerate() {
        check.check(seen.insert(id), &format!("{pointer}/{n}"), FieldProblem::Taken);
    }
}

/// Whether such tickets can be taken together: at least one, at most [`MOST_AT_ONCE`], each once.
///
/// # Errors
/// `validation_failed` with each place that is wrong.
pub fn check_targets(tickets: &[BulkTarget]) -> Result<(), Refusal> {
    let mut check = Checker::default();
    check_tickets(&mut check, tickets.iter().map(|t| t.id), "/tickets");
    check.finish()
}

impl BulkTag {
    /// Whether the fields make sense by themselves: some tag, none both put on and taken away.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check_tickets(&mut check, self.ticket_ids.iter().copied(), "/ticket_ids");
        for (tags, pointer) in [(&self.add, "/add"), (&self.remove, "/remove")] {
            if tags.len() > MOST_TAGS {
                check.push(FieldRefusal::new(pointer, FieldProblem::TooLarge).arg("limit", MOST_TAGS as i64));
            }
        }
        check.check(!(self.add.is_empty() && self.remove.is_empty()), "/add", FieldProblem::Required);
        for (n, tag) in self.remove.iter().enumerate() {
            check.check(!self.add.contains(tag), &format!("/remove/{n}"), FieldProblem::Inconsistent);
        }
        check.finish()
    }
}

/// The tags of a ticket afterwards, in alphabetical order.
///
/// # Errors
/// `validation_failed` where there would be more than [`MOST_TAGS`].
pub fn tagged(before: &[String], add: &[Tag], remove: &[Tag]) -> Result<Vec<String>, Refusal> {
    let kept = before.iter().map(String::as_str).filter(|tag| !remove.iter().any(|r| r.as_str() == *tag));
    let after: BTreeSet<&str> = kept.chain(add.iter().map(Line::as_str)).collect();
    if after.len() > MOST_TAGS {
        let limit = MOST_TAGS as i64;
        return Err(Refusal::fields(vec![
            FieldRefusal::new("/add", FieldProblem::TooLarge).arg("limit", limit),
        ]));
    }
    Ok(after.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::ProblemCode;

    fn tag(word: &str) -> Tag {
        Tag::new(word).unwrap()
    }

    fn id(n: u128) -> TicketId {
        TicketId(uuid::Uuid::from_u128(n))
    }

    fn pointers(refusal: Refusal) -> Vec<String> {
        assert_eq!(refusal.code, ProblemCode::ValidationFailed);
        refusal.fields.into_iter().map(|f| f.pointer).collect()
    }

    #[test]
    fn tickets_are_taken_together_once_each_and_not_without_end() {
        let targets =
            |ids: &[u128]| ids.iter().map(|n| BulkTarget { id: id(*n), version: 1 }).collect::<Vec<_>>();
        assert!(check_targets(&targets(&[1, 2])).is_ok());
        assert_eq!(pointers(check_targets(&[]).unwrap_err()), ["/tickets"]);
        assert_eq!(pointers(check_targets(&targets(&[1, 2, 1])).unwrap_err()), ["/tickets/2"]);
        let many: Vec<u128> = (0..=100).collect();
        assert_eq!(pointers(check_targets(&targets(&many)).unwrap_err()), ["/tickets"]);
        assert!(check_targets(&targets(&many[..100])).is_ok());
    }

    #[test]
    fn a_tag_is_not_put_on_and_taken_away_at_once() {
        let sent = |add: &[&str], remove: &[&str]| BulkTag {
            ticket_ids: vec![id(1)],
            add: add.iter().map(|t| tag(t)).collect(),
            remove: remove.iter().map(|t| tag(t)).collect(),
        };
        assert!(sent(&["等照片"], &["急"]).check().is_ok());
        assert_eq!(pointers(sent(&[], &[]).check().unwrap_err()), ["/add"]);
        assert_eq!(pointers(sent(&["急"], &["x", "急"]).check().unwrap_err()), ["/remove/1"]);
        let words: Vec<String> = (0..21).map(|n| n.to_string()).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(pointers(sent(&words, &[]).check().unwrap_err()), ["/add"]);
    }

    #[test]
    fn tags_are_a_set_with_a_limit() {
        let before = ["b".to_owned(), "a".to_owned()];
        assert_eq!(tagged(&before, &[tag("c"), tag("a")], &[tag("b"), tag("x")]).unwrap(), ["a", "c"]);
        let full: Vec<String> = (10..30).map(|n| n.to_string()).collect();
        assert!(tagged(&full, &[tag("10")], &[]).is_ok());
        assert!(tagged(&full, &[tag("x")], &[tag("10")]).is_ok());
        assert_eq!(pointers(tagged(&full, &[tag("x")], &[]).unwrap_err()), ["/add"]);
    }

    #[test]
    fn a_report_counts_its_rows() {
        let row = |problem: bool| BulkRow {
            id: id(1),
            number: None,
            version: (!problem).then_some(2),
            problem: problem.then(|| {
                Refusal::new(ProblemCode::VersionStale).into_problem(
                    crate::i18n::Locale::En,
                    412,
                    String::new(),
                )
            }),
        };
        let report = BulkReport::new(vec![row(false), row(true), row(false)]);
        assert_eq!((report.done, report.refused), (2, 1));
    }
}
