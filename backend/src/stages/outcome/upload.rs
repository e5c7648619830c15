//! How does a file come in? A multipart body read up to a limit, its name cleaned.

use std::collections::BTreeMap;

use actix_multipart::{Field, Multipart};
use futures_util::StreamExt;

use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::check::Check;

/// Bytes beyond the limit that are still read and thrown away, so that the sender hears the answer instead of a
/// closed connection; after these it is cut off.
const DRAIN: usize = 64 * 1024 * 1024;
/// Longest text field in bytes.
const MAX_TEXT: usize = 4 * 1024;
/// Longest file name in characters.
const MAX_NAME: usize = 200;

/// A file that came in.
#[derive(Clone, Debug)]
pub struct Upload {
    /// What it shows.
    pub title: String,
    /// Its name, cleaned.
    pub name: String,
    /// Its bytes, at least one.
    pub bytes: Vec<u8>,
}

/// A form with one file and some short texts.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Name of the file as sent, and its bytes.
    pub file: Option<(String, Vec<u8>)>,
    /// Texts by the name of their part.
    pub texts: BTreeMap<String, String>,
}

/// Reads the parts `file` and `title`.
///
/// # Errors
/// `malformed_body`, `too_large`, `invalid_input`.
pub async fn read(body: Multipart, max_bytes: usize) -> Result<Upload> {
    let form = read_form(body, max_bytes, &["title"]).await?;
    let title = form
        .texts
        .get("title")
        .map(|t| t.trim().to_owned())
        .unwrap_or_default();
    let mut check = Check::default();
    check.text("title", &title, 1, 120);
    check.that(form.file.is_some(), "file", "required", "expected a file");
    let empty = form.file.as_ref().is_some_and(|(_, b)| b.is_empty());
    check.that(!empty, "file", "required", "expected a file that is not empty");
    check.end(Code::InvalidInput)?;
    let (name, bytes) = form.file.unwrap_or_default();
    Ok(Upload {
        title,
        name: clean_name(&name),
        bytes,
    })
}

/// Reads the part `file` and the text parts named, each at most once.
///
/// # Errors
/// `malformed_body`, `too_large`, `invalid_input`.
pub async fn read_form(mut body: Multipart, max_bytes: usize, texts: &[&str]) -> Result<Form> {
    let mut form = Form::default();
    let mut too_large = None;
    while let Some(part) = body.next().await {
        let mut part = part.map_err(malformed)?;
        let name = part.name().unwrap_or_default().to_owned();
        let (seen, limit) = match name.as_str() {
            "file" => (form.file.is_some(), max_bytes),
            text if texts.contains(&text) => (form.texts.contains_key(text), MAX_TEXT),
            _ => {
                return Err(field(
                    &name,
                    "unknown_field",
                    &format!("expected the parts \"file\" and {texts:?}"),
                ));
            }
        };
        if seen {
            return Err(field(&name, "duplicate", "expected this part once"));
        }
        let file_name = part.content_disposition().and_then(|d| {
            d.get_filename_ext()
                .map(|v| String::from_utf8_lossy(&v.value).into_owned())
                .or_else(|| d.get_filename().map(str::to_owned))
        });
        let Some(bytes) = bounded(&mut part, limit).await? else {
            too_large.get_or_insert((name, limit));
            continue;
        };
        if name == "file" {
            form.file = Some((file_name.unwrap_or_default(), bytes));
        } else {
            let text =
                String::from_utf8(bytes).map_err(|_| field(&name, "wrong_type", "expected UTF-8 text"))?;
            form.texts.insert(name, text);
        }
    }
    if let Some((name, limit)) = too_large {
        return Err(Problem {
            code: Code::TooLarge,
            detail: Some(format!("expected at most {limit} bytes in \"{name}\"")),
            errors: vec![FieldError::new(
                name,
                "too_long",
                format!("expected at most {limit} bytes"),
            )],
        });
    }
    Ok(form)
}

async fn bounded(part: &mut Field, limit: usize) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let mut read = 0_usize;
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(malformed)?;
        read = read.saturating_add(chunk.len());
        if read <= limit {
            bytes.extend_from_slice(&chunk);
        } else if read - limit > DRAIN {
            return Err(Problem::with(
                Code::TooLarge,
                format!("expected at most {limit} bytes"),
            ));
        }
    }
    Ok((read <= limit).then_some(bytes))
}

fn malformed(error: impl std::fmt::Display) -> Problem {
    Problem::with(
        Code::MalformedBody,
        format!("expected multipart/form-data: {error}"),
    )
}

fn field(name: &str, code: &str, detail: &str) -> Problem {
    Problem::fields(Code::InvalidInput, vec![FieldError::new(name, code, detail)])
}

/// A file name without path, control characters, direction marks or characters that file systems refuse, at most
/// 200 characters long; the extension is kept.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let cleaned: String = last
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    let cleaned = cleaned.trim().trim_end_matches('.').trim_end();
    let (stem, extension) = cleaned.rsplit_once('.').unwrap_or((cleaned, ""));
    let extension: String = extension.chars().take(16).collect();
    let stem = stem.trim_start_matches('.');
    let stem: String = if stem.is_empty() {
        "file".to_owned()
    } else {
        stem.chars().take(MAX_NAME - 17).collect()
    };
    if extension.is_empty() {
        stem
    } else {
        format!("{stem}.{extension}")
    }
}
