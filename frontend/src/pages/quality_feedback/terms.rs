//! The deadlines of quality feedback by severity: which hold, which will, and those that did.

use crate::api::quality_feedback;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Kind;
use crate::components::facts::Panel;
use crate::components::field::TextField;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::LinkButton;
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::status_badge::label;
use crate::components::table::{Row, Table};
use crate::components::toast::use_toaster;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::{may, use_me};
use chrono::{NaiveDate, Utc};
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::QualityTermsId;
use shared::problem::Refusal;
use shared::records::quality_feedback::*;
use std::rc::Rc;
use yew::prelude::*;

fn number(value: u16) -> Html {
    html! { { format::number(value.into()) } }
}

/// A set: since when it holds, on what it rests, and its numbers.
fn set(one: &QualityTermsSet, l: Locale) -> Html {
    let row = |terms: &QualitySeverityTerms| Row {
        key: terms.severity.to_string(),
        to: None,
        cells: vec![
            html! { { terms.severity.label(l) } },
            number(terms.containment_hours),
            number(terms.cause_days),
            number(terms.plan_days),
        ],
    };
    let columns = vec![
        t!(l, "quality-severity"),
        t!(l, "quality-terms-containment"),
        t!(l, "quality-terms-cause"),
        t!(l, "quality-terms-plan"),
    ];
    let rows = one.terms.severities.iter().map(row).collect::<Vec<_>>();
    let title = t!(l, "quality-terms-from", day = one.valid_from.to_string());
    let actions = html! {
        if one.editable {
            <LinkButton to={Route::QualityTerms(Record::Edit(one.id))} label={t!(l, "page-edit")} kind={Kind::Link} small=true />
        }
    };
    html! {
        <Panel key={one.id.to_string()} title={title.clone()} {actions}>
            <p>
                if one.in_force {
                    { label(Color::Green, Some(Icon::CheckCircle), t!(l, "quality-terms-in-force")) }{ " " }
                }
                { &one.source }
                if let Some(author) = &one.author_name {
                    <span class="sb-quiet">{ " · " }{ author }</span>
                }
            </p>
            <p>{ t!(l, "quality-terms-triage-is", count = i64::from(one.terms.triage_working_days)) }</p>
            <Table label={title} {columns} {rows} class="sb-figures" />
        </Panel>
    }
}

/// All of them.
#[component]
pub fn TermsList() -> Html {
    let l = use_locale();
    let me = use_me();
    let loaded = use_load((), |()| quality_feedback::terms());
    let actions = html! {
        if may(&me, Permission::QualityManage) {
            <LinkButton to={Route::QualityTerms(Record::New)} label={t!(l, "quality-terms-new")} kind={Kind::Primary} icon={Icon::Plus} />
        }
    };
    html! {
        <>
            <PageHead title={t!(l, "quality-terms")} {actions} />
            <p class="sb-quiet">{ t!(l, "quality-terms-hint") }</p>
            <div class="sb-dashboard">
                { async_view(&loaded, |_| None, |all| html! { <>{ for all.iter().map(|one| set(one, l)) }</> }) }
            </div>
        </>
    }
}

/// The numbers of a severity, in the order of the form.
const NUMBERS: [&str; 3] = ["containment_hours", "cause_days", "plan_days"];

fn field(n: usize, name: &str) -> String {
    format!("terms/severities/{n}/{name}")
}

fn values(from: Option<NaiveDate>, source: Option<&str>, terms: &QualityTerms) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "valid_from", from);
    put(v, "source", source);
    put(v, "terms/triage_working_days", Some(terms.triage_working_days));
    for (n, one) in QualitySeverity::ALL.iter().map(|severity| terms.of(*severity)).enumerate() {
        for (name, value) in NUMBERS.iter().zip([one.containment_hours, one.cause_days, one.plan_days]) {
            put(v, &field(n, name), Some(value));
        }
    }
    values
}

fn read(values: &Values, today: NaiveDate) -> Result<QualityTermsInput, Refusal> {
    let mut d = Draft::new(values);
    let (valid_from, source) = (d.need("valid_from"), d.need("source"));
    let triage_working_days = d.need("terms/triage_working_days").unwrap_or_default();
    let mut severities = vec![];
    for (n, severity) in QualitySeverity::ALL.iter().enumerate() {
        let [hours, cause, plan] = NUMBERS.map(|name| d.need::<u16>(&field(n, name)).unwrap_or_default());
        severities.push(QualitySeverityTerms {
            severity: *severity,
            containment_hours: hours,
            cause_days: cause,
            plan_days: plan,
        });
    }
    let terms = QualityTerms { triage_working_days, severities };
    let built = valid_from.zip(source);
    let input =
        d.finish(built.map(|(valid_from, source)| QualityTermsInput { valid_from, source, terms }))?;
    input.check(today)?;
    Ok(input)
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    /// What is replaced; nothing while another is added.
    #[prop_or_default]
    one: Option<Rc<QualityTermsSet>>,
    /// With which numbers the form begins.
    base: Rc<QualityTerms>,
    /// Reads it again.
    #[prop_or_default]
    reload: Callback<()>,
}

