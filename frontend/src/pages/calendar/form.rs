//! Creating a business calendar, and changing its name, zone and week. Special days are kept as they are; they
//! are changed on the calendar's own page.

use super::moves::{AgreeChange, Sent, save_or_ask};
use super::week::{self, Week};
use crate::api::calendar;
use crate::components::async_view::{async_view, use_load};
use crate::components::field::{CheckField, TextField};
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::use_me;
use shared::calendar::{Calendar, WrittenCalendar};
use shared::ids::CalendarId;
use shared::problem::Refusal;
use shared::records::calendar::{BusinessCalendar, CalendarInput};
use std::rc::Rc;
use yew::prelude::*;

const ZONE: &str = "calendar/tz";
const ALWAYS: &str = "calendar/always_open";

/// A new calendar begins with the hours of the service desk.
fn values(record: Option<&BusinessCalendar>, zone: &str) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "code", record.map(|c| &c.code));
    put(v, "name", record.map(|c| &c.name));
    put(v, ZONE, Some(record.map_or(zone, |c| &c.calendar.tz)));
    put(v, ALWAYS, record.is_some_and(|c| c.calendar.always_open).then_some("true"));
    match record {
        Some(record) => week::fill(v, &record.calendar.hours),
        None => week::fill(v, &WrittenCalendar::from(Calendar::default_service_desk()).hours),
    }
    values
}

/// Reads the form; `base` has the special days.
fn read(values: &Values, base: Option<&WrittenCalendar>) -> Result<CalendarInput, Refusal> {
    let mut d = Draft::new(values);
    let (code, name, zone) = (d.need("code"), d.need("name"), d.need::<shared::text::Line<60>>(ZONE));
    let always_open = d.on(ALWAYS);
    let calendar = WrittenCalendar {
        tz: zone.map(|zone| zone.to_string()).unwrap_or_default(),
        always_open,
        hours: if always_open { Default::default() } else { week::read(values) },
        ..base.cloned().unwrap_or_default()
    };
    let input = d.finish(code.zip(name).map(|(code, name)| CalendarInput { code, name, calendar }))?;
    input.checked()?;
    Ok(input)
}

/// Creating a business calendar.
#[component]
pub fn CalendarNew() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead
                title={t!(l, "calendar-new")}
                parent={Some((Route::Calendars(Record::List), AttrValue::from(t!(l, "page-nav-calendars"))))}
            />
            <CalendarForm />
        </>
    }
}

/// Properties of [`CalendarEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The calendar.
    pub id: CalendarId,
}

/// Changing a business calendar.
#[component]
pub fn CalendarEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, calendar::get);
    let reload = loaded.reload.clone();
    let parent = loaded.data.as_ref().map_or_else(|| t!(l, "page-nav-calendars"), |c| c.name.clone());
    html! {
        <>
            <PageHead
                title={t!(l, "calendar-edit")}
                parent={Some((Route::Calendars(Record::One(props.id)), AttrValue::from(parent)))}
            />
            { async_view(&loaded, |_| None, |c| html! { <CalendarForm record={c.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    record: Option<Rc<BusinessCalendar>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn CalendarForm(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let toaster = use_toaster();
    let record = props.record.as_deref();
    let at = record.map(|c| (c.id, c.version));
    let form = use_form(|| values(record, &me.zone));
    use_fresh(&form, at.map(|(_, v)| v), values(record, &me.zone), props.reload.clone());
    let done = Callback::from(move |after: BusinessCalendar| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Calendars(Record::One(after.id)));
    });
    let base = props.record.clone();
    let asks = use_state(|| None);
    let submit = use_submit(
        &form,
        move |values| read(values, base.as_deref().map(|c| &c.calendar)),
        move |body: CalendarInput, key| async move {
            let input = body.clone();
            let sent = match at {
                Some((id, version)) => {
                    save_or_ask(id, body.clone(), || calendar::update(id, body, version)).await?
                }
                None => Sent::Saved(calendar::create(body, key).await?),
            };
            Ok((input, sent))
        },
        {
            let (done, ask) = (done.clone(), asks.setter());
            Callback::from(move |(input, sent)| match sent {
                Sent::Saved(after) => done.emit(after),
                Sent::Asks(preview) => ask.set(Some((input, preview))),
            })
        },
    );
    let agree = match (&*asks, at) {
        (Some((input, preview)), Some((id, version))) => {
            let (input, preview, ask) = (input.clone(), preview.clone(), asks.setter());
            let onclose = Callback::from(move |()| ask.set(None));
            html! { <AgreeChange {id} {version} {input} {preview} saved={done} {onclose} /> }
        }
        _ => html! {},
    };
    let cancel = Route::Calendars(at.map_or(Record::List, |(id, _)| Record::One(id)));
    let always = form.get(ALWAYS) == "true";
    html! {
        <FormFrame form={form.clone()} {submit} {cancel}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "calendar-calendar") }</legend>
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="code" label={t!(l, "calendar-code")} hint={t!(l, "calendar-code-hint")} required=true max=40 autofocus=true />
                    <TextField form={form.clone()} name="name" label={t!(l, "calendar-name")} required=true max=200 />
                    <TextField form={form.clone()} name={ZONE} label={t!(l, "calendar-zone")} hint={t!(l, "people-zone-hint")} required=true max=60 />
                </div>
                <CheckField form={form.clone()} name={ALWAYS} label={t!(l, "calendar-always-open")} hint={t!(l, "calendar-always-open-hint")} />
                if let Some(error) = form.error(ALWAYS) {
                    <p class="sb-field-error" tabindex="-1" aria-invalid="true">{ error }</p>
                }
            </fieldset>
            if !always {
                <Week form={form.clone()} />
            }
            { agree }
        </FormFrame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Values {
        let mut v = values(None, "Asia/Shanghai");
        put(&mut v, "code", Some("night"));
        put(&mut v, "name", Some("夜班"));
        for (name, value) in pairs {
            put(&mut v, name, Some(value));
        }
        v
    }

    #[test]
    fn a_new_calendar_begins_with_the_hours_of_the_desk() {
        let body = read(&typed(&[]), None).unwrap();
        assert_eq!(body.calendar, Calendar::default_service_desk().into());
    }

    #[test]
    fn what_is_wrong_is_said_by_the_shared_rule_before_it_is_sent() {
        let pointer =
            |pairs: &[(&str, &str)]| read(&typed(pairs), None).unwrap_err().fields[0].pointer.clone();
        assert_eq!(pointer(&[(ZONE, "Asia/Peking")]), "/calendar/tz");
        assert_eq!(pointer(&[("calendar/hours/mon/0/1", "x")]), "/calendar/hours/mon/0/1");
        assert_eq!(pointer(&[("calendar/hours/mon/0/1", "08:00")]), "/calendar/hours/mon/0");
        assert_eq!(pointer(&[("name", "")]), "/name");
    }

    #[test]
    fn special_days_are_kept_when_the_week_changes() {
        let base = WrittenCalendar { holidays: vec!["2026-10-01".into()], ..WrittenCalendar::default() };
        let body = read(&typed(&[]), Some(&base)).unwrap();
        assert_eq!(body.calendar.holidays, base.holidays);
        let always = read(&typed(&[(ALWAYS, "true")]), Some(&base)).unwrap_err();
        assert_eq!(always.fields[0].pointer, "/calendar/always_open");
    }
}
