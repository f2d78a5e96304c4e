//! Files on tickets: photographs of the fault, reports, data sheets. Stored as they came, under a name of ours,
//! and never run: what they are is told by their first bytes, not by whoever sent them.

use crate::auth::{Actor, Permission};
use crate::ids::{AttachmentId, TicketId, UserId};
use crate::records::ticket::CommentVisibility;
use crate::text::Line;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The largest file, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// The longer side of a thumbnail, in pixels.
pub const THUMBNAIL: u32 = 320;
/// Types that a browser may show in place. Everything else is only ever downloaded.
pub const SHOWN: &[&str] = &["image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf"];

/// A file on a ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// Its ticket.
    pub ticket_id: TicketId,
    /// Its name, without anything that a file system could misread.
    #[cfg_attr(feature = "openapi", schema(example = "门机.jpg"))]
    pub name: String,
    /// What it is, by its first bytes.
    #[cfg_attr(feature = "openapi", schema(example = "image/jpeg"))]
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the content, in hexadecimal digits.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    )]
    pub sha256: String,
    /// Who can see it.
    pub visibility: CommentVisibility,
    /// Whether there is a small picture of it.
    pub has_thumbnail: bool,
    /// Who added it.
    pub uploaded_by_id: UserId,
    /// Their name.
    pub uploaded_by_name: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Whether the reader may take it away.
    pub removable: bool,
}

/// What is said of a file when it is sent; the file itself is the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CreateAttachment {
    /// Its name.
    #[cfg_attr(feature = "openapi", param(min_length = 1, max_length = 200, example = "门机.jpg"))]
    pub name: Line<200>,
    /// Who can see it: everybody who sees the ticket by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<CommentVisibility>,
}

/// Whether somebody may take a file away: their own, and whoever works on tickets in the maker's house any.
pub fn may_remove(actor: &Actor, uploaded_by: UserId) -> bool {
    actor.user_id == uploaded_by || actor.is_inside() && actor.may(Permission::TicketWork)
}

/// A name that means the same to every file system: signs that divide paths or start something become `_`, and
/// there are no dots before it.
pub fn safe_name(name: &str) -> String {
    let name: String = name
        .chars()
        .map(
            |c| if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%') { '_' } else { c },
        )
        .collect();
    let name = name.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' ']);
    if name.is_empty() { "_".to_owned() } else { name.to_owned() }
}

/// Whether a browser may show a file of this type in place.
pub fn is_shown(media_type: &str) -> bool {
    SHOWN.contains(&media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        for (sent, kept) in [
            ("门机.jpg", "门机.jpg"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("C:\\x\\y.exe", "C__x_y.exe"),
            (".htaccess", "htaccess"),
            ("...", "_"),
            ("a\"b%0d<c>.pdf ", "a_b_0d_c_.pdf"),
        ] {
            assert_eq!(safe_name(sent), kept, "{sent}");
        }
    }

    #[test]
    fn nothing_that_can_run_is_shown_in_place() {
        for risky in
            ["image/svg+xml", "text/html", "application/xhtml+xml", "text/xml", "application/octet-stream"]
        {
            assert!(!is_shown(risky), "{risky}");
        }
    }
}
