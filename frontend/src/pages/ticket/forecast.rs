//! Beside the intake: what would become of the ticket, and what the caller's words suggest, before anything is
//! sent.

use super::draft;
use crate::api::ticket;
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words as fact};
use crate::components::form::{Form, Values};
use crate::components::link::Link;
use crate::components::search_select::words;
use crate::components::settled::use_settled;
use crate::components::status_badge::label;
use crate::components::time::Time;
use crate::format::Reader;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::use_reader;
use chrono::{DateTime, Utc};
use patternfly_yew::prelude::{Color, Icon};
use shared::i18n::Locale;
use shared::records::ticket::{CreateTicket, TicketPreview};
use yew::prelude::*;

/// What would be sent, as soon as something is known; a line is stood in for while none is typed.
fn asked(values: &Values, reader: Reader, now: DateTime<Utc>) -> Option<CreateTicket> {
    let typed = |name: &str| values.get(name).is_some_and(|value| !value.trim().is_empty());
    if !["subject", "description", "unit_id", "customer_id", "product_id"].into_iter().any(typed) {
        return None;
    }
    let mut values = values.clone();
    if !typed("subject") {
        values.insert("subject".into(), "…".into());
    }
    draft::create(&values, reader, now).ok()
}

/// Properties of [`Forecast`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The form of the intake.
    pub form: Form,
}

/// What would become of the ticket.
#[component]
pub fn Forecast(props: &Props) -> Html {
    let l = use_locale();
    let reader = use_reader();
    let typed = use_settled(&props.form.values);
    let loaded = use_load(typed, move |values| async move {
        match asked(&values, reader, Utc::now()) {
            Some(body) => ticket::preview(body).await.map(Some),
            None => Ok(None),
        }
    });
    // A forecast that fails is no reason to stop: filing itself says what is wrong.
    match loaded.data.as_deref() {
        Some(Some(preview)) if loaded.problem.is_none() => html! {
            <Panel title={t!(l, "ticket-forecast")}>
                <div role="status">{ shown(preview, l) }</div>
                { suggestions(preview, &props.form, l) }
            </Panel>
        },
        _ => html! {},
    }
}

fn shown(preview: &TicketPreview, l: Locale) -> Html {
    let holder: Vec<&str> =
        [&preview.team_name, &preview.assignee_name].into_iter().flatten().map(String::as_str).collect();
    let holder = if holder.is_empty() { t!(l, "ticket-unassigned") } else { holder.join(" · ") };
    let promises = preview.promises.iter().map(|promise| {
        let value = html! { <><Time at={promise.due_at} /> <span class="sb-quiet"><Time at={promise.due_at} relative=true /></span></> };
        (promise.kind.label(l), Some(value))
    });
    let mut rows = vec![
        (t!(l, "ticket-forecast-goes-to"), fact(Some(holder))),
        (t!(l, "ticket-forecast-rule"), fact(preview.routed_by.as_ref())),
    ];
    rows.extend(promises);
    html! {
        <>
            if preview.individual_case {
                <p class="sb-flags">
                    { label(Color::Red, Some(Icon::Flag), t!(l, "ticket-individual-case")) }
                    { t!(l, "ticket-forecast-individual", count = i64::from(preview.complaint_count)) }
                </p>
            } else if preview.complaint_count > 1 {
                <p>{ t!(l, "ticket-forecast-repeat", count = i64::from(preview.complaint_count)) }</p>
            }
            if let Some(earlier) = preview.repeat_of_id {
                <p><Link to={Route::Tickets(Record::One(earlier))}>{ t!(l, "ticket-forecast-earlier") }</Link></p>
            }
            { facts(rows) }
        </>
    }
}

fn suggestions(preview: &TicketPreview, form: &Form, l: Locale) -> Html {
    let topic = preview.topic.map(|topic| {
        let form = form.clone();
        let onclick = Callback::from(move |()| form.set("topic", topic.as_str()));
        html! { <Button label={t!(l, "ticket-suggest-topic", topic = topic.label(l))} kind={Kind::Secondary} small=true icon={Icon::Plus} {onclick} /> }
    });
    let faults = preview.fault_codes.iter().map(|fault| {
        let (form, id, name) = (form.clone(), fault.id, fault.label(l));
        let label = name.clone();
        let onclick = Callback::from(move |()| {
            form.set("fault_code_id", id.to_string());
            form.set(&words("fault_code_id"), name.clone());
        });
        html! { <Button {label} kind={Kind::Secondary} small=true icon={Icon::Plus} {onclick} /> }
    });
    let nothing = preview.topic.is_none() && preview.fault_codes.is_empty();
    html! {
        if !nothing {
            <h3 class="sb-h3">{ t!(l, "ticket-suggested") }</h3>
            <div class="sb-chips">{ topic.unwrap_or_default() }{ for faults }</div>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use shared::records::ticket::TicketChannel;

    #[test]
    fn nothing_is_asked_before_anything_is_known() {
        let reader = Reader { locale: Locale::En, zone: Tz::Asia__Shanghai };
        let now = "2026-07-21T06:00:00Z".parse().unwrap();
        let mut values = draft::empty(TicketChannel::Phone);
        assert!(asked(&values, reader, now).is_none());
        values.insert("subject".into(), "门机异响".into());
        assert_eq!(asked(&values, reader, now).unwrap().subject.as_str(), "门机异响");
        values.insert("subject".into(), " ".into());
        assert!(asked(&values, reader, now).is_none());
        values.insert("unit_id".into(), "01933f6e-0000-7000-8000-000000000001".into());
        assert!(asked(&values, reader, now).is_some());
        values.insert("usage_value".into(), "many".into());
        assert!(asked(&values, reader, now).is_none());
    }
}
