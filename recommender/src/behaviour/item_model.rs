//! Which items go with which? EASE (Steck 2019, "Embarrassingly shallow autoencoders for sparse data"): the item-item
//! weights that rebuild everybody's likes from their other likes have a closed form. Beside it stands what is popular
//! lately. Recent likes of a person weigh more in the list.

use std::sync::Arc;

use ndarray::Array2;

use super::inverse::inverse;
use crate::error::Error;

/// Items that the closed form is worked out for: its cost grows with the cube, 4,000 take some ten seconds on one core. The most liked lately come first; others are ranked by popularity and text.
pub(crate) const MAX_ITEMS: usize = 5_000;
/// Likes of one person that are read, the latest first.
const MAX_LIKES: usize = 2_000;
/// Ratings of a mean item that an item's share of likes starts from: one good rating is not yet a good item.
const HUMBLE: f32 = 5.0;

/// How the model reads likes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemParams {
    /// Ridge of the fit, more than 0; larger trusts rare company less.
    pub ridge: f32,
    /// Share of likes that the fit imagines to be missing, from 0 to below 1: a ridge that grows with an item's
    /// frequency (Steck 2020, "Autoencoders that don't overfit towards the identity").
    pub missing: f32,
    /// How much a rating below a like counts in the fit, from 0 to 1: it says at least what a person met.
    pub weak: f32,
    /// Time after which a like of a person counts half in the list, in seconds; infinite: never.
    pub half_life: f64,
    /// Time after which a rating counts half for what is popular lately, in seconds.
    pub popular_half_life: f64,
    /// The same for persons without likes, who have nothing else to go by.
    pub cold_half_life: f64,
    /// Weight of popularity beside the item model, 0 or more.
    pub popular: f32,
    /// Weight of likeness of texts beside the item model, 0 or more.
    pub content: f32,
}

impl Default for ItemParams {
    fn default() -> Self {
        Self {
            ridge: 150.0,
            missing: 0.5,
            weak: 0.0,
            half_life: f64::INFINITY,
            popular_half_life: f64::INFINITY,
            cold_half_life: f64::INFINITY,
            popular: 0.02,
            content: 0.0,
        }
    }
}

impl ItemParams {
    /// Weight of a cold row's neighbours: a row that nobody met stands a little behind those that are like it.
    pub const COLD: f32 = 0.7;

    /// # Errors
    /// [`Error::Parameter`] for a value outside its range.
    pub fn check(&self) -> Result<(), Error> {
        let wrong = |field, expected, found: f64| {
            Err(Error::Parameter {
                field,
                expected,
                found: found.to_string(),
            })
        };
        if !(self.ridge > 0.0 && self.ridge.is_finite()) {
            return wrong("ridge", "a finite number above 0", self.ridge.into());
        }
        if !(0.0..1.0).contains(&self.missing) {
            return wrong("missing", "a share from 0 to below 1", self.missing.into());
        }
        if !(0.0..=1.0).contains(&self.weak) {
            return wrong("weak", "a share from 0 to 1", self.weak.into());
        }
        for (field, value) in [
            ("half_life", self.half_life),
            ("popular_half_life", self.popular_half_life),
            ("cold_half_life", self.cold_half_life),
        ] {
            if value.is_nan() || value <= 0.0 {
                return wrong(field, "seconds above 0", value);
            }
        }
        for (field, value) in [("popular", self.popular), ("content", self.content)] {
            if !(value >= 0.0 && value.is_finite()) {
                return wrong(field, "a finite number from 0 on", value.into());
            }
        }
        Ok(())
    }
}

/// One like by the numbers of its person and item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Like {
    /// Number of the person.
    pub user: u32,
    /// Number of the item.
    pub item: u32,
    /// When, seconds since 1970.
    pub at: i64,
}

/// One rating: 1 is a like, below is the share of a like that it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rated {
    pub like: Like,
    pub share: f32,
}

impl Rated {
    pub fn liked(&self) -> bool {
        self.share >= 1.0
    }
}

/// A fitted item model.
#[derive(Debug, Clone)]
pub struct ItemModel {
    params: ItemParams,
    /// Item number -> row of the weights; `u32::MAX` where it has none.
    places: Vec<u32>,
    /// The items that have weights, in the order of their rows.
    kept: Vec<u32>,
    weights: Arc<Array2<f32>>,
    /// Popularity of every item, the most popular 1.
    popular: Vec<f32>,
    /// The same for persons without likes.
    cold: Vec<f32>,
}

fn decay(age: i64, half_life: f64) -> f32 {
    if half_life.is_infinite() {
        return 1.0;
    }
    (-(age.max(0) as f64) / half_life * std::f64::consts::LN_2).exp() as f32
}

impl ItemModel {
    /// Fits the model to likes among `items` numbered items, as of `now`.
    ///
    /// # Errors
    /// [`Error::Parameter`]; [`Error::TooFew`] without likes; [`Error::Model`] where the weights cannot be worked out.
    pub fn fit(likes: &[Like], items: usize, now: i64, params: ItemParams) -> Result<Self, Error> {
        let rated: Vec<Rated> = likes
            .iter()
            .map(|like| Rated {
                like: *like,
                share: 1.0,
            })
            .collect();
        Self::fit_rated(&rated, items, now, params)
    }

