//! The steps on a ticket, ticked off one by one.

use crate::api::{Key, checklist, ticket};
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::field::{CheckField, Choice, ChoiceField, TextField};
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::record_form::FormModal;
use crate::components::time::Time;
use crate::components::toast::{Said, Toaster, use_toaster};
use crate::i18n::use_locale;
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::{TicketCheckId, TicketId};
use shared::problem::{Problem, Refusal};
use shared::records::checklist::{AddTicketChecks, ChecklistQuery, TickTicketCheck, TicketCheck};
use shared::records::ticket::Ticket;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Properties of [`Checks`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub ticket: Rc<Ticket>,
    /// Grows when something happened that leaves the ticket as it was.
    pub round: u32,
    /// The timeline has something new to tell.
    pub onchange: Callback<()>,
}

/// What is open in a dialogue.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Adding,
    Noting(TicketCheckId),
}

/// The steps as they will be once the server agrees: ticked at once, so that nobody waits at each.
pub fn ticked(checks: &[TicketCheck], id: TicketCheckId, by: &str, on: bool) -> Vec<TicketCheck> {
    let mut checks = checks.to_vec();
    for check in checks.iter_mut().filter(|check| check.id == id) {
        check.done_at = on.then(chrono::Utc::now);
        check.done_by_name = on.then(|| by.to_owned());
        check.note = check.note.take().filter(|_| on);
    }
    checks
}

fn failed(toaster: &Toaster, problem: &Problem) {
    let text = problem.detail.clone();
    toaster.tell(Said { gravity: crate::components::alert::Gravity::Danger, text: text.into(), to: None });
}

/// The steps on a ticket, for those who work on it.
#[component]
pub fn Checks(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let toaster = use_toaster();
    let t = &props.ticket;
    let (id, works) = (t.id, may(&me, Permission::TicketWork));
    let loaded = use_load((id, t.version, props.round, works), move |(id, _, _, works)| async move {
        if works { ticket::checks(id).await } else { Ok(vec![]) }
    });
    let open = use_state_eq(|| None::<Open>);
    let show = {
        let open = open.setter();
        Callback::from(move |what| open.set(what))
    };
    if !works {
        return html! {};
    }
    let changeable = t.status.is_open();
    let tick = {
        let (loaded, told, name) = (loaded.clone(), props.onchange.clone(), me.name.clone());
        Callback::from(move |(check, on): (TicketCheckId, bool)| {
            let before = loaded.data.as_deref().cloned().unwrap_or_default();
            loaded.set.emit(ticked(&before, check, &name, on));
            let (set, told, toaster) = (loaded.set.clone(), told.clone(), toaster.clone());
            spawn_local(async move {
                let key = Key::new();
                let answer = match on {
                    true => ticket::tick_check(id, check, TickTicketCheck::default(), key).await,
                    false => ticket::untick_check(id, check, key).await,
                };
                match answer {
                    Ok(now) => {
                        set.emit(now);
                        told.emit(());
                    }
                    Err(problem) => {
                        set.emit(before);
                        failed(&toaster, &problem);
                    }
                }
            });
        })
    };
    let done = {
        let (set, told, show) = (loaded.set.clone(), props.onchange.clone(), show.clone());
        Callback::from(move |now: Vec<TicketCheck>| {
            set.emit(now);
            told.emit(());
            show.emit(None);
        })
    };
    let remove = {
        let (done, toaster) = (done.clone(), use_toaster());
        Callback::from(move |check: TicketCheckId| {
            let (done, toaster) = (done.clone(), toaster.clone());
            spawn_local(async move {
                match ticket::remove_check(id, check, Key::new()).await {
                    Ok(now) => done.emit(now),
                    Err(problem) => failed(&toaster, &problem),
                }
            });
        })
    };
    let view = async_view(
        &loaded,
        |checks| {
            checks.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "checklist-ticket-none") }</p> })
        },
        |checks| {
            html! {
                <ul class="sb-checks" role="list">
                    { for checks.iter().map(|check| one(check, changeable, &tick, &remove, &show, l)) }
                </ul>
            }
        },
    );
    let add = {
        let show = show.clone();
        Callback::from(move |()| show.emit(Some(Open::Adding)))
    };
    let actions = html! {
        if changeable {
            <Button label={t!(l, "checklist-add")} kind={Kind::Link} small=true icon={Icon::Plus} onclick={add} />
        }
    };
    let close = show.reform(|()| None);
    let all = loaded.data.as_deref().map_or(0, Vec::len);
    let so_far =
        loaded.data.iter().flat_map(|checks| checks.iter()).filter(|check| check.done_at.is_some()).count();
    let title =
        if all == 0 { t!(l, "checklist-one") } else { format!("{} {so_far}/{all}", t!(l, "checklist-one")) };
    html! {
        <Panel {title} {actions}>
            { view }
            if *open == Some(Open::Adding) {
                <Add {id} done={done.clone()} onclose={close.clone()} />
            }
            if let Some(Open::Noting(check)) = *open {
                <Note {id} {check} {done} onclose={close} />
            }
        </Panel>
    }
}

