//! The columns of every register. A new one is a table here and a handler beside.

use super::cell::{Cell, Register, column};
use shared::i18n::known;
use shared::records::customer::Customer;
use shared::records::fault_code::FaultCode;
use shared::records::organization::Organization;
use shared::records::part::PartSummary;
use shared::records::product::Product;
use shared::records::ticket::TicketSummary;
use shared::records::unit::UnitSummary;
use shared::records::user::User;

/// Tickets (客户投诉单, 叫修登记簿).
pub static TICKETS: Register<TicketSummary> = Register {
    name: "tickets",
    title: "register-tickets",
    columns: &[
        column("register-number", |t, _| (&t.number).into()),
        column("register-priority", |t, r| t.priority.label(r.locale).into()),
        column("register-status", |t, r| t.status.label(r.locale).into()),
        column("register-kind", |t, r| t.kind.label(r.locale).into()),
        column("register-topic", |t, r| t.topic.label(r.locale).into()),
        column("register-subject", |t, _| (&t.subject).into()),
        column("register-customer", |t, _| (&t.customer_name).into()),
        column("register-unit", |t, _| (&t.unit_serial).into()),
        column("register-product", |t, _| (&t.product_name).into()),
        column("register-fault-code", |t, _| (&t.fault_code).into()),
        column("register-dealer", |t, _| (&t.dealer_name).into()),
        column("register-assignee", |t, _| (&t.assignee_name).into()),
        column("register-team", |t, _| (&t.team_name).into()),
        column("register-tags", |t, _| t.tags.join(" · ").into()),
        column("register-reported-at", |t, _| t.reported_at.into()),
        column("register-created-at", |t, _| t.created_at.into()),
        column("register-resolved-at", |t, _| (&t.resolved_at).into()),
        column("register-closed-at", |t, _| (&t.closed_at).into()),
        column("register-next-due-at", |t, _| (&t.next_due_at).into()),
        column("register-breaches", |t, _| t.breach_count.into()),
        column("register-reopenings", |t, _| t.reopen_count.into()),
        column("register-special-case", |t, _| t.special_case.into()),
        column("register-individual-case", |t, _| t.individual_case.into()),
        column("register-updated-at", |t, _| t.updated_at.into()),
    ],
};

/// Units.
pub static UNITS: Register<UnitSummary> = Register {
    name: "units",
    title: "register-units",
    columns: &[
        column("register-serial", |u, _| (&u.serial).into()),
        column("register-product-code", |u, _| (&u.product_code).into()),
        column("register-product", |u, _| (&u.product_name).into()),
        column("register-status", |u, r| u.status.label(r.locale).into()),
        column("register-owner", |u, _| (&u.customer_name).into()),
        column("register-site", |u, _| (&u.site_name).into()),
        column("register-dealer", |u, _| (&u.dealer_name).into()),
        column("register-warranty", |u, r| u.warranty.label(r.locale).into()),
        column("register-warranty-ends", |u, _| (&u.warranty_ends_on).into()),
    ],
};

/// Customers (客户档案).
pub static CUSTOMERS: Register<Customer> = Register {
    name: "customers",
    title: "register-customers",
    columns: &[
        column("register-number", |c, _| (&c.number).into()),
        column("register-name", |c, _| (&c.name).into()),
        column("register-kind", |c, r| c.kind.label(r.locale).into()),
        column("register-phone", |c, _| (&c.phone).into()),
        column("register-email", |c, _| (&c.email).into()),
        column("register-address", |c, _| (&c.address).into()),
        column("register-dealer", |c, _| (&c.dealer_name).into()),
        column("register-note", |c, _| (&c.note).into()),
        column("register-created-at", |c, _| c.created_at.into()),
        column("register-updated-at", |c, _| c.updated_at.into()),
    ],
};

/// Product models.
pub static PRODUCTS: Register<Product> = Register {
    name: "products",
    title: "register-products",
    columns: &[
        column("register-code", |p, _| (&p.code).into()),
        column("register-name", |p, _| (&p.name).into()),
        column("register-line", |p, _| (&p.line).into()),
        column("register-brand", |p, _| (&p.brand).into()),
        column("register-active", |p, _| p.active.into()),
        column("register-created-at", |p, _| p.created_at.into()),
        column("register-updated-at", |p, _| p.updated_at.into()),
    ],
};

/// Spare parts, with the prices of today.
pub static PARTS: Register<PartSummary> = Register {
    name: "parts",
    title: "register-parts",
    columns: &[
        column("register-number", |p, _| (&p.number).into()),
        column("register-name", |p, _| (&p.name).into()),
        column("register-measure", |p, r| p.measure.label(r.locale).into()),
        column("register-part-class", |p, r| {
            p.part_class.as_deref().map_or(Cell::Nothing, |class| known(r.locale, "part_class", class).into())
        }),
        column("register-supplier", |p, _| (&p.supplier_name).into()),
        column("register-fits", |p, _| p.product_codes.join(" · ").into()),
        column("register-return-owed", |p, _| p.return_owed.into()),
        column("register-superseded-by", |p, _| (&p.superseded_by_number).into()),
        column("register-currency", |p, _| {
            p.price.as_ref().map_or(Cell::Nothing, |price| price.currency.to_string().into())
        }),
        column("register-price", |p, _| p.price.as_ref().map_or(Cell::Nothing, |price| price.price.into())),
        column("register-cost", |p, _| (&p.price.as_ref().and_then(|price| price.cost)).into()),
        column("register-active", |p, _| p.active.into()),
        column("register-updated-at", |p, _| p.updated_at.into()),
    ],
};

/// The fault catalogue.
pub static FAULT_CODES: Register<FaultCode> = Register {
    name: "fault-codes",
    title: "register-fault-codes",
    columns: &[
        column("register-code", |f, _| (&f.code).into()),
        column("register-name-zh", |f, _| (&f.name_zh).into()),
        column("register-name-en", |f, _| (&f.name_en).into()),
        column("register-line", |f, _| (&f.line).into()),
        column("register-standard-minutes", |f, _| (&f.standard_minutes).into()),
        column("register-active", |f, _| f.active.into()),
    ],
};

/// Organisations.
pub static ORGANIZATIONS: Register<Organization> = Register {
    name: "organizations",
    title: "register-organizations",
    columns: &[
        column("register-code", |o, _| (&o.code).into()),
        column("register-name", |o, _| (&o.name).into()),
        column("register-kind", |o, r| o.kind.label(r.locale).into()),
        column("register-phone", |o, _| (&o.phone).into()),
        column("register-address", |o, _| (&o.address).into()),
        column("register-zone", |o, _| (&o.zone).into()),
        column("register-active", |o, _| o.active.into()),
        column("register-created-at", |o, _| o.created_at.into()),
        column("register-updated-at", |o, _| o.updated_at.into()),
    ],
};

/// People.
pub static USERS: Register<User> = Register {
    name: "users",
    title: "register-users",
    columns: &[
        column("register-name", |u, _| (&u.name).into()),
        column("register-email", |u, _| (&u.email).into()),
        column("register-phone", |u, _| (&u.phone).into()),
        column("register-organization", |u, _| (&u.organization_name).into()),
        column("register-roles", |u, r| {
            u.roles.iter().map(|role| role.label(r.locale)).collect::<Vec<_>>().join(" · ").into()
        }),
        column("register-status", |u, r| u.status.label(r.locale).into()),
        column("register-created-at", |u, _| u.created_at.into()),
        column("register-updated-at", |u, _| u.updated_at.into()),
    ],
};
