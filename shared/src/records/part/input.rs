//! What is sent to create or replace a part.

use super::price::PartPrice;
use super::words::Measure;
use crate::ids::{OrganizationId, PartId, ProductId};
use crate::problem::{Checker, FieldProblem, FieldRefusal, Refusal};
use crate::text::{Line, Text};
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// Product models that a part may fit, and lines of its price list.
const MOST: i64 = 100;
/// Years that a price list reckons with.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2200;

/// What is sent to create or replace a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PartInput {
    /// Its number, unique within the maker.
    pub number: Line<80>,
    /// Its name.
    pub name: Line<200>,
    /// What else tells it from others.
    #[serde(default)]
    pub description: Option<Text<2000>>,
    /// What it is counted in.
    pub measure: Measure,
    /// Class of part, as warranty terms name them.
    #[serde(default)]
    pub part_class: Option<Line<100>>,
    /// Who supplies it.
    #[serde(default)]
    pub supplier_id: Option<OrganizationId>,
    /// Each movement must name its batch.
    #[serde(default)]
    pub batch_tracked: bool,
    /// Each piece has a serial number of its own.
    #[serde(default)]
    pub serial_tracked: bool,
    /// Whether the old part must come back when one is sent under warranty (handbook 4).
    #[serde(default)]
    pub return_owed: bool,
    /// Days until it must be back, 1–365; needed where it must, and only there.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 365))]
    pub return_days: Option<i32>,
    /// Product models it fits, at most 100.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub product_ids: Vec<ProductId>,
    /// What has come in its place.
    #[serde(default)]
    pub superseded_by_id: Option<PartId>,
    /// The price list, one line per first day, at most 100.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub prices: Vec<PartPrice>,
    /// Whether it can be ordered.
    #[serde(default = "crate::records::organization::yes")]
    pub active: bool,
}

impl PartInput {
    /// Whether all of it fits together.
    ///
    /// # Errors
    /// `validation_failed` with each field that does not.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        check.range(count(self.product_ids.len()), 0..=MOST, "/product_ids");
        check.range(count(self.prices.len()), 0..=MOST, "/prices");
        match (self.return_owed, self.return_days) {
            (true, None) => check.check(false, "/return_days", FieldProblem::Required),
            (false, Some(_)) => check.check(false, "/return_days", FieldProblem::Inconsistent),
            (_, days) => check.range(days.map_or(1, i64::from), 1..=365, "/return_days"),
        };
        for (n, line) in self.prices.iter().enumerate() {
            let pointer = format!("/prices/{n}/valid_from");
            if !YEARS.contains(&line.valid_from.year()) {
                check.push(out_of_range(pointer));
            } else if self.prices[..n].iter().any(|other| other.valid_from == line.valid_from) {
                check.check(false, &pointer, FieldProblem::DayTwice);
            }
        }
        check.finish()
    }
}

fn out_of_range(pointer: String) -> FieldRefusal {
    let year = |year: i32| year.to_string();
    FieldRefusal::new(pointer, FieldProblem::DateOutOfRange)
        .arg("first", year(*YEARS.start()))
        .arg("last", year(*YEARS.end()))
}

/// The refusal of a part that would come in its own place: `chain` are the numbers from the one that was chosen back
/// to its own.
pub fn in_circle(number: &str, chain: &[String]) -> FieldRefusal {
    FieldRefusal::new("/superseded_by_id", FieldProblem::SupersededInCircle)
        .arg("number", number.to_owned())
        .arg("chain", format!("{number} → {}", chain.join(" → ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn refused(more: serde_json::Value) -> Vec<(String, FieldProblem)> {
        let mut body = json!({ "number": "DM-2201", "name": "门机皮带", "measure": "piece" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let input: PartInput = serde_json::from_value(body).unwrap();
        let fields = input.check().err().map_or(vec![], |refusal| refusal.fields);
        fields.into_iter().map(|f| (f.pointer, f.code)).collect()
    }

    #[test]
    fn days_of_return_stand_where_a_return_is_owed_and_only_there() {
        assert_eq!(refused(json!({})), []);
        assert_eq!(refused(json!({ "return_owed": true, "return_days": 30 })), []);
        let at = |code| [("/return_days".to_owned(), code)];
        assert_eq!(refused(json!({ "return_owed": true })), at(FieldProblem::Required));
        assert_eq!(refused(json!({ "return_days": 30 })), at(FieldProblem::Inconsistent));
        assert_eq!(refused(json!({ "return_owed": true, "return_days": 0 })), at(FieldProblem::TooSmall));
        assert_eq!(refused(json!({ "return_owed": true, "return_days": 366 })), at(FieldProblem::TooLarge));
    }

    #[test]
    fn a_price_list_has_one_line_per_day() {
        let line = |from: &str| json!({ "valid_from": from, "currency": "CNY", "price": "12.50" });
        assert_eq!(refused(json!({ "prices": [line("2026-01-01"), line("2026-07-01")] })), []);
        let twice =
            refused(json!({ "prices": [line("2026-01-01"), line("2026-01-01"), line("0099-01-01")] }));
        let found: Vec<_> = twice.iter().map(|(pointer, code)| (pointer.as_str(), *code)).collect();
        assert_eq!(
            found,
            [
                ("/prices/1/valid_from", FieldProblem::DayTwice),
                ("/prices/2/valid_from", FieldProblem::DateOutOfRange)
            ]
        );
    }
}
