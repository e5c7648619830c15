//! What would another ranking have earned on the lists that were shown?
//!
//! Each logged row is weighted by how much likelier the other ranking would have had it seen than the one that was
//! shown. Inverse propensity scoring (Horvitz and Thompson 1952, JASA 47) is unbiased and jumps; the self-normalised
//! form (Swaminathan and Joachims 2015, NIPS) is slightly biased and steadier. Both are blind to rows that were never
//! shown: the share of weight that they would have is not in the log.

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// One row that was shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Logged {
    /// Rows of one group (one list, one viewer) depend on one another: the interval allows for it.
    pub group: u64,
    /// Probability, in (0, 1], that the row was seen where it was shown.
    pub propensity: f64,
    /// Probability, in [0, 1], that it would be seen where the other ranking puts it; 0 where it leaves it out.
    pub target: f64,
    /// What it earned: 1 for a click and 0 for none, or any finite number.
    pub reward: f64,
}

/// How the weights are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighting {
    /// Divide by the sum of the weights instead of the number of rows.
    pub normalised: bool,
    /// The largest weight; larger ones are cut to it, which trades variance for bias (Ionides 2008).
    pub clip: Option<f64>,
}

/// The value of a ranking, in reward per row shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The mean.
    pub value: f64,
    /// Standard error, robust to dependence within groups; none where there is one group only.
    pub standard_error: Option<f64>,
    /// Ends of the 95 % interval, value plus and minus 1.96 standard errors.
    pub interval: Option<(f64, f64)>,
    /// (sum of weights)^2 / sum of squares (Kish 1965): as many rows as this one would need without weights.
    pub effective_rows: f64,
    /// Rows in the log.
    pub rows: usize,
    /// Groups in the log.
    pub groups: usize,
    /// Rows whose weight was cut.
    pub clipped: usize,
}

/// Normal quantile of a two-sided 95 % interval.
const Z: f64 = 1.959_963_984_540_054;

/// Values the other ranking on the log, with `w = target / propensity`: sum of w * reward over the number of rows, or
/// over the sum of w where it is normalised.
///
/// ```
/// use recommender::feedback::{Logged, Weighting, estimate};
/// let row = |group, propensity, target, reward| Logged { group, propensity, target, reward };
/// // Weights 2 and 0.5: (2 * 1 + 0.5 * 0) / 2, and / 2.5.
/// let log = [row(1, 0.5, 1.0, 1.0), row(2, 1.0, 0.5, 0.0)];
/// let plain = Weighting { normalised: false, clip: None };
/// assert_eq!(estimate(&log, plain)?.value, 1.0);
/// assert_eq!(estimate(&log, Weighting { normalised: true, ..plain })?.value, 0.8);
/// # Ok::<(), recommender::Error>(())
/// ```
///
/// # Errors
/// [`Error::TooFew`] for an empty log, or, normalised, one whose rows would all be left out; [`Error::Parameter`] names
/// `propensity`, `target`, `reward` or `clip` where a value is outside its range or not a number.
pub fn estimate(log: &[Logged], weighting: Weighting) -> Result<Estimate, Error> {
    check(log, weighting.clip)?;
    let cut = weighting.clip.unwrap_or(f64::INFINITY);
    let weights: Vec<f64> = log.iter().map(|row| row.target / row.propensity).collect();
    let clipped = weights.iter().filter(|w| **w > cut).count();
    let weights: Vec<f64> = weights.into_iter().map(|w| w.min(cut)).collect();
    let (sum, squares) = weights
        .iter()
        .fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
    if weighting.normalised && sum == 0.0 {
        return Err(Error::TooFew {
            what: "the part of the log that the other ranking shows".to_owned(),
            least: 1,
        });
    }
    let divisor = if weighting.normalised {
        sum
    } else {
        log.len() as f64
    };
    let earned: f64 = weights.iter().zip(log).map(|(w, row)| w * row.reward).sum();
    let value = earned / divisor;

    let mut rest: Vec<(u64, f64)> = weights
        .iter()
        .zip(log)
        .map(|(w, row)| {
            let deviation = if weighting.normalised {
                w * (row.reward - value)
            } else {
                w * row.reward - value
            };
            (row.group, deviation)
        })
        .collect();
    rest.sort_by_key(|(group, _)| *group);
    let by_group: Vec<f64> = rest
        .chunk_by(|a, b| a.0 == b.0)
        .map(|rows| rows.iter().map(|r| r.1).sum())
        .collect();
    let groups = by_group.len();
    let standard_error = (groups > 1).then(|| {
        let spread: f64 = by_group.iter().map(|d| d * d).sum();
        let correction = groups as f64 / (groups - 1) as f64;
        (correction * spread).sqrt() / divisor
    });
    Ok(Estimate {
        value,
        standard_error,
        interval: standard_error.map(|e| (value - Z * e, value + Z * e)),
        effective_rows: if squares > 0.0 { sum * sum / squares } else { 0.0 },
        rows: log.len(),
        groups,
        clipped,
    })
}

fn check(log: &[Logged], clip: Option<f64>) -> Result<(), Error> {
    if log.is_empty() {
        return Err(Error::TooFew {
            what: "the log".to_owned(),
            least: 1,
        });
    }
    let range = |ok: bool, field, expected, found: f64| {
        if ok {
            return Ok(());
        }
        Err(Error::Parameter {
            field,
            expected,
            found: found.to_string(),
        })
    };
    // Written so that NaN fails.
    if let Some(clip) = clip {
        range(
            clip > 0.0 && clip.is_finite(),
            "clip",
            "a finite number above 0",
            clip,
        )?;
    }
    for row in log {
        let propensity = row.propensity > 0.0 && row.propensity <= 1.0;
        range(propensity, "propensity", "a number in (0, 1]", row.propensity)?;
        let target = (0.0..=1.0).contains(&row.target);
        range(target, "target", "a number in [0, 1]", row.target)?;
        range(row.reward.is_finite(), "reward", "a finite number", row.reward)?;
    }
    Ok(())
}
