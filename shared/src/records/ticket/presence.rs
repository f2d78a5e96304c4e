//! Who else has a ticket open: two people do not write the same answer.

use crate::ids::UserId;
use serde::{Deserialize, Serialize};

/// How often an open page says that it is there, in seconds.
pub const PRESENCE_EVERY: u32 = 15;
/// After how long of silence somebody counts as gone, in seconds: three times, so that one lost call shows nobody away.
pub const PRESENCE_ENDS: i64 = 45;

text_enums! {
    /// What somebody does with a ticket.
    PresenceState in "presence_state" {
        /// Has it open.
        Looking = "looking",
        /// Types into it.
        Editing = "editing",
        /// Has closed it.
        Gone = "gone",
    }
}

/// What an open page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TellPresence {
    /// What its reader does.
    pub state: PresenceState,
}

/// Somebody else who has the ticket open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Presence {
    /// Who.
    pub user_id: UserId,
    /// Their name.
    #[cfg_attr(feature = "openapi", schema(example = "王工"))]
    pub name: String,
    /// Whether they type.
    pub editing: bool,
}
