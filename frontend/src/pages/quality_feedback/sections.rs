//! The 8D report, discipline by discipline.

use super::action::Doing;
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::money::money;
use crate::components::status_badge::label;
use crate::components::table::{Row, Table};
use crate::components::time::Time;
use crate::format;
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::{Actor, Permission};
use shared::i18n::Locale;
use shared::records::quality_feedback::*;
use yew::prelude::*;

/// Who looks at it, and what they can begin.
pub struct Desk {
    /// The reader.
    pub me: Actor,
    /// Begins something.
    pub begin: Callback<Doing>,
}

impl Desk {
    fn button(&self, label: String, doing: Doing) -> Html {
        let begin = self.begin.clone();
        let onclick = Callback::from(move |()| begin.emit(doing.clone()));
        html! { <Button {label} small=true kind={Kind::Link} {onclick} /> }
    }

    /// A button where this part can be written now.
    fn edit(&self, one: &QualityFeedback, section: QualitySection, label: String, doing: Doing) -> Html {
        let may = self.me.may(Permission::QualityWork) && may_write("", one.head.status, section).is_ok();
        if may {
            self.button(label, doing)
        } else {
            html! {}
        }
    }
}

fn quiet(text: String) -> Html {
    html! { <p class="sb-quiet">{ text }</p> }
}

/// What was found.
pub fn found(one: &QualityFeedback, desk: &Desk, l: Locale) -> Html {
    let actions = desk.edit(one, QualitySection::Facts, t!(l, "quality-edit-facts"), Doing::Facts);
    html! {
        <Panel title={t!(l, "quality-found")} {actions}>
            if let Some(text) = &one.description {
                <p class="sb-words">{ text }</p>
            } else {
                { quiet(t!(l, "quality-nothing-written")) }
            }
            if let Some(triage) = &one.decisions.triage {
                { facts(vec![(t!(l, "quality-grounds"), said(triage))]) }
            }
        </Panel>
    }
}

/// What somebody decided: the words, who and when.
fn said(signed: &QualitySigned) -> Option<Html> {
    Some(html! {
        <div class="sb-long">
            { signed.note.clone().unwrap_or_default() }
            <span class="sb-quiet">{ " " }{ &signed.by_name }{ " · " }<Time at={signed.at} /></span>
        </div>
    })
}

/// The rectification order, and what was answered to it.
pub fn order(one: &QualityFeedback, desk: &Desk, l: Locale) -> Html {
    let Some(order) = &one.decisions.instruction else { return html! {} };
    html! {
        <Panel title={t!(l, "quality-order")}>
            <p class="sb-words">{ &order.text }</p>
            { facts(vec![
                (t!(l, "quality-answer-by"), words(Some(order.answer_by.to_string()))),
                (t!(l, "quality-issued-by"), words(order.by_name.as_ref())),
            ]) }
            if let Some(answer) = &one.answer {
                <h3>{ t!(l, "quality-answer") }</h3>
                { causes_of(&answer.causes, l) }
                <p class="sb-quiet">{ &answer.by_name }{ " · " }<Time at={answer.at} /></p>
            } else if desk.me.is_inside() {
                { quiet(t!(l, "quality-not-answered")) }
            }
        </Panel>
    }
}

/// D1: the team.
fn team(one: &QualityFeedback, desk: &Desk, l: Locale) -> Html {
    let actions = desk.edit(one, QualitySection::Plan, t!(l, "quality-edit-team"), Doing::Team);
    let member = |m: &QualityMember| {
        let role = m.role.as_ref().map(|role| format!(" · {role}")).unwrap_or_default();
        html! { <li>{ m.name.to_string() }<span class="sb-quiet">{ role }</span></li> }
    };
    html! {
        <Panel title={t!(l, "quality-d1")} {actions}>
            if one.report.team.is_empty() {
                { quiet(t!(l, "quality-nothing-written")) }
            } else {
                <ul class="sb-steps" role="list">{ for one.report.team.iter().map(member) }</ul>
            }
        </Panel>
    }
}

/// D2: what the problem is, and what it is not.
fn problem(one: &QualityFeedback, desk: &Desk, l: Locale) -> Html {
    let actions = desk.edit(one, QualitySection::Plan, t!(l, "quality-edit-problem"), Doing::Problem);
    let p = &one.report.problem;
    let rows = [
        (t!(l, "quality-what"), &p.what, &p.what_not),
        (t!(l, "quality-where"), &p.place, &p.place_not),
        (t!(l, "quality-when"), &p.time, &p.time_not),
        (t!(l, "quality-scale"), &p.scale, &p.scale_not),
    ];
    let some = rows.iter().any(|(_, is, not)| is.is_some() || not.is_some());
    let text =
        |text: &Option<shared::text::Text<1000>>| text.as_ref().map(ToString::to_string).unwrap_or_default();
    let columns = vec![t!(l, "quality-question"), t!(l, "quality-is"), t!(l, "quality-is-not")];
    let cells = rows.iter().map(|(question, is, not)| Row {
        key: question.clone(),
        to: None,
        cells: vec![html! { { question } }, html! { { text(is) } }, html! { { text(not) } }],
    });
    html! {
        <Panel title={t!(l, "quality-d2")} {actions}>
            if some {
                <Table label={t!(l, "quality-d2")} {columns} rows={cells.collect::<Vec<_>>()} />
            } else {
                { quiet(t!(l, "quality-nothing-written")) }
            }
        </Panel>
    }
}

