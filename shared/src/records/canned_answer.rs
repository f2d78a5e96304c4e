//! Canned answers (常用回复): texts that are written again and again, with places that a ticket fills.

use crate::auth::{Actor, Permission};
use crate::i18n::Locale;
use crate::ids::{CannedAnswerId, TicketId, UserId};
use crate::problem::{FieldProblem, FieldRefusal, Refusal};
use crate::records::ticket::{Ticket, TicketKind, TicketTopic};
use crate::text::{Line, Text};
use serde::{Deserialize, Serialize};

/// What stands where a ticket has no value for a placeholder: to be seen, and to be filled by hand.
pub const GAP: &str = "____";
/// Characters of an unknown placeholder that are told.
const TOLD: usize = 40;

text_enums! {
    /// What a text may say between `{{` and `}}`.
    Placeholder in "placeholder" {
        /// The ticket's number.
        TicketNumber = "ticket.number",
        /// The ticket's subject.
        TicketSubject = "ticket.subject",
        /// The customer.
        CustomerName = "customer.name",
        /// Who to speak to.
        ContactName = "contact.name",
        /// The unit's serial number.
        UnitSerial = "unit.serial",
        /// The product model.
        ProductName = "product.name",
        /// Where the unit stands.
        SiteName = "site.name",
        /// The dealer or service centre.
        DealerName = "dealer.name",
        /// The person the ticket was given to.
        AssigneeName = "assignee.name",
        /// The team it was given to.
        TeamName = "team.name",
        /// What was done.
        Solution = "solution",
        /// When the next promise is due.
        DueAt = "due_at",
        /// Whoever writes.
        MeName = "me.name",
    }
}

/// A canned answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CannedAnswer {
    /// Its id.
    pub id: CannedAnswerId,
    /// What it is called in the list.
    #[cfg_attr(feature = "openapi", schema(example = "已预约上门"))]
    pub title: String,
    /// The text; `{{ticket.number}}` and its like are filled from the ticket.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "您好，{{customer.name}}：工单 {{ticket.number}} 已安排 {{assignee.name}} 处理。")
    )]
    pub body: String,
    /// The language it is written in.
    pub locale: Locale,
    /// Kinds of tickets it is for; empty for all.
    pub kinds: Vec<TicketKind>,
    /// The topic it is for; absent for all.
    pub topic: Option<TicketTopic>,
    /// The product line it is for; absent for all.
    #[cfg_attr(feature = "openapi", schema(example = "passenger_lift"))]
    pub product_line: Option<String>,
    /// Whose it is; absent for one of the house.
    pub owner_id: Option<UserId>,
    /// Whether it is offered on tickets.
    pub active: bool,
    /// Whether the reader may change it.
    pub editable: bool,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// What is sent to create or replace a canned answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CannedAnswerInput {
    /// What it is called in the list.
    pub title: Line<200>,
    /// The text; `{{ticket.number}}` and its like are filled from the ticket.
    pub body: Text<20_000>,
    /// The language it is written in.
    pub locale: Locale,
    /// Kinds of tickets it is for; empty for all.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 8))]
    pub kinds: Vec<TicketKind>,
    /// The topic it is for; absent for all.
    #[serde(default)]
    pub topic: Option<TicketTopic>,
    /// The product line it is for; absent for all.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "passenger_lift"))]
    pub product_line: Option<Line<100>>,
    /// Only for oneself; one of the house otherwise, which takes the right to keep those.
    #[serde(default)]
    pub private: bool,
    /// Whether it is offered on tickets.
    #[serde(default = "super::organization::yes")]
    pub active: bool,
}

impl CannedAnswerInput {
    /// Whether every placeholder is one that there is, and no kind is named twice.
    ///
    /// # Errors
    /// `validation_failed` with the first placeholder that is unknown and all that there are.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut fields = vec![];
        if let Some(unknown) = pieces(&self.body).find_map(Piece::unknown) {
            let name: String = unknown.chars().take(TOLD).collect();
            let known = Placeholder::ALL.iter().map(|p| p.as_str()).collect::<Vec<_>>().join(", ");
            let refusal = FieldRefusal::new("/body", FieldProblem::PlaceholderUnknown);
            fields.push(refusal.arg("name", name).arg("known", known));
        }
        let more = self.kinds.len() > TicketKind::ALL.len();
        let twice = self.kinds.iter().enumerate().any(|(i, kind)| self.kinds[..i].contains(kind));
        if more || twice {
            fields.push(FieldRefusal::new("/kinds", FieldProblem::Inconsistent));
        }
        if fields.is_empty() {
            return Ok(());
        }
        Err(Refusal::fields(fields).allowed(Placeholder::ALL.iter().map(|p| p.as_str())))
    }
}

