//! The fault catalogue: list and form.

use crate::api::fault_code;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::field::{CheckField, Choice, TextField};
use crate::components::filters::{FilterBar, SearchBox};
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::status_badge::active;
use crate::components::table::Row;
use crate::components::toast::use_toaster;
use crate::format::Reader;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route, use_query};
use crate::session::{may, use_me, use_reader};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::known;
use shared::ids::FaultCodeId;
use shared::problem::{Checker, Refusal};
use shared::records::fault_code::{FaultCode, FaultCodeInput, FaultCodeQuery};
use shared::text::Line;
use std::rc::Rc;
use yew::prelude::*;

/// The page of a route.
pub fn page(record: Record<FaultCodeId>) -> Html {
    match record {
        Record::List => html! { <FaultCodeList /> },
        Record::New => html! { <FaultCodeNew key="new" /> },
        Record::One(id) | Record::Edit(id) => html! { <FaultCodeEdit key={id.to_string()} {id} /> },
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(f: &FaultCode, reader: Reader, may_edit: bool) -> Row {
    let to = Route::FaultCodes(Record::One(f.id));
    let code = if may_edit {
        html! { <Link {to} class="sb-number">{ &f.code }</Link> }
    } else {
        html! { <span class="sb-number">{ &f.code }</span> }
    };
    Row {
        key: f.id.to_string(),
        to: may_edit.then_some(to),
        cells: vec![
            code,
            html! { <span lang="zh-CN">{ &f.name_zh }</span> },
            html! { <span lang="en">{ &f.name_en }</span> },
            html! { { f.line.as_deref().map(|line| known(reader.locale, "product_line", line)).unwrap_or_default() } },
            html! { { f.standard_minutes.map(|m| reader.minutes(m)).unwrap_or_default() } },
            active(f.active, reader.locale),
        ],
    }
}

#[component]
fn FaultCodeList() -> Html {
    let l = use_locale();
    let me = use_me();
    let reader = use_reader();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move {
        let q = filter.q.as_deref().and_then(|q| Line::new(q).ok());
        fault_code::list(&FaultCodeQuery { q, cursor: filter.cursor, ..FaultCodeQuery::default() }).await
    });
    let clear = filter.q.is_some().then(|| query.push.reform(|()| Filter::default()));
    let search = query.replace.reform(|q: String| Filter { q: (!q.is_empty()).then_some(q), cursor: None });
    let may_edit = may(&me, Permission::ProductManage);
    let file = AttrValue::from(serde_urlencoded::to_string(&query.value).unwrap_or_default());
    let actions = html! {
        <>
            <Export list="fault-codes" query={file} />
            if may_edit {
                <LinkButton to={Route::FaultCodes(Record::New)} label={t!(l, "catalogue-new-fault")} kind={Kind::Primary} icon={Icon::Plus} />
            }
        </>
    };
    let nothing = if filter.q.is_some() {
        Nothing {
            title: t!(l, "catalogue-none-found"),
            hint: t!(l, "catalogue-none-found-hint"),
            clear: clear.clone(),
        }
    } else {
        Nothing { title: t!(l, "catalogue-no-faults"), hint: t!(l, "catalogue-no-faults-hint"), clear: None }
    };
    let columns = vec![
        t!(l, "catalogue-code"),
        t!(l, "catalogue-name-zh"),
        t!(l, "catalogue-name-en"),
        t!(l, "catalogue-line"),
        t!(l, "catalogue-standard-minutes"),
        t!(l, "page-status"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "page-nav-fault-codes")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "catalogue-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
            </FilterBar>
            { list_view(&loaded, t!(l, "page-nav-fault-codes"), columns, |f| row(f, reader, may_edit), nothing) }
        </>
    }
}

fn values(fault: Option<&FaultCode>) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "code", fault.map(|f| &f.code));
    put(v, "name_zh", fault.map(|f| &f.name_zh));
    put(v, "name_en", fault.map(|f| &f.name_en));
    put(v, "line", fault.and_then(|f| f.line.as_ref()));
    put(v, "standard_minutes", fault.and_then(|f| f.standard_minutes));
    put(v, "active", fault.is_none_or(|f| f.active).then_some("true"));
    values
}

fn read(values: &Values) -> Result<FaultCodeInput, Refusal> {
    let mut d = Draft::new(values);
    let (code, name_zh, name_en) = (d.need("code"), d.need("name_zh"), d.need("name_en"));
    let (line, standard_minutes, active) =
        (d.maybe("line"), d.maybe::<i32>("standard_minutes"), d.on("active"));
    let built = code.zip(name_zh).zip(name_en).map(|((code, name_zh), name_en)| FaultCodeInput {
        code,
        name_zh,
        name_en,
        line,
        standard_minutes,
        active,
    });
    let body = d.finish(built)?;
    let mut check = Checker::default();
    if let Some(minutes) = body.standard_minutes {
        check.range(minutes.into(), 1..=100_000, "/standard_minutes");
    }
    check.finish()?;
    Ok(body)
}

fn parent(l: shared::i18n::Locale) -> Option<(Route, AttrValue)> {
    Some((Route::FaultCodes(Record::List), AttrValue::from(t!(l, "page-nav-fault-codes"))))
}

#[component]
fn FaultCodeNew() -> Html {
    let l = use_locale();
    html! { <><PageHead title={t!(l, "catalogue-new-fault")} parent={parent(l)} /><FaultCodeForm /></> }
}

#[derive(Clone, PartialEq, Properties)]
struct EditProps {
    id: FaultCodeId,
}

#[component]
fn FaultCodeEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, fault_code::get);
    let reload = loaded.reload.clone();
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "ticket-fault-code"), |f| f.code.clone());
    html! {
        <>
            <PageHead {title} parent={parent(l)} />
            { async_view(&loaded, |_| None, |f| html! { <FaultCodeForm fault={f.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    fault: Option<Rc<FaultCode>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn FaultCodeForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let fault = props.fault.as_deref();
    let at = fault.map(|f| (f.id, f.version));
    let form = use_form(|| values(fault));
    use_fresh(&form, at.map(|(_, v)| v), values(fault), props.reload.clone());
    let done = Callback::from(move |_: FaultCode| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::FaultCodes(Record::List));
    });
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((id, version)) => fault_code::update(id, body, version).await,
                None => fault_code::create(body, key).await,
            }
        },
        done,
    );
    html! {
        <FormFrame form={form.clone()} {submit} cancel={Route::FaultCodes(Record::List)}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "ticket-fault-code") }</legend>
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="code" label={t!(l, "catalogue-code")} required=true max=40 autofocus=true />
                    <TextField form={form.clone()} name="name_zh" label={t!(l, "catalogue-name-zh")} required=true max=200 />
                    <TextField form={form.clone()} name="name_en" label={t!(l, "catalogue-name-en")} required=true max=200 />
                    <TextField form={form.clone()} name="line" label={t!(l, "catalogue-line")} hint={t!(l, "catalogue-line-hint")} max=100 choices={Choice::known("product_line", l)} />
                    <TextField form={form.clone()} name="standard_minutes" label={t!(l, "catalogue-standard-minutes")} hint={t!(l, "catalogue-standard-minutes-hint")} kind="number" />
                </div>
                <CheckField form={form.clone()} name="active" label={t!(l, "catalogue-active")} hint={t!(l, "catalogue-active-hint")} />
            </fieldset>
        </FormFrame>
    }
}
