//! The command palette: Ctrl+K, some words, Enter. Leads to every page that the person may open, to what can
//! be done from anywhere, and to records of every kind.

use crate::api;
use crate::browser;
use crate::components::marked::Marked;
use crate::components::modal::Modal;
use crate::components::search_select::moved;
use crate::components::status_badge::badge;
use crate::i18n::use_locale;
use crate::nav::GROUPS;
use crate::route::{self, Record, Route};
use crate::session::use_me;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use gloo_utils::document;
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::{
    CampaignId, CustomerId, KnowledgeArticleId, MaterialTransferId, OrganizationId, PartId, ProductId,
    QualityFeedbackId, RecoveryId, RmaId, StatementId, TicketId, UnitId, UserId, WarrantyClaimId,
};
use shared::problem::Problem;
use shared::records::search::{SearchAnswer, SearchHit, SearchKind, SearchQuery, is_long_enough, words};
use shared::records::ticket::TicketStatus;
use shared::text::Line;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Milliseconds without a stroke after which the server is asked.
const PAUSE: u32 = 150;

/// Something to choose.
#[derive(Clone, PartialEq)]
struct Choice {
    /// What stands above the first of its kind.
    group: String,
    icon: Icon,
    number: Option<String>,
    title: String,
    note: Option<String>,
    status: Option<TicketStatus>,
    address: String,
}

/// Where a hit leads.
fn target(kind: SearchKind, hit: &SearchHit) -> Route {
    match kind {
        SearchKind::Ticket => Route::Tickets(Record::One(TicketId(hit.id))),
        SearchKind::Unit => Route::Units(Record::One(UnitId(hit.id))),
        SearchKind::Customer => Route::Customers(Record::One(CustomerId(hit.id))),
        SearchKind::Contact => hit
            .customer_id
            .map_or(Route::Customers(Record::List), |customer| Route::Customers(Record::One(customer))),
        SearchKind::Product => Route::Products(Record::One(ProductId(hit.id))),
        SearchKind::Part => Route::Parts(Record::One(PartId(hit.id))),
        SearchKind::Rma => Route::Rmas(Record::One(RmaId(hit.id))),
        SearchKind::MaterialTransfer => Route::Transfers(Record::One(MaterialTransferId(hit.id))),
        SearchKind::QualityFeedback => Route::Quality(Record::One(QualityFeedbackId(hit.id))),
        SearchKind::Campaign => Route::Campaigns(Record::One(CampaignId(hit.id))),
        SearchKind::WarrantyClaim => Route::Claims(Record::One(WarrantyClaimId(hit.id))),
        SearchKind::Recovery => Route::Recoveries(Record::One(RecoveryId(hit.id))),
        SearchKind::Statement => Route::Statements(Record::One(StatementId(hit.id))),
        SearchKind::KnowledgeArticle => Route::Knowledge(Record::One(KnowledgeArticleId(hit.id))),
        SearchKind::Organization => Route::Organizations(Record::One(OrganizationId(hit.id))),
        SearchKind::User => Route::Users(Record::One(UserId(hit.id))),
    }
}

fn icon(kind: SearchKind) -> Icon {
    match kind {
        SearchKind::Ticket => Icon::Bell,
        SearchKind::Unit => Icon::Cube,
        SearchKind::Customer | SearchKind::Contact | SearchKind::User => Icon::User,
        SearchKind::Product => Icon::Catalog,
        SearchKind::Part => Icon::Package,
        SearchKind::Rma => Icon::Undo,
        SearchKind::MaterialTransfer => Icon::ShareSquare,
        SearchKind::QualityFeedback => Icon::ClipboardCheck,
        SearchKind::Campaign => Icon::Flag,
        SearchKind::WarrantyClaim => Icon::ClipboardCheck,
        SearchKind::Recovery => Icon::ExclamationCircle,
        SearchKind::Statement => Icon::List,
        SearchKind::KnowledgeArticle => Icon::Repository,
        SearchKind::Organization => Icon::Enterprise,
    }
}

/// Whether each of the words stands in a name.
fn fits(words: &[String], name: &str) -> bool {
    let name = name.to_lowercase();
    words.iter().all(|word| name.contains(word))
}

