//! What would this operator make of it? Grades turned into a share of a ceiling.
//!
//! The law names a ceiling and leaves the rest to a decision. An operator may write down how it
//! grades; what comes out is an estimate in the operator's name. Without a table there is none.

use std::{collections::BTreeSet, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{money::Rate, text::Text};

/// An operator's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoringTable {
    /// Its name, shown with every estimate.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub table: Arc<str>,
    /// Whose table it is.
    pub operator: Text,
    /// Ids of the articles it speaks of.
    pub articles: Vec<String>,
    /// What is graded; the weights sum to 100 %.
    pub grounds: Vec<Ground>,
}

/// One thing that is graded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ground {
    /// Name of the fact that holds the grade, for example `grade.advanced`.
    pub fact: String,
    /// What is graded.
    pub label: Text,
    /// Its weight.
    pub weight: Rate,
    /// The grades.
    pub levels: Vec<Level>,
}

/// One grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Level {
    /// The value of the fact.
    pub grade: String,
    /// The share of the ceiling that it gives.
    pub share: Rate,
}

/// A scoring table that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScoringError {
    /// Not a table at all.
    #[error("line {line}: {message}")]
    NotATable {
        /// Line, 0 if unknown.
        line: u64,
        /// What is wrong.
        message: String,
    },
    /// The weights do not sum to the whole.
    #[error("the weights of `grounds` sum to {0}: expected 100%")]
    Weights(Rate),
    /// A share or weight outside 0 % to 100 %.
    #[error("`{field}` is {found}: expected 0% to 100%")]
    Share {
        /// Where it stands.
        field: String,
        /// What is there.
        found: Rate,
    },
    /// Something stands twice or not at all.
    #[error("`{field}`: {message}")]
    List {
        /// Where it stands.
        field: String,
        /// What is wrong.
        message: String,
    },
}

impl ScoringError {
    /// A stable code for this kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotATable { .. } => "scoring.not_a_table",
            Self::Weights(_) => "scoring.weights",
            Self::Share { .. } => "scoring.share",
            Self::List { .. } => "scoring.list",
        }
    }
}

impl ScoringTable {
    /// Reads a table from YAML and checks it.
    pub fn from_yaml(text: &str) -> Result<Self, ScoringError> {
        let table: Self = serde_saphyr::from_str(text).map_err(|error| {
            let error = error.without_snippet();
            ScoringError::NotATable {
                line: error.location().map_or(0, |location| location.line()),
                message: error.to_string(),
            }
        })?;
        table.check()?;
        Ok(table)
    }

    /// Checks that weights sum to the whole and every list is complete.
    pub fn check(&self) -> Result<(), ScoringError> {
        let list = |field: String, message: &str| ScoringError::List {
            field,
            message: message.to_owned(),
        };
        let within = |field: String, found: Rate| {
            if (Rate::ZERO..=Rate::WHOLE).contains(&found) {
                Ok(())
            } else {
                Err(ScoringError::Share { field, found })
            }
        };
        if self.articles.is_empty() {
            return Err(list("articles".to_owned(), "expected at least one article"));
        }
        let mut facts = BTreeSet::new();
        let mut sum = Rate::ZERO;
        for (place, ground) in self.grounds.iter().enumerate() {
            within(format!("grounds.{place}.weight"), ground.weight)?;
            sum = sum.plus(ground.weight);
            if !facts.insert(&ground.fact) {
                return Err(list(format!("grounds.{place}.fact"), "the fact is graded twice"));
            }
            let mut grades = BTreeSet::new();
            for level in &ground.levels {
                within(format!("grounds.{place}.levels.share"), level.share)?;
                if !grades.insert(&level.grade) {
                    return Err(list(format!("grounds.{place}.levels"), "a grade stands twice"));
                }
            }
            if grades.is_empty() {
                return Err(list(
                    format!("grounds.{place}.levels"),
                    "expected at least one grade",
                ));
            }
        }
        if sum != Rate::WHOLE {
            return Err(ScoringError::Weights(sum));
        }
        Ok(())
    }
}
