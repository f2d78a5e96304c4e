//! The sheet in which one enters what was counted.

use super::detail::signed;
use crate::api::stock_count;
use crate::components::button::{Button, Kind};
use crate::components::field::TextField;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::record_form::{Problems, save_key, use_fresh};
use crate::components::table::{Row, Table};
use crate::components::toast::use_toaster;
use crate::format;
use crate::i18n::use_locale;
use crate::unsaved::use_unsaved;
use shared::problem::Refusal;
use shared::records::stock_count::{CountedLine, StockCount, UpdateStockCount, difference};
use yew::prelude::*;

/// Properties of [`Sheet`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The count.
    pub count: StockCount,
    /// Reads it again.
    pub reload: Callback<()>,
}

fn name(line: usize) -> String {
    format!("lines/{line}/counted")
}

fn values(count: &StockCount) -> Values {
    let mut values = Values::new();
    for (n, line) in count.lines.iter().enumerate() {
        put(&mut values, &name(n), line.counted);
    }
    values
}

fn read(count: &StockCount, values: &Values) -> Result<UpdateStockCount, Refusal> {
    let mut d = Draft::new(values);
    let lines = count
        .lines
        .iter()
        .enumerate()
        .map(|(n, line)| CountedLine { part_id: line.part_id, counted: d.maybe(&name(n)) })
        .collect();
    let note = count.head.note.as_deref().and_then(|note| note.parse().ok());
    let body = d.finish(Some(UpdateStockCount { lines, note }))?;
    body.check()?;
    Ok(body)
}

/// The sheet. The difference of each line is shown while one types.
#[component]
pub fn Sheet(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let count = &props.count;
    let (id, version) = (count.head.id, count.head.version);
    let form = use_form(|| values(count));
    use_unsaved(&form);
    use_fresh(&form, Some(version), values(count), props.reload.clone());
    let done = {
        let reload = props.reload.clone();
        Callback::from(move |_: StockCount| {
            toaster.say(t!(l, "page-saved"));
            reload.emit(());
        })
    };
    let said = count.clone();
    let submit = use_submit(
        &form,
        move |values: &Values| read(&said, values),
        move |body, _| stock_count::update(id, body, version),
        done,
    );
    let rows = count.lines.iter().enumerate().map(|(n, line)| {
        let typed = form.get(&name(n)).trim().parse().ok();
        let label = t!(l, "count-counted-of", part = line.part_number.as_str());
        Row {
            key: line.part_id.to_string(),
            to: None,
            cells: vec![
                html! { <span class="sb-number">{ &line.part_number }</span> },
                html! { { &line.part_name } },
                html! { { line.measure.label(l) } },
                html! { { format::number(line.expected) } },
                html! { <TextField form={form.clone()} name={name(n)} {label} kind="number" /> },
                html! { <strong>{ signed(difference(line.expected, typed).filter(|d| *d != 0)) }</strong> },
            ],
        }
    });
    let columns = vec![
        t!(l, "part-number"),
        t!(l, "part-name"),
        t!(l, "part-measure"),
        t!(l, "count-expected"),
        t!(l, "count-counted"),
        t!(l, "stock-difference"),
    ];
    let onkeydown = save_key(&submit);
    html! {
        <form class="sb-sheet" novalidate=true onsubmit={submit.onsubmit()} {onkeydown}>
            <Problems form={form.clone()} />
            if count.lines.is_empty() {
                <p class="sb-quiet">{ t!(l, "count-no-lines") }</p>
            } else {
                <Table label={t!(l, "count-lines")} {columns} rows={rows.collect::<Vec<_>>()} />
                <div class="sb-form-foot">
                    <Button label={t!(l, "count-save")} kind={Kind::Primary} submit=true busy={submit.busy} title={t!(l, "page-save-key")} />
                </div>
            }
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::records::part::Measure;
    use shared::records::stock_count::{StockCountLine, StockCountStatus, StockCountSummary};

    fn count() -> StockCount {
        let id = "01933f6e-0000-7000-8000-000000000001";
        let at = "2026-03-16T01:30:00Z".parse().unwrap();
        StockCount {
            head: StockCountSummary {
                id: id.parse().unwrap(),
                number: "SC-1".into(),
                status: StockCountStatus::Draft,
                location_id: id.parse().unwrap(),
                location_name: "CD".into(),
                lines: 1,
                counted_lines: 0,
                differing_lines: 0,
                opened_at: at,
                opened_by_name: "张伟".into(),
                counted_at: None,
                counted_by_name: None,
                approved_at: None,
                approved_by_name: None,
                note: None,
                cancel_reason: None,
                version: 1,
            },
            lines: vec![StockCountLine {
                part_id: id.parse().unwrap(),
                part_number: "DM-2201".into(),
                part_name: "门机皮带".into(),
                measure: Measure::Piece,
                expected: 5,
                counted: None,
                difference: None,
            }],
            available_actions: vec![],
            editable: true,
        }
    }

    #[test]
    fn what_is_not_counted_yet_stays_open_and_less_than_nothing_is_refused() {
        let count = count();
        let mut v = values(&count);
        assert_eq!(read(&count, &v).unwrap().lines[0].counted, None);
        put(&mut v, "lines/0/counted", Some("4"));
        assert_eq!(read(&count, &v).unwrap().lines[0].counted, Some(4));
        put(&mut v, "lines/0/counted", Some("-1"));
        assert_eq!(read(&count, &v).unwrap_err().fields[0].pointer, "/lines/0/counted");
    }
}
