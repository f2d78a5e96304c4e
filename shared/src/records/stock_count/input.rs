//! What is sent to open a count and to enter what was counted.

use crate::ids::{LocationId, PartId};
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::records::stock::MOST;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Lines of a count that are sent at once.
const MOST_LINES: i64 = 5000;

/// What is sent to open a count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateStockCount {
    /// Where it is counted. All that is kept there is frozen as the books have it now.
    pub location_id: LocationId,
    /// A remark.
    #[serde(default)]
    pub note: Option<Text<1000>>,
}

/// What is sent to enter what was counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateStockCount {
    /// Lines that were counted, at most 5000; the others stay as they are. A part that was not expected is added.
    #[cfg_attr(feature = "openapi", schema(max_items = 5000))]
    pub lines: Vec<CountedLine>,
    /// A remark.
    #[serde(default)]
    pub note: Option<Text<1000>>,
}

/// How many of a part lie there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CountedLine {
    /// The part.
    pub part_id: PartId,
    /// How many, 0–1,000,000; absent for not counted yet.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
    pub counted: Option<i64>,
}

/// What is sent with an action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StockCountActionInput {
    /// Why; needed to give a count up.
    #[serde(default)]
    pub reason: Option<Text<500>>,
}

impl UpdateStockCount {
    /// Whether each part stands there once, with a number that can be.
    ///
    /// # Errors
    /// `validation_failed` with each line that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check.range(i64::try_from(self.lines.len()).unwrap_or(i64::MAX), 0..=MOST_LINES, "/lines");
        let mut seen = HashSet::new();
        for (n, line) in self.lines.iter().enumerate() {
            check.check(seen.insert(line.part_id), &format!("/lines/{n}/part_id"), FieldProblem::Taken);
            check.range(line.counted.unwrap_or(0), 0..=MOST, &format!("/lines/{n}/counted"));
        }
        check.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn each_part_is_counted_once() {
        let line = |n: u128, counted| CountedLine { part_id: PartId(Uuid::from_u128(n)), counted };
        let said = |lines| UpdateStockCount { lines, note: None }.check();
        assert!(said(vec![line(1, Some(0)), line(2, None)]).is_ok());
        let wrong = said(vec![line(1, Some(-1)), line(1, Some(3))]).unwrap_err().fields;
        let at: Vec<_> = wrong.iter().map(|f| f.pointer.as_str()).collect();
        assert_eq!(at, ["/lines/0/counted", "/lines/1/part_id"]);
    }
}