/// D3: what is held back.
fn containment(one: &QualityFeedback, l: Locale) -> Html {
    let place = |c: &QualityContainment| {
        let (all, bad) = (i64::from(c.quantity), i64::from(c.bad));
        let result = c.result.as_ref().map(|result| format!(" · {result}")).unwrap_or_default();
        html! { <li><strong>{ c.place.label(l) }</strong>{ " " }{ t!(l, "quality-held", all = all, bad = bad) }{ result }</li> }
    };
    html! {
        <Panel title={t!(l, "quality-d3")}>
            if one.report.containment.is_empty() {
                { quiet(t!(l, "quality-nothing-written")) }
            } else {
                <ul class="sb-steps" role="list">{ for one.report.containment.iter().map(place) }</ul>
            }
        </Panel>
    }
}

fn causes_of(causes: &QualityCauses, l: Locale) -> Html {
    let whys = (!causes.whys.is_empty()).then(|| {
        html! { <ol>{ for causes.whys.iter().map(|why| html! { <li>{ why.to_string() }</li> }) }</ol> }
    });
    facts(vec![
        (t!(l, "quality-occurrence"), words(causes.occurrence.as_deref())),
        (t!(l, "quality-escape"), words(causes.escape.as_deref())),
        (t!(l, "quality-system"), words(causes.system.as_deref())),
        (t!(l, "quality-whys"), whys),
        (t!(l, "quality-category"), words(causes.category.map(|c| c.label(l)))),
        (t!(l, "quality-verified"), words(causes.verified.as_deref())),
    ])
}

/// D4: why.
fn causes(one: &QualityFeedback, desk: &Desk, l: Locale) -> Html {
    let actions = desk.edit(one, QualitySection::Plan, t!(l, "quality-edit-causes"), Doing::Causes);
    html! {
        <Panel title={t!(l, "quality-d4")} {actions}>
            if one.report.causes == QualityCauses::default() {
                { quiet(t!(l, "quality-nothing-written")) }
            } else {
                { causes_of(&one.report.causes, l) }
            }
        </Panel>
    }
}

fn measure(m: &QualityMeasure, one: &QualityFeedback, desk: &Desk, l: Locale) -> Html {
    let done = m.done_at.is_some();
    let may_end = desk.me.may(Permission::QualityAnswer)
        && may_finish("", one.head.status, done, m.owner_id, &desk.me).is_ok();
    let may_drop = desk.me.may(Permission::QualityAnswer)
        && !done
        && may_write("", one.head.status, QualitySection::Plan).is_ok();
    let (color, icon, word) = match (m.validated_at, m.done_at) {
        (Some(_), _) => (Color::Green, Icon::CheckCircle, t!(l, "quality-helps")),
        (None, Some(_)) => (Color::Teal, Icon::Check, t!(l, "quality-carried-out")),
        (None, None) => (Color::Blue, Icon::Pending, t!(l, "quality-to-do")),
    };
    let cost = m.cost.zip(m.currency).map(|(amount, currency)| money(amount, currency));
    html! {
        <li key={m.id.to_string()}>
            <strong>{ m.kind.label(l) }</strong>{ " " }{ label(color, Some(icon), word) }
            if m.of_supplier {
                { " " }{ label(Color::Purple, Some(Icon::Enterprise), t!(l, "part-supplier")) }
            }
            <p>{ &m.description }</p>
            <p class="sb-quiet">
                { &m.owner_name }{ " · " }{ t!(l, "quality-until-day", day = m.due_on.to_string()) }
                if let Some(at) = m.done_at {
                    { " · " }{ t!(l, "quality-carried-out") }{ " " }<Time {at} />
                }
                if let Some(name) = &m.validated_by_name {
                    { " · " }{ t!(l, "quality-validated-by", name = name.as_str()) }
                }
                if let Some(cost) = cost {
                    { " · " }{ cost }
                }
            </p>
            if let Some(evidence) = &m.evidence {
                <p>{ t!(l, "quality-evidence") }{ format::colon(l) }{ evidence }</p>
            }
            if let Some(validation) = &m.validation {
                <p>{ t!(l, "quality-validation") }{ format::colon(l) }{ validation }</p>
            }
            if may_end {
                { desk.button(t!(l, "quality-measure-finish"), Doing::Finish(m.id)) }
            }
            if desk.me.may(Permission::QualityVerify) && may_validate("", one.head.status, m, &desk.me).is_ok() {
                { desk.button(t!(l, "quality-measure-validate"), Doing::Validate(m.id)) }
            }
            if may_drop {
                { desk.button(t!(l, "quality-measure-drop"), Doing::Drop(m.id)) }
            }
        </li>
    }
}

