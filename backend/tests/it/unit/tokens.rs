//! Secrets that are handed out.

use sanbao::auth::tokens::{derived, hash, random_token};

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
