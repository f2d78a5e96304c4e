//! What a change of a calendar moves is shown before it is saved; where nothing moves it is saved at once.

use crate::api::{Answer, calendar};
use crate::components::clock_preview::ClockPreviewView;
use crate::components::confirm::{Confirm, use_deed};
use crate::i18n::use_locale;
use shared::calendar::Calendar;
use shared::ids::CalendarId;
use shared::records::calendar::{BusinessCalendar, CalendarInput, MergedDays, SpecialDays};
use shared::records::clock::ClockPreview;
use std::future::Future;
use std::rc::Rc;
use yew::prelude::*;

/// What came of a change that was sent.
pub enum Sent<T> {
    /// No promise moves: it is saved.
    Saved(T),
    /// It waits until somebody agrees to what would move.
    Asks(Rc<ClockPreview>),
}

/// Saves a change unless it moves promises.
pub async fn save_or_ask<T, F: Future<Output = Answer<T>>>(
    id: CalendarId,
    after: CalendarInput,
    save: impl FnOnce() -> F,
) -> Answer<Sent<T>> {
    let preview = calendar::preview(id, after).await?;
    if preview.moved == 0 { save().await.map(Sent::Saved) } else { Ok(Sent::Asks(Rc::new(preview))) }
}

/// The calendar as it would be with special days put in. Nothing if it does not take them.
pub fn with_days(record: &BusinessCalendar, days: &SpecialDays) -> Option<CalendarInput> {
    let calendar = Calendar::try_from(record.calendar.clone()).ok()?.merge(&days.days).ok()?.calendar;
    Some(CalendarInput {
        code: record.code.parse().ok()?,
        name: record.name.parse().ok()?,
        calendar: calendar.into(),
    })
}

/// Properties of [`AgreeDays`].
#[derive(Clone, PartialEq, Properties)]
pub struct DaysProps {
    /// The calendar.
    pub record: Rc<BusinessCalendar>,
    /// The days.
    pub days: SpecialDays,
    /// What would move.
    pub preview: Rc<ClockPreview>,
    /// Takes what was saved.
    pub saved: Callback<MergedDays>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// Special days, to be agreed to.
#[component]
pub fn AgreeDays(props: &DaysProps) -> Html {
    let l = use_locale();
    let (id, version, days) = (props.record.id, props.record.version, props.days.clone());
    let deed =
        use_deed(move |key| calendar::put_special_days(id, days.clone(), version, key), props.saved.clone());
    html! {
        <Confirm title={t!(l, "calendar-moves")} label={t!(l, "page-save")} {deed} wide=true onclose={props.onclose.clone()}>
            <p class="sb-quiet">{ t!(l, "preview-hint") }</p>
            <ClockPreviewView preview={props.preview.clone()} />
        </Confirm>
    }
}

/// Properties of [`AgreeChange`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChangeProps {
    /// The calendar.
    pub id: CalendarId,
    /// The version that is changed.
    pub version: i32,
    /// As it would be.
    pub input: CalendarInput,
    /// What would move.
    pub preview: Rc<ClockPreview>,
    /// Takes what was saved.
    pub saved: Callback<BusinessCalendar>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// A changed calendar, to be agreed to.
#[component]
pub fn AgreeChange(props: &ChangeProps) -> Html {
    let l = use_locale();
    let (id, version, input) = (props.id, props.version, props.input.clone());
    let deed = use_deed(move |_| calendar::update(id, input.clone(), version), props.saved.clone());
    html! {
        <Confirm title={t!(l, "calendar-moves")} label={t!(l, "page-save")} {deed} wide=true onclose={props.onclose.clone()}>
            <p class="sb-quiet">{ t!(l, "preview-hint") }</p>
            <ClockPreviewView preview={props.preview.clone()} />
        </Confirm>
    }
}