/// Filters of canned answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CannedAnswerQuery {
    /// Words that each stand in the title or the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only one's own, or only those of the house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<bool>,
    /// Only those that are offered, or only those that are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Only those that are for this ticket: by its kind, its topic and the product line of its model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_id: Option<TicketId>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// Whether somebody may change an answer: their own, and with the right to it those of the house.
pub fn may_edit(actor: &Actor, owner: Option<UserId>) -> bool {
    match owner {
        Some(owner) => owner == actor.user_id,
        None => actor.may(Permission::CannedAnswerManage),
    }
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece<'a> {
    Words(&'a str),
    Place(Placeholder),
    /// Between the signs stands no placeholder, or the second sign is missing.
    Unknown(&'a str),
}

impl<'a> Piece<'a> {
    fn unknown(self) -> Option<&'a str> {
        match self {
            Self::Unknown(name) => Some(name),
            Self::Words(_) | Self::Place(_) => None,
        }
    }
}

/// A text in pieces.
fn pieces(body: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = body;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(inner) = rest.strip_prefix("{{") else {
            let (words, after) = rest.split_at(rest.find("{{").unwrap_or(rest.len()));
            rest = after;
            return Some(Piece::Words(words));
        };
        let Some((name, after)) = inner.split_once("}}") else {
            rest = "";
            return Some(Piece::Unknown(inner));
        };
        rest = after;
        Some(name.trim().parse().map_or(Piece::Unknown(name.trim()), Piece::Place))
    })
}

/// A text whose placeholders are filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// What had no value: a [`GAP`] stands there.
    pub gaps: Vec<Placeholder>,
}

/// Fills a text. What has no value is a gap that is seen, never silence.
pub fn fill(body: &str, value: impl Fn(Placeholder) -> Option<String>) -> Filled {
    let mut filled = Filled { text: String::new(), gaps: vec![] };
    for piece in pieces(body) {
        match piece {
            Piece::Words(words) => filled.text.push_str(words),
            // Saved before there was a check; whoever sends it sees what is wrong.
            Piece::Unknown(_) => filled.text.push_str(GAP),
            Piece::Place(place) => match value(place).filter(|value| !value.trim().is_empty()) {
                Some(value) => filled.text.push_str(&value),
                None => {
                    filled.text.push_str(GAP);
                    if !filled.gaps.contains(&place) {
                        filled.gaps.push(place);
                    }
                }
            },
        }
    }
    filled
}

/// What a ticket says for a placeholder. `due` is its next due time in words, `me` whoever writes.
pub fn value(place: Placeholder, ticket: &Ticket, me: &str, due: Option<&str>) -> Option<String> {
    match place {
        Placeholder::TicketNumber => Some(ticket.number.clone()),
        Placeholder::TicketSubject => Some(ticket.subject.clone()),
        Placeholder::CustomerName => ticket.customer_name.clone(),
        Placeholder::ContactName => ticket.contact_name.clone(),
        Placeholder::UnitSerial => ticket.unit_serial.clone(),
        Placeholder::ProductName => ticket.product_name.clone(),
        Placeholder::SiteName => ticket.site_name.clone(),
        Placeholder::DealerName => ticket.dealer_name.clone(),
        Placeholder::AssigneeName => ticket.assignee_name.clone(),
        Placeholder::TeamName => ticket.team_name.clone(),
        Placeholder::Solution => ticket.solution.clone(),
        Placeholder::DueAt => due.map(str::to_owned),
        Placeholder::MeName => Some(me.to_owned()),
    }
}

/// Whether a text that came from a canned answer can be sent: no gap is left in it.
///
/// # Errors
/// `validation_failed` while there is one.
pub fn check_filled(body: &str) -> Result<(), Refusal> {
    if body.contains(GAP) { Err(Refusal::field("/body", FieldProblem::GapLeft)) } else { Ok(()) }
}

