//! The table: the desk's main instrument. On a narrow screen each row becomes a card, its cells labelled.

use crate::route::{self, Route};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
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

impl Row {
    /// The row with some of its cells.
    pub fn pick(mut self, kept: &[usize]) -> Self {
        self.cells = pick(std::mem::take(&mut self.cells), kept);
        self
    }
}

/// Properties of [`Table`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it lists.
    pub label: AttrValue,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
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

/// A table. Arrow keys go from row to row.
#[component]
pub fn Table(props: &Props) -> Html {
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        let down = match event.key().as_str() {
            "ArrowDown" => true,
            "ArrowUp" => false,
            _ => return,
        };
        let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
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
                { for row.cells.iter().zip(&props.columns).map(|(cell, column)| html! {
                    <td class="pf-v6-c-table__td" role="cell" data-label={column.clone()}>{ cell.clone() }</td>
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
