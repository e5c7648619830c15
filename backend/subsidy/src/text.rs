//! How is it said? The same words in Chinese and in English.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// One text in the two languages of the project. Cheap to clone: results share it with the rules.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Text {
    /// Chinese.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub zh: Arc<str>,
    /// English.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub en: Arc<str>,
}

impl Text {
    /// From the words in both languages.
    pub fn new(zh: &str, en: &str) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The words in `language`.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// A language in which results can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Chinese, the language of the law.
    #[default]
    Zh,
    /// English.
    En,
}
