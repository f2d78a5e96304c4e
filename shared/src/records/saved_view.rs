//! Saved views: a list as somebody likes to see it, under a name, kept for oneself or shared.

use crate::auth::{Actor, Permission};
use crate::ids::{SavedViewId, TeamId, UserId};
use crate::problem::{Checker, FieldProblem, FieldRefusal, Refusal};
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// The most views that one person keeps.
pub const MOST_VIEWS: usize = 50;
/// The most columns that a view names.
pub const MOST_COLUMNS: usize = 20;

text_enums! {
    /// Which list a view is of.
    Register in "register" {
        /// Tickets.
        Ticket = "ticket",
    }

    /// Who sees a view.
    ViewSharing in "view_sharing" {
        /// Whoever made it.
        Own = "own",
        /// A team, and whoever made it.
        Team = "team",
        /// Everybody in the maker's house.
        House = "house",
    }
}

/// A list as somebody likes to see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedView {
    /// Its id.
    pub id: SavedViewId,
    /// Which list it is of.
    pub register: Register,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "华东超期"))]
    pub name: String,
    /// Who made it.
    pub owner_id: UserId,
    /// Their name.
    pub owner_name: String,
    /// Who sees it.
    pub sharing: ViewSharing,
    /// The team that sees it.
    pub team_id: Option<TeamId>,
    /// The team's name.
    pub team_name: Option<String>,
    /// Filters and order: the part of the page's address after `?`.
    #[cfg_attr(feature = "openapi", schema(example = "open=true&breached=true"))]
    pub query: String,
    /// Names of the columns shown, in their order; the usual ones where empty.
    pub columns: Vec<String>,
    /// Whether the caller may change and delete it.
    pub editable: bool,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// Which views are listed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SavedViewQuery {
    /// Views of this list.
    pub register: Register,
}

/// What is sent to save or replace a view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedViewInput {
    /// Which list it is of.
    pub register: Register,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "华东超期"))]
    pub name: Line<60>,
    /// Who sees it.
    pub sharing: ViewSharing,
    /// The team that sees it, where it is shared with one.
    #[serde(default)]
    pub team_id: Option<TeamId>,
    /// Filters and order: the part of the page's address after `?`; empty for all.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000, example = "open=true&breached=true"))]
    pub query: String,
    /// Names of the columns shown, in their order; the usual ones where empty.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub columns: Vec<Line<40>>,
}

/// Whether somebody may share views with everybody of the house: who settles how the desk works.
pub fn may_share_with_house(actor: &Actor) -> bool {
    actor.may(Permission::RuleManage)
}

/// Whether somebody may change and delete a view: whoever made it; what is shared with the house, also who may share so.
pub fn may_edit(actor: &Actor, owner: UserId, sharing: ViewSharing) -> bool {
    owner == actor.user_id || (sharing == ViewSharing::House && may_share_with_house(actor))
}

impl SavedViewInput {
    /// Whether the fields make sense by themselves and for this person.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self, actor: &Actor) -> Result<(), Refusal> {
        let mut check = Checker::default();
        if self.query.chars().count() > 2000 {
            check.push(FieldRefusal::new("/query", FieldProblem::TooLong).arg("limit", 2000));
        }
        check.check(!self.query.chars().any(char::is_control), "/query", FieldProblem::ControlCharacter);
        if self.columns.len() > MOST_COLUMNS {
            check.push(
                FieldRefusal::new("/columns", FieldProblem::TooLarge).arg("limit", MOST_COLUMNS as i64),
            );
        }
        match (self.sharing, self.team_id) {
            (ViewSharing::Team, None) => {
                check.check(false, "/team_id", FieldProblem::Required);
            }
            (ViewSharing::Own | ViewSharing::House, Some(_)) => {
                check.check(false, "/team_id", FieldProblem::Inconsistent);
            }
            (ViewSharing::House, None) => {
                check.check(may_share_with_house(actor), "/sharing", FieldProblem::NotAllowed);
            }
            (ViewSharing::Team, Some(_)) => {
                check.check(actor.is_inside(), "/sharing", FieldProblem::NotAllowed);
            }
            (ViewSharing::Own, None) => {}
        }
        check.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::{OrganizationKind, Role, permissions};
    use uuid::Uuid;

    fn actor(n: u128, kind: OrganizationKind, role: Role) -> Actor {
        Actor {
            user_id: UserId(Uuid::from_u128(n)),
            name: "王芳".into(),
            organization_id: crate::ids::OrganizationId(Uuid::from_u128(9)),
            organization_kind: kind,
            customer_id: None,
            roles: vec![role],
            permissions: permissions(kind, &[role], None),
        }
    }

    fn input(sharing: ViewSharing, team: bool) -> SavedViewInput {
        SavedViewInput {
            register: Register::Ticket,
            name: Line::new("超期").unwrap(),
            sharing,
            team_id: team.then(|| TeamId(Uuid::from_u128(7))),
            query: "open=true".into(),
            columns: vec![],
        }
    }

    /// Who may share with whom, typed out again.
    #[test]
    fn only_who_settles_the_desk_shares_with_the_house() {
        use OrganizationKind::{Dealer as House2, Manufacturer as House1};
        use ViewSharing::*;
        let cases = [
            (House1, Role::ServiceSpecialist, Own, false, true),
            (House1, Role::ServiceSpecialist, Team, true, true),
            (House1, Role::ServiceSpecialist, Team, false, false),
            (House1, Role::ServiceSpecialist, Own, true, false),
            (House1, Role::ServiceSpecialist, House, false, false),
            (House1, Role::Supervisor, House, false, true),
            (House1, Role::Supervisor, House, true, false),
            (House1, Role::Admin, House, false, true),
            (House2, Role::Dealer, Own, false, true),
            (House2, Role::Dealer, Team, true, false),
            (House2, Role::Dealer, House, false, false),
        ];
        for (kind, role, sharing, team, fine) in cases {
            let checked = input(sharing, team).check(&actor(1, kind, role));
            assert_eq!(checked.is_ok(), fine, "{role} {sharing} {team}");
        }
    }

    #[test]
    fn others_views_are_left_alone() {
        let (owner, other) = (UserId(Uuid::from_u128(1)), OrganizationKind::Manufacturer);
        assert!(may_edit(&actor(1, other, Role::Technician), owner, ViewSharing::Team));
        assert!(!may_edit(&actor(2, other, Role::Technician), owner, ViewSharing::House));
        assert!(!may_edit(&actor(2, other, Role::Supervisor), owner, ViewSharing::Team));
        assert!(may_edit(&actor(2, other, Role::Supervisor), owner, ViewSharing::House));
    }

    #[test]
    fn an_address_has_an_end_and_no_control_characters() {
        let somebody = actor(1, OrganizationKind::Manufacturer, Role::Technician);
        let long = SavedViewInput { query: "门".repeat(2001), ..input(ViewSharing::Own, false) };
        assert_eq!(long.check(&somebody).unwrap_err().fields[0].code, FieldProblem::TooLong);
        let bell = SavedViewInput { query: "a\u{7}".into(), ..input(ViewSharing::Own, false) };
        assert_eq!(bell.check(&somebody).unwrap_err().fields[0].code, FieldProblem::ControlCharacter);
    }
}
