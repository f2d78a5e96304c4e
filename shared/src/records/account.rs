//! Logging in and one's own account.

use crate::auth::{OrganizationKind, Permission, Role};
use crate::i18n::Locale;
use crate::ids::{CustomerId, OrganizationId, UserId};
use crate::problem::FieldProblem;
use crate::text::{Email, Line};
use serde::{Deserialize, Deserializer, Serialize};

/// A password on its way in. Its `Debug` form does not show it, and it is never logged.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 1, max_length = 200))]
pub struct Password(String);

impl Password {
    /// Shortest password that can be chosen, in characters.
    pub const MIN: usize = 12;
    /// Longest password taken, in bytes: hashing must not be made to chew on megabytes.
    pub const MAX: usize = 200;

    /// A password as typed.
    pub fn new(raw: &str) -> Self {
        Self(raw.to_owned())
    }

    /// The password.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it may be chosen: long enough, not one character over and over, not the person's own
    /// e-mail address or name. Length beats character classes (NIST SP 800-63B 3.1.1).
    ///
    /// # Errors
    /// `password_weak`.
    pub fn acceptable(&self, email: &str, name: &str) -> Result<(), FieldProblem> {
        let text = self.0.to_lowercase();
        let distinct = text.chars().collect::<std::collections::BTreeSet<_>>().len();
        let local = email.split('@').next().unwrap_or_default();
        let names_owner = |part: &str| part.chars().count() > 3 && text.contains(&part.to_lowercase());
        if text.chars().count() < Self::MIN || distinct < 5 || names_owner(local) || names_owner(name) {
            return Err(FieldProblem::PasswordWeak);
        }
        Ok(())
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(d)?;
        if raw.is_empty() {
            return Err(serde::de::Error::custom(crate::text::TextError::Blank));
        }
        if raw.len() > Self::MAX {
            return Err(serde::de::Error::custom(crate::text::TextError::TooLong(Self::MAX)));
        }
        Ok(Self(raw))
    }
}

/// What is sent to log in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The log-in.
    pub email: Email,
    /// The password.
    pub password: Password,
}

/// The answer to a log-in or a refresh. The refresh token travels in an HttpOnly cookie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoggedIn {
    /// Send it as `Authorization: Bearer …`.
    pub access_token: String,
    /// Always `Bearer`.
    #[cfg_attr(feature = "openapi", schema(example = "Bearer"))]
    pub token_type: String,
    /// Seconds until the access token ends.
    #[cfg_attr(feature = "openapi", schema(example = 900))]
    pub expires_in: i64,
    /// Who is logged in.
    pub user: Me,
}

/// Who is logged in and what they may do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The person.
    pub id: UserId,
    /// The person's name.
    pub name: String,
    /// The log-in.
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// The person's language.
    pub locale: Locale,
    /// The person's organisation.
    pub organization_id: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// What it is.
    pub organization_kind: OrganizationKind,
    /// Its time zone.
    pub zone: String,
    /// The customer record that the organisation stands for.
    pub customer_id: Option<CustomerId>,
    /// What the person is.
    pub roles: Vec<Role>,
    /// What this session or token may do.
    pub permissions: Vec<Permission>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// What is sent to change one's own profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateMe {
    /// The name.
    pub name: Line<100>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Line<40>>,
    /// The language.
    pub locale: Locale,
}

/// What is sent to change one's own password. Every other session ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password as it is.
    pub current_password: Password,
    /// The password as it is to be: at least 12 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 12, max_length = 200))]
    pub new_password: Password,
}

/// What is sent to use an invitation or a reset link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RedeemLink {
    /// The token from the link.
    pub token: Line<200>,
    /// The password to be: at least 12 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Password, min_length = 12, max_length = 200))]
    pub new_password: Password,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessable_passwords_are_refused() {
        let check = |p: &str| Password::new(p).acceptable("wang.fang@sanbao.example", "王芳").is_ok();
        assert!(!check("short"));
        assert!(!check("aaaaaaaaaaaaaaaa"));
        assert!(!check("my-Wang.Fang-2026"));
        assert!(check("correct horse battery"));
        assert!(check("电梯坏了又修好了三包服务真好"));
    }

    #[test]
    fn a_password_is_not_shown_by_debug() {
        assert_eq!(format!("{:?}", Password::new("hunter2")), "Password(…)");
    }
}
