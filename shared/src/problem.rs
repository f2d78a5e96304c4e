//! How the API says that something is wrong: problem documents (RFC 9457) with a stable code.

use crate::i18n::{Arg, Locale, text};
use serde::{Deserialize, Serialize};

text_enums! {
    /// What is wrong. Scripts match on it; it never changes its meaning.
    ProblemCode in "problem" {
        /// The body is not JSON, or the request is not HTTP as it should be.
        MalformedRequest = "malformed_request",
        /// The `Idempotency-Key` header is missing.
        IdempotencyKeyMissing = "idempotency_key_missing",
        /// The `Idempotency-Key` header is not 1–200 printable ASCII characters.
        IdempotencyKeyMalformed = "idempotency_key_malformed",
        /// No token, or one that is not valid any more.
        Unauthenticated = "unauthenticated",
        /// E-mail or password is wrong.
        LoginFailed = "login_failed",
        /// The one-use link is unknown, used or too old.
        LinkInvalid = "link_invalid",
        /// The right to the operation is missing.
        Forbidden = "forbidden",
        /// Not there, or not visible to the caller.
        NotFound = "not_found",
        /// The path exists but not with this method.
        MethodNotAllowed = "method_not_allowed",
        /// The state does not allow the action.
        TransitionRefused = "transition_refused",
        /// The same request is being worked on at this moment.
        RequestInFlight = "request_in_flight",
        /// Something else has the value that must be unique.
        AlreadyExists = "already_exists",
        /// More is to be taken than there is; `errors` says how many are left.
        StockShort = "stock_short",
        /// The record is used and cannot go or change in this way.
        InUse = "in_use",
        /// `If-Match` names an older version.
        VersionStale = "version_stale",
        /// The body is larger than allowed.
        BodyTooLarge = "body_too_large",
        /// The body took too long to arrive.
        BodyTooSlow = "body_too_slow",
        /// The media type is not the one expected.
        MediaTypeUnsupported = "media_type_unsupported",
        /// Well-formed, but fields are wrong; `errors` says which.
        ValidationFailed = "validation_failed",
        /// The action needs something first; `errors` says what.
        RequirementMissing = "requirement_missing",
        /// The `Idempotency-Key` was used with another request.
        IdempotencyKeyReused = "idempotency_key_reused",
        /// `If-Match` is missing on a change.
        VersionMissing = "version_missing",
        /// Too many requests or attempts.
        TooManyRequests = "too_many_requests",
        /// Overloaded, or the database is away.
        Unavailable = "unavailable",
        /// A mistake of ours.
        Internal = "internal",
    }

    /// What is wrong with one field.
    FieldProblem in "field" {
        /// It must be given.
        Required = "required",
        /// There is no such field.
        Unknown = "unknown",
        /// Not of the right type or form.
        Malformed = "malformed",
        /// Not one of the allowed values.
        NotAllowed = "not_allowed",
        /// Empty, or nothing but white space.
        Blank = "blank",
        /// Shorter than needed.
        TooShort = "too_short",
        /// Longer than allowed.
        TooLong = "too_long",
        /// Contains control characters.
        ControlCharacter = "control_character",
        /// Not an e-mail address.
        EmailMalformed = "email_malformed",
        /// Too short, or known as guessable.
        PasswordWeak = "password_weak",
        /// Less than allowed.
        TooSmall = "too_small",
        /// More than allowed.
        TooLarge = "too_large",
        /// More rows than a file of this kind takes.
        TooManyRows = "too_many_rows",
        /// Points at something that is not there or not visible.
        NoSuchRecord = "no_such_record",
        /// Another record has this value already.
        Taken = "taken",
        /// Lies in the future.
        InFuture = "in_future",
        /// Lies before something that it must follow.
        TooEarly = "too_early",
        /// Does not fit another field.
        Inconsistent = "inconsistent",
        /// Not the name of a time zone.
        ZoneUnknown = "zone_unknown",
        /// Not a time of day.
        TimeMalformed = "time_malformed",
        /// Not a date.
        DateMalformed = "date_malformed",
        /// A date or an instant before or after the years that are reckoned with.
        DateOutOfRange = "date_out_of_range",
        /// A second price that begins on the same day.
        DayTwice = "day_twice",
        /// An interval that ends when or before it starts.
        EndNotAfterStart = "end_not_after_start",
        /// An interval that shares time with another of its day.
        Overlap = "overlap",
        /// A date that is closed all day and has opening hours as well.
        HolidayWithHours = "holiday_with_hours",
        /// A name for a date that follows the week.
        NameWithoutDay = "name_without_day",
        /// A calendar that is always open and has hours or special days as well.
        AlwaysOpenWithHours = "always_open_with_hours",
        /// A calendar without opening hours on any day.
        NeverOpens = "never_opens",
        /// More working time than the calendar ever has.
        NeverReached = "never_reached",
        /// A place in a text that nothing fills.
        PlaceholderUnknown = "placeholder_unknown",
        /// A place in a text that was to be filled by hand.
        GapLeft = "gap_left",
        /// Required steps are open.
        ChecksOpen = "checks_open",
        /// Names a knowledge article that its readers could not read.
        ArticleInternal = "article_internal",
        /// Not an amount of money.
        AmountMalformed = "amount_malformed",
        /// No amount at all.
        AmountZero = "amount_zero",
        /// A part whose supplier nobody has named.
        SupplierUnknown = "supplier_unknown",
        /// An organisation that is no supplier.
        NotASupplier = "not_a_supplier",
        /// A file that is no picture.
        NotAPicture = "not_a_picture",
        /// A line that was to be counted and is not.
        NotCounted = "not_counted",
        /// A part that would come in its own place.
        SupersededInCircle = "superseded_in_circle",
        /// A cursor that this list did not give out, or gave out for other filters.
        CursorInvalid = "cursor_invalid",
    }
}

