//! Which of two teachings makes the engine rank better, on scenarios that neither has seen?

use std::collections::{BTreeMap, BTreeSet};

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::counterfactual::{Estimate, Logged, Weighting, estimate};
use super::paired::{PairedDifference, clustered_bootstrap};
use super::propensity::Propensities;
use crate::engine::Engine;
use crate::error::Error;
use crate::evaluate::ndcg;
use crate::teaching::Teaching;

/// Places that NDCG looks at.
const DEPTH: usize = 10;

/// How two learners are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CompareOptions {
    /// Groups of scenarios, each held out once: from 2 to 20. Less where there are fewer scenarios.
    pub folds: usize,
    /// Bootstrap samples of the interval.
    pub resamples: usize,
    /// Largest weight of a shown row.
    pub clip: f64,
    /// Draws groups and samples.
    pub seed: u64,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self {
            folds: 5,
            resamples: 2_000,
            clip: 10.0,
            seed: 7,
        }
    }
}

/// A list of solutions as it was shown for a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownList {
    /// The scenario.
    pub scenario: String,
    /// Its rows.
    pub rows: Vec<Shown>,
}

/// One row of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The solution.
    pub solution: String,
    /// Its place, from 1.
    pub place: usize,
    /// 1 where it was clicked or acted upon, else 0.
    pub reward: f64,
}

/// What the candidate's order of the shown rows would have earned.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ShownValue {
    /// Lists shown.
    pub lists: usize,
    /// Reward per row as it was shown.
    pub logged: f64,
    /// By inverse propensity scoring.
    pub ips: Estimate,
    /// Self-normalised.
    pub snips: Estimate,
}

/// The figures of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Groups of scenarios.
    pub folds: usize,
    /// Scenarios that are measured: two judged solutions or more, of different grades.
    pub scenarios: usize,
    /// Organisations whose scenarios these are; one that names none counts as one of its own.
    #[serde(default)]
    pub organisations: usize,
    /// Judged pairs of these.
    pub pairs: usize,
    /// Mean NDCG at 10 of what serves.
    pub serving_ndcg: f64,
    /// Mean NDCG at 10 of the candidate.
    pub candidate_ndcg: f64,
    /// Candidate minus serving, over scenarios; those of one organisation are drawn together.
    pub difference: PairedDifference,
    /// On the lists that were shown, where any was.
    pub shown: Option<ShownValue>,
}

/// Compares by grouped cross-validation: for each group of scenarios the engine is taught twice, by either teaching
/// without what belongs to the group, and ranks the group's judged solutions. An empty teaching is the prior. What is
/// measured against are the candidate's grades.
///
/// Rows of both must have been taken in. The engine is left as the candidate's teaching makes it.
///
/// # Errors
/// [`Error::Parameter`] where folds, resamples or clip are outside their range, [`Error::TooFew`] where less than two
/// scenarios can be measured, and those of [`Engine::learn`].
pub fn compare(
    engine: &mut Engine,
    serving: &Teaching,
    candidate: &Teaching,
    shown: (&[ShownList], &Propensities),
    options: &CompareOptions,
) -> Result<Comparison, Error> {
    if !(2..=20).contains(&options.folds) {
        return Err(Error::Parameter {
            field: "folds",
            expected: "from 2 to 20",
            found: options.folds.to_string(),
        });
    }
    let (lists, propensities) = shown;
    let mut judged: BTreeMap<&str, BTreeMap<&str, u8>> = BTreeMap::new();
    for j in &candidate.judgements {
        judged
            .entry(&j.scenario)
            .or_default()
            .insert(&j.solution, j.grade);
    }
    // Where all grades are equal, every order is as good.
    judged.retain(|_, grades| grades.values().collect::<BTreeSet<_>>().len() > 1);
    if judged.len() < 2 {
        return Err(Error::TooFew {
            what: "the set of scenarios with solutions of different grades".to_owned(),
            least: 2,
        });
    }
    let all: BTreeSet<&str> = judged
        .keys()
        .copied()
        .chain(lists.iter().map(|l| l.scenario.as_str()))
        .collect();
    let mut scenarios: Vec<&str> = all.into_iter().collect();
    scenarios.shuffle(&mut ChaCha8Rng::seed_from_u64(options.seed));
    let folds = options.folds.min(scenarios.len());

    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut organisations: Vec<String> = Vec::new();
    let mut log = Vec::new();
    for fold in 0..folds {
        let held: BTreeSet<&str> = scenarios.iter().skip(fold).step_by(folds).copied().collect();
        teach_without(engine, serving, &held)?;
        measure(engine, &judged, &held, &mut before)?;
        for id in judged.keys().filter(|id| held.contains(*id)) {
            let buyer = taken_in(engine, id)?.buyer.clone();
            organisations.push(buyer.unwrap_or_else(|| format!("scenario {id}")));
        }
        teach_without(engine, candidate, &held)?;
        measure(engine, &judged, &held, &mut after)?;
        for (group, list) in lists.iter().enumerate() {
            if held.contains(list.scenario.as_str()) {
                reorder(engine, list, group as u64, propensities, &mut log)?;
            }
        }
    }
    engine.learn_with(&candidate.judgements, &candidate.choices)?;
    let value = if log.is_empty() {
        None
    } else {
        let weighting = |normalised| Weighting {
            normalised,
            clip: Some(options.clip),
        };
        let ips = estimate(&log, weighting(false))?;
        Some(ShownValue {
            lists: ips.groups,
            logged: mean(log.iter().map(|row| row.reward)),
            ips,
            snips: estimate(&log, weighting(true))?,
        })
    };
    let names: BTreeSet<&str> = organisations.iter().map(String::as_str).collect();
    let numbers: BTreeMap<&str, usize> = names.into_iter().enumerate().map(|(n, name)| (name, n)).collect();
    let cluster: Vec<usize> = organisations.iter().map(|name| numbers[name.as_str()]).collect();
    let (resamples, seed) = (options.resamples, options.seed);
    Ok(Comparison {
        organisations: numbers.len(),
        folds,
        scenarios: before.len(),
        pairs: judged.values().map(BTreeMap::len).sum(),
        serving_ndcg: mean(before.iter().copied()),
        candidate_ndcg: mean(after.iter().copied()),
        difference: clustered_bootstrap(&before, &after, &cluster, resamples, seed)?,
        shown: value,
    })
}

