//! The condition of a rule: its fields in a form, and in words.

use super::names::Names;
use crate::components::draft::{Draft, Values, put};
use crate::components::field::{Choice, ChoiceField, ManyField, TextField};
use crate::components::finder::Finder;
use crate::components::form::Form;
use crate::components::many_select::{ManySelect, put_many};
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::problem::FieldProblem;
use shared::records::condition::{ConditionField, TicketCondition};
use shared::records::ticket::{TicketChannel, TicketKind, TicketPriority, TicketSeverity, TicketTopic};
use shared::text::Line;
use std::fmt::Display;
use yew::prelude::*;

fn joined<T: Display>(values: &[T]) -> Option<String> {
    Some(values.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
}

/// Puts a condition into a form.
pub fn put_condition(v: &mut Values, when: &TicketCondition, names: &Names) {
    put(v, "when/kind", joined(&when.kind));
    put(v, "when/channel", joined(&when.channel));
    put(v, "when/topic", joined(&when.topic));
    put(v, "when/severity", joined(&when.severity));
    put(v, "when/priority", joined(&when.priority));
    let named = |ids: Vec<String>| -> Vec<(String, String)> {
        ids.into_iter().map(|id| (id.clone(), names.get(&id).cloned().unwrap_or(id))).collect()
    };
    put_many(v, "when/customer_id", &named(when.customer_id.iter().map(ToString::to_string).collect()));
    put_many(v, "when/dealer_id", &named(when.dealer_id.iter().map(ToString::to_string).collect()));
    put_many(v, "when/product_id", &named(when.product_id.iter().map(ToString::to_string).collect()));
    let lines = |lines: &[Line<100>]| lines.iter().map(|l| l.as_str()).collect::<Vec<_>>().join(", ");
    put(v, "when/product_line", Some(lines(&when.product_line)));
    put(v, "when/region", Some(lines(&when.region)));
    put(v, "when/remote", when.remote);
    put(v, "when/in_warranty", when.in_warranty);
    put(v, "when/special_case", when.special_case);
    put(v, "when/individual_case", when.individual_case);
}

/// Words separated by commas of either script.
fn lines(d: &mut Draft<'_>, name: &str) -> Vec<Line<100>> {
    let mut found = vec![];
    for word in d.raw(name).split([',', '，', '、']).map(str::trim).filter(|w| !w.is_empty()) {
        match Line::new(word) {
            Ok(line) => found.push(line),
            Err(_) => d.refuse(name, FieldProblem::TooLong),
        }
    }
    found
}

/// Reads a condition out of a form.
pub fn read_condition(d: &mut Draft<'_>) -> TicketCondition {
    TicketCondition {
        kind: d.many("when/kind"),
        channel: d.many("when/channel"),
        topic: d.many("when/topic"),
        severity: d.many("when/severity"),
        priority: d.many("when/priority"),
        customer_id: d.many("when/customer_id"),
        dealer_id: d.many("when/dealer_id"),
        product_id: d.many("when/product_id"),
        product_line: lines(d, "when/product_line"),
        region: lines(d, "when/region"),
        remote: d.maybe("when/remote"),
        in_warranty: d.maybe("when/in_warranty"),
        special_case: d.maybe("when/special_case"),
        individual_case: d.maybe("when/individual_case"),
    }
}

/// Organisations that a ticket can belong to.
pub const DEALERS: Finder =
    Finder::Organization(&[OrganizationKind::Dealer, OrganizationKind::ServiceCenter]);

/// Yes and no, for what may be left open.
pub fn yes_no(l: Locale) -> Vec<Choice> {
    vec![Choice::new("true", t!(l, "page-yes")), Choice::new("false", t!(l, "page-no"))]
}

/// The fields of a condition.
pub fn condition_fields(form: &Form, l: Locale) -> Html {
    let f = || form.clone();
    let word = |field: ConditionField| field.label(l);
    let open = |name: &'static str, field: ConditionField| {
        html! { <ChoiceField form={f()} {name} label={word(field)} choices={yes_no(l)} none={t!(l, "rule-any")} /> }
    };
    html! {
        <fieldset class="sb-fieldset">
            <legend>{ t!(l, "rule-when") }</legend>
            <p class="sb-quiet">{ t!(l, "rule-when-hint") }</p>
            <ManyField form={f()} name="when/kind" label={word(ConditionField::Kind)} choices={choices!(TicketKind, l)} />
            <ManyField form={f()} name="when/channel" label={word(ConditionField::Channel)} choices={choices!(TicketChannel, l)} />
            <ManyField form={f()} name="when/topic" label={word(ConditionField::Topic)} choices={choices!(TicketTopic, l)} />
            <ManyField form={f()} name="when/severity" label={word(ConditionField::Severity)} choices={choices!(TicketSeverity, l)} />
            <ManyField form={f()} name="when/priority" label={word(ConditionField::Priority)} choices={choices!(TicketPriority, l)} />
            <div class="sb-grid">
                <ManySelect form={f()} name="when/customer_id" label={word(ConditionField::Customer)} finder={Finder::Customer} />
                <ManySelect form={f()} name="when/dealer_id" label={word(ConditionField::Dealer)} finder={DEALERS} />
                <ManySelect form={f()} name="when/product_id" label={word(ConditionField::Product)} finder={Finder::Product} />
                <TextField form={f()} name="when/product_line" label={word(ConditionField::ProductLine)} hint={t!(l, "rule-commas")} />
                <TextField form={f()} name="when/region" label={word(ConditionField::Region)} hint={t!(l, "rule-commas")} />
                { open("when/remote", ConditionField::Remote) }
                { open("when/in_warranty", ConditionField::InWarranty) }
                { open("when/special_case", ConditionField::SpecialCase) }
                { open("when/individual_case", ConditionField::IndividualCase) }
            </div>
        </fieldset>
    }
}

