//! How much does each signal count? For persons with a history: listwise, the weights under which held-back likes are
//! the likeliest picks (softmax over candidates; Cao et al. 2007, "Learning to rank: from pairwise approach to listwise
//! approach"), by Newton's method, drawn towards weights that stood well on other data. For newcomers: curves of
//! popularity by how well each ranked held-back likes, less those that fall behind by more than chance.

use ndarray::{Array1, Array2, ArrayView2, Axis};

use super::inverse::inverse;
use crate::error::Error;

/// Candidates of one person, and which of them the person came to like.
pub(crate) struct Group {
    /// Candidates by signals.
    pub rows: Array2<f32>,
    /// Rows that were liked; not empty.
    pub liked: Vec<usize>,
}

/// Newton steps at most.
const STEPS: usize = 15;
/// Halvings of a step that does not lead down.
const HALVINGS: usize = 8;

/// Fits one weight for each signal. `prior` and the result are in units of the signals; `ridge`, 0 or more, draws to the
/// prior in units of each signal's deviation. Without groups the prior stays.
///
/// # Errors
/// [`Error::Model`] where the weights cannot be worked out.
pub(crate) fn fit(groups: &[Group], prior: &[f64], ridge: f64) -> Result<Vec<f64>, Error> {
    let signals = prior.len();
    let deviations = deviations(groups, signals);
    let scaled: Vec<Array2<f32>> = groups
        .iter()
        .map(|group| &group.rows / &deviations.mapv(|d| d as f32))
        .collect();
    let start = Array1::from(prior.to_vec()) * &deviations;
    let mut weights = start.clone();
    if groups.is_empty() {
        return Ok(prior.to_vec());
    }
    let loss = |weights: &Array1<f64>| {
        let drawn = (weights - &start).mapv(|v| v * v).sum() * ridge / 2.0;
        let lost: f64 = scaled
            .iter()
            .zip(groups)
            .map(|(rows, group)| {
                let shares = softmax(rows.view(), weights);
                let picked: f64 = group.liked.iter().map(|row| shares[*row].ln()).sum();
                -picked / group.liked.len() as f64
            })
            .sum();
        drawn + lost
    };
    let mut lost = loss(&weights);
    for _ in 0..STEPS {
        let mut slope = (&weights - &start) * ridge;
        let mut bend = Array2::<f64>::eye(signals) * ridge.max(1e-6);
        for (rows, group) in scaled.iter().zip(groups) {
            add_slope(rows.view(), &group.liked, &weights, &mut slope, &mut bend);
        }
        let step = inverse(&bend)
            .ok_or_else(|| Error::Model {
                reason: "the blend's weights cannot be worked out".to_owned(),
            })?
            .dot(&slope);
        let mut part = 1.0;
        let mut next = None;
        for _ in 0..HALVINGS {
            let tried = &weights - &(&step * part);
            let value = loss(&tried);
            if value < lost {
                next = Some((tried, value));
                break;
            }
            part /= 2.0;
        }
        let Some((tried, value)) = next else { break };
        let gained = lost - value;
        (weights, lost) = (tried, value);
        if gained < 1e-7 * lost.abs() {
            break;
        }
    }
    Ok((weights / deviations).to_vec())
}

/// Standard deviation of each signal over all candidates; 1 for a signal that does not vary.
fn deviations(groups: &[Group], signals: usize) -> Array1<f64> {
    let mut count = 0.0;
    let (mut sum, mut square) = (Array1::<f64>::zeros(signals), Array1::<f64>::zeros(signals));
    for group in groups {
        for row in group.rows.axis_iter(Axis(0)) {
            let row = row.mapv(f64::from);
            sum += &row;
            square += &(&row * &row);
            count += 1.0;
        }
    }
    let count = f64::max(count, 1.0);
    let mean = sum / count;
    let deviation = (square / count - &mean * &mean).mapv(|v| v.max(0.0).sqrt());
    deviation.mapv(|d| if d > 1e-4 { d } else { 1.0 })
}

/// Shares of the candidates, never 0.
fn softmax(rows: ArrayView2<f32>, weights: &Array1<f64>) -> Array1<f64> {
    let mut shares = rows.dot(&weights.mapv(|w| w as f32)).mapv(f64::from);
    let top = shares.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    shares.mapv_inplace(|s| (s - top).exp().max(1e-300));
    let total = shares.sum();
    shares /= total;
    shares
}

fn add_slope(
    rows: ArrayView2<f32>,
    liked: &[usize],
    weights: &Array1<f64>,
    slope: &mut Array1<f64>,
    bend: &mut Array2<f64>,
) {
    let shares = softmax(rows, weights);
    let shares = shares.mapv(|s| s as f32);
    let mean = shares.dot(&rows);
    let mut picked = Array1::<f32>::zeros(mean.len());
    for row in liked {
        picked += &rows.row(*row);
    }
    picked /= liked.len().max(1) as f32;
    *slope += &(&mean - &picked).mapv(f64::from);
    let weighted = &rows * &shares.insert_axis(Axis(1));
    let mean = mean.insert_axis(Axis(1));
    *bend += &(rows.t().dot(&weighted) - mean.dot(&mean.t())).mapv(f64::from);
}

