//! Access tokens: HS256, short-lived, strict.

use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use shared::auth::Role;
use shared::ids::{OrganizationId, SessionId, UserId};

/// Life of an access token.
pub const LIFE: Duration = Duration::minutes(15);
/// Who issues access tokens.
pub const ISSUER: &str = "sanbao";
/// Who they are for.
pub const AUDIENCE: &str = "sanbao-api";
/// Their type, by RFC 9068.
pub const TYPE: &str = "at+jwt";

/// What an access token says. Roles and organisation are there for the reader; the server looks them up
/// again at each request, so that a revoked right ends at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claims {
    /// Who issued it.
    pub iss: String,
    /// Who it is for.
    pub aud: String,
    /// The person.
    pub sub: UserId,
    /// The log-in it belongs to.
    pub sid: SessionId,
    /// The organisation.
    pub org: OrganizationId,
    /// What the person is.
    pub roles: Vec<Role>,
    /// Issued, in seconds since 1970.
    pub iat: i64,
    /// Not valid before.
    pub nbf: i64,
    /// Not valid after.
    pub exp: i64,
}

/// Signs and checks access tokens.
pub struct Jwt {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

impl Jwt {
    /// With this secret.
    pub fn new(secret: &[u8]) -> Self {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        validation.validate_nbf = true;
        validation.leeway = 5;
        Self {
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
            validation,
        }
    }

    /// A token for a log-in.
    ///
    /// # Errors
    /// Never in practice: the claims can always be written as JSON.
    pub fn issue(
        &self,
        user: UserId,
        session: SessionId,
        org: OrganizationId,
        roles: &[Role],
        now: DateTime<Utc>,
    ) -> anyhow::Result<String> {
        let claims = Claims {
            iss: ISSUER.into(),
            aud: AUDIENCE.into(),
            sub: user,
            sid: session,
            org,
            roles: roles.to_vec(),
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: (now + LIFE).timestamp(),
        };
        let header = Header { typ: Some(TYPE.into()), ..Header::new(Algorithm::HS256) };
        Ok(jsonwebtoken::encode(&header, &claims, &self.encoding)?)
    }

    /// The claims of a token that is ours, in time and of the right type.
    pub fn check(&self, token: &str) -> Option<Claims> {
        let data = jsonwebtoken::decode::<Claims>(token, &self.decoding, &self.validation).ok()?;
        (data.header.typ.as_deref() == Some(TYPE)).then_some(data.claims)
    }
}