/// A condition in words, one part after the other.
pub fn in_words(when: &TicketCondition, names: &Names, l: Locale) -> Vec<String> {
    let or = t!(l, "rule-or");
    let mut parts = vec![];
    let mut note = |field: ConditionField, values: Vec<String>| {
        if !values.is_empty() {
            parts.push(t!(l, "rule-part", field = field.label(l), values = values.join(&or)));
        }
    };
    let named = |ids: Vec<String>| ids.into_iter().map(|id| names.get(&id).cloned().unwrap_or(id)).collect();
    let text = |lines: &[Line<100>]| lines.iter().map(ToString::to_string).collect();
    let open = |value: Option<bool>| -> Vec<String> {
        value.map(|v| if v { t!(l, "page-yes") } else { t!(l, "page-no") }).into_iter().collect()
    };
    note(ConditionField::Kind, when.kind.iter().map(|v| v.label(l)).collect());
    note(ConditionField::Channel, when.channel.iter().map(|v| v.label(l)).collect());
    note(ConditionField::Topic, when.topic.iter().map(|v| v.label(l)).collect());
    note(ConditionField::Severity, when.severity.iter().map(|v| v.label(l)).collect());
    note(ConditionField::Priority, when.priority.iter().map(|v| v.label(l)).collect());
    note(ConditionField::Customer, named(when.customer_id.iter().map(ToString::to_string).collect()));
    note(ConditionField::Dealer, named(when.dealer_id.iter().map(ToString::to_string).collect()));
    note(ConditionField::Product, named(when.product_id.iter().map(ToString::to_string).collect()));
    note(ConditionField::ProductLine, text(&when.product_line));
    note(ConditionField::Region, text(&when.region));
    note(ConditionField::Remote, open(when.remote));
    note(ConditionField::InWarranty, open(when.in_warranty));
    note(ConditionField::SpecialCase, open(when.special_case));
    note(ConditionField::IndividualCase, open(when.individual_case));
    if parts.is_empty() {
        parts.push(t!(l, "rule-all-tickets"));
    }
    parts
}

/// A condition in words.
pub fn condition_view(when: &TicketCondition, names: &Names, l: Locale) -> Html {
    let parts = in_words(when, names, l);
    html! { <ul class="sb-parts" role="list">{ for parts.into_iter().map(|part| html! { <li>{ part }</li> }) }</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> TicketCondition {
        TicketCondition {
            kind: vec![TicketKind::Complaint, TicketKind::Inquiry],
            severity: vec![TicketSeverity::Emergency],
            customer_id: "01933f6e-0000-7000-8000-000000000001".parse().into_iter().collect(),
            region: vec![Line::new("浙江").unwrap(), Line::new("成都").unwrap()],
            remote: Some(false),
            special_case: Some(true),
            ..TicketCondition::default()
        }
    }

    #[test]
    fn a_condition_survives_its_form() {
        for when in [full(), TicketCondition::default()] {
            let mut values = Values::new();
            put_condition(&mut values, &when, &Names::new());
            let mut draft = Draft::new(&values);
            let read = read_condition(&mut draft);
            assert_eq!(draft.finish(Some(read)).unwrap(), when);
        }
    }

    #[test]
    fn commas_of_either_script_separate_words() {
        let mut values = Values::new();
        put(&mut values, "when/region", Some("浙江，成都、 上海,"));
        let read = read_condition(&mut Draft::new(&values));
        assert_eq!(read.region.iter().map(|r| r.as_str()).collect::<Vec<_>>(), ["浙江", "成都", "上海"]);
    }

    #[test]
    fn a_condition_is_said_in_words_and_the_empty_one_too() {
        let names = Names::from([("01933f6e-0000-7000-8000-000000000001".into(), "西湖花园".into())]);
        let said = in_words(&full(), &names, Locale::En);
        assert_eq!(said[0], "Kind: Complaint or Inquiry");
        assert!(
            said.contains(&"Customer: 西湖花园".to_owned()) && said.contains(&"Remote site: No".to_owned())
        );
        assert_eq!(in_words(&TicketCondition::default(), &names, Locale::En), ["Every ticket"]);
    }
}
