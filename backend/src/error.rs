//! What can go wrong, and the only place that picks a status.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use shared::i18n::{Arg, Locale};
use shared::problem::{FieldProblem, Problem, ProblemCode, Refusal};

/// Why a request was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A rule said no.
    #[error("{0:?}")]
    Refused(Refusal),
    /// The database said no, or is away.
    #[error("{0}")]
    Database(#[from] DieselError),
    /// No database connection, or too many are waiting for one.
    #[error("{0}")]
    Unavailable(String),
    /// A mistake of ours.
    #[error("{0:#}")]
    Internal(#[from] anyhow::Error),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Failure {
    /// Not there, or not visible: the same answer for both.
    pub fn not_found() -> Self {
        Refusal::new(ProblemCode::NotFound).into()
    }

    /// Somebody has changed the record since it was read.
    pub fn stale() -> Self {
        Refusal::new(ProblemCode::VersionStale).into()
    }

    /// What a field points at is not there, where that is why the look-up failed; a database that is away stays one.
    pub fn missing_at(self, pointer: &str) -> Self {
        match self {
            Self::Refused(refusal) if refusal.code == ProblemCode::NotFound => {
                Self::field(pointer, FieldProblem::NoSuchRecord)
            }
            other => other,
        }
    }

    /// One field is wrong.
    pub fn field(pointer: &str, code: FieldProblem) -> Self {
        Refusal::field(pointer, code).into()
    }
}

/// What a database error means for the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseTrouble {
    /// Serialisation failure or deadlock: the whole transaction can be tried again.
    Retry,
    /// A lock was not to be had in time.
    LockTimeout,
    /// A statement took longer than allowed.
    StatementTimeout,
    /// The connection is gone, or the server is starting or stopping.
    Connection,
    /// A unique value is taken.
    Unique,
    /// A row that is pointed at is missing.
    ForeignKey,
    /// A CHECK constraint refused it: our rules let something through.
    Check,
    /// Anything else.
    Other,
}

/// Reads a database error. Diesel passes no SQLSTATE on for several of them, so their messages are
/// compared; `lc_messages` is C in the cluster we start, and a test raises every one.
pub fn classify(error: &DieselError) -> DatabaseTrouble {
    use DatabaseTrouble::*;
    let DieselError::DatabaseError(kind, info) = error else {
        return match error {
            DieselError::BrokenTransactionManager => Connection,
            _ => Other,
        };
    };
    match kind {
        DatabaseErrorKind::UniqueViolation => Unique,
        DatabaseErrorKind::ForeignKeyViolation => ForeignKey,
        DatabaseErrorKind::CheckViolation => Check,
        DatabaseErrorKind::SerializationFailure => Retry,
        DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => Connection,
        _ => {
            let message = info.message();
            let has = |part: &str| message.contains(part);
            if has("deadlock detected") || has("could not serialize access") {
                Retry
            } else if has("lock timeout") {
                LockTimeout
            } else if has("statement timeout") {
                StatementTimeout
            } else if has("terminating connection")
                || has("server closed the connection")
                || has("is shutting down")
                || has("is starting up")
                || has("no connection to the server")
                || has("connection to server")
                || has("SSL connection has been closed")
                || has("could not receive data")
                || has("could not send data")
            {
                Connection
            } else {
                Other
            }
        }
    }
}

/// Unique constraints and the field that a person would say is taken.
const UNIQUE: &[(&str, &str)] = &[
    ("organizations_code_key", "/code"),
    ("organizations_one_manufacturer", "/kind"),
    ("users_email_key", "/email"),
    ("teams_code_key", "/code"),
    ("customers_organization_key", "/organization_id"),
    ("products_code_key", "/code"),
    ("fault_codes_code_key", "/code"),
    ("parts_number_key", "/number"),
    ("labour_operations_code_key", "/code"),
    ("quality_terms_valid_from_key", "/valid_from"),
    ("warranty_claims_order_key", "/order_number"),
    ("locations_code_key", "/code"),
    ("stock_levels_line_key", "/part_id"),
    ("stock_counts_one_open", "/location_id"),
    ("calendars_code_key", "/code"),
    ("units_serial_key", "/serial"),
    ("tickets_external_key", "/external_reference"),
    ("ticket_links_key", "/other_id"),
];

