//! Access tokens.

use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use sanbao::auth::jwt::{AUDIENCE, Claims, ISSUER, Jwt, LIFE, TYPE};
use serde::Serialize;
use shared::auth::Role;
use shared::ids::{OrganizationId, SessionId, UserId};
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
