//! What is typed about a ticket, as it is sent.

use crate::components::form::{Draft, Values, put};
use crate::components::search_select::words;
use crate::format::Reader;
use chrono::{DateTime, Utc};
use shared::patch::Change;
use shared::problem::{FieldProblem, Refusal};
use shared::records::ticket::{
    CreateTicket, CrisisStatus, Ticket, TicketChannel, TicketImpact, TicketKind, TicketPriority,
    TicketSeverity, UpdateTicket, priority,
};

/// Fields that hold the id of another record.
const LINKED: [&str; 5] = ["customer_id", "unit_id", "product_id", "site_id", "fault_code_id"];
const PLAIN: [&str; 15] = [
    "kind",
    "channel",
    "subject",
    "description",
    "reported_at",
    "contact_name",
    "contact_phone",
    "contact_email",
    "usage_value",
    "remedy_wanted",
    "topic",
    "severity",
    "impact",
    "safety_risk",
    "service_class",
];

/// The form of a new ticket.
pub fn empty(channel: TicketChannel) -> Values {
    let mut values = Values::new();
    for name in PLAIN {
        values.insert(name.into(), String::new());
    }
    for name in LINKED {
        values.insert(name.into(), String::new());
        values.insert(words(name), String::new());
    }
    put(&mut values, "kind", Some(TicketKind::RepairRequest));
    put(&mut values, "channel", Some(channel));
    put(&mut values, "severity", Some(TicketSeverity::General));
    put(&mut values, "impact", Some(TicketImpact::Medium));
    values
}

/// The form of a ticket that is there.
pub fn of(ticket: &Ticket) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "kind", Some(ticket.kind));
    put(v, "subject", Some(&ticket.subject));
    put(v, "description", ticket.description.as_ref());
    put(v, "customer_id", ticket.customer_id);
    put(v, &words("customer_id"), ticket.customer_name.as_ref());
    put(v, "contact_name", ticket.contact_name.as_ref());
    put(v, "contact_phone", ticket.contact_phone.as_ref());
    put(v, "contact_email", ticket.contact_email.as_ref());
    put(v, "site_id", ticket.site_id);
    put(v, &words("site_id"), ticket.site_name.as_ref());
    put(v, "unit_id", ticket.unit_id);
    put(v, &words("unit_id"), ticket.unit_serial.as_ref());
    put(v, "product_id", ticket.product_id);
    put(v, &words("product_id"), ticket.product_name.as_ref());
    put(v, "usage_value", ticket.usage_value);
    put(v, "remedy_wanted", ticket.remedy_wanted);
    put(v, "topic", Some(ticket.topic));
    put(v, "fault_code_id", ticket.fault_code_id);
    put(v, &words("fault_code_id"), ticket.fault_code.as_ref());
    put(v, "severity", Some(ticket.severity));
    put(v, "impact", Some(ticket.impact));
    put(v, "safety_risk", ticket.safety_risk.then_some("true"));
    put(v, "service_class", ticket.service_class);
    values
}

/// Words typed without choosing one of the records found would be lost without a sound.
fn nothing_unchosen(draft: &mut Draft<'_>) {
    for name in LINKED {
        if draft.raw(name).is_empty() && !draft.raw(&words(name)).is_empty() {
            draft.refuse(name, FieldProblem::NoSuchRecord);
        }
    }
}

/// Whether words look like a telephone number.
fn is_phone(words: &str) -> bool {
    words.chars().filter(char::is_ascii_digit).count() >= 5
        && words.chars().all(|c| c.is_ascii_digit() || " +-()/#转".contains(c))
}

/// What was typed about a caller whom nobody knows yet: a number or a name that must not be lost.
fn unknown_caller(values: &Values) -> Option<&str> {
    let get = |name: &str| values.get(name).map_or("", |value| value.trim());
    Some(get(&words("caller"))).filter(|typed| !typed.is_empty() && get("caller").is_empty())
}

