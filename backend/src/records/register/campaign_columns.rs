//! The columns of campaigns and of their units.

use super::cell::{Cell, Register, column};
use shared::records::campaign::{CampaignSummary, CampaignUnit};

/// Campaigns (召回与整改).
pub static CAMPAIGNS: Register<CampaignSummary> = Register {
    name: "campaigns",
    title: "register-campaigns",
    columns: &[
        column("register-number", |c, _| (&c.number).into()),
        column("register-title", |c, _| (&c.title).into()),
        column("register-kind", |c, r| c.kind.label(r.locale).into()),
        column("register-severity", |c, r| c.severity.label(r.locale).into()),
        column("register-status", |c, r| c.status.label(r.locale).into()),
        column("register-units", |c, _| Cell::Number(c.counts.units)),
        column("register-remedied", |c, _| Cell::Number(c.counts.remedied)),
        column("register-open-units", |c, _| Cell::Number(c.counts.open())),
        column("register-finish-on", |c, _| (&c.finish_on).into()),
        column("register-created-at", |c, _| c.created_at.into()),
    ],
};

/// The units of a campaign, with whom to call.
pub static CAMPAIGN_UNITS: Register<CampaignUnit> = Register {
    name: "campaign-units",
    title: "register-campaign-units",
    columns: &[
        column("register-serial", |u, _| (&u.serial).into()),
        column("register-product", |u, _| (&u.product_code).into()),
        column("register-status", |u, r| u.status.label(r.locale).into()),
        column("register-customer", |u, _| (&u.customer_name).into()),
        column("register-phone", |u, _| (&u.customer_phone).into()),
        column("register-dealer", |u, _| (&u.dealer_name).into()),
        column("register-notified-at", |u, _| (&u.notified_at).into()),
        column("register-booked-for", |u, _| (&u.booked_for).into()),
        column("register-ticket", |u, _| (&u.ticket_number).into()),
        column("register-ended-at", |u, _| (&u.ended_at).into()),
        column("register-note", |u, _| (&u.note).into()),
    ],
};
