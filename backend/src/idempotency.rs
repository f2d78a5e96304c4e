//! A request that creates or acts is carried out once, however often it is sent.

use crate::auth::caller::Caller;
use crate::auth::require::Gate;
use crate::db::Db;
use crate::error::{DatabaseTrouble, Failure, classify};
use crate::http::IfMatch;
use crate::schema::idempotency_keys;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use shared::ids::UserId;
use shared::problem::{ProblemCode, Refusal};
use std::future::Future;
use std::pin::Pin;

/// How long an answer is kept.
pub const KEPT: Duration = Duration::hours(24);

/// The `Idempotency-Key` of a request, and what it is a key to.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    key: String,
    /// Method, path and expected version: the same key on something else is a mistake.
    target: String,
}

impl FromRequest for IdempotencyKey {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            Gate::pass(&request).await;
            Self::parse(&request)
        })
    }
}

impl IdempotencyKey {
    /// The key itself.
    pub fn as_str(&self) -> &str {
        &self.key
    }

    /// What the key is a key to, with the digest of what was sent.
    pub fn request_hash(&self, digest: &[u8]) -> Vec<u8> {
        Sha256::new().chain_update(&self.target).chain_update(digest).finalize().to_vec()
    }

    fn parse(request: &HttpRequest) -> Result<Self, Failure> {
        let Some(value) = request.headers().get("idempotency-key") else {
            return Err(Refusal::new(ProblemCode::IdempotencyKeyMissing).into());
        };
        let key = value.as_bytes();
        if key.is_empty() || key.len() > 200 || !key.iter().all(u8::is_ascii_graphic) {
            return Err(Refusal::new(ProblemCode::IdempotencyKeyMalformed).into());
        }
        let version =
            request.headers().get(header::IF_MATCH).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Ok(Self {
            key: String::from_utf8_lossy(key).into_owned(),
            target: format!("{} {} {version}", request.method(), request.path()),
        })
    }
}

/// What is answered, the first time and every time after.
#[derive(Clone, Debug, Queryable, AsChangeset)]
#[diesel(table_name = idempotency_keys, treat_none_as_null = true)]
pub struct Answer {
    status: Option<i16>,
    etag: Option<String>,
    location: Option<String>,
    body: Option<String>,
}

impl Answer {
    /// 201 with the address and version of what was made.
    ///
    /// # Errors
    /// Never in practice: our records can always be written as JSON.
    pub fn created(location: String, version: i32, body: &impl Serialize) -> Result<Self, Failure> {
        Ok(Self { status: Some(201), location: Some(location), ..Self::ok(version, body)? })
    }

    /// 200 with the record as it is now.
    ///
    /// # Errors
    /// As [`Answer::created`].
    pub fn ok(version: i32, body: &impl Serialize) -> Result<Self, Failure> {
        let body = serde_json::to_string(body).map_err(|error| Failure::Internal(error.into()))?;
        Ok(Self {
            status: Some(200),
            etag: Some(crate::http::etag(version)),
            location: None,
            body: Some(body),
        })
    }

    /// 200 with something that has no version.
    ///
    /// # Errors
    /// As [`Answer::created`].
    pub fn unversioned(body: &impl Serialize) -> Result<Self, Failure> {
        Ok(Self { etag: None, ..Self::ok(0, body)? })
    }

    /// What was answered, to add what is not stored (a secret shown once).
    ///
    /// # Errors
    /// When the stored answer is of another type.
    pub fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_str(self.body.as_deref().unwrap_or("null"))
            .map_err(|error| Failure::Internal(error.into()))
    }

    /// The same answer with another body, for this time only.
    ///
    /// # Errors
    /// As [`Answer::created`].
    pub fn with_body(self, body: &impl Serialize) -> Result<Self, Failure> {
        let body = serde_json::to_string(body).map_err(|error| Failure::Internal(error.into()))?;
        Ok(Self { body: Some(body), ..self })
    }
}

