//! What speaks for an item? Every signal that the blend weighs, as numbers that compare across persons.

use super::companions::Company;
use super::history::{Histories, Rated};
use super::item_model::{ItemModel, ItemParams};
use super::popular::{CURVES, Popularity};
use super::questions::Kind;
use crate::error::Error;

/// Names of the signals, in their order.
pub(crate) const NAMES: [&str; SIGNALS] = [
    "popular",
    "popular lately 0.3",
    "popular lately 0.1",
    "popular lately 0.03",
    "popular lately 0.01",
    "popular lately 0.003",
    "met first",
    "liked share",
    "age",
    "item model",
    "item model, log",
    "item model, recent",
    "item model, recent, log",
    "near",
    "near, log",
    "near, long",
    "near, long, log",
    "together",
    "together, log",
    "together, recent",
    "together, recent, log",
    "people",
    "people, log",
    "people lately",
    "people lately, log",
];
/// Signals that need no history of the person.
pub(crate) const COLD: usize = CURVES + 2;
const PERSONAL: usize = 8;
const SIGNALS: usize = COLD + 2 * PERSONAL;

/// Events after which an event of a person counts half, where recent events count more.
const RECENT: f32 = 10.0;
/// The same for nearness.
const NEAR: f32 = 5.0;
/// The same for nearness with a long memory.
const LONG: f32 = 40.0;
/// Part of the time after which what people like a person did counts half.
const LATELY: f64 = 0.1;
/// What a rating below a like counts for nearness at least: it was met.
const MET: f32 = 0.3;
/// The best items that one number stands for: one item is an accident.
const BEST: usize = 10;
/// The same for popularity.
const POPULAR: usize = 20;
/// Moments of a person's history that stand for all.
const MOMENTS: usize = 7;

/// Everything that is worked out from known ratings.
#[derive(Debug, Clone)]
pub(crate) struct Signals {
    kind: Kind,
    items: usize,
    histories: Histories,
    model: ItemModel,
    company: Company,
    popularity: Popularity,
    /// The signals of items where all are asked for at the end, so that they are the same for everybody.
    end: Vec<Vec<f32>>,
    /// First and last time.
    times: (i64, i64),
}

impl Signals {
    /// Works the signals out for `users` persons and `items` items.
    ///
    /// # Errors
    /// As [`ItemModel::fit`].
    pub fn fit(rated: &[Rated], users: usize, items: usize, kind: Kind) -> Result<Self, Error> {
        let histories = Histories::of(rated, users);
        let params = ItemParams::default();
        let times = || rated.iter().map(|r| r.like.at);
        let mut signals = Self {
            kind,
            items,
            model: ItemModel::fit_rated(&histories, items, params)?,
            company: Company::of(&histories, items, params),
            popularity: Popularity::of(&histories, items, kind != Kind::Later),
            histories,
            end: Vec::new(),
            times: (times().min().unwrap_or(0), times().max().unwrap_or(0)),
        };
        if kind == Kind::Later {
            signals.end = signals.of_items(&[signals.popularity.end()]);
        }
        Ok(signals)
    }

    /// What is known of a person.
    pub fn events(&self, user: u32) -> &[Rated] {
        self.histories.person(user)
    }

    /// Whether anybody rated each item.
    pub fn met(&self) -> Vec<bool> {
        let mut met = vec![false; self.items];
        self.histories
            .rows()
            .iter()
            .for_each(|row| met[row.like.item as usize] = true);
        met
    }

    /// The signals of every item for a person: [`COLD`] rows where nothing is known of the person, else all.
    pub fn of(&self, user: u32) -> Vec<Vec<f32>> {
        let events = self.histories.person(user);
        let moments = self.moments(events);
        let mut all = if self.end.is_empty() {
            self.of_items(&moments)
        } else {
            self.end.clone()
        };
        if !events.is_empty() {
            for scores in self.personal(user, events, &moments) {
                let [level, log] = levels(scores, events);
                all.extend([level, log]);
            }
        }
        all
    }

    /// The moments that a person is asked about.
    fn moments(&self, events: &[Rated]) -> Vec<usize> {
        let bin = |row: &Rated| self.popularity.bin(row.like.at);
        match (self.kind, events) {
            (Kind::Later, _) | (_, []) => vec![self.popularity.end()],
            (Kind::Each, [.., last]) => vec![bin(last)],
            (Kind::Mixed, events) => {
                let count = events.len().min(MOMENTS);
                let step = (events.len() - 1) as f32 / (count.max(2) - 1) as f32;
                (0..count)
                    .map(|n| bin(&events[(n as f32 * step) as usize]))
                    .collect()
            }
        }
    }

