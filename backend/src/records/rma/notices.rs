//! Who is told of a return: the house when one is asked for, the dealer when it is decided.

use super::store::Row;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::notification;
use diesel::pg::PgConnection;
use shared::auth::Permission;
use shared::ids::RmaId;
use shared::records::notification::NotificationKind;
use shared::records::rma::RmaAction;

/// Tells the people of the house who may let it come, unless one of them asked for it.
pub(super) fn requested(c: &mut PgConnection, caller: &Caller, id: RmaId) -> Result<(), Failure> {
    if caller.actor.may(Permission::RmaAuthorize) {
        return Ok(());
    }
    let people = notification::holders_in_house(c, Permission::RmaAuthorize)?;
    notification::tell_others(c, caller, people, NotificationKind::ReturnRequested, id)
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
        RmaAction::Cancel
        | RmaAction::Ship
        | RmaAction::Receive
        | RmaAction::Overrule
        | RmaAction::PayRefund
        | RmaAction::Close => return Ok(()),
    };
    let people = notification::holders(c, row.dealer_id, Permission::RmaRequest)?;
    notification::tell_others(c, caller, people, kind, row.id)
}