/// The refusal that an error amounts to; mistakes of ours are logged here.
fn refusal(failure: &Failure) -> Refusal {
    match failure {
        Failure::Refused(refusal) => refusal.clone(),
        Failure::Unavailable(why) => {
            tracing::warn!(%why, "unavailable");
            Refusal::new(ProblemCode::Unavailable)
        }
        Failure::Internal(error) => {
            tracing::error!(error = format!("{error:#}"), "internal error");
            Refusal::new(ProblemCode::Internal)
        }
        Failure::Database(DieselError::NotFound) => Refusal::new(ProblemCode::NotFound),
        Failure::Database(error) => {
            let trouble = classify(error);
            match trouble {
                DatabaseTrouble::Retry
                | DatabaseTrouble::LockTimeout
                | DatabaseTrouble::StatementTimeout
                | DatabaseTrouble::Connection => {
                    tracing::warn!(%error, ?trouble, "database trouble");
                    Refusal::new(ProblemCode::Unavailable)
                }
                DatabaseTrouble::Unique => {
                    let constraint = match error {
                        DieselError::DatabaseError(_, info) => info.constraint_name().unwrap_or_default(),
                        _ => "",
                    };
                    let pointer = UNIQUE.iter().find(|(name, _)| *name == constraint).map_or("", |(_, p)| p);
                    Refusal {
                        code: ProblemCode::AlreadyExists,
                        ..Refusal::field(pointer, FieldProblem::Taken)
                    }
                }
                DatabaseTrouble::ForeignKey => Refusal::new(ProblemCode::InUse),
                DatabaseTrouble::Check | DatabaseTrouble::Other => {
                    tracing::error!(%error, ?trouble, "database error");
                    Refusal::new(ProblemCode::Internal)
                }
            }
        }
    }
}

/// The status of a kind of problem: the whole contract.
pub fn status(code: ProblemCode) -> StatusCode {
    match code {
        ProblemCode::MalformedRequest
        | ProblemCode::IdempotencyKeyMissing
        | ProblemCode::IdempotencyKeyMalformed => StatusCode::BAD_REQUEST,
        ProblemCode::Unauthenticated | ProblemCode::LoginFailed => StatusCode::UNAUTHORIZED,
        ProblemCode::Forbidden => StatusCode::FORBIDDEN,
        ProblemCode::NotFound => StatusCode::NOT_FOUND,
        ProblemCode::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        ProblemCode::BodyTooSlow => StatusCode::REQUEST_TIMEOUT,
        ProblemCode::TransitionRefused
        | ProblemCode::RequestInFlight
        | ProblemCode::AlreadyExists
        | ProblemCode::StockShort
        | ProblemCode::InUse => StatusCode::CONFLICT,
        ProblemCode::VersionStale => StatusCode::PRECONDITION_FAILED,
        ProblemCode::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::MediaTypeUnsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ProblemCode::ValidationFailed
        | ProblemCode::RequirementMissing
        | ProblemCode::LinkInvalid
        | ProblemCode::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        ProblemCode::VersionMissing => StatusCode::PRECONDITION_REQUIRED,
        ProblemCode::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        ProblemCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ProblemCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A refusal in words, as a problem document says it.
pub fn problem(refusal: Refusal, locale: Locale, request_id: String) -> Problem {
    let status = status(refusal.code).as_u16();
    refusal.into_problem(locale, status, request_id)
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        status(refusal(self).code)
    }

    /// An empty answer that carries the refusal; `problem_documents` puts it into the reader's words.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        let refusal = refusal(self);
        let mut response = HttpResponse::new(status(refusal.code));
        let headers = response.headers_mut();
        match refusal.code {
            ProblemCode::Unauthenticated | ProblemCode::LoginFailed => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            ProblemCode::Unavailable => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            }
            ProblemCode::TooManyRequests => {
                let seconds = refusal.args.iter().find_map(|(name, arg)| match arg {
                    Arg::Number(n) if *name == "seconds" => Some(*n),
                    _ => None,
                });
                headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds.unwrap_or(1)));
            }
            ProblemCode::MethodNotAllowed => {
                if let Ok(allow) = HeaderValue::from_str(&refusal.allowed.join(", ")) {
                    headers.insert(header::ALLOW, allow);
                }
            }
            _ => {}
        }
        response.extensions_mut().insert(refusal);
        response
    }
}
