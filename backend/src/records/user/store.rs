//! Rows and SQL of people.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{organizations, users};
use crate::views::user_rows;
use crate::{after, before, capped_count, lists, policy, search};
use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::auth::{OrganizationKind, Role};
use shared::i18n::Locale;
use shared::ids::{OrganizationId, UserId};
use shared::page::Page;
use shared::records::user::{InviteUser, UpdateUser, User, UserQuery, UserSort, UserStatus};

#[derive(Queryable, Selectable)]
#[diesel(table_name = user_rows)]
struct Row {
    id: UserId,
    organization_id: OrganizationId,
    organization_name: String,
    organization_kind: OrganizationKind,
    name: String,
    email: String,
    phone: Option<String>,
    roles: Vec<Role>,
    locale: Locale,
    status: UserStatus,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Row> for User {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            organization_id: row.organization_id,
            organization_name: row.organization_name,
            name: row.name,
            email: row.email,
            phone: row.phone,
            roles: row.roles,
            locale: row.locale,
            status: row.status,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

fn visible<'a>(caller: &Caller) -> user_rows::BoxedQuery<'a, Pg> {
    policy::users(caller, user_rows::table.into_boxed())
}

/// The person and the kind of their organisation, if the caller sees them.
pub(super) fn find(
    c: &mut PgConnection,
    caller: &Caller,
    id: UserId,
) -> Result<(User, OrganizationKind), Failure> {
    let row: Option<Row> =
        visible(caller).filter(user_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    let row = row.ok_or_else(Failure::not_found)?;
    let kind = row.organization_kind;
    Ok((row.into(), kind))
}

/// A page of the people that the caller sees.
pub(super) fn list(c: &mut PgConnection, caller: &Caller, query: &UserQuery) -> Result<Page<User>, Failure> {
    use user_rows::{created_at, id, name};
    let limit = lists::limit(query.limit)?;
    let sort = query.sort.unwrap_or(UserSort::Name);
    let filtered = || {
        let mut q = visible(caller);
        if let Some(organization) = query.organization_id {
            q = q.filter(user_rows::organization_id.eq(organization));
        }
        if let Some(statuses) = &query.status {
            q = q.filter(user_rows::status.eq_any(statuses.0.clone()));
        }
        if let Some(role) = query.role {
            q = q.filter(user_rows::roles.contains(vec![role]));
        }
        if let Some(word) = &query.q {
            q = search!(q, user_rows, word);
        }
        q
    };
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let mut page = filtered();
    page = match sort {
        UserSort::Name => {
            if let Some((n, i)) = lists::place::<(String, UserId)>(query.cursor.as_deref(), sort.as_str())? {
                page = after!(page, name, n, id.gt(i));
            }
            page.order((name.asc(), id.asc()))
        }
        UserSort::CreatedDesc => {
            if let Some((at, i)) =
                lists::place::<(DateTime<Utc>, UserId)>(query.cursor.as_deref(), sort.as_str())?
            {
                page = before!(page, created_at, at, id.lt(i));
            }
            page.order((created_at.desc(), id.desc()))
        }
    };
    let rows: Vec<Row> = page.select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| match sort {
        UserSort::Name => lists::cursor(sort.as_str(), &(&last.name, last.id)),
        UserSort::CreatedDesc => lists::cursor(sort.as_str(), &(last.created_at, last.id)),
    };
    Ok(lists::page(rows, limit, total, cursor, Into::into))
}

/// The kind of an organisation that the caller sees.
pub(super) fn kind_of(
    c: &mut PgConnection,
    caller: &Caller,
    id: OrganizationId,
) -> Result<Option<OrganizationKind>, Failure> {
    let row = policy::organizations(caller, organizations::table.into_boxed())
        .filter(organizations::id.eq(id))
        .select(organizations::kind);
    Ok(row.first(c).optional()?)
}

/// Stores a person who is invited.
pub(crate) fn insert(
    c: &mut PgConnection,
    id: UserId,
    input: &InviteUser,
    locale: Locale,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    diesel::insert_into(users::table)
        .values((
            users::id.eq(id),
            users::organization_id.eq(input.organization_id),
            users::name.eq(input.name.as_str()),
            users::email.eq(input.email.as_str()),
            users::phone.eq(input.phone.as_ref().map(|phone| phone.as_str())),
            users::roles.eq(&input.roles),
            users::locale.eq(input.locale.unwrap_or(locale)),
            users::status.eq(UserStatus::Invited),
            users::version.eq(1),
            users::created_at.eq(now),
            users::updated_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// Changes a person of this version; says whether they had that version.
pub(super) fn update(
    c: &mut PgConnection,
    id: UserId,
    version: i32,
    input: &UpdateUser,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let guarded = users::table.filter(users::id.eq(id)).filter(users::version.eq(version));
    let changed = diesel::update(guarded)
        .set((
            users::name.eq(input.name.as_str()),
            users::phone.eq(input.phone.as_ref().map(|phone| phone.as_str())),
            users::roles.eq(&input.roles),
            users::locale.eq(input.locale),
            users::version.eq(version + 1),
            users::updated_at.eq(now),
        ))
        .execute(c)?;
    Ok(changed == 1)
}

/// Whether a person has a password, and so was more than invited.
pub(super) fn has_password(c: &mut PgConnection, id: UserId) -> Result<bool, Failure> {
    Ok(users::table.find(id).select(users::password_hash.is_not_null()).first(c)?)
}

/// Switches a person of this version on or off; says whether they had that version.
pub(super) fn set_status(
    c: &mut PgConnection,
    id: UserId,
    version: i32,
    status: UserStatus,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let guarded = users::table.filter(users::id.eq(id)).filter(users::version.eq(version));
    let changed = diesel::update(guarded)
        .set((users::status.eq(status), users::version.eq(version + 1), users::updated_at.eq(now)))
        .execute(c)?;
    Ok(changed == 1)
}
