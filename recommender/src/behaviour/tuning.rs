//! How much recency and popularity help here? Asked of a part of the interactions that is held back.
//!
//! Where what is asked for lies after what is known, the latest fifth is held back; else a random tenth of each person's
//! ratings: the held part must relate to the rest as the question does to all.

use std::collections::{HashMap, HashSet};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::item_model::{ItemModel, ItemParams, Like, Rated};
use super::measure::{gain_at, top};
use crate::error::Error;

/// Persons that are asked: enough to tell settings apart.
const PERSONS: usize = 800;
/// Rungs of the ridge.
const RIDGES: [f32; 4] = [50.0, 150.0, 400.0, 1_000.0];
/// What a rating below a like counts, tried beside nothing.
const WEAK: f32 = 0.4;
/// Shares of popularity.
const POPULAR: [f32; 7] = [0.0, 0.02, 0.05, 0.15, 0.4, 1.0, 3.0];
/// Half-lives as parts of the time that the ratings span.
const HALF_LIVES: [f64; 6] = [f64::INFINITY, 0.3, 0.1, 0.05, 0.03, 0.01];
/// Fewest persons without likes that a half-life of their own is chosen for.
const LEAST_COLD: usize = 20;

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
pub(crate) fn choose(rated: &[Rated], items: usize, later: bool, seed: u64) -> Result<ItemParams, Error> {
    let (known, held) = if later {
        latest(rated)
    } else {
        some_of_each(rated, seed)
    };
    if !known.iter().any(Rated::liked) || !held.iter().any(Rated::liked) {
        return Ok(ItemParams::default());
    }
    let times = || rated.iter().map(|r| r.like.at);
    let span = match (times().min(), times().max()) {
        (Some(first), Some(last)) if last > first => (last - first) as f64,
        _ => f64::INFINITY,
    };
    // Where the question is not later, time says nothing.
    let half_lives: Vec<f64> = if later && span.is_finite() {
        HALF_LIVES.iter().map(|part| span * part).collect()
    } else {
        vec![f64::INFINITY]
    };
    let search = Search {
        questions: Questions::of(&known, &held, seed),
        known,
        items,
        half_lives,
    };
    // What needs no new fit first, then the fit, then the first again beside it.
    let mut best = search.fitted(ItemParams::default())?;
    search.fades(&mut best);
    for ridge in RIDGES {
        let params = ItemParams {
            ridge,
            ..*best.model.params()
        };
        best.keep(search.fitted(params)?);
    }
    if rated.iter().any(|r| !r.liked()) {
        let params = ItemParams {
            weak: WEAK,
            ..*best.model.params()
        };
        best.keep(search.fitted(params)?);
    }
    search.fades(&mut best);
    let mut params = *best.model.params();
    params.cold_half_life = search.cold_half_life(&best);
    Ok(params)
}

fn latest(rated: &[Rated]) -> (Vec<Rated>, Vec<Rated>) {
    let mut times: Vec<i64> = rated.iter().map(|r| r.like.at).collect();
    times.sort_unstable();
    let cut = times[times.len() * 4 / 5];
    rated.iter().copied().partition(|r| r.like.at < cut)
}

fn some_of_each(rated: &[Rated], seed: u64) -> (Vec<Rated>, Vec<Rated>) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    rated.iter().copied().partition(|_| random.r#gen::<f32>() >= 0.1)
}

/// A model and how well it answers.
struct Tried {
    model: ItemModel,
    value: f64,
}

impl Tried {
    fn keep(&mut self, other: Self) {
        if other.value > self.value + 1e-9 {
            *self = other;
        }
    }
}

/// What the search goes through.
struct Search {
    questions: Questions,
    known: Vec<Rated>,
    items: usize,
    half_lives: Vec<f64>,
}

impl Search {
    fn fitted(&self, params: ItemParams) -> Result<Tried, Error> {
        let model = ItemModel::fit_rated(&self.known, self.items, self.questions.now, params)?;
        let value = self.questions.value(&model, |likes| !likes.is_empty());
        Ok(Tried { model, value })
    }

