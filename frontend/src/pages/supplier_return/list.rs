//! The list of what goes back to suppliers: for the house all of it, for a supplier what it is offered.

use crate::api::supplier_return;
use crate::components::async_view::use_load;
use crate::components::filters::{FilterBar, Select};
use crate::components::finder::Finder;
use crate::components::form::{Values, put, use_form};
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::money::money;
use crate::components::page_head::PageHead;
use crate::components::search_select::{SearchSelect, words};
use crate::components::status_badge::{badge, label};
use crate::components::table::{Row, kept};
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::use_me;
use patternfly_yew::prelude::{Color, Icon};
use serde::{Deserialize, Serialize};
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::ids::OrganizationId;
use shared::page::OneOf;
use shared::records::supplier_return::{
    SupplierReturnQuery, SupplierReturnSort, SupplierReturnStatus, SupplierReturnSummary,
};
use yew::prelude::*;

/// What the list shows, as it stands in the address. The words of what was chosen stand beside its id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<SupplierReturnStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supplier_id: Option<OrganizationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supplier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<SupplierReturnSort>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> SupplierReturnQuery {
        SupplierReturnQuery {
            status: self.status.map(|status| OneOf(vec![status])),
            supplier_id: self.supplier_id,
            sort: self.sort,
            cursor: self.cursor.clone(),
            ..SupplierReturnQuery::default()
        }
    }

    fn chosen(&self) -> Values {
        let mut values = Values::new();
        put(&mut values, "supplier_id", self.supplier_id);
        put(&mut values, &words("supplier_id"), self.supplier.as_ref());
        values
    }
}

/// How many days are left; the last ones and those that are over stand out.
pub fn days(left: i64, l: Locale) -> Html {
    match left {
        ..0 => label(Color::Red, Some(Icon::ExclamationCircle), t!(l, "supplier-return-over", count = -left)),
        0 => label(Color::Orange, Some(Icon::ExclamationTriangle), t!(l, "supplier-return-last-day")),
        left => label(Color::Blue, Some(Icon::Pending), t!(l, "supplier-return-days", count = left)),
    }
}

/// The place of the supplier among the columns; a supplier knows who it is.
const SUPPLIER: usize = 6;

fn row(one: &SupplierReturnSummary, inside: bool, l: Locale) -> Row {
    let to = Route::SupplierReturns(Record::One(one.id));
    let part = [one.part_number.as_deref().unwrap_or_default(), &one.name].join(" ").trim().to_owned();
    let mut cells = vec![
        html! { <Link {to} class="sb-number">{ part }</Link> },
        badge(one.status, l),
        one.days_left.map(|left| days(left, l)).unwrap_or_default(),
        kept(one.deadline),
        html! { { format::number(i64::from(one.quantity)) } },
        html! { { one.verdict.map(|verdict| verdict.label(l)).unwrap_or_default() } },
        html! { { one.supplier_name.clone().unwrap_or_else(|| t!(l, "supplier-return-nobody")) } },
        one.charged.zip(one.currency).map(|(amount, currency)| money(amount, currency)).unwrap_or_default(),
        html! { <code>{ &one.tag }</code> },
    ];
    if !inside {
        drop(cells.remove(SUPPLIER));
    }
    Row { key: one.id.to_string(), to: Some(to), cells }
}

/// The list.
#[component]
pub fn SupplierReturnList() -> Html {
    let l = use_locale();
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded =
        use_load(filter.clone(), |filter| async move { supplier_return::list(&filter.query()).await });
    let form = use_form(|| filter.chosen());
    {
        // The address has changed another way: "back", or "clear filters".
        let (reset, chosen) = (form.reset.clone(), filter.chosen());
        use_effect_with(filter.supplier_id, move |_| reset.emit(chosen));
    }
    let narrow = Filter { cursor: None, sort: None, ..filter.clone() } != Filter::default();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let with = |change: fn(&mut Filter, String)| {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, value);
            push.emit(filter);
        })
    };
    let onpick = {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |found: Option<crate::components::finder::Found>| {
            let supplier_id = found.as_ref().and_then(|one| one.id.parse().ok());
            let supplier = found.map(|one| one.label);
            push.emit(Filter { supplier_id, supplier, cursor: None, ..filter.clone() });
        })
    };
    let nothing = Nothing {
        title: t!(l, "supplier-return-none"),
        hint: t!(l, "supplier-return-none-hint"),
        clear: clear.clone(),
    };
    let mut columns = vec![
        t!(l, "rma-part"),
        t!(l, "page-status"),
        t!(l, "supplier-return-left"),
        t!(l, "supplier-return-deadline"),
        t!(l, "rma-quantity"),
        t!(l, "rma-verdict"),
        t!(l, "part-supplier"),
        t!(l, "supplier-return-charged"),
        t!(l, "rma-tag"),
    ];
    // What waits to be offered is nothing that a supplier could see.
    let mut states = choices!(SupplierReturnStatus, l);
    if !inside {
        columns.remove(SUPPLIER);
        states.retain(|choice| choice.value != SupplierReturnStatus::ToOffer.as_str());
    }
    html! {
        <>
            <PageHead title={t!(l, "supplier-return-nav")} />
            <FilterBar {clear}>
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(SupplierReturnStatus::as_str).unwrap_or_default()}
                    choices={states}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.status = v.parse().ok())}
                />
                <Select
                    id="filter-sort"
                    label={t!(l, "part-order")}
                    value={filter.sort.unwrap_or(SupplierReturnSort::Deadline).as_str()}
                    choices={choices!(SupplierReturnSort, l)}
                    onchange={with(|f, v| f.sort = v.parse().ok())}
                />
                if inside {
                    <div class="sb-about" role="group" aria-label={t!(l, "part-supplier")}>
                        <SearchSelect
                            form={form.clone()}
                            name="supplier_id"
                            label={t!(l, "part-supplier")}
                            finder={Finder::Organization(&[OrganizationKind::Supplier])}
                            {onpick}
                        />
                    </div>
                }
            </FilterBar>
            { list_view(&loaded, t!(l, "supplier-return-nav"), columns, |one| row(one, inside, l), nothing) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_lives_in_the_address() {
        let filter: Filter = serde_urlencoded::from_str("status=offered&supplier=X&sort=-deadline").unwrap();
        let sent = serde_urlencoded::to_string(filter.query()).unwrap();
        assert_eq!(sent, "status=offered&sort=-deadline");
    }
}
