//! Why does this row stand here? Codes with values; nothing that the rows do not say.

use std::collections::BTreeMap;

use super::fields::SharedField;
use crate::rank::{Features, overlap};
use crate::results::{Coverage, Reason, Verdict};
use crate::rows::{Scenario, Solution};

/// What the texts of both sides say.
pub(crate) struct Common {
    /// Words that both use.
    pub terms: Vec<String>,
    /// Fields that both speak of.
    pub fields: Vec<SharedField>,
    /// Clauses in which the solution says that something of what is asked for is not done.
    pub limits: Vec<String>,
}

/// Reasons for one pair, strongest first.
pub(crate) fn reasons(
    scenario: &Scenario,
    solution: &Solution,
    features: &Features,
    coverage: &[Coverage],
    Common {
        terms,
        fields,
        limits,
    }: &Common,
    to_buyer: bool,
) -> Vec<Reason> {
    let mut list = Vec::new();
    let mut say = |code: &str, values: &[(&str, String)]| {
        list.push(Reason {
            code: code.to_owned(),
            values: values
                .iter()
                .map(|(k, v)| ((*k).to_owned(), v.clone()))
                .collect::<BTreeMap<_, _>>(),
        });
    };
    let essential: Vec<_> = scenario
        .requirements
        .iter()
        .zip(coverage)
        .filter(|(requirement, _)| requirement.essential)
        .collect();
    if !essential.is_empty() {
        let covered = essential
            .iter()
            .filter(|(_, c)| c.verdict == Verdict::Covered)
            .count();
        if covered > 0 {
            say(
                "covers_essential",
                &[
                    ("covered", covered.to_string()),
                    ("total", essential.len().to_string()),
                ],
            );
        }
    }
    if !terms.is_empty() {
        say("shares_terms", &[("terms", terms.join("、"))]);
    }
    for SharedField {
        field,
        asked,
        offered,
    } in fields
    {
        let values = [("field", field), ("asked", asked), ("offered", offered)];
        say("same_field", &values.map(|(name, value)| (name, value.clone())));
    }
    let (asks, has) = (&scenario.facets, &solution.facets);
    for (code, value, asked, held) in [
        ("same_direction", "direction", &asks.directions, &has.directions),
        ("same_industry", "industry", &asks.industries, &has.industries),
        (
            "same_technology",
            "technology",
            &asks.technologies,
            &has.technologies,
        ),
        ("same_level", "level", &asks.levels, &has.levels),
    ] {
        let shared = overlap(asked, held);
        if !shared.is_empty() {
            say(code, &[(value, shared.join(","))]);
        }
    }
    if features.budget == Some(1.0) {
        say("within_budget", &[]);
    } else if features.budget.is_some_and(|b| b > 0.0) {
        say("partly_within_budget", &[]);
    }
    match features.time {
        Some(1.0) => say(
            "in_time",
            &[("days", solution.delivery_days.unwrap_or(0).to_string())],
        ),
        Some(_) => say(
            "late",
            &[("days", solution.delivery_days.unwrap_or(0).to_string())],
        ),
        None => {}
    }
    if solution.tier.as_deref() == Some("benchmark") {
        say("benchmark", &[]);
    }
    if solution.accepted_projects > 0 {
        say("proven", &[("count", solution.accepted_projects.to_string())]);
    }
    // What came out as nothing moved nothing.
    if let Some(chosen) = features.chosen.filter(|c| to_buyer && c.value > 0.0) {
        say(
            "chosen_alike",
            &[("organisations", chosen.organisations.to_string())],
        );
    }
    if let Some(answers) = solution.answers.filter(|a| a.invited > 0) {
        say(
            if 2 * answers.proposed >= answers.invited {
                "answers"
            } else {
                "seldom_answers"
            },
            &[
                ("proposed", answers.proposed.to_string()),
                ("invited", answers.invited.to_string()),
            ],
        );
    }
    for (requirement, covered) in essential {
        match covered.verdict {
            Verdict::Gap => say("gap_essential", &[("requirement", requirement.id.clone())]),
            Verdict::Contradicted => say(
                "contradicts_essential",
                &[("requirement", requirement.id.clone())],
            ),
            Verdict::Covered | Verdict::Partly => {}
        }
    }
    for limit in limits {
        say("states_limit", &[("limit", limit.clone())]);
    }
    list
}
