//! A list as every record shows it: the table, the pages, and what to do when there is nothing.

use crate::components::async_view::{Empty, Loaded, async_view};
use crate::components::pager::Pager;
use crate::components::table::{Row, Table};
use shared::page::Page;
use yew::prelude::*;

/// What a list says when it is empty.
#[derive(Clone, PartialEq)]
pub struct Nothing {
    /// In short.
    pub title: String,
    /// What to do next.
    pub hint: String,
    /// Takes the filters away, if they are the reason.
    pub clear: Option<Callback<()>>,
}

/// Draws a list.
pub fn list_view<T>(
    loaded: &Loaded<Page<T>>,
    label: String,
    columns: Vec<String>,
    row: impl Fn(&T) -> Row,
    nothing: Nothing,
) -> Html {
    classed_list_view(loaded, label, columns, row, nothing, "")
}

/// Draws a list whose rows have a look of their own on a narrow screen.
pub fn classed_list_view<T>(
    loaded: &Loaded<Page<T>>,
    label: String,
    columns: Vec<String>,
    row: impl Fn(&T) -> Row,
    nothing: Nothing,
    class: &'static str,
) -> Html {
    async_view(
        loaded,
        |page| {
            page.items.is_empty().then(|| {
                html! {
                    <Empty title={nothing.title.clone()} clear={nothing.clear.clone()}>
                        <p>{ nothing.hint.clone() }</p>
                    </Empty>
                }
            })
        },
        |page| {
            let rows = page.items.iter().map(&row).collect::<Vec<_>>();
            html! {
                <>
                    <Table {label} {columns} {rows} {class} />
                    <Pager rows={page.items.len()} total={page.total} next={page.next_cursor.clone()} />
                </>
            }
        },
    )
}