/// What is sent to file the ticket.
pub fn create(values: &Values, reader: Reader, now: DateTime<Utc>) -> Result<CreateTicket, Refusal> {
    let mut d = Draft::new(values);
    nothing_unchosen(&mut d);
    let kind = d.need("kind");
    let channel = d.need("channel");
    let subject = d.need("subject");
    let reported_at = reader.instant(d.raw("reported_at"));
    if reported_at.is_none() && !d.raw("reported_at").is_empty() {
        d.refuse("reported_at", FieldProblem::NotAllowed);
    }
    let (description, customer_id) = (d.maybe("description"), d.maybe("customer_id"));
    let (contact_name, contact_phone) = (d.maybe("contact_name"), d.maybe("contact_phone"));
    let (contact_name, contact_phone) = match unknown_caller(values) {
        Some(phone) if is_phone(phone) => (contact_name, contact_phone.or_else(|| phone.parse().ok())),
        Some(name) => (contact_name.or_else(|| name.parse().ok()), contact_phone),
        None => (contact_name, contact_phone),
    };
    let (contact_email, site_id) = (d.email("contact_email"), d.maybe("site_id"));
    let (unit_id, product_id) = (d.maybe("unit_id"), d.maybe("product_id"));
    let (usage_value, remedy_wanted) = (d.maybe("usage_value"), d.maybe("remedy_wanted"));
    let (topic, fault_code_id) = (d.maybe("topic"), d.maybe("fault_code_id"));
    let (severity, impact) = (d.maybe("severity"), d.maybe("impact"));
    let (safety_risk, service_class) = (d.on("safety_risk"), d.maybe("service_class"));
    let built = kind.zip(channel).zip(subject).map(|((kind, channel), subject)| CreateTicket {
        kind,
        channel,
        subject,
        description,
        reported_at,
        customer_id,
        contact_name,
        contact_phone,
        contact_email,
        dealer_id: None,
        site_id,
        // The product follows from the unit.
        product_id: if unit_id.is_some() { None } else { product_id },
        unit_id,
        usage_value,
        remedy_wanted,
        topic,
        fault_code_id,
        severity,
        impact,
        safety_risk,
        service_class,
        external_reference: None,
    });
    let body = d.finish(built)?;
    body.check(now)?;
    Ok(body)
}

/// What is sent to change the ticket: only what differs from what the form began with.
pub fn update(base: &Values, values: &Values) -> Result<UpdateTicket, Refusal> {
    let mut old = Draft::new(base);
    let mut new = Draft::new(values);
    nothing_unchosen(&mut new);
    macro_rules! changed {
        ($name:literal) => {
            Change::between(old.maybe($name), new.maybe($name))
        };
    }
    macro_rules! replaced {
        ($name:literal) => {{
            let value = new.need($name);
            if old.maybe($name) == value { None } else { value }
        }};
    }
    let body = UpdateTicket {
        kind: replaced!("kind"),
        subject: replaced!("subject"),
        description: changed!("description"),
        customer_id: changed!("customer_id"),
        contact_name: changed!("contact_name"),
        contact_phone: changed!("contact_phone"),
        contact_email: Change::between(old.email("contact_email"), new.email("contact_email")),
        site_id: changed!("site_id"),
        unit_id: changed!("unit_id"),
        product_id: changed!("product_id"),
        usage_value: changed!("usage_value"),
        remedy_wanted: changed!("remedy_wanted"),
        topic: replaced!("topic"),
        fault_code_id: changed!("fault_code_id"),
        severity: replaced!("severity"),
        impact: replaced!("impact"),
        safety_risk: (old.on("safety_risk") != new.on("safety_risk")).then(|| new.on("safety_risk")),
        service_class: changed!("service_class"),
    };
    let body = new.finish(Some(body))?;
    body.check()?;
    Ok(body)
}

