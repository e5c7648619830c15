//! How far do judgements move the weights?
//!
//! Pairwise learning (RankNet: Burges and others 2005): of two solutions judged for one scenario the one with the
//! higher grade should have the higher score, and pairs count by the difference of their gains, 2^grade - 1. The
//! weights start at the prior and are held there by a penalty; no weight falls below 0, so that a score still rises
//! with each feature. Solutions that nobody judged stand beside the judged ones as grade 0, at a quarter of the
//! weight: a model that saw judged pairs alone misleads on a whole corpus.
//!
//! How strong the penalty is, and whether to leave the prior at all, is decided on scenarios that were not fitted on
//! (grouped folds; equal demands are one group): another model must be better by more than one standard error of the
//! paired difference in nDCG@10. The scores of those folds are also what the probabilities are calibrated on (Platt
//! 1999).

use linfa::traits::Fit;
use linfa::{Dataset, DatasetBase};
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::prior::{PRIOR, WEIGHTS, Weights, sum};
use crate::error::Error;
use crate::evaluate::{calibration_error, ndcg};
use crate::model::Lesson;

/// Penalties that are tried, the strongest first.
const PENALTIES: [f64; 4] = [1.0, 0.1, 0.01, 0.001];
const FOLDS: usize = 5;
/// Fewest groups with unequal grades that weights are fitted on.
const LEAST_GROUPS: usize = 20;
/// Fewest judged pairs of either kind that probabilities are calibrated on.
const LEAST_OF_KIND: usize = 20;
/// Most pairs of one scenario.
const PAIRS: usize = 300;
const UNJUDGED: f64 = 0.25;
const ROUNDS: usize = 80;
/// Bins of the calibration error.
const BINS: usize = 10;

/// One solution of a scenario.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub values: [f32; WEIGHTS],
    /// None where nobody judged it.
    pub grade: Option<u8>,
}

/// What is known of one scenario.
#[derive(Debug, Clone)]
pub(crate) struct Examples {
    /// Scenarios that ask for the same are one group.
    pub group: usize,
    pub rows: Vec<Example>,
}

struct Pair {
    difference: [f64; WEIGHTS],
    weight: f64,
}

/// Fits weights and probabilities, or keeps those of the prior.
pub(crate) fn fit_weights(lists: &[Examples], seed: u64) -> Result<(Weights, Lesson), Error> {
    let rows = || lists.iter().flat_map(|l| &l.rows);
    let highest = rows().filter_map(|r| r.grade).max().unwrap_or(0);
    let relevant_at = if highest >= 3 { 2 } else { 1 };
    let mut lesson = Lesson {
        scenarios: lists.len(),
        judgements: rows().filter(|r| r.grade.is_some()).count(),
        relevant_at,
        ..Lesson::default()
    };
    let pairs: Vec<Vec<Pair>> = (lists.iter().enumerate())
        .map(|(n, list)| pairs(list, seed.wrapping_add(n as u64)))
        .collect();
    let mut groups: Vec<usize> = lists.iter().map(|l| l.group).collect();
    groups.sort_unstable();
    groups.dedup();
    lesson.groups = groups.len();
    let telling = |g: &usize| {
        let mut of = lists.iter().zip(&pairs).filter(|(l, _)| l.group == *g);
        of.any(|(l, p)| !p.is_empty() && unequal(l))
    };
    let enough = groups.iter().filter(|g| telling(g)).count() >= LEAST_GROUPS;
    groups.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    let fold_of = |list: &Examples| groups.iter().position(|g| *g == list.group).unwrap_or(0) % FOLDS;
    let folds: Vec<usize> = lists.iter().map(fold_of).collect();

    let prior = Held::of(lists, &vec![PRIOR; FOLDS], &folds);
    lesson.ndcg_prior = prior.mean() as f32;
    let mut best = (None, prior);
    if enough {
        let baseline = Held::of(lists, &vec![PRIOR; FOLDS], &folds);
        for penalty in PENALTIES {
            let fitted: Vec<[f32; WEIGHTS]> = (0..FOLDS)
                .map(|fold| {
                    descend(
                        pairs
                            .iter()
                            .zip(&folds)
                            .filter(|p| *p.1 != fold)
                            .map(|p| &p.0[..]),
                        penalty,
                    )
                })
                .collect();
            let held = Held::of(lists, &fitted, &folds);
            let (ahead, error) = held.ahead(&baseline, lists);
            if ahead > error && held.mean() > best.1.mean() {
                best = (Some(penalty), held);
            }
        }
    }
    lesson.penalty = best.0.map(|p: f64| p as f32);
    lesson.ndcg_held_out = best.1.mean() as f32;
    let mut weights = Weights::default();
    if let Some(penalty) = best.0 {
        weights = Weights::new(descend(pairs.iter().map(|p| &p[..]), penalty));
    }
    let outcomes: Vec<bool> = (rows().filter_map(|r| r.grade))
        .map(|g| g >= relevant_at)
        .collect();
    let plain: Vec<f32> = best.1.sums.iter().map(|z| logistic(*z)).collect();
    lesson.calibration_error_before = calibration_error(&plain, &outcomes, BINS) as f32;
    lesson.calibration_error = lesson.calibration_error_before;
    if let Some((slope, shift)) = platt(&best.1.sums, &outcomes)? {
        let told: Vec<f32> = best.1.sums.iter().map(|z| logistic(slope * z + shift)).collect();
        lesson.calibration_error = calibration_error(&told, &outcomes, BINS) as f32;
        lesson.calibrated = true;
        weights = weights.calibrated(slope, shift);
    }
    lesson.weights = weights.named();
    Ok((weights, lesson))
}

