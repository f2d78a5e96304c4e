//! Forms that a return prints (handbook 5, 12).

use super::view::{Rma, RmaLine};
use super::words::{DunningStage, RmaLineStatus};
use crate::auth::Actor;
use crate::i18n::Locale;
use crate::ids::{OrganizationId, RmaLineId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

text_enums! {
    /// A form that a return prints.
    RmaForm in "rma_form" {
        /// 旧件标识卡: a tag for each part, ten on a sheet of A4.
        Tags = "tags",
        /// 旧件标识卡: a tag for each part, 60 × 40 mm, one after the other on a roll.
        TagRoll = "tag_roll",
        /// 退件出库单: what is sent, to be signed by who sends and who carries it.
        DeliveryNote = "delivery_note",
        /// 旧件(总成)验收单: what came of it, to be signed by who hands it over and who takes it in.
        Receipt = "receipt",
        /// 退件检验表: what the inspection found, or room to write it down.
        Inspection = "inspection",
    }
}

/// In which language a form is printed, and of which line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct RmaPaperQuery {
    /// The language of the form; the reader's own where it is not named.
    pub lang: Option<Locale>,
    /// Only this line: a tag that was lost is printed again.
    pub line_id: Option<RmaLineId>,
}

/// What of the list of overdue parts is printed, and in which language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OverduePaperQuery {
    /// The language of the form; the reader's own where it is not named.
    pub lang: Option<Locale>,
    /// Only this dealer's.
    pub dealer_id: Option<OrganizationId>,
    /// Only those that are asked for so hard.
    pub stage: Option<DunningStage>,
}

impl RmaForm {
    /// The name of the file for a return's number: `RMA-2026-000001-delivery-note.pdf`.
    pub fn file_name(self, number: &str) -> String {
        format!("{number}-{}.pdf", self.as_str().replace('_', "-"))
    }

    /// Whether somebody may print it: who answers for a part with which share is the maker's own, so the sheet that
    /// says it is, too.
    pub fn open_to(self, actor: &Actor) -> bool {
        self != Self::Inspection || actor.is_inside()
    }

    /// Whether a line stands on it. Nothing is stuck on what will not come, nothing is signed for that was never sent.
    pub fn holds(self, line: RmaLineStatus) -> bool {
        use RmaLineStatus::*;
        match self {
            Self::Tags | Self::TagRoll => !matches!(line, Lost | Waived),
            Self::DeliveryNote => matches!(line, Due | Shipped),
            Self::Receipt => {
                matches!(line, Shipped | Received | ReceivedShort | UnderTest | Judged | Disposed)
            }
            Self::Inspection => matches!(line, Received | ReceivedShort | UnderTest | Judged | Disposed),
        }
    }
}

/// The lines that a form holds. A delivery note is about what is on its way; before anything is, about what is owed; and
/// after all of it came, about what was sent.
pub fn lines_of(form: RmaForm, rma: &Rma) -> Vec<&RmaLine> {
    let of = |fits: &dyn Fn(&RmaLine) -> bool| rma.lines.iter().filter(|line| fits(line)).collect::<Vec<_>>();
    match form {
        RmaForm::DeliveryNote => {
            let on_its_way = of(&|line| line.status == RmaLineStatus::Shipped);
            let sent = of(&|line| line.quantity_shipped.is_some() && line.quantity_received.is_some());
            let owed = of(&|line| form.holds(line.status));
            [on_its_way, owed, sent].into_iter().find(|some| !some.is_empty()).unwrap_or_default()
        }
        RmaForm::Tags | RmaForm::TagRoll | RmaForm::Receipt | RmaForm::Inspection => {
            of(&|line| form.holds(line.status))
        }
    }
}

/// The last that is known of a return: what a form says it is the state of.
pub fn as_of(rma: &Rma) -> DateTime<Utc> {
    let head = [rma.authorized_at, rma.shipped_at, rma.closed_at];
    let lines = rma.lines.iter().flat_map(|line| {
        let steps = line.custody.iter().map(|step| Some(step.at));
        steps.chain([line.inspected_at, line.disposed_at])
    });
    head.into_iter().chain(lines).flatten().fold(rma.head.created_at, Ord::max)
}

/// What a batch came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Pieces that were sent.
    pub sent: i64,
    /// Pieces that came.
    pub came: i64,
    /// Pieces that were sent and did not come, of the lines that were taken in.
    pub short: i64,
}

/// Pieces of a line that were sent and did not come; nothing before it was taken in.
pub fn short(line: &RmaLine) -> Option<i64> {
    let (sent, came) = (line.quantity_shipped?, line.quantity_received?);
    Some(i64::from(sent) - i64::from(came))
}

/// What lines came to together.
pub fn counted<'a>(lines: impl IntoIterator<Item = &'a RmaLine>) -> Counted {
    lines.into_iter().fold(Counted::default(), |sum, line| Counted {
        sent: sum.sent + i64::from(line.quantity_shipped.unwrap_or_default()),
        came: sum.came + i64::from(line.quantity_received.unwrap_or_default()),
        short: sum.short + short(line).unwrap_or_default(),
    })
}

#[cfg(test)]
#[path = "paper_tests.rs"]
mod tests;
