//! Handlers that move recoveries.

use super::service::{self, Act};
use crate::app::House;
use crate::auth::require::{RecoveryAnswer, RecoveryArbitrate, RecoveryClaim, RecoveryDebit, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords};
use crate::idempotency::{Answer, Asked, IdempotencyKey};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use shared::ids::RecoveryId;
use shared::records::recovery::*;

async fn act(house: &House, asked: Asked<RecoveryId>, act: Act) -> Result<HttpResponse, Failure> {
    asked
        .once(&house.db, move |c, caller, id, version| {
            let after = service::act(c, caller, id, version, &act)?;
            Answer::ok(after.head.version, &after)
        })
        .await
}

/// Tell a supplier of a recovery
///
/// With the proof that it was delivered. Its days run from now on (MGT-T 4.6.1); by silence it accepts.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.claim"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), IfMatchHeader, IdempotencyHeader),
    request_body = NotifyRecovery,
    responses((status = 200, description = "The recovery as it is now.", body = Recovery)))]
#[post("/recoveries/{id}/notify")]
async fn notify_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryClaim>,
    id: Path<RecoveryId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NotifyRecovery>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Notify(body.value)).await
}

/// Accept a recovery
///
/// As the supplier; the house says so on the supplier's word, with a note.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.answer"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), IfMatchHeader, IdempotencyHeader),
    request_body = AcceptRecovery,
    responses((status = 200, description = "The recovery as it is now.", body = Recovery)))]
#[post("/recoveries/{id}/accept")]
async fn accept_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryAnswer>,
    id: Path<RecoveryId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<AcceptRecovery>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Accept(body.value)).await
}

/// Object to a recovery
///
/// With grounds; quality examines it again.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.answer"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), IfMatchHeader, IdempotencyHeader),
    request_body = RecoveryReason,
    responses((status = 200, description = "The recovery as it is now.", body = Recovery)))]
#[post("/recoveries/{id}/object")]
async fn object_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryAnswer>,
    id: Path<RecoveryId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RecoveryReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Object(body.value)).await
}

/// Object to a recovery a second time
///
/// With grounds; it is decided by somebody who had nothing to do with it.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.answer"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), IfMatchHeader, IdempotencyHeader),
    request_body = RecoveryReason,
    responses((status = 200, description = "The recovery as it is now.", body = Recovery)))]
#[post("/recoveries/{id}/appeal")]
async fn appeal_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryAnswer>,
    id: Path<RecoveryId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RecoveryReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Appeal(body.value)).await
}

/// Examine a recovery again
///
/// Quality takes an objection up.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.claim"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The recovery as it is now.", body = Recovery)))]
#[post("/recoveries/{id}/re_examine")]
async fn re_examine_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryClaim>,
    id: Path<RecoveryId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::ReExamine).await
}

/// Stay with a recovery
///
/// With a reason; the supplier's days run once more.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.claim"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), IfMatchHeader, IdempotencyHeader),
    request_body = RecoveryReason,
    responses((status = 200, description = "The recovery as it is now.", body = Recovery)))]
#[post("/recoveries/{id}/keep")]
async fn keep_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryClaim>,
    id: Path<RecoveryId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RecoveryReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Keep(body.value)).await
}

/// Ask for less
///
/// With a reason; the supplier's days run once more.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.claim"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), IfMatchHeader, IdempotencyHeader),
    request_body = RecoveryDecision,
    responses((status = 200, description = "The recovery as it is now.", body = Recovery)))]
#[post("/recoveries/{id}/reduce")]
async fn reduce_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryClaim>,
    id: Path<RecoveryId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RecoveryDecision>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Reduce(body.value)).await
}

/// Give a recovery up
///
/// With a reason. Its parts can be recovered once more.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.claim"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), IfMatchHeader, IdempotencyHeader),
    request_body = RecoveryReason,
    responses((status = 200, description = "The recovery as it is now.", body = Recovery)))]
#[post("/recoveries/{id}/withdraw")]
async fn withdraw_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryClaim>,
    id: Path<RecoveryId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RecoveryReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Withdraw(body.value)).await
}

/// Decide a recovery for good
///
/// By a supervisor who had nothing to do with it before; nobody objects to that any more.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.arbitrate"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), IfMatchHeader, IdempotencyHeader),
    request_body = RecoveryDecision,
    responses((status = 200, description = "The recovery as it is now.", body = Recovery)))]
#[post("/recoveries/{id}/rule")]
async fn rule_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryArbitrate>,
    id: Path<RecoveryId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RecoveryDecision>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Rule(body.value)).await
}

/// Settle a recovery
///
/// It becomes an entry of the settlement with the supplier.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.debit"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The recovery as it is now.", body = Recovery)))]
#[post("/recoveries/{id}/debit")]
async fn debit_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryDebit>,
    id: Path<RecoveryId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Debit).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(notify_recovery)
        .service(accept_recovery)
        .service(object_recovery)
        .service(appeal_recovery)
        .service(re_examine_recovery)
        .service(keep_recovery)
        .service(reduce_recovery)
        .service(withdraw_recovery)
        .service(rule_recovery)
        .service(debit_recovery);
}
