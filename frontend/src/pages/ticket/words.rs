//! What the fields of a ticket are called, for messages and the timeline.

use crate::format::Reader;
use patternfly_yew::prelude::{Color, Icon};
use serde_json::Value;
use shared::i18n::Locale;
use shared::records::clock::{Audience, ClockKind};
use shared::records::material_transfer::TransferAction;
use shared::records::rma::RmaAction;
use shared::records::ticket::*;
use yew::prelude::*;

use crate::components::status_badge::label;

/// The name of a field, by its JSON pointer or its name.
pub fn field_name(pointer: &str, l: Locale) -> Option<String> {
    Some(match pointer.trim_start_matches('/') {
        "kind" => t!(l, "ticket-kind"),
        "channel" => t!(l, "ticket-channel"),
        "status" => t!(l, "page-status"),
        "group" => t!(l, "ticket-log-group"),
        "through" => t!(l, "ticket-bridged-through"),
        "priority" => t!(l, "ticket-priority"),
        "subject" => t!(l, "ticket-subject"),
        "description" => t!(l, "ticket-description"),
        "reported_at" => t!(l, "ticket-reported-at"),
        "customer_id" | "customer_name" => t!(l, "ticket-customer"),
        "contact_name" => t!(l, "ticket-contact-name"),
        "contact_phone" => t!(l, "ticket-contact-phone"),
        "contact_email" => t!(l, "ticket-contact-email"),
        "dealer_id" | "dealer_name" => t!(l, "ticket-dealer"),
        "site_id" | "site_name" => t!(l, "ticket-site"),
        "unit_id" | "unit_serial" => t!(l, "ticket-unit"),
        "product_id" | "product_name" | "product_code" => t!(l, "ticket-product"),
        "usage_value" => t!(l, "ticket-usage"),
        "remedy_wanted" => t!(l, "ticket-remedy"),
        "topic" => t!(l, "ticket-topic"),
        "fault_code_id" | "fault_code" => t!(l, "ticket-fault-code"),
        "severity" => t!(l, "ticket-severity"),
        "impact" => t!(l, "ticket-impact"),
        "safety_risk" => t!(l, "ticket-safety"),
        "service_class" => t!(l, "ticket-service-class"),
        "warranty" => t!(l, "ticket-warranty"),
        "assignee_id" | "assignee_name" | "assignee" => t!(l, "ticket-assignee"),
        "team_id" | "team_name" | "team" => t!(l, "ticket-team"),
        "reason" | "wait_reason" => t!(l, "ticket-wait-reason"),
        "ball_holder" => t!(l, "ticket-ball-holder"),
        "until" | "wait_until" => t!(l, "ticket-wait-until"),
        "solution" => t!(l, "ticket-solution"),
        "cause" => t!(l, "ticket-cause"),
        "repair_outcome" => t!(l, "ticket-repair-outcome"),
        "notice_given_at" => t!(l, "ticket-notice-given"),
        "confirmed_by" => t!(l, "ticket-confirmed-by"),
        "minutes" | "estimate_minutes" => t!(l, "ticket-estimate"),
        "told_customer" => t!(l, "ticket-told-customer"),
        "valid" | "valid_complaint" => t!(l, "ticket-valid"),
        "crisis_status" => t!(l, "ticket-crisis"),
        "crisis_kinds" | "kinds" => t!(l, "ticket-crisis-kinds"),
        "special_case" => t!(l, "ticket-special-case"),
        "individual_case" => t!(l, "ticket-individual-case"),
        "complaint_count" => t!(l, "ticket-complaint-count"),
        "merged_into" | "merged_into_id" | "into_id" => t!(l, "ticket-merged-into"),
        "other_number" | "number" => t!(l, "ticket-number"),
        "escalation_level" => t!(l, "ticket-escalation"),
        "routed_by" | "routing_rule" => t!(l, "ticket-routed-by"),
        "source" => t!(l, "rule-source"),
        "clock" => t!(l, "preview-clock"),
        "at_percent" => t!(l, "ticket-time-gone"),
        "due_at" => t!(l, "ticket-due"),
        "tags_added" => t!(l, "ticket-tags-add"),
        "tags_removed" => t!(l, "ticket-tags-remove"),
        "tell" => t!(l, "rule-tell"),
        "raise" => t!(l, "ticket-raised"),
        _ => return None,
    })
}

fn labelled<E: std::str::FromStr>(word: &str, label: impl Fn(E) -> String) -> Option<String> {
    word.parse().ok().map(label)
}

