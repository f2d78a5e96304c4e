//! Access tokens: HS256, short-lived, strict.

use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use shared::auth::Role;
use shared::ids::{OrganizationId, SessionId, UserId};

/// Life of an access token.
pub const LIFE: Duration = Duration::minutes(15);
const ISSUER: &str = "sanbao";
const AUDIENCE: &str = "sanbao-api";
const TYPE: &str = "at+jwt";

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

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn claims(now: DateTime<Utc>) -> Claims {
        Claims {
            iss: ISSUER.into(),
            aud: AUDIENCE.into(),
            sub: UserId(Uuid::from_u128(1)),
            sid: SessionId(Uuid::from_u128(2)),
            org: OrganizationId(Uuid::from_u128(3)),
            roles: vec![Role::Admin],
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: (now + LIFE).timestamp(),
        }
    }

    fn sign(header: &Header, claims: &impl Serialize, key: &[u8]) -> String {
        jsonwebtoken::encode(header, claims, &EncodingKey::from_secret(key)).unwrap()
    }

    fn header() -> Header {
        Header { typ: Some(TYPE.into()), ..Header::new(Algorithm::HS256) }
    }

    const KEY: &[u8] = b"0123456789abcdef0123456789abcdef";

    #[test]
    fn what_was_issued_is_accepted() {
        let jwt = Jwt::new(KEY);
        let c = claims(Utc::now());
        let token = jwt.issue(c.sub, c.sid, c.org, &c.roles, Utc::now()).unwrap();
        assert_eq!(jwt.check(&token).unwrap().sid, c.sid);
    }

    #[test]
    fn forgeries_are_refused() {
        let jwt = Jwt::new(KEY);
        let now = Utc::now();
        let good = claims(now);
        assert!(jwt.check(&sign(&header(), &good, KEY)).is_some());
        let forged = [
            ("wrong key", sign(&header(), &good, b"another key of thirty-two bytes!")),
            (
                "wrong algorithm",
                sign(&Header { typ: Some(TYPE.into()), ..Header::new(Algorithm::HS512) }, &good, KEY),
            ),
            ("wrong type", sign(&Header::new(Algorithm::HS256), &good, KEY)),
            ("expired", sign(&header(), &Claims { exp: now.timestamp() - 60, ..good.clone() }, KEY)),
            ("not yet valid", sign(&header(), &Claims { nbf: now.timestamp() + 600, ..good.clone() }, KEY)),
            ("other issuer", sign(&header(), &Claims { iss: "x".into(), ..good.clone() }, KEY)),
            ("other audience", sign(&header(), &Claims { aud: "x".into(), ..good.clone() }, KEY)),
        ];
        for (what, token) in forged {
            assert!(jwt.check(&token).is_none(), "{what}");
        }
        for claim in ["exp", "nbf", "iss", "aud", "sub", "sid"] {
            let mut map = serde_json::to_value(&good).unwrap();
            map.as_object_mut().unwrap().remove(claim);
            assert!(jwt.check(&sign(&header(), &map, KEY)).is_none(), "without {claim}");
        }
    }

    #[test]
    fn a_token_without_signature_is_refused() {
        use base64::Engine;
        use base64::engine::general_purpose::URL_SAFE_NO_PAD;
        let part = |v: serde_json::Value| URL_SAFE_NO_PAD.encode(v.to_string());
        let body = part(serde_json::to_value(claims(Utc::now())).unwrap());
        for alg in ["none", "None", "NONE"] {
            let token = format!("{}.{body}.", part(serde_json::json!({"alg": alg, "typ": TYPE})));
            assert!(Jwt::new(KEY).check(&token).is_none());
        }
    }
}
