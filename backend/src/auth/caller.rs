//! Who is asking, looked up at each request: a revoked right, user, session or token stops at the next one.

use crate::audit::Author;
use crate::auth::{jwt::Jwt, tokens};
use crate::error::Failure;
use crate::records::organization::Maker;
use crate::views::{api_token_callers, session_callers};
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use shared::auth::{Actor, OrganizationKind, Permission, Role, permissions};
use shared::i18n::Locale;
use shared::ids::{ApiTokenId, CustomerId, OrganizationId, SessionId, UserId};
use shared::problem::{ProblemCode, Refusal};
use shared::records::account::Me;

/// How somebody has shown who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A log-in.
    Session(SessionId),
    /// A script's token.
    ApiToken(ApiTokenId),
    /// None: a stranger who knows the code on a unit, and may file about that unit only.
    UnitLabel,
}

/// Who is asking, when and in which request: what every use case is told.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The person and their rights.
    pub actor: Actor,
    /// How they have shown it.
    pub credential: Credential,
    /// The person's log-in, profile and organisation.
    pub profile: Profile,
    /// The time of the request, in microseconds as the database keeps it.
    pub now: DateTime<Utc>,
    /// Names the request in logs and audit.
    pub request_id: String,
}

/// The person behind the request, as `/me` shows them.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The log-in.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// The person's language.
    pub locale: Locale,
    /// Name of the organisation.
    pub organization_name: String,
    /// Its zone.
    pub zone: String,
    /// Version of the person's record.
    pub version: i32,
}

impl Caller {
    /// Somebody in front of a unit: files as the maker's house would, without being anybody of it.
    pub fn stranger(
        maker: Maker,
        name: String,
        locale: Locale,
        now: DateTime<Utc>,
        request_id: String,
    ) -> Self {
        let actor = Actor {
            user_id: UserId(uuid::Uuid::nil()),
            name,
            organization_id: maker.id,
            organization_kind: OrganizationKind::Manufacturer,
            customer_id: None,
            roles: vec![],
            permissions: vec![Permission::TicketCreate],
        };
        let profile = Profile {
            email: String::new(),
            phone: None,
            locale,
            organization_name: maker.name,
            zone: maker.zone,
            version: 0,
        };
        Self { actor, credential: Credential::UnitLabel, profile, now, request_id }
    }

    /// Who acts, as what is written down names it.
    pub fn author(&self) -> Author<'_> {
        Author {
            id: self.author_id(),
            name: &self.actor.name,
            at: self.now,
            request_id: Some(&self.request_id),
        }
    }

    /// The person, where there is one: what a row names as its author.
    pub fn author_id(&self) -> Option<UserId> {
        (self.credential != Credential::UnitLabel).then_some(self.actor.user_id)
    }

    /// The caller as `/me` shows them.
    pub fn me(&self) -> Me {
        Me {
            id: self.actor.user_id,
            name: self.actor.name.clone(),
            email: self.profile.email.clone(),
            phone: self.profile.phone.clone(),
            locale: self.profile.locale,
            organization_id: self.actor.organization_id,
            organization_name: self.profile.organization_name.clone(),
            organization_kind: self.actor.organization_kind,
            zone: self.profile.zone.clone(),
            customer_id: self.actor.customer_id,
            roles: self.actor.roles.clone(),
            permissions: self.actor.permissions.clone(),
            version: self.profile.version,
        }
    }

    /// The calendar day of the request in the caller's zone.
    pub fn today(&self) -> chrono::NaiveDate {
        self.day_of(self.now)
    }

    /// The calendar day of an instant in the caller's zone.
    pub fn day_of(&self, at: DateTime<Utc>) -> chrono::NaiveDate {
        at.with_timezone(&self.zone()).date_naive()
    }

    /// The caller's zone.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.profile.zone.parse().unwrap_or(chrono_tz::Asia::Shanghai)
    }
}

/// Now, as exactly as the database keeps it.
pub fn now() -> DateTime<Utc> {
    use chrono::SubsecRound;
    Utc::now().trunc_subsecs(6)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = session_callers)]
struct SessionRow {
    user_id: UserId,
    name: String,
    email: String,
    phone: Option<String>,
    roles: Vec<Role>,
    locale: Locale,
    version: i32,
    organization_id: OrganizationId,
    organization_kind: OrganizationKind,
    organization_name: String,
    zone: String,
    customer_id: Option<CustomerId>,
}

