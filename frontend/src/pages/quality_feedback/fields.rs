//! The fields of the dialogues of quality feedback.

use super::action::Doing;
use super::typed::{PROBLEM, place};
use crate::components::field::{AreaField, CheckField, Choice, ChoiceField, ManyField, TextField};
use crate::components::finder::Finder;
use crate::components::form::Form;
use crate::components::search_select::SearchSelect;
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::ids::OrganizationId;
use shared::money::Currency;
use shared::records::quality_feedback::*;
use yew::prelude::*;

fn area(form: &Form, name: &str, label: String, required: bool, max: usize) -> Html {
    html! { <AreaField form={form.clone()} name={name.to_owned()} {label} {required} lines=2 {max} /> }
}

fn cause_fields(form: &Form, l: Locale) -> Html {
    html! {
        <>
            { area(form, "causes/occurrence", t!(l, "quality-occurrence"), false, 2000) }
            { area(form, "causes/escape", t!(l, "quality-escape"), false, 2000) }
            { area(form, "causes/system", t!(l, "quality-system"), false, 2000) }
            <AreaField form={form.clone()} name="causes/whys" label={t!(l, "quality-whys")} hint={t!(l, "quality-per-line")} lines=3 />
            <ChoiceField form={form.clone()} name="causes/category" label={t!(l, "quality-category")} none={t!(l, "quality-not-said")} choices={choices!(QualityCauseCategory, l)} />
            { area(form, "causes/verified", t!(l, "quality-verified"), false, 2000) }
        </>
    }
}

fn triage_fields(form: &Form, house: OrganizationId, l: Locale) -> Html {
    let pick = |name: &'static str, label: String, choices: Vec<Choice>| {
        html! { <ChoiceField form={form.clone()} {name} {label} required=true none={t!(l, "quality-choose")} {choices} /> }
    };
    html! {
        <>
            <div class="sb-grid sb-grid-3">
                { pick("severity", t!(l, "quality-severity"), choices!(QualitySeverity, l)) }
                { pick("extent", t!(l, "quality-extent"), choices!(QualityExtent, l)) }
                <ChoiceField form={form.clone()} name="method" label={t!(l, "quality-method")} hint={t!(l, "quality-method-hint")} required=true none={t!(l, "quality-choose")} choices={choices!(QualityMethod, l)} />
                { pick("department", t!(l, "quality-responsible"), choices!(QualityDepartment, l)) }
                if form.get("department") == QualityDepartment::Supplier.as_str() {
                    <SearchSelect form={form.clone()} name="supplier_id" label={t!(l, "part-supplier")} finder={Finder::Organization(&[OrganizationKind::Supplier])} />
                }
                <SearchSelect form={form.clone()} name="owner_id" label={t!(l, "quality-owner")} required=true finder={Finder::User(Some(house))} />
            </div>
            { area(form, "grounds", t!(l, "quality-grounds"), false, 1000) }
        </>
    }
}

fn places(form: &Form, l: Locale) -> Html {
    let one = |known: &QualityPlace| {
        let field = |name: &str| place(*known, name);
        html! {
            <fieldset class="sb-fieldset" key={known.as_str()}>
                <legend>{ known.label(l) }</legend>
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name={field("quantity")} label={t!(l, "quality-checked")} kind="number" />
                    <TextField form={form.clone()} name={field("bad")} label={t!(l, "quality-bad")} kind="number" />
                    <TextField form={form.clone()} name={field("result")} label={t!(l, "quality-result")} max=500 />
                </div>
            </fieldset>
        }
    };
    html! { <><p class="sb-quiet">{ t!(l, "quality-contain-hint") }</p>{ for QualityPlace::ALL.iter().map(one) }</> }
}

