//! The register of quality feedback (质量信息追踪表).

use crate::api::quality_feedback;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::paper::Paper;
use crate::components::status_badge::{badge, label};
use crate::components::table::{Row, several};
use crate::components::time::Time;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::{Color, Icon};
use serde::{Deserialize, Serialize};
use shared::auth::{OrganizationKind, Permission};
use shared::i18n::Locale;
use shared::ids::{PartId, TicketId, UserId};
use shared::page::OneOf;
use shared::records::quality_feedback::{
    QualityFeedbackQuery, QualityFeedbackSummary, QualityMethod, QualitySeverity, QualitySort, QualityStatus,
};
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<QualityStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<QualitySeverity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<QualityMethod>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_id: Option<PartId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket_id: Option<TicketId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_id: Option<UserId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    overdue: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<QualitySort>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> QualityFeedbackQuery {
        QualityFeedbackQuery {
            q: self.q.as_deref().and_then(|q| q.parse().ok()),
            status: self.status.map(|status| OneOf(vec![status])),
            open: self.open,
            severity: self.severity.map(|severity| OneOf(vec![severity])),
            method: self.method,
            part_id: self.part_id,
            ticket_id: self.ticket_id,
            owner_id: self.owner_id,
            overdue: self.overdue,
            sort: self.sort,
            cursor: self.cursor.clone(),
            ..QualityFeedbackQuery::default()
        }
    }
}

/// What is due next; what is over stands out.
pub fn due(one: &QualityFeedbackSummary, l: Locale) -> Html {
    let Some(at) = one.due_at else { return html! {} };
    html! {
        <>
            if one.overdue {
                { label(Color::Red, Some(Icon::ExclamationCircle), t!(l, "quality-overdue")) }{ " " }
            }
            <Time {at} />
        </>
    }
}

/// Columns that are told inside the house only: owner, deadline, sources.
const INNER: [usize; 3] = [5, 6, 7];

fn row(one: &QualityFeedbackSummary, inside: bool, l: Locale) -> Row {
    let to = Route::Quality(Record::One(one.id));
    let who = [one.department.map(|d| d.label(l)), one.owner_name.clone()];
    let part = [one.part_number.as_deref(), one.part_name.as_deref()];
    let cells = vec![
        html! { <Link {to} class="sb-number">{ &one.number }</Link> },
        badge(one.status, l),
        one.severity.map(|severity| badge(severity, l)).unwrap_or_default(),
        html! { { &one.subject } },
        html! { { part.into_iter().flatten().collect::<Vec<_>>().join(" ") } },
        several(&who.into_iter().flatten().collect::<Vec<_>>(), " ·"),
        due(one, l),
        html! { { one.sources.to_string() } },
        html! { <span class="sb-keep">{ t!(l, "quality-days", count = one.age_days) }</span> },
    ];
    Row { key: one.id.to_string(), to: Some(to), cells: for_reader(cells, inside) }
}

fn for_reader<T>(cells: Vec<T>, inside: bool) -> Vec<T> {
    cells
        .into_iter()
        .enumerate()
        .filter(|(n, _)| inside || !INNER.contains(n))
        .map(|(_, cell)| cell)
        .collect()
}

