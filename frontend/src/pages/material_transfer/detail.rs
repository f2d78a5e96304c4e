//! The page of a material transfer: its lines with what can be taken of each, what is known, what can be done.

use super::action::ActionButton;
use super::print::Print;
use crate::api::material_transfer;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::page_head::PageHead;
use crate::components::status_badge::{badge, label};
use crate::components::table::{Row, Table};
use crate::components::time::maybe_time;
use crate::format;
use crate::i18n::use_locale;
use crate::pages::rma::{About, OldPart};
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::MaterialTransferId;
use shared::records::material_transfer::{MaterialTransfer, MaterialTransferSummary, TransferLine};
use yew::prelude::*;

/// Properties of [`TransferPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The transfer.
    pub id: MaterialTransferId,
}

/// How far it is, whether it is urgent, and whether its papers are overdue.
pub(super) fn badges(head: &MaterialTransferSummary, l: Locale) -> Html {
    html! {
        <>
            { badge(head.status, l) }
            if head.urgent {
                { label(Color::Red, Some(Icon::ExclamationCircle), t!(l, "transfer-urgent-short")) }
            }
            if head.papers_overdue {
                { label(Color::Orange, Some(Icon::ExclamationTriangle), t!(l, "transfer-papers-overdue")) }
            }
            if head.short > 0 {
                { label(Color::Orange, None, t!(l, "transfer-short", count = head.short)) }
            }
        </>
    }
}

/// The page of a material transfer.
#[component]
pub fn TransferPage(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let loaded = use_load(props.id, material_transfer::get);
    let title = loaded
        .data
        .as_ref()
        .map_or_else(|| t!(l, "transfer-one"), |t| format!("{} {}", t.head.number, t.head.to_name));
    let marks = loaded.data.as_ref().map(|t| badges(&t.head, l)).unwrap_or_default();
    let reload = loaded.reload.clone();
    let actions = loaded.data.as_ref().map(|t| {
        html! {
            <>
                { for t.available_actions.iter().map(|action| html! {
                    <ActionButton key={action.as_str()} transfer={t.clone()} action={*action} reload={reload.clone()} />
                }) }
                if let Some(query) = old_parts(t).filter(|_| may(&me, Permission::RmaRequest)) {
                    <LinkButton to={Route::Rmas(Record::New)} query={Some(query)} label={t!(l, "rma-new")} icon={Icon::Undo} />
                }
                <Print id={t.head.id} />
                if t.editable {
                    <LinkButton to={Route::Transfers(Record::Edit(t.head.id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
                }
            </>
        }
    });
    let view = async_view(
        &loaded,
        |_| None,
        |t| {
            let day = |line: &TransferLine| line.old_part_due_on.map(|on| on.to_string()).unwrap_or_default();
            let rows = t.lines.iter().map(|one| row(one, day(one), l)).collect::<Vec<_>>();
            let columns = vec![
                t!(l, "part-number"),
                t!(l, "part-name"),
                t!(l, "stock-quantity"),
                t!(l, "stock-free"),
                t!(l, "transfer-shipped"),
                t!(l, "transfer-received"),
                t!(l, "transfer-shortage"),
                t!(l, "transfer-old-part-by"),
                t!(l, "stock-batch"),
            ];
            html! {
                <div class="sb-split">
                    <div>
                        <Panel title={t!(l, "transfer-lines")}>
                            <Table label={t!(l, "transfer-lines")} {columns} {rows} />
                        </Panel>
                    </div>
                    <div class="sb-aside">
                        <Panel title={t!(l, "transfer-about")}>{ about(t, l) }</Panel>
                    </div>
                </div>
            }
        },
    );
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Transfers(Record::List), AttrValue::from(t!(l, "transfer-nav"))))}
                badges={marks}
                actions={actions.unwrap_or_default()}
            />
            { view }
        </>
    }
}

