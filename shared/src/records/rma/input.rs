//! What is sent about returns.

use super::claim::CreateRmaClaim;
use super::words::*;
use crate::ids::{LocationId, OrganizationId, PartId, RmaLineId, TicketId, UnitId};
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::text::{Line, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most lines of a return.
pub const MOST_LINES: i64 = 200;
/// The most pieces of a line.
pub const MOST_PIECES: i64 = 10_000;

/// What is sent to ask for a return.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateRma {
    /// Who sends it back: one's own organisation for dealers and service centres; needed for the maker's people unless a
    /// ticket names it. What a customer brings back is handled by its dealer, or by the house.
    #[serde(default)]
    pub dealer_id: Option<OrganizationId>,
    /// The ticket it comes from.
    #[serde(default)]
    pub ticket_id: Option<TicketId>,
    /// Why.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "质保期更换下来的门机电机"))]
    pub reason: Option<Text<1000>>,
    /// What a customer claims, where it is a customer's return.
    #[serde(default)]
    pub claim: Option<CreateRmaClaim>,
    /// What comes back, 1 to 200 lines.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub lines: Vec<CreateRmaLine>,
}

/// A line of what is sent to ask for a return.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateRmaLine {
    /// The part, where it is known.
    #[serde(default)]
    pub part_id: Option<PartId>,
    /// The part as whoever sends it calls it; the part's name by default.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "门机电机"))]
    pub name: Option<Line<200>>,
    /// The unit it comes from.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// Its serial number.
    #[serde(default)]
    pub old_serial: Option<Line<100>>,
    /// Its batch.
    #[serde(default)]
    pub batch: Option<Line<100>>,
    /// What is wrong with it, in the sender's words.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "通电无反应"))]
    pub fault: Option<Line<500>>,
    /// How many, 1–10,000; one where it has a serial number.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 10_000))]
    pub quantity: i32,
}

/// What is sent to let a return come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AuthorizeRma {
    /// Until when it has to come; 30 days from today by default.
    #[serde(default)]
    pub deadline: Option<NaiveDate>,
    /// Where it is to come to.
    #[serde(default)]
    pub return_to_id: Option<LocationId>,
}

/// What is sent with an action that needs a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RmaReason {
    /// Why.
    pub reason: Text<1000>,
}

/// What is sent when lines go on their way (退件出库单).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShipRma {
    /// Who carries it.
    #[cfg_attr(feature = "openapi", schema(example = "顺丰速运"))]
    pub carrier: Line<100>,
    /// The number of its waybill.
    #[cfg_attr(feature = "openapi", schema(example = "SF1234567890"))]
    pub waybill: Line<100>,
    /// Who pays.
    pub freight_payer: FreightPayer,
    /// Which lines, and how many of each; what is left of a line becomes a line of its own.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub lines: Vec<ShipRmaLine>,
}

/// A line that goes on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShipRmaLine {
    /// The line.
    pub line_id: RmaLineId,
    /// How many.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 10_000))]
    pub quantity: i32,
}

/// What is sent when something has come (旧件验收).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceiveRma {
    /// What came of each line.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub lines: Vec<ReceiveRmaLine>,
}

/// What came of a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceiveRmaLine {
    /// The line.
    pub line_id: RmaLineId,
    /// How many; fewer than were sent are recorded as short.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10_000))]
    pub quantity: i32,
    /// How it came.
    pub condition: RmaCondition,
    /// A remark.
    #[serde(default)]
    pub note: Option<Line<500>>,
}

/// What an inspection found (退件检验表).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JudgeRmaLine {
    /// What the standard test showed.
    #[cfg_attr(feature = "openapi", schema(example = "绝缘 0.1 MΩ，不合格"))]
    pub standard_test: Line<500>,
    /// What the test under load showed.
    #[serde(default)]
    pub load_test: Option<Line<500>>,
    /// What was found.
    pub verdict: RmaVerdict,
    /// How it failed; needed where a defect is confirmed.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "绕组短路"))]
    pub failure_mode: Option<Line<200>>,
    /// Who answers for it.
    pub responsible: RmaResponsible,
    /// That party's share in percent, 0–100.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100))]
    pub share_percent: i32,
}

/// What is sent to decide what becomes of a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DisposeRmaLine {
    /// What becomes of it.
    pub disposition: RmaDisposition,
}

/// What is sent when a tag is scanned at a hand-over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ScanRmaTag {
    /// What the tag says.
    #[cfg_attr(feature = "openapi", schema(example = "7K2M9QXA4T"))]
    pub tag: Line<40>,
    /// Where it is handed over.
    #[cfg_attr(feature = "openapi", schema(example = "杭州服务站前台"))]
    pub place: Line<200>,
}

