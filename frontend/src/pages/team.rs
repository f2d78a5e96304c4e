//! Teams: list and form.

use crate::api::{team, user};
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Kind;
use crate::components::field::{Choice, ManyField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::table::Row;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::{OrganizationId, TeamId};
use shared::problem::Refusal;
use shared::records::account::Me;
use shared::records::import::PageQuery;
use shared::records::team::{Team, TeamInput};
use shared::records::user::UserQuery;
use std::rc::Rc;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<TeamId>) -> Html {
    match record {
        Record::List => html! { <TeamList /> },
        Record::New => html! { <TeamNew key="new" /> },
        Record::One(id) | Record::Edit(id) => html! { <TeamEdit key={id.to_string()} {id} /> },
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(team: &Team, may_edit: bool, l: Locale) -> Row {
    let comma = if l == Locale::ZhCn { "、" } else { ", " };
    let to = Route::Teams(Record::One(team.id));
    Row {
        key: team.id.to_string(),
        to: may_edit.then_some(to),
        cells: vec![
            if may_edit {
                html! { <Link {to}>{ &team.name }</Link> }
            } else {
                html! { { &team.name } }
            },
            html! { <span class="sb-number">{ &team.code }</span> },
            html! { { team.members.iter().map(|m| m.name.as_str()).collect::<Vec<_>>().join(comma) } },
        ],
    }
}

#[component]
fn TeamList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let loaded = use_load(query.value.clone(), |filter| async move {
        team::list(&PageQuery { limit: None, cursor: filter.cursor }).await
    });
    let may_edit = may(&me, Permission::UserManage);
    let actions = html! {
        if may_edit {
            <LinkButton to={Route::Teams(Record::New)} label={t!(l, "people-new-team")} kind={Kind::Primary} icon={Icon::Plus} />
        }
    };
    let nothing =
        Nothing { title: t!(l, "people-no-teams"), hint: t!(l, "people-no-teams-hint"), clear: None };
    let columns = vec![t!(l, "people-team-name"), t!(l, "people-code"), t!(l, "people-members")];
    html! {
        <>
            <PageHead title={t!(l, "page-nav-teams")} {actions} />
            { list_view(&loaded, t!(l, "page-nav-teams"), columns, |team| row(team, may_edit, l), nothing) }
        </>
    }
}

fn values(team: Option<&Team>, me: &Me) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "organization_id", Some(team.map_or(me.organization_id, |t| t.organization_id)));
    put(v, &words("organization_id"), team.is_none().then_some(&me.organization_name));
    put(v, "code", team.map(|t| &t.code));
    put(v, "name", team.map(|t| &t.name));
    let members = team.map(|t| t.members.iter().map(|m| m.id.to_string()).collect::<Vec<_>>().join(","));
    put(v, "member_ids", members);
    values
}

fn read(values: &Values) -> Result<TeamInput, Refusal> {
    let mut d = Draft::new(values);
    let (organization_id, code, name) = (d.need("organization_id"), d.need("code"), d.need("name"));
    let member_ids = d.many("member_ids");
    let built = organization_id.zip(code).zip(name).map(|((organization_id, code), name)| TeamInput {
        organization_id,
        code,
        name,
        member_ids,
    });
    d.finish(built)
}

fn parent(l: Locale) -> Option<(Route, AttrValue)> {
    Some((Route::Teams(Record::List), AttrValue::from(t!(l, "page-nav-teams"))))
}

#[component]
fn TeamNew() -> Html {
    let l = use_locale();
    html! { <><PageHead title={t!(l, "people-new-team")} parent={parent(l)} /><TeamForm /></> }
}

#[derive(Clone, PartialEq, Properties)]
struct EditProps {
    id: TeamId,
}

#[component]
fn TeamEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, team::get);
    let reload = loaded.reload.clone();
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "people-team"), |t| t.name.clone());
    html! {
        <>
            <PageHead {title} parent={parent(l)} />
            { async_view(&loaded, |_| None, |t| html! { <TeamForm team={t.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    team: Option<Rc<Team>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn TeamForm(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let toaster = use_toaster();
    let team = props.team.as_deref();
    let at = team.map(|t| (t.id, t.version));
    let form = use_form(|| values(team, &me));
    use_fresh(&form, at.map(|(_, v)| v), values(team, &me), props.reload.clone());
    let organization: Option<OrganizationId> = form.get("organization_id").parse().ok();
    let people = use_load(organization, |organization_id| async move {
        user::list(&UserQuery { organization_id, limit: Some(100), ..UserQuery::default() }).await
    });
    let done = Callback::from(move |_: Team| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Teams(Record::List));
    });
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((id, version)) => team::update(id, body, version).await,
                None => team::create(body, key).await,
            }
        },
        done,
    );
    let onpick = {
        let form = form.clone();
        Callback::from(move |_| form.set("member_ids", ""))
    };
    let members = async_view(
        &people,
        |page| page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "people-none-here") }</p> }),
        |page| {
            let choices: Vec<_> =
                page.items.iter().map(|u| Choice::new(u.id.to_string(), u.name.clone())).collect();
            html! { <ManyField form={form.clone()} name="member_ids" label={t!(l, "people-members")} {choices} /> }
        },
    );
    html! {
        <FormFrame form={form.clone()} {submit} cancel={Route::Teams(Record::List)}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "people-team") }</legend>
                <div class="sb-grid">
                    if at.is_none() {
                        <SearchSelect form={form.clone()} name="organization_id" label={t!(l, "people-organization")} required=true finder={Finder::Organization(&[])} {onpick} />
                    }
                    <TextField form={form.clone()} name="code" label={t!(l, "people-code")} hint={t!(l, "people-team-code-hint")} required=true max=40 />
                    <TextField form={form.clone()} name="name" label={t!(l, "people-team-name")} required=true max=100 />
                </div>
                { members }
            </fieldset>
        </FormFrame>
    }
}
