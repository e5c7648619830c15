//! What is known about a pair besides its words?
//!
//! Every feature is from 0 to 1, or absent where a side leaves it open: what is not said neither helps
//! nor harms.

use chrono::NaiveDate;

use crate::behaviour::Chosen;
use crate::results::{Component, Coverage, Verdict};
use crate::rows::{Answers, Scenario, Solution};

/// Features of one pair.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Features {
    /// Cosine of the term vectors.
    pub text: f32,
    /// Likeness in meaning.
    pub meaning: Option<f32>,
    /// How far the pair stands out by the vectors that an encoder from outside made.
    pub encoded: Option<f32>,
    /// Weighted share of the requirements that are covered; partly counts half, contradicted 0.
    pub coverage: Option<f32>,
    /// Share of the essential requirements, by weight, that nothing contradicts; only where something does.
    pub kept: Option<f32>,
    pub direction: Option<f32>,
    pub industry: Option<f32>,
    pub technology: Option<f32>,
    pub level: Option<f32>,
    /// 1 where even the highest price fits the budget, falling to 0 where only the lowest does.
    pub budget: Option<f32>,
    /// 1 where delivery is in time.
    pub time: Option<f32>,
    pub tier: Option<f32>,
    /// Accepted projects, n / (n + 3).
    pub record: f32,
    /// Expected share of invitations that its vendor answers with a proposal.
    pub will: Option<f32>,
    /// How new the solution was when the scenario was posted: halves with each year.
    pub freshness: Option<f32>,
    /// How judges of similar pairs differed from what words and an encoder foretold, in grades; 0 says nothing.
    pub memory: f32,
    /// What organisations that chose as the buyer did say by their choices.
    pub chosen: Option<Chosen>,
}

/// What the model knows of a pair, beside what the two rows say.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known {
    /// Score of the words.
    pub text: f32,
    pub meaning: Option<f32>,
    pub encoded: Option<f32>,
    pub memory: f32,
    pub chosen: Option<Chosen>,
}

impl Features {
    /// The features that are known, by name.
    pub fn components(&self) -> Vec<Component> {
        let record = (self.record > 0.0).then_some(self.record);
        // Shown from 0 to 1 like the others: 0.5 is "as foretold".
        let memory = (self.memory != 0.0).then(|| (0.5 + self.memory / 2.0).clamp(0.0, 1.0));
        [
            ("text", Some(self.text)),
            ("meaning", self.meaning),
            ("encoded", self.encoded),
            ("coverage", self.coverage),
            ("kept", self.kept),
            ("direction", self.direction),
            ("industry", self.industry),
            ("technology", self.technology),
            ("level", self.level),
            ("budget", self.budget),
            ("time", self.time),
            ("tier", self.tier),
            ("record", record),
            ("will", self.will),
            ("freshness", self.freshness),
            ("memory", memory),
            ("chosen", self.chosen.map(|c| c.value)),
        ]
        .into_iter()
        .filter_map(|(name, value)| {
            Some(Component {
                name: name.to_owned(),
                value: value?,
            })
        })
        .collect()
    }
}

/// Codes of `asked` that `has` holds too.
pub(crate) fn overlap<'a>(asked: &'a [String], has: &[String]) -> Vec<&'a str> {
    asked
        .iter()
        .filter(|a| has.contains(a))
        .map(String::as_str)
        .collect()
}