/// The form.
#[component]
fn TermsForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let begin = {
        let props = props.clone();
        move || match &props.one {
            Some(one) => values(Some(one.valid_from), Some(&one.source), &one.terms),
            None => values(None, None, &props.base),
        }
    };
    let form = use_form(begin.clone());
    let version = props.one.as_ref().map(|one| one.version);
    use_fresh(&form, version, begin(), props.reload.clone());
    let done = Callback::from(move |_: QualityTermsSet| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::QualityTerms(Record::List));
    });
    let id = props.one.as_ref().map(|one| one.id);
    let submit = use_submit(
        &form,
        |values: &Values| read(values, Utc::now().date_naive()),
        move |body, key| async move {
            match id.zip(version) {
                Some((id, version)) => quality_feedback::update_terms(id, body, version).await,
                None => quality_feedback::create_terms(body, key).await,
            }
        },
        done,
    );
    let numbers = |n: usize, severity: &QualitySeverity| {
        html! {
            <fieldset class="sb-fieldset" key={severity.as_str()}>
                <legend>{ severity.label(l) }</legend>
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name={field(n, NUMBERS[0])} label={t!(l, "quality-terms-containment")} kind="number" required=true />
                    <TextField form={form.clone()} name={field(n, NUMBERS[1])} label={t!(l, "quality-terms-cause")} kind="number" required=true />
                    <TextField form={form.clone()} name={field(n, NUMBERS[2])} label={t!(l, "quality-terms-plan")} kind="number" required=true />
                </div>
            </fieldset>
        }
    };
    html! {
        <FormFrame form={form.clone()} {submit} cancel={Route::QualityTerms(Record::List)} label={t!(l, "page-save")}>
            <p class="sb-quiet">{ t!(l, "quality-terms-hint") }</p>
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="valid_from" label={t!(l, "quality-terms-valid-from")} kind="date" required=true />
                <TextField form={form.clone()} name="source" label={t!(l, "quality-terms-source")} required=true max=300 />
                <TextField form={form.clone()} name="terms/triage_working_days" label={t!(l, "quality-terms-triage")} kind="number" required=true />
            </div>
            { for QualitySeverity::ALL.iter().enumerate().map(|(n, severity)| numbers(n, severity)) }
        </FormFrame>
    }
}

fn head(title: String, l: Locale) -> Html {
    html! {
        <PageHead {title} parent={Some((Route::QualityTerms(Record::List), AttrValue::from(t!(l, "quality-terms"))))} />
    }
}

/// Another set: it begins with the numbers in force.
#[component]
pub fn TermsNew() -> Html {
    let l = use_locale();
    let loaded = use_load((), |()| quality_feedback::terms());
    html! {
        <>
            { head(t!(l, "quality-terms-new"), l) }
            { async_view(&loaded, |_| None, |all| {
                let base = all.iter().find(|one| one.in_force).map_or_else(QualityTerms::shipped, |one| one.terms.clone());
                html! { <TermsForm base={Rc::new(base)} /> }
            }) }
        </>
    }
}

/// Properties of [`TermsEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The set.
    pub id: QualityTermsId,
}

/// A set that does not hold yet.
#[component]
pub fn TermsEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, quality_feedback::terms_set);
    html! {
        <>
            { head(t!(l, "quality-terms"), l) }
            { async_view(&loaded, |_| None, |one| html! {
                <TermsForm one={Some((*one).clone())} base={Rc::new(one.terms.clone())} reload={loaded.reload.clone()} />
            }) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_what_is_sent_and_wrong_numbers_are_refused_where_they_stand() {
        let today: NaiveDate = "2026-11-27".parse().unwrap();
        let shown = values("2026-12-01".parse().ok(), Some("例会"), &QualityTerms::shipped());
        assert_eq!(read(&shown, today).unwrap().terms, QualityTerms::shipped());
        let wrong = |name: &str, value: &str| {
            let mut values = shown.clone();
            put(&mut values, name, Some(value));
            read(&values, today).unwrap_err().fields[0].pointer.clone()
        };
        assert_eq!(wrong("terms/severities/0/plan_days", "9"), "/terms/severities/0/plan_days");
        assert_eq!(wrong("terms/severities/3/cause_days", "0"), "/terms/severities/3/cause_days");
        assert_eq!(wrong("valid_from", "2026-11-27"), "/valid_from");
    }
}
