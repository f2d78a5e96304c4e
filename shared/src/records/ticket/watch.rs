//! Watchers: people of the house who follow a ticket without having it.

use crate::ids::UserId;
use crate::records::team::TeamMember;
use serde::{Deserialize, Serialize};

/// Who follows a ticket.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Watchers {
    /// Whether the caller does.
    pub watching: bool,
    /// All of them, by name.
    pub people: Vec<TeamMember>,
}

/// Who of the watchers is told that something happened: not whoever did it, nor whoever is told otherwise.
pub fn told(watchers: &[UserId], actor: UserId, otherwise: &[UserId]) -> Vec<UserId> {
    watchers.iter().copied().filter(|w| *w != actor && !otherwise.contains(w)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_told_of_what_they_did_or_hear_of_anyway() {
        let id = |n| UserId(uuid::Uuid::from_u128(n));
        assert_eq!(told(&[id(1), id(2), id(3), id(4)], id(1), &[id(3)]), [id(2), id(4)]);
        assert!(told(&[], id(1), &[]).is_empty());
    }
}
