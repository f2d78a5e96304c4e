//! Who is asking: passwords, tokens, sessions, rights.

pub mod caller;
pub mod jwt;
pub mod password;
pub mod require;
pub mod throttle;
pub mod tokens;
