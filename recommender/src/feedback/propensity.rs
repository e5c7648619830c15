//! How likely is a row to be seen at its place?
//!
//! The position model (Craswell, Zoeter, Taylor and Ramsey 2008, WSDM): a row is clicked where it is seen and wanted.
//! Seen depends on the place alone, wanted on the row alone. Without data a stated prior stands, 1 / log2(place + 1).
//! Rows that stood at different places tell how places differ, whatever they are worth (harvested interventions: Agarwal
//! and others 2019, WSDM): each such row is a game of its places against one another for clicks, and their strengths are
//! found as in the model of Bradley and Terry (1952), by the iteration of Hunter (2004, Annals of Statistics 32).

use std::collections::BTreeMap;

use crate::error::Error;

/// Clicks that the prior counts for, between the first place and each other.
const PRIOR_CLICKS: f64 = 20.0;
/// Most rounds of the iteration; it ends when nothing moves by more than [`STILL`].
const ROUNDS: usize = 1_000;
/// A change that is none.
const STILL: f64 = 1e-9;
/// No place is less likely to be seen: weights stay below 100.
const FLOOR: f64 = 0.01;

/// How often one row was shown at one place, and clicked there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The pair of scenario and solution, by any number of its own.
    pub pair: u64,
    /// Place, from 1.
    pub place: usize,
    /// Times it was shown there.
    pub shown: u64,
    /// Times it was clicked there, at most `shown`.
    pub clicked: u64,
}

/// Probability of being seen, by place.
#[derive(Debug, Clone, PartialEq)]
pub struct Propensities {
    /// The first place has 1.
    by_place: Vec<f64>,
    pairs: usize,
}

impl Propensities {
    /// The stated prior for `depth` places: 1 / log2(place + 1), the discount of NDCG.
    ///
    /// # Errors
    /// [`Error::Parameter`] where `depth` is 0.
    pub fn prior(depth: usize) -> Result<Self, Error> {
        if depth == 0 {
            return Err(Error::Parameter {
                field: "depth",
                expected: "at least 1",
                found: "0".to_owned(),
            });
        }
        let by_place = (1..=depth).map(|place| 1.0 / ((place + 1) as f64).log2());
        Ok(Self {
            by_place: by_place.collect(),
            pairs: 0,
        })
    }

    /// Moves the prior as far as rows tell that were shown at two places or more; rows that stood at one place only
    /// cannot tell place from worth and are passed over. Places beyond `depth` are passed over too.
    ///
    /// # Errors
    /// As [`Propensities::prior`]; [`Error::Parameter`] for a place 0 or more clicks than showings.
    pub fn fit(seen: &[Seen], depth: usize) -> Result<Self, Error> {
        let prior = Self::prior(depth)?;
        // A log may name a pair and place twice.
        let mut pairs: BTreeMap<u64, BTreeMap<usize, (f64, f64)>> = BTreeMap::new();
        for row in seen {
            check(row)?;
            if row.place <= depth && row.shown > 0 {
                let places = pairs.entry(row.pair).or_default();
                let sum = places.entry(row.place - 1).or_default();
                sum.0 += row.shown as f64;
                sum.1 += row.clicked as f64;
            }
        }
        pairs.retain(|_, places| places.len() > 1);
        if pairs.is_empty() {
            return Ok(prior);
        }
        // Clicks of the one place against the other, over the rows that stood at both.
        let mut won = vec![vec![0.0; depth]; depth];
        for (place, p) in prior.by_place.iter().enumerate().skip(1) {
            won[place][0] = PRIOR_CLICKS * p / (1.0 + p);
            won[0][place] = PRIOR_CLICKS / (1.0 + p);
        }
        for places in pairs.values() {
            for (a, (shown, clicked)) in places {
                for (b, (against, _)) in places.iter().filter(|(b, _)| *b != a) {
                    // As if it had been shown as often at both.
                    won[*a][*b] += clicked * shown.min(*against) / shown;
                }
            }
        }
        let by_place = strengths(&won, prior.by_place);
        Ok(Self {
            by_place,
            pairs: pairs.len(),
        })
    }

    /// Probability of being seen at a place, from 1; at places beyond those that were fitted, the last one's. 0 for place 0.
    pub fn at(&self, place: usize) -> f64 {
        match place {
            0 => 0.0,
            _ => self
                .by_place
                .get(place - 1)
                .or(self.by_place.last())
                .copied()
                .unwrap_or(FLOOR),
        }
    }

    /// Pairs that stood at two places or more; 0 means that the prior stands as it was stated.
    pub fn pairs(&self) -> usize {
        self.pairs
    }
}

/// Strengths of places from the clicks that each won against each other, the first place's being 1.
fn strengths(won: &[Vec<f64>], start: Vec<f64>) -> Vec<f64> {
    let mut theta = start;
    for _ in 0..ROUNDS {
        let mut next: Vec<f64> = (0..theta.len())
            .map(|a| {
                let clicks: f64 = won[a].iter().sum();
                let games = |b: usize| (won[a][b] + won[b][a]) / (theta[a] + theta[b]);
                clicks / (0..theta.len()).filter(|b| *b != a).map(games).sum::<f64>()
            })
            .collect();
        let first = next[0];
        next.iter_mut().for_each(|t| *t = (*t / first).max(FLOOR));
        let moved = next
            .iter()
            .zip(&theta)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f64::max);
        theta = next;
        if moved < STILL {
            break;
        }
    }
    // Nothing is seen more surely than the first place, which is the scale.
    theta.into_iter().map(|t| t.min(1.0)).collect()
}

fn check(row: &Seen) -> Result<(), Error> {
    if row.place == 0 {
        return Err(Error::Parameter {
            field: "place",
            expected: "at least 1",
            found: "0".to_owned(),
        });
    }
    if row.clicked > row.shown {
        return Err(Error::Parameter {
            field: "clicked",
            expected: "at most `shown`",
            found: row.clicked.to_string(),
        });
    }
    Ok(())
}