fn unequal(list: &Examples) -> bool {
    let mut grades = list.rows.iter().filter_map(|r| r.grade);
    let first = grades.next();
    grades.any(|g| Some(g) != first)
}

fn logistic(z: f32) -> f32 {
    1.0 / (1.0 + (-z).exp())
}

/// What held-out scenarios say to weights that were fitted without them.
struct Held {
    /// By scenario; none where every order is as good.
    ndcg: Vec<Option<f64>>,
    /// Sums of the judged rows, in order.
    sums: Vec<f32>,
}

impl Held {
    fn of(lists: &[Examples], fitted: &[[f32; WEIGHTS]], folds: &[usize]) -> Self {
        let mut held = Self {
            ndcg: Vec::new(),
            sums: Vec::new(),
        };
        for (list, fold) in lists.iter().zip(folds) {
            let judged: Vec<(f32, u8)> = (list.rows.iter())
                .filter_map(|r| Some((sum(&fitted[*fold], &r.values), r.grade?)))
                .collect();
            held.sums.extend(judged.iter().map(|j| j.0));
            let all: Vec<u8> = judged.iter().map(|j| j.1).collect();
            let mut ranked = judged;
            // Stable: equal sums stay in the order of ids for every model alike.
            ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
            let ranked: Vec<u8> = ranked.iter().map(|j| j.1).collect();
            held.ndcg.push(ndcg(&ranked, &all, 10));
        }
        held
    }

    fn mean(&self) -> f64 {
        let values: Vec<f64> = self.ndcg.iter().copied().flatten().collect();
        if values.is_empty() {
            return 0.0;
        }
        values.iter().sum::<f64>() / values.len() as f64
    }

    /// Mean difference to another, and its standard error over groups.
    fn ahead(&self, other: &Self, lists: &[Examples]) -> (f64, f64) {
        let mut by_group = std::collections::BTreeMap::<usize, (f64, f64)>::new();
        for ((list, a), b) in lists.iter().zip(&self.ndcg).zip(&other.ndcg) {
            if let (Some(a), Some(b)) = (a, b) {
                let sums = by_group.entry(list.group).or_default();
                sums.0 += a - b;
                sums.1 += 1.0;
            }
        }
        let means: Vec<f64> = by_group.values().map(|(sum, count)| sum / count).collect();
        let n = means.len() as f64;
        if n < 2.0 {
            return (0.0, f64::INFINITY);
        }
        let mean = means.iter().sum::<f64>() / n;
        let variance = means.iter().map(|m| (m - mean).powi(2)).sum::<f64>() / (n - 1.0);
        (mean, (variance / n).sqrt())
    }
}

