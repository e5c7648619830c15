//! What is in a file? Its bytes decide; the extension of its name has to agree.

use crate::http::problem::{Code, Problem, Result};

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Pdf,
    Png,
    Jpeg,
    Webp,
    Zip { word: bool, sheet: bool },
    Text,
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The media type of a file by its content.
///
/// # Errors
/// `wrong_file_type` where the content is of no accepted type or the extension says something else.
pub fn media_type(name: &str, bytes: &[u8]) -> Result<&'static str> {
    let extension = name
        .rsplit_once('.')
        .map(|(_, e)| e.to_ascii_lowercase())
        .unwrap_or_default();
    match (extension.as_str(), content(bytes)) {
        ("pdf", Some(Content::Pdf)) => Ok("application/pdf"),
        ("png", Some(Content::Png)) => Ok("image/png"),
        ("jpg" | "jpeg", Some(Content::Jpeg)) => Ok("image/jpeg"),
        ("webp", Some(Content::Webp)) => Ok("image/webp"),
        ("docx", Some(Content::Zip { word: true, .. })) => Ok(DOCX),
        ("xlsx", Some(Content::Zip { sheet: true, .. })) => Ok(XLSX),
        ("zip", Some(Content::Zip { .. })) => Ok("application/zip"),
        ("csv", Some(Content::Text)) => Ok("text/csv"),
        ("txt", Some(Content::Text)) => Ok("text/plain"),
        (_, found) => Err(Problem::with(
            Code::WrongFileType,
            format!(
                "expected pdf, png, jpg, webp, zip, docx, xlsx, or csv or txt in UTF-8, with the extension that fits; \
                 the extension is \"{extension}\", the content is {}",
                found.map_or("of no accepted type", Content::name)
            ),
        )),
    }
}

impl Content {
    fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Zip { word: true, .. } => "docx",
            Self::Zip { sheet: true, .. } => "xlsx",
            Self::Zip { .. } => "zip",
            Self::Text => "text",
        }
    }
}

fn content(bytes: &[u8]) -> Option<Content> {
    if bytes.starts_with(b"PK\x03\x04") {
        // Entry names stand in a zip uncompressed: a document is known by the part that it cannot do without.
        let has = |name: &[u8]| bytes.windows(name.len()).any(|w| w == name);
        let package = has(b"[Content_Types].xml");
        return Some(Content::Zip {
            word: package && has(b"word/document"),
            sheet: package && has(b"xl/workbook"),
        });
    }
    match infer::get(bytes).map(|t| t.mime_type()) {
        Some("application/pdf") => Some(Content::Pdf),
        Some("image/png") => Some(Content::Png),
        Some("image/jpeg") => Some(Content::Jpeg),
        Some("image/webp") => Some(Content::Webp),
        // Markup and scripts are text too, but not text that anybody should be handed as evidence.
        Some(markup) if markup.starts_with("text/") => None,
        // Words may begin like a binary file ("BM", "MZ"): what reads as text is text.
        _ => (std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0)).then_some(Content::Text),
    }
}