/// A word of a field in the reader's language; as it is where it is no word of ours.
fn word(name: &str, word: &str, l: Locale) -> String {
    let found = match name {
        "kind" => labelled(word, |v: TicketKind| v.label(l)),
        "link_kind" => labelled(word, |v: TicketLinkKind| v.label(l)),
        "channel" => labelled(word, |v: TicketChannel| v.label(l)),
        "status" | "through" => labelled(word, |v: TicketStatus| v.label(l)),
        "priority" => labelled(word, |v: TicketPriority| v.label(l)),
        "remedy_wanted" => labelled(word, |v: TicketRemedy| v.label(l)),
        "topic" => labelled(word, |v: TicketTopic| v.label(l)),
        "severity" => labelled(word, |v: TicketSeverity| v.label(l)),
        "impact" => labelled(word, |v: TicketImpact| v.label(l)),
        "service_class" => labelled(word, |v: ServiceClass| v.label(l)),
        "reason" | "wait_reason" => labelled(word, |v: WaitReason| v.label(l)),
        "ball_holder" => labelled(word, |v: BallHolder| v.label(l)),
        "repair_outcome" => labelled(word, |v: RepairOutcome| v.label(l)),
        "crisis_status" => labelled(word, |v: CrisisStatus| v.label(l)),
        "crisis_kinds" | "kinds" => labelled(word, |v: CrisisKind| v.label(l)),
        "clock" => labelled(word, |v: ClockKind| v.label(l)),
        "tell" => labelled(word, |v: Audience| v.label(l)),
        _ => None,
    };
    found.unwrap_or_else(|| word.to_owned())
}

/// A value of the timeline as people read it; nothing for what only programs want.
pub fn value_text(name: &str, value: &Value, reader: Reader) -> Option<String> {
    let l = reader.locale;
    Some(match value {
        Value::Null => return None,
        Value::Bool(true) => t!(l, "page-yes"),
        Value::Bool(false) => t!(l, "page-no"),
        Value::Number(number) => match (name, number.as_i64().and_then(|n| i32::try_from(n).ok())) {
            ("minutes" | "estimate_minutes", Some(minutes)) => reader.minutes(minutes),
            ("at_percent", Some(percent)) => format!("{percent} %"),
            _ => number.to_string(),
        },
        // Names stand beside ids; the ids themselves say nothing to people.
        Value::String(text) if text.parse::<uuid::Uuid>().is_ok() => return None,
        Value::String(text) => match (name, text.parse()) {
            ("until" | "wait_until" | "due_at", Ok(at)) => reader.time(at),
            _ => word(name, text, l),
        },
        Value::Array(items) if items.is_empty() => return None,
        Value::Array(items) => {
            let comma = if l == Locale::ZhCn { "、" } else { ", " };
            items.iter().filter_map(|item| value_text(name, item, reader)).collect::<Vec<_>>().join(comma)
        }
        Value::Object(_) => return None,
    })
}

/// What an entry of the timeline speaks of: names of fields and their values in words.
pub fn details(values: &Value, kind: TicketEventKind, reader: Reader) -> Vec<(String, String)> {
    let l = reader.locale;
    let comma = if l == Locale::ZhCn { "、" } else { ", " };
    let Some(values) = values.as_object() else { return vec![] };
    let one = |name: &str, value: &Value| -> Option<(String, String)> {
        Some(match name {
            "fields" => {
                let names = value.as_array()?.iter().filter_map(|f| field_name(f.as_str()?, l));
                (t!(l, "ticket-changed-fields"), names.collect::<Vec<_>>().join(comma))
            }
            "rule" => (t!(l, "ticket-rule"), rule(value.as_str()?, l)),
            "kind" if kind == TicketEventKind::Link => {
                (t!(l, "ticket-link-kind"), word("link_kind", value.as_str()?, l))
            }
            "removed" => (t!(l, "ticket-link-removed"), word("link_kind", value.as_str()?, l)),
            "attachment" => {
                let added = value.as_str()? == "added";
                let word =
                    if added { t!(l, "attachment-change-added") } else { t!(l, "attachment-change-removed") };
                (t!(l, "attachment-change"), word)
            }
            "name" if kind == TicketEventKind::Attachment => {
                (t!(l, "attachment-name"), value.as_str()?.to_owned())
            }
            "undone" => {
                let what = labelled(value.as_str()?, |a: TicketActionKind| a.label(l));
                (t!(l, "ticket-undone-what"), what.unwrap_or_else(|| TicketEventKind::Updated.label(l)))
            }
            "check" => {
                let word = match value.as_str()? {
                    "added" => t!(l, "checklist-change-added"),
                    "done" => t!(l, "checklist-change-done"),
                    "opened" => t!(l, "checklist-change-opened"),
                    _ => t!(l, "checklist-change-removed"),
                };
                (t!(l, "checklist-change"), word)
            }
            "steps" => {
                let steps = value.as_array()?.iter().filter_map(Value::as_str).collect::<Vec<_>>();
                (t!(l, "checklist-steps"), steps.join(comma))
            }
            // The record says which words its steps have.
            "goods" => {
                let of = |name: &str| values.get(name).and_then(Value::as_str).unwrap_or_default();
                let (what, step) = match of("record") {
                    "rma" => (t!(l, "rma-one"), labelled(of("step"), |a: RmaAction| a.label(l))),
                    _ => (t!(l, "transfer-one"), labelled(of("step"), |a: TransferAction| a.label(l))),
                };
                let step = step.unwrap_or_else(|| t!(l, "ticket-goods-requested"));
                (what, format!("{} · {step}", value.as_str()?))
            }
            "merged" => (t!(l, "ticket-merged-in"), value.as_str()?.to_owned()),
            "visibility" => {
                let visibility: CommentVisibility = value.as_str()?.parse().ok()?;
                (t!(l, "ticket-comment-readers"), visibility.label(l))
            }
            // When a rung of the ladder was reached, not when the promise falls due.
            "due_at" if values.contains_key("at_percent") => {
                (t!(l, "ticket-step-at"), value_text(name, value, reader)?)
            }
            _ => (field_name(name, l)?, value_text(name, value, reader)?),
        })
    };
    values.iter().filter_map(|(name, value)| one(name, value)).collect()
}

