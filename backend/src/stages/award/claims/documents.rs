//! Which documents does a claim under an article need? The operator's checklist, as data.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::platform::seed_data;

/// A line of the checklist.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentKind {
    /// Its id.
    pub id: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// Whether a claim cannot be submitted without it.
    pub required: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    common: Vec<DocumentKind>,
    articles: BTreeMap<String, Vec<DocumentKind>>,
}

static FILE: LazyLock<Result<File, String>> = LazyLock::new(|| {
    let text = seed_data::text("claims/documents.yaml").map_err(|e| e.to_string())?;
    serde_saphyr::from_str(&text).map_err(|e| e.to_string())
});

/// The checklist of an article: the common lines, then its own.
///
/// # Errors
/// Where the built-in file cannot be read.
pub fn of_article(article: &str) -> anyhow::Result<Vec<DocumentKind>> {
    let file = FILE
        .as_ref()
        .map_err(|e| anyhow::anyhow!("claims/documents.yaml: {e}"))?;
    let own = file.articles.get(article).into_iter().flatten();
    Ok(file.common.iter().chain(own).cloned().collect())
}
