//! What could a vendor state that would move its solution? Each change is an edit of the row, so that the
//! model can be asked about it; none is a promise that it is true.

use std::collections::BTreeMap;

use crate::candidates::{Exclusion, Filter, Gated};
use crate::results::{Coverage, Verdict};
use crate::rows::{Passage, Requirement, Scenario, Solution};

/// One edit: its code, values for its words, and the requirement that it is about.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub code: &'static str,
    pub values: BTreeMap<String, String>,
    pub requirement: Option<String>,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Available,
    Region(String),
    Deployment(String),
    DataLevel(u8),
    /// Highest price, in fen.
    Price(i64),
    Days(u32),
    /// Says that it meets a requirement, in the requirement's words.
    States(Box<Passage>),
    /// A figure that fails, replaced by the one that is asked.
    Figure {
        offered: String,
        asked: String,
    },
}

impl Edit {
    fn new(code: &'static str, what: What) -> Self {
        Self {
            code,
            values: BTreeMap::new(),
            requirement: None,
            what,
        }
    }

    fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.values.insert(name.to_owned(), value.to_string());
        self
    }

    fn about(mut self, requirement: &Requirement) -> Self {
        self.requirement = Some(requirement.id.clone());
        self
    }

    pub fn apply(&self, solution: &mut Solution) {
        match &self.what {
            What::Available => solution.available = true,
            What::Region(code) => solution.facets.regions.push(code.clone()),
            What::Deployment(code) => solution.facets.deployments.push(code.clone()),
            What::DataLevel(level) => solution.facets.data_level = Some(*level),
            What::Price(most) => {
                for price in [&mut solution.price_low_fen, &mut solution.price_high_fen] {
                    *price = price.map(|p| p.min(*most));
                }
            }
            What::Days(days) => solution.delivery_days = Some(*days),
            What::States(passage) => solution.capabilities.push((**passage).clone()),
            What::Figure { offered, asked } => {
                let passages = solution.capabilities.iter_mut().chain(&mut solution.cases);
                let texts = [&mut solution.title, &mut solution.text].into_iter();
                for text in texts.chain(passages.map(|p| &mut p.text)) {
                    *text = text.replace(offered.as_str(), asked);
                }
            }
        }
    }
}

/// The first filter that a pair fails.
fn refused(scenario: &Scenario, solution: &Solution) -> Option<Exclusion> {
    let filter = Filter::solutions(scenario, true, None);
    filter
        .by_gate(&solution.gate())
        .or_else(|| filter.too_dear(solution.money()).then_some(Exclusion::Budget))
}

/// Every filter that a pair fails, in the order in which they are tried, each with the edit that opens it.
pub(super) fn gates(scenario: &Scenario, solution: &Solution) -> Vec<(Exclusion, Edit)> {
    let mut solution = solution.clone();
    let mut found: Vec<(Exclusion, Edit)> = Vec::new();
    while let Some(gate) = refused(scenario, &solution) {
        // An edit that opened nothing would be found again for ever.
        if found.iter().any(|f| f.0 == gate) {
            break;
        }
        let Some(edit) = opens(gate, scenario) else { break };
        edit.apply(&mut solution);
        found.push((gate, edit));
    }
    found
}

fn opens(gate: Exclusion, scenario: &Scenario) -> Option<Edit> {
    let asks = &scenario.facets;
    Some(match gate {
        // No vendor changes them.
        Exclusion::Vendor | Exclusion::AnswersDue => return None,
        Exclusion::Capacity => Edit::new("available", What::Available),
        Exclusion::Region => {
            let code = asks.regions.first()?.clone();
            Edit::new("region", What::Region(code.clone())).with("region", code)
        }
        Exclusion::Deployment => {
            let code = asks.deployments.first()?.clone();
            Edit::new("deployment", What::Deployment(code.clone())).with("deployment", code)
        }
        Exclusion::DataLevel => {
            let level = asks.data_level?;
            Edit::new("data_level", What::DataLevel(level)).with("data_level", level)
        }
        Exclusion::Budget => price(scenario.budget_fen?),
    })
}

fn price(budget: i64) -> Edit {
    Edit::new("price_within_budget", What::Price(budget)).with("budget_fen", budget)
}

/// Edits of what no filter refuses but the score feels: price, time, and requirements that are not covered.
pub(super) fn improvements(scenario: &Scenario, solution: &Solution, coverage: &[Coverage]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let highest = solution.price_high_fen.or(solution.price_low_fen);
    let within = scenario
        .budget_fen
        .is_none_or(|b| solution.price_low_fen <= Some(b));
    if let Some(budget) = scenario.budget_fen.filter(|b| within && highest > Some(*b)) {
        edits.push(price(budget));
    }
    if let Some(days) = scenario.days.filter(|d| solution.delivery_days > Some(*d)) {
        edits.push(Edit::new("delivery_in_time", What::Days(days)).with("days", days));
    }
    for (requirement, line) in scenario.requirements.iter().zip(coverage) {
        let figures = line.compared.as_ref();
        let edit = match (line.verdict, figures) {
            (Verdict::Covered, _) => continue,
            (Verdict::Contradicted, Some(c)) => {
                let (offered, asked) = (c.offered.clone(), c.asked.clone());
                Edit::new("meets_figure", What::Figure { offered, asked })
                    .with("asked", &c.asked)
                    .with("offered", &c.offered)
            }
            _ => Edit::new("states_requirement", What::States(Box::new(said(requirement)))),
        };
        edits.push(edit.with("requirement", &requirement.text).about(requirement));
    }
    edits
}

fn said(requirement: &Requirement) -> Passage {
    let text = match &requirement.criterion {
        Some(criterion) => format!("{}，{criterion}", requirement.text),
        None => requirement.text.clone(),
    };
    let id = format!("stated:{}", requirement.id);
    Passage { id, text }
}
