//! Saved views of the list of tickets, and the choice of its columns.

use super::columns::{COLUMNS, remember, remembered, shown, words_of};
use super::filter::Filter;
use crate::api::saved_view;
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::confirm::{Confirm, use_deed};
use crate::components::field::{Choice, ChoiceField, TextField, toggled};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::link::Link;
use crate::components::popup::{Popup, use_popup};
use crate::components::record_form::FormModal;
use crate::components::search_select::SearchSelect;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{actor, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Actor;
use shared::problem::Refusal;
use shared::records::saved_view::{
    Register, SavedView, SavedViewInput, SavedViewQuery, ViewSharing, may_share_with_house,
};
use shared::text::Line;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the list shows under a view.
fn filter_of(view: &SavedView) -> Filter {
    let filter: Filter = serde_urlencoded::from_str(&view.query).unwrap_or_default();
    let columns = (!view.columns.is_empty()).then(|| view.columns.join(","));
    Filter { columns, cursor: None, ..filter }
}

/// What is shown now as a view would keep it: columns apart, no page.
fn kept(current: &Filter) -> Filter {
    Filter { columns: None, cursor: None, ..current.clone() }
}

/// Properties of [`ViewMenu`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What the list shows.
    pub current: Filter,
    /// Shows something else.
    pub push: Callback<Filter>,
}

/// The menu of saved views.
#[component]
pub fn ViewMenu(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let loaded =
        use_load((), |()| async { saved_view::list(&SavedViewQuery { register: Register::Ticket }).await });
    let Popup { open, toggle, close, onkeydown, onfocusout } = use_popup("#views", ".sb-views");
    let saving = use_state_eq(|| false);
    let leaving = use_state(|| None::<SavedView>);
    let views: Vec<SavedView> = loaded.data.iter().flat_map(|views| views.iter().cloned()).collect();
    let here = |view: &SavedView| kept(&filter_of(view)) == kept(&props.current);
    let name = views.iter().find(|view| here(view)).map(|view| view.name.clone());
    let save = {
        let (saving, close) = (saving.setter(), close.clone());
        Callback::from(move |()| {
            close.emit(());
            saving.set(true);
        })
    };
    let onsaved = {
        let (saving, reload, toaster) = (saving.setter(), loaded.reload.clone(), toaster.clone());
        Callback::from(move |view: SavedView| {
            toaster.say(t!(l, "ticket-view-saved", name = view.name.as_str()));
            saving.set(false);
            reload.emit(());
        })
    };
    let onclose = {
        let saving = saving.setter();
        Callback::from(move |()| saving.set(false))
    };
    let onleft = {
        let (leaving, reload) = (leaving.setter(), loaded.reload.clone());
        Callback::from(move |()| {
            leaving.set(None);
            reload.emit(());
        })
    };
    let item = |view: &SavedView| {
        let leave = {
            let (leaving, close, view) = (leaving.setter(), close.clone(), view.clone());
            Callback::from(move |()| {
                close.emit(());
                leaving.set(Some(view.clone()));
            })
        };
        let shared = match view.sharing {
            ViewSharing::Own => None,
            ViewSharing::Team => view.team_name.clone(),
            ViewSharing::House => Some(view.sharing.label(l)),
        };
        html! {
            <li key={view.id.to_string()}>
                <Link
                    to={Route::Tickets(Record::List)}
                    query={Some(AttrValue::from(filter_of(view).address()))}
                    current={here(view)}
                    class={classes!("sb-view", here(view).then_some("sb-here"))}
                >
                    { &view.name }
                    if let Some(shared) = shared {
                        <span class="sb-quiet">{ " · " }{ shared }</span>
                    }
                </Link>
                if view.editable {
                    <Button label={t!(l, "ticket-view-delete", name = view.name.as_str())} kind={Kind::Plain} small=true icon={Icon::Trash} onclick={leave} />
                }
            </li>
        }
    };
    html! {
        <>
            <div class="sb-account sb-views" {onkeydown} {onfocusout}>
                <button type="button" id="views" class="pf-v6-c-button pf-m-secondary pf-m-small" aria-expanded={open.to_string()} aria-controls="views-menu" onclick={toggle}>
                    <span class="pf-v6-c-button__text">{ name.unwrap_or_else(|| t!(l, "ticket-views")) }</span>
                    <span class="pf-v6-c-button__icon pf-m-end">{ Icon::CaretDown }</span>
                </button>
                <div id="views-menu" class="sb-account-menu" hidden={!open}>
                    if views.is_empty() {
                        <p class="sb-quiet">{ t!(l, "ticket-views-none") }</p>
                    }
                    <ul role="list" class="sb-view-list">{ for views.iter().map(item) }</ul>
                    <Button label={t!(l, "ticket-view-save")} kind={Kind::Link} small=true icon={Icon::Plus} onclick={save} />
                </div>
            </div>
            if *saving {
                <SaveView current={props.current.clone()} {views} {onsaved} {onclose} />
            }
            if let Some(view) = &*leaving {
                <LeaveView view={view.clone()} {onleft} onclose={Callback::from({
                    let leaving = leaving.setter();
                    move |()| leaving.set(None)
                })} />
            }
        </>
    }
}