/// The pages and deeds that are open to somebody and fit what is typed.
fn ways(typed: &str, permissions: &[Permission], l: Locale) -> Vec<Choice> {
    let words = words(typed);
    let group = t!(l, "page-palette-ways");
    let choice = |icon: Icon, title: String, address: String| Choice {
        group: group.clone(),
        icon,
        number: None,
        title,
        note: None,
        status: None,
        address,
    };
    let mut all = vec![];
    if permissions.contains(&Permission::TicketCreate) {
        let address = Route::Tickets(Record::New).path();
        all.push(choice(Icon::PlusCircle, t!(l, "ticket-new"), address));
    }
    for entry in GROUPS.iter().flat_map(|group| group.open(permissions)) {
        let query = entry.query.map(|query| format!("?{query}")).unwrap_or_default();
        all.push(choice(entry.icon, entry.name(l), format!("{}{query}", entry.route.path())));
    }
    let own = [
        (Route::Profile, t!(l, "account-profile")),
        (Route::Password, t!(l, "account-password")),
        (Route::Sessions, t!(l, "account-sessions")),
        (Route::ApiTokens, t!(l, "account-tokens")),
    ];
    all.extend(own.map(|(route, name)| choice(Icon::User, name, route.path())));
    all.retain(|choice| fits(&words, &choice.title));
    all
}

/// What the server found, as choices.
fn records(answer: &SearchAnswer, l: Locale) -> Vec<Choice> {
    let one = |kind: SearchKind, hit: &SearchHit| Choice {
        group: kind.label(l),
        icon: icon(kind),
        number: hit.number.clone(),
        title: hit.title.clone(),
        note: hit.note.clone(),
        status: hit.status,
        address: target(kind, hit).path(),
    };
    answer.groups.iter().flat_map(|group| group.hits.iter().map(move |hit| one(group.kind, hit))).collect()
}

#[derive(Clone, PartialEq)]
enum Found {
    Nothing,
    Waiting,
    Answer(SearchAnswer),
    Failed(Box<Problem>),
}

/// Opens the palette on Ctrl+K (on a Mac, Command+K), and by a button.
#[component]
pub fn PaletteButton() -> Html {
    let l = use_locale();
    let open = use_state_eq(|| false);
    {
        let open = open.setter();
        use_effect_with((), move |()| {
            let options = EventListenerOptions::enable_prevent_default();
            let listener = EventListener::new_with_options(&document(), "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
                if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
                    event.prevent_default();
                    open.set(true);
                }
            });
            move || drop(listener)
        });
    }
    let onclick = {
        let open = open.setter();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let onclose = {
        let open = open.setter();
        Callback::from(move |()| open.set(false))
    };
    html! {
        <>
            <button
                type="button"
                class="pf-v6-c-button pf-m-plain sb-palette-button"
                aria-label={t!(l, "page-palette")}
                aria-keyshortcuts="Control+K"
                title={t!(l, "page-palette-key")}
                {onclick}
            >
                { Icon::Search }
                <span class="sb-palette-words" aria-hidden="true">
                    { t!(l, "page-palette") }<kbd>{ "Ctrl K" }</kbd>
                </span>
            </button>
            if *open {
                <Palette {onclose} />
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct PaletteProps {
    onclose: Callback<()>,
}

#[component]
fn Palette(props: &PaletteProps) -> Html {
    let l = use_locale();
    let me = use_me();
    let typed = use_state_eq(String::new);
    let found = use_state_eq(|| Found::Nothing);
    let at = use_state_eq(|| Some(0_usize));
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                let _ = input.focus();
            }
        });
    }
    // Asks when nothing was typed for a moment; an answer that comes too late is not shown.
    {
        let (found, at) = (found.setter(), at.setter());
        use_effect_with((*typed).clone(), move |typed| {
            at.set(Some(0));
            let query = Line::new(typed).ok().filter(|q| is_long_enough(q));
            found.set(if query.is_some() { Found::Waiting } else { Found::Nothing });
            let late = std::rc::Rc::new(std::cell::Cell::new(false));
            let timer = query.map(|q| {
                let late = late.clone();
                Timeout::new(PAUSE, move || {
                    spawn_local(async move {
                        let answer = api::search::search(&SearchQuery { q, kind: None, limit: None }).await;
                        if !late.get() {
                            found.set(match answer {
                                Ok(answer) => Found::Answer(answer),
                                Err(problem) => Found::Failed(Box::new(problem)),
                            });
                        }
                    });
                })
            });
            move || {
                late.set(true);
                drop(timer);
            }
        });
    }
    let mut choices = ways(&typed, &me.permissions, l);
    if let Found::Answer(answer) = &*found {
        // A number or a name is what people look for; pages whose name happens to fit come after.
        choices = records(answer, l).into_iter().chain(choices).collect();
    }
    let choose = {
        let onclose = props.onclose.clone();
        Callback::from(move |address: String| {
            onclose.emit(());
            route::go_to(&address);
        })
    };
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let onkeydown = {
        let (at, choose) = (at.clone(), choose.clone());
        let addresses: Vec<String> = choices.iter().map(|choice| choice.address.clone()).collect();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            key @ ("ArrowDown" | "ArrowUp") => {
                event.prevent_default();
                let next = moved(*at, key == "ArrowDown", addresses.len());
                at.set(next);
                if let Some(next) = next {
                    browser::scroll_to(&format!("#palette-{next}"));
                }
            }
            "Enter" => {
                event.prevent_default();
                if let Some(address) = at.and_then(|at| addresses.get(at)) {
                    choose.emit(address.clone());
                }
            }
            _ => {}
        })
    };
    let words = words(&typed);
    let status = match &*found {
        Found::Waiting => t!(l, "page-searching"),
        Found::Failed(problem) => problem.detail.clone(),
        _ if choices.is_empty() => t!(l, "page-none-found"),
        _ => t!(l, "page-palette-count", count = choices.len() as i64),
    };
    html! {
        <Modal title={t!(l, "page-palette")} onclose={props.onclose.clone()} wide=true>
            <span class="pf-v6-c-form-control">
                <input
                    ref={node}
                    autofocus=true
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    aria-label={t!(l, "page-palette-hint")}
                    aria-autocomplete="list"
                    aria-expanded="true"
                    aria-controls="palette"
                    aria-activedescendant={at.filter(|at| *at < choices.len()).map(|at| format!("palette-{at}"))}
                    placeholder={t!(l, "page-palette-hint")}
                    value={(*typed).clone()}
                    {oninput}
                    {onkeydown}
                />
            </span>
            <ul id="palette" class="sb-palette" role="listbox" aria-label={t!(l, "page-palette")}>
                { for choices.iter().enumerate().map(|(place, choice)| {
                    let first = place == 0 || choices[place - 1].group != choice.group;
                    option(choice, place, first, *at == Some(place), &words, &choose, l)
                }) }
            </ul>
            <p class="sb-quiet" role="status">{ status }</p>
        </Modal>
    }
}

