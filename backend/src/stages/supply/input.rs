//! What may a vendor say of a solution? A draft may be unfinished, never wrong; submission needs it complete.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::problem::{Code, Problem, Result};
use crate::platform::check::Check;
use crate::platform::money::Money;
use crate::platform::taxonomy::Taxonomies;

/// What a vendor writes about a solution.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SolutionContent {
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
    /// Technologies.
    pub technologies: Vec<String>,
    /// Ways to deploy.
    pub deployments: Vec<String>,
    /// Regions served; empty means everywhere.
    pub regions: Vec<String>,
    /// Levels at which it works.
    pub levels: Vec<String>,
    /// Highest data level it handles, 1 to 4.
    #[schema(minimum = 1, maximum = 4)]
    pub data_level: Option<u8>,
    /// Lowest price.
    pub price_low: Option<Money>,
    /// Highest price.
    pub price_high: Option<Money>,
    /// Days from contract to delivery.
    pub delivery_days: Option<u32>,
    /// Filings and licences.
    pub filings: Vec<Filing>,
    /// Single things that it can do.
    pub capabilities: Vec<Capability>,
    /// Where it was done before.
    pub cases: Vec<Case>,
}

/// A filing or licence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Filing {
    /// Kind, a code of the filings taxonomy.
    pub kind: String,
    /// Its number.
    pub number: String,
}

/// One thing that a solution can do (能力).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Capability {
    /// Given by the platform where it is missing; keep it over edits.
    pub id: Option<Uuid>,
    /// Its name, up to 60 characters.
    pub name: String,
    /// One checkable sentence, up to 500 characters.
    pub text: String,
}

/// Where a solution was done before (案例).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Case {
    /// Given by the platform where it is missing; keep it over edits.
    pub id: Option<Uuid>,
    /// Up to 80 characters.
    pub title: String,
    /// The client, without its name.
    pub client_kind: String,
    /// What was done, up to 2,000 characters.
    pub text: String,
    /// Year of delivery.
    pub year: Option<i32>,
    /// Trade.
    pub industry: String,
    /// Level.
    pub level: String,
    /// What came of it.
    pub result: String,
}

impl SolutionContent {
    /// Gives capabilities and cases their ids.
    #[must_use]
    pub fn with_ids(mut self) -> Self {
        for capability in &mut self.capabilities {
            capability.id.get_or_insert_with(Uuid::now_v7);
        }
        for case in &mut self.cases {
            case.id.get_or_insert_with(Uuid::now_v7);
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
        check.codes("regions", &self.regions, &t.regions, 50);
        check.codes("levels", &self.levels, &t.levels, 10);
        if let Some(level) = self.data_level {
            check.range("data_level", level, 1, 4);
        }
        if let (Some(low), Some(high)) = (self.price_low, self.price_high) {
            check.that(
                low <= high,
                "price_high",
                "out_of_range",
                "expected not less than price_low",
            );
        }
        if let Some(days) = self.delivery_days {
            check.range("delivery_days", days, 1, 3650);
        }
        check.range("filings", self.filings.len(), 0, 20);
        for (i, filing) in self.filings.iter().enumerate() {
            check.text(&format!("filings[{i}].kind"), &filing.kind, 1, 60);
            check.code(&format!("filings[{i}].kind"), &filing.kind, &t.filings);
            check.text(&format!("filings[{i}].number"), &filing.number, 1, 100);
        }
        check.range("capabilities", self.capabilities.len(), 0, 40);
        for (i, capability) in self.capabilities.iter().enumerate() {
            check.text(&format!("capabilities[{i}].name"), &capability.name, 1, 60);
            check.text(&format!("capabilities[{i}].text"), &capability.text, 1, 500);
        }
        check.range("cases", self.cases.len(), 0, 40);
        for (i, case) in self.cases.iter().enumerate() {
            check.text(&format!("cases[{i}].title"), &case.title, 1, 80);
            check.text(&format!("cases[{i}].text"), &case.text, 0, 2_000);
            check.text(&format!("cases[{i}].client_kind"), &case.client_kind, 0, 80);
            check.text(&format!("cases[{i}].result"), &case.result, 0, 500);
            check.code(&format!("cases[{i}].industry"), &case.industry, &t.industries);
            check.code(&format!("cases[{i}].level"), &case.level, &t.levels);
            if let Some(year) = case.year {
                check.range(&format!("cases[{i}].year"), year, 2000, 2100);
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
            ("summary", self.summary.trim().chars().count() < 20),
            ("description", self.description.trim().chars().count() < 50),
            ("direction", self.direction.is_empty()),
            ("industries", self.industries.is_empty()),
            ("technologies", self.technologies.is_empty()),
            ("deployments", self.deployments.is_empty()),
            ("capabilities", self.capabilities.is_empty()),
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
            !self.levels.is_empty(),
            self.data_level.is_some(),
            self.price_low.is_some(),
            self.delivery_days.is_some(),
            !self.cases.is_empty(),
            self.capabilities.len() >= 3,
        ];
        let points = (8 - self.missing().len()) * 2 + helpful.iter().filter(|h| **h).count();
        u8::try_from(points * 100 / (16 + helpful.len())).unwrap_or(100)
    }

    /// # Errors
    /// `incomplete` with the missing fields.
    pub fn complete(&self) -> Result<()> {
        let mut check = Check::default();
        for field in self.missing() {
            check.add(field, "required", "needed before submission");
        }
        check.end(Code::Incomplete)
    }

    /// Reads what the database holds.
    ///
    /// # Errors
    /// `internal` where a stored row is of another shape.
    pub fn stored(value: &serde_json::Value) -> Result<Self> {
        serde_json::from_value(value.clone()).map_err(Problem::from)
    }
}