/// What comes back for what was sent, as a new return; nothing before it is sent, or where nothing is owed.
fn old_parts(t: &MaterialTransfer) -> Option<AttrValue> {
    let owed = t.lines.iter().filter(|line| line.return_days.is_some());
    let parts = owed.filter_map(|line| {
        let quantity = line.received.or(line.shipped).filter(|sent| *sent > 0)?;
        Some(OldPart {
            part_id: line.part_id.to_string(),
            number: line.part_number.clone(),
            name: line.part_name.clone(),
            quantity,
            // One number is that of one part.
            old_serial: line.old_serial.clone().filter(|_| quantity == 1),
        })
    });
    let parts = parts.collect::<Vec<_>>();
    let about = About {
        ticket_id: t.head.ticket_id.map(|id| id.to_string()),
        ticket_number: t.head.ticket_number.clone(),
        unit_id: t.head.unit_id.map(|id| id.to_string()),
        unit_serial: t.head.unit_serial.clone(),
        ..About::default()
    };
    (!parts.is_empty()).then(|| about.with(&parts).query())
}

fn about(t: &MaterialTransfer, l: Locale) -> Html {
    let head = &t.head;
    let ticket = head.ticket_id.map(|id| {
        html! { <Link to={Route::Tickets(Record::One(id))}>{ head.ticket_number.clone().unwrap_or_default() }</Link> }
    });
    let unit = head.unit_id.map(|id| {
        html! { <Link to={Route::Units(Record::One(id))}>{ head.unit_serial.clone().unwrap_or_default() }</Link> }
    });
    facts(vec![
        (t!(l, "stock-from"), words(head.from_location_name.as_ref())),
        (t!(l, "stock-to"), words(Some(&head.to_name))),
        (t!(l, "transfer-address"), words(head.address.as_ref())),
        (t!(l, "transfer-coverage"), words(Some(head.coverage.label(l)))),
        (t!(l, "transfer-ticket"), ticket),
        (t!(l, "transfer-unit"), unit),
        (t!(l, "transfer-reason"), words(head.reason.as_ref())),
        (t!(l, "transfer-justification"), words(head.justification.as_ref())),
        (t!(l, "transfer-papers-due"), maybe_time(head.papers_due_at)),
        (t!(l, "transfer-requested-by"), words(Some(&head.requested_by_name))),
        (t!(l, "transfer-organization"), words(Some(&head.organization_name))),
        (t!(l, "transfer-submitted-at"), maybe_time(head.submitted_at)),
        (t!(l, "transfer-approved-by"), words(head.approved_by_name.as_ref())),
        (t!(l, "transfer-approved-at"), maybe_time(head.approved_at)),
        (t!(l, "transfer-refusal"), words(head.refusal.as_ref())),
        (t!(l, "transfer-carrier"), words(head.carrier.as_ref())),
        (t!(l, "transfer-waybill"), words(head.waybill.as_ref())),
        (t!(l, "transfer-shipped-by"), words(head.shipped_by_name.as_ref())),
        (t!(l, "transfer-shipped-at"), maybe_time(head.shipped_at)),
        (t!(l, "transfer-received-by"), words(head.received_by_name.as_ref())),
        (t!(l, "transfer-received-at"), maybe_time(head.received_at)),
        (t!(l, "transfer-reconciled-at"), maybe_time(head.reconciled_at)),
    ])
}

fn row(line: &TransferLine, day: String, l: Locale) -> Row {
    let owed = match line.return_days {
        Some(days) if day.is_empty() => t!(l, "transfer-old-part-days", days = i64::from(days)),
        _ => day,
    };
    Row {
        key: line.id.to_string(),
        to: None,
        cells: vec![
            html! { <Link to={Route::Parts(Record::One(line.part_id))} class="sb-number">{ &line.part_number }</Link> },
            html! { { &line.part_name } },
            html! { <strong>{ format::number(line.quantity) }</strong> },
            html! { { line.free.map(format::number).unwrap_or_default() } },
            html! { { line.shipped.map(format::number).unwrap_or_default() } },
            html! { { line.received.map(format::number).unwrap_or_default() } },
            html! { <strong>{ line.shortage.filter(|short| *short > 0).map(format::number).unwrap_or_default() }</strong> },
            html! { { owed } },
            html! { { line.batch.clone().unwrap_or_default() } },
        ],
    }
}
