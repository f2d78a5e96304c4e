//! The dialogue of an action.

use super::action::{beginning, leaves_team, obstacle, read};
use super::words::field_name;
use crate::api::{team, ticket};
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::field::{AreaField, CheckField, Choice, ChoiceField, ManyField, TextField};
use crate::components::finder::{Finder, Found};
use crate::components::form::{Form, Values, use_form, use_submit};
use crate::components::link::LinkButton;
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{actor, may, use_me, use_reader};
use chrono::Utc;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::{TeamId, UserId};
use shared::problem::Refusal;
use shared::records::ticket::TicketActionKind as Action;
use shared::records::ticket::*;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`ActionForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket as it is known.
    pub ticket: Rc<Ticket>,
    /// What is to be done.
    pub action: Action,
    /// Told what became of the ticket.
    pub ondone: Callback<Ticket>,
    /// Reads the ticket again.
    pub reload: Callback<()>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// What the dialogue says an action does.
fn hint(action: Action, l: Locale) -> String {
    match action {
        Action::Verify => t!(l, "ticket-hint-verify"),
        Action::Assign => t!(l, "ticket-hint-assign"),
        Action::Start => t!(l, "ticket-hint-start"),
        Action::Wait => t!(l, "ticket-hint-wait"),
        Action::Resume => t!(l, "ticket-hint-resume"),
        Action::Resolve => t!(l, "ticket-hint-resolve"),
        Action::GiveNotice => t!(l, "ticket-hint-give-notice"),
        Action::Confirm => t!(l, "ticket-hint-confirm"),
        Action::Close => t!(l, "ticket-hint-close"),
        Action::Reopen => t!(l, "ticket-hint-reopen"),
        Action::Cancel => t!(l, "ticket-hint-cancel"),
        Action::Merge => t!(l, "ticket-hint-merge"),
        Action::Judge => t!(l, "ticket-hint-judge"),
        Action::FlagCrisis => t!(l, "ticket-hint-flag-crisis"),
        Action::ConfirmCrisis => t!(l, "ticket-hint-confirm-crisis"),
        Action::LiftCrisis => t!(l, "ticket-hint-lift-crisis"),
        Action::Estimate => t!(l, "ticket-hint-estimate"),
        Action::Respond => t!(l, "ticket-hint-respond"),
        Action::CallOnsite => t!(l, "ticket-hint-call-onsite"),
        Action::ArriveOnsite => t!(l, "ticket-hint-arrive-onsite"),
    }
}

/// The dialogue of an action.
#[component]
pub fn ActionForm(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let reader = use_reader();
    let toaster = use_toaster();
    let (action, ticket) = (props.action, props.ticket.clone());
    let (id, version) = (ticket.id, ticket.version);
    let form = use_form(|| beginning(action, &ticket));
    use_fresh(&form, None, Values::new(), props.reload.clone());
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |ticket: Ticket| {
            toaster.say(t!(l, "ticket-done", action = action.label(l), status = ticket.status.label(l)));
            ondone.emit(ticket);
            onclose.emit(());
        })
    };
    let submit = {
        let (ticket, me) = (ticket.clone(), me.clone());
        use_submit(
            &form,
            move |values| read(action, values, &ticket, &actor(&me), reader, Utc::now()),
            move |input, key| ticket::act(id, input, version, key),
            done,
        )
    };
    let team_id: Option<TeamId> = form.get("team_id").parse().ok().filter(|_| action == Action::Assign);
    let team = use_load(team_id, |id| async move {
        match id {
            Some(id) => team::get(id).await.map(Some),
            None => Ok(None),
        }
    });
    // A person outside of the team that has the ticket takes it out of that team.
    let onperson = {
        let (form, team) = (form.clone(), team.data.as_deref().cloned().flatten());
        Callback::from(move |found: Option<Found>| {
            let person: Option<UserId> = found.and_then(|found| found.id.parse().ok());
            if person.is_some_and(|person| leaves_team(team.as_ref(), person)) {
                form.set("team_id", "");
                form.set(&words("team_id"), "");
            }
        })
    };
    let obstacle = obstacle(&ticket, action, &actor(&me), Utc::now());
    let danger = matches!(action, Action::Cancel | Action::Merge);
    html! {
        <FormModal
            title={format!("{} · {}", action.label(l), ticket.number)}
            label={action.label(l)}
            form={form.clone()}
            {submit}
            {danger}
            onclose={props.onclose.clone()}
        >
            <p class="sb-quiet">{ hint(action, l) }</p>
            if let Some(refusal) = obstacle {
                { obstacle_note(refusal, &ticket, may(&me, Permission::TicketUpdate), l) }
            }
            { fields(action, &form, &ticket, &onperson, l) }
        </FormModal>
    }
}

fn obstacle_note(refusal: Refusal, ticket: &Ticket, may_edit: bool, l: Locale) -> Html {
    let missing: Vec<String> = refusal.fields.iter().filter_map(|f| field_name(&f.pointer, l)).collect();
    let problem = refusal.into_problem(l, 422, String::new());
    let comma = if l == Locale::ZhCn { "、" } else { ", " };
    let editable =
        may_edit && !missing.is_empty() && ticket.status.is_open() && ticket.status != TicketStatus::Resolved;
    html! {
        <Alert gravity={Gravity::Warning} title={problem.title.clone()}>
            if missing.is_empty() {
                <p>{ &problem.detail }</p>
            } else {
                <p>{ t!(l, "ticket-missing", fields = missing.join(comma)) }</p>
            }
            if editable {
                <LinkButton to={Route::Tickets(Record::Edit(ticket.id))} label={t!(l, "ticket-edit")} kind={Kind::Link} small=true />
            }
        </Alert>
    }
}

fn fields(
    action: Action,
    form: &Form,
    ticket: &Ticket,
    onperson: &Callback<Option<Found>>,
    l: Locale,
) -> Html {
    let note = |label: String, required: bool| {
        html! { <AreaField form={form.clone()} name="note" {label} {required} max=4000 lines=3 /> }
    };
    let remark = || note(t!(l, "ticket-note"), false);
    let reason = |label: String| {
        html! { <AreaField form={form.clone()} name="reason" {label} required=true max=4000 lines=4 autofocus=true /> }
    };
    match action {
        Action::Verify
        | Action::Start
        | Action::Resume
        | Action::GiveNotice
        | Action::Close
        | Action::ConfirmCrisis
        | Action::CallOnsite
        | Action::ArriveOnsite => remark(),
        Action::Respond => html! {
            <AreaField form={form.clone()} name="answer" label={t!(l, "ticket-answer")} hint={t!(l, "ticket-answer-hint")} required=true max=4000 lines=4 autofocus=true />
        },
        Action::Assign => html! {
            <>
                <SearchSelect form={form.clone()} name="team_id" label={t!(l, "ticket-team")} hint={t!(l, "ticket-team-hint")} finder={Finder::Team} />
                <CheckField form={form.clone()} name="least_loaded" label={t!(l, "ticket-least-loaded")} hint={t!(l, "ticket-least-loaded-hint")} />
                if form.get("least_loaded") != "true" {
                    <SearchSelect form={form.clone()} name="assignee_id" label={t!(l, "ticket-assignee")} finder={Finder::User(None)} onpick={onperson.clone()} autofocus=true />
                }
                { remark() }
            </>
        },
        Action::Wait => html! {
            <>
                <ChoiceField form={form.clone()} name="reason" label={t!(l, "ticket-wait-reason")} required=true choices={choices!(WaitReason, l)} autofocus=true />
                <ChoiceField form={form.clone()} name="ball_holder" label={t!(l, "ticket-ball-holder")} required=true choices={choices!(BallHolder, l)} />
                <TextField form={form.clone()} name="until" label={t!(l, "ticket-wait-until")} hint={t!(l, "ticket-wait-until-hint")} kind="datetime-local" />
                { note(t!(l, "ticket-wait-note"), form.get("reason") == WaitReason::Other.as_str()) }
            </>
        },
        Action::Resolve => html! {
            <>
                <AreaField form={form.clone()} name="solution" label={t!(l, "ticket-solution")} required=true max=20000 lines=5 autofocus=true />
                <AreaField form={form.clone()} name="cause" label={t!(l, "ticket-cause")} max=4000 lines=2 />
                <SearchSelect form={form.clone()} name="fault_code_id" label={t!(l, "ticket-fault-code")} finder={Finder::FaultCode(l)} />
                <ChoiceField form={form.clone()} name="repair_outcome" label={t!(l, "ticket-repair-outcome")} choices={choices!(RepairOutcome, l)} none={t!(l, "page-not-known")} />
            </>
        },
        Action::Confirm => html! {
            <>
                <TextField form={form.clone()} name="confirmed_by" label={t!(l, "ticket-confirmed-by")} max=100 autofocus=true />
                { note(t!(l, "ticket-confirm-note"), false) }
            </>
        },
        Action::Reopen => reason(t!(l, "ticket-reopen-reason")),
        Action::Cancel => reason(t!(l, "ticket-cancel-reason")),
        Action::LiftCrisis => reason(t!(l, "ticket-lift-reason")),
        Action::Merge => html! {
            <>
                <SearchSelect form={form.clone()} name="into_id" label={t!(l, "ticket-merged-into")} required=true finder={Finder::Ticket} autofocus=true />
                { remark() }
            </>
        },
        Action::Judge => {
            let verdicts = vec![
                Choice::new("true", t!(l, "ticket-valid-yes")),
                Choice::new("false", t!(l, "ticket-valid-no")),
            ];
            html! {
                <>
                    <ChoiceField form={form.clone()} name="valid" label={t!(l, "ticket-valid")} required=true choices={verdicts} none={t!(l, "page-choose")} autofocus=true />
                    <AreaField form={form.clone()} name="grounds" label={t!(l, "ticket-grounds")} required=true max=4000 lines=4 />
                </>
            }
        }
        Action::FlagCrisis => html! {
            <>
                <ManyField form={form.clone()} name="kinds" label={t!(l, "ticket-crisis-kinds")} required=true choices={choices!(CrisisKind, l)} />
                { reason(t!(l, "ticket-crisis-reason")) }
            </>
        },
        Action::Estimate => {
            let changing = ticket.estimate_minutes.is_some_and(|m| form.get("minutes") != m.to_string());
            html! {
                <>
                    <TextField form={form.clone()} name="minutes" label={t!(l, "ticket-estimate-minutes")} required=true kind="number" autofocus=true />
                    <CheckField form={form.clone()} name="told_customer" label={t!(l, "ticket-told-customer")} />
                    { note(if changing { t!(l, "ticket-estimate-why") } else { t!(l, "ticket-note") }, changing) }
                </>
            }
        }
    }
}
