//! How does a row of the database look to the recommender?

use entity::{scenario, solution};
use recommender::{Facets, Passage, Requirement, Scenario, Solution};

use super::records::Records;
use super::stated::stated;
use crate::platform::clock;
use crate::stages::demand::input::ScenarioContent;
use crate::stages::supply::input::SolutionContent;

fn some(code: &str) -> Vec<String> {
    if code.is_empty() {
        vec![]
    } else {
        vec![code.to_owned()]
    }
}

fn joined(parts: &[&str]) -> String {
    parts
        .iter()
        .map(|p| p.trim())
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join("：")
}

/// The words of a solution that an encoder makes a vector of.
#[must_use]
pub fn solution_text(row: &Solution) -> String {
    let capabilities = row.capabilities.iter().map(|passage| passage.text.as_str());
    let parts: Vec<&str> = [row.title.as_str(), &row.text]
        .into_iter()
        .chain(capabilities)
        .collect();
    parts.join("\n")
}

/// The words of a scenario that an encoder makes a vector of.
#[must_use]
pub fn scenario_text(row: &Scenario) -> String {
    let requirements = row.requirements.iter().map(|line| line.text.as_str());
    let parts: Vec<&str> = [row.title.as_str(), &row.text]
        .into_iter()
        .chain(requirements)
        .collect();
    parts.join("\n")
}

/// A published solution.
#[must_use]
pub fn solution_row(row: &solution::Model, content: &SolutionContent, records: &Records) -> Solution {
    Solution {
        id: row.id.to_string(),
        title: content.title.clone(),
        text: format!("{}\n{}", content.summary, content.description),
        capabilities: content
            .capabilities
            .iter()
            .map(|c| Passage {
                id: c.id.unwrap_or_default().to_string(),
                text: joined(&[&c.name, &c.text]),
            })
            .collect(),
        cases: content
            .cases
            .iter()
            .map(|c| Passage {
                id: c.id.unwrap_or_default().to_string(),
                text: joined(&[&c.title, &c.text, &c.result]),
            })
            .collect(),
        stated: stated(content),
        facets: Facets {
            directions: some(&content.direction),
            industries: content.industries.clone(),
            technologies: content.technologies.clone(),
            deployments: content.deployments.clone(),
            regions: content.regions.clone(),
            levels: content.levels.clone(),
            data_level: content.data_level,
        },
        vendor: Some(row.organisation_id.to_string()),
        price_low_fen: content.price_low.map(|m| m.0),
        price_high_fen: content.price_high.map(|m| m.0),
        delivery_days: content.delivery_days,
        tier: Some(row.tier.as_str().to_owned()),
        accepted_projects: records.accepted(row.id),
        available: true,
        answers: records.answers(row.organisation_id),
        renewed: row.published_at.map(clock::shanghai_day),
        vector: None,
    }
}

/// A published scenario.
#[must_use]
pub fn scenario_row(row: &scenario::Model, content: &ScenarioContent) -> Scenario {
    Scenario {
        id: row.id.to_string(),
        title: content.title.clone(),
        text: format!("{}\n{}", content.summary, content.description),
        requirements: content
            .requirements
            .iter()
            .map(|r| Requirement {
                id: r.id.unwrap_or_default().to_string(),
                text: r.text.clone(),
                criterion: r.criterion.clone().filter(|c| !c.trim().is_empty()),
                essential: r.essential,
                weight: f32::from(r.weight),
            })
            .collect(),
        facets: Facets {
            directions: some(&content.direction),
            industries: content.industries.clone(),
            technologies: content.technologies.clone(),
            deployments: content.deployments.clone(),
            regions: some(&content.region),
            levels: some(&content.level),
            data_level: content.data_level,
        },
        buyer: Some(row.organisation_id.to_string()),
        budget_fen: content.budget.map(|m| m.0),
        days: content.days,
        posted: row.published_at.map(clock::shanghai_day),
        answers_due: content.answers_due,
        vector: None,
    }
}
