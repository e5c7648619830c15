//! Which errors can a caller meet? One table of codes; every error is an RFC 9457 problem document.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use sea_orm::DbErr;
use serde::Serialize;
use utoipa::ToSchema;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal, $status:ident, $title:literal;)+) => {
        /// Stable codes of problem documents.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $(#[doc = $title] $name,)+ }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];
            /// The word in the document.
            #[must_use]
            pub fn as_str(self) -> &'static str { match self { $(Self::$name => $code,)+ } }
            /// Its HTTP status.
            #[must_use]
            pub fn status(self) -> StatusCode { match self { $(Self::$name => StatusCode::$status,)+ } }
            /// What it means, in English; the interface translates by code.
            #[must_use]
            pub fn title(self) -> &'static str { match self { $(Self::$name => $title,)+ } }
        }
    };
}

codes! {
    MalformedBody = "malformed_body", BAD_REQUEST, "The body is not valid JSON of the expected shape";
    MalformedQuery = "malformed_query", BAD_REQUEST, "A query or path parameter is not valid";
    InvalidInput = "invalid_input", UNPROCESSABLE_ENTITY, "One or more fields are not valid";
    InvalidCreditCode = "invalid_credit_code", UNPROCESSABLE_ENTITY, "The unified social credit code is not valid";
    MissingRequirements = "missing_requirements", UNPROCESSABLE_ENTITY, "A scenario needs at least one essential requirement";
    Incomplete = "incomplete", UNPROCESSABLE_ENTITY, "The row is not complete enough for this move";
    InvalidFacts = "invalid_facts", UNPROCESSABLE_ENTITY, "One or more facts are not valid";
    AffiliatedParties = "affiliated_parties", UNPROCESSABLE_ENTITY, "The article supports dealings with non-affiliated parties only";
    NotEligible = "not_eligible", UNPROCESSABLE_ENTITY, "The article gives nothing for these facts";
    NotAuthenticated = "not_authenticated", UNAUTHORIZED, "A valid access token is needed";
    InvalidLogin = "invalid_login", UNAUTHORIZED, "Email or password is wrong";
    InvalidRefreshToken = "invalid_refresh_token", UNAUTHORIZED, "The refresh token is not valid any more";
    Forbidden = "forbidden", FORBIDDEN, "Your role may not do this";
    NotFound = "not_found", NOT_FOUND, "There is no such thing, or it is not yours to see";
    MethodNotAllowed = "method_not_allowed", METHOD_NOT_ALLOWED, "This address does not take that method";
    WrongState = "wrong_state", CONFLICT, "The present state forbids this move";
    AnswersOver = "answers_over", CONFLICT, "The last day for answers is over";
    AlreadyExists = "already_exists", CONFLICT, "There is one already";
    RuleNotMet = "rule_not_met", CONFLICT, "The rule for this move is not met";
    TooFewDeeds = "too_few_deeds", CONFLICT, "There is too little to learn from";
    NoRoom = "no_room", CONFLICT, "The room of the year is used up";
    SecondPersonNeeded = "second_person_needed", CONFLICT, "Somebody else must do this";
    StaleRevision = "stale_revision", PRECONDITION_FAILED, "Somebody changed it since you read it";
    RevisionRequired = "revision_required", PRECONDITION_REQUIRED, "Send If-Match with the revision that you read";
    KeyReused = "idempotency_key_reused", UNPROCESSABLE_ENTITY, "This Idempotency-Key was sent with another request";
    TooLarge = "too_large", PAYLOAD_TOO_LARGE, "The upload is larger than allowed";
    WrongFileType = "wrong_file_type", UNSUPPORTED_MEDIA_TYPE, "This type of file is not accepted";
    BrokenRows = "broken_rows", UNPROCESSABLE_ENTITY, "The file has rows that cannot be read";
    TooManyAttempts = "too_many_attempts", TOO_MANY_REQUESTS, "Too many attempts; wait before the next one";
    NotReady = "not_ready", SERVICE_UNAVAILABLE, "The service is starting or cannot reach what it needs";
    Internal = "internal", INTERNAL_SERVER_ERROR, "Something went wrong on our side";
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// Path of the field, for example `requirements[2].text`.
    pub field: String,
    /// Stable code: `required`, `too_long`, `too_short`, `unknown_code`, `out_of_range`, `wrong_type`, `duplicate`…
    pub code: String,
    /// What was expected.
    pub detail: String,
}

impl FieldError {
    /// An error of that field.
    pub fn new(field: impl Into<String>, code: &str, detail: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            code: code.to_owned(),
            detail: detail.into(),
        }
    }
}

/// An error on its way to the caller.
#[derive(Debug)]
pub struct Problem {
    /// Which one.
    pub code: Code,
    /// What happened here.
    pub detail: Option<String>,
    /// Fields that are wrong.
    pub errors: Vec<FieldError>,
}

/// Result of a handler or service.
pub type Result<T, E = Problem> = std::result::Result<T, E>;

/// The document as it is sent (RFC 9457, `application/problem+json`).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// `about:blank#<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What the code means.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// Stable code.
    pub code: String,
    /// What happened here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub errors: Vec<FieldError>,
    /// The request, as it stands in the log.
    pub request_id: String,
}

impl Problem {
    /// A problem with nothing to add to its title.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            code,
            detail: None,
            errors: Vec::new(),
        }
    }

    /// A problem that says what happened here.
    pub fn with(code: Code, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: Some(detail.into()),
            errors: Vec::new(),
        }
    }

    /// Fields that are wrong.
    #[must_use]
    pub fn fields(code: Code, errors: Vec<FieldError>) -> Self {
        Self {
            code,
            detail: None,
            errors,
        }
    }

    /// A move that the present state forbids.
    #[must_use]
    pub fn wrong_state(action: &str, state: &str, allowed: &[&str]) -> Self {
        let allowed = if allowed.is_empty() {
            "no state".to_owned()
        } else {
            allowed.join(", ")
        };
        Self::with(
            Code::WrongState,
            format!("\"{action}\" is possible from {allowed}; the state is {state}"),
        )
    }

    /// The document with the id of the request that is being answered.
    #[must_use]
    pub fn document(&self) -> ProblemDocument {
        ProblemDocument {
            kind: format!("about:blank#{}", self.code.as_str()),
            title: self.code.title().to_owned(),
            status: self.code.status().as_u16(),
            code: self.code.as_str().to_owned(),
            detail: self.detail.clone(),
            errors: self.errors.clone(),
            request_id: super::request_id::current(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code.as_str())?;
        if let Some(detail) = &self.detail {
            write!(f, ": {detail}")?;
        }
        for error in &self.errors {
            write!(f, "; {} {}: {}", error.field, error.code, error.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.code.status())
            .content_type("application/problem+json")
            .json(self.document())
    }
}

impl From<DbErr> for Problem {
    fn from(error: DbErr) -> Self {
        if let Some(sea_orm::SqlErr::UniqueConstraintViolation(what)) = error.sql_err() {
            tracing::info!(what, "a unique key is taken");
            return Self::new(Code::AlreadyExists);
        }
        tracing::error!(%error, "database");
        Self::new(Code::Internal)
    }
}

impl From<anyhow::Error> for Problem {
    fn from(error: anyhow::Error) -> Self {
        tracing::error!(error = format!("{error:#}"), "internal");
        Self::new(Code::Internal)
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::from(anyhow::Error::from(error))
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::from(anyhow::Error::from(error))
    }
}
