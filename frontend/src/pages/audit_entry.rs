//! The audit trail: who changed what, when.

use crate::api::audit_entry;
use crate::components::async_view::use_load;
use crate::components::filters::FilterBar;
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::table::Row;
use crate::components::time::Time;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::records::audit_entry::{AuditEntry, AuditQuery};
use shared::records::rma::{RmaAction, RmaLineAction};
use shared::records::supplier_return::SupplierReturnAction;
use shared::records::ticket::TicketActionKind;
use shared::records::unit::UnitAction;
use yew::prelude::*;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    record_id: Option<uuid::Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor_id: Option<uuid::Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

/// The page of a record that an entry speaks of, if it has one.
fn record(entry: &AuditEntry) -> Option<Route> {
    let id = entry.record_id.to_string();
    Some(match entry.record.as_str() {
        "ticket" => Route::Tickets(Record::One(id.parse().ok()?)),
        "unit" => Route::Units(Record::One(id.parse().ok()?)),
        "customer" => Route::Customers(Record::One(id.parse().ok()?)),
        "product" => Route::Products(Record::One(id.parse().ok()?)),
        "fault_code" => Route::FaultCodes(Record::One(id.parse().ok()?)),
        "organization" => Route::Organizations(Record::One(id.parse().ok()?)),
        "user" => Route::Users(Record::One(id.parse().ok()?)),
        "team" => Route::Teams(Record::One(id.parse().ok()?)),
        "calendar" => Route::Calendars(Record::One(id.parse().ok()?)),
        "import" => Route::Imports(Record::One(id.parse().ok()?)),
        "rma" => Route::Rmas(Record::One(id.parse().ok()?)),
        "supplier_return" => Route::SupplierReturns(Record::One(id.parse().ok()?)),
        "policy" => Route::Policy,
        _ => return None,
    })
}

/// The kind of record in words.
fn record_name(record: &str, l: Locale) -> String {
    match record {
        "ticket" => t!(l, "ticket-one"),
        "unit" => t!(l, "ticket-unit"),
        "customer" => t!(l, "ticket-customer"),
        "product" => t!(l, "ticket-product"),
        "fault_code" => t!(l, "ticket-fault-code"),
        "organization" => t!(l, "people-organization-one"),
        "user" => t!(l, "people-person"),
        "team" => t!(l, "people-team"),
        "calendar" => t!(l, "calendar-calendar"),
        "import" => t!(l, "import-one"),
        "sla_policy" => t!(l, "page-nav-sla-policies"),
        "routing_rule" => t!(l, "page-nav-routing-rules"),
        "notification" => t!(l, "notification-list"),
        "policy" => t!(l, "page-nav-policy"),
        "session" => t!(l, "policy-audit-session"),
        "api_token" => t!(l, "account-token-secret"),
        "contact" => t!(l, "ticket-contact-name"),
        "rma" => t!(l, "rma-one"),
        "supplier_return" => t!(l, "supplier-return-nav"),
        "saved_view" => t!(l, "ticket-views"),
        "site" => t!(l, "ticket-site"),
        "unit_component" => t!(l, "unit-component"),
        other => other.to_owned(),
    }
}

