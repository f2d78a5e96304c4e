//! Pictures of what came back: evidence for whoever answers for it, and in the place of a second person when it is scrapped.

use super::words::RmaLineStatus;
use crate::auth::Actor;
use crate::i18n::Arg;
use crate::ids::UserId;
use crate::problem::{ProblemCode, Refusal};
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// The most pictures of a line.
pub const MOST_PICTURES: usize = 20;
/// What is taken for a picture, by its first bytes.
pub const PICTURES: &[&str] = &["image/jpeg", "image/png", "image/gif", "image/webp"];

/// What is said of a picture when it is sent; the picture itself is the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CreateRmaPicture {
    /// Its name.
    #[cfg_attr(feature = "openapi", param(min_length = 1, max_length = 200, example = "绕组.jpg"))]
    pub name: Line<200>,
}

/// Whether a picture can be taken of a part: it has come, and there are not too many yet.
///
/// # Errors
/// `transition_refused`, saying which.
pub fn may_picture(name: &str, line: RmaLineStatus, there: usize) -> Result<(), Refusal> {
    use RmaLineStatus::*;
    if !matches!(line, Received | ReceivedShort | UnderTest | Judged | Disposed) {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-rma_line")
            .arg("name", name)
            .arg("state", Arg::Key(line.label_key())));
    }
    if there >= MOST_PICTURES {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-pictures_full")
            .arg("name", name)
            .arg("limit", i64::try_from(MOST_PICTURES).unwrap_or(i64::MAX)));
    }
    Ok(())
}

/// Whether somebody may take a picture away: their own, until it is decided and done what becomes of the part. From then on
/// it is evidence.
pub fn may_remove_picture(actor: &Actor, taken_by: UserId, line: RmaLineStatus) -> bool {
    actor.user_id == taken_by && line != RmaLineStatus::Disposed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_taken_of_what_has_come() {
        use RmaLineStatus::*;
        for line in RmaLineStatus::ALL {
            let there = matches!(line, Received | ReceivedShort | UnderTest | Judged | Disposed);
            assert_eq!(may_picture("皮带", *line, 0).is_ok(), there, "{line}");
        }
        assert!(may_picture("皮带", Received, MOST_PICTURES - 1).is_ok());
        assert!(may_picture("皮带", Received, MOST_PICTURES).is_err());
    }
}