fn teach_without(engine: &mut Engine, all: &Teaching, held: &BTreeSet<&str>) -> Result<(), Error> {
    let rest = all.filtered(|scenario, _| !held.contains(scenario));
    engine.learn_with(&rest.judgements, &rest.choices)
}

/// NDCG of the judged solutions of each held-out scenario, in the order of ids.
fn measure(
    engine: &Engine,
    judged: &BTreeMap<&str, BTreeMap<&str, u8>>,
    held: &BTreeSet<&str>,
    into: &mut Vec<f64>,
) -> Result<(), Error> {
    for (scenario, grades) in judged.iter().filter(|(id, _)| held.contains(*id)) {
        let row = taken_in(engine, scenario)?;
        let ranked = engine.rank_these(row, grades.keys().copied())?;
        let list: Vec<u8> = ranked
            .iter()
            .map(|(id, _)| grades.get(id.as_str()).copied().unwrap_or(0))
            .collect();
        let all: Vec<u8> = grades.values().copied().collect();
        into.push(ndcg(&list, &all, DEPTH).unwrap_or(0.0));
    }
    Ok(())
}

/// Adds a list's rows to the log, each with the place that it would have if the engine had ordered them. Rows that are
/// gone are passed over; the others close up.
fn reorder(
    engine: &Engine,
    list: &ShownList,
    group: u64,
    propensities: &Propensities,
    log: &mut Vec<Logged>,
) -> Result<(), Error> {
    let row = taken_in(engine, &list.scenario)?;
    let ranked = engine.rank_these(row, list.rows.iter().map(|r| r.solution.as_str()))?;
    let rank: BTreeMap<&str, usize> = ranked
        .iter()
        .enumerate()
        .map(|(n, (id, _))| (id.as_str(), n))
        .collect();
    let mut places: Vec<usize> = list
        .rows
        .iter()
        .filter(|r| rank.contains_key(r.solution.as_str()))
        .map(|r| r.place)
        .collect();
    places.sort_unstable();
    for shown in &list.rows {
        let Some(rank) = rank.get(shown.solution.as_str()) else {
            continue;
        };
        log.push(Logged {
            group,
            propensity: propensities.at(shown.place),
            target: places.get(*rank).map_or(0.0, |place| propensities.at(*place)),
            reward: shown.reward,
        });
    }
    Ok(())
}

fn taken_in<'a>(engine: &'a Engine, scenario: &str) -> Result<&'a crate::rows::Scenario, Error> {
    engine.scenario(scenario).ok_or_else(|| Error::Row {
        id: scenario.to_owned(),
        field: "scenario",
        expected: "a scenario that was taken in",
    })
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = values.len();
    if n == 0 {
        0.0
    } else {
        values.sum::<f64>() / n as f64
    }
}
