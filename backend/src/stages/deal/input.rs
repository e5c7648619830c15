//! What may come in for a deal? Parsed and checked before a row is written.

use std::collections::HashSet;

use chrono::NaiveDate;
use entity::states::DealState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::problem::{Code, Result};
use crate::platform::check::Check;
use crate::platform::money::Money;
use crate::stages::demand::input::Requirement;

/// Largest value of an indicator, either way: what a double holds without losing a thousandth.
const MAX_VALUE: f64 = 1e12;

/// A scenario and a solution brought together.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenInput {
    /// The scenario. Its buyer invites.
    pub scenario_id: Uuid,
    /// The solution. Its vendor expresses interest.
    pub solution_id: Uuid,
    /// The entry of a frozen match list that led here.
    #[serde(default)]
    pub match_entry_id: Option<Uuid>,
}

/// Filters of a list of deals.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DealQuery {
    /// Only this state.
    pub state: Option<DealState>,
    /// Only deals of this scenario.
    pub scenario_id: Option<Uuid>,
    /// `next_cursor` of the page before.
    pub cursor: Option<Uuid>,
    /// Rows a page, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
}

/// How well a requirement is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerGrade {
    /// In full.
    Meets,
    /// In part; the text says which.
    Partly,
    /// Not.
    No,
}

/// The answer to one requirement.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequirementAnswer {
    /// The requirement of the published scenario.
    pub requirement_id: Uuid,
    /// How well it is met.
    pub answer: AnswerGrade,
    /// How, up to 1,000 characters.
    #[serde(default)]
    pub text: String,
}

/// What the vendor proposes.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalInput {
    /// How it will be done, 10 to 3,000 characters.
    pub summary: String,
    /// Price.
    pub price: Money,
    /// Days from contract to delivery, 1 to 3,650.
    #[schema(minimum = 1, maximum = 3650)]
    pub days: i32,
    /// An answer for every essential requirement at least.
    pub responses: Vec<RequirementAnswer>,
}

/// A step of delivery.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneInput {
    /// What is delivered, up to 120 characters.
    pub title: String,
    /// Due day, not before signing.
    pub due_on: NaiveDate,
}

/// Something that will be measured at acceptance.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorInput {
    /// What is measured, up to 80 characters.
    pub name: String,
    /// Its unit, up to 20 characters.
    #[serde(default)]
    pub unit: String,
    /// Value before.
    pub baseline: f64,
    /// Value promised; not worse than before.
    pub target: f64,
    /// Direction of improvement.
    pub higher_is_better: bool,
}

/// What was signed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractInput {
    /// Amount.
    pub amount: Money,
    /// Day of signing, not in the future (Asia/Shanghai).
    pub signed_on: NaiveDate,
    /// First day, not before signing.
    pub starts_on: NaiveDate,
    /// Last day, not before the first.
    pub ends_on: NaiveDate,
    /// The parties declare whether they are related.
    pub related_party: bool,
    /// How they are related; needed where they are.
    #[serde(default)]
    pub related_note: Option<String>,
    /// Steps of delivery, 1 to 30.
    pub milestones: Vec<MilestoneInput>,
    /// What acceptance measures, up to 30.
    #[serde(default)]
    pub indicators: Vec<IndicatorInput>,
}

impl ProposalInput {
    /// Checks the proposal against the requirements that the public sees.
    ///
    /// # Errors
    /// `invalid_input` with every field.
    pub fn check(&self, requirements: &[Requirement]) -> Result<()> {
        let mut check = Check::default();
        check.text("summary", &self.summary, 10, 3_000);
        check.that(
            self.price.0 > 0,
            "price",
            "out_of_range",
            "expected more than 0.00",
        );
        check.range("days", self.days, 1, 3_650);
        let mut seen = HashSet::new();
        for (i, response) in self.responses.iter().enumerate() {
            let field = format!("responses[{i}].requirement_id");
            if !requirements.iter().any(|r| r.id == Some(response.requirement_id)) {
                check.add(
                    field,
                    "unknown_requirement",
                    "expected a requirement of the published scenario",
                );
            } else if !seen.insert(response.requirement_id) {
                check.add(field, "duplicate", "this requirement is answered twice");
            }
            check.text(&format!("responses[{i}].text"), &response.text, 0, 1_000);
        }
        for requirement in requirements.iter().filter(|r| r.essential) {
            if !requirement.id.is_some_and(|id| seen.contains(&id)) {
                check.add(
                    "responses",
                    "required",
                    format!("no answer to the essential requirement \"{}\"", requirement.text),
                );
            }
        }
        check.end(Code::InvalidInput)
    }
}

impl ContractInput {
    /// Checks the contract on a day in Asia/Shanghai.
    ///
    /// # Errors
    /// `invalid_input` with every field.
    pub fn check(&self, today: NaiveDate) -> Result<()> {
        let mut check = Check::default();
        check.that(
            self.amount.0 > 0,
            "amount",
            "out_of_range",
            "expected more than 0.00",
        );
        check.that(
            self.signed_on <= today,
            "signed_on",
            "out_of_range",
            "expected a day that is not in the future",
        );
        check.that(
            self.starts_on >= self.signed_on,
            "starts_on",
            "out_of_order",
            "expected a day not before signed_on",
        );
        check.that(
            self.ends_on >= self.starts_on,
            "ends_on",
            "out_of_order",
            "expected a day not before starts_on",
        );
        let note = self.related_note.as_deref().unwrap_or_default();
        check.text(
            "related_note",
            note,
            if self.related_party { 2 } else { 0 },
            1_000,
        );
        check.range("milestones", self.milestones.len(), 1, 30);
        for (i, milestone) in self.milestones.iter().enumerate() {
            check.text(&format!("milestones[{i}].title"), &milestone.title, 1, 120);
            let field = format!("milestones[{i}].due_on");
            check.that(
                milestone.due_on >= self.signed_on,
                &field,
                "out_of_order",
                "expected a day not before signed_on",
            );
        }
        check.range("indicators", self.indicators.len(), 0, 30);
        let mut names = HashSet::new();
        for (i, indicator) in self.indicators.iter().enumerate() {
            let field = |name: &str| format!("indicators[{i}].{name}");
            check.text(&field("name"), &indicator.name, 1, 80);
            check.text(&field("unit"), &indicator.unit, 0, 20);
            check_value(&mut check, &field("baseline"), indicator.baseline);
            check_value(&mut check, &field("target"), indicator.target);
            let worse = if indicator.higher_is_better {
                indicator.target < indicator.baseline
            } else {
                indicator.target > indicator.baseline
            };
            check.that(
                !worse,
                &field("target"),
                "out_of_range",
                "expected a value not worse than the baseline",
            );
            check.that(
                names.insert(indicator.name.trim()),
                &field("name"),
                "duplicate",
                "this name stands twice",
            );
        }
        check.end(Code::InvalidInput)
    }
}

/// Notes an error where a measured value is not a number that can be kept.
pub fn check_value(check: &mut Check, field: &str, value: f64) {
    check.range(field, value, -MAX_VALUE, MAX_VALUE);
}
