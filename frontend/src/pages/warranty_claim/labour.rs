//! Labour operations with their standard times.

use crate::api::warranty_claim;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::field::{CheckField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::money::{amount, money};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, Problems, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::status_badge::active;
use crate::components::table::{Row, Table};
use crate::components::toast::use_toaster;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::{OrganizationKind, Permission};
use shared::i18n::Locale;
use shared::ids::LabourOperationId;
use shared::money::Currency;
use shared::problem::{FieldProblem, Refusal};
use shared::records::labour::*;
use shared::records::warranty_claim::LabourRate;
use std::rc::Rc;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(one: &LabourOperation, manage: bool, l: Locale) -> Row {
    let to = Route::Operations(Record::One(one.id));
    Row {
        key: one.id.to_string(),
        to: manage.then_some(to),
        cells: vec![
            if manage {
                html! { <Link {to} class="sb-number">{ &one.code }</Link> }
            } else {
                html! { <span class="sb-number">{ &one.code }</span> }
            },
            html! { { &one.name } },
            html! { { format::number(one.standard_minutes.into()) } },
            html! { { one.fault_code.clone().unwrap_or_default() } },
            html! { { one.product_code.clone().unwrap_or_default() } },
            active(one.active, l),
        ],
    }
}

/// All of them.
#[component]
pub fn OperationList() -> Html {
    let l = use_locale();
    let manage = may(&use_me(), Permission::LabourManage);
    let query = use_query::<Filter>();
    let asked =
        LabourOperationQuery { cursor: query.value.cursor.clone(), ..LabourOperationQuery::default() };
    let loaded = use_load(asked, |asked| async move { warranty_claim::operations(&asked).await });
    let actions = html! {
        if manage {
            <LinkButton to={Route::Operations(Record::New)} label={t!(l, "claim-operation-new")} kind={Kind::Primary} icon={Icon::Plus} />
        }
    };
    let columns = vec![
        t!(l, "claim-operation-code"),
        t!(l, "claim-operation-name"),
        t!(l, "claim-operation-minutes"),
        t!(l, "claim-fault"),
        t!(l, "claim-operation-product"),
        t!(l, "page-status"),
    ];
    let nothing = Nothing {
        title: t!(l, "claim-operation-none"),
        hint: t!(l, "claim-operation-none-hint"),
        clear: None,
    };
    html! {
        <>
            <PageHead title={t!(l, "claim-nav-operations")} {actions} />
            { list_view(&loaded, t!(l, "claim-nav-operations"), columns, |one| row(one, manage, l), nothing) }
            <Rates {manage} />
        </>
    }
}

/// Dealers and service centres.
const DEALERS: &[OrganizationKind] = &[OrganizationKind::Dealer, OrganizationKind::ServiceCenter];

#[derive(Clone, PartialEq, Properties)]
struct RatesProps {
    manage: bool,
}

/// What an hour is paid: a dealer sees its own, the house that of the dealer it looks for.
#[component]
fn Rates(props: &RatesProps) -> Html {
    let l = use_locale();
    let me = use_me();
    let inside = me.organization_kind == OrganizationKind::Manufacturer;
    let form = use_form(|| {
        let mut values = Values::new();
        put(&mut values, "dealer_id", None::<String>);
        put(&mut values, &words("dealer_id"), None::<String>);
        values
    });
    let chosen = if inside { form.get("dealer_id").parse().ok() } else { Some(me.organization_id) };
    let loaded = use_load(chosen, |chosen| async move {
        match chosen {
            Some(dealer) => warranty_claim::rates(dealer).await.map(Some),
            None => Ok(None),
        }
    });
    let columns = vec![t!(l, "claim-rate-from"), t!(l, "claim-rate")];
    let took = loaded.set.reform(Some);
    let view = async_view(
        &loaded,
        |_| None,
        |found| match &**found {
            Some(found) => {
                let row = |rate: &LabourRate| Row {
                    key: rate.valid_from.to_string(),
                    to: None,
                    cells: vec![html! { { rate.valid_from.to_string() } }, money(rate.rate, rate.currency)],
                };
                let rows = found.rates.iter().map(row).collect::<Vec<_>>();
                html! {
                    <>
                        <Table label={t!(l, "claim-rates")} columns={columns.clone()} {rows} />
                        if props.manage {
                            <NewRate key={format!("{}{}", found.dealer_id, found.version)} of={Rc::new(found.clone())} ondone={took.clone()} />
                        }
                    </>
                }
            }
            None => html! { <p class="sb-quiet">{ t!(l, "claim-rates-hint") }</p> },
        },
    );
    html! {
        <Panel title={t!(l, "claim-rates")}>
            if inside {
                <SearchSelect form={form.clone()} name="dealer_id" label={t!(l, "claim-dealer")} finder={Finder::Organization(DEALERS)} />
            }
            { view }
        </Panel>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct NewRateProps {
    of: Rc<DealerRates>,
    ondone: Callback<DealerRates>,
}

/// Another line; one for the same day takes its place.
#[component]
fn NewRate(props: &NewRateProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let of = props.of.clone();
    let (dealer, version) = (of.dealer_id, of.version);
    let form = use_form(|| {
        let mut values = Values::new();
        put(&mut values, "valid_from", None::<String>);
        put(&mut values, "rate", None::<String>);
        put(&mut values, "currency", Some(Currency::Cny));
        values
    });
    let read = move |values: &Values| -> Result<LabourRates, Refusal> {
        let mut d = Draft::new(values);
        let (valid_from, currency, rate) = (d.need("valid_from"), d.need("currency"), amount(&mut d, "rate"));
        if rate.is_none() && d.raw("rate").is_empty() {
            d.refuse("rate", FieldProblem::Required);
        }
        let built = valid_from.zip(currency).zip(rate);
        let fresh =
            d.finish(built.map(|((valid_from, currency), rate)| LabourRate { valid_from, currency, rate }))?;
        let others = of.rates.iter().copied().filter(|rate| rate.valid_from != fresh.valid_from);
        let input = LabourRates { rates: others.chain([fresh]).collect() };
        input.check()?;
        Ok(input)
    };
    let ondone = props.ondone.clone();
    let done = Callback::from(move |rates: DealerRates| {
        toaster.say(t!(l, "page-saved"));
        ondone.emit(rates);
    });
    let submit = use_submit(
        &form,
        read,
        move |body, _| async move { warranty_claim::replace_rates(dealer, body, version).await },
        done,
    );
    html! {
        <form class="pf-v6-c-form" novalidate=true onsubmit={submit.onsubmit()}>
            <Problems form={form.clone()} />
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="valid_from" label={t!(l, "claim-rate-from")} kind="date" required=true />
                <TextField form={form.clone()} name="rate" label={t!(l, "claim-rate")} required=true />
                <ChoiceField form={form.clone()} name="currency" label={t!(l, "claim-currency")} required=true choices={choices!(Currency, l)} />
            </div>
            <Button label={t!(l, "claim-rate-add")} kind={Kind::Secondary} submit=true busy={submit.busy} />
        </form>
    }
}

fn values(one: Option<&LabourOperation>) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "code", one.map(|o| &o.code));
    put(v, "name", one.map(|o| &o.name));
    put(v, "standard_minutes", one.map(|o| o.standard_minutes));
    put(v, "fault_code_id", one.and_then(|o| o.fault_code_id));
    put(v, &words("fault_code_id"), one.and_then(|o| o.fault_code.as_ref()));
    put(v, "product_id", one.and_then(|o| o.product_id));
    put(v, &words("product_id"), one.and_then(|o| o.product_code.as_ref()));
    put(v, "active", Some(one.is_none_or(|o| o.active)));
    values
}

fn read(values: &Values) -> Result<LabourOperationInput, Refusal> {
    let mut d = Draft::new(values);
    for name in ["fault_code_id", "product_id"] {
        if d.raw(name).is_empty() && !d.raw(&words(name)).is_empty() {
            d.refuse(name, FieldProblem::NoSuchRecord);
        }
    }
    let (code, name, standard_minutes) = (d.need("code"), d.need("name"), d.need("standard_minutes"));
    let (fault_code_id, product_id) = (d.maybe("fault_code_id"), d.maybe("product_id"));
    let active = d.on("active");
    let built = code.zip(name).zip(standard_minutes);
    let input = d.finish(built.map(|((code, name), standard_minutes)| LabourOperationInput {
        code,
        name,
        standard_minutes,
        fault_code_id,
        product_id,
        active,
    }))?;
    input.check()?;
    Ok(input)
}

/// A new one.
#[component]
pub fn OperationNew() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead
                title={t!(l, "claim-operation-new")}
                parent={Some((Route::Operations(Record::List), AttrValue::from(t!(l, "claim-nav-operations"))))}
            />
            <OperationForm />
        </>
    }
}

