//! The versions of a scope side by side, each with what it would take.

use super::scope::ScopeForm;
use crate::api::campaign;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::field::TextField;
use crate::components::form::{Values, use_form};
use crate::components::money::total;
use crate::components::status_badge::label;
use crate::components::table::{Row, Table, kept};
use crate::format;
use crate::i18n::use_locale;
use crate::session::{may, use_me};
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::records::campaign::*;
use std::rc::Rc;
use yew::prelude::*;

/// What a version looks for, in words.
pub fn criteria(scope: &CampaignScope, l: Locale) -> String {
    let c = &scope.criteria;
    let range = |name: String, from: Option<String>, until: Option<String>| {
        (from.is_some() || until.is_some())
            .then(|| format!("{name} {} – {}", from.unwrap_or_default(), until.unwrap_or_default()))
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let text = |text: Option<&str>| text.map(str::to_owned);
    let parts = [
        text(scope.product_code.as_deref()),
        range(t!(l, "unit-serial"), text(c.serial_from.as_deref()), text(c.serial_until.as_deref())),
        c.batch.as_deref().map(|batch| format!("{} {batch}", t!(l, "unit-batch"))),
        range(t!(l, "unit-produced-on"), day(c.produced_from), day(c.produced_until)),
        range(t!(l, "unit-shipped-on"), day(c.shipped_from), day(c.shipped_until)),
        range(t!(l, "unit-installed-on"), day(c.installed_from), day(c.installed_until)),
        text(scope.supplier_name.as_deref()),
        c.component_batch.as_deref().map(|batch| format!("{} {batch}", t!(l, "campaign-lot"))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Properties of [`Scopes`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The campaign.
    pub campaign: Rc<Campaign>,
    /// Takes it as it is after a change.
    pub ondone: Callback<Campaign>,
    /// Chooses a version.
    pub onchoose: Callback<CampaignScope>,
}

fn cost(cost: Option<&Cost>, l: Locale) -> String {
    cost.map_or_else(|| t!(l, "campaign-unknown"), |cost| total(cost.amount, cost.currency))
}

fn cells(found: Option<&Rehearsal>, l: Locale) -> Vec<Html> {
    let Some(r) = found else { return vec![html! {}; 6] };
    let short = (r.parts_short > 0).then(|| {
        label(Color::Orange, Some(Icon::ExclamationTriangle), t!(l, "campaign-short", count = r.parts_short))
    });
    vec![
        html! { <strong>{ format::number(r.units) }</strong> },
        html! { { format!("{} / {}", format::number(r.reachable), format::number(r.units)) } },
        html! { <>{ format!("{} / {}", format::number(r.parts_needed), format::number(r.parts_available)) }{ " " }{ short.unwrap_or_default() }</> },
        html! { { format!("{:.1} h · {}", r.work_minutes as f64 / 60.0, t!(l, "campaign-days", count = r.working_days)) } },
        html! { <span class="sb-keep">{ cost(r.cost.as_ref(), l) }</span> },
        kept(r.finish_on),
    ]
}

/// The versions.
#[component]
pub fn Scopes(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let adding = use_state_eq(|| false);
    let set = |to: bool| {
        let adding = adding.setter();
        Callback::from(move |()| adding.set(to))
    };
    let campaign = &props.campaign;
    let form = use_form(|| {
        Values::from([("technicians".into(), "2".to_owned()), ("hours_per_day".into(), "6".to_owned())])
    });
    let query = RehearsalQuery {
        technicians: form.get("technicians").trim().parse().ok(),
        hours_per_day: form.get("hours_per_day").trim().parse().ok(),
        starts_on: None,
    };
    let may_rehearse = may(&me, Permission::CampaignDraft);
    let asked = (campaign.head.id, campaign.head.version, campaign.scopes.len(), query, may_rehearse);
    let loaded = use_load(asked, |(id, _, scopes, query, may)| async move {
        if may && scopes > 0 { campaign::rehearsal(id, &query).await } else { Ok(vec![]) }
    });
    let actions = html! {
        if campaign.editable {
            <Button label={t!(l, "campaign-scope-new")} icon={Icon::Plus} onclick={set(true)} small=true />
        }
    };
    let choosable = campaign.available_actions.contains(&CampaignAction::Scope);
    let row = |scope: &CampaignScope, found: &[ScopeRehearsal]| {
        let chosen = campaign.scope_id == Some(scope.id);
        let onclick = {
            let (choose, scope) = (props.onchoose.clone(), scope.clone());
            Callback::from(move |()| choose.emit(scope.clone()))
        };
        let mut all = vec![html! {
            <div>
                <strong>{ t!(l, "campaign-version", number = i64::from(scope.number)) }</strong>
                { " " }
                if chosen {
                    { label(Color::Green, Some(Icon::CheckCircle), t!(l, "campaign-chosen")) }
                }
                <br />{ criteria(scope, l) }
                if let Some(note) = &scope.criteria.note {
                    <span class="sb-quiet">{ " · " }{ note.as_str().to_owned() }</span>
                }
            </div>
        }];
        if may_rehearse {
            let found = found.iter().find(|one| one.scope_id == scope.id).map(|one| &one.rehearsal);
            all.extend(cells(found, l));
        }
        if choosable {
            all.push(html! {
                if !chosen {
                    <Button label={t!(l, "campaign-choose", number = i64::from(scope.number))} kind={Kind::Secondary} small=true {onclick} />
                }
            });
        }
        Row { key: scope.id.to_string(), to: None, cells: all }
    };
    let mut columns = vec![t!(l, "campaign-scope")];
    if may_rehearse {
        columns.extend([
            t!(l, "campaign-units"),
            t!(l, "campaign-reachable"),
            t!(l, "campaign-parts"),
            t!(l, "campaign-work"),
            t!(l, "campaign-cost"),
            t!(l, "campaign-finished"),
        ]);
    }
    if choosable {
        columns.push(CampaignAction::Scope.label(l));
    }
    let view = async_view(
        &loaded,
        |_| None,
        |found| {
            let rows = campaign.scopes.iter().map(|scope| row(scope, found)).collect::<Vec<_>>();
            html! { <Table label={t!(l, "campaign-scopes")} columns={columns.clone()} {rows} /> }
        },
    );
    html! {
        <Panel title={t!(l, "campaign-scopes")} {actions}>
            if campaign.scopes.is_empty() {
                <p class="sb-quiet">{ t!(l, "campaign-no-scope") }</p>
            } else {
                if may_rehearse {
                    <div class="sb-grid sb-grid-3">
                        <TextField form={form.clone()} name="technicians" label={t!(l, "campaign-technicians")} kind="number" />
                        <TextField form={form.clone()} name="hours_per_day" label={t!(l, "campaign-hours")} kind="number" />
                    </div>
                }
                { view }
            }
            if *adding {
                <ScopeForm
                    id={campaign.head.id}
                    last={campaign.scopes.last().cloned()}
                    ondone={props.ondone.clone()}
                    onclose={set(false)}
                />
            }
        </Panel>
    }
}