fn option(
    choice: &Choice,
    place: usize,
    first: bool,
    marked: bool,
    words: &[String],
    choose: &Callback<String>,
    l: Locale,
) -> Html {
    let onclick = {
        let (choose, address) = (choose.clone(), choice.address.clone());
        Callback::from(move |_: MouseEvent| choose.emit(address.clone()))
    };
    let show = |text: &str| html! { <Marked text={text.to_owned()} words={words.to_vec()} /> };
    html! {
        <>
            if first {
                <li class="sb-palette-group" role="presentation">{ &choice.group }</li>
            }
            <li
                id={format!("palette-{place}")}
                role="option"
                aria-selected={marked.to_string()}
                class={classes!("sb-palette-option", marked.then_some("sb-marked"))}
                {onclick}
            >
                <span class="sb-quiet" aria-hidden="true">{ choice.icon }</span>
                <span class="sb-palette-text">
                    <span>
                        if let Some(number) = &choice.number {
                            <span class="sb-palette-number">{ show(number) }</span>{ " " }
                        }
                        { show(&choice.title) }
                    </span>
                    if let Some(note) = &choice.note {
                        <span class="sb-quiet">{ show(note) }</span>
                    }
                </span>
                if let Some(status) = choice.status {
                    { badge(status, l) }
                }
            </li>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::auth::{OrganizationKind, Role, permissions};

    fn titles(typed: &str, role: Role) -> Vec<String> {
        let held = permissions(OrganizationKind::Manufacturer, &[role], None);
        ways(typed, &held, Locale::En).into_iter().map(|choice| choice.title).collect()
    }

    #[test]
    fn pages_are_found_by_a_part_of_their_name() {
        assert_eq!(titles("queu", Role::ServiceSpecialist), ["Queues"]);
        assert_eq!(titles("audit", Role::ServiceSpecialist), Vec::<String>::new());
        assert!(titles("", Role::Admin).contains(&"Audit trail".to_owned()));
    }

    #[test]
    fn a_person_at_a_customer_leads_to_the_customer() {
        let customer: CustomerId = "01933f6e-0000-7000-8000-000000000001".parse().unwrap();
        let hit = SearchHit {
            id: "01933f6e-0000-7000-8000-000000000002".parse().unwrap(),
            number: None,
            title: "王芳".into(),
            note: None,
            status: None,
            customer_id: Some(customer),
        };
        assert_eq!(target(SearchKind::Contact, &hit), Route::Customers(Record::One(customer)));
        assert_eq!(target(SearchKind::User, &hit), Route::Users(Record::One(UserId(hit.id))));
    }
}