/// Properties of [`OperationEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The operation.
    pub id: LabourOperationId,
}

/// Changing one.
#[component]
pub fn OperationEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, warranty_claim::operation);
    let reload = loaded.reload.clone();
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "claim-nav-operations"), |o| o.code.clone());
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Operations(Record::List), AttrValue::from(t!(l, "claim-nav-operations"))))}
            />
            { async_view(&loaded, |_| None, |one| html! { <OperationForm one={one.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    one: Option<Rc<LabourOperation>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn OperationForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let one = props.one.as_deref();
    let at = one.map(|o| (o.id, o.version));
    let form = use_form(|| values(one));
    use_fresh(&form, at.map(|(_, version)| version), values(one), props.reload.clone());
    let done = Callback::from(move |_: LabourOperation| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Operations(Record::List));
    });
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((id, version)) => warranty_claim::update_operation(id, body, version).await,
                None => warranty_claim::create_operation(body, key).await,
            }
        },
        done,
    );
    html! {
        <FormFrame form={form.clone()} {submit} cancel={Route::Operations(Record::List)}>
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="code" label={t!(l, "claim-operation-code")} required=true max=40 autofocus=true />
                <TextField form={form.clone()} name="name" label={t!(l, "claim-operation-name")} required=true max=200 />
                <TextField form={form.clone()} name="standard_minutes" label={t!(l, "claim-operation-minutes")} kind="number" required=true />
                <SearchSelect form={form.clone()} name="fault_code_id" label={t!(l, "claim-fault")} finder={Finder::FaultCode(l)} />
                <SearchSelect form={form.clone()} name="product_id" label={t!(l, "claim-operation-product")} finder={Finder::Product} />
            </div>
            <CheckField form={form.clone()} name="active" label={t!(l, "claim-operation-active")} />
        </FormFrame>
    }
}
