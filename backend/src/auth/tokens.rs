//! Secrets that are handed out: 32 random bytes, stored as a hash only.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// What every API token begins with, so that scanners of leaked secrets know it.
pub const API_TOKEN_PREFIX: &str = "sbt_";

/// 32 random bytes in URL-safe text.
pub fn random_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What is stored of a token. It has 256 random bits, so a plain hash cannot be turned around.
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A token that follows from our secret and a record's id: a repeated request can be answered alike
/// although only the hash is stored.
pub fn derived(secret: &[u8], purpose: &str, id: uuid::Uuid) -> String {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(id.as_bytes());
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_differ() {
        let (a, b) = (random_token(), random_token());
        assert_eq!(a.len(), 43);
        assert_ne!(a, b);
        assert_ne!(hash(&a), hash(&b));
    }

    #[test]
    fn derived_tokens_depend_on_secret_purpose_and_id() {
        let id = uuid::Uuid::from_u128(5);
        let token = derived(b"secret", "api_token", id);
        assert_eq!(token, derived(b"secret", "api_token", id));
        assert_ne!(token, derived(b"secreT", "api_token", id));
        assert_ne!(token, derived(b"secret", "one_use_link", id));
        assert_ne!(token, derived(b"secret", "api_token", uuid::Uuid::from_u128(6)));
    }
}