    fn with(&self, model: &ItemModel, params: ItemParams) -> Tried {
        let model = model.with(&self.known, self.questions.now, params);
        let value = self.questions.value(&model, |likes| !likes.is_empty());
        Tried { model, value }
    }

    /// How fast likes and popularity fade, and how much popularity counts.
    fn fades(&self, best: &mut Tried) {
        for popular_half_life in &self.half_lives {
            let params = ItemParams {
                popular_half_life: *popular_half_life,
                ..*best.model.params()
            };
            let base = self.with(&best.model, params).model;
            for popular in POPULAR {
                best.keep(self.with(
                    &base,
                    ItemParams {
                        popular,
                        ..*base.params()
                    },
                ));
            }
        }
        for half_life in &self.half_lives {
            let params = *best.model.params();
            best.keep(self.with(
                &best.model,
                ItemParams {
                    half_life: *half_life,
                    ..params
                },
            ));
        }
    }

    /// How fast popularity fades for those who have nothing else.
    fn cold_half_life(&self, best: &Tried) -> f64 {
        let params = *best.model.params();
        let cold = |likes: &[(u32, i64)]| likes.is_empty();
        if self.questions.persons.iter().filter(|p| cold(&p.likes)).count() < LEAST_COLD {
            return params.popular_half_life;
        }
        let mut found = (f64::NEG_INFINITY, params.popular_half_life);
        for cold_half_life in &self.half_lives {
            let params = ItemParams {
                cold_half_life: *cold_half_life,
                ..params
            };
            let model = best.model.with(&self.known, self.questions.now, params);
            let value = self.questions.value(&model, cold);
            if value > found.0 + 1e-9 {
                found = (value, *cold_half_life);
            }
        }
        found.1
    }
}

/// One person that is asked about.
#[derive(Default)]
struct Person {
    /// Known likes, by time.
    likes: Vec<(u32, i64)>,
    /// Everything known to be rated: never recommended again.
    rated: HashSet<u32>,
    /// Likes that are held back.
    held: HashSet<u32>,
}

/// What is asked of each person.
struct Questions {
    now: i64,
    persons: Vec<Person>,
}

impl Questions {
    fn of(known: &[Rated], held: &[Rated], seed: u64) -> Self {
        let mut by_user: HashMap<u32, Person> = HashMap::new();
        for row in held.iter().filter(|row| row.liked()) {
            by_user
                .entry(row.like.user)
                .or_default()
                .held
                .insert(row.like.item);
        }
        for row in known {
            if let Some(person) = by_user.get_mut(&row.like.user) {
                person.rated.insert(row.like.item);
                if row.liked() {
                    person.likes.push((row.like.item, row.like.at));
                }
            }
        }
        let mut persons: Vec<(u32, Person)> = by_user.into_iter().collect();
        persons.sort_by_key(|(user, _)| *user);
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        while persons.len() > PERSONS {
            let out = random.gen_range(0..persons.len());
            persons.swap_remove(out);
        }
        let mut persons: Vec<Person> = persons.into_iter().map(|(_, person)| person).collect();
        for person in &mut persons {
            person.likes.sort_by_key(|(item, at)| (*at, *item));
        }
        Self {
            now: known.iter().map(|r| r.like.at).max().unwrap_or(0),
            persons,
        }
    }

    /// Sum of nDCG@10 and recall@20 over the persons that are meant: two looks at one list are steadier than one.
    fn value(&self, model: &ItemModel, meant: impl Fn(&[(u32, i64)]) -> bool) -> f64 {
        let mut sum = 0.0;
        for person in self.persons.iter().filter(|p| meant(&p.likes)) {
            let scores = model.scores(&person.likes, self.now);
            let list = top(&scores, &person.rated, 20);
            let found = list.iter().filter(|item| person.held.contains(item)).count();
            sum += gain_at(&list, &person.held, 10) + found as f64 / person.held.len() as f64;
        }
        sum
    }
}