    fn of_items(&self, moments: &[usize]) -> Vec<Vec<f32>> {
        let mut all: Vec<Vec<f32>> = self.popularity.at(moments);
        for curve in &mut all {
            let best = mean_of_best(curve, POPULAR) + 1e-9;
            curve.iter_mut().for_each(|c| *c = (*c / best + 1e-3).ln());
        }
        all.push(self.popularity.liked.iter().map(|l| (l + 1e-3).ln()).collect());
        let (start, end) = self.times;
        let span = end.saturating_sub(start).max(1) as f32;
        let mut first = vec![end; self.items];
        for row in self.histories.rows() {
            let first = &mut first[row.like.item as usize];
            *first = (*first).min(row.like.at);
        }
        all.push(
            first
                .into_iter()
                .map(|at| (end.saturating_sub(at) as f32 / span).sqrt())
                .collect(),
        );
        all
    }

    /// Scores of every item by each model that reads the person's history.
    fn personal(&self, user: u32, events: &[Rated], moments: &[usize]) -> [Vec<f32>; PERSONAL] {
        let weak = ItemParams::default();
        let count = events.len();
        let fade = |half_life: f32| move |place: usize| 0.5f32.powf((count - 1 - place) as f32 / half_life);
        let always = |_: usize| 1.0;
        let with = |weight: &dyn Fn(&Rated) -> f32, fade: &dyn Fn(usize) -> f32| -> Vec<(u32, f32)> {
            events
                .iter()
                .enumerate()
                .map(|(place, row)| (row.like.item, weight(row) * fade(place)))
                .collect()
        };
        let rating = |row: &Rated| weak.weight(row);
        let met = |row: &Rated| MET + (1.0 - MET) * weak.weight(row);
        let liked = |row: &Rated| if row.liked() { 1.0 } else { 0.0 };
        let mut scores: [Vec<f32>; PERSONAL] = std::array::from_fn(|_| vec![0.0; self.items]);
        let [
            model,
            recent,
            near,
            long,
            together,
            together_recent,
            people,
            lately,
        ] = &mut scores;
        self.model.add(with(&rating, &always).into_iter(), model);
        self.model.add(with(&rating, &fade(RECENT)).into_iter(), recent);
        self.company.near.add(with(&met, &fade(NEAR)).into_iter(), near);
        self.company.near.add(with(&met, &fade(LONG)).into_iter(), long);
        self.company
            .together
            .add(with(&liked, &always).into_iter(), together);
        self.company
            .together
            .add(with(&liked, &fade(RECENT)).into_iter(), together_recent);
        let moment = moments.iter().sum::<usize>() as f64 / moments.len().max(1) as f64;
        let half = LATELY * (self.popularity.end() + 1) as f64;
        let fades: Vec<f32> = (0..=self.popularity.end())
            .map(|bin| 0.5f64.powf((bin as f64 - moment).abs() / half) as f32)
            .collect();
        for (other, alike) in self.company.people(events, Some(user), &self.histories) {
            for row in self.histories.person(other) {
                let weight = alike * weak.weight(row);
                people[row.like.item as usize] += weight;
                lately[row.like.item as usize] += weight * fades[self.popularity.bin(row.like.at)];
            }
        }
        scores
    }
}

/// Scores as parts of the best that the person has not met, and the logarithm of that.
fn levels(mut scores: Vec<f32>, events: &[Rated]) -> [Vec<f32>; 2] {
    let seen: Vec<(usize, f32)> = events
        .iter()
        .map(|row| (row.like.item as usize, scores[row.like.item as usize]))
        .collect();
    seen.iter().for_each(|(item, _)| scores[*item] = 0.0);
    let best = mean_of_best(&scores, BEST);
    // What is known is never listed, but a new row may stand beside it.
    seen.iter().for_each(|(item, score)| scores[*item] = *score);
    if best <= 1e-9 {
        return [vec![0.0; scores.len()], vec![0.03f32.ln(); scores.len()]];
    }
    scores.iter_mut().for_each(|s| *s = (*s / best).clamp(-1.0, 2.0));
    let log = scores.iter().map(|s| (s.max(0.0) + 0.03).ln()).collect();
    [scores, log]
}

/// Mean of the largest values.
fn mean_of_best(values: &[f32], count: usize) -> f32 {
    let mut largest = values.to_vec();
    let count = count.min(largest.len());
    if count == 0 {
        return 0.0;
    }
    if largest.len() > count {
        largest.select_nth_unstable_by(count - 1, |a, b| b.total_cmp(a));
        largest.truncate(count);
    }
    largest.sort_unstable_by(f32::total_cmp);
    largest.iter().sum::<f32>() / count as f32
}
