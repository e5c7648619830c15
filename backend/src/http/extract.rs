//! How does a request become values that a handler can trust? Bodies with the wrong field named, pages,
//! revisions, and rows that the caller may touch.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;
use uuid::Uuid;

use super::problem::{Code, FieldError, Problem, Result};
use crate::platform::check::Check;
use crate::stages::identity::Caller;
use crate::state::App;

type Boxed<T> = Pin<Box<dyn Future<Output = Result<T>>>>;

/// A JSON body. What does not fit is a problem that names the field.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Boxed<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = web::Bytes::from_request(request, payload);
        Box::pin(async move {
            let bytes = bytes
                .await
                .map_err(|e| Problem::with(Code::MalformedBody, e.to_string()))?;
            parse(&bytes).map(Self)
        })
    }
}

/// The part of an address after `?`. What does not fit is a problem that names the parameter.
pub struct UrlQuery<T>(pub T);

impl<T> std::ops::Deref for UrlQuery<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> UrlQuery<T> {
    /// The parameters.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for UrlQuery<T> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = request.query_string();
        if let Some(problem) = no_text(query) {
            return std::future::ready(Err(problem));
        }
        let pairs = form_urlencoded::parse(query.as_bytes());
        let found = serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs));
        std::future::ready(match found {
            Ok(found) => Ok(Self(found)),
            Err(error) => Err(misfit(Code::MalformedQuery, &error)),
        })
    }
}

/// A problem that names the first parameter whose bytes are no text. Read all the same, such bytes become a mark that a
/// search passes over: whoever sent them would be told that nothing was asked for.
fn no_text(query: &str) -> Option<Problem> {
    let mut parts = query.split('&');
    let part = parts.find(|part| percent_decode_str(part).decode_utf8().is_err())?;
    let (name, _) = form_urlencoded::parse(part.as_bytes()).next()?;
    let detail = "expected UTF-8 text";
    Some(Problem {
        code: Code::MalformedQuery,
        detail: Some(format!("{name}: {detail}")),
        errors: vec![FieldError::new(name, "wrong_type", detail)],
    })
}

/// A problem that names the field of an error, where it has one.
fn misfit<E: std::fmt::Display>(code: Code, error: &serde_path_to_error::Error<E>) -> Problem {
    // `?` where the text ends within the name of a field.
    let path = error.path().to_string();
    let nowhere = matches!(path.as_str(), "." | "?");
    let detail = error.inner().to_string();
    // A field that is missing or stands twice is named by the text only: the path ends at what should hold it once.
    let within = [
        ("missing field `", "required"),
        ("duplicate field `", "duplicate"),
    ]
    .into_iter()
    .find_map(|(begins, code)| Some((detail.strip_prefix(begins)?.split_once('`')?.0, code)));
    let named = match within {
        None if nowhere => None,
        None => Some((path, "wrong_type", detail.clone())),
        Some((name, code)) => {
            let at = if nowhere {
                String::new()
            } else {
                format!("{path}.")
            };
            let expected = match code {
                "required" => "expected a value",
                _ => "expected one value, found several",
            };
            Some((format!("{at}{name}"), code, expected.to_owned()))
        }
    };
    Problem {
        code,
        errors: (named.into_iter())
            .map(|(field, code, detail)| FieldError::new(field, code, detail))
            .collect(),
        detail: Some(detail),
    }
}

/// Parses JSON, naming the field that does not fit.
///
/// # Errors
/// `malformed_body`.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| misfit(Code::MalformedBody, &error))
}

/// Which part of a list is asked for.
#[derive(Clone, Debug)]
pub struct PageQuery {
    /// `next_cursor` of the page before.
    pub cursor: Option<Uuid>,
    limit: u64,
}

impl PageQuery {
    /// The part after `cursor`, of `limit` rows.
    ///
    /// # Errors
    /// `invalid_input` where the limit is not within 1 and 200.
    pub fn new(cursor: Option<Uuid>, limit: Option<u64>) -> Result<Self> {
        let limit = limit.unwrap_or(50);
        let mut check = Check::default();
        check.range("limit", limit, 1, 200);
        check.end(Code::InvalidInput)?;
        Ok(Self { cursor, limit })
    }

    /// Rows to read.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.limit
    }
}

/// One page of a list, newest first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Hand this back as `cursor` for the next page; absent on the last.
    pub next_cursor: Option<Uuid>,
}

impl<T> Page<T> {
    /// A page from up to `limit + 1` rows.
    pub fn cut<R>(mut rows: Vec<R>, limit: u64, id: impl Fn(&R) -> Uuid, view: impl FnMut(R) -> T) -> Self {
        let more = rows.len() as u64 > limit;
        rows.truncate(limit as usize);
        let next_cursor = if more { rows.last().map(id) } else { None };
        Self {
            items: rows.into_iter().map(view).collect(),
            next_cursor,
        }
    }
}

/// The revision in `If-Match`.
pub struct IfMatch(pub i32);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(
            request
                .headers()
                .get("if-match")
                .ok_or_else(|| Problem::new(Code::RevisionRequired))
                .and_then(|value| {
                    value
                        .to_str()
                        .ok()
                        .and_then(|v| v.trim().trim_matches('"').parse().ok())
                        .ok_or_else(|| {
                            Problem::with(
                                Code::MalformedQuery,
                                "If-Match: expected the ETag of the row, for example \"3\"",
                            )
                        })
                })
                .map(Self),
        )
    }
}

impl IfMatch {
    /// Checks the revision that was read against the present one.
    ///
    /// # Errors
    /// `stale_revision`.
    pub fn check(&self, revision: i32) -> Result<()> {
        if self.0 == revision {
            Ok(())
        } else {
            Err(Problem::with(
                Code::StaleRevision,
                format!("you sent {}, the present revision is {revision}", self.0),
            ))
        }
    }
}

/// A row behind a permission: loading it is proving that the caller may have it.
pub trait Row: Sized + 'static {
    /// Loads the row, or says `not_found` where the caller may not know of it.
    fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> impl Future<Output = Result<Self>>;
}

/// Extractor of a row by the path's `{id}`.
pub struct Allowed<T>(pub T);

impl<T: Row> FromRequest for Allowed<T> {
    type Error = Problem;
    type Future = Boxed<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let app = request.app_data::<web::Data<App>>().cloned();
        let id = request.match_info().get("id").map(Uuid::parse_str);
        // Whoever sends no token is a guest; a token that is not valid is refused even where guests may read.
        let caller = request
            .headers()
            .contains_key("authorization")
            .then(|| Caller::from_request(request, payload));
        Box::pin(async move {
            let app = app.ok_or_else(|| Problem::new(Code::Internal))?;
            let caller = match caller {
                Some(caller) => Some(caller.await?),
                None => None,
            };
            let Some(Ok(id)) = id else {
                return Err(Problem::new(Code::NotFound));
            };
            T::load(app, caller, id).await.map(Self)
        })
    }
}