/// What one newcomer's list was worth under each curve.
pub(crate) struct Worth {
    /// nDCG at 10.
    pub gain: f64,
    /// Recall at 20.
    pub found: f64,
}

/// How much nDCG counts beside recall.
const GAIN: f64 = 2.0;
/// By which part of the best a curve may fall behind as if it did not: the next weeks differ by that.
const DRIFT: f64 = 0.03;

/// Weights of curves, the sum 1: the prior, faded by how far each falls behind the best in units of chance. `worths` has
/// one row a person, one number a curve.
pub(crate) fn curves(worths: &[Vec<Worth>], prior: &[f64]) -> Vec<f64> {
    let persons = worths.len() as f64;
    let mean = |curve: usize, of: &dyn Fn(&Worth) -> f64| {
        worths.iter().map(|w| of(&w[curve])).sum::<f64>() / persons
    };
    let best = |of: &dyn Fn(&Worth) -> f64| {
        (0..prior.len())
            .map(|curve| mean(curve, of))
            .fold(f64::MIN_POSITIVE, f64::max)
    };
    let mut weights = prior.to_vec();
    if !worths.is_empty() {
        let (gain, found) = (best(&|w| w.gain), best(&|w| w.found));
        let worth = |w: &Worth| GAIN * w.gain / gain + w.found / found;
        let first = (0..prior.len())
            .max_by(|a, b| mean(*a, &worth).total_cmp(&mean(*b, &worth)).then(b.cmp(a)))
            .unwrap_or(0);
        for (curve, weight) in weights.iter_mut().enumerate() {
            let behind: Vec<f64> = worths
                .iter()
                .map(|w| worth(&w[first]) - worth(&w[curve]))
                .collect();
            let mean = behind.iter().sum::<f64>() / persons;
            let spread = behind.iter().map(|b| (b - mean).powi(2)).sum::<f64>() / persons;
            *weight *= (-mean / ((spread / persons).sqrt() + DRIFT * (GAIN + 1.0))).exp();
        }
    }
    let total: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|w| *w /= total);
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(liked: usize) -> Group {
        Group {
            rows: ndarray::arr2(&[[0.0, 1.0], [1.0, 0.0], [0.5, 0.5]]),
            liked: vec![liked],
        }
    }

    #[test]
    fn the_signal_that_foretells_likes_counts() {
        let groups: Vec<Group> = (0..40).map(|n| group(if n % 4 == 0 { 0 } else { 1 })).collect();
        let weights = fit(&groups, &[0.0, 0.0], 0.1).expect("weights");
        assert!(weights[0] > 0.2 && weights[1] < -0.2, "{weights:?}");
        // Strongly drawn to the prior they stay there.
        let held = fit(&groups, &[0.0, 2.0], 1e9).expect("weights");
        assert!(held[0].abs() < 1e-3 && (held[1] - 2.0).abs() < 1e-3, "{held:?}");
        assert_eq!(fit(&[], &[1.0, -1.0], 1.0).expect("weights"), [1.0, -1.0]);
    }

    #[test]
    fn at_the_optimum_what_is_expected_is_what_was_picked() {
        // Almost without a ridge, the mean signal under the model equals the mean signal of the picks.
        let groups: Vec<Group> = [0, 1, 2, 0, 1, 2, 0, 0]
            .map(|liked| Group {
                rows: ndarray::arr2(&[[0.0, 1.0], [1.0, 0.0], [0.2, 0.3]]),
                liked: vec![liked],
            })
            .into();
        let weights = Array1::from(fit(&groups, &[0.0, 0.0], 1e-9).expect("weights"));
        let mut slope = Array1::zeros(2);
        let mut bend = Array2::zeros((2, 2));
        for group in &groups {
            add_slope(group.rows.view(), &group.liked, &weights, &mut slope, &mut bend);
        }
        assert!(slope.iter().all(|s| s.abs() < 1e-2), "{slope}");
    }

    #[test]
    fn a_curve_that_falls_behind_fades() {
        let worths: Vec<Vec<Worth>> = (0..100)
            .map(|n| {
                let lucky = f64::from(u8::from(n % 2 == 0));
                [(0.5, 0.5), (0.5 * lucky, 0.1), (0.49, 0.5)]
                    .map(|(gain, found)| Worth { gain, found })
                    .into()
            })
            .collect();
        let weights = curves(&worths, &[1.0, 1.0, 1.0]);
        assert!(
            weights[0] > 0.4 && weights[2] > 0.3 && weights[1] < 0.05,
            "{weights:?}"
        );
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!(curves(&[], &[1.0, 3.0]), [0.25, 0.75]);
    }
}
