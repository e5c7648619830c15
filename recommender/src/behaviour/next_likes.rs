//! What will somebody like next? Signals from everybody's ratings, blended by weights that ranked held-back likes best.

use std::collections::HashSet;

use ndarray::Array2;

use super::blend::{self, Group, Worth};
use super::history::Rated;
use super::measure::{gain_at, top};
use super::popular::CURVES;
use super::questions::{Kind, Origin, origins};
use super::signals::{COLD, NAMES, Signals};
use crate::error::Error;

/// Best items by each signal that stand as candidates when weights are learnt.
const CANDIDATES: usize = 150;
/// How strongly weights are drawn to [`PRIOR`], in persons.
const RIDGE: f64 = 30.0;
/// Weights of [`NAMES`] that learning starts from, for each [`Kind`] in its order: means, rounded, of what was learnt on
/// files of film, food and magazine ratings. They stand alone where nothing can be held back.
#[rustfmt::skip]
const PRIOR: [(f64, f64, f64); NAMES.len()] = [
    // popular, then lately by ever shorter half-lives
    (-0.05, 0.0, -0.15), (0.0, -0.1, -0.1), (0.05, -0.05, 0.0), (0.15, 0.15, 0.1), (0.1, 0.05, 0.05), (0.05, 0.0, 0.0),
    // met first, liked share, age
    (0.1, 0.05, 0.15), (0.3, -0.3, -0.35), (-1.5, -1.2, 0.0),
    // item model, recent: each as it is and its logarithm
    (0.75, 0.65, 1.3), (0.25, 0.35, 0.4), (0.0, -0.3, -0.2), (0.0, 0.0, -0.1),
    // near, near long
    (0.5, 1.6, 0.35), (0.15, 0.4, 0.05), (-0.4, -1.5, 0.2), (0.1, 0.2, 0.55),
    // together, together recent
    (-0.1, -0.1, -0.25), (0.0, 0.0, 0.0), (0.1, 0.7, 0.15), (0.05, 0.1, 0.0),
    // people, people lately
    (0.1, -0.2, -0.4), (-0.05, 0.15, 0.35), (0.0, 0.05, 0.1), (0.15, 0.05, 0.1),
];
/// Shares of the curves of popularity that newcomers' lists start from.
const PRIOR_COLD: [f64; CURVES] = [0.05, 0.1, 0.3, 0.3, 0.15, 0.1, 0.25];

/// A fitted model of what people like next.
#[derive(Debug, Clone)]
pub struct NextLikes {
    signals: Signals,
    /// Weight of each signal for a person with a history.
    weights: Vec<f64>,
    /// Weight of each curve of popularity for a newcomer.
    cold: Vec<f64>,
    met: Vec<bool>,
    learnt: usize,
}

impl NextLikes {
    /// Fits the model to ratings of `users` numbered persons and `items` numbered items. The same `seed` holds the same
    /// ratings back.
    ///
    /// # Errors
    /// [`Error::TooFew`] without likes; [`Error::Shape`] for a person or item beyond the numbers given; [`Error::Model`]
    /// where the weights cannot be worked out.
    pub fn fit(rated: &[Rated], users: usize, items: usize, kind: Kind, seed: u64) -> Result<Self, Error> {
        for (field, count, highest) in [
            ("users", users, rated.iter().map(|r| r.like.user).max()),
            ("items", items, rated.iter().map(|r| r.like.item).max()),
        ] {
            if let Some(highest) = highest.filter(|highest| *highest as usize >= count) {
                return Err(Error::Shape {
                    field,
                    expected: highest as usize + 1,
                    found: count,
                });
            }
        }
        let (mut groups, mut worths) = (Vec::new(), Vec::new());
        for origin in origins(rated, kind, seed) {
            let signals = Signals::fit(&origin.known, users, items, kind)?;
            learn_from(&signals, &origin, &mut groups, &mut worths);
        }
        let weights = blend::fit(&groups, &prior(kind), RIDGE)?;
        let cold = blend::curves(&worths, &PRIOR_COLD);
        let signals = Signals::fit(rated, users, items, kind)?;
        Ok(Self {
            met: signals.met(),
            signals,
            weights,
            cold,
            learnt: groups.len(),
        })
    }