fn pieces(check: &mut Checker, quantity: i32, least: i64, pointer: &str) {
    check.range(i64::from(quantity), least..=MOST_PIECES, pointer);
}

fn once<T: PartialEq>(check: &mut Checker, ids: &[T]) {
    check.range(i64::try_from(ids.len()).unwrap_or(i64::MAX), 1..=MOST_LINES, "/lines");
    for (n, id) in ids.iter().enumerate() {
        check.check(!ids[..n].contains(id), &format!("/lines/{n}/line_id"), FieldProblem::Taken);
    }
}

impl CreateRma {
    /// Whether each line says what it is and how many.
    ///
    /// # Errors
    /// `validation_failed` with each line that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check.range(i64::try_from(self.lines.len()).unwrap_or(i64::MAX), 1..=MOST_LINES, "/lines");
        for (n, line) in self.lines.iter().enumerate() {
            let named = line.part_id.is_some() || line.name.is_some();
            check.check(named, &format!("/lines/{n}/name"), FieldProblem::Required);
            let at = format!("/lines/{n}/quantity");
            pieces(&mut check, line.quantity, 1, &at);
            // A serial number names one piece.
            check.check(line.old_serial.is_none() || line.quantity <= 1, &at, FieldProblem::Inconsistent);
        }
        check.finish()
    }
}

impl ShipRma {
    /// Whether each line stands there once.
    ///
    /// # Errors
    /// `validation_failed` with each line that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        once(&mut check, &self.lines.iter().map(|line| line.line_id).collect::<Vec<_>>());
        for (n, line) in self.lines.iter().enumerate() {
            pieces(&mut check, line.quantity, 1, &format!("/lines/{n}/quantity"));
        }
        check.finish()
    }
}

impl ReceiveRma {
    /// Whether each line stands there once.
    ///
    /// # Errors
    /// `validation_failed` with each line that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        once(&mut check, &self.lines.iter().map(|line| line.line_id).collect::<Vec<_>>());
        for (n, line) in self.lines.iter().enumerate() {
            pieces(&mut check, line.quantity, 0, &format!("/lines/{n}/quantity"));
        }
        check.finish()
    }
}

impl JudgeRmaLine {
    /// Whether the sheet is whole.
    ///
    /// # Errors
    /// `validation_failed` for a share that cannot be or a defect without a failure mode.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check.range(i64::from(self.share_percent), 0..=100, "/share_percent");
        let known = self.verdict != RmaVerdict::ConfirmedDefect || self.failure_mode.is_some();
        check.check(known, "/failure_mode", FieldProblem::Required);
        check.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_line_says_what_it_is_and_a_serial_number_names_one_piece() {
        let line = |name: Option<&str>, serial: Option<&str>, quantity| CreateRmaLine {
            part_id: None,
            name: name.map(|n| n.parse().unwrap()),
            unit_id: None,
            old_serial: serial.map(|n| n.parse().unwrap()),
            batch: None,
            fault: None,
            quantity,
        };
        let wrong = |lines| {
            let said = CreateRma { dealer_id: None, ticket_id: None, reason: None, claim: None, lines };
            said.check().err().map(|r| r.fields.into_iter().map(|f| f.pointer).collect::<Vec<_>>())
        };
        assert_eq!(wrong(vec![line(Some("电机"), Some("M-1"), 1), line(Some("皮带"), None, 3)]), None);
        assert_eq!(wrong(vec![]).unwrap(), ["/lines"]);
        assert_eq!(wrong(vec![line(None, None, 1)]).unwrap(), ["/lines/0/name"]);
        assert_eq!(wrong(vec![line(Some("电机"), Some("M-1"), 2)]).unwrap(), ["/lines/0/quantity"]);
        assert_eq!(wrong(vec![line(Some("电机"), None, 0)]).unwrap(), ["/lines/0/quantity"]);
    }

    #[test]
    fn no_line_is_sent_or_taken_in_twice_at_once() {
        let line_id = RmaLineId(Uuid::nil());
        let came =
            |quantity| ReceiveRmaLine { line_id, quantity, condition: RmaCondition::Intact, note: None };
        assert!(ReceiveRma { lines: vec![came(0)] }.check().is_ok());
        assert_eq!(
            ReceiveRma { lines: vec![came(1), came(1)] }.check().unwrap_err().fields[0].pointer,
            "/lines/1/line_id"
        );
    }
}
