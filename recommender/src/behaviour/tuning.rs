//! How much recency and popularity help here? Asked of a part of the interactions that is held back.
//!
//! Where what is asked for lies after what is known, the latest tenth is held back; else a random tenth of each person's
//! likes: the held part must relate to the rest as the question does to all.

use std::collections::{HashMap, HashSet};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::item_model::{ItemModel, ItemParams, Like};
use super::measure::{gain_at, top};
use crate::error::Error;

/// Persons that are asked: enough to tell settings apart.
const PERSONS: usize = 600;
/// Rungs of the ridge.
const RIDGES: [f32; 3] = [100.0, 400.0, 1_500.0];
/// Shares of popularity.
const POPULAR: [f32; 5] = [0.0, 0.02, 0.08, 0.3, 1.0];
/// Half-lives as parts of the time that the likes span.
const HALF_LIVES: [f64; 3] = [f64::INFINITY, 0.2, 0.05];
/// Does the question lie after what is known? So it is where less than a hundredth of the likes are later.
pub(crate) fn asks_for_later(likes: &[Like], asked: &[i64]) -> bool {
    let mut sorted = asked.to_vec();
    sorted.sort_unstable();
    let Some(middle) = sorted.get(sorted.len() / 2) else {
        return false;
    };
    let later = likes.iter().filter(|like| like.at >= *middle).count();
    later * 100 <= likes.len()
}

/// The parameters that rank held-back likes best.
pub(crate) fn choose(likes: &[Like], items: usize, later: bool, seed: u64) -> Result<ItemParams, Error> {
    let (known, held) = if later {
        latest(likes)
    } else {
        some_of_each(likes, seed)
    };
    if known.is_empty() || held.is_empty() {
        return Ok(ItemParams::default());
    }
    let span = match (likes.iter().map(|l| l.at).min(), likes.iter().map(|l| l.at).max()) {
        (Some(first), Some(last)) if last > first => (last - first) as f64,
        _ => f64::INFINITY,
    };
    let questions = Questions::of(&known, &held, seed);
    let mut best = (f64::NEG_INFINITY, ItemParams::default());
    let fit = |params| ItemModel::fit(&known, items, questions.now, params);
    // One after the other: the ridge first, then how fast likes fade, then popularity and how fast it fades.
    for ridge in RIDGES {
        let params = ItemParams { ridge, ..best.1 };
        questions.keep_better(&fit(params)?, &mut best);
    }
    if span.is_finite() {
        for part in &HALF_LIVES[1..] {
            let params = ItemParams {
                half_life: span * part,
                ..best.1
            };
            questions.keep_better(&fit(params)?, &mut best);
        }
        let base = best.1;
        for part in HALF_LIVES.into_iter().chain([0.01]) {
            let model = fit(ItemParams {
                popular_half_life: span * part,
                ..base
            })?;
            for popular in POPULAR {
                questions.keep_better(&model.with_popularity(popular), &mut best);
            }
        }
    }
    Ok(best.1)
}

fn latest(likes: &[Like]) -> (Vec<Like>, Vec<Like>) {
    let mut times: Vec<i64> = likes.iter().map(|l| l.at).collect();
    times.sort_unstable();
    let cut = times[times.len() * 9 / 10];
    likes.iter().copied().partition(|l| l.at < cut)
}

fn some_of_each(likes: &[Like], seed: u64) -> (Vec<Like>, Vec<Like>) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    likes.iter().copied().partition(|_| random.r#gen::<f32>() >= 0.1)
}

/// Known likes of a person, by time, and the held-back items.
type Person = (Vec<(u32, i64)>, HashSet<u32>);

/// What is asked of each person.
struct Questions {
    now: i64,
    persons: Vec<Person>,
}

impl Questions {
    fn of(known: &[Like], held: &[Like], seed: u64) -> Self {
        let mut by_user: HashMap<u32, Person> = HashMap::new();
        for like in held {
            by_user.entry(like.user).or_default().1.insert(like.item);
        }
        for like in known {
            if let Some((likes, _)) = by_user.get_mut(&like.user) {
                likes.push((like.item, like.at));
            }
        }
        let mut persons: Vec<(u32, _)> = by_user.into_iter().collect();
        persons.sort_by_key(|(user, _)| *user);
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        while persons.len() > PERSONS {
            let out = random.gen_range(0..persons.len());
            persons.swap_remove(out);
        }
        let mut persons: Vec<_> = persons.into_iter().map(|(_, person)| person).collect();
        for (likes, _) in &mut persons {
            likes.sort_by_key(|(item, at)| (*at, *item));
        }
        Self {
            now: known.iter().map(|l| l.at).max().unwrap_or(0),
            persons,
        }
    }

    /// Keeps the model's parameters if its mean nDCG@10 is better.
    fn keep_better(&self, model: &ItemModel, best: &mut (f64, ItemParams)) {
        let mut sum = 0.0;
        for (likes, held) in &self.persons {
            let scores = model.scores(likes, self.now);
            let seen: HashSet<u32> = likes.iter().map(|(item, _)| *item).collect();
            sum += gain_at(&top(&scores, &seen, 10), held, 10);
        }
        if sum > best.0 + 1e-9 {
            *best = (sum, *model.params());
        }
    }
}
