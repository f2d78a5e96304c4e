//! The ordinary week in a form: each day with as many intervals as it has.

use super::words;
use crate::components::button::{Button, Kind};
use crate::components::field::{TextField, id};
use crate::components::form::{Form, Values, put};
use patternfly_yew::prelude::Icon;
use shared::calendar::{WrittenHours, WrittenInterval};
use shared::i18n::Locale;
use yew::prelude::*;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Where the form keeps a day; an interval is a number behind it, its sides are two more.
fn day(name: &str) -> String {
    format!("calendar/hours/{name}")
}

/// How many intervals a day has.
fn lines(name: &str) -> String {
    format!("{}#", day(name))
}

fn side(name: &str, interval: usize, side: usize) -> String {
    format!("{}/{interval}/{side}", day(name))
}

/// A time as people type it, as it is written: `9:00` and `9：00` are `09:00`.
pub fn time(typed: &str) -> String {
    let typed = typed.trim().replace('：', ":");
    if typed.find(':') == Some(1) { format!("0{typed}") } else { typed }
}

/// Puts a week into a form.
pub fn fill(values: &mut Values, hours: &WrittenHours) {
    put(values, "calendar/hours", None::<&str>);
    for (name, intervals) in hours.days() {
        put(values, &day(name), None::<&str>);
        put(values, &lines(name), Some(intervals.len()));
        for (i, WrittenInterval(pair)) in intervals.iter().enumerate() {
            put(values, &format!("{}/{i}", day(name)), None::<&str>);
            put(values, &side(name, i, 0), Some(&pair[0]));
            put(values, &side(name, i, 1), Some(&pair[1]));
        }
    }
}

/// Reads it back.
pub fn read(values: &Values) -> WrittenHours {
    let typed = |name: &str| values.get(name).map_or("", String::as_str);
    let [mon, tue, wed, thu, fri, sat, sun] = DAYS.map(|name| {
        let count: usize = typed(&lines(name)).parse().unwrap_or_default();
        (0..count)
            .map(|i| WrittenInterval([0, 1].map(|s| time(typed(&side(name, i, s))))))
            .collect::<Vec<_>>()
    });
    WrittenHours { mon, tue, wed, thu, fri, sat, sun }
}

fn count(form: &Form, name: &str) -> usize {
    form.get(&lines(name)).parse().unwrap_or_default()
}

fn add(form: &Form, name: &str) {
    let at = count(form, name);
    form.set(&format!("{}/{at}", day(name)), "");
    for s in [0, 1] {
        form.set(&side(name, at, s), "");
    }
    form.set(&lines(name), (at + 1).to_string());
}

/// Takes an interval out; those after it move up.
fn remove(form: &Form, name: &str, at: usize) {
    let left = count(form, name).saturating_sub(1);
    for i in at..left {
        for s in [0, 1] {
            form.set(&side(name, i, s), form.get(&side(name, i + 1, s)));
        }
    }
    form.set(&lines(name), left.to_string());
}

/// Gives every day from Tuesday to Friday the hours of Monday.
fn like_monday(form: &Form) {
    for name in &DAYS[1..5] {
        for i in 0..count(form, "mon") {
            form.set(&format!("{}/{i}", day(name)), "");
            for s in [0, 1] {
                form.set(&side(name, i, s), form.get(&side("mon", i, s)));
            }
        }
        form.set(&lines(name), count(form, "mon").to_string());
    }
}

/// What is wrong with more than one field.
fn error(form: &Form, name: &str) -> Html {
    match form.error(name) {
        Some(error) => html! {
            <div id={format!("{}-help", id(name))} class="pf-v6-c-helper-text__item pf-m-error sb-field-error sb-line-error" tabindex="-1" aria-invalid="true">
                <span class="pf-v6-c-helper-text__item-icon">{ Icon::ExclamationCircle }</span>
                <span class="pf-v6-c-helper-text__item-text">{ error }</span>
            </div>
        },
        None => html! {},
    }
}

/// Properties of [`Week`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The form.
    pub form: Form,
}

/// The week.
#[component]
pub fn Week(props: &Props) -> Html {
    let l = crate::i18n::use_locale();
    let form = &props.form;
    let alike = {
        let form = form.clone();
        Callback::from(move |()| like_monday(&form))
    };
    html! {
        <fieldset class="sb-fieldset">
            <legend>{ t!(l, "calendar-week") }</legend>
            <p class="sb-quiet">{ t!(l, "calendar-week-hint") }</p>
            { error(form, "calendar/hours") }
            { for DAYS.iter().enumerate().map(|(place, name)| one_day(form, place, name, l)) }
            <div><Button label={t!(l, "calendar-like-monday")} kind={Kind::Link} small=true icon={Icon::Copy} onclick={alike} /></div>
        </fieldset>
    }
}

fn one_day(form: &Form, place: usize, name: &'static str, l: Locale) -> Html {
    let weekday = words::weekday(place, l);
    let adder = {
        let form = form.clone();
        Callback::from(move |()| add(&form, name))
    };
    let remover = |at: usize| {
        let form = form.clone();
        Callback::from(move |()| remove(&form, name, at))
    };
    html! {
        <div class="sb-weekday" role="group" aria-label={weekday.clone()}>
            <strong>{ &weekday }</strong>
            <div class="sb-intervals">
                if count(form, name) == 0 {
                    <span class="sb-quiet">{ t!(l, "calendar-closed") }</span>
                }
                { error(form, &day(name)) }
                { for (0..count(form, name)).map(|i| html! {
                    <div class="sb-interval" key={i}>
                        <TextField form={form.clone()} name={side(name, i, 0)} label={t!(l, "calendar-day-from", day = weekday.as_str())} max=5 required=true />
                        <TextField form={form.clone()} name={side(name, i, 1)} label={t!(l, "calendar-day-until", day = weekday.as_str())} max=5 required=true />
                        <Button label={t!(l, "calendar-remove-interval", day = weekday.as_str(), line = i as i64 + 1)} kind={Kind::Plain} icon={Icon::Trash} onclick={remover(i)} />
                        { error(form, &format!("{}/{i}", day(name))) }
                    </div>
                }) }
            </div>
            <Button label={t!(l, "calendar-add-interval", day = weekday.as_str())} kind={Kind::Plain} icon={Icon::Plus} onclick={adder} />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::calendar::{Calendar, WrittenCalendar};

    #[test]
    fn a_week_is_read_as_it_was_filled_in() {
        let desk = WrittenCalendar::from(Calendar::default_service_desk());
        let mut values = Values::new();
        fill(&mut values, &desk.hours);
        assert_eq!(read(&values), desk.hours);
    }

    #[test]
    fn times_are_written_out() {
        assert_eq!(["9:00", "9：30", " 24:00 ", "x"].map(time), ["09:00", "09:30", "24:00", "x"]);
    }
}
