//! Rights by type: a handler that asks for `Require<TicketRead>` gets a caller who holds the right, or is
//! not run.

use crate::app::House;
use crate::auth::caller::{self, Caller};
use crate::error::Failure;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use shared::auth::Permission;
use shared::i18n::{Arg, Locale};
use shared::problem::{ProblemCode, Refusal};
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use tokio::sync::watch;

/// A right as a type.
pub trait Right: 'static {
    /// The permission, or nothing where being logged in is enough.
    const PERMISSION: Option<Permission>;
}

macro_rules! rights {
    ($($name:ident),+ $(,)?) => {$(
        #[doc = concat!("`Permission::", stringify!($name), "` as a type.")]
        pub enum $name {}
        impl Right for $name {
            const PERMISSION: Option<Permission> = Some(Permission::$name);
        }
    )+};
}

rights! {
    OrganizationRead, OrganizationManage, UserRead, UserManage, CustomerRead, CustomerManage, ProductRead, ProductManage,
    PartRead, PartManage, LocationManage, StockRead, StockMove, StockAdjust, TransferRead,
    TransferRequest, TransferApprove, TransferShip, UnitRead, UnitManage, WarrantyDecide, TicketRead, TicketCreate, TicketUpdate, TicketWork, TicketAssign, TicketClose,
    TicketConfirm, TicketCancel, TicketJudge, TicketFlagCrisis, TicketConfirmCrisis, CommentCreate, CommentInternal,
    CannedAnswerUse, ChecklistUse, ChecklistManage, KnowledgeRead, KnowledgeManage, RmaRead, RmaRequest,
    RmaAuthorize, RmaShip, RmaReceive, RmaInspect, RmaDispose, RmaWaive, RmaHold, RmaRefund,
    RmaPictureCreate, RmaPictureRead, SupplierReturnRead, SupplierReturnOffer, SupplierReturnAnswer,
    SupplierReturnDispose, SupplierReturnCharge, QualityRead, QualityRaise, QualityTriage, QualityWork, QualityApprove,
    QualityVerify, QualityAnswer, QualityManage, CampaignRead, CampaignDraft, CampaignApprove, CampaignPublish, CampaignProgress,
    ClaimRead, ClaimFile, ClaimReview, ClaimApprove, LabourRead, LabourManage, AdjudicationRead, AdjudicationManage,
    WarrantyCostRead, RecoveryRead, RecoveryClaim, RecoveryAnswer, RecoveryArbitrate, RecoveryDebit, StatementRead, StatementPrepare, StatementConfirm, StatementSettle, SettlementPropose, SettlementReview,
    ReportRead, DeskReportRead, ImportRun,
    PolicyRead, PolicyManage, RuleRead, RuleManage, CalendarRead, CalendarManage, AuditRead,
}

/// Being logged in, with whatever rights: one's own account.
pub enum LoggedIn {}

impl Right for LoggedIn {
    const PERMISSION: Option<Permission> = None;
}

/// A caller who holds a right.
pub struct Require<R: Right>(pub Caller, pub PhantomData<R>);

/// The language of the caller's profile, kept for answers that have to choose one.
#[derive(Clone, Copy)]
pub struct CallerLocale(pub Locale);

/// The bearer token of a request.
pub fn bearer(request: &HttpRequest) -> Option<String> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim().to_owned())
        .filter(|t| !t.is_empty() && t.len() < 4096)
}

/// Opens once the caller has been found and holds the right. The framework asks all arguments of a handler
/// at the same time; those that look at what was sent wait here, so that nobody learns from a refused
/// request what would have been wrong with it, and no body is read for a stranger.
#[derive(Clone)]
pub struct Gate(watch::Receiver<bool>);

impl Gate {
    /// Waits for the gate of this request, if it has one. Never returns when the caller was refused: then
    /// the refusal is the answer.
    pub async fn pass(request: &HttpRequest) {
        let gate = request.extensions().get::<Self>().cloned();
        if let Some(Self(mut open)) = gate
            && open.wait_for(|open| *open).await.is_err()
        {
            std::future::pending::<()>().await;
        }
    }
}

impl<R: Right> FromRequest for Require<R> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        let (open, gate) = watch::channel(false);
        request.extensions_mut().insert(Gate(gate));
        Box::pin(async move {
            let token = bearer(&request).ok_or_else(|| Refusal::new(ProblemCode::Unauthenticated))?;
            let house =
                request.app_data::<web::Data<House>>().ok_or_else(|| anyhow::anyhow!("no House"))?.clone();
            let request_id = crate::http::request_id(&request);
            let caller = caller::of_token(&house.db, &house.jwt, token, request_id).await?;
            request.extensions_mut().insert(CallerLocale(caller.profile.locale));
            match R::PERMISSION {
                Some(permission) if !caller.actor.may(permission) => {
                    Err(Refusal::new(ProblemCode::Forbidden)
                        .arg("permission", Arg::Key(permission.label_key()))
                        .allowed(caller.actor.permissions.iter().map(ToString::to_string))
                        .into())
                }
                _ => {
                    open.send_replace(true);
                    Ok(Self(caller, PhantomData))
                }
            }
        })
    }
}
