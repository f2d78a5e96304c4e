//! The table: the desk's main instrument. On a narrow screen each row becomes a card, its cells labelled.

use crate::i18n::use_locale;
use crate::route::{self, Route};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// A row.
#[derive(Clone, PartialEq)]
pub struct Row {
    /// What tells it from the others.
    pub key: String,
    /// Where a click on it leads; its first cell should hold the same as a link.
    pub to: Option<Route>,
    /// Its cells, one per column.
    pub cells: Vec<Html>,
}

/// Some of the columns, where there is room for no more.
pub fn pick<T>(all: Vec<T>, kept: &[usize]) -> Vec<T> {
    all.into_iter().enumerate().filter(|(place, _)| kept.contains(place)).map(|(_, one)| one).collect()
}

/// Several codes or names in a cell: it breaks between them and not within one.
pub fn several(them: &[String], between: &str) -> Html {
    let last = them.len().saturating_sub(1);
    html! {
        <>
            { for them.iter().enumerate().map(|(n, one)| html! {
                <><span class="sb-keep">{ one }if n < last { { between } }</span>{ " " }</>
            }) }
        </>
    }
}

/// What a cell says on one line; a cell that says nothing has no label on a narrow screen.
pub fn kept(said: Option<impl ToString>) -> Html {
    said.map(|said| html! { <span class="sb-keep">{ said.to_string() }</span> }).unwrap_or_default()
}

impl Row {
    /// The row with some of its cells.
    pub fn pick(mut self, kept: &[usize]) -> Self {
        self.cells = pick(std::mem::take(&mut self.cells), kept);
        self
    }
}

/// Rows that can be chosen, to do something with all of them.
#[derive(Clone, PartialEq)]
pub struct Select {
    /// The keys of those that are chosen.
    pub chosen: Rc<BTreeSet<String>>,
    /// What each row is called, by its key.
    pub names: Rc<BTreeMap<String, String>>,
    /// Chooses a row or leaves it.
    pub toggle: Callback<(String, bool)>,
    /// Chooses all rows or none.
    pub all: Callback<bool>,
}

/// Properties of [`Table`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it lists.
    pub label: AttrValue,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Words for the columns in class names, where their look depends on what they show.
    #[prop_or_default]
    pub keys: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The rows can be chosen.
    #[prop_or_default]
    pub select: Option<Select>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
}

/// Whether a click hit something in the row that has a click of its own.
fn is_on_control(event: &MouseEvent) -> bool {
    event
        .target()
        .and_then(|t| t.dyn_into::<Element>().ok())
        .and_then(|e| e.closest("a, button, input, select, label, summary").ok().flatten())
        .is_some()
}

/// Moves the focus to the link of a row further down or up.
fn step(from: &Element, down: bool) -> Option<()> {
    let row = from.closest("tr").ok()??;
    let next = if down { row.next_element_sibling() } else { row.previous_element_sibling() }?;
    let link = next.query_selector("a").ok()??.dyn_into::<HtmlElement>().ok()?;
    link.focus().ok()
}

/// Chooses the row of a link, or leaves it.
fn press(from: &Element) -> Option<()> {
    let check = from.closest("tr").ok()??.query_selector(".sb-check input").ok()??;
    check.dyn_into::<HtmlInputElement>().ok()?.click();
    Some(())
}

fn head_check(select: &Select, rows: &[Row], label: String) -> Html {
    let all = !rows.is_empty() && rows.iter().all(|row| select.chosen.contains(&row.key));
    let onchange =
        select.all.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <th class="pf-v6-c-table__th sb-check" role="columnheader" scope="col">
            <label><input type="checkbox" checked={all} aria-label={label} {onchange} /></label>
        </th>
    }
}

fn row_check(select: &Select, key: &str, label: String) -> Html {
    let onchange = {
        let key = key.to_owned();
        select.toggle.reform(move |event: Event| {
            (key.clone(), event.target_unchecked_into::<HtmlInputElement>().checked())
        })
    };
    html! {
        <td class="pf-v6-c-table__td sb-check" role="cell">
            <label><input type="checkbox" checked={select.chosen.contains(key)} aria-label={label} {onchange} /></label>
        </td>
    }
}

/// A table. Arrow keys go from row to row, x chooses one.
#[component]
pub fn Table(props: &Props) -> Html {
    let l = use_locale();
    let may_select = props.select.is_some();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
        let down = match event.key().as_str() {
            "ArrowDown" => true,
            "ArrowUp" => false,
            "x" if may_select && !event.ctrl_key() && !event.meta_key() => {
                if let Some(target) = target.filter(|t| t.tag_name() == "A") {
                    let _ = press(&target);
                }
                return;
            }
            _ => return,
        };
        if let Some(target) = target.filter(|t| t.tag_name() == "A")
            && step(&target, down).is_some()
        {
            event.prevent_default();
        }
    });
    let rows = props.rows.iter().map(|row| {
        let onclick = row.to.map(|to| {
            Callback::from(move |event: MouseEvent| {
                let marked = gloo_utils::window().get_selection().ok().flatten();
                let marking = marked.is_some_and(|s| !s.is_collapsed());
                if crate::components::link::is_plain(&event) && !is_on_control(&event) && !marking {
                    route::go(to);
                }
            })
        });
        html! {
            <tr
                key={row.key.clone()}
                role="row"
                class={classes!("pf-v6-c-table__tr", row.to.map(|_| "pf-m-clickable"))}
                {onclick}
            >
                if let Some(select) = &props.select {
                    { row_check(select, &row.key, t!(l, "page-select-row", name = select.names.get(&row.key).map_or("", String::as_str))) }
                }
                { for row.cells.iter().zip(&props.columns).enumerate().map(|(n, (cell, column))| html! {
                    <td
                        class={classes!("pf-v6-c-table__td", props.keys.get(n).map(|key| format!("sb-col-{key}")))}
                        role="cell"
                        data-label={column.clone()}
                    >
                        { cell.clone() }
                    </td>
                }) }
            </tr>
        }
    });
    html! {
        <div class={classes!("sb-table", props.class.clone())}>
            <table
                class="pf-v6-c-table pf-m-compact"
                role="table"
                aria-label={props.label.clone()}
                {onkeydown}
            >
                <thead class="pf-v6-c-table__thead" role="rowgroup">
                    <tr class="pf-v6-c-table__tr" role="row">
                        if let Some(select) = &props.select {
                            { head_check(select, &props.rows, t!(l, "page-select-all")) }
                        }
                        { for props.columns.iter().map(|column| html! {
                            <th class="pf-v6-c-table__th" role="columnheader" scope="col">{ column }</th>
                        }) }
                    </tr>
                </thead>
                <tbody class="pf-v6-c-table__tbody" role="rowgroup">{ for rows }</tbody>
            </table>
        </div>
    }
}
