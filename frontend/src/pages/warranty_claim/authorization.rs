//! Pre-authorisations: asked for by dealers, granted up to a limit and a day.

use crate::api::warranty_claim;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::field::{AreaField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::money::{amount, money, words as sum};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, FormModal, use_fresh};
use crate::components::search_select::{SearchSelect, words as name_of};
use crate::components::status_badge::badge;
use crate::components::table::{Row, kept};
use crate::components::time::{Time, maybe_time};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route, use_query};
use crate::session::{may, use_me, use_reader};
use chrono::Utc;
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::auth::{OrganizationKind, Permission};
use shared::i18n::Locale;
use shared::ids::PreAuthorizationId;
use shared::money::Currency;
use shared::problem::{FieldProblem, Refusal};
use shared::records::pre_authorization::*;
use std::rc::Rc;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(one: &PreAuthorization, l: Locale) -> Row {
    let to = Route::Authorizations(Record::One(one.id));
    Row {
        key: one.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &one.number }</Link> },
            badge(one.status, l),
            html! { { &one.dealer_name } },
            html! { <span class="sb-keep">{ &one.unit_serial }</span> },
            money(one.estimate, one.currency),
            one.limit.map(|limit| money(limit, one.currency)).unwrap_or_default(),
            kept(one.valid_until),
            html! { <Time at={one.created_at} /> },
        ],
    }
}

/// All of them.
#[component]
pub fn AuthorizationList() -> Html {
    let l = use_locale();
    let file = may(&use_me(), Permission::ClaimFile);
    let query = use_query::<Filter>();
    let asked =
        PreAuthorizationQuery { cursor: query.value.cursor.clone(), ..PreAuthorizationQuery::default() };
    let loaded = use_load(asked, |asked| async move { warranty_claim::authorizations(&asked).await });
    let actions = html! {
        if file {
            <LinkButton to={Route::Authorizations(Record::New)} label={t!(l, "claim-authorization-new")} kind={Kind::Primary} icon={Icon::Plus} />
        }
    };
    let columns = vec![
        t!(l, "claim-number"),
        t!(l, "page-status"),
        t!(l, "claim-dealer"),
        t!(l, "claim-unit"),
        t!(l, "claim-estimate"),
        t!(l, "claim-limit"),
        t!(l, "claim-valid-until"),
        t!(l, "claim-asked"),
    ];
    let nothing = Nothing {
        title: t!(l, "claim-authorization-none"),
        hint: t!(l, "claim-authorization-none-hint"),
        clear: None,
    };
    html! {
        <>
            <PageHead title={t!(l, "claim-nav-authorizations")} {actions} />
            { list_view(&loaded, t!(l, "claim-nav-authorizations"), columns, |one| row(one, l), nothing) }
        </>
    }
}

fn values() -> Values {
    let mut values = Values::new();
    let v = &mut values;
    for name in ["unit_id", "unit_id#", "dealer_id", "dealer_id#", "estimate", "reason"] {
        put(v, name, None::<String>);
    }
    put(v, "currency", Some(Currency::Cny));
    values
}

fn read(values: &Values) -> Result<PreAuthorizationInput, Refusal> {
    let mut d = Draft::new(values);
    for name in ["unit_id", "dealer_id"] {
        if d.raw(name).is_empty() && !d.raw(&name_of(name)).is_empty() {
            d.refuse(name, FieldProblem::NoSuchRecord);
        }
    }
    let (unit_id, currency, reason) = (d.need("unit_id"), d.need("currency"), d.need("reason"));
    let (dealer_id, estimate) = (d.maybe("dealer_id"), amount(&mut d, "estimate"));
    if estimate.is_none() && d.raw("estimate").is_empty() {
        d.refuse("estimate", FieldProblem::Required);
    }
    let built = unit_id.zip(currency).zip(reason.zip(estimate));
    d.finish(built.map(|((unit_id, currency), (reason, estimate))| PreAuthorizationInput {
        dealer_id,
        unit_id,
        estimate,
        currency,
        reason,
    }))
}

/// Dealers and service centres.
const DEALERS: &[OrganizationKind] = &[OrganizationKind::Dealer, OrganizationKind::ServiceCenter];

/// Asking for one.
#[component]
pub fn AuthorizationNew() -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let form = use_form(values);
    let done = Callback::from(move |one: PreAuthorization| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Authorizations(Record::One(one.id)));
    });
    let submit = use_submit(&form, read, warranty_claim::create_authorization, done);
    html! {
        <>
            <PageHead
                title={t!(l, "claim-authorization-new")}
                parent={Some((Route::Authorizations(Record::List), AttrValue::from(t!(l, "claim-nav-authorizations"))))}
            />
            <FormFrame form={form.clone()} {submit} cancel={Route::Authorizations(Record::List)}>
                <div class="sb-grid sb-grid-3">
                    <SearchSelect form={form.clone()} name="unit_id" label={t!(l, "claim-unit")} required=true finder={Finder::Unit(None)} />
                    if inside {
                        <SearchSelect form={form.clone()} name="dealer_id" label={t!(l, "claim-dealer")} required=true finder={Finder::Organization(DEALERS)} />
                    }
                    <TextField form={form.clone()} name="estimate" label={t!(l, "claim-estimate")} required=true />
                    <ChoiceField form={form.clone()} name="currency" label={t!(l, "claim-currency")} required=true choices={choices!(Currency, l)} />
                </div>
                <AreaField form={form.clone()} name="reason" label={t!(l, "claim-reason")} required=true lines=3 max=2000 />
            </FormFrame>
        </>
    }
}

