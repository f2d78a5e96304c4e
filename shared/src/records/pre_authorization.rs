//! Pre-authorisation: leave to repair for more than dealers decide by themselves (handbook 8).

use crate::auth::{Actor, Permission};
use crate::calendar::{FIRST_YEAR, LAST_YEAR, out_of_range};
use crate::ids::*;
use crate::money::{Amount, Currency};
use crate::page::OneOf;
use crate::problem::{Checker, FieldProblem, ProblemCode, Refusal};
use crate::text::{Line, Text};
use crate::workflow::{Target, Transition, Workflow};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

text_enums! {
    /// How far a pre-authorisation is. That it has run out is a matter of the day.
    PreAuthorizationStatus in "pre_authorization_status" {
        /// Asked for.
        Requested = "requested",
        /// Given, up to a limit and a day.
        Granted = "granted",
        /// Not given.
        Refused = "refused",
        /// A claim stands on it.
        Consumed = "consumed",
        /// Its last day has passed.
        Expired = "expired",
    }

    /// What can be done with a pre-authorisation.
    PreAuthorizationAction in "pre_authorization_action" {
        /// Give it.
        Grant = "grant",
        /// Refuse it.
        Refuse = "refuse",
    }
}

impl Workflow for PreAuthorizationAction {
    type State = PreAuthorizationStatus;
    type Action = Self;
    const STATE_GROUP: &'static str = "pre_authorization_status";
    const ACTION_GROUP: &'static str = "pre_authorization_action";
    const TRANSITIONS: &'static [Transition<PreAuthorizationStatus, Self>] = {
        use PreAuthorizationStatus::*;
        const fn line(
            action: PreAuthorizationAction,
            to: PreAuthorizationStatus,
        ) -> Transition<PreAuthorizationStatus, PreAuthorizationAction> {
            Transition {
                action,
                from: &[Requested],
                to: Target::To(to),
                permission: Permission::ClaimApprove,
            }
        }
        &[line(Self::Grant, Granted), line(Self::Refuse, Refused)]
    };
}

/// Whether somebody may decide on a pre-authorisation: not who asked for it.
///
/// # Errors
/// `transition_refused` for whoever asked.
pub fn may_decide(number: &str, asked_by: UserId, actor: &Actor) -> Result<(), Refusal> {
    if asked_by != actor.user_id {
        return Ok(());
    }
    let refusal = Refusal::new(ProblemCode::TransitionRefused);
    Err(refusal.detail("problem-transition_refused-own_authorization").arg("number", number))
}

/// How far it is on a day: one that was given runs out.
pub fn status_on(
    stored: PreAuthorizationStatus,
    until: Option<NaiveDate>,
    day: NaiveDate,
) -> PreAuthorizationStatus {
    let over = stored == PreAuthorizationStatus::Granted && until.is_some_and(|until| day > until);
    if over { PreAuthorizationStatus::Expired } else { stored }
}

/// What a dealer asks leave for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreAuthorizationInput {
    /// Whose it is: of one's own organisation by default; the maker's people name the dealer.
    #[serde(default)]
    pub dealer_id: Option<OrganizationId>,
    /// The unit.
    pub unit_id: UnitId,
    /// What it will cost.
    #[cfg_attr(feature = "openapi", schema(example = "15000.00"))]
    pub estimate: Amount,
    /// What that is counted in.
    pub currency: Currency,
    /// Why.
    #[cfg_attr(feature = "openapi", schema(example = "曳引机轴承损坏，需整机更换。"))]
    pub reason: Text<2000>,
}

/// Leave, with its bounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GrantPreAuthorization {
    /// Up to how much.
    #[cfg_attr(feature = "openapi", schema(example = "15000.00"))]
    pub limit: Amount,
    /// The last day.
    #[cfg_attr(feature = "openapi", schema(example = "2027-03-31"))]
    pub valid_until: NaiveDate,
}

impl GrantPreAuthorization {
    /// Whether it can be given today.
    ///
    /// # Errors
    /// `validation_failed` for a day that has passed or is out of range, or for nothing.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        if !(FIRST_YEAR..=LAST_YEAR).contains(&self.valid_until.year()) {
            check.push(out_of_range("/valid_until"));
        }
        check.check(self.valid_until >= today, "/valid_until", FieldProblem::TooEarly);
        check.check(!self.limit.value().is_zero(), "/limit", FieldProblem::AmountZero);
        check.finish()
    }
}

/// No leave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefusePreAuthorization {
    /// Why.
    pub reason: Text<2000>,
}

/// A pre-authorisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreAuthorization {
    /// Its id.
    pub id: PreAuthorizationId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "PA-2026-000001"))]
    pub number: String,
    /// How far it is today.
    pub status: PreAuthorizationStatus,
    /// Whose it is.
    pub dealer_id: OrganizationId,
    /// That dealer's name.
    pub dealer_name: String,
    /// The unit.
    pub unit_id: UnitId,
    /// Its serial number.
    pub unit_serial: String,
    /// What it will cost.
    pub estimate: Amount,
    /// What that is counted in.
    pub currency: Currency,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub requested_by_name: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Up to how much it was given.
    pub limit: Option<Amount>,
    /// Until when.
    pub valid_until: Option<NaiveDate>,
    /// Who decided.
    pub decided_by_name: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was refused.
    pub refusal: Option<String>,
    /// The claim that stands on it.
    pub claim_id: Option<WarrantyClaimId>,
    /// That claim's number.
    pub claim_number: Option<String>,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// What the caller can do with it.
    pub available_actions: Vec<PreAuthorizationAction>,
}

/// Filters of the list of pre-authorisations, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct PreAuthorizationQuery {
    /// Part of the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only in these states, separated by commas; what has run out counts as granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<PreAuthorizationStatus>>))]
    pub status: Option<OneOf<PreAuthorizationStatus>>,
    /// Only of this unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_id: Option<UnitId>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_typed_out_again_and_what_was_given_runs_out() {
        crate::workflow::typed_out::<PreAuthorizationAction>(
            crate::records::walks::plain::LEAVE,
            PreAuthorizationStatus::ALL,
        );
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let on = |status, text| status_on(status, Some(day("2026-06-30")), day(text));
        use PreAuthorizationStatus::*;
        assert_eq!(on(Granted, "2026-06-30"), Granted);
        assert_eq!(on(Granted, "2026-07-01"), Expired);
        assert_eq!(on(Consumed, "2026-07-01"), Consumed);
    }
}
