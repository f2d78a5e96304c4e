//! What clocks and routing need to know of tickets, in one statement for any number of them.

use crate::error::Failure;
use crate::jsonb::Json;
use crate::schema::{sites, ticket_progress, tickets};
use crate::views::ticket_rows;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{CustomerId, OrganizationId, ProductId, TeamId, TicketId, UserId};
use shared::records::clock::Phase;
use shared::records::condition::{TicketTraits, in_warranty};
use shared::records::ticket::*;
use shared::warranty::WarrantyVerdict;

/// A ticket as clocks see it.
pub struct Subject {
    /// The ticket.
    pub id: TicketId,
    /// When the customer said so: the clocks' beginning.
    pub reported_at: DateTime<Utc>,
    /// Where it is.
    pub phase: Phase,
    /// What rules may ask.
    pub traits: TicketTraits,
    /// Who has it.
    pub assignee_id: Option<UserId>,
    /// Which team has it.
    pub team_id: Option<TeamId>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = ticket_rows)]
struct Row {
    id: TicketId,
    kind: TicketKind,
    channel: TicketChannel,
    status: TicketStatus,
    priority: TicketPriority,
    topic: TicketTopic,
    severity: TicketSeverity,
    reported_at: DateTime<Utc>,
    customer_id: Option<CustomerId>,
    dealer_id: Option<OrganizationId>,
    product_id: Option<ProductId>,
    product_line: Option<String>,
    special_case: bool,
    individual_case: bool,
    assignee_id: Option<UserId>,
    team_id: Option<TeamId>,
    wait_reason: Option<WaitReason>,
    ball_holder: Option<BallHolder>,
    valid_complaint: Option<bool>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = ticket_progress)]
struct Progress {
    responded_at: Option<DateTime<Utc>>,
    onsite_called_at: Option<DateTime<Utc>>,
    onsite_arrived_at: Option<DateTime<Utc>>,
}

type Found = (Row, Progress, Json<Vec<WarrantyVerdict>>, Option<(Option<String>, bool)>);

/// Tickets as clocks see them, in no order.
///
/// # Errors
/// When the database is away.
pub fn subjects(c: &mut PgConnection, ids: &[TicketId]) -> Result<Vec<Subject>, Failure> {
    let found: Vec<Found> = ticket_rows::table
        .inner_join(tickets::table.on(tickets::id.eq(ticket_rows::id)))
        .inner_join(ticket_progress::table.on(ticket_progress::ticket_id.eq(ticket_rows::id)))
        .left_join(sites::table.on(sites::id.nullable().eq(ticket_rows::site_id)))
        .filter(ticket_rows::id.eq_any(ids))
        .select((
            Row::as_select(),
            Progress::as_select(),
            tickets::warranty,
            (sites::region, sites::remote).nullable(),
        ))
        .load(c)?;
    let subject = |(row, progress, Json(verdicts), site): Found| {
        let (region, remote) = site.unwrap_or_default();
        Subject {
            id: row.id,
            reported_at: row.reported_at,
            phase: Phase {
                kind: row.kind,
                status: row.status,
                wait: row.wait_reason.zip(row.ball_holder),
                responded: progress.responded_at.is_some(),
                judged: row.valid_complaint.is_some(),
                called_onsite: progress.onsite_called_at.is_some(),
                arrived: progress.onsite_arrived_at.is_some(),
            },
            traits: TicketTraits {
                kind: row.kind,
                channel: row.channel,
                topic: row.topic,
                severity: row.severity,
                priority: row.priority,
                customer_id: row.customer_id,
                dealer_id: row.dealer_id,
                product_id: row.product_id,
                product_line: row.product_line,
                region,
                remote,
                in_warranty: in_warranty(&verdicts),
                special_case: row.special_case,
                individual_case: row.individual_case,
            },
            assignee_id: row.assignee_id,
            team_id: row.team_id,
        }
    };
    Ok(found.into_iter().map(subject).collect())
}
