//! Which of two rankings do people prefer when they are shown both as one list?
//!
//! Team draft (Radlinski, Kurup and Joachims 2008, CIKM): as captains choose players, the rankings take turns, and who
//! goes first in a round is drawn. A click counts for the team that brought the row.

use std::collections::HashSet;
use std::hash::Hash;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Which ranking brought a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Team {
    /// The first.
    A,
    /// The second.
    B,
}

/// A list made of two, each row with its team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted<Id> {
    /// Best first.
    pub rows: Vec<(Id, Team)>,
}

/// Puts two rankings together into one list of up to `depth` rows; the same seed gives the same list.
///
/// Each round a coin decides who chooses first; each side brings its best row that is not there yet, and a side that has
/// none left passes.
///
/// # Errors
/// [`Error::Parameter`] where `depth` is 0; [`Error::DuplicateId`] where one ranking holds a row twice.
pub fn team_draft<Id: Clone + Eq + Hash + ToString>(
    a: &[Id],
    b: &[Id],
    depth: usize,
    seed: u64,
) -> Result<Drafted<Id>, Error> {
    if depth == 0 {
        return Err(Error::Parameter {
            field: "depth",
            expected: "at least 1",
            found: "0".to_owned(),
        });
    }
    for (side, ranking) in [("ranking a", a), ("ranking b", b)] {
        let mut met = HashSet::new();
        if let Some(twice) = ranking.iter().find(|id| !met.insert(*id)) {
            return Err(Error::DuplicateId {
                id: twice.to_string(),
                side,
            });
        }
    }
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut rows: Vec<(Id, Team)> = Vec::with_capacity(depth.min(a.len() + b.len()));
    let mut taken: HashSet<&Id> = HashSet::new();
    let (mut next_a, mut next_b) = (a.iter().peekable(), b.iter().peekable());
    loop {
        let first = if random.r#gen::<bool>() { Team::A } else { Team::B };
        let second = if first == Team::A { Team::B } else { Team::A };
        let before = rows.len();
        for team in [first, second] {
            if rows.len() == depth {
                return Ok(Drafted { rows });
            }
            let next = match team {
                Team::A => &mut next_a,
                Team::B => &mut next_b,
            };
            if let Some(id) = next.find(|id| !taken.contains(*id)) {
                taken.insert(id);
                rows.push((id.clone(), team));
            }
        }
        if rows.len() == before {
            return Ok(Drafted { rows });
        }
    }
}

impl<Id: Eq + Hash> Drafted<Id> {
    /// Clicks of each side, A first; rows that are not in the list are passed over, a row counts once.
    pub fn credit(&self, clicked: &[Id]) -> (usize, usize) {
        let clicked: HashSet<&Id> = clicked.iter().collect();
        let of = |team| {
            let brought = self.rows.iter().filter(|r| r.1 == team);
            brought.filter(|r| clicked.contains(&r.0)).count()
        };
        (of(Team::A), of(Team::B))
    }
}

/// How many lists each side won: more clicks on its rows than on the other's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// Lists that A won.
    pub a: u64,
    /// Lists that B won.
    pub b: u64,
    /// Lists with as many clicks on both sides, none included.
    pub ties: u64,
}

impl Outcomes {
    /// Counts one list by its credit.
    pub fn add(&mut self, (a, b): (usize, usize)) {
        match a.cmp(&b) {
            std::cmp::Ordering::Greater => self.a += 1,
            std::cmp::Ordering::Less => self.b += 1,
            std::cmp::Ordering::Equal => self.ties += 1,
        }
    }

    /// Preference for A, from -0.5 to 0.5: (wins + ties / 2) / lists - 1/2 (Chapelle, Joachims, Radlinski and Yue 2012,
    /// TOIS 30). None without lists.
    pub fn preference(&self) -> Option<f64> {
        let lists = self.a + self.b + self.ties;
        (lists > 0).then(|| (self.a as f64 + self.ties as f64 / 2.0) / lists as f64 - 0.5)
    }

    /// [`sign_test`] over the lists that are no tie.
    pub fn p_value(&self) -> f64 {
        sign_test(self.a, self.b)
    }
}

/// Probability of a split at least as uneven as this if both sides were as good: the exact two-sided binomial test with
/// p = 1/2. 1 where nothing was won.
pub fn sign_test(a: u64, b: u64) -> f64 {
    let n = a + b;
    let few = a.min(b);
    // Terms by their logarithms: 2^-n underflows long before the lists run out.
    let half = std::f64::consts::LN_2 * n as f64;
    let (mut log_choose, mut tail) = (0.0f64, 0.0f64);
    for k in 0..=few {
        if k > 0 {
            log_choose += ((n - k + 1) as f64).ln() - (k as f64).ln();
        }
        tail += (log_choose - half).exp();
    }
    (2.0 * tail).min(1.0)
}