/// Puts a text in place of what is selected in another. Places are counted as browsers do, in UTF-16 units; gives
/// the whole and the place after what was put in.
pub fn insert(text: &str, selected: std::ops::Range<usize>, piece: &str) -> (String, usize) {
    let at = |place: usize| {
        let mut units = 0;
        let found = text.char_indices().find(|(_, c)| {
            let before = units;
            units += c.len_utf16();
            before >= place
        });
        found.map_or(text.len(), |(at, _)| at)
    };
    let (from, to) = (at(selected.start), at(selected.end.max(selected.start)));
    let begun = format!("{}{piece}", &text[..from]);
    let place = begun.encode_utf16().count();
    (begun + &text[to..], place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn input(body: &str, kinds: &[TicketKind]) -> CannedAnswerInput {
        CannedAnswerInput {
            title: Line::new("已预约上门").unwrap(),
            body: Text::new(body).unwrap(),
            locale: Locale::ZhCn,
            kinds: kinds.to_vec(),
            topic: None,
            product_line: None,
            private: false,
            active: true,
        }
    }

    #[test]
    fn an_unknown_placeholder_is_refused_with_those_that_there_are() {
        for good in ["无占位", "{{ticket.number}}", "{{ customer.name }}，您好", "{ 单个 } }}"] {
            assert!(input(good, &[]).check().is_ok(), "{good}");
        }
        for bad in ["{{ticket.nummer}}", "{{}}", "好 {{ticket.number", "{{ {{ticket.number}}"] {
            let refusal = input(bad, &[]).check().unwrap_err();
            assert_eq!(refusal.fields[0].code, FieldProblem::PlaceholderUnknown, "{bad}");
            assert!(refusal.allowed.contains(&"ticket.number".to_owned()));
        }
        let twice = input("x", &[TicketKind::Recall, TicketKind::Recall]).check().unwrap_err();
        assert_eq!(twice.fields[0].pointer, "/kinds");
    }

    #[test]
    fn what_is_not_known_is_a_gap_that_is_seen() {
        let body = "{{customer.name}}您好，{{ticket.number}} 由 {{assignee.name}}、{{assignee.name}} 处理";
        let filled = fill(body, |place| match place {
            Placeholder::CustomerName => Some("西湖物业".into()),
            Placeholder::TicketNumber => Some("TK-2026-000001".into()),
            Placeholder::AssigneeName => Some("  ".into()),
            _ => None,
        });
        assert_eq!(filled.text, "西湖物业您好，TK-2026-000001 由 ____、____ 处理");
        assert_eq!(filled.gaps, [Placeholder::AssigneeName]);
        assert_eq!(check_filled(&filled.text).unwrap_err().fields[0].code, FieldProblem::GapLeft);
        assert!(check_filled("都填好了_").is_ok());
    }

    #[test]
    fn a_value_is_not_filled_again() {
        let filled = fill("{{ticket.subject}}", |_| Some("{{me.name}}".into()));
        assert_eq!(filled.text, "{{me.name}}");
    }

    #[test]
    fn a_text_is_put_in_where_the_cursor_stands() {
        assert_eq!(insert("您好", 2..2, "！"), ("您好！".into(), 3));
        assert_eq!(insert("a😀b", 3..3, "x"), ("a😀xb".into(), 4));
        assert_eq!(insert("/", 0..1, "您好"), ("您好".into(), 2));
        assert_eq!(insert("ab", 9..12, "c"), ("abc".into(), 3));
    }

    proptest! {
        #[test]
        fn any_text_that_is_accepted_can_be_filled_without_a_gap(body in "[a-z{}. 门机]{1,40}") {
            let Ok(text) = Text::new(&body) else { return Ok(()) };
            let fine = CannedAnswerInput { body: text, ..input("x", &[]) };
            let filled = fill(&fine.body, |_| Some("v".into()));
            prop_assert!(filled.gaps.is_empty());
            prop_assert_eq!(fine.check().is_ok(), !filled.text.contains(GAP));
        }

        #[test]
        fn putting_in_never_loses_a_letter(text in ".{0,20}", from in 0_usize..30, piece in ".{0,5}") {
            let (whole, place) = insert(&text, from..from, &piece);
            prop_assert_eq!(whole.chars().count(), text.chars().count() + piece.chars().count());
            prop_assert!(place <= whole.encode_utf16().count());
        }
    }
}
