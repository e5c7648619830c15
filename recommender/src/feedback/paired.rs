//! Is one of two figures better over the same cases, or was it luck?

use std::collections::BTreeMap;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Mean of paired differences and its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PairedDifference {
    /// Cases.
    pub cases: usize,
    /// Mean of the second minus the first.
    pub mean: f64,
    /// 2.5th percentile of resampled means.
    pub low: f64,
    /// 97.5th percentile of resampled means.
    pub high: f64,
}

/// The mean of `second - first` over cases that depend on nothing in common, with a 95 % percentile interval by the
/// bootstrap (Efron 1979): cases are drawn with replacement, each pair together. The same seed gives the same interval.
///
/// # Errors
/// [`Error::Shape`] where the two differ in length, [`Error::TooFew`] for less than two cases, [`Error::Parameter`] for
/// a value that is not finite or less than 100 resamples.
pub fn paired_bootstrap(
    first: &[f64],
    second: &[f64],
    resamples: usize,
    seed: u64,
) -> Result<PairedDifference, Error> {
    let each: Vec<usize> = (0..first.len()).collect();
    clustered_bootstrap(first, second, &each, resamples, seed)
}

/// As [`paired_bootstrap`] for cases that depend on one another where they are of one cluster, as the scenarios of one
/// organisation: clusters are drawn, each with all its cases (Field and Welsh 2007). `cluster` has the number of each
/// case's; where all are of one, cases are drawn, and the interval says nothing of others.
///
/// # Errors
/// As [`paired_bootstrap`].
pub fn clustered_bootstrap(
    first: &[f64],
    second: &[f64],
    cluster: &[usize],
    resamples: usize,
    seed: u64,
) -> Result<PairedDifference, Error> {
    if cluster.len() != first.len() {
        return Err(Error::Shape {
            field: "cluster",
            expected: first.len(),
            found: cluster.len(),
        });
    }
    if first.len() != second.len() {
        return Err(Error::Shape {
            field: "second",
            expected: first.len(),
            found: second.len(),
        });
    }
    if resamples < 100 {
        return Err(Error::Parameter {
            field: "resamples",
            expected: "at least 100",
            found: resamples.to_string(),
        });
    }
    if first.len() < 2 {
        return Err(Error::TooFew {
            what: "the list of paired cases".to_owned(),
            least: 2,
        });
    }
    if let Some(wrong) = first.iter().chain(second).find(|v| !v.is_finite()) {
        return Err(Error::Parameter {
            field: "first, second",
            expected: "finite numbers",
            found: wrong.to_string(),
        });
    }
    let differences: Vec<f64> = first.iter().zip(second).map(|(a, b)| b - a).collect();
    let n = differences.len();
    // Sum and number of the cases of each, in the order of their numbers.
    let mut clusters: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for (number, difference) in cluster.iter().zip(&differences) {
        let of = clusters.entry(*number).or_default();
        *of = (of.0 + difference, of.1 + 1);
    }
    let mut clusters: Vec<(f64, usize)> = clusters.into_values().collect();
    if clusters.len() == 1 {
        clusters = differences.iter().map(|difference| (*difference, 1)).collect();
    }
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut means: Vec<f64> = (0..resamples)
        .map(|_| {
            let (mut sum, mut cases) = (0.0, 0);
            for _ in 0..clusters.len() {
                let drawn = clusters[random.gen_range(0..clusters.len())];
                sum += drawn.0;
                cases += drawn.1;
            }
            sum / cases as f64
        })
        .collect();
    means.sort_by(f64::total_cmp);
    let at = |share: f64| means[((resamples - 1) as f64 * share).round() as usize];
    Ok(PairedDifference {
        cases: n,
        mean: differences.iter().sum::<f64>() / n as f64,
        low: at(0.025),
        high: at(0.975),
    })
}