/// D5, D6: what is done about it.
pub fn measures(one: &QualityFeedback, desk: &Desk, l: Locale) -> Html {
    let may = desk.me.may(Permission::QualityAnswer)
        && may_write("", one.head.status, QualitySection::Plan).is_ok();
    let actions = if may {
        desk.button(t!(l, "quality-measure-add"), Doing::Measure)
    } else {
        html! {}
    };
    let d = &one.decisions;
    html! {
        <Panel title={t!(l, "quality-d5")} {actions}>
            if one.measures.is_empty() {
                { quiet(t!(l, "quality-nothing-written")) }
            } else {
                <ul class="sb-steps" role="list">{ for one.measures.iter().map(|m| measure(m, one, desk, l)) }</ul>
            }
            { facts(vec![
                (t!(l, "quality-plan-by"), d.plan.as_ref().and_then(said)),
                (t!(l, "quality-refused-by"), d.refusal.as_ref().and_then(said)),
                (t!(l, "quality-approved-by"), d.approval.as_ref().and_then(said)),
            ]) }
        </Panel>
    }
}

/// Which points are met, and which are not.
fn points<T: Copy + PartialEq>(all: &[T], met: &[T], word: impl Fn(T) -> String) -> Option<Html> {
    let one = |point: &T| {
        let (color, icon) = if met.contains(point) {
            (Color::Green, Icon::CheckCircle)
        } else {
            (Color::Grey, Icon::Pending)
        };
        html! { <>{ label(color, Some(icon), word(*point)) }{ " " }</> }
    };
    Some(all.iter().map(one).collect())
}

/// D6: proof.
fn proof(one: &QualityFeedback, l: Locale) -> Html {
    let (d, zeroing) = (&one.decisions, &one.report.zeroing);
    let grave = one.head.severity.is_some_and(QualitySeverity::is_grave);
    html! {
        <Panel title={t!(l, "quality-d6")}>
            { facts(vec![
                (t!(l, "quality-effect"), d.verification.as_ref().and_then(said)),
                (t!(l, "quality-failed"), d.failure.as_ref().and_then(said)),
                (t!(l, "quality-technical"), if grave { points(TechnicalZero::ALL, &zeroing.technical, |point| point.label(l)) } else { None }),
                (t!(l, "quality-managerial"), if grave { points(ManagerialZero::ALL, &zeroing.managerial, |point| point.label(l)) } else { None }),
            ]) }
            if d.verification.is_none() && d.failure.is_none() && !grave {
                { quiet(t!(l, "quality-nothing-written")) }
            }
        </Panel>
    }
}

/// D7, D8: what is left to say.
fn closing(one: &QualityFeedback, desk: &Desk, l: Locale) -> Html {
    let actions = desk.edit(one, QualitySection::Closing, t!(l, "quality-edit-closing"), Doing::Closing);
    let (closing, d) = (&one.report.closing, &one.decisions);
    let documents = (!closing.documents.is_empty()).then(|| {
        html! { <ul>{ for closing.documents.iter().map(|line| html! { <li>{ line.to_string() }</li> }) }</ul> }
    });
    let empty = *closing == QualityClosing::default() && d.reply.is_none() && d.end.is_none();
    html! {
        <Panel title={t!(l, "quality-d8")} {actions}>
            if empty {
                { quiet(t!(l, "quality-nothing-written")) }
            }
            { facts(vec![
                (t!(l, "quality-documents"), documents),
                (t!(l, "quality-rollout"), words(closing.rollout.as_deref())),
                (t!(l, "quality-lessons"), words(closing.lessons.as_deref())),
                (t!(l, "quality-cost"), closing.cost.zip(closing.currency).map(|(amount, currency)| money(amount, currency))),
                (t!(l, "quality-reply"), d.reply.as_ref().and_then(said)),
                (t!(l, "quality-end"), d.end.as_ref().and_then(said)),
            ]) }
        </Panel>
    }
}

/// Whether D1 to D4 are shown: the light path goes past them, and nothing is judged before there is a verdict; what was written
/// is shown all the same.
fn asks_for_analysis(one: &QualityFeedback) -> bool {
    let written = QualityReport {
        zeroing: QualityZeroing::default(),
        closing: QualityClosing::default(),
        ..one.report.clone()
    };
    one.head.method.is_some_and(|method| method != QualityMethod::Simple)
        || written != QualityReport::default()
}

/// The report: for the house all of it, for a supplier its order and its measures.
pub fn report(one: &QualityFeedback, desk: &Desk, l: Locale) -> Html {
    if !desk.me.is_inside() {
        return html! { <>{ order(one, desk, l) }{ measures(one, desk, l) }</> };
    }
    html! {
        <>
            { found(one, desk, l) }
            { order(one, desk, l) }
            if asks_for_analysis(one) {
                { team(one, desk, l) }
                { problem(one, desk, l) }
                { containment(one, l) }
                { causes(one, desk, l) }
            }
            { measures(one, desk, l) }
            { proof(one, l) }
            { closing(one, desk, l) }
        </>
    }
}
