//! SQL of notifications.

mod names;

use self::names::names;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::notifications;
use crate::{before, lists, live, policy};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Integer, Text};
use shared::ids::{
    CampaignId, MaterialTransferId, NotificationId, PreAuthorizationId, QualityFeedbackId, RecoveryId, RmaId,
    RmaLineId, StatementId, TicketId, UserId, WarrantyClaimId,
};
use shared::page::Page;
use shared::records::clock::ClockKind;
use shared::records::notification::*;
use std::collections::BTreeSet;
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
    /// A pre-authorisation.
    Authorization(PreAuthorizationId),
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
about!(TicketId => Ticket, RmaId => Rma, MaterialTransferId => Transfer, RmaLineId => SupplierReturn, QualityFeedbackId => Quality, CampaignId => Campaign, WarrantyClaimId => Claim, StatementId => Statement, RecoveryId => Recovery, PreAuthorizationId => Authorization);

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
    pre_authorization_id: Option<PreAuthorizationId>,
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
            pre_authorization_id: if let About::Authorization(id) = word.about { Some(id) } else { None },
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
    diesel::sql_query("SELECT pg_notify($1, u) FROM unnest($2::text[]) AS u")
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

/// Rows with what they are about; those about what the caller does not see any more are left out.
fn show(c: &mut PgConnection, caller: &Caller, rows: &[Row]) -> Result<Vec<Notification>, Failure> {
    let seen = names(c, caller, rows)?;
    let one = |row: &Row| {
        let about = row.ticket_id.map(About::from).or(row.rma_id.map(About::from));
        let about = about.or(row.transfer_id.map(About::from)).or(row.line_id.map(About::from));
        let about = about.or(row.quality_feedback_id.map(About::from));
        let about = about.or(row.campaign_id.map(About::from));
        let about = about.or(row.warranty_claim_id.map(About::from));
        let about = about.or(row.pre_authorization_id.map(About::from));
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
            pre_authorization_id: row.pre_authorization_id,
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

/// How many of the caller's are unread, counted up to 1000. It follows what the caller does, so nothing is remembered of it.
pub(super) fn unread(c: &mut PgConnection, caller: &Caller) -> Result<i64, Failure> {
    let unread = own(caller).filter(notifications::read_at.is_null()).select(1.into_sql::<Integer>());
    let rows: Vec<i32> = unread.counted().load(c)?;
    Ok(shared::page::COUNT_CAP.min(i64::try_from(rows.len()).unwrap_or(i64::MAX)))
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
        q = before!(q, created_at, at, id.lt(last));
    }
    let rows: Vec<Row> =
        q.order((created_at.desc(), id.desc())).select(Row::as_select()).up_to(limit + 1).load(c)?;
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
