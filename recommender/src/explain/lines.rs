//! What does a scenario ask for that has no requirements written down?
//!
//! Its sentences stand in, so that a buyer who only pasted a text still sees what is covered. They
//! explain; they do not enter the score.

use std::collections::HashSet;

use super::passages::sentences;
use crate::rows::{Requirement, Scenario};

/// Most sentences that are looked at.
const MOST: usize = 8;
/// Characters below which a piece is a number or a heading, not a sentence.
const LEAST: usize = 6;

/// The scenario's sentences as requirements `text:1`, `text:2`, ...; the title where there is no text.
pub(crate) fn lines_of_text(scenario: &Scenario) -> Vec<Requirement> {
    let mut seen = HashSet::new();
    let mut lines: Vec<Requirement> = sentences(&scenario.text)
        .map(str::trim)
        .filter(|s| s.chars().filter(|c| c.is_alphanumeric()).count() >= LEAST && seen.insert(*s))
        .take(MOST)
        .enumerate()
        .map(|(n, text)| line(format!("text:{}", n + 1), text))
        .collect();
    if lines.is_empty() && !scenario.title.trim().is_empty() {
        lines.push(line("title".to_owned(), scenario.title.trim()));
    }
    lines
}

fn line(id: String, text: &str) -> Requirement {
    Requirement {
        id,
        text: text.to_owned(),
        ..Requirement::default()
    }
}