impl From<Answer> for HttpResponse {
    fn from(answer: Answer) -> Self {
        let status = answer.status.and_then(|s| actix_web::http::StatusCode::from_u16(s.unsigned_abs()).ok());
        let mut response = Self::build(status.unwrap_or(actix_web::http::StatusCode::OK));
        if let Some(etag) = answer.etag {
            response.insert_header((header::ETAG, etag));
        }
        if let Some(location) = answer.location {
            response.insert_header((header::LOCATION, location));
        }
        response.content_type("application/json").body(answer.body.unwrap_or_default())
    }
}

enum Claim {
    Mine,
    Answered(Answer),
}

fn claim(
    c: &mut PgConnection,
    user: UserId,
    key: &str,
    request_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Claim, Failure> {
    use idempotency_keys::dsl;
    let inserted = diesel::insert_into(dsl::idempotency_keys)
        .values((
            dsl::user_id.eq(user),
            dsl::key.eq(key),
            dsl::request_hash.eq(request_hash),
            dsl::created_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(c)
        // A twin holds the key and has not finished yet.
        .map_err(|error| match classify(&error) {
            DatabaseTrouble::LockTimeout => Refusal::new(ProblemCode::RequestInFlight).into(),
            _ => Failure::Database(error),
        })?;
    if inserted == 1 {
        return Ok(Claim::Mine);
    }
    let row = dsl::idempotency_keys.find((user, key));
    let (hash, at): (Vec<u8>, DateTime<Utc>) = row.select((dsl::request_hash, dsl::created_at)).first(c)?;
    if now - at > KEPT {
        diesel::update(row).set((dsl::request_hash.eq(request_hash), dsl::created_at.eq(now))).execute(c)?;
        return Ok(Claim::Mine);
    }
    if hash != request_hash {
        return Err(Refusal::new(ProblemCode::IdempotencyKeyReused).into());
    }
    Ok(Claim::Answered(row.select((dsl::status, dsl::etag, dsl::location, dsl::body)).first(c)?))
}

/// A request to do something with a record of a version.
pub struct Asked<Id> {
    /// Who asks.
    pub caller: Caller,
    /// The record; of a line, that of its head before its own.
    pub id: Id,
    /// The version that was read.
    pub version: IfMatch,
    /// The key of the request.
    pub key: IdempotencyKey,
    /// The digest of what was sent.
    pub digest: Vec<u8>,
}

impl<Id: Copy + Send + 'static> Asked<Id> {
    /// Carries it out once, for the record and its version.
    ///
    /// # Errors
    /// As [`once`].
    pub async fn once(
        self,
        db: &Db,
        work: impl Fn(&mut PgConnection, &Caller, Id, i32) -> Result<Answer, Failure> + Send + 'static,
    ) -> Result<HttpResponse, Failure> {
        let Self { caller, id, version, key, digest } = self;
        let answer = once(db, &caller, key, &digest, move |c, caller| work(c, caller, id, version.0));
        Ok(answer.await?.into())
    }
}

/// Carries a request out once, in one transaction with its key and its answer.
///
/// # Errors
/// What the work returns; then nothing is kept and the request may be sent again.
pub async fn once(
    db: &Db,
    caller: &Caller,
    key: IdempotencyKey,
    digest: &[u8],
    work: impl Fn(&mut PgConnection, &Caller) -> Result<Answer, Failure> + Send + 'static,
) -> Result<Answer, Failure> {
    let caller = caller.clone();
    let request_hash = key.request_hash(digest);
    db.write(move |c| {
        let user = caller.actor.user_id;
        match claim(c, user, &key.key, &request_hash, caller.now)? {
            Claim::Answered(answer) => Ok(answer),
            Claim::Mine => {
                let answer = work(c, &caller)?;
                diesel::update(idempotency_keys::table.find((user, &key.key))).set(&answer).execute(c)?;
                Ok(answer)
            }
        }
    })
    .await
}
