//! A list as every record shows it: the table, the pages, and what to do when there is nothing.

use crate::components::async_view::{Empty, Loaded, async_view};
use crate::components::pager::Pager;
use crate::components::table::{Row, Select, Table};
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

/// What a list shows of its rows, and how.
#[derive(Clone, Default, PartialEq)]
pub struct Look {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Words for the columns in class names.
    pub keys: Vec<&'static str>,
    /// Rows that can be chosen.
    pub select: Option<Select>,
    /// A class for the table.
    pub class: &'static str,
}

/// Draws a list.
pub fn list_view<T>(
    loaded: &Loaded<Page<T>>,
    label: String,
    columns: Vec<String>,
    row: impl Fn(&T) -> Row,
    nothing: Nothing,
) -> Html {
    styled_list_view(loaded, label, Look { columns, ..Look::default() }, row, nothing)
}

/// Draws a list with a look of its own.
pub fn styled_list_view<T>(
    loaded: &Loaded<Page<T>>,
    label: String,
    look: Look,
    row: impl Fn(&T) -> Row,
    nothing: Nothing,
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
            let Look { columns, keys, select, class } = look;
            let rows = page.items.iter().map(&row).collect::<Vec<_>>();
            html! {
                <>
                    <Table {label} {columns} {keys} {rows} {select} {class} />
                    <Pager rows={page.items.len()} total={page.total} next={page.next_cursor.clone()} />
                </>
            }
        },
    )
}