/// Everything but coverage, which takes reading.
pub(crate) fn pair_features(scenario: &Scenario, solution: &Solution, known: Known) -> Features {
    let share = |asked: &[String], has: &[String]| {
        (!asked.is_empty() && !has.is_empty()).then(|| overlap(asked, has).len() as f32 / asked.len() as f32)
    };
    let any = |asked: &[String], has: &[String]| share(asked, has).map(|s| if s > 0.0 { 1.0 } else { 0.0 });
    let (asks, has) = (&scenario.facets, &solution.facets);
    Features {
        text: known.text.clamp(0.0, 1.0),
        meaning: known.meaning,
        encoded: known.encoded,
        coverage: None,
        kept: None,
        direction: any(&asks.directions, &has.directions),
        industry: any(&asks.industries, &has.industries),
        technology: share(&asks.technologies, &has.technologies),
        level: any(&asks.levels, &has.levels),
        budget: budget(
            scenario.budget_fen,
            solution.price_low_fen,
            solution.price_high_fen,
        ),
        time: scenario.days.zip(solution.delivery_days).map(|(days, needs)| {
            if needs <= days {
                1.0
            } else {
                days as f32 / needs as f32
            }
        }),
        tier: solution.tier.as_deref().and_then(|tier| match tier {
            "benchmark" => Some(1.0),
            "screened" => Some(0.5),
            "listed" => Some(0.0),
            _ => None,
        }),
        record: solution.accepted_projects as f32 / (solution.accepted_projects as f32 + 3.0),
        will: solution.answers.and_then(will),
        freshness: scenario.posted.zip(solution.renewed).map(freshness),
        memory: known.memory,
        chosen: known.chosen,
    }
}

/// Mean of the posterior of a share under a Beta prior: as if `2 * FOR` invitations had been answered by half before.
/// Somebody who was never invited is left out rather than taken as doubtful.
fn will(answers: Answers) -> Option<f32> {
    const FOR: f32 = 2.0;
    let proposed = answers.proposed.min(answers.invited) as f32;
    (answers.invited > 0).then(|| (proposed + FOR) / (answers.invited as f32 + 2.0 * FOR))
}

/// From 1 for what came out on the day or after, halved with each year before it.
fn freshness((posted, renewed): (NaiveDate, NaiveDate)) -> f32 {
    let age = (posted - renewed).num_days().max(0) as f32;
    (-age / 365.0).exp2()
}

/// Weighted share of the requirements that are covered; `None` where there are none.
pub(crate) fn covered_share(scenario: &Scenario, coverage: &[Coverage]) -> Option<f32> {
    let share = |covered: &Coverage| match covered.verdict {
        Verdict::Covered => 1.0,
        Verdict::Partly => 0.5,
        Verdict::Gap | Verdict::Contradicted => 0.0,
    };
    share_of(scenario, coverage.iter().map(share))
}

/// Share of the essential requirements, by weight, that nothing contradicts; `None` where it is all of them.
pub(crate) fn kept_share(scenario: &Scenario, coverage: &[Coverage]) -> Option<f32> {
    let (mut broken, mut total) = (0.0, 0.0);
    let lines = scenario.requirements.iter().zip(coverage);
    for (requirement, covered) in lines.filter(|(requirement, _)| requirement.essential) {
        total += requirement.weight;
        if covered.verdict == Verdict::Contradicted {
            broken += requirement.weight;
        }
    }
    (broken > 0.0).then(|| 1.0 - broken / total)
}

/// Mean of a number for each requirement, by weight; an essential line counts twice its weight.
pub(crate) fn share_of(scenario: &Scenario, shares: impl Iterator<Item = f32>) -> Option<f32> {
    let (mut sum, mut total) = (0.0, 0.0);
    for (requirement, share) in scenario.requirements.iter().zip(shares) {
        let weight = requirement.weight * if requirement.essential { 2.0 } else { 1.0 };
        total += weight;
        sum += weight * share;
    }
    (total > 0.0).then(|| sum / total)
}

fn budget(budget: Option<i64>, low: Option<i64>, high: Option<i64>) -> Option<f32> {
    let budget = budget.filter(|b| *b > 0)?;
    let low = low.or(high)?;
    let high = high.unwrap_or(low).max(low);
    if high <= budget {
        Some(1.0)
    } else if low > budget {
        Some(0.0)
    } else {
        Some((budget - low) as f32 / (high - low) as f32)
    }
}
