//! Rows and SQL of organisations.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::organizations;
use crate::{after, before, capped_count, lists, policy, search};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::auth::OrganizationKind;
use shared::ids::OrganizationId;
use shared::page::Page;
use shared::records::organization::{Organization, OrganizationInput, OrganizationQuery, OrganizationSort};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = organizations)]
struct Row {
    id: OrganizationId,
    kind: OrganizationKind,
    code: String,
    name: String,
    zone: String,
    phone: Option<String>,
    address: Option<String>,
    active: bool,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// The maker whose house this is: there is one at most (`organizations_one_manufacturer`).
#[derive(Queryable, Selectable)]
#[diesel(table_name = organizations)]
pub struct Maker {
    /// Its id.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its zone.
    pub zone: String,
    /// Its telephone.
    pub phone: Option<String>,
}

impl Maker {
    /// Where its clocks are.
    pub fn clocks(&self) -> Tz {
        self.zone.parse().unwrap_or(chrono_tz::Asia::Shanghai)
    }
}

/// Where the clocks of the house are: the maker's, by which its days begin and end.
///
/// # Errors
/// When the database is away.
pub fn house_zone(c: &mut PgConnection) -> Result<Tz, Failure> {
    Ok(maker(c)?.map_or(chrono_tz::Asia::Shanghai, |maker| maker.clocks()))
}

/// The maker; nothing before there is one.
///
/// # Errors
/// When the database is away.
pub fn maker(c: &mut PgConnection) -> Result<Option<Maker>, Failure> {
    let maker = organizations::table.filter(organizations::kind.eq(OrganizationKind::Manufacturer));
    Ok(maker.select(Maker::as_select()).first(c).optional()?)
}

impl From<Row> for Organization {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            code: row.code,
            name: row.name,
            zone: row.zone,
            phone: row.phone,
            address: row.address,
            active: row.active,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

#[derive(AsChangeset)]
#[diesel(table_name = organizations, treat_none_as_null = true)]
struct Change {
    code: String,
    name: String,
    zone: String,
    phone: Option<String>,
    address: Option<String>,
    active: bool,
    updated_at: DateTime<Utc>,
}

fn visible<'a>(caller: &Caller) -> organizations::BoxedQuery<'a, Pg> {
    policy::organizations(caller, organizations::table.into_boxed())
}

/// The organisation, if the caller sees it.
pub(super) fn find(
    c: &mut PgConnection,
    caller: &Caller,
    id: OrganizationId,
) -> Result<Organization, Failure> {
    let row: Option<Row> =
        visible(caller).filter(organizations::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

/// What an organisation is, if the caller sees it.
pub(super) fn kind(
    c: &mut PgConnection,
    caller: &Caller,
    id: OrganizationId,
) -> Result<Option<OrganizationKind>, Failure> {
    Ok(visible(caller).filter(organizations::id.eq(id)).select(organizations::kind).first(c).optional()?)
}

/// A page of the organisations that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &OrganizationQuery,
) -> Result<Page<Organization>, Failure> {
    use organizations::{created_at, id, name};
    let limit = lists::limit(query.limit)?;
    let sort = query.sort.unwrap_or(OrganizationSort::Name);
    let filtered = || {
        let mut q = visible(caller);
        if let Some(kinds) = &query.kind {
            q = q.filter(organizations::kind.eq_any(kinds.0.clone()));
        }
        if let Some(word) = &query.q {
            q = search!(q, organizations, word);
        }
        q
    };
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let mut page = filtered();
    page = match sort {
        OrganizationSort::Name => {
            if let Some((n, i)) =
                lists::place::<(String, OrganizationId)>(query.cursor.as_deref(), sort.as_str())?
            {
                page = after!(page, name, n, id.gt(i));
            }
            page.order((name.asc(), id.asc()))
        }
        OrganizationSort::CreatedDesc => {
            if let Some((at, i)) =
                lists::place::<(DateTime<Utc>, OrganizationId)>(query.cursor.as_deref(), sort.as_str())?
            {
                page = before!(page, created_at, at, id.lt(i));
            }
            page.order((created_at.desc(), id.desc()))
        }
    };
    let rows: Vec<Row> = page.select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| match sort {
        OrganizationSort::Name => lists::cursor(sort.as_str(), &(&last.name, last.id)),
        OrganizationSort::CreatedDesc => lists::cursor(sort.as_str(), &(last.created_at, last.id)),
    };
    Ok(lists::page(rows, limit, total, cursor, Into::into))
}

/// Stores a new organisation.
pub(crate) fn insert(
    c: &mut PgConnection,
    id: OrganizationId,
    input: &OrganizationInput,
    now: DateTime<Utc>,
) -> Result<Organization, Failure> {
    let input = input.clone();
    let row = Row {
        id,
        kind: input.kind,
        code: input.code.into(),
        name: input.name.into(),
        zone: input.zone.into(),
        phone: input.phone.map(Into::into),
        address: input.address.map(Into::into),
        active: input.active,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    diesel::insert_into(organizations::table).values(&row).execute(c)?;
    Ok(row.into())
}

/// Replaces an organisation of this version; nothing when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    id: OrganizationId,
    version: i32,
    input: &OrganizationInput,
    now: DateTime<Utc>,
) -> Result<Option<Organization>, Failure> {
    let input = input.clone();
    let change = Change {
        code: input.code.into(),
        name: input.name.into(),
        zone: input.zone.into(),
        phone: input.phone.map(Into::into),
        address: input.address.map(Into::into),
        active: input.active,
        updated_at: now,
    };
    let guarded =
        organizations::table.filter(organizations::id.eq(id)).filter(organizations::version.eq(version));
    let row: Option<Row> = diesel::update(guarded)
        .set((change, organizations::version.eq(version + 1)))
        .returning(Row::as_returning())
        .get_result(c)
        .optional()?;
    Ok(row.map(Into::into))
}
