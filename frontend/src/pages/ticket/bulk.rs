//! Doing one thing to several tickets: the bar over the list, its dialogues, and what became of each.

use crate::api::ticket;
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::field::{AreaField, CheckField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Form, Values, use_form, use_submit};
use crate::components::link::Link;
use crate::components::modal::Modal;
use crate::components::record_form::FormModal;
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::problem::{FieldProblem, Refusal};
use shared::records::ticket::*;
use std::rc::Rc;
use yew::prelude::*;

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Assign,
    Close,
    Tag,
}

impl Deed {
    fn label(self, l: Locale) -> String {
        match self {
            Self::Assign => TicketActionKind::Assign.label(l),
            Self::Close => TicketActionKind::Close.label(l),
            Self::Tag => t!(l, "ticket-tags"),
        }
    }
}

/// What is sent.
enum Input {
    Assign(BulkAssign),
    Close(BulkClose),
    Tag(BulkTag),
}

/// Words between commas, Chinese ones too, as tags.
fn tags(typed: &str, pointer: &str) -> Result<Vec<Tag>, Refusal> {
    let words = typed.split([',', '，', '、']).map(str::trim).filter(|word| !word.is_empty());
    let tag = |word: &str| Tag::new(word).map_err(|_| Refusal::field(pointer, FieldProblem::TooLong));
    words.map(tag).collect()
}

/// What the form says about these tickets.
fn read(deed: Deed, values: &Values, picked: &[TicketSummary]) -> Result<Input, Refusal> {
    let mut draft = Draft::new(values);
    let tickets = picked.iter().map(|t| BulkTarget { id: t.id, version: t.version }).collect();
    let input = match deed {
        Deed::Assign => Input::Assign(BulkAssign {
            tickets,
            assignee_id: draft.maybe("assignee_id"),
            team_id: draft.maybe("team_id"),
            least_loaded: draft.on("least_loaded"),
            note: draft.maybe("note"),
        }),
        Deed::Close => Input::Close(BulkClose { tickets, note: draft.maybe("note") }),
        Deed::Tag => {
            let input = BulkTag {
                ticket_ids: picked.iter().map(|t| t.id).collect(),
                add: tags(draft.raw("add"), "/add")?,
                remove: tags(draft.raw("remove"), "/remove")?,
            };
            input.check()?;
            Input::Tag(input)
        }
    };
    draft.finish(Some(input))
}

fn beginning(deed: Deed) -> Values {
    let names: &[&str] = match deed {
        Deed::Assign => &["assignee_id", "assignee_id#", "team_id", "team_id#", "least_loaded", "note"],
        Deed::Close => &["note"],
        Deed::Tag => &["add", "remove"],
    };
    names.iter().map(|name| ((*name).to_owned(), String::new())).collect()
}

/// Properties of [`BulkBar`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The tickets that are chosen.
    pub picked: Vec<TicketSummary>,
    /// Chooses none.
    pub onclear: Callback<()>,
    /// Reads the list again.
    pub ondone: Callback<()>,
}

/// The bar over the list while tickets are chosen.
#[component]
pub fn BulkBar(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let toaster = use_toaster();
    let deed = use_state_eq(|| None::<Deed>);
    let report = use_state(|| None::<Rc<BulkReport>>);
    let open = |which: Deed| {
        let deed = deed.setter();
        Callback::from(move |()| deed.set(Some(which)))
    };
    let onclose = {
        let deed = deed.setter();
        Callback::from(move |()| deed.set(None))
    };
    let ondone = {
        let (deed, report) = (deed.clone(), report.setter());
        let (onclear, ondone) = (props.onclear.clone(), props.ondone.clone());
        Callback::from(move |told: BulkReport| {
            if told.refused == 0 {
                let what = (*deed).map(|d| d.label(l)).unwrap_or_default();
                toaster.say(t!(l, "ticket-bulk-done", action = what, count = i64::from(told.done)));
            } else {
                report.set(Some(Rc::new(told)));
            }
            deed.set(None);
            onclear.emit(());
            ondone.emit(());
        })
    };
    let offered = [
        (Deed::Assign, Permission::TicketAssign),
        (Deed::Close, Permission::TicketClose),
        (Deed::Tag, Permission::CommentInternal),
    ];
    let offered = offered.into_iter().filter(|(_, permission)| may(&me, *permission));
    let closed = {
        let report = report.setter();
        Callback::from(move |()| report.set(None))
    };
    html! {
        <>
            if !props.picked.is_empty() {
                <div class="sb-bulk" role="group" aria-label={t!(l, "ticket-bulk")}>
                    <strong role="status">{ t!(l, "ticket-bulk-chosen", count = props.picked.len() as i64) }</strong>
                    { for offered.map(|(which, _)| html! {
                        <Button label={which.label(l)} kind={Kind::Secondary} small=true onclick={open(which)} />
                    }) }
                    <Button label={t!(l, "ticket-bulk-clear")} kind={Kind::Link} small=true onclick={props.onclear.clone()} />
                </div>
            }
            if let Some(deed) = *deed {
                <BulkForm {deed} picked={props.picked.clone()} {ondone} {onclose} />
            }
            if let Some(report) = &*report {
                { report_view(report, closed, l) }
            }
        </>
    }
}

