//! The page of a count: its lines with what was expected, counted and differs.

use super::action::ActionButton;
use super::sheet::Sheet;
use crate::api::stock_count;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::Link;
use crate::components::page_head::PageHead;
use crate::components::paper::Paper;
use crate::components::status_badge::badge;
use crate::components::table::{Row, Table};
use crate::components::time::maybe_time;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use shared::i18n::Locale;
use shared::ids::StockCountId;
use shared::records::stock_count::{
    StockCount, StockCountAction, StockCountForm, StockCountLine, StockCountStatus,
};
use yew::prelude::*;

/// Properties of [`StockCountPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The count.
    pub id: StockCountId,
}

/// A difference with its sign.
pub(super) fn signed(difference: Option<i64>) -> String {
    match difference {
        None => String::new(),
        Some(more) if more > 0 => format!("+{}", format::number(more)),
        Some(other) => format::number(other),
    }
}

/// The page of a count.
#[component]
pub fn StockCountPage(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, stock_count::get);
    let title = loaded.data.as_ref().map_or_else(
        || t!(l, "count-one"),
        |count| format!("{} {}", count.head.number, count.head.location_name),
    );
    let badges = loaded.data.as_ref().map(|count| badge(count.head.status, l)).unwrap_or_default();
    let reload = loaded.reload.clone();
    let actions = loaded.data.as_ref().map(|count| {
        let button = |action: &StockCountAction| {
            html! { <ActionButton key={action.as_str()} count={(**count).clone()} action={*action} reload={reload.clone()} /> }
        };
        let path = |form: &StockCountForm| AttrValue::from(format!("stock-counts/{}/paper/{form}", count.head.id));
        let forms = StockCountForm::ALL.iter();
        let forms = forms.map(|form| (AttrValue::from(form.label(l)), path(form))).collect::<Vec<_>>();
        html! { <>{ for count.available_actions.iter().map(button) }<Paper {forms} /></> }
    });
    let view = async_view(
        &loaded,
        |_| None,
        |count| {
            html! {
                <div class="sb-split">
                    <div>
                        <Panel title={t!(l, "count-lines")}>
                            if count.editable {
                                <Sheet count={(**count).clone()} reload={reload.clone()} />
                            } else {
                                { lines(count, l) }
                            }
                        </Panel>
                    </div>
                    <div class="sb-aside">
                        <Panel title={t!(l, "count-about")}>{ about(count, l) }</Panel>
                    </div>
                </div>
            }
        },
    );
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::StockCounts(Record::List), AttrValue::from(t!(l, "count-nav"))))}
                {badges}
                actions={actions.unwrap_or_default()}
            />
            { view }
        </>
    }
}

fn about(count: &StockCount, l: Locale) -> Html {
    let head = &count.head;
    let hint = (head.status == StockCountStatus::Counted).then(|| t!(l, "count-second-person"));
    html! {
        <>
            { facts(vec![
                (t!(l, "stock-location"), words(Some(&head.location_name))),
                (t!(l, "count-opened-by"), words(Some(&head.opened_by_name))),
                (t!(l, "count-opened"), maybe_time(Some(head.opened_at))),
                (t!(l, "count-counted-by"), words(head.counted_by_name.as_ref())),
                (t!(l, "count-counted-at"), maybe_time(head.counted_at)),
                (t!(l, "count-approved-by"), words(head.approved_by_name.as_ref())),
                (t!(l, "count-approved-at"), maybe_time(head.approved_at)),
                (t!(l, "count-differing"), words(Some(format::number(head.differing_lines)))),
                (t!(l, "count-note"), words(head.note.as_ref())),
                (t!(l, "count-cancel-reason"), words(head.cancel_reason.as_ref())),
            ]) }
            if let Some(hint) = hint {
                <p class="sb-quiet">{ hint }</p>
            }
        </>
    }
}

fn line(line: &StockCountLine, l: Locale) -> Row {
    Row {
        key: line.part_id.to_string(),
        to: None,
        cells: vec![
            html! { <Link to={Route::Parts(Record::One(line.part_id))} class="sb-number">{ &line.part_number }</Link> },
            html! { { &line.part_name } },
            html! { { line.measure.label(l) } },
            html! { { format::number(line.expected) } },
            html! { { line.counted.map(format::number).unwrap_or_default() } },
            html! { <strong>{ signed(line.difference.filter(|d| *d != 0)) }</strong> },
        ],
    }
}

fn lines(count: &StockCount, l: Locale) -> Html {
    let columns = vec![
        t!(l, "part-number"),
        t!(l, "part-name"),
        t!(l, "part-measure"),
        t!(l, "count-expected"),
        t!(l, "count-counted"),
        t!(l, "stock-difference"),
    ];
    // What differs comes first: that is what the second person looks at.
    let mut sorted: Vec<&StockCountLine> = count.lines.iter().collect();
    sorted.sort_by_key(|line| line.difference.is_none_or(|d| d == 0));
    let rows = sorted.into_iter().map(|one| line(one, l)).collect::<Vec<_>>();
    if rows.is_empty() {
        return html! { <p class="sb-quiet">{ t!(l, "count-no-lines") }</p> };
    }
    html! { <Table label={t!(l, "count-lines")} {columns} {rows} /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_carry_their_sign() {
        assert_eq!([Some(3), Some(-1200), Some(0), None].map(signed), ["+3", "-1,200", "0", ""]);
    }
}