    /// Scores of all items for a person, the best highest; an item that nobody rated has the lowest there is.
    pub fn scores(&self, user: u32) -> Vec<f32> {
        let signals = self.signals.of(user);
        let weights = if signals.len() > COLD {
            &self.weights
        } else {
            &self.cold
        };
        let mut scores = vec![0.0f32; self.met.len()];
        for (signal, weight) in signals.iter().zip(weights) {
            let weight = *weight as f32;
            scores.iter_mut().zip(signal).for_each(|(s, v)| *s += weight * v);
        }
        for (score, met) in scores.iter_mut().zip(&self.met) {
            if !met {
                *score = f32::MIN;
            }
        }
        scores
    }

    /// Signals by name with the weight that a person's history gives them.
    pub fn weights(&self) -> impl Iterator<Item = (&'static str, f64)> {
        NAMES.into_iter().zip(self.weights.iter().copied())
    }

    /// Curves of popularity by name with their share for a newcomer.
    pub fn cold(&self) -> impl Iterator<Item = (&'static str, f64)> {
        NAMES.into_iter().zip(self.cold.iter().copied())
    }

    /// How many persons the weights were learnt from.
    pub fn learnt(&self) -> usize {
        self.learnt
    }
}

fn prior(kind: Kind) -> [f64; NAMES.len()] {
    PRIOR.map(|(later, each, mixed)| match kind {
        Kind::Later => later,
        Kind::Each => each,
        Kind::Mixed => mixed,
    })
}

/// Puts what is asked of each person to the signals.
fn learn_from(signals: &Signals, origin: &Origin, groups: &mut Vec<Group>, worths: &mut Vec<Vec<Worth>>) {
    // Newcomers have the same lists.
    let mut lists: Option<Vec<Vec<u32>>> = None;
    let nothing = HashSet::new();
    for (user, wanted) in &origin.asked {
        let seen: HashSet<u32> = signals.events(*user).iter().map(|r| r.like.item).collect();
        if seen.is_empty() {
            let lists = lists.get_or_insert_with(|| {
                let all = signals.of(*user);
                all.iter()
                    .take(CURVES)
                    .map(|curve| top(curve, &nothing, 20))
                    .collect()
            });
            worths.push(lists.iter().map(|list| worth(list, wanted)).collect());
        } else {
            groups.extend(group(&signals.of(*user), &seen, wanted));
        }
    }
}

fn worth(list: &[u32], wanted: &HashSet<u32>) -> Worth {
    Worth {
        gain: gain_at(list, wanted, 10),
        found: list.iter().filter(|item| wanted.contains(item)).count() as f64 / wanted.len().max(1) as f64,
    }
}

/// The candidates of one person; none where no candidate was liked.
fn group(signals: &[Vec<f32>], seen: &HashSet<u32>, wanted: &HashSet<u32>) -> Option<Group> {
    let mut candidates: Vec<u32> = Vec::new();
    for (name, signal) in NAMES.iter().zip(signals) {
        // The logarithm orders as what it is taken of; share of likes and age alone make no candidate.
        if !name.ends_with("log") && *name != "liked share" && *name != "age" {
            candidates.extend(top(signal, seen, CANDIDATES));
        }
    }
    candidates.sort_unstable();
    candidates.dedup();
    let liked: Vec<usize> = (0..candidates.len())
        .filter(|row| wanted.contains(&candidates[*row]))
        .collect();
    (!liked.is_empty()).then(|| Group {
        rows: Array2::from_shape_fn((candidates.len(), signals.len()), |(row, signal)| {
            signals[signal][candidates[row] as usize]
        }),
        liked,
    })
}
