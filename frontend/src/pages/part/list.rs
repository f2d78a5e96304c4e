//! The list of parts.

use crate::api::part;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::finder::{Finder, Found};
use crate::components::form::{Values, put, use_form};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::money::money;
use crate::components::page_head::PageHead;
use crate::components::search_select::{SearchSelect, words};
use crate::components::status_badge::active;
use crate::components::table::{Row, pick, several};
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::{OrganizationKind, Permission};
use shared::i18n::{Locale, known};
use shared::ids::{OrganizationId, ProductId};
use shared::records::part::{PartQuery, PartSort, PartSummary};
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address. The words of what was chosen stand beside its id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    superseded: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<PartSort>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_id: Option<ProductId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supplier_id: Option<OrganizationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supplier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> PartQuery {
        PartQuery {
            q: self.q.as_deref().and_then(|q| Line::new(q).ok()),
            product_id: self.product_id,
            supplier_id: self.supplier_id,
            active: self.active,
            superseded: self.superseded,
            sort: self.sort,
            limit: None,
            cursor: self.cursor.clone(),
        }
    }

    fn chosen(&self) -> Values {
        let mut values = Values::new();
        put(&mut values, "product_id", self.product_id);
        put(&mut values, &words("product_id"), self.product.as_ref());
        put(&mut values, "supplier_id", self.supplier_id);
        put(&mut values, &words("supplier_id"), self.supplier.as_ref());
        values
    }
}

/// Columns in their order; outside the maker's house there are fewer.
const SUPPLIER: usize = 4;
const PRICE: usize = 6;
const COST: usize = 7;

/// The columns that somebody has a use for.
fn kept(kind: OrganizationKind) -> Vec<usize> {
    (0..9)
        .filter(|n| match kind {
            OrganizationKind::Manufacturer => true,
            OrganizationKind::Supplier => ![SUPPLIER, PRICE, COST].contains(n),
            _ => ![SUPPLIER, COST].contains(n),
        })
        .collect()
}

fn row(p: &PartSummary, l: Locale) -> Row {
    let to = Route::Parts(Record::One(p.id));
    let price = p.price.as_ref();
    Row {
        key: p.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &p.number }</Link> },
            html! {
                <>
                    { &p.name }
                    if let Some(number) = &p.superseded_by_number {
                        <span class="sb-quiet">{ " " }{ t!(l, "part-superseded-by-number", number = number.as_str()) }</span>
                    }
                </>
            },
            html! { { p.part_class.as_deref().map(|class| known(l, "part_class", class)).unwrap_or_default() } },
            several(&p.product_codes, ","),
            html! { { p.supplier_name.clone().unwrap_or_default() } },
            html! { { p.measure.label(l) } },
            price.map(|price| money(price.price, price.currency)).unwrap_or_default(),
            price.and_then(|price| Some(money(price.cost?, price.currency))).unwrap_or_default(),
            active(p.active, l),
        ],
    }
}

