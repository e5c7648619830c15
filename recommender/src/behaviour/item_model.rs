//! Which items go with which? EASE (Steck 2019, "Embarrassingly shallow autoencoders for sparse data"): the item-item
//! weights that rebuild everybody's likes from their other likes have a closed form. Recent likes weigh more, in the
//! fit and in the list.

use ndarray::Array2;

use super::inverse::inverse;
use crate::error::Error;

/// Items that the closed form is worked out for: its cost grows with the cube, 4,000 take some ten seconds on one core. The most liked lately come first; others are ranked by popularity and text.
pub(crate) const MAX_ITEMS: usize = 5_000;
/// Likes of one person that are read, the latest first.
const MAX_LIKES: usize = 2_000;

/// How the model reads likes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemParams {
    /// Ridge of the fit, more than 0; larger trusts rare company less.
    pub ridge: f32,
    /// Time after which a like of a person counts half, in seconds; infinite: never.
    pub half_life: f64,
    /// Time after which a like counts half for what is popular lately, in seconds.
    pub popular_half_life: f64,
    /// Weight of popularity beside the item model, 0 or more.
    pub popular: f32,
    /// Weight of likeness of texts beside the item model, 0 or more.
    pub content: f32,
}

impl Default for ItemParams {
    fn default() -> Self {
        Self {
            ridge: 300.0,
            half_life: f64::INFINITY,
            popular_half_life: f64::INFINITY,
            popular: 0.05,
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
        for (field, value) in [
            ("half_life", self.half_life),
            ("popular_half_life", self.popular_half_life),
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

/// A fitted item model.
#[derive(Debug, Clone)]
pub struct ItemModel {
    params: ItemParams,
    /// Item number -> row of the weights; `u32::MAX` where it has none.
    places: Vec<u32>,
    /// The items that have weights, in the order of their rows.
    kept: Vec<u32>,
    weights: Array2<f32>,
    /// Popularity of every item, the most popular 1.
    popular: Vec<f32>,
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
        params.check()?;
        if likes.is_empty() {
            return Err(Error::TooFew {
                what: "likes".to_owned(),
                least: 1,
            });
        }
        let mut popular = vec![0.0f32; items];
        for like in likes {
            popular[like.item as usize] += decay(now - like.at, params.popular_half_life);
        }
        let kept = most(&popular, likes, items);
        let mut places = vec![u32::MAX; items];
        for (place, item) in kept.iter().enumerate() {
            places[*item as usize] = place as u32;
        }
        let weights = weights(likes, &places, kept.len(), &params)?;
        let top = popular.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        popular.iter_mut().for_each(|p| *p /= top);
        Ok(Self {
            params,
            places,
            kept,
            weights,
            popular,
        })
    }

    /// The same weights with another share of popularity.
    pub(crate) fn with_popularity(&self, popular: f32) -> Self {
        let mut other = self.clone();
        other.params.popular = popular;
        other
    }

    /// The parameters it was fitted with.
    pub fn params(&self) -> &ItemParams {
        &self.params
    }

    /// Scores of all items for somebody with these likes, as of `now`. Without likes: what is popular lately.
    pub fn scores(&self, likes: &[(u32, i64)], now: i64) -> Vec<f32> {
        let mut scores: Vec<f32> = self.popular.iter().map(|p| p * self.params.popular).collect();
        if likes.is_empty() {
            return self.popular.clone();
        }
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

/// The items that get weights: the most popular lately first, then the most liked at all.
fn most(popular: &[f32], likes: &[Like], items: usize) -> Vec<u32> {
    let mut all = vec![0u32; items];
    for like in likes {
        all[like.item as usize] += 1;
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

/// The closed form: P = (X'X + ridge)^-1, weights -P_ij / P_jj, nothing on the diagonal.
fn weights(likes: &[Like], places: &[u32], kept: usize, params: &ItemParams) -> Result<Array2<f32>, Error> {
    let mut by_user: Vec<(u32, u32, i64)> = likes
        .iter()
        .map(|l| (l.user, places[l.item as usize], l.at))
        .filter(|(_, place, _)| *place != u32::MAX)
        .collect();
    by_user.sort_unstable();
    by_user.dedup_by_key(|(user, place, _)| (*user, *place));
    let mut gram = Array2::<f64>::zeros((kept, kept));
    for group in by_user.chunk_by(|a, b| a.0 == b.0) {
        let latest = group.iter().map(|(.., at)| *at).max().unwrap_or(0);
        // What somebody liked long before says less about what goes with what they like now.
        let row: Vec<(usize, f64)> = group
            .iter()
            .map(|(_, place, at)| (*place as usize, f64::from(decay(latest - at, params.half_life))))
            .collect();
        for (i, a) in &row {
            if let Some(line) = gram.row_mut(*i).as_slice_mut() {
                row.iter().for_each(|(j, b)| line[*j] += a * b);
            }
        }
    }
    gram.diag_mut()
        .iter_mut()
        .for_each(|v| *v += f64::from(params.ridge));
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