/// A rule that acted by itself, in words.
fn rule(word: &str, l: Locale) -> String {
    match word {
        "individual_case" => t!(l, "ticket-rule-individual"),
        "wait_until" => t!(l, "ticket-rule-wait"),
        "clock_step" => t!(l, "ticket-rule-clock"),
        "routed" => t!(l, "ticket-rule-routed"),
        "bridged" => t!(l, "ticket-rule-bridged"),
        other => other.to_owned(),
    }
}

/// Flags of a ticket: what sets it apart from the others.
pub fn flags(special: bool, individual: bool, reopened: i32, escalation: i32, l: Locale) -> Html {
    html! {
        <>
            if escalation > 0 {
                { label(Color::Red, Some(Icon::LongArrowAltUp), t!(l, "ticket-escalated", level = i64::from(escalation))) }
            }
            if special {
                { label(Color::Red, Some(Icon::Flag), t!(l, "ticket-special-case")) }
            }
            if individual {
                { label(Color::Purple, Some(Icon::Flag), t!(l, "ticket-individual-case")) }
            }
            if reopened > 0 {
                { label(Color::Orange, Some(Icon::Undo), t!(l, "ticket-reopened", count = i64::from(reopened))) }
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const READER: Reader = Reader { locale: Locale::ZhCn, zone: chrono_tz::Tz::Asia__Shanghai };

    #[test]
    fn values_are_put_into_words() {
        let text = |name, value: Value| value_text(name, &value, READER);
        assert_eq!(text("priority", json!("p1")).as_deref(), Some("P1 特急"));
        assert_eq!(text("crisis_kinds", json!(["media", "legal"])).as_deref(), Some("媒体曝光、法律诉讼"));
        assert_eq!(text("until", json!("2026-07-21T06:00:00Z")).as_deref(), Some("2026-07-21 14:00"));
        assert_eq!(text("assignee_id", json!("01933f6e-0000-7000-8000-000000000001")), None);
        assert_eq!(text("subject", json!("门机异响")).as_deref(), Some("门机异响"));
    }

    #[test]
    fn entries_of_the_timeline_leave_out_what_people_do_not_know() {
        let update = details(
            &json!({"fields": ["severity", "contact_name", "thing"]}),
            TicketEventKind::Updated,
            READER,
        );
        assert_eq!(update[0].1, "紧急程度、联系人");
        let link =
            details(&json!({"kind": "repeat_of", "number": "TK-2026-000001"}), TicketEventKind::Link, READER);
        assert_eq!(link.iter().map(|(_, v)| v.as_str()).collect::<Vec<_>>(), ["重复投诉", "TK-2026-000001"]);
        let assign = details(&json!({"assignee_id": null, "team_id": null}), TicketEventKind::Action, READER);
        assert!(assign.is_empty());
        let step =
            json!({"rule": "clock_step", "clock": "respond", "at_percent": 80, "tell": ["assignee", "team"]});
        let step: Vec<_> =
            details(&step, TicketEventKind::Rule, READER).into_iter().map(|(_, v)| v).collect();
        assert_eq!(step, ["80 %", "首次响应", "时限提醒或升级", "处理人、所在班组"]);
        assert!(details(&json!(null), TicketEventKind::Rule, READER).is_empty());
        let bridged = json!({"rule": "bridged", "from": "new", "to": "assigned", "through": ["verifying"]});
        let told = details(&bridged, TicketEventKind::Rule, READER);
        assert_eq!(told.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["规则", "补接的状态"]);
        assert_eq!(told[1].1, TicketStatus::Verifying.label(Locale::ZhCn));
    }

    #[test]
    fn what_rules_can_miss_has_a_name() {
        for pointer in ["/contact_name", "/unit_id", "/warranty", "/notice_given_at", "/assignee_id", "/note"]
        {
            assert_eq!(field_name(pointer, Locale::En).is_some(), pointer != "/note", "{pointer}");
        }
    }
}