/// Properties of [`LeaveView`].
#[derive(Clone, PartialEq, Properties)]
struct LeaveProps {
    view: SavedView,
    onleft: Callback<()>,
    onclose: Callback<()>,
}

/// Asks before a view is deleted.
#[component]
fn LeaveView(props: &LeaveProps) -> Html {
    let l = use_locale();
    let (id, version) = (props.view.id, props.view.version);
    let deed = use_deed(move |_| saved_view::delete(id, version), props.onleft.clone());
    html! {
        <Confirm
            title={t!(l, "ticket-view-delete", name = props.view.name.as_str())}
            label={t!(l, "page-remove")}
            {deed}
            danger=true
            onclose={props.onclose.clone()}
        >
            <p>{ t!(l, "ticket-view-delete-hint") }</p>
        </Confirm>
    }
}

/// What is typed about a view, as it is sent.
fn read(values: &Values, current: &Filter, actor: &Actor) -> Result<SavedViewInput, Refusal> {
    let mut draft = Draft::new(values);
    let sharing = draft.maybe("sharing").unwrap_or(ViewSharing::Own);
    let team_id = if sharing == ViewSharing::Team { draft.need("team_id") } else { None };
    let name: Option<Line<60>> = draft.need("name");
    let columns = shown(&current.columns.clone().unwrap_or_else(remembered));
    let columns = words_of(&columns).split(',').filter_map(|word| Line::new(word).ok()).collect();
    let query = kept(current).address();
    let input = name.map(|name| SavedViewInput {
        register: Register::Ticket,
        name,
        sharing,
        team_id,
        query,
        columns,
    });
    let input = draft.finish(input)?;
    input.check(actor)?;
    Ok(input)
}

/// Properties of [`SaveView`].
#[derive(Clone, PartialEq, Properties)]
struct SaveProps {
    current: Filter,
    views: Vec<SavedView>,
    onsaved: Callback<SavedView>,
    onclose: Callback<()>,
}