/// The register.
#[component]
pub fn QualityList() -> Html {
    let l = use_locale();
    let me = use_me();
    let inside = me.organization_kind == OrganizationKind::Manufacturer;
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded =
        use_load(filter.clone(), |filter| async move { quality_feedback::list(&filter.query()).await });
    let asked = AttrValue::from(serde_urlencoded::to_string(filter.query()).unwrap_or_default());
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
    let search = {
        let (filter, replace) = (filter.clone(), query.replace.clone());
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None, ..filter.clone() });
        })
    };
    let mine = {
        let (filter, push, me) = (filter.clone(), query.push.clone(), me.id);
        Callback::from(move |value: String| {
            let owner_id = (value == "mine").then_some(me);
            push.emit(Filter { owner_id, cursor: None, ..filter.clone() });
        })
    };
    let form = (AttrValue::from(t!(l, "quality-register")), AttrValue::from("quality-feedback/paper"));
    let actions = html! {
        <>
            if may(&me, Permission::QualityRaise) {
                <LinkButton to={Route::Quality(Record::New)} label={t!(l, "quality-new")} kind={Kind::Primary} icon={Icon::Plus} />
            }
            <Export list="quality-feedback" query={asked} />
            <Paper forms={vec![form]} />
        </>
    };
    let nothing =
        Nothing { title: t!(l, "quality-none"), hint: t!(l, "quality-none-hint"), clear: clear.clone() };
    let columns = vec![
        t!(l, "quality-number"),
        t!(l, "page-status"),
        t!(l, "quality-severity"),
        t!(l, "quality-subject"),
        t!(l, "quality-part"),
        t!(l, "quality-responsible"),
        t!(l, "quality-due"),
        t!(l, "quality-sources"),
        t!(l, "quality-age"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "quality-nav")} {actions} />
            <FilterBar {clear}>
                if inside {
                    <SearchBox label={t!(l, "quality-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                }
                <Select
                    id="filter-open"
                    label={t!(l, "quality-scope")}
                    value={filter.open.map(|open| open.to_string()).unwrap_or_default()}
                    choices={vec![Choice::new("true", t!(l, "quality-open")), Choice::new("false", t!(l, "quality-ended"))]}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.open = v.parse().ok())}
                />
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(QualityStatus::as_str).unwrap_or_default()}
                    choices={choices!(QualityStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.status = v.parse().ok())}
                />
                <Select
                    id="filter-severity"
                    label={t!(l, "quality-severity")}
                    value={filter.severity.map(QualitySeverity::as_str).unwrap_or_default()}
                    choices={choices!(QualitySeverity, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.severity = v.parse().ok())}
                />
                <Select
                    id="filter-method"
                    label={t!(l, "quality-method")}
                    value={filter.method.map(QualityMethod::as_str).unwrap_or_default()}
                    choices={choices!(QualityMethod, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.method = v.parse().ok())}
                />
                if inside {
                    <Select
                        id="filter-owner"
                        label={t!(l, "quality-owner")}
                        value={if filter.owner_id == Some(me.id) { "mine" } else { "" }}
                        choices={vec![Choice::new("mine", t!(l, "quality-mine"))]}
                        none={t!(l, "page-all")}
                        onchange={mine}
                    />
                    <Select
                        id="filter-overdue"
                        label={t!(l, "quality-due")}
                        value={filter.overdue.map(|overdue| overdue.to_string()).unwrap_or_default()}
                        choices={vec![Choice::new("true", t!(l, "quality-overdue"))]}
                        none={t!(l, "page-all")}
                        onchange={with(|f, v| f.overdue = v.parse().ok())}
                    />
                    <Select
                        id="filter-sort"
                        label={t!(l, "part-order")}
                        value={filter.sort.unwrap_or(QualitySort::Newest).as_str()}
                        choices={choices!(QualitySort, l)}
                        onchange={with(|f, v| f.sort = v.parse().ok())}
                    />
                }
            </FilterBar>
            { list_view(&loaded, t!(l, "quality-nav"), for_reader(columns, inside), |one| row(one, inside, l), nothing) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_lives_in_the_address() {
        let filter: Filter =
            serde_urlencoded::from_str("q=%E9%97%A8%E6%9C%BA&open=true&severity=major&method=8d&sort=due")
                .unwrap();
        let sent = serde_urlencoded::to_string(filter.query()).unwrap();
        assert_eq!(sent, "q=%E9%97%A8%E6%9C%BA&open=true&severity=major&method=8d&sort=due");
        let nonsense: Result<Filter, _> = serde_urlencoded::from_str("severity=grave");
        assert!(nonsense.is_err());
    }

    #[test]
    fn a_supplier_reads_no_column_of_the_house() {
        assert_eq!(for_reader((0..9).collect(), false), [0, 1, 2, 3, 4, 8]);
    }
}
