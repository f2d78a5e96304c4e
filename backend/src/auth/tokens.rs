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

/// 16 random bytes in URL-safe text: short enough for a QR code on a label, and past guessing.
pub fn short_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>())
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