/// The dialogue in which a view gets its name. One of the same name that is one's own is replaced.
#[component]
fn SaveView(props: &SaveProps) -> Html {
    let l = use_locale();
    let me = use_me();
    let form = use_form(|| {
        let mut values: Values =
            ["name", "team_id", "team_id#"].iter().map(|name| ((*name).to_owned(), String::new())).collect();
        values.insert("sharing".into(), ViewSharing::Own.to_string());
        values
    });
    let own: Rc<Vec<SavedView>> = Rc::new(props.views.iter().filter(|v| v.editable).cloned().collect());
    let who = actor(&me);
    let submit = {
        let (current, who, own) = (props.current.clone(), who.clone(), own.clone());
        use_submit(
            &form,
            move |values| read(values, &current, &who),
            move |input: SavedViewInput, key| {
                let before = own.iter().find(|v| v.name == input.name.as_str()).cloned();
                async move {
                    match before {
                        Some(view) => saved_view::update(view.id, input, view.version).await,
                        None => saved_view::create(input, key).await,
                    }
                }
            },
            props.onsaved.clone(),
        )
    };
    let replaces = own.iter().any(|v| v.name == form.get("name").trim());
    let offered = ViewSharing::ALL.iter().filter(|sharing| match sharing {
        ViewSharing::Own => true,
        ViewSharing::Team => who.is_inside(),
        ViewSharing::House => may_share_with_house(&who),
    });
    let choices: Vec<Choice> = offered.map(|s| Choice::new(s.as_str(), s.label(l))).collect();
    html! {
        <FormModal title={t!(l, "ticket-view-save")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <p class="sb-quiet">{ t!(l, "ticket-view-save-hint") }</p>
            <TextField form={form.clone()} name="name" label={t!(l, "ticket-view-name")} required=true max=60 autofocus=true
                hint={replaces.then(|| AttrValue::from(t!(l, "ticket-view-replaces")))} />
            if choices.len() > 1 {
                <ChoiceField form={form.clone()} name="sharing" label={t!(l, "ticket-view-sharing")} {choices} />
            }
            if form.get("sharing") == ViewSharing::Team.as_str() {
                <SearchSelect form={form.clone()} name="team_id" label={t!(l, "ticket-team")} required=true finder={Finder::Team} />
            }
        </FormModal>
    }
}

/// The menu of columns.
#[component]
pub fn ColumnMenu(props: &Props) -> Html {
    let l = use_locale();
    let Popup { open, toggle, onkeydown, onfocusout, .. } = use_popup("#columns", ".sb-columns-menu");
    let now = shown(&props.current.columns.clone().unwrap_or_else(remembered));
    let words = now.iter().map(|c| c.key).collect::<Vec<_>>().join(",");
    let show = {
        let (current, push) = (props.current.clone(), props.push.clone());
        move |words: &str| {
            let words = words_of(&shown(words));
            remember(&words);
            push.emit(Filter { columns: Some(words), ..current.clone() });
        }
    };
    let usual = {
        let show = show.clone();
        Callback::from(move |()| show(""))
    };
    html! {
        <div class="sb-account sb-columns-menu" {onkeydown} {onfocusout}>
            <button type="button" id="columns" class="pf-v6-c-button pf-m-plain pf-m-small" aria-expanded={open.to_string()} aria-controls="columns-menu" aria-label={t!(l, "ticket-columns")} title={t!(l, "ticket-columns")} onclick={toggle}>
                { Icon::Columns }
            </button>
            <div id="columns-menu" class="sb-account-menu" hidden={!open} role="group" aria-label={t!(l, "ticket-columns")}>
                { for COLUMNS.iter().filter(|column| column.key != "number").map(|column| {
                    let id = format!("column-{}", column.key);
                    let on = now.iter().any(|c| c.key == column.key);
                    let onchange = {
                        let (show, words) = (show.clone(), words.clone());
                        Callback::from(move |event: Event| {
                            let on = event.target_unchecked_into::<HtmlInputElement>().checked();
                            show(&toggled(&words, column.key, on));
                        })
                    };
                    html! {
                        <div class="pf-v6-c-check">
                            <input class="pf-v6-c-check__input" type="checkbox" id={id.clone()} checked={on} {onchange} />
                            <label class="pf-v6-c-check__label" for={id}>{ (column.name)(l) }</label>
                        </div>
                    }
                }) }
                <Button label={t!(l, "ticket-columns-usual")} kind={Kind::Link} small=true onclick={usual} />
            </div>
        </div>
    }
}