/// Properties of [`AuthorizationPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The pre-authorisation.
    pub id: PreAuthorizationId,
}

/// One of them.
#[component]
pub fn AuthorizationPage(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, warranty_claim::authorization);
    let doing = use_state_eq(|| None::<PreAuthorizationAction>);
    let title =
        loaded.data.as_ref().map_or_else(|| t!(l, "claim-nav-authorizations"), |one| one.number.clone());
    let badges = loaded.data.as_ref().map(|one| badge(one.status, l));
    let actions = loaded.data.as_ref().map(|one| {
        let button = |action: PreAuthorizationAction| {
            let doing = doing.setter();
            let onclick = Callback::from(move |()| doing.set(Some(action)));
            let kind = if action == PreAuthorizationAction::Grant { Kind::Primary } else { Kind::Secondary };
            html! { <Button key={action.as_str()} label={action.label(l)} {kind} {onclick} /> }
        };
        html! { <>{ for one.available_actions.iter().copied().map(button) }</> }
    });
    let onclose = {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(None))
    };
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Authorizations(Record::List), AttrValue::from(t!(l, "claim-nav-authorizations"))))}
                badges={badges.unwrap_or_default()}
                actions={actions.unwrap_or_default()}
            />
            { async_view(&loaded, |_| None, |one| html! { <Panel title={t!(l, "claim-authorization")}>{ about(one, l) }</Panel> }) }
            if let Some((action, one)) = (*doing).zip(loaded.data.clone()) {
                <DecisionForm {one} doing={action} ondone={loaded.set.clone()} reload={loaded.reload.clone()} {onclose} />
            }
        </>
    }
}

fn about(one: &PreAuthorization, l: Locale) -> Html {
    let unit = html! { <Link to={Route::Units(Record::One(one.unit_id))}>{ &one.unit_serial }</Link> };
    let claim = one.claim_id.zip(one.claim_number.clone()).map(|(id, number)| {
        html! { <Link to={Route::Claims(Record::One(id))}>{ number }</Link> }
    });
    facts(vec![
        (t!(l, "claim-dealer"), words(Some(&one.dealer_name))),
        (t!(l, "claim-unit"), Some(unit)),
        (t!(l, "claim-estimate"), words(Some(sum(one.estimate, one.currency)))),
        (t!(l, "claim-reason"), words(Some(&one.reason))),
        (t!(l, "claim-filed-by"), words(Some(&one.requested_by_name))),
        (t!(l, "claim-asked"), maybe_time(Some(one.created_at))),
        (t!(l, "claim-limit"), words(one.limit.map(|limit| sum(limit, one.currency)))),
        (t!(l, "claim-valid-until"), words(one.valid_until.map(|day| day.to_string()))),
        (t!(l, "claim-decided-by"), words(one.decided_by_name.as_ref())),
        (t!(l, "claim-answered"), maybe_time(one.decided_at)),
        (t!(l, "claim-refusal"), words(one.refusal.as_ref())),
        (t!(l, "claim-one"), claim),
    ])
}

#[derive(Clone, PartialEq, Properties)]
struct DecisionProps {
    one: Rc<PreAuthorization>,
    doing: PreAuthorizationAction,
    ondone: Callback<PreAuthorization>,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn DecisionForm(props: &DecisionProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let today = use_reader().day(Utc::now());
    let (one, doing) = (props.one.clone(), props.doing);
    let (id, version) = (one.id, one.version);
    let begin = || {
        let mut values = Values::new();
        put(&mut values, "limit", Some(one.estimate));
        put(&mut values, "valid_until", None::<String>);
        put(&mut values, "reason", None::<String>);
        values
    };
    let form = use_form(begin);
    use_fresh(&form, Some(version), begin(), props.reload.clone());
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |one: PreAuthorization| {
            toaster.say(t!(l, "page-saved"));
            ondone.emit(one);
            onclose.emit(());
        })
    };
    let read = move |values: &Values| -> Result<Value, Refusal> {
        let mut d = Draft::new(values);
        if doing == PreAuthorizationAction::Refuse {
            let reason = d.need("reason");
            return d.finish(reason.map(|reason| RefusePreAuthorization { reason })).map(|body| json!(body));
        }
        let (limit, valid_until) = (amount(&mut d, "limit"), d.need("valid_until"));
        if limit.is_none() && d.raw("limit").is_empty() {
            d.refuse("limit", FieldProblem::Required);
        }
        let built =
            limit.zip(valid_until).map(|(limit, valid_until)| GrantPreAuthorization { limit, valid_until });
        let body = d.finish(built)?;
        body.check(today)?;
        Ok(json!(body))
    };
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move { warranty_claim::decide_authorization(id, doing, body, version, key).await },
        done,
    );
    html! {
        <FormModal
            title={format!("{} · {}", doing.label(l), props.one.number)}
            label={doing.label(l)}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            if doing == PreAuthorizationAction::Grant {
                <TextField form={form.clone()} name="limit" label={t!(l, "claim-limit")} required=true />
                <TextField form={form.clone()} name="valid_until" label={t!(l, "claim-valid-until")} kind="date" required=true />
            } else {
                <AreaField form={form.clone()} name="reason" label={t!(l, "claim-reason")} required=true lines=3 max=2000 autofocus=true />
            }
        </FormModal>
    }
}
