//! The ticket that rules are tried out on: an imagined one, or what is known of an existing one.

use super::condition::{DEALERS, yes_no};
use crate::api::routing_rule;
use crate::components::draft::{Draft, Values, put};
use crate::components::field::{CheckField, Choice, ChoiceField, TextField};
use crate::components::finder::{Finder, Found};
use crate::components::form::Form;
use crate::components::search_select::{SearchSelect, words};
use shared::i18n::Locale;
use shared::ids::TicketId;
use shared::records::condition::{ConditionField, TicketTraits};
use shared::records::routing_rule::TryRouting;
use shared::records::ticket::{TicketChannel, TicketKind, TicketPriority, TicketSeverity, TicketTopic};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// An everyday ticket to begin with.
pub fn everyday() -> TicketTraits {
    TicketTraits {
        kind: TicketKind::RepairRequest,
        channel: TicketChannel::Phone,
        topic: TicketTopic::Other,
        severity: TicketSeverity::General,
        priority: TicketPriority::P3,
        customer_id: None,
        dealer_id: None,
        product_id: None,
        product_line: None,
        region: None,
        remote: false,
        in_warranty: None,
        special_case: false,
        individual_case: false,
    }
}

/// Puts a ticket into a form.
pub fn values(t: &TicketTraits) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "kind", Some(t.kind));
    put(v, "channel", Some(t.channel));
    put(v, "topic", Some(t.topic));
    put(v, "severity", Some(t.severity));
    put(v, "priority", Some(t.priority));
    let ids = [
        ("customer_id", t.customer_id.map(|id| id.to_string())),
        ("dealer_id", t.dealer_id.map(|id| id.to_string())),
        ("product_id", t.product_id.map(|id| id.to_string())),
    ];
    for (name, id) in ids {
        put(v, &words(name), id.as_ref());
        put(v, name, id);
    }
    put(v, "product_line", t.product_line.as_ref());
    put(v, "region", t.region.as_ref());
    put(v, "remote", t.remote.then_some(true));
    put(v, "in_warranty", t.in_warranty);
    put(v, "special_case", t.special_case.then_some(true));
    put(v, "individual_case", t.individual_case.then_some(true));
    values
}

/// Reads the ticket out of the form; what is not chosen is as in the everyday ticket.
pub fn read(values: &Values) -> TicketTraits {
    let mut d = Draft::new(values);
    let begin = everyday();
    TicketTraits {
        kind: d.maybe("kind").unwrap_or(begin.kind),
        channel: d.maybe("channel").unwrap_or(begin.channel),
        topic: d.maybe("topic").unwrap_or(begin.topic),
        severity: d.maybe("severity").unwrap_or(begin.severity),
        priority: d.maybe("priority").unwrap_or(begin.priority),
        customer_id: d.maybe("customer_id"),
        dealer_id: d.maybe("dealer_id"),
        product_id: d.maybe("product_id"),
        product_line: Some(d.raw("product_line").to_owned()).filter(|w| !w.is_empty()),
        region: Some(d.raw("region").to_owned()).filter(|w| !w.is_empty()),
        remote: d.on("remote"),
        in_warranty: d.maybe("in_warranty"),
        special_case: d.on("special_case"),
        individual_case: d.on("individual_case"),
    }
}

/// What the form begins with, the search for an existing ticket included.
pub fn beginning() -> Values {
    let mut v = values(&everyday());
    put(&mut v, "ticket_id", None::<String>);
    put(&mut v, &words("ticket_id"), None::<String>);
    v
}

/// Asks what rules may ask about an existing ticket and fills the form with it.
fn take_over(form: Form, id: TicketId) {
    spawn_local(async move {
        let body = TryRouting { ticket_id: Some(id), ticket: None, rules: Some(vec![]) };
        match routing_rule::try_out(body).await {
            Ok(tried) => {
                for (name, value) in values(&tried.ticket) {
                    form.set(&name, value);
                }
            }
            Err(problem) => form.judge.emit(Some(problem)),
        }
    });
}

/// The fields of the ticket that rules are tried out on.
pub fn subject_fields(form: &Form, l: Locale) -> Html {
    let f = || form.clone();
    let word = |field: ConditionField| field.label(l);
    let onpick = {
        let form = form.clone();
        Callback::from(move |found: Option<Found>| {
            if let Some(id) = found.and_then(|found| found.id.parse().ok()) {
                take_over(form.clone(), id);
            }
        })
    };
    html! {
        <>
            <SearchSelect form={f()} name="ticket_id" label={t!(l, "rule-existing")} hint={t!(l, "rule-existing-hint")} finder={Finder::Ticket} {onpick} />
            <div class="sb-grid sb-grid-3">
                <ChoiceField form={f()} name="kind" label={word(ConditionField::Kind)} choices={choices!(TicketKind, l)} />
                <ChoiceField form={f()} name="channel" label={word(ConditionField::Channel)} choices={choices!(TicketChannel, l)} />
                <ChoiceField form={f()} name="topic" label={word(ConditionField::Topic)} choices={choices!(TicketTopic, l)} />
                <ChoiceField form={f()} name="severity" label={word(ConditionField::Severity)} choices={choices!(TicketSeverity, l)} />
                <ChoiceField form={f()} name="priority" label={word(ConditionField::Priority)} choices={choices!(TicketPriority, l)} />
                <ChoiceField form={f()} name="in_warranty" label={word(ConditionField::InWarranty)} choices={yes_no(l)} none={t!(l, "page-not-known")} />
                <SearchSelect form={f()} name="customer_id" label={word(ConditionField::Customer)} finder={Finder::Customer} />
                <SearchSelect form={f()} name="dealer_id" label={word(ConditionField::Dealer)} finder={DEALERS} />
                <SearchSelect form={f()} name="product_id" label={word(ConditionField::Product)} finder={Finder::Product} />
                <TextField form={f()} name="product_line" label={word(ConditionField::ProductLine)} choices={Choice::known("product_line", l)} />
                <TextField form={f()} name="region" label={word(ConditionField::Region)} />
            </div>
            <div class="sb-boxes">
                <CheckField form={f()} name="remote" label={word(ConditionField::Remote)} />
                <CheckField form={f()} name="special_case" label={word(ConditionField::SpecialCase)} />
                <CheckField form={f()} name="individual_case" label={word(ConditionField::IndividualCase)} />
            </div>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_survives_its_form() {
        let special = TicketTraits {
            kind: TicketKind::Complaint,
            customer_id: "01933f6e-0000-7000-8000-000000000001".parse().ok(),
            region: Some("浙江".into()),
            in_warranty: Some(false),
            special_case: true,
            ..everyday()
        };
        for ticket in [everyday(), special] {
            assert_eq!(read(&values(&ticket)), ticket);
        }
        assert_eq!(read(&beginning()), everyday());
    }
}