/// The document sent as `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A name for the kind of problem: `/problems/` and the code.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "/problems/transition_refused"))]
    pub kind: String,
    /// The kind of problem in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// This problem in the reader's language: what is wrong, and what would be right.
    pub detail: String,
    /// The kind of problem for programs.
    pub code: ProblemCode,
    /// Names the request in the logs.
    #[cfg_attr(feature = "openapi", schema(example = "019333f0-5d2c-7c36-b3f5-9d5b8f0d2a11"))]
    pub request_id: String,
    /// What is wrong with single fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// What would be allowed instead: actions, methods or values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Where: a JSON pointer into the body, or `?name` for a query parameter.
    #[cfg_attr(feature = "openapi", schema(example = "/subject"))]
    pub pointer: String,
    /// What, for programs.
    pub code: FieldProblem,
    /// What, in the reader's language.
    pub detail: String,
}

/// A refusal before it is put into words: what `shared`'s rules return.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The kind.
    pub code: ProblemCode,
    /// The message about this case; the code's own `detail` message when absent.
    pub detail: Option<String>,
    /// Values for the message.
    pub args: Vec<(&'static str, Arg)>,
    /// Fields that are wrong.
    pub fields: Vec<FieldRefusal>,
    /// What would be allowed.
    pub allowed: Vec<String>,
}

/// One field that is wrong, before it is put into words.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldRefusal {
    /// JSON pointer, or `?name`.
    pub pointer: String,
    /// What is wrong.
    pub code: FieldProblem,
    /// Values for the message.
    pub args: Vec<(&'static str, Arg)>,
}

impl FieldRefusal {
    /// A field and what is wrong with it.
    pub fn new(pointer: impl Into<String>, code: FieldProblem) -> Self {
        Self { pointer: pointer.into(), code, args: vec![] }
    }

    /// With a value for the message.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl Refusal {
    /// A refusal of this kind.
    pub fn new(code: ProblemCode) -> Self {
        Self { code, detail: None, args: vec![], fields: vec![], allowed: vec![] }
    }

    /// A refusal because of one field.
    pub fn field(pointer: impl Into<String>, code: FieldProblem) -> Self {
        Self::fields(vec![FieldRefusal::new(pointer, code)])
    }

    /// A refusal because of several fields.
    pub fn fields(fields: Vec<FieldRefusal>) -> Self {
        Self { fields, ..Self::new(ProblemCode::ValidationFailed) }
    }

    /// With a message of its own instead of the code's.
    #[must_use]
    pub fn detail(mut self, key: &str) -> Self {
        self.detail = Some(key.to_owned());
        self
    }

    /// With a value for the message.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// With what would be allowed.
    #[must_use]
    pub fn allowed(mut self, allowed: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.allowed = allowed.into_iter().map(Into::into).collect();
        self
    }

    /// Puts it into words.
    pub fn into_problem(self, locale: Locale, status: u16, request_id: String) -> Problem {
        let detail = self.detail.unwrap_or_else(|| format!("{}-detail", self.code.label_key()));
        Problem {
            kind: format!("/problems/{}", self.code),
            title: self.code.label(locale),
            status,
            detail: text(locale, &detail, &self.args),
            code: self.code,
            request_id,
            errors: self
                .fields
                .into_iter()
                .map(|f| FieldError {
                    detail: text(locale, &f.code.label_key(), &f.args),
                    pointer: f.pointer,
                    code: f.code,
                })
                .collect(),
            allowed: self.allowed,
        }
    }
}

/// Collects what is wrong with several fields, so that a form hears of all of them at once.
#[derive(Debug, Default)]
pub struct Checker(Vec<FieldRefusal>);

impl Checker {
    /// Notes a problem unless `ok`.
    pub fn check(&mut self, ok: bool, pointer: &str, code: FieldProblem) -> &mut Self {
        if !ok {
            self.0.push(FieldRefusal::new(pointer, code));
        }
        self
    }

    /// Notes a problem.
    pub fn push(&mut self, refusal: FieldRefusal) {
        self.0.push(refusal);
    }

    /// Notes a number that is out of its range.
    pub fn range(&mut self, value: i64, range: std::ops::RangeInclusive<i64>, pointer: &str) -> &mut Self {
        if value < *range.start() {
            self.0.push(FieldRefusal::new(pointer, FieldProblem::TooSmall).arg("limit", *range.start()));
        }
        if value > *range.end() {
            self.0.push(FieldRefusal::new(pointer, FieldProblem::TooLarge).arg("limit", *range.end()));
        }
        self
    }

    /// All is well, or the refusal.
    ///
    /// # Errors
    /// `validation_failed` with every field noted.
    pub fn finish(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::fields(self.0)) }
    }
}