fn step_fields(form: &Form, action: QualityAction, house: OrganizationId, l: Locale) -> Html {
    let reason = || area(form, "reason", t!(l, "quality-why"), true, 1000);
    let hint = |text: String| html! { <p>{ text }</p> };
    match action {
        QualityAction::Triage => triage_fields(form, house, l),
        QualityAction::Reject | QualityAction::RefusePlan | QualityAction::Cancel => reason(),
        QualityAction::Reopen => html! { <>{ hint(t!(l, "quality-reopen-hint")) }{ reason() }</> },
        QualityAction::Instruct => html! {
            <>
                { hint(t!(l, "quality-instruct-hint")) }
                { area(form, "text", t!(l, "quality-instruction"), true, 2000) }
                <TextField form={form.clone()} name="answer_by" label={t!(l, "quality-answer-by")} kind="date" required=true />
            </>
        },
        QualityAction::Answer => cause_fields(form, l),
        QualityAction::Contain => places(form, l),
        QualityAction::Analyse => hint(t!(l, "quality-analyse-hint")),
        QualityAction::SubmitPlan => hint(t!(l, "quality-submit-hint")),
        QualityAction::ApprovePlan => area(form, "note", t!(l, "quality-note"), false, 1000),
        QualityAction::Begin => hint(t!(l, "quality-begin-hint")),
        QualityAction::Complete => hint(t!(l, "quality-complete-hint")),
        QualityAction::Zero => html! {
            <>
                <ManyField form={form.clone()} name="technical" label={t!(l, "quality-technical")} choices={choices!(TechnicalZero, l)} />
                <ManyField form={form.clone()} name="managerial" label={t!(l, "quality-managerial")} choices={choices!(ManagerialZero, l)} />
            </>
        },
        QualityAction::Verify => html! {
            <>
                { area(form, "effect", t!(l, "quality-effect"), false, 1000) }
                { area(form, "reason", t!(l, "quality-no-effect"), false, 1000) }
            </>
        },
        QualityAction::Reply => html! {
            <>{ hint(t!(l, "quality-reply-hint")) }{ area(form, "text", t!(l, "quality-reply"), true, 4000) }</>
        },
        QualityAction::Close => html! {
            <>
                <CheckField form={form.clone()} name="keep_lessons" label={t!(l, "quality-keep-lessons")} hint={t!(l, "quality-keep-lessons-hint")} />
                <TextField form={form.clone()} name="changed_on" label={t!(l, "effect-changed-on")} hint={t!(l, "effect-changed-on-hint")} kind="date" />
            </>
        },
        QualityAction::Merge => html! {
            <>
                { hint(t!(l, "quality-merge-hint")) }
                <SearchSelect form={form.clone()} name="into_id" label={t!(l, "quality-into")} required=true finder={Finder::Quality} />
            </>
        },
    }
}

/// Where something was heard that is no ticket and no return.
pub(super) fn origin_fields(form: &Form, required: bool, l: Locale) -> Html {
    html! {
        <div class="sb-grid">
            <ChoiceField form={form.clone()} name="origin/kind" label={t!(l, "quality-origin-kind")} {required} none={t!(l, "quality-not-said")} choices={choices!(QualityOriginKind, l)} />
            <TextField form={form.clone()} name="origin/reference" label={t!(l, "quality-origin-reference")} {required} max=200 />
            <TextField form={form.clone()} name="origin/told_by" label={t!(l, "quality-origin-by")} {required} max=100 />
            <TextField form={form.clone()} name="origin/told_on" label={t!(l, "quality-origin-on")} kind="date" {required} />
        </div>
    }
}