    /// Fits the model to ratings.
    pub(crate) fn fit_rated(
        rated: &[Rated],
        items: usize,
        now: i64,
        params: ItemParams,
    ) -> Result<Self, Error> {
        params.check()?;
        if !rated.iter().any(Rated::liked) {
            return Err(Error::TooFew {
                what: "likes".to_owned(),
                least: 1,
            });
        }
        let popular = popularity(rated, items, now, params.popular_half_life);
        let kept = most(&popular, rated, items);
        let mut places = vec![u32::MAX; items];
        for (place, item) in kept.iter().enumerate() {
            places[*item as usize] = place as u32;
        }
        let weights = Arc::new(weights(rated, &places, kept.len(), &params)?);
        let cold = popularity(rated, items, now, params.cold_half_life);
        Ok(Self {
            params,
            places,
            kept,
            weights,
            popular,
            cold,
        })
    }

    /// The same weights, with these half-lives and this share of popularity.
    pub(crate) fn with(&self, rated: &[Rated], now: i64, params: ItemParams) -> Self {
        let items = self.places.len();
        let again = |old: &Vec<f32>, before: f64, half_life: f64| {
            if before == half_life {
                old.clone()
            } else {
                popularity(rated, items, now, half_life)
            }
        };
        Self {
            popular: again(
                &self.popular,
                self.params.popular_half_life,
                params.popular_half_life,
            ),
            cold: again(&self.cold, self.params.cold_half_life, params.cold_half_life),
            params,
            ..self.clone()
        }
    }

    /// The parameters it was fitted with.
    pub fn params(&self) -> &ItemParams {
        &self.params
    }

    /// Scores of all items for somebody with these likes, as of `now`. Without likes: what is popular lately.
    pub fn scores(&self, likes: &[(u32, i64)], now: i64) -> Vec<f32> {
        if likes.is_empty() {
            return self.cold.clone();
        }
        let mut scores: Vec<f32> = self.popular.iter().map(|p| p * self.params.popular).collect();
        let mut inner = vec![0.0f32; self.kept.len()];
        for &(item, at) in likes.iter().rev().take(MAX_LIKES) {
            let place = self.places[item as usize];
            if place == u32::MAX {
                continue;
            }
            let weight = decay(now - at, self.params.half_life);
            if let Some(row) = self.weights.row(place as usize).as_slice() {
                inner.iter_mut().zip(row).for_each(|(sum, w)| *sum += weight * w);
            }
        }
        for (item, score) in self.kept.iter().zip(inner) {
            scores[*item as usize] += score;
        }
        scores
    }
}

/// How often each item was rated lately, times its share of likes; the most popular 1.
fn popularity(rated: &[Rated], items: usize, now: i64, half_life: f64) -> Vec<f32> {
    let mut lately = vec![0.0f32; items];
    let mut counts = vec![(0.0f32, 0.0f32); items];
    let mut liked = 0.0;
    for row in rated {
        let item = row.like.item as usize;
        lately[item] += decay(now - row.like.at, half_life);
        counts[item].1 += 1.0;
        if row.liked() {
            counts[item].0 += 1.0;
            liked += 1.0;
        }
    }
    let mean = liked / (rated.len().max(1) as f32);
    for (lately, (liked, all)) in lately.iter_mut().zip(counts) {
        *lately *= (liked + HUMBLE * mean) / (all + HUMBLE);
    }
    let top = lately.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    lately.iter_mut().for_each(|p| *p /= top);
    lately
}

/// The items that get weights: the most popular lately first, then the most rated at all.
fn most(popular: &[f32], rated: &[Rated], items: usize) -> Vec<u32> {
    let mut all = vec![0u32; items];
    for row in rated {
        all[row.like.item as usize] += 1;
    }
    let mut order: Vec<u32> = (0..items as u32).filter(|i| all[*i as usize] > 0).collect();
    order.sort_by(|a, b| {
        let (a, b) = (*a as usize, *b as usize);
        popular[b]
            .total_cmp(&popular[a])
            .then(all[b].cmp(&all[a]))
            .then(a.cmp(&b))
    });
    order.truncate(MAX_ITEMS);
    order.sort_unstable();
    order
}

/// The closed form: P = (X'X + ridge + missing / (1 - missing) diag(X'X))^-1, weights -P_ij / P_jj, nothing on the
/// diagonal.
fn weights(rated: &[Rated], places: &[u32], kept: usize, params: &ItemParams) -> Result<Array2<f32>, Error> {
    let mut by_user: Vec<(u32, u32, f32)> = rated
        .iter()
        .map(|r| {
            let weight = if r.liked() { 1.0 } else { params.weak * r.share };
            (r.like.user, places[r.like.item as usize], weight)
        })
        .filter(|(_, place, weight)| *place != u32::MAX && *weight > 0.0)
        .collect();
    // Of two ratings of one item the better one stays.
    by_user.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    by_user.dedup_by_key(|(user, place, _)| (*user, *place));
    let mut gram = Array2::<f64>::zeros((kept, kept));
    for group in by_user.chunk_by(|a, b| a.0 == b.0) {
        for (_, i, a) in group {
            if let Some(line) = gram.row_mut(*i as usize).as_slice_mut() {
                for (_, j, b) in group {
                    line[*j as usize] += f64::from(a * b);
                }
            }
        }
    }
    let (ridge, missing) = (f64::from(params.ridge), f64::from(params.missing));
    gram.diag_mut()
        .iter_mut()
        .for_each(|v| *v += ridge + missing / (1.0 - missing) * *v);
    let exact = inverse(&gram).ok_or_else(|| Error::Model {
        reason: "the item model's matrix is not positive definite".to_owned(),
    })?;
    let diagonal = exact.diag();
    let mut p = Array2::from_shape_fn((kept, kept), |(i, j)| (-exact[[i, j]] / diagonal[j]) as f32);
    p.diag_mut().fill(0.0);
    if p.iter().any(|v| !v.is_finite()) {
        return Err(Error::Model {
            reason: "the item model gave weights that are not numbers".to_owned(),
        });
    }
    Ok(p)
}