/// What was done, in words: a record's own action, or one of a few that many have.
fn action_name(record: &str, action: &str, l: Locale) -> String {
    let own = match record {
        "ticket" => action.parse().ok().map(|a: TicketActionKind| a.label(l)),
        "unit" => action.parse().ok().map(|a: UnitAction| a.label(l)),
        "rma" => {
            let line = || action.parse().ok().map(|a: RmaLineAction| a.label(l));
            action.parse().ok().map(|a: RmaAction| a.label(l)).or_else(line)
        }
        "supplier_return" => action.parse().ok().map(|a: SupplierReturnAction| a.label(l)),
        _ => None,
    };
    own.unwrap_or_else(|| match action {
        "create" => t!(l, "policy-audit-create"),
        "update" => t!(l, "policy-audit-update"),
        "delete" => t!(l, "policy-audit-delete"),
        "log_in" => t!(l, "policy-audit-log-in"),
        "log_out" => t!(l, "policy-audit-log-out"),
        "end" => t!(l, "policy-audit-end"),
        "revoke" => t!(l, "account-revoke"),
        "change_password" => t!(l, "account-change-password"),
        "redeem_link" => t!(l, "policy-audit-redeem-link"),
        "reset_link" => t!(l, "people-reset"),
        "disable" => t!(l, "people-disable"),
        "enable" => t!(l, "people-enable"),
        "comment" => t!(l, "policy-audit-comment"),
        "picture_added" => t!(l, "rma-picture-add"),
        "picture_removed" => t!(l, "attachment-remove"),
        "scan" => t!(l, "rma-scan"),
        "attachment_added" => t!(l, "policy-audit-attach"),
        "attachment_removed" => t!(l, "policy-audit-detach"),
        "read" => t!(l, "policy-audit-read"),
        "import" => t!(l, "policy-audit-import"),
        "special_days" => t!(l, "calendar-special-days"),
        "public_holidays" => t!(l, "calendar-load-holidays"),
        "link" => t!(l, "ticket-add-link"),
        "unlink" => t!(l, "ticket-unlink"),
        "split" => t!(l, "ticket-split"),
        "tag" => t!(l, "ticket-tags"),
        "warranty" => t!(l, "unit-event-warranty"),
        other => other.to_owned(),
    })
}

fn row(entry: &AuditEntry, l: Locale) -> Row {
    let name = record_name(&entry.record, l);
    let only = |name: &str, id: uuid::Uuid| AttrValue::from(format!("{name}={id}"));
    Row {
        key: entry.id.to_string(),
        to: None,
        cells: vec![
            html! { <Time at={entry.at} /> },
            match entry.actor_id {
                Some(id) => {
                    html! { <Link to={Route::Audit} query={only("actor_id", id)} title={t!(l, "policy-audit-only-actor")}>{ &entry.actor_name }</Link> }
                }
                None => html! { { &entry.actor_name } },
            },
            match record(entry) {
                Some(to) => html! { <Link {to}>{ name }</Link> },
                None => html! { { name } },
            },
            html! { <span title={entry.action.clone()}>{ action_name(&entry.record, &entry.action, l) }</span> },
            html! {
                <details>
                    <summary>{ t!(l, "policy-audit-changes") }</summary>
                    <pre class="sb-code">{ serde_json::to_string_pretty(&entry.changes).unwrap_or_default() }</pre>
                    <p>
                        <Link to={Route::Audit} query={only("record_id", entry.record_id)}>{ t!(l, "policy-audit-only-record") }</Link>
                    </p>
                    if let Some(id) = &entry.request_id {
                        <p class="sb-quiet">{ t!(l, "page-request-id", id = id.as_str()) }</p>
                    }
                </details>
            },
        ],
    }
}

/// The audit trail.
#[component]
pub fn AuditPage() -> Html {
    let l = use_locale();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move {
        let query = AuditQuery {
            record_id: filter.record_id,
            actor_id: filter.actor_id,
            cursor: filter.cursor,
            limit: None,
        };
        audit_entry::list(&query).await
    });
    let narrow = filter.record_id.is_some() || filter.actor_id.is_some();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let nothing = Nothing {
        title: t!(l, "policy-audit-none"),
        hint: t!(l, "policy-audit-none-hint"),
        clear: clear.clone(),
    };
    let columns = vec![
        t!(l, "policy-audit-when"),
        t!(l, "policy-audit-who"),
        t!(l, "policy-audit-what"),
        t!(l, "policy-audit-action"),
        t!(l, "policy-audit-changes"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "page-nav-audit")} />
            if narrow {
                <FilterBar {clear}>
                    <span>{ t!(l, "policy-audit-narrow") }</span>
                </FilterBar>
            }
            { list_view(&loaded, t!(l, "page-nav-audit"), columns, |e| row(e, l), nothing) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_named_in_words() {
        assert_eq!(action_name("ticket", "resolve", Locale::ZhCn), "提交解决方案");
        assert_eq!(action_name("unit", "retire", Locale::ZhCn), "报废");
        assert_ne!(action_name("session", "log_in", Locale::En), "log_in");
        assert_eq!(action_name("ticket", "unheard_of", Locale::En), "unheard_of");
    }
}