fn one(
    check: &TicketCheck,
    changeable: bool,
    tick: &Callback<(TicketCheckId, bool)>,
    remove: &Callback<TicketCheckId>,
    show: &Callback<Option<Open>>,
    l: Locale,
) -> Html {
    let (id, done) = (check.id, check.done_at.is_some());
    let field = format!("check-{id}");
    let onchange = {
        let tick = tick.clone();
        Callback::from(move |_: Event| tick.emit((id, !done)))
    };
    let note = show.reform(move |()| Some(Open::Noting(id)));
    let remove = remove.reform(move |()| id);
    html! {
        <li key={id.to_string()}>
            <div class="pf-v6-c-check">
                <input class="pf-v6-c-check__input" type="checkbox" id={field.clone()} checked={done} disabled={!changeable} {onchange} />
                <label class="pf-v6-c-check__label" for={field}>
                    { &check.text }
                    if check.required {
                        <span class="sb-required">{ t!(l, "checklist-required") }</span>
                    }
                </label>
                if let Some(at) = check.done_at {
                    <span class="pf-v6-c-check__description">
                        { check.done_by_name.clone().unwrap_or_default() }{ " · " }<Time {at} />
                        if let Some(note) = &check.note { { " · " }<span class="sb-words">{ note }</span> }
                    </span>
                }
            </div>
            if changeable {
                <span class="sb-check-actions">
                    if !done {
                        <Button label={t!(l, "checklist-note", step = check.text.as_str())} kind={Kind::Plain} small=true icon={Icon::PencilAlt} onclick={note} />
                    }
                    <Button label={t!(l, "checklist-remove", step = check.text.as_str())} kind={Kind::Plain} small=true icon={Icon::Times} onclick={remove} />
                </span>
            }
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AddProps {
    id: TicketId,
    done: Callback<Vec<TicketCheck>>,
    onclose: Callback<()>,
}

fn read_added(values: &Values) -> Result<AddTicketChecks, Refusal> {
    let mut d = Draft::new(values);
    let (checklist_id, text, required) = (d.maybe("checklist_id"), d.maybe("text"), d.on("required"));
    let input = d.finish(Some(AddTicketChecks { checklist_id, text, required }))?;
    input.check()?;
    Ok(input)
}

/// Puts a checklist, or one step in one's own words, on the ticket.
#[component]
fn Add(props: &AddProps) -> Html {
    let l = use_locale();
    let id = props.id;
    let library = may(&use_me(), Permission::ChecklistUse);
    let lists = use_load((id, library), |(id, library)| async move {
        let query = ChecklistQuery {
            ticket_id: Some(id),
            active: Some(true),
            limit: Some(100),
            ..Default::default()
        };
        if library { checklist::list(&query).await.map(|page| page.items) } else { Ok(vec![]) }
    });
    let form =
        use_form(|| ["checklist_id", "text", "required"].map(|name| (name.into(), String::new())).into());
    let submit =
        use_submit(&form, read_added, move |body, key| ticket::add_checks(id, body, key), props.done.clone());
    let choices: Vec<Choice> = lists
        .data
        .iter()
        .flat_map(|lists| lists.iter())
        .map(|list| Choice::new(list.id.to_string(), format!("{} ({})", list.title, list.steps.len())))
        .collect();
    html! {
        <FormModal title={t!(l, "checklist-add")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            if library {
                <ChoiceField form={form.clone()} name="checklist_id" label={t!(l, "checklist-from")} {choices} none={t!(l, "checklist-from-none")} autofocus=true />
            }
            if form.get("checklist_id").is_empty() {
                <TextField form={form.clone()} name="text" label={t!(l, "checklist-own-step")} max=200 />
                <CheckField form={form.clone()} name="required" label={t!(l, "checklist-own-required")} hint={t!(l, "checklist-required-hint")} />
            }
        </FormModal>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct NoteProps {
    id: TicketId,
    check: TicketCheckId,
    done: Callback<Vec<TicketCheck>>,
    onclose: Callback<()>,
}

/// Ticks a step with what was found.
#[component]
fn Note(props: &NoteProps) -> Html {
    let l = use_locale();
    let (id, check) = (props.id, props.check);
    let form = use_form(|| Values::from([("note".into(), String::new())]));
    let read = |values: &Values| {
        let mut d = Draft::new(values);
        let note = d.maybe("note");
        d.finish(Some(TickTicketCheck { note }))
    };
    let submit = use_submit(
        &form,
        read,
        move |body, key| ticket::tick_check(id, check, body, key),
        props.done.clone(),
    );
    html! {
        <FormModal title={t!(l, "checklist-note-title")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <TextField form={form.clone()} name="note" label={t!(l, "checklist-found")} max=500 autofocus=true />
        </FormModal>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn check(n: u128) -> TicketCheck {
        let id = TicketCheckId(Uuid::from_u128(n));
        let (text, checklist_id) = ("断电".into(), None);
        TicketCheck { id, text, required: true, checklist_id, done_at: None, done_by_name: None, note: None }
    }

    #[test]
    fn a_tick_is_seen_before_the_server_has_answered_and_can_be_taken_back() {
        let before = vec![check(1), check(2)];
        let after = ticked(&before, before[1].id, "王工", true);
        assert_eq!((after[0].done_at, after[1].done_by_name.as_deref()), (None, Some("王工")));
        assert_eq!(ticked(&after, before[1].id, "王工", false), before);
    }

    #[test]
    fn a_required_step_is_ones_own_only() {
        let mut v: Values =
            ["checklist_id", "text", "required"].map(|name| (name.into(), String::new())).into();
        assert_eq!(read_added(&v).unwrap_err().fields[0].pointer, "/text");
        v.insert("text".into(), "联系业主".into());
        v.insert("required".into(), "true".into());
        assert!(read_added(&v).unwrap().required);
    }
}
