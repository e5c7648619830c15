//! Which likes are held back to learn from? The held part must relate to the rest as the question does to all.

use std::collections::{BTreeMap, HashMap, HashSet};

use rand::{Rng, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use serde::Serialize;

use super::history::{Like, Rated};

/// How does what is asked for relate to what is known?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It lies after everything that is known.
    Later,
    /// It lies after what is known of the same person.
    Each,
    /// It lies among what is known.
    Mixed,
}

/// Persons of one origin that are asked about, with a history and without.
const PERSONS: usize = 500;
/// Parts of the ratings after which the time of the known ends, and where that of the held ends: one week is not like
/// the next, so several origins speak.
const ORIGINS: [(f64, f64); 3] = [(0.55, 0.75), (0.65, 0.85), (0.8, 1.0)];
/// Share of ratings that is held back where time does not part them.
const HELD: f32 = 0.2;

impl Kind {
    /// Finds out from known ratings and the likes that are asked for.
    ///
    /// [`Kind::Later`] where less than a hundredth of the likes are as late as the middle of what is asked for;
    /// [`Kind::Each`] where almost nothing that is asked for lies before the last known rating of the person, and some
    /// of it after: many ratings of one day may share a time.
    pub fn of(rated: &[Rated], asked: &[Like]) -> Self {
        let mut sorted: Vec<i64> = asked.iter().map(|like| like.at).collect();
        sorted.sort_unstable();
        let Some(middle) = sorted.get(sorted.len() / 2) else {
            return Self::Mixed;
        };
        let likes = || rated.iter().filter(|row| row.liked());
        let late = likes().filter(|row| row.like.at >= *middle).count();
        if late * 100 <= likes().count() {
            return Self::Later;
        }
        let mut last: HashMap<u32, i64> = HashMap::new();
        for row in rated {
            let at = last.entry(row.like.user).or_insert(row.like.at);
            *at = (*at).max(row.like.at);
        }
        let (mut before, mut after, mut all) = (0, 0, 0);
        for like in asked {
            if let Some(at) = last.get(&like.user) {
                all += 1;
                before += usize::from(like.at < *at);
                after += usize::from(like.at > *at);
            }
        }
        if after * 10 > all && before * 20 <= all {
            Self::Each
        } else {
            Self::Mixed
        }
    }
}

/// What is known at one origin, and what is asked of whom.
pub(crate) struct Origin {
    pub known: Vec<Rated>,
    /// Persons with the likes that are held back.
    pub asked: Vec<(u32, HashSet<u32>)>,
}

/// Origins that relate as the question does; none where there are too few ratings.
pub(crate) fn origins(rated: &[Rated], kind: Kind, seed: u64) -> Vec<Origin> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let parts: Vec<(Vec<Rated>, Vec<Rated>)> = match kind {
        Kind::Later => ORIGINS
            .iter()
            .map(|(from, to)| by_time(rated, *from, *to))
            .collect(),
        Kind::Each => vec![last_of_each(rated)],
        Kind::Mixed => vec![rated.iter().copied().partition(|_| random.r#gen::<f32>() >= HELD)],
    };
    parts
        .into_iter()
        .filter(|(known, held)| known.iter().any(Rated::liked) && held.iter().any(Rated::liked))
        .map(|(known, held)| Origin {
            asked: asked(&known, &held, &mut random),
            known,
        })
        .collect()
}

fn by_time(rated: &[Rated], from: f64, to: f64) -> (Vec<Rated>, Vec<Rated>) {
    let mut times: Vec<i64> = rated.iter().map(|r| r.like.at).collect();
    times.sort_unstable();
    let at = |part: f64| {
        times
            .get((times.len() as f64 * part) as usize)
            .copied()
            .unwrap_or(i64::MAX)
    };
    let (cut, end) = (at(from), at(to));
    let (known, rest): (Vec<Rated>, Vec<Rated>) = rated.iter().partition(|r| r.like.at < cut);
    (known, rest.into_iter().filter(|r| r.like.at < end).collect())
}

fn last_of_each(rated: &[Rated]) -> (Vec<Rated>, Vec<Rated>) {
    let mut sorted = rated.to_vec();
    sorted.sort_by_key(|r| (r.like.user, r.like.at, r.like.item));
    let (mut known, mut held) = (Vec::new(), Vec::new());
    for rows in sorted.chunk_by(|a, b| a.like.user == b.like.user) {
        let last = if rows.len() < 2 {
            0
        } else {
            ((rows.len() as f32 * HELD) as usize).max(1)
        };
        let (first, last) = rows.split_at(rows.len() - last);
        known.extend_from_slice(first);
        held.extend_from_slice(last);
    }
    (known, held)
}

fn asked(known: &[Rated], held: &[Rated], random: &mut ChaCha8Rng) -> Vec<(u32, HashSet<u32>)> {
    let met: HashSet<u32> = known.iter().map(|row| row.like.user).collect();
    let mut wanted: BTreeMap<u32, HashSet<u32>> = BTreeMap::new();
    for row in held.iter().filter(|row| row.liked()) {
        wanted.entry(row.like.user).or_default().insert(row.like.item);
    }
    let (mut warm, mut cold): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|(user, _)| met.contains(user));
    for persons in [&mut warm, &mut cold] {
        persons.shuffle(random);
        persons.truncate(PERSONS);
    }
    warm.append(&mut cold);
    warm.sort_by_key(|(user, _)| *user);
    warm
}
