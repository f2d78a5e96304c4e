//! The list of material transfers.

use super::detail::badges;
use crate::api::material_transfer;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, Select};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::table::Row;
use crate::components::time::Time;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::{PartId, TicketId};
use shared::page::OneOf;
use shared::records::material_transfer::{
    MaterialTransferSummary, TransferQuery, TransferSort, TransferStatus,
};
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<TransferStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    urgent: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mine: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    papers_overdue: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket_id: Option<TicketId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_id: Option<PartId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<TransferSort>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> TransferQuery {
        TransferQuery {
            status: self.status.map(|status| OneOf(vec![status])),
            urgent: self.urgent,
            ticket_id: self.ticket_id,
            part_id: self.part_id,
            mine: self.mine,
            papers_overdue: self.papers_overdue,
            sort: self.sort,
            cursor: self.cursor.clone(),
            ..TransferQuery::default()
        }
    }
}

fn row(transfer: &MaterialTransferSummary, l: Locale) -> Row {
    let to = Route::Transfers(Record::One(transfer.id));
    Row {
        key: transfer.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &transfer.number }</Link> },
            badges(transfer, l),
            html! { { transfer.from_location_name.clone().unwrap_or_default() } },
            html! { { &transfer.to_name } },
            html! { { format::number(transfer.lines) } },
            html! { { transfer.ticket_number.clone().unwrap_or_default() } },
            html! { { &transfer.requested_by_name } },
            html! { <Time at={transfer.updated_at} relative=true /> },
        ],
    }
}

/// The list of material transfers.
#[component]
pub fn TransferList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded =
        use_load(filter.clone(), |filter| async move { material_transfer::list(&filter.query()).await });
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
    let asked = AttrValue::from(serde_urlencoded::to_string(filter.query()).unwrap_or_default());
    let actions = html! {
        <>
            if may(&me, Permission::TransferRequest) {
                <LinkButton to={Route::Transfers(Record::New)} label={t!(l, "transfer-new")} kind={Kind::Primary} icon={Icon::Plus} />
            }
            <Export list="material-transfers" query={asked} />
        </>
    };
    let nothing =
        Nothing { title: t!(l, "transfer-none"), hint: t!(l, "transfer-none-hint"), clear: clear.clone() };
    let columns = vec![
        t!(l, "transfer-number"),
        t!(l, "page-status"),
        t!(l, "stock-from"),
        t!(l, "stock-to"),
        t!(l, "transfer-lines"),
        t!(l, "transfer-ticket"),
        t!(l, "transfer-requested-by"),
        t!(l, "stock-updated"),
    ];
    let said = |on: Option<bool>| on.map(|on| on.to_string()).unwrap_or_default();
    html! {
        <>
            <PageHead title={t!(l, "transfer-nav")} {actions} />
            <FilterBar {clear}>
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(TransferStatus::as_str).unwrap_or_default()}
                    choices={choices!(TransferStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.status = v.parse().ok())}
                />
                <Select
                    id="filter-urgent"
                    label={t!(l, "transfer-urgent-short")}
                    value={said(filter.urgent)}
                    choices={vec![Choice::new("true", t!(l, "page-yes")), Choice::new("false", t!(l, "page-no"))]}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.urgent = v.parse().ok())}
                />
                <Select
                    id="filter-papers"
                    label={t!(l, "transfer-papers")}
                    value={said(filter.papers_overdue)}
                    choices={vec![Choice::new("true", t!(l, "transfer-papers-overdue"))]}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.papers_overdue = v.parse().ok())}
                />
                <Select
                    id="filter-mine"
                    label={t!(l, "transfer-requested-by")}
                    value={said(filter.mine)}
                    choices={vec![Choice::new("true", t!(l, "transfer-mine")), Choice::new("false", t!(l, "transfer-others"))]}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.mine = v.parse().ok())}
                />
                <Select
                    id="filter-sort"
                    label={t!(l, "part-order")}
                    value={filter.sort.unwrap_or(TransferSort::CreatedDesc).as_str()}
                    choices={choices!(TransferSort, l)}
                    onchange={with(|f, v| f.sort = v.parse().ok())}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "transfer-nav"), columns, |one| row(one, l), nothing) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_lives_in_the_address() {
        let filter: Filter =
            serde_urlencoded::from_str("status=shipped&papers_overdue=true&sort=queue").unwrap();
        let sent = serde_urlencoded::to_string(filter.query()).unwrap();
        assert_eq!(sent, "status=shipped&papers_overdue=true&sort=queue");
    }
}
