//! How many lists does it take to find a preference?
//!
//! Two rankings that people like equally win a list each as a coin falls. The exact two-sided sign test says when a
//! split is too uneven for that; how surely it says so of a preference that is there depends on how many lists were
//! decided. Noether (1987, JASA 82) gives the number by the normal approximation; here it is counted exactly. Exact
//! power goes up and down like a saw as lists are added (Chernick and Liu 2002, The American Statistician 56), so the
//! number is the one from which on it stays high enough.

use super::interleave::sign_test;
use crate::error::Error;

/// The shares of decided lists that can be planned for. Nearer to a half, more lists would be needed than are ever shown.
const SHARES: std::ops::RangeInclusive<f64> = 0.55..=0.95;

/// Decided lists from which on the two-sided sign test at `chance` finds with probability `power` that one side wins the
/// `share` of them.
///
/// # Errors
/// [`Error::Parameter`] where `share` is not from 0.55 to 0.95, `chance` not from 0.001 to 0.2, or `power` not from 0.5 to
/// 0.99.
pub fn lists_needed(share: f64, chance: f64, power: f64) -> Result<u64, Error> {
    let within = |field, range: std::ops::RangeInclusive<f64>, value: f64, expected| {
        if range.contains(&value) {
            return Ok(());
        }
        Err(Error::Parameter {
            field,
            expected,
            found: value.to_string(),
        })
    };
    within("share", SHARES, share, "a number from 0.55 to 0.95")?;
    within("chance", 0.001..=0.2, chance, "a number from 0.001 to 0.2")?;
    within("power", 0.5..=0.99, power, "a number from 0.5 to 0.99")?;
    // Doubled until it is enough for certain; from there downwards the first that is not enough ends it.
    let mut enough = 8;
    while power_of(enough, share, chance) < power || power_of(enough * 3 / 4, share, chance) < power {
        enough *= 2;
    }
    while enough > 1 && power_of(enough - 1, share, chance) >= power {
        enough -= 1;
    }
    Ok(enough)
}

/// Probability that the sign test over so many decided lists finds a preference of that share.
fn power_of(lists: u64, share: f64, chance: f64) -> f64 {
    let Some(few) = most_of_the_loser(lists, chance) else {
        return 0.0;
    };
    tail(lists, few, share) + tail(lists, few, 1.0 - share)
}

/// The most lists that the side behind may win where the test still finds a difference; none where it never does.
fn most_of_the_loser(lists: u64, chance: f64) -> Option<u64> {
    let (mut found, mut not) = (None, lists / 2 + 1);
    let mut low = 0;
    while low < not {
        let half = u64::midpoint(low, not);
        if sign_test(half, lists - half) < chance {
            (found, low) = (Some(half), half + 1);
        } else {
            not = half;
        }
    }
    found
}

/// Probability of at most `most` successes of `n`, each with probability `p`.
fn tail(n: u64, most: u64, p: f64) -> f64 {
    let (mut log_choose, mut sum) = (0.0f64, 0.0f64);
    for k in 0..=most {
        if k > 0 {
            log_choose += ((n - k + 1) as f64).ln() - (k as f64).ln();
        }
        sum += (log_choose + k as f64 * p.ln() + (n - k) as f64 * (1.0 - p).ln()).exp();
    }
    sum
}
