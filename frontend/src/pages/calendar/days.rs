//! The special days of a year: they are added, taken out, and loaded as the public holidays of China.

use super::moves::{AgreeDays, Sent, save_or_ask, with_days};
use super::words;
use crate::api::calendar;
use crate::components::async_view::{Empty, async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::clock_preview::ClockPreviewView;
use crate::components::confirm::{Confirm, use_deed};
use crate::components::facts::Panel;
use crate::components::field::{CheckField, TextField};
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::record_form::FormModal;
use crate::components::table::{Row, Table};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use chrono::{Datelike, NaiveDate};
use patternfly_yew::prelude::Icon;
use shared::calendar::{Calendar, SpecialDay, WrittenCalendar, WrittenInterval};
use shared::problem::Refusal;
use shared::records::calendar::{BusinessCalendar, CalendarInput, MergedDays, SpecialDays};
use shared::records::clock::ClockPreview;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Days`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The record.
    pub record: Rc<BusinessCalendar>,
    /// The same, checked.
    pub calendar: Rc<Calendar>,
    /// The year that is shown.
    pub year: i32,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// Takes the calendar as it is after a change.
    pub set: Callback<BusinessCalendar>,
}

#[derive(Clone, PartialEq)]
enum Doing {
    Nothing,
    Adding,
    Loading,
    Removing(NaiveDate),
}

/// The special days of a year.
#[component]
pub fn Days(props: &Props) -> Html {
    let l = use_locale();
    let doing = use_state(|| Doing::Nothing);
    let set = |what: Doing| {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(what.clone()))
    };
    let may_change = props.may_change && !props.calendar.always_open();
    let actions = html! {
        if may_change {
            <Button label={t!(l, "calendar-load-holidays")} kind={Kind::Link} small=true icon={Icon::Download} onclick={set(Doing::Loading)} />
            <Button label={t!(l, "calendar-add-day")} kind={Kind::Link} small=true icon={Icon::Plus} onclick={set(Doing::Adding)} />
        }
    };
    let of_year = props.calendar.special_days().iter().filter(|(date, _)| date.year() == props.year);
    let rows: Vec<Row> = of_year
        .map(|(&date, hours)| {
            let told = words::date(date, l);
            let remove = html! {
                if may_change {
                    <Button label={t!(l, "calendar-remove-day", day = told.as_str())} kind={Kind::Plain} small=true icon={Icon::Trash} onclick={set(Doing::Removing(date))} />
                }
            };
            Row {
                key: date.to_string(),
                to: None,
                cells: vec![
                    html! { { told } },
                    html! { { props.calendar.name_of(date).unwrap_or_default().to_owned() } },
                    html! { { words::hours(hours, l) } },
                    remove,
                ],
            }
        })
        .collect();
    let columns = vec![
        t!(l, "calendar-date"),
        t!(l, "calendar-day-name"),
        t!(l, "calendar-hours"),
        t!(l, "calendar-change"),
    ];
    let (record, onclose, changed) = (props.record.clone(), set(Doing::Nothing), props.set.clone());
    let dialogue = match *doing {
        Doing::Nothing => html! {},
        Doing::Adding => html! { <DayForm {record} {onclose} {changed} /> },
        Doing::Loading => html! { <LoadHolidays {record} {onclose} {changed} /> },
        Doing::Removing(date) => html! { <Remove {record} {onclose} {changed} {date} /> },
    };
    html! {
        <Panel title={t!(l, "calendar-special-of", year = props.year.to_string())} {actions}>
            if rows.is_empty() {
                <Empty title={t!(l, "calendar-no-special")} icon={Icon::Columns}>
                    <p>{ if props.calendar.always_open() { t!(l, "calendar-no-special-always") } else { t!(l, "calendar-no-special-hint") } }</p>
                </Empty>
            } else {
                <Table label={t!(l, "calendar-special-of", year = props.year.to_string())} {columns} {rows} />
            }
            { dialogue }
        </Panel>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DialogueProps {
    record: Rc<BusinessCalendar>,
    changed: Callback<BusinessCalendar>,
    onclose: Callback<()>,
    #[prop_or_default]
    date: NaiveDate,
}

/// Where the form keeps the day that it adds.
const DAY: &str = "days/0";

fn field(name: &str) -> String {
    format!("{DAY}/{name}")
}

fn empty() -> Values {
    let mut values = Values::new();
    for name in ["date", "name", "closed", "hours", "hours/0/0", "hours/0/1", "hours/1/0", "hours/1/1"] {
        put(&mut values, &field(name), None::<&str>);
    }
    put(&mut values, &field("closed"), Some("true"));
    values
}

/// Reads the day, and asks the shared rule whether the calendar takes it.
fn read(values: &Values, calendar: &WrittenCalendar) -> Result<SpecialDays, Refusal> {
    let mut d = Draft::new(values);
    let (date, name, closed) = (d.need(&field("date")), d.maybe(&field("name")), d.on(&field("closed")));
    let interval =
        |i: usize| [0, 1].map(|side| super::week::time(d.raw(&field(&format!("hours/{i}/{side}")))));
    let hours = if closed { vec![] } else { vec![interval(0), interval(1)] };
    // The second may be left empty: most days have no break.
    let hours =
        hours.into_iter().enumerate().filter(|(i, pair)| *i == 0 || pair.iter().any(|t| !t.is_empty()));
    let hours: Vec<_> = hours.map(|(_, pair)| WrittenInterval(pair)).collect();
    let day = d.finish(date.map(|date| SpecialDay { date, closed, hours, name }))?;
    let days = SpecialDays { days: vec![day] };
    let calendar =
        Calendar::try_from(calendar.clone()).map_err(|e| Refusal::fields(e.refusals("/calendar")))?;
    calendar.merge(&days.days).map_err(|e| Refusal::fields(e.refusals("/days")))?;
    Ok(days)
}

#[component]
fn DayForm(props: &DialogueProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version) = (props.record.id, props.record.version);
    let form = use_form(empty);
    let done = {
        let (changed, onclose) = (props.changed.clone(), props.onclose.clone());
        Callback::from(move |after: MergedDays| {
            toaster.say(t!(l, "page-saved"));
            changed.emit(after.calendar);
            onclose.emit(());
        })
    };
    let asks = use_state(|| None);
    let submit = {
        let (record, of) = (props.record.clone(), props.record.clone());
        let (saved, ask) = (done.clone(), asks.setter());
        use_submit(
            &form,
            move |values| read(values, &record.calendar),
            move |body: SpecialDays, key| {
                let after = with_days(&of, &body);
                async move {
                    let days = body.clone();
                    let save = || calendar::put_special_days(id, body, version, key);
                    let sent = match after {
                        Some(after) => save_or_ask(id, after, save).await?,
                        // The rule took the days when the form was read; if not, the server says why.
                        None => Sent::Saved(save().await?),
                    };
                    Ok((days, sent))
                }
            },
            Callback::from(move |(days, sent)| match sent {
                Sent::Saved(after) => saved.emit(after),
                Sent::Asks(preview) => ask.set(Some((days, preview))),
            }),
        )
    };
    if let Some((days, preview)) = &*asks {
        let (record, days, preview, onclose) =
            (props.record.clone(), days.clone(), preview.clone(), props.onclose.clone());
        return html! { <AgreeDays {record} {days} {preview} saved={done} {onclose} /> };
    }
    let open = form.get(&field("closed")).is_empty();
    let time = |name: &str, label: String, required: bool| {
        html! { <TextField form={form.clone()} name={field(name)} {label} {required} max=5 /> }
    };
    html! {
        <FormModal title={t!(l, "calendar-add-day")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <TextField form={form.clone()} name={field("date")} label={t!(l, "calendar-date")} kind="date" required=true autofocus=true />
            <TextField form={form.clone()} name={field("name")} label={t!(l, "calendar-day-name")} hint={t!(l, "calendar-day-name-hint")} max=60 />
            <CheckField form={form.clone()} name={field("closed")} label={t!(l, "calendar-closed-all-day")} hint={t!(l, "calendar-closed-hint")} />
            if open {
                <div class="sb-grid">
                    { time("hours/0/0", t!(l, "calendar-from"), true) }
                    { time("hours/0/1", t!(l, "calendar-until"), true) }
                    { time("hours/1/0", t!(l, "calendar-from-again"), false) }
                    { time("hours/1/1", t!(l, "calendar-until-again"), false) }
                </div>
            }
        </FormModal>
    }
}

#[component]
fn LoadHolidays(props: &DialogueProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version) = (props.record.id, props.record.version);
    let done = {
        let (changed, onclose) = (props.changed.clone(), props.onclose.clone());
        Callback::from(move |after: MergedDays| {
            let [added, changed_days] =
                [after.added, after.changed].map(|n| i64::try_from(n).unwrap_or_default());
            toaster.say(t!(l, "calendar-holidays-loaded", added = added, changed = changed_days));
            changed.emit(after.calendar);
            onclose.emit(());
        })
    };
    let deed = use_deed(move |key| calendar::put_public_holidays(id, version, key), done);
    html! {
        <Confirm title={t!(l, "calendar-load-holidays")} label={t!(l, "calendar-load")} {deed} onclose={props.onclose.clone()}>
            <p>{ t!(l, "calendar-load-hint") }</p>
        </Confirm>
    }
}

/// The calendar without a special day: the date follows the week again.
fn without(record: &BusinessCalendar, date: NaiveDate) -> Option<CalendarInput> {
    let mut calendar = record.calendar.clone();
    let date = date.to_string();
    calendar.holidays.retain(|day| *day != date);
    calendar.shifts.remove(&date);
    calendar.names.remove(&date);
    Some(CalendarInput { code: record.code.parse().ok()?, name: record.name.parse().ok()?, calendar })
}

#[component]
fn Remove(props: &DialogueProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (record, date) = (props.record.clone(), props.date);
    let done = {
        let (changed, onclose) = (props.changed.clone(), props.onclose.clone());
        Callback::from(move |after: BusinessCalendar| {
            toaster.say(t!(l, "page-saved"));
            changed.emit(after);
            onclose.emit(());
        })
    };
    let input = without(&record, date);
    let moves = use_load(input.clone(), {
        let id = record.id;
        move |input: Option<CalendarInput>| async move {
            match input {
                Some(input) => calendar::preview(id, input).await.map(Some),
                None => Ok(None),
            }
        }
    });
    let (id, version) = (record.id, record.version);
    let deed = use_deed(
        move |_| {
            let input = input.clone();
            async move {
                match input {
                    Some(input) => calendar::update(id, input, version).await,
                    // What is stored always has a code and a name; then nothing is to be changed.
                    None => calendar::get(id).await,
                }
            }
        },
        done,
    );
    let title = t!(l, "calendar-remove-day", day = words::date(date, l));
    html! {
        <Confirm {title} label={t!(l, "page-remove")} danger=true wide=true {deed} onclose={props.onclose.clone()}>
            <p>{ t!(l, "calendar-remove-day-hint") }</p>
            { async_view(&moves, |_| None, |moves: &Rc<Option<ClockPreview>>| match &**moves {
                Some(preview) => html! { <ClockPreviewView preview={Rc::new(preview.clone())} /> },
                None => html! {},
            }) }
        </Confirm>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(pairs: &[(&str, &str)]) -> Values {
        let mut values = empty();
        for (name, value) in pairs {
            put(&mut values, &field(name), Some(value));
        }
        values
    }

    #[test]
    fn a_day_is_judged_by_the_shared_rule_at_its_field() {
        let desk = WrittenCalendar::from(Calendar::default_service_desk());
        let holiday = read(&fill(&[("date", "2026-10-01"), ("name", "国庆节")]), &desk).unwrap();
        assert!(holiday.days[0].closed && holiday.days[0].hours.is_empty());
        let make_up = [("date", "2026-10-10"), ("closed", ""), ("hours/0/0", "9:00"), ("hours/0/1", "12:00")];
        assert_eq!(read(&fill(&make_up), &desk).unwrap().days[0].hours.len(), 1);
        let pointer =
            |pairs: &[(&str, &str)]| read(&fill(pairs), &desk).unwrap_err().fields[0].pointer.clone();
        assert_eq!(pointer(&[]), "/days/0/date");
        assert_eq!(pointer(&[("date", "1960-01-01")]), "/days/0/date");
        assert_eq!(pointer(&[("date", "2026-10-10"), ("closed", "")]), "/days/0/hours/0/0");
    }

    #[test]
    fn a_day_that_is_taken_out_follows_the_week_again() {
        let day = read(
            &fill(&[("date", "2026-10-01"), ("name", "国庆节")]),
            &WrittenCalendar::from(Calendar::default_service_desk()),
        );
        let merged = Calendar::default_service_desk().merge(&day.unwrap().days).unwrap().calendar;
        let record = BusinessCalendar {
            id: shared::records::calendar::SERVICE_DESK,
            code: "service_desk".into(),
            name: "服务台".into(),
            shipped: true,
            calendar: merged.into(),
            version: 2,
            created_at: chrono::DateTime::UNIX_EPOCH,
            updated_at: chrono::DateTime::UNIX_EPOCH,
        };
        let input = without(&record, "2026-10-01".parse().unwrap()).unwrap();
        assert_eq!(input.checked().unwrap(), Calendar::default_service_desk());
    }
}
