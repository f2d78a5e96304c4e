//! Who is told of a return: the house when one is asked for, the dealer when it is decided.

use super::store::Row;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::notification::{self, Word};
use crate::records::organization;
use diesel::pg::PgConnection;
use shared::auth::Permission;
use shared::ids::RmaId;
use shared::records::notification::NotificationKind;
use shared::records::rma::RmaAction;

/// Tells the people of the house who may let it come, unless one of them asked for it.
pub(super) fn requested(c: &mut PgConnection, caller: &Caller, id: RmaId) -> Result<(), Failure> {
    let Some(maker) = organization::maker(c)? else { return Ok(()) };
    if caller.actor.may(Permission::RmaAuthorize) {
        return Ok(());
    }
    let word = Word::by(caller, NotificationKind::ReturnRequested, id);
    let people = notification::holders(c, maker.id, Permission::RmaAuthorize)?;
    let words: Vec<_> = people
        .into_iter()
        .filter(|user| *user != caller.actor.user_id)
        .map(|user| (user, word.clone()))
        .collect();
    notification::tell(c, &words, caller.now)
}

/// Tells the dealer's people who ask for returns that one may come, or is not wanted.
pub(super) fn decided(
    c: &mut PgConnection,
    caller: &Caller,
    row: &Row,
    action: RmaAction,
) -> Result<(), Failure> {
    let kind = match action {
        RmaAction::Authorize => NotificationKind::ReturnAuthorized,
        RmaAction::Refuse => NotificationKind::ReturnRefused,
        RmaAction::Cancel | RmaAction::Ship | RmaAction::Receive | RmaAction::Overrule | RmaAction::Close => {
            return Ok(());
        }
    };
    let word = Word::by(caller, kind, row.id);
    let people = notification::holders(c, row.dealer_id, Permission::RmaRequest)?;
    let words: Vec<_> = people.into_iter().map(|user| (user, word.clone())).collect();
    notification::tell(c, &words, caller.now)
}
