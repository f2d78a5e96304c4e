//! The report of an import: how far it is, what came of it, every refused row.

use crate::api::import;
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::{Loaded, async_view, use_load};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::{badge, label};
use crate::components::table::Row;
use crate::components::time::maybe_time;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use gloo_timers::callback::Timeout;
use patternfly_yew::prelude::{Color, Icon};
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::ids::ImportId;
use shared::records::import::{Import, ImportRefusal, ImportStatus, PageQuery};
use yew::prelude::*;

/// Milliseconds between two looks at an import that is running.
const PAUSE: u32 = 1_000;

/// Properties of [`ImportPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The import.
    pub id: ImportId,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

/// How far an import is, in percent.
pub fn percent(import: &Import) -> i32 {
    if import.rows_total <= 0 { 0 } else { (import.rows_read * 100 / import.rows_total).clamp(0, 100) }
}

/// Looks again while it runs.
#[hook]
fn use_watch(loaded: &Loaded<Import>) {
    let running = loaded.data.as_ref().is_some_and(|i| i.status == ImportStatus::Running);
    let reload = loaded.reload.clone();
    use_effect_with((running, loaded.waiting), move |(running, waiting)| {
        let timer = (*running && !waiting).then(|| Timeout::new(PAUSE, move || reload.emit(())));
        move || drop(timer)
    });
}

/// The report of an import.
#[component]
pub fn ImportPage(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, import::get);
    use_watch(&loaded);
    let query = use_query::<Filter>();
    let refused = loaded.data.as_ref().map_or(0, |i| i.rows_refused);
    let refusals = use_load((props.id, query.value.cursor.clone(), refused), |(id, cursor, _)| async move {
        import::refusals(id, &PageQuery { limit: None, cursor }).await
    });
    let title = loaded
        .data
        .as_ref()
        .map_or_else(|| t!(l, "import-one"), |i| t!(l, "import-of", source = i.source.as_str()));
    let badges = loaded.data.as_ref().map(|i| {
        html! {
            <>
                { badge(i.status, l) }
                if i.dry_run {
                    { label(Color::Purple, Some(Icon::Eye), t!(l, "import-dry-run")) }
                }
            </>
        }
    });
    let view = async_view(&loaded, |_| None, |i| report(i, l));
    let nothing =
        Nothing { title: t!(l, "import-none-refused"), hint: t!(l, "import-none-refused-hint"), clear: None };
    let columns = vec![
        t!(l, "import-file"),
        t!(l, "import-line"),
        t!(l, "import-reference"),
        t!(l, "import-column"),
        t!(l, "import-reason"),
    ];
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Imports(Record::List), AttrValue::from(t!(l, "page-nav-imports"))))}
                badges={badges.unwrap_or_default()}
            />
            { view }
            <div class="sb-below">
                <Panel title={t!(l, "import-refused")}>
                    { list_view(&refusals, t!(l, "import-refused"), columns, |r| row(r, l), nothing) }
                </Panel>
            </div>
        </>
    }
}

fn report(i: &Import, l: Locale) -> Html {
    let number = |n: i32| words(Some(format::number(n.into())));
    let created = if i.dry_run { t!(l, "import-rows-would-create") } else { t!(l, "import-rows-created") };
    html! {
        <Panel
            title={t!(l, "import-report")}
            actions={html! {
                // A rehearsal made none.
                if !i.dry_run {
                    <Link to={Route::Tickets(Record::List)}>{ t!(l, "import-to-tickets") }</Link>
                }
            }}
        >
            if let Some(failure) = &i.failure {
                <Alert gravity={Gravity::Danger} live=true title={t!(l, "import-failed")}>
                    <p>{ failure.label(l) }</p>
                    <p>{ t!(l, "import-failed-hint") }</p>
                </Alert>
            }
            if i.status == ImportStatus::Running {
                <p>
                    <label for="import-progress">{ t!(l, "import-progress", read = i64::from(i.rows_read), total = i64::from(i.rows_total)) }</label>
                    <progress id="import-progress" class="sb-progress" max="100" value={percent(i).to_string()}></progress>
                </p>
            }
            if i.dry_run && i.status == ImportStatus::Finished {
                <Alert title={t!(l, "import-rehearsed")}><p>{ t!(l, "import-rehearsed-hint") }</p></Alert>
            }
            { facts(vec![
                (t!(l, "import-source"), words(Some(&i.source))),
                (t!(l, "import-rows-total"), number(i.rows_total)),
                (t!(l, "import-rows-read"), number(i.rows_read)),
                (created, number(i.rows_created)),
                (t!(l, "import-rows-known"), number(i.rows_known)),
                (t!(l, "import-rows-refused"), number(i.rows_refused)),
                (t!(l, "import-began"), maybe_time(Some(i.created_at))),
                (t!(l, "import-ended"), maybe_time(i.finished_at)),
            ]) }
        </Panel>
    }
}

fn row(refusal: &ImportRefusal, l: Locale) -> Row {
    Row {
        key: format!("{}-{}", refusal.file, refusal.line),
        to: None,
        cells: vec![
            html! { { refusal.file.label(l) } },
            html! { { refusal.line } },
            html! { { refusal.reference.clone().unwrap_or_default() } },
            html! { { refusal.column.clone().unwrap_or_default() } },
            html! { { refusal.reason.text(l) } },
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_a_percentage() {
        let mut import: Import = serde_json::from_value(serde_json::json!({
            "id": "01933f6e-0000-7000-8000-000000000001", "kind": "repairs", "source": "fixit", "dry_run": false,
            "status": "running", "rows_total": 0, "rows_read": 0, "rows_created": 0, "rows_known": 0,
            "rows_refused": 0, "created_at": "2026-07-21T05:00:00Z"
        }))
        .unwrap();
        assert_eq!(percent(&import), 0);
        (import.rows_total, import.rows_read) = (3, 2);
        assert_eq!(percent(&import), 66);
    }
}
