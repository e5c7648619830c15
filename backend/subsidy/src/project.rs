//! What may an application project receive? Articles 11 to 15 for a project that was accepted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    assessment::{ArticleResult, Assessment},
    engine::Options,
    fact::{FactError, FactProblem, Facts},
    ledger::{Ledger, LedgerEntry},
    rules::Policy,
};

/// What is known of one application project. `None` is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectFacts {
    /// Name of the project, unique for its entity: the ledger's reference.
    pub reference: String,
    /// Direction by its code in the taxonomy: `culture-tourism`, `healthcare`, `education`, `industry`, `agents`.
    pub direction: Option<String>,
    /// What the applicant is, as the fact `applicant.kind` takes it: `enterprise` and others.
    pub applicant: Option<String>,
    /// 技术先进: found to be technically advanced.
    pub advanced: Option<bool>,
    /// 可快速复制推广: found to be quickly replicable.
    pub replicable: Option<bool>,
    /// 具有较强示范意义: found to be exemplary.
    pub exemplary: Option<bool>,
    /// Day of acceptance. The text asks for none; where it is given it is not after the day of assessment.
    pub accepted_on: Option<NaiveDate>,
    /// The enterprise whose yearly room is used.
    pub entity: Option<String>,
    /// Grades for an operator's scoring table, by the table's fact names.
    #[serde(default)]
    pub grades: std::collections::BTreeMap<String, String>,
}

impl ProjectFacts {
    /// The same as facts of the policy.
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::new();
        let choices = [
            ("project.direction", &self.direction),
            ("applicant.kind", &self.applicant),
        ];
        for (name, value) in choices {
            if let Some(value) = value {
                facts.set(name, value.as_str());
            }
        }
        let findings = [
            ("project.advanced", self.advanced),
            ("project.replicable", self.replicable),
            ("project.exemplary", self.exemplary),
        ];
        for (name, value) in findings {
            if let Some(value) = value {
                facts.set(name, value);
            }
        }
        for (name, grade) in &self.grades {
            facts.set(name.as_str(), grade.as_str());
        }
        facts
    }
}

/// One project of several, with its result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectResult {
    /// The project.
    pub project: ProjectFacts,
    /// Its place in the order in which room was used, from 1.
    pub place: usize,
    /// Its assessment.
    pub assessment: Assessment,
}

impl ProjectResult {
    /// The article of the project's direction.
    pub fn article(&self) -> Option<&ArticleResult> {
        self.assessment.project_article()
    }
}

impl Assessment {
    /// The article that the project's direction leads to: the one of its group that did not fail on it.
    pub fn project_article(&self) -> Option<&ArticleResult> {
        let direction = self.inputs.facts.get("project.direction");
        direction?;
        self.articles.iter().find(|result| {
            result.trace.iter().any(|step| {
                step.facts.iter().any(|fact| &*fact.name == "project.direction")
                    && step.value == crate::assessment::StepValue::Met
            })
        })
    }
}

impl Policy {
    /// Assesses one application project; `options.entity` is taken from the project where it has one.
    pub fn assess_project(
        &self,
        project: &ProjectFacts,
        as_of: NaiveDate,
        options: &Options<'_>,
    ) -> Result<Assessment, FactError> {
        if let Some(accepted) = project.accepted_on.filter(|day| *day > as_of) {
            return Err(FactError::one(FactProblem {
                code: "fact.dates_crossed",
                field: "accepted_on".to_owned(),
                expected: format!("a day not after the day of assessment, {as_of}"),
                found: accepted.to_string(),
                nearest: None,
            }));
        }
        let options = Options {
            entity: project.entity.clone().or_else(|| options.entity.clone()),
            ..options.clone()
        };
        self.assess(&project.facts(), as_of, &options)
    }

    /// Assesses several projects that compete for the same room: by day of acceptance, then by
    /// reference; projects without a day come last. Each uses the room its predecessors left.
    pub fn assess_projects(
        &self,
        projects: &[ProjectFacts],
        as_of: NaiveDate,
        options: &Options<'_>,
    ) -> Result<Vec<ProjectResult>, FactError> {
        // Without a name nobody's room could be counted, and the sum would be too high.
        for (place, project) in projects.iter().enumerate() {
            if project.entity.is_none() && options.entity.is_none() {
                return Err(FactError::one(FactProblem {
                    code: "project.entity",
                    field: format!("projects.{place}.entity"),
                    expected: "the enterprise whose room of the year is used".to_owned(),
                    found: "nothing".to_owned(),
                    nearest: None,
                }));
            }
        }
        let mut order: Vec<&ProjectFacts> = projects.iter().collect();
        order.sort_by_key(|project| {
            (
                project.accepted_on.is_none(),
                project.accepted_on,
                &project.reference,
            )
        });
        let mut ledger = options.ledger.clone();
        let mut results = Vec::new();
        for (place, project) in order.into_iter().enumerate() {
            let assessment = {
                let options = Options {
                    ledger: &ledger,
                    ..options.clone()
                };
                self.assess_project(project, as_of, &options)?
            };
            reserve(&mut ledger, &assessment, project);
            results.push(ProjectResult {
                project: project.clone(),
                place: place + 1,
                assessment,
            });
        }
        Ok(results)
    }
}

/// Counts the project's whole ceiling as used: what is decided within it is not known yet.
fn reserve(ledger: &mut Ledger, assessment: &Assessment, project: &ProjectFacts) {
    let (Some(entity), Some(article)) = (&assessment.inputs.entity, assessment.project_article()) else {
        return;
    };
    if let Some(amount) = article.amount() {
        ledger.entries.push(LedgerEntry {
            entity: entity.clone(),
            year: assessment.year,
            group: article.ledger_group.to_string(),
            amount,
            reference: project.reference.clone(),
        });
    }
}
