//! SQL of notifications.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::notifications;
use crate::views::{
    campaign_rows, material_transfer_rows, quality_feedback_rows, recovery_rows, rma_rows, statement_rows,
    supplier_return_rows, ticket_rows, warranty_claim_rows,
};
use crate::{capped_count, lists, live, policy};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Text};
use shared::ids::{
    CampaignId, MaterialTransferId, NotificationId, QualityFeedbackId, RecoveryId, RmaId, RmaLineId,
    StatementId, TicketId, UserId, WarrantyClaimId,
};
use shared::page::Page;
use shared::records::clock::ClockKind;
use shared::records::notification::*;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What somebody is told.
#[derive(Clone, Debug)]
pub struct Word {
    /// What it is.
    pub kind: NotificationKind,
    /// What it is about.
    pub about: About,
    /// The clock, where it is about one.
    pub clock: Option<ClockKind>,
    /// How much of its target was used up, in percent.
    pub at_percent: Option<u16>,
    /// When it was due.
    pub due_at: Option<DateTime<Utc>>,
    /// Who did it; absent for a rule.
    pub actor_name: Option<String>,
}

impl Word {
    /// By somebody.
    pub fn by(caller: &Caller, kind: NotificationKind, about: impl Into<About>) -> Self {
        Self { actor_name: Some(caller.actor.name.clone()), ..Self::of_rule(kind, about) }
    }

    /// By a rule.
    pub fn of_rule(kind: NotificationKind, about: impl Into<About>) -> Self {
        Self { kind, about: about.into(), clock: None, at_percent: None, due_at: None, actor_name: None }
    }
}

/// What a notification is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A ticket.
    Ticket(TicketId),
    /// A return.
    Rma(RmaId),
    /// A material transfer.
    Transfer(MaterialTransferId),
    /// What goes back to a supplier.
    SupplierReturn(RmaLineId),
    /// A quality feedback.
    Quality(QualityFeedbackId),
    /// A campaign.
    Campaign(CampaignId),
    /// A warranty claim.
    Claim(WarrantyClaimId),
    /// A statement.
    Statement(StatementId),
    /// A recovery.
    Recovery(RecoveryId),
}

macro_rules! about {
    ($($id:ty => $variant:ident),+) => {$(
        impl From<$id> for About {
            fn from(id: $id) -> Self {
                Self::$variant(id)
            }
        }
    )+};
}
about!(TicketId => Ticket, RmaId => Rma, MaterialTransferId => Transfer, RmaLineId => SupplierReturn, QualityFeedbackId => Quality, CampaignId => Campaign, WarrantyClaimId => Claim, StatementId => Statement, RecoveryId => Recovery);

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = notifications)]
pub(super) struct Row {
    pub id: NotificationId,
    user_id: UserId,
    kind: NotificationKind,
    ticket_id: Option<TicketId>,
    line_id: Option<RmaLineId>,
    rma_id: Option<RmaId>,
    transfer_id: Option<MaterialTransferId>,
    quality_feedback_id: Option<QualityFeedbackId>,
    campaign_id: Option<CampaignId>,
    warranty_claim_id: Option<WarrantyClaimId>,
    statement_id: Option<StatementId>,
    recovery_id: Option<RecoveryId>,
    clock: Option<ClockKind>,
    at_percent: Option<i16>,
    due_at: Option<DateTime<Utc>>,
    actor_name: Option<String>,
    pub created_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
}

/// PostgreSQL takes at most 65,535 values in one statement.
const ROWS_AT_ONCE: usize = 6000;

/// Tells people that somebody did something, but not whoever did it.
///
/// # Errors
/// When the database is away.
pub fn tell_others(
    c: &mut PgConnection,
    caller: &Caller,
    people: impl IntoIterator<Item = UserId>,
    kind: NotificationKind,
    about: impl Into<About>,
) -> Result<(), Failure> {
    let word = Word::by(caller, kind, about);
    let others = people.into_iter().filter(|person| *person != caller.actor.user_id);
    let words: Vec<_> = others.map(|person| (person, word.clone())).collect();
    tell(c, &words, caller.now)
}

