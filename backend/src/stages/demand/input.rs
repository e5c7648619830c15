//! What may a buyer say of a scenario? A draft may be unfinished, never wrong; submission needs requirements.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::problem::{Code, Problem, Result};
use crate::platform::check::Check;
use crate::platform::money::Money;
use crate::platform::taxonomy::Taxonomies;

/// What a buyer writes about a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScenarioContent {
    /// Up to 80 characters.
    pub title: String,
    /// Up to 300 characters.
    pub summary: String,
    /// Up to 10,000 characters.
    pub description: String,
    /// Direction code (articles 11 to 15).
    pub direction: String,
    /// Trades.
    pub industries: Vec<String>,
    /// Technologies, where the buyer has a preference.
    pub technologies: Vec<String>,
    /// Ways to deploy that are acceptable.
    pub deployments: Vec<String>,
    /// Where it will run.
    pub region: String,
    /// Level at which it will run.
    pub level: String,
    /// Highest level of the data it touches, 1 to 4.
    #[schema(minimum = 1, maximum = 4)]
    pub data_level: Option<u8>,
    /// The most that it may cost.
    pub budget: Option<Money>,
    /// Last day for answers, Asia/Shanghai.
    pub answers_due: Option<NaiveDate>,
    /// Days from contract to delivery.
    pub days: Option<u32>,
    /// Checkable lines.
    pub requirements: Vec<Requirement>,
}

/// One checkable line (需求条目).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Given by the platform where it is missing; keep it over edits.
    #[serde(default)]
    pub id: Option<Uuid>,
    /// What is required, up to 500 characters.
    pub text: String,
    /// Whether the project fails without it.
    #[serde(default)]
    pub essential: bool,
    /// Weight, 1 to 5.
    #[serde(default = "three")]
    #[schema(minimum = 1, maximum = 5, default = 3)]
    pub weight: u8,
    /// How acceptance will be judged.
    #[serde(default)]
    pub criterion: Option<String>,
}

fn three() -> u8 {
    3
}

/// Why something was taken back, declined, rejected or ended.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// A code of the reasons taxonomy.
    pub reason: String,
    /// Words beside it, up to 1,000 characters.
    #[serde(default)]
    pub note: String,
}

impl Reason {
    /// Checks that the reason is one for this move.
    ///
    /// # Errors
    /// `invalid_input`.
    pub fn check(&self, taxonomies: &Taxonomies, action: &str) -> Result<()> {
        let mut check = Check::default();
        let fits = taxonomies
            .reasons
            .iter()
            .any(|r| r.code == self.reason && r.applies.iter().any(|a| a == action));
        check.that(
            fits,
            "reason",
            "unknown_code",
            "expected a code of the reasons taxonomy that applies here",
        );
        check.text("note", &self.note, 0, 1_000);
        check.end(Code::InvalidInput)
    }
}

impl ScenarioContent {
    /// Gives requirements their ids.
    #[must_use]
    pub fn with_ids(mut self) -> Self {
        for requirement in &mut self.requirements {
            requirement.id.get_or_insert_with(Uuid::now_v7);
        }
        self
    }

    /// Checks what is there: lengths, codes, ranges.
    pub fn check_into(&self, check: &mut Check, taxonomies: &Taxonomies) {
        let t = taxonomies;
        check.text("title", &self.title, 1, 80);
        check.text("summary", &self.summary, 0, 300);
        check.text("description", &self.description, 0, 10_000);
        check.code("direction", &self.direction, &t.directions);
        check.codes("industries", &self.industries, &t.industries, 10);
        check.codes("technologies", &self.technologies, &t.technologies, 15);
        check.codes("deployments", &self.deployments, &t.deployments, 10);
        check.code("region", &self.region, &t.regions);
        check.code("level", &self.level, &t.levels);
        if let Some(level) = self.data_level {
            check.range("data_level", level, 1, 4);
        }
        if let Some(days) = self.days {
            check.range("days", days, 1, 3650);
        }
        check.range("requirements", self.requirements.len(), 0, 60);
        for (i, requirement) in self.requirements.iter().enumerate() {
            check.text(&format!("requirements[{i}].text"), &requirement.text, 2, 500);
            check.range(&format!("requirements[{i}].weight"), requirement.weight, 1, 5);
            if let Some(criterion) = &requirement.criterion {
                check.text(&format!("requirements[{i}].criterion"), criterion, 0, 500);
            }
        }
    }

    /// Checks a draft.
    ///
    /// # Errors
    /// `invalid_input` with every field.
    pub fn check(&self, taxonomies: &Taxonomies) -> Result<()> {
        let mut check = Check::default();
        self.check_into(&mut check, taxonomies);
        check.end(Code::InvalidInput)
    }

    /// Fields that are still missing before submission.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let needed = [
            ("title", self.title.trim().is_empty()),
            ("description", self.description.trim().chars().count() < 20),
            ("direction", self.direction.is_empty()),
            ("industries", self.industries.is_empty()),
            ("region", self.region.is_empty()),
            ("requirements", !self.requirements.iter().any(|r| r.essential)),
        ];
        needed
            .into_iter()
            .filter(|(_, missing)| *missing)
            .map(|(field, _)| field.to_owned())
            .collect()
    }

    /// How complete it is, 0 to 100: what is needed counts double, what helps matching counts once.
    #[must_use]
    pub fn completeness(&self) -> u8 {
        let helpful = [
            !self.summary.is_empty(),
            !self.deployments.is_empty(),
            !self.level.is_empty(),
            self.data_level.is_some(),
            self.budget.is_some(),
            self.days.is_some(),
            self.answers_due.is_some(),
            self.requirements.iter().any(|r| r.criterion.is_some()),
        ];
        let points = (6 - self.missing().len()) * 2 + helpful.iter().filter(|h| **h).count();
        u8::try_from(points * 100 / (12 + helpful.len())).unwrap_or(100)
    }

    /// # Errors
    /// `missing_requirements` where that alone is missing, else `incomplete` with the missing fields.
    pub fn complete(&self) -> Result<()> {
        let missing = self.missing();
        let mut check = Check::default();
        for field in &missing {
            check.add(
                field.clone(),
                "required",
                match field.as_str() {
                    "requirements" => "expected at least one essential requirement",
                    _ => "needed before submission",
                },
            );
        }
        check.end(if missing == ["requirements"] {
            Code::MissingRequirements
        } else {
            Code::Incomplete
        })
    }

    /// Reads what the database holds.
    ///
    /// # Errors
    /// `internal` where a stored row is of another shape.
    pub fn stored(value: &serde_json::Value) -> Result<Self> {
        serde_json::from_value(value.clone()).map_err(Problem::from)
    }
}