impl SessionRow {
    fn caller(
        self,
        credential: Credential,
        limit: Option<&[Permission]>,
        now: DateTime<Utc>,
        request_id: String,
    ) -> Caller {
        Caller {
            actor: Actor {
                permissions: permissions(self.organization_kind, &self.roles, limit),
                user_id: self.user_id,
                name: self.name,
                organization_id: self.organization_id,
                organization_kind: self.organization_kind,
                customer_id: self.customer_id,
                roles: self.roles,
            },
            credential,
            profile: Profile {
                email: self.email,
                phone: self.phone,
                locale: self.locale,
                organization_name: self.organization_name,
                zone: self.zone,
                version: self.version,
            },
            now,
            request_id,
        }
    }
}

fn unauthenticated() -> Failure {
    Refusal::new(ProblemCode::Unauthenticated).into()
}

/// The caller behind a session.
///
/// # Errors
/// `unauthenticated` when it has ended or its person may not log in.
pub fn of_session(
    c: &mut PgConnection,
    session: SessionId,
    user: UserId,
    now: DateTime<Utc>,
    request_id: String,
) -> Result<Caller, Failure> {
    let row = session_callers::table
        .filter(session_callers::session_id.eq(session))
        .filter(session_callers::user_id.eq(user))
        .filter(session_callers::expires_at.gt(now))
        .select(SessionRow::as_select())
        .first(c)
        .optional()?
        .ok_or_else(unauthenticated)?;
    Ok(row.caller(Credential::Session(session), None, now, request_id))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_token_callers)]
struct TokenRow {
    api_token_id: ApiTokenId,
    permissions: Vec<Permission>,
    last_used_at: Option<DateTime<Utc>>,
    user_id: UserId,
    name: String,
    email: String,
    phone: Option<String>,
    roles: Vec<Role>,
    locale: Locale,
    version: i32,
    organization_id: OrganizationId,
    organization_kind: OrganizationKind,
    organization_name: String,
    zone: String,
    customer_id: Option<CustomerId>,
}

fn of_api_token(
    c: &mut PgConnection,
    token: &str,
    now: DateTime<Utc>,
    request_id: String,
) -> Result<Caller, Failure> {
    let row = api_token_callers::table
        .filter(api_token_callers::hash.eq(tokens::hash(token)))
        .filter(api_token_callers::expires_at.gt(now))
        .select(TokenRow::as_select())
        .first(c)
        .optional()?
        .ok_or_else(unauthenticated)?;
    of_token_row(c, row, now, request_id)
}

/// The caller behind a token that was shown before: whether it still holds.
///
/// # Errors
/// `unauthenticated` when it does not.
pub fn of_token_id(
    c: &mut PgConnection,
    token: ApiTokenId,
    now: DateTime<Utc>,
    request_id: String,
) -> Result<Caller, Failure> {
    let row = api_token_callers::table
        .filter(api_token_callers::api_token_id.eq(token))
        .filter(api_token_callers::expires_at.gt(now))
        .select(TokenRow::as_select())
        .first(c)
        .optional()?
        .ok_or_else(unauthenticated)?;
    of_token_row(c, row, now, request_id)
}

fn of_token_row(
    c: &mut PgConnection,
    row: TokenRow,
    now: DateTime<Utc>,
    request_id: String,
) -> Result<Caller, Failure> {
    // To the minute: a script that calls a hundred times a second must not write a hundred times.
    if row.last_used_at.is_none_or(|at| now - at > Duration::minutes(1)) {
        use crate::schema::api_tokens::dsl;
        diesel::update(dsl::api_tokens.find(row.api_token_id)).set(dsl::last_used_at.eq(now)).execute(c)?;
    }
    let credential = Credential::ApiToken(row.api_token_id);
    let limit = row.permissions;
    let row = SessionRow {
        user_id: row.user_id,
        name: row.name,
        email: row.email,
        phone: row.phone,
        roles: row.roles,
        locale: row.locale,
        version: row.version,
        organization_id: row.organization_id,
        organization_kind: row.organization_kind,
        organization_name: row.organization_name,
        zone: row.zone,
        customer_id: row.customer_id,
    };
    Ok(row.caller(credential, Some(&limit), now, request_id))
}

/// The caller behind a bearer token, of either kind.
///
/// # Errors
/// `unauthenticated` when the token is not valid.
pub async fn of_token(
    db: &crate::db::Db,
    jwt: &Jwt,
    token: String,
    request_id: String,
) -> Result<Caller, Failure> {
    if token.starts_with(tokens::API_TOKEN_PREFIX) {
        return db.read(move |c| of_api_token(c, &token, now(), request_id.clone())).await;
    }
    let claims = jwt.check(&token).ok_or_else(unauthenticated)?;
    db.read(move |c| of_session(c, claims.sid, claims.sub, now(), request_id.clone())).await
}