/// Tells people, each of one thing about one record once, and wakes their open pages when all of it is
/// committed.
///
/// # Errors
/// When the database is away.
pub fn tell(c: &mut PgConnection, words: &[(UserId, Word)], now: DateTime<Utc>) -> Result<(), Failure> {
    let mut known = BTreeSet::new();
    let rows: Vec<Row> = words
        .iter()
        .filter(|(user, word)| known.insert((*user, word.kind, word.about, word.clock)))
        .map(|(user, word)| Row {
            id: NotificationId(Uuid::now_v7()),
            user_id: *user,
            kind: word.kind,
            ticket_id: if let About::Ticket(id) = word.about { Some(id) } else { None },
            line_id: if let About::SupplierReturn(id) = word.about { Some(id) } else { None },
            rma_id: if let About::Rma(id) = word.about { Some(id) } else { None },
            transfer_id: if let About::Transfer(id) = word.about { Some(id) } else { None },
            quality_feedback_id: if let About::Quality(id) = word.about { Some(id) } else { None },
            campaign_id: if let About::Campaign(id) = word.about { Some(id) } else { None },
            warranty_claim_id: if let About::Claim(id) = word.about { Some(id) } else { None },
            statement_id: if let About::Statement(id) = word.about { Some(id) } else { None },
            recovery_id: if let About::Recovery(id) = word.about { Some(id) } else { None },
            clock: word.clock,
            at_percent: word.at_percent.map(|p| i16::try_from(p).unwrap_or(i16::MAX)),
            due_at: word.due_at,
            actor_name: word.actor_name.clone(),
            created_at: now,
            read_at: None,
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    for some in rows.chunks(ROWS_AT_ONCE) {
        diesel::insert_into(notifications::table).values(some).execute(c)?;
    }
    let users: BTreeSet<String> = rows.iter().map(|r| r.user_id.to_string()).collect();
    diesel::sql_query("SELECT pg_notify($1, u) FROM unnest($2) AS u")
        .bind::<Text, _>(live::CHANNEL)
        .bind::<Array<Text>, _>(users.into_iter().collect::<Vec<_>>())
        .execute(c)?;
    Ok(())
}

/// Takes back what people were told of a ticket by a change that was taken back, and have not read.
///
/// # Errors
/// When the database is away.
pub fn recall(c: &mut PgConnection, ticket: TicketId, at: DateTime<Utc>) -> Result<(), Failure> {
    let unread = notifications::table
        .filter(notifications::ticket_id.eq(ticket))
        .filter(notifications::created_at.eq(at))
        .filter(notifications::read_at.is_null());
    diesel::delete(unread).execute(c)?;
    Ok(())
}

fn own<'a>(caller: &Caller) -> notifications::BoxedQuery<'a, diesel::pg::Pg> {
    policy::notifications(caller, notifications::table.into_boxed())
}

/// Number and name of what notifications are about, as far as the caller sees it: a statement for each kind that is there.
fn names(
    c: &mut PgConnection,
    caller: &Caller,
    rows: &[Row],
) -> Result<HashMap<About, (String, String)>, Failure> {
    let mut seen = HashMap::new();
    let tickets: Vec<TicketId> = rows.iter().filter_map(|r| r.ticket_id).collect();
    if !tickets.is_empty() {
        let found = policy::tickets(caller, ticket_rows::table.into_boxed())
            .filter(ticket_rows::id.eq_any(tickets))
            .select((ticket_rows::id, (ticket_rows::number, ticket_rows::subject)))
            .load::<(TicketId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let rmas: Vec<RmaId> = rows.iter().filter_map(|r| r.rma_id).collect();
    if !rmas.is_empty() {
        let found = policy::rmas(caller, rma_rows::table.into_boxed())
            .filter(rma_rows::id.eq_any(rmas))
            .select((rma_rows::id, (rma_rows::number, rma_rows::dealer_name)))
            .load::<(RmaId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let transfers: Vec<MaterialTransferId> = rows.iter().filter_map(|r| r.transfer_id).collect();
    if !transfers.is_empty() {
        use material_transfer_rows as m;
        type Goal = (Option<String>, Option<String>, Option<String>);
        let found = policy::material_transfers(caller, m::table.into_boxed())
            .filter(m::id.eq_any(transfers))
            .select((m::id, m::number, (m::to_location_name, m::to_organization_name, m::to_customer_name)))
            .load::<(MaterialTransferId, String, Goal)>(c)?;
        let goal = |(location, organization, customer): Goal| location.or(organization).or(customer);
        let named = |(id, number, to)| (About::from(id), (number, goal(to).unwrap_or_default()));
        seen.extend(found.into_iter().map(named));
    }
    let offered: Vec<RmaLineId> = rows.iter().filter_map(|r| r.line_id).collect();
    if !offered.is_empty() {
        use supplier_return_rows as s;
        let found = policy::supplier_returns(caller, s::table.into_boxed())
            .filter(s::line_id.eq_any(offered))
            .select((s::line_id, (s::tag, s::name)))
            .load::<(RmaLineId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let quality: Vec<QualityFeedbackId> = rows.iter().filter_map(|r| r.quality_feedback_id).collect();
    if !quality.is_empty() {
        use quality_feedback_rows as q;
        let found = policy::quality_feedbacks(caller, q::table.into_boxed())
            .filter(q::id.eq_any(quality))
            .select((q::id, q::number, q::subject, q::part_name))
            .load::<(QualityFeedbackId, String, String, Option<String>)>(c)?;
        // What it is about is said in the house's words; a supplier knows its part.
        let told = caller.actor.is_inside();
        seen.extend(found.into_iter().map(|(id, number, subject, part)| {
            let name = if told { subject } else { part.unwrap_or_default() };
            (About::from(id), (number, name))
        }));
    }
    let campaigns: Vec<CampaignId> = rows.iter().filter_map(|r| r.campaign_id).collect();
    if !campaigns.is_empty() {
        use campaign_rows as k;
        let found = policy::campaigns(caller, k::table.into_boxed())
            .filter(k::id.eq_any(campaigns))
            .select((k::id, (k::number, k::title)))
            .load::<(CampaignId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let claims: Vec<WarrantyClaimId> = rows.iter().filter_map(|r| r.warranty_claim_id).collect();
    if !claims.is_empty() {
        use warranty_claim_rows as k;
        let found = policy::warranty_claims(caller, k::table.into_boxed())
            .filter(k::id.eq_any(claims))
            .select((k::id, (k::number, k::dealer_name)))
            .load::<(WarrantyClaimId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let statements: Vec<StatementId> = rows.iter().filter_map(|r| r.statement_id).collect();
    if !statements.is_empty() {
        use statement_rows as s;
        let found = policy::statements(caller, s::table.into_boxed())
            .filter(s::id.eq_any(statements))
            .select((s::id, (s::number, s::party_name)))
            .load::<(StatementId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    let recoveries: Vec<RecoveryId> = rows.iter().filter_map(|r| r.recovery_id).collect();
    if !recoveries.is_empty() {
        use recovery_rows as r;
        let found = policy::recoveries(caller, r::table.into_boxed())
            .filter(r::id.eq_any(recoveries))
            .select((r::id, (r::number, r::supplier_name)))
            .load::<(RecoveryId, (String, String))>(c)?;
        seen.extend(found.into_iter().map(|(id, names)| (About::from(id), names)));
    }
    Ok(seen)
}

/// Rows with what they are about; those about what the caller does not see any more are left out.
fn show(c: &mut PgConnection, caller: &Caller, rows: &[Row]) -> Result<Vec<Notification>, Failure> {
    let seen = names(c, caller, rows)?;
    let one = |row: &Row| {
        let about = row.ticket_id.map(About::from).or(row.rma_id.map(About::from));
        let about = about.or(row.transfer_id.map(About::from)).or(row.line_id.map(About::from));
        let about = about.or(row.quality_feedback_id.map(About::from));
        let about = about.or(row.campaign_id.map(About::from));
        let about = about.or(row.warranty_claim_id.map(About::from));
        let about = about.or(row.statement_id.map(About::from)).or(row.recovery_id.map(About::from))?;
        let (number, subject) = seen.get(&about)?.clone();
        Some(Notification {
            id: row.id,
            kind: row.kind,
            ticket_id: row.ticket_id,
            rma_id: row.rma_id,
            transfer_id: row.transfer_id,
            supplier_return_id: row.line_id,
            quality_feedback_id: row.quality_feedback_id,
            campaign_id: row.campaign_id,
            warranty_claim_id: row.warranty_claim_id,
            statement_id: row.statement_id,
            recovery_id: row.recovery_id,
            number,
            subject,
            clock: row.clock,
            at_percent: row.at_percent.map(i16::unsigned_abs),
            due_at: row.due_at,
            actor_name: row.actor_name.clone(),
            created_at: row.created_at,
            read_at: row.read_at,
        })
    };
    Ok(rows.iter().filter_map(one).collect())
}

/// How many of the caller's are unread, counted up to 1000.
pub(super) fn unread(c: &mut PgConnection, caller: &Caller) -> Result<i64, Failure> {
    let count: i64 = capped_count!(own(caller).filter(notifications::read_at.is_null()), c)?;
    Ok(count.min(shared::page::COUNT_CAP))
}

/// A page of the caller's, newest first.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &NotificationQuery,
) -> Result<Notifications, Failure> {
    use notifications::{created_at, id, read_at};
    let limit = lists::limit(query.limit)?;
    let mut q = own(caller);
    match query.unread {
        Some(true) => q = q.filter(read_at.is_null()),
        Some(false) => q = q.filter(read_at.is_not_null()),
        None => {}
    }
    type Place = (DateTime<Utc>, NotificationId);
    if let Some((at, last)) = lists::place::<Place>(query.cursor.as_deref(), "newest")? {
        q = q.filter(created_at.lt(at).or(created_at.eq(at).and(id.lt(last)))).filter(created_at.le(at));
    }
    let rows: Vec<Row> =
        q.order((created_at.desc(), id.desc())).limit(limit + 1).select(Row::as_select()).load(c)?;
    let page: Page<Row> =
        lists::page(rows, limit, None, |l: &Row| lists::cursor("newest", &(l.created_at, l.id)), |r| r);
    Ok(Notifications {
        items: show(c, caller, &page.items)?,
        next_cursor: page.next_cursor,
        unread: unread(c, caller)?,
    })
}

/// Longer than any transaction lasts.
const RECENT: Duration = Duration::minutes(2);

/// Those of the caller's that came within the last minutes.
pub(super) fn recent_ids(
    c: &mut PgConnection,
    caller: &Caller,
    now: DateTime<Utc>,
) -> Result<BTreeSet<NotificationId>, Failure> {
    let recent = own(caller).filter(notifications::created_at.gt(now - RECENT)).select(notifications::id);
    Ok(recent.load::<NotificationId>(c)?.into_iter().collect())
}

/// The newest of these, at most 20.
pub(super) fn newest_of(
    c: &mut PgConnection,
    caller: &Caller,
    ids: &[NotificationId],
) -> Result<Vec<Notification>, Failure> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let rows: Vec<Row> = own(caller)
        .filter(notifications::id.eq_any(ids.to_vec()))
        .order((notifications::created_at.desc(), notifications::id.desc()))
        .limit(20)
        .select(Row::as_select())
        .load(c)?;
    show(c, caller, &rows)
}

/// Marks the caller's as read: these, or all up to now.
pub(super) fn read(
    c: &mut PgConnection,
    caller: &Caller,
    ids: Option<&[NotificationId]>,
) -> Result<(), Failure> {
    use notifications::{created_at, id, read_at};
    let unread = own(caller).filter(read_at.is_null()).filter(created_at.le(caller.now));
    let unread = match ids {
        Some(ids) => unread.filter(id.eq_any(ids.to_vec())),
        None => unread,
    };
    let ids: Vec<NotificationId> = unread.select(id).load(c)?;
    diesel::update(notifications::table.filter(id.eq_any(ids))).set(read_at.eq(caller.now)).execute(c)?;
    Ok(())
}

/// Forgets what was read, or nobody read for a long time. Gives how many rows went.
///
/// # Errors
/// When the database is away.
pub fn sweep(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    use notifications::{created_at, read_at};
    let old = created_at.lt(now - Duration::days(365));
    let seen = created_at.lt(now - Duration::days(90)).and(read_at.is_not_null());
    Ok(diesel::delete(notifications::table.filter(old.or(seen))).execute(c)?)
}
