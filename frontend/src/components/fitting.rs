//! Which tickets something of the house is for: by kind, topic and product line, each of which may be left open.

use crate::components::field::{ChoiceField, ManyField, TextField};
use crate::components::form::{Draft, Form, Values, put};
use shared::i18n::{Locale, known};
use shared::records::ticket::{TicketKind, TicketTopic};
use shared::text::Line;
use yew::prelude::*;

/// Puts what is known into a form.
pub fn put_fitting(
    values: &mut Values,
    kinds: &[TicketKind],
    topic: Option<TicketTopic>,
    line: Option<&str>,
) {
    put(values, "kinds", Some(kinds.iter().map(|k| k.as_str()).collect::<Vec<_>>().join(",")));
    put(values, "topic", topic);
    put(values, "product_line", line);
}

/// What a form says.
pub type Fitting = (Vec<TicketKind>, Option<TicketTopic>, Option<Line<100>>);

/// Reads it.
pub fn read_fitting(d: &mut Draft<'_>) -> Fitting {
    (d.many("kinds"), d.maybe("topic"), d.maybe("product_line"))
}

/// The fields.
pub fn fitting_fields(form: &Form, l: Locale) -> Html {
    html! {
        <>
            <ManyField form={form.clone()} name="kinds" label={t!(l, "canned-kinds")} hint={t!(l, "canned-kinds-hint")} choices={choices!(TicketKind, l)} />
            <div class="sb-grid sb-grid-3">
                <ChoiceField form={form.clone()} name="topic" label={t!(l, "canned-topic")} choices={choices!(TicketTopic, l)} none={t!(l, "canned-topic-all")} />
                <TextField form={form.clone()} name="product_line" label={t!(l, "catalogue-line")} hint={t!(l, "canned-line-hint")} max=100 />
            </div>
        </>
    }
}

/// The same in words.
pub fn fitting_words(
    kinds: &[TicketKind],
    topic: Option<TicketTopic>,
    line: Option<&str>,
    l: Locale,
) -> String {
    let kinds = kinds.iter().map(|kind| kind.label(l));
    let topic = topic.map(|topic| topic.label(l));
    let line = line.map(|line| known(l, "product_line", line));
    let all: Vec<String> = kinds.chain(topic).chain(line).collect();
    if all.is_empty() { t!(l, "canned-for-all") } else { all.join(" · ") }
}
