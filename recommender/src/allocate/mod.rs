//! Who takes on what, when everybody chooses at once and nobody can do everything?
//!
//! Each asker wants some answers, each answerer can give some; the sum of the scores of the pairs that
//! come about is the largest there is. A limit that is the same for all spreads the work; what it costs
//! is told.

mod flow;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// A pair that may come about.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Number of the asker.
    pub asker: u32,
    /// Number of the answerer.
    pub answerer: u32,
    /// How well they fit, from 0 to 1. It is read to a millionth.
    pub score: f32,
}

/// What is to be given out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Places {
    /// How many answers each asker wants.
    pub wanted: Vec<u32>,
    /// How many askers each answerer can serve.
    pub capacity: Vec<u32>,
    /// Pairs that may come about, each at most once.
    pub pairs: Vec<Pair>,
    /// The most that any answerer gets, whatever its capacity; `None` sets no such limit.
    pub fair_limit: Option<u32>,
}

/// Who got what.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Allocation {
    /// The pairs that come about, by asker, then answerer.
    pub pairs: Vec<Pair>,
    /// Sum of their scores.
    pub value: f64,
    /// The sum without the fair limit; equal to `value` where there is none.
    pub value_without_limit: f64,
    /// Answers that were wanted and not given.
    pub unanswered: u64,
}

impl Allocation {
    /// Share of the value that the fair limit costs, from 0 to 1.
    pub fn cost_of_fairness(&self) -> f64 {
        if self.value_without_limit > 0.0 {
            (1.0 - self.value / self.value_without_limit).max(0.0)
        } else {
            0.0
        }
    }
}

/// Gives out the places so that the sum of scores is the largest within all limits (min-cost flow by
/// successive shortest paths). Equal input gives equal output.
///
/// # Errors
/// [`Error::Parameter`] for a pair whose number is out of range or that stands twice, and for a score
/// outside [0, 1].
pub fn allocate(places: &Places) -> Result<Allocation, Error> {
    let mut pairs = places.pairs.clone();
    pairs.sort_by_key(|p| (p.asker, p.answerer));
    check(places, &pairs)?;
    let limited = |limit: u32| places.capacity.iter().map(|c| *c.min(&limit)).collect::<Vec<_>>();
    let capacity = limited(places.fair_limit.unwrap_or(u32::MAX));
    let chosen = flow::best(&places.wanted, &capacity, &pairs);
    let value = value(&chosen);
    let value_without_limit = if capacity == places.capacity {
        value
    } else {
        self::value(&flow::best(&places.wanted, &places.capacity, &pairs))
    };
    let wanted: u64 = places.wanted.iter().map(|w| u64::from(*w)).sum();
    Ok(Allocation {
        unanswered: wanted - chosen.len() as u64,
        pairs: chosen,
        value,
        value_without_limit,
    })
}

/// A sum from 0 on: that of nothing would be written `-0.0`.
fn value(pairs: &[Pair]) -> f64 {
    pairs.iter().fold(0.0, |sum, p| sum + f64::from(p.score))
}

fn check(places: &Places, sorted: &[Pair]) -> Result<(), Error> {
    let fail = |field, expected, found: String| {
        Err(Error::Parameter {
            field,
            expected,
            found,
        })
    };
    for pair in sorted {
        if pair.asker as usize >= places.wanted.len() {
            return fail("pairs.asker", "the number of an asker", pair.asker.to_string());
        }
        if pair.answerer as usize >= places.capacity.len() {
            return fail(
                "pairs.answerer",
                "the number of an answerer",
                pair.answerer.to_string(),
            );
        }
        // Written so that NaN fails.
        if !(pair.score >= 0.0 && pair.score <= 1.0) {
            return fail("pairs.score", "a number from 0 to 1", pair.score.to_string());
        }
    }
    let twice = sorted
        .windows(2)
        .find(|w| (w[0].asker, w[0].answerer) == (w[1].asker, w[1].answerer));
    match twice {
        Some(pair) => {
            let found = format!("{} and {} twice", pair[0].asker, pair[0].answerer);
            fail("pairs", "each pair once", found)
        }
        None => Ok(()),
    }
}