/// The fields of a dialogue, for somebody of this organisation.
pub(super) fn fields(
    form: &Form,
    doing: &Doing,
    (house, kind): (OrganizationId, OrganizationKind),
    l: Locale,
) -> Html {
    match doing {
        Doing::Act(action) => step_fields(form, *action, house, l),
        Doing::Into(_, name) => html! { <p>{ t!(l, "quality-into-hint", name = name.as_str()) }</p> },
        Doing::Facts => html! {
            <>
                <TextField form={form.clone()} name="facts/subject" label={t!(l, "quality-subject")} required=true max=200 />
                { area(form, "facts/description", t!(l, "quality-description"), false, 4000) }
                <div class="sb-grid sb-grid-3">
                    <SearchSelect form={form.clone()} name="facts/product_id" label={t!(l, "quality-product")} finder={Finder::Product} />
                    <SearchSelect form={form.clone()} name="facts/part_id" label={t!(l, "quality-part")} finder={Finder::Part} />
                    <SearchSelect form={form.clone()} name="facts/fault_code_id" label={t!(l, "quality-fault")} finder={Finder::FaultCode(l)} />
                    <TextField form={form.clone()} name="facts/batch" label={t!(l, "quality-batch")} max=100 />
                    <TextField form={form.clone()} name="facts/quantity_checked" label={t!(l, "quality-checked")} kind="number" />
                    <TextField form={form.clone()} name="facts/quantity_bad" label={t!(l, "quality-bad")} kind="number" />
                </div>
            </>
        },
        Doing::Team => html! {
            <AreaField form={form.clone()} name="team" label={t!(l, "quality-team")} hint={t!(l, "quality-team-hint")} lines=5 />
        },
        Doing::Problem => {
            let labels = [
                t!(l, "quality-what"),
                t!(l, "quality-where"),
                t!(l, "quality-when"),
                t!(l, "quality-scale"),
            ];
            let pairs = PROBLEM.chunks(2).zip(labels).map(|(pair, label)| {
                html! {
                    <fieldset class="sb-fieldset" key={pair[0]}>
                        <legend>{ label }</legend>
                        <div class="sb-grid">
                            { area(form, &format!("problem/{}", pair[0]), t!(l, "quality-is"), false, 1000) }
                            { area(form, &format!("problem/{}", pair[1]), t!(l, "quality-is-not"), false, 1000) }
                        </div>
                    </fieldset>
                }
            });
            pairs.collect()
        }
        Doing::Causes => cause_fields(form, l),
        Doing::Closing => html! {
            <>
                <AreaField form={form.clone()} name="closing/documents" label={t!(l, "quality-documents")} hint={t!(l, "quality-per-line")} lines=3 />
                { area(form, "closing/rollout", t!(l, "quality-rollout"), false, 2000) }
                { area(form, "closing/lessons", t!(l, "quality-lessons"), false, 4000) }
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="closing/cost" label={t!(l, "quality-cost")} />
                    <ChoiceField form={form.clone()} name="closing/currency" label={t!(l, "supplier-return-currency")} choices={choices!(Currency, l)} />
                </div>
            </>
        },
        Doing::Measure => html! {
            <>
                <ChoiceField form={form.clone()} name="kind" label={t!(l, "quality-kind")} required=true none={t!(l, "quality-choose")} choices={choices!(QualityMeasureKind, l)} />
                { area(form, "measure", t!(l, "quality-measure"), true, 1000) }
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="due_on" label={t!(l, "quality-until")} kind="date" required=true />
                    if kind == OrganizationKind::Manufacturer {
                        <SearchSelect form={form.clone()} name="measure_owner" label={t!(l, "quality-owner")} hint={t!(l, "quality-owner-hint")} finder={Finder::User(None)} />
                    }
                </div>
            </>
        },
        Doing::Finish(_) => html! {
            <>
                { area(form, "evidence", t!(l, "quality-evidence"), true, 1000) }
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="cost" label={t!(l, "quality-cost")} />
                    <ChoiceField form={form.clone()} name="currency" label={t!(l, "supplier-return-currency")} choices={choices!(Currency, l)} />
                </div>
            </>
        },
        Doing::Validate(_) => html! {
            <>
                <p>{ t!(l, "quality-validate-hint") }</p>
                { area(form, "evidence", t!(l, "quality-validation"), true, 1000) }
            </>
        },
        Doing::Drop(_) => html! { <p>{ t!(l, "quality-drop-hint") }</p> },
        Doing::Source => html! {
            <SearchSelect form={form.clone()} name="ticket_id" label={t!(l, "quality-complaint")} required=true finder={Finder::Ticket} />
        },
        Doing::Heard => origin_fields(form, true, l),
    }
}
