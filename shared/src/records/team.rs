//! Teams: people of one organisation who share a queue.

use crate::ids::{OrganizationId, TeamId, UserId};
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// A group of people that shares a queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// The organisation it belongs to.
    pub organization_id: OrganizationId,
    /// A short code, unique.
    #[cfg_attr(feature = "openapi", schema(example = "quality"))]
    pub code: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "品质部"))]
    pub name: String,
    /// Its people, by name.
    pub members: Vec<TeamMember>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// Somebody in a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamMember {
    /// The person.
    pub id: UserId,
    /// Their name.
    #[cfg_attr(feature = "openapi", schema(example = "王芳"))]
    pub name: String,
}

/// What is sent to create or replace a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TeamInput {
    /// The organisation it belongs to.
    pub organization_id: OrganizationId,
    /// A short code, unique.
    #[cfg_attr(feature = "openapi", schema(example = "quality"))]
    pub code: Line<40>,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "品质部"))]
    pub name: Line<100>,
    /// Its people, at most 200, all of the organisation.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub member_ids: Vec<UserId>,
}