/// The list of parts.
#[component]
pub fn PartList() -> Html {
    let l = use_locale();
    let me = use_me();
    let kept = kept(me.organization_kind);
    let inside = me.organization_kind == OrganizationKind::Manufacturer;
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move { part::list(&filter.query()).await });
    let form = use_form(|| filter.chosen());
    {
        // The address has changed another way: "back", or "clear filters".
        let (reset, chosen) = (form.reset.clone(), filter.chosen());
        use_effect_with((filter.product_id, filter.supplier_id), move |_| reset.emit(chosen));
    }
    let narrow = Filter { cursor: None, sort: None, ..filter.clone() } != Filter::default();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let search = {
        let (filter, replace) = (filter.clone(), query.replace.clone());
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None, ..filter.clone() });
        })
    };
    let with = |change: fn(&mut Filter, String)| {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, value);
            push.emit(filter);
        })
    };
    let picked = |change: fn(&mut Filter, Option<Found>)| {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |found: Option<Found>| {
            let before = filter.clone();
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, found);
            if filter != before {
                push.emit(filter);
            }
        })
    };
    let file = AttrValue::from(serde_urlencoded::to_string(filter.query()).unwrap_or_default());
    let actions = html! {
        <>
            <Export list="parts" query={file} />
            if may(&me, Permission::PartManage) {
                <LinkButton to={Route::Parts(Record::New)} label={t!(l, "part-new")} kind={Kind::Primary} icon={Icon::Plus} />
            }
        </>
    };
    let nothing = if narrow {
        Nothing { title: t!(l, "part-none-found"), hint: t!(l, "part-none-found-hint"), clear: clear.clone() }
    } else {
        Nothing { title: t!(l, "part-none"), hint: t!(l, "part-none-hint"), clear: None }
    };
    let columns = vec![
        t!(l, "part-number"),
        t!(l, "part-name"),
        t!(l, "part-class"),
        t!(l, "part-fits"),
        t!(l, "part-supplier"),
        t!(l, "part-measure"),
        t!(l, "part-price"),
        t!(l, "part-cost"),
        t!(l, "page-status"),
    ];
    let states = vec![
        Choice::new("true", t!(l, "catalogue-active")),
        Choice::new("false", t!(l, "catalogue-inactive")),
    ];
    let successions =
        vec![Choice::new("false", t!(l, "part-current")), Choice::new("true", t!(l, "part-superseded"))];
    html! {
        <>
            <PageHead title={t!(l, "part-nav")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "part-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                if inside {
                    <Select
                        id="filter-active"
                        label={t!(l, "page-status")}
                        value={filter.active.map(|a| a.to_string()).unwrap_or_default()}
                        choices={states}
                        none={t!(l, "page-all")}
                        onchange={with(|f, v| f.active = v.parse().ok())}
                    />
                }
                <Select
                    id="filter-superseded"
                    label={t!(l, "part-succession")}
                    value={filter.superseded.map(|s| s.to_string()).unwrap_or_default()}
                    choices={successions}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.superseded = v.parse().ok())}
                />
                <Select
                    id="filter-sort"
                    label={t!(l, "part-order")}
                    value={filter.sort.unwrap_or(PartSort::Number).as_str()}
                    choices={choices!(PartSort, l)}
                    onchange={with(|f, v| f.sort = v.parse().ok())}
                />
                if may(&me, Permission::ProductRead) {
                    <div class="sb-about" role="group" aria-label={t!(l, "part-filter")}>
                        <SearchSelect
                            form={form.clone()}
                            name="product_id"
                            label={t!(l, "part-fits")}
                            finder={Finder::Product}
                            onpick={picked(|f, found| {
                                f.product_id = found.as_ref().and_then(|one| one.id.parse().ok());
                                f.product = found.map(|one| one.label);
                            })}
                        />
                        if inside {
                            <SearchSelect
                                form={form.clone()}
                                name="supplier_id"
                                label={t!(l, "part-supplier")}
                                finder={Finder::Organization(&[OrganizationKind::Supplier])}
                                onpick={picked(|f, found| {
                                    f.supplier_id = found.as_ref().and_then(|one| one.id.parse().ok());
                                    f.supplier = found.map(|one| one.label);
                                })}
                            />
                        }
                    </div>
                }
            </FilterBar>
            { list_view(&loaded, t!(l, "part-nav"), pick(columns, &kept), |p| row(p, l).pick(&kept), nothing) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_lives_in_the_address() {
        let filter: Filter =
            serde_urlencoded::from_str("superseded=false&sort=-created_at&product=SB").unwrap();
        assert_eq!((filter.superseded, filter.sort), (Some(false), Some(PartSort::CreatedDesc)));
        let written = serde_urlencoded::to_string(&filter).unwrap();
        assert_eq!(serde_urlencoded::from_str::<Filter>(&written).unwrap(), filter);
        // What the server does not know is not sent to it.
        assert_eq!(serde_urlencoded::to_string(filter.query()).unwrap(), "superseded=false&sort=-created_at");
    }

    #[test]
    fn prices_and_suppliers_have_columns_where_they_are_told() {
        assert_eq!(kept(OrganizationKind::Manufacturer).len(), 9);
        assert!(
            !kept(OrganizationKind::Dealer).contains(&COST)
                && kept(OrganizationKind::Dealer).contains(&PRICE)
        );
        assert!(!kept(OrganizationKind::Supplier).contains(&PRICE));
    }
}
