//! People with a log-in.

use crate::auth::Role;
use crate::i18n::Locale;
use crate::ids::{OrganizationId, UserId};
use crate::page::OneOf;
use crate::text::{Email, Line};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

text_enums! {
    /// Whether a person can log in.
    UserStatus in "user_status" {
        /// Has an invitation that was not used yet.
        Invited = "invited",
        /// Can log in.
        Active = "active",
        /// Was switched off; sessions and tokens ended at once.
        Disabled = "disabled",
    }

    /// Orders of the list of people.
    UserSort in "user_sort" {
        /// By name.
        Name = "name",
        /// Newest first.
        CreatedDesc = "-created_at",
    }
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// The id.
    pub id: UserId,
    /// The person's organisation.
    pub organization_id: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// The person's name.
    #[cfg_attr(feature = "openapi", schema(example = "王芳"))]
    pub name: String,
    /// The log-in, unique.
    #[cfg_attr(feature = "openapi", schema(example = "wang.fang@sanbao.example"))]
    pub email: String,
    /// Telephone.
    pub phone: Option<String>,
    /// What the person is.
    pub roles: Vec<Role>,
    /// The person's language.
    pub locale: Locale,
    /// Whether the person can log in.
    pub status: UserStatus,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When the person was invited.
    pub created_at: DateTime<Utc>,
    /// When the record was last changed.
    pub updated_at: DateTime<Utc>,
}

/// What is sent to invite a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InviteUser {
    /// The person's organisation.
    pub organization_id: OrganizationId,
    /// The person's name.
    #[cfg_attr(feature = "openapi", schema(example = "王芳"))]
    pub name: Line<100>,
    /// The log-in, unique.
    pub email: Email,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Line<40>>,
    /// What the person is: at least one, of those the kind of organisation allows.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 10))]
    pub roles: Vec<Role>,
    /// The person's language.
    #[serde(default)]
    pub locale: Option<Locale>,
}

/// What is sent to change a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateUser {
    /// The person's name.
    #[cfg_attr(feature = "openapi", schema(example = "王芳"))]
    pub name: Line<100>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<Line<40>>,
    /// What the person is: at least one, of those the kind of organisation allows.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 10))]
    pub roles: Vec<Role>,
    /// The person's language.
    pub locale: Locale,
}

/// An invited person, or a reset password: the link to hand over. It is shown once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OneUseLink {
    /// The person it is for.
    pub user: User,
    /// Path and fragment on this server; put the server's address in front.
    #[cfg_attr(feature = "openapi", schema(example = "/welcome#token=3q2-7w…"))]
    pub link: String,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

/// Filters of the list of people.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct UserQuery {
    /// Only people of this organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<OrganizationId>,
    /// Only people in these states, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<UserStatus>>))]
    pub status: Option<OneOf<UserStatus>>,
    /// Only people with this role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Part of the name or the beginning of the e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<UserSort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