/// The priority that the ticket will get.
pub fn expected_priority(values: &Values, crisis: CrisisStatus) -> TicketPriority {
    let mut draft = Draft::new(values);
    let severity = draft.maybe("severity").unwrap_or(TicketSeverity::General);
    let impact = draft.maybe("impact").unwrap_or(TicketImpact::Medium);
    priority(severity, impact, draft.on("safety_risk"), crisis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use shared::i18n::Locale;

    const READER: Reader = Reader { locale: Locale::En, zone: Tz::Asia__Shanghai };

    #[test]
    fn an_unknown_caller_becomes_the_contact() {
        let mut values = empty(TicketChannel::Phone);
        values.insert("subject".into(), "困人".into());
        let contact = |values: &Values| {
            let body = create(values, READER, now()).unwrap();
            (body.contact_name.map(|n| n.to_string()), body.contact_phone.map(|p| p.to_string()))
        };
        assert_eq!(contact(&values), (None, None));
        values.insert("caller#".into(), " 137 0571 5001 ".into());
        assert_eq!(contact(&values), (None, Some("137 0571 5001".into())));
        values.insert("contact_phone".into(), "110".into());
        assert_eq!(contact(&values), (None, Some("110".into())));
        values.insert("caller#".into(), "林建国".into());
        assert_eq!(contact(&values), (Some("林建国".into()), Some("110".into())));
        values.insert("caller".into(), "customer x".into());
        assert_eq!(contact(&values), (None, Some("110".into())));
    }

    fn now() -> DateTime<Utc> {
        "2026-07-21T06:00:00Z".parse().unwrap()
    }

    fn filled() -> Values {
        let mut values = empty(TicketChannel::Phone);
        put(&mut values, "subject", Some("3 号梯门机异响"));
        values
    }

    #[test]
    fn kind_channel_and_subject_are_enough() {
        let body = create(&filled(), READER, now()).unwrap();
        assert_eq!((body.kind, body.channel), (TicketKind::RepairRequest, TicketChannel::Phone));
        assert_eq!(
            create(&empty(TicketChannel::Web), READER, now()).unwrap_err().fields[0].pointer,
            "/subject"
        );
    }

    #[test]
    fn the_time_of_the_call_is_in_the_organisations_zone_and_not_in_the_future() {
        let mut values = filled();
        put(&mut values, "reported_at", Some("2026-07-21T13:30"));
        assert_eq!(
            create(&values, READER, now()).unwrap().reported_at,
            Some("2026-07-21T05:30:00Z".parse().unwrap())
        );
        put(&mut values, "reported_at", Some("2026-07-21T14:30"));
        assert_eq!(create(&values, READER, now()).unwrap_err().fields[0].code, FieldProblem::InFuture);
    }

    #[test]
    fn a_name_that_was_typed_but_not_chosen_is_not_lost_in_silence() {
        let mut values = filled();
        put(&mut values, &words("customer_id"), Some("杭州西湖物业"));
        assert_eq!(create(&values, READER, now()).unwrap_err().fields[0].pointer, "/customer_id");
    }

    #[test]
    fn only_what_differs_is_sent() {
        let base = {
            let mut values = filled();
            put(&mut values, "topic", Some("other"));
            put(&mut values, "contact_name", Some("陈建国"));
            values
        };
        let mut values = base.clone();
        put(&mut values, "contact_name", None::<&str>);
        put(&mut values, "severity", Some("emergency"));
        let body = update(&base, &values).unwrap();
        assert_eq!(
            serde_json::to_value(&body).unwrap(),
            serde_json::json!({"contact_name": null, "severity": "emergency"})
        );
        assert_eq!(serde_json::to_value(update(&base, &base).unwrap()).unwrap(), serde_json::json!({}));
    }

    #[test]
    fn danger_to_people_makes_it_the_first() {
        let mut values = filled();
        assert_eq!(expected_priority(&values, CrisisStatus::None), TicketPriority::P3);
        put(&mut values, "safety_risk", Some("true"));
        assert_eq!(expected_priority(&values, CrisisStatus::None), TicketPriority::P1);
    }
}