/// Pairs of unequal grades, weights summing to 1 over judged ones.
fn pairs(list: &Examples, seed: u64) -> Vec<Pair> {
    let mut found = Vec::new();
    for (n, a) in list.rows.iter().enumerate() {
        for b in &list.rows[n + 1..] {
            let (high, low) = if a.grade.unwrap_or(0) >= b.grade.unwrap_or(0) {
                (a, b)
            } else {
                (b, a)
            };
            let gain = |e: &Example| f64::from(e.grade.unwrap_or(0)).exp2();
            let judged = a.grade.is_some() && b.grade.is_some();
            let weight = (gain(high) - gain(low)) * if judged { 1.0 } else { UNJUDGED };
            if weight > 0.0 {
                let difference = std::array::from_fn(|i| f64::from(high.values[i] - low.values[i]));
                found.push(Pair { difference, weight });
            }
        }
    }
    found.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    found.truncate(PAIRS);
    let total: f64 = found.iter().map(|p| p.weight).sum();
    found.iter_mut().for_each(|p| p.weight /= total);
    found
}

/// Projected gradient descent from the prior, with steps that are halved until the loss falls.
fn descend<'a>(lists: impl Iterator<Item = &'a [Pair]>, penalty: f64) -> [f32; WEIGHTS] {
    let lists: Vec<&[Pair]> = lists.filter(|l| !l.is_empty()).collect();
    let prior = PRIOR.map(f64::from);
    // A weight moves as easily as it is large, so that the prior's proportions are what is held on to.
    let scale = prior.map(|p| p.max(1.0));
    let loss = |weights: &[f64; WEIGHTS], slope: &mut [f64; WEIGHTS]| {
        let mut total = 0.0;
        *slope = [0.0; WEIGHTS];
        for pair in lists.iter().copied().flatten() {
            let z: f64 = weights.iter().zip(&pair.difference).map(|(w, d)| w * d).sum();
            total += pair.weight * ((-z.abs()).exp().ln_1p() + (-z).max(0.0));
            let pull = -pair.weight / (1.0 + z.exp());
            slope
                .iter_mut()
                .zip(&pair.difference)
                .for_each(|(s, d)| *s += pull * d);
        }
        let count = lists.len().max(1) as f64;
        slope.iter_mut().for_each(|s| *s /= count);
        let mut held = 0.0;
        for n in 0..WEIGHTS {
            let apart = (weights[n] - prior[n]) / scale[n];
            held += penalty * apart * apart;
            slope[n] += 2.0 * penalty * apart / scale[n];
        }
        total / count + held
    };
    let (mut weights, mut slope) = (prior, [0.0; WEIGHTS]);
    let mut value = loss(&weights, &mut slope);
    let mut step = 1.0;
    for _ in 0..ROUNDS {
        let mut ahead = [0.0; WEIGHTS];
        let tried: [f64; WEIGHTS] = std::array::from_fn(|n| {
            let moved = weights[n] - step * scale[n] * scale[n] * slope[n];
            moved.clamp(0.0, 4.0 * scale[n])
        });
        let reached = loss(&tried, &mut ahead);
        if reached < value {
            let done = value - reached < 1e-9;
            (weights, slope, value) = (tried, ahead, reached);
            step *= 1.5;
            if done {
                break;
            }
        } else {
            step /= 2.0;
            if step < 1e-9 {
                break;
            }
        }
    }
    weights.map(|w| w as f32)
}

/// Slope and shift that make sums into probabilities; none where too little of either kind was judged, or a higher
/// sum does not mean more.
fn platt(sums: &[f32], outcomes: &[bool]) -> Result<Option<(f32, f32)>, Error> {
    let yes = outcomes.iter().filter(|o| **o).count();
    if yes < LEAST_OF_KIND || outcomes.len() - yes < LEAST_OF_KIND {
        return Ok(None);
    }
    let failed = |e: String| Error::Model {
        reason: format!("calibrating: {e}"),
    };
    let column: Vec<f64> = sums.iter().map(|z| f64::from(*z)).collect();
    let records = Array2::from_shape_vec((column.len(), 1), column).map_err(|e| failed(e.to_string()))?;
    let data: Dataset<f64, bool, ndarray::Ix1> =
        DatasetBase::new(records, outcomes.iter().copied().collect::<Array1<bool>>());
    let model = LogisticRegression::default().alpha(0.1).max_iterations(200);
    let model = model.fit(&data).map_err(|e| failed(e.to_string()))?;
    // The library names the more frequent class positive.
    let sign = if model.labels().pos.class { 1.0 } else { -1.0 };
    let slope = (sign * model.params()[0]) as f32;
    let shift = (sign * model.intercept()) as f32;
    Ok((slope > 0.0 && slope.is_finite() && shift.is_finite()).then_some((slope, shift)))
}
