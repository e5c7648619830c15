//! What is asked in one file? Facts alone, or facts with who asks, the ledger and projects.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    assessment::Assessment,
    engine::Options,
    fact::{FactError, FactProblem, Facts},
    ledger::Ledger,
    project::{ProjectFacts, ProjectResult},
    rules::Policy,
    scoring::ScoringTable,
};

/// One request for an assessment. A file with facts alone is one as well.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Request {
    /// The policy; the caller's default where it is absent.
    pub policy: Option<String>,
    /// The day; the caller's today where it is absent.
    pub as_of: Option<NaiveDate>,
    /// For whom.
    pub entity: Option<String>,
    /// Who is counted together with the entity.
    pub related: Vec<String>,
    /// The facts.
    pub facts: Facts,
    /// What was granted and reserved before.
    pub ledger: Ledger,
    /// Application projects that compete for the year's room.
    pub projects: Vec<ProjectFacts>,
    /// The operator's scoring table.
    pub scoring: Option<ScoringTable>,
}

/// The answer to a request: an assessment of the facts, or one for each project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Answer {
    /// Of projects, in the order in which room was used.
    Projects {
        /// How the order was found.
        order: String,
        /// The projects.
        projects: Vec<ProjectResult>,
    },
    /// Of facts.
    Assessment(Box<Assessment>),
}

impl Request {
    /// Reads a request from JSON: an object of facts, or one with the fields of [`Request`].
    pub fn from_json(text: &str) -> Result<Self, FactError> {
        let broken = |error: serde_json::Error| {
            FactError::one(FactProblem {
                code: "facts.not_json",
                field: format!("line {}, column {}", error.line(), error.column()),
                expected: "a JSON object of facts, or an object with `facts` or `projects`".to_owned(),
                found: error.to_string(),
                nearest: None,
            })
        };
        let value: serde_json::Value = serde_json::from_str(text).map_err(broken)?;
        // Names of facts have a dot in them, names of a request's fields have none.
        let is_request = value
            .as_object()
            .is_some_and(|fields| fields.contains_key("facts") || fields.contains_key("projects"));
        if is_request {
            serde_json::from_str(text).map_err(broken)
        } else {
            Ok(Self {
                facts: serde_json::from_str(text).map_err(broken)?,
                ..Self::default()
            })
        }
    }
}

impl Policy {
    /// Answers a request on the day `as_of`.
    pub fn answer(&self, request: &Request, as_of: NaiveDate) -> Result<Answer, FactError> {
        let options = Options {
            ledger: &request.ledger,
            entity: request.entity.clone(),
            related: request.related.clone(),
            scoring: request.scoring.as_ref(),
        };
        if request.projects.is_empty() {
            let assessment = self.assess(&request.facts, as_of, &options)?;
            return Ok(Answer::Assessment(Box::new(assessment)));
        }
        if !request.facts.0.is_empty() {
            return Err(FactError::one(FactProblem {
                code: "facts.both",
                field: "facts".to_owned(),
                expected: "either `facts` or `projects`".to_owned(),
                found: "both".to_owned(),
                nearest: None,
            }));
        }
        Ok(Answer::Projects {
            order: "accepted_on, reference".to_owned(),
            projects: self.assess_projects(&request.projects, as_of, &options)?,
        })
    }
}