/// What became of each ticket of which not all went well.
fn report_view(report: &Rc<BulkReport>, onclose: Callback<()>, l: Locale) -> Html {
    let refused = report.rows.iter().filter_map(|row| row.problem.as_ref().map(|problem| (row, problem)));
    let footer =
        html! { <Button label={t!(l, "page-close")} kind={Kind::Primary} onclick={onclose.clone()} /> };
    html! {
        <Modal title={t!(l, "ticket-bulk-report")} wide=true {onclose} {footer}>
            <Alert
                gravity={Gravity::Warning}
                title={t!(l, "ticket-bulk-mixed", done = i64::from(report.done), refused = i64::from(report.refused))}
            />
            <ul class="sb-bulk-report">
                { for refused.map(|(row, problem)| html! {
                    <li>
                        <Link to={Route::Tickets(Record::One(row.id))} class="sb-number">
                            { row.number.clone().unwrap_or_else(|| row.id.to_string()) }
                        </Link>
                        <span>{ &problem.detail }</span>
                        { for problem.errors.iter().map(|error| html! { <span class="sb-quiet">{ &error.detail }</span> }) }
                    </li>
                }) }
            </ul>
        </Modal>
    }
}

/// Properties of [`BulkForm`].
#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    deed: Deed,
    picked: Vec<TicketSummary>,
    ondone: Callback<BulkReport>,
    onclose: Callback<()>,
}

/// The dialogue of one thing that is done to several tickets.
#[component]
fn BulkForm(props: &FormProps) -> Html {
    let l = use_locale();
    let deed = props.deed;
    let form = use_form(|| beginning(deed));
    let submit = {
        let picked = props.picked.clone();
        use_submit(
            &form,
            move |values| read(deed, values, &picked),
            |input, key| async move {
                match input {
                    Input::Assign(body) => ticket::assign_many(body, key).await,
                    Input::Close(body) => ticket::close_many(body, key).await,
                    Input::Tag(body) => ticket::tag_many(body, key).await,
                }
            },
            props.ondone.clone(),
        )
    };
    let count = props.picked.len() as i64;
    html! {
        <FormModal
            title={t!(l, "ticket-bulk-title", action = deed.label(l), count = count)}
            label={t!(l, "ticket-bulk-go", count = count)}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            <p class="sb-quiet sb-bulk-numbers">
                { props.picked.iter().map(|t| t.number.as_str()).collect::<Vec<_>>().join(" · ") }
            </p>
            { fields(deed, &form, &props.picked, l) }
        </FormModal>
    }
}

fn fields(deed: Deed, form: &Form, picked: &[TicketSummary], l: Locale) -> Html {
    let remark = |autofocus: bool| {
        html! { <AreaField form={form.clone()} name="note" label={t!(l, "ticket-note")} max=4000 lines=3 {autofocus} /> }
    };
    match deed {
        Deed::Assign => html! {
            <>
                <SearchSelect form={form.clone()} name="assignee_id" label={t!(l, "ticket-assignee")} finder={Finder::User(None)} autofocus=true />
                <SearchSelect form={form.clone()} name="team_id" label={t!(l, "ticket-team")} hint={t!(l, "ticket-team-hint")} finder={Finder::Team} />
                if form.get("assignee_id").is_empty() && form.get(&words("assignee_id")).is_empty() {
                    <CheckField form={form.clone()} name="least_loaded" label={t!(l, "ticket-least-loaded")} hint={t!(l, "ticket-least-loaded-hint")} />
                }
                { remark(false) }
            </>
        },
        Deed::Close => html! {
            <>
                <p class="sb-quiet">{ t!(l, "ticket-hint-close") }</p>
                { remark(true) }
            </>
        },
        Deed::Tag => html! { <TagFields form={form.clone()} picked={picked.to_vec()} /> },
    }
}

/// Properties of [`TagFields`].
#[derive(Clone, PartialEq, Properties)]
struct TagProps {
    form: Form,
    picked: Vec<TicketSummary>,
}

/// Tags to put on, with those in use to click, and those that are there to take away.
#[component]
fn TagFields(props: &TagProps) -> Html {
    let l = use_locale();
    let form = &props.form;
    let used = use_load((), |()| ticket::tags());
    let append = |name: &'static str, tag: &str| {
        let (form, tag) = (form.clone(), tag.to_owned());
        Callback::from(move |()| {
            let before = form.get(name).trim_end_matches([',', '，', '、', ' ']).to_owned();
            form.set(name, if before.is_empty() { tag.clone() } else { format!("{before}, {tag}") });
        })
    };
    let chips = |name: &'static str, words: Vec<String>| {
        html! {
            <div class="sb-chips">
                { for words.into_iter().map(|tag| html! {
                    <Button label={tag.clone()} kind={Kind::Secondary} small=true icon={if name == "add" { Icon::Plus } else { Icon::Times }} onclick={append(name, &tag)} />
                }) }
            </div>
        }
    };
    let typed = |name: &str| tags(form.get(name), "").unwrap_or_default();
    let free = |name: &str, tag: &String| !typed(name).iter().any(|t| t.as_str() == tag);
    let known: Vec<String> = used.data.iter().flat_map(|used| used.iter().map(|t| t.tag.clone())).collect();
    let mut there: Vec<String> = props.picked.iter().flat_map(|t| t.tags.clone()).collect();
    there.sort();
    there.dedup();
    let offered = known.into_iter().filter(|tag| free("add", tag)).take(12).collect();
    let removable: Vec<String> = there.into_iter().filter(|tag| free("remove", tag)).collect();
    html! {
        <>
            <TextField form={form.clone()} name="add" label={t!(l, "ticket-tags-add")} hint={t!(l, "ticket-tags-hint")} max=500 autofocus=true />
            { chips("add", offered) }
            <TextField form={form.clone()} name="remove" label={t!(l, "ticket-tags-remove")} max=500 />
            { chips("remove", removable) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_typed_between_commas_of_either_script() {
        let read =
            |typed: &str| tags(typed, "/add").unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(read(" 等照片，回访、 VIP , "), ["等照片", "回访", "VIP"]);
        assert!(read("").is_empty());
        assert_eq!(tags(&"长".repeat(41), "/add").unwrap_err().fields[0].pointer, "/add");
    }
}
