//! Which items go with which? EASE (Steck 2019, "Embarrassingly shallow autoencoders for sparse data"): the item-item
//! weights that rebuild everybody's likes from their other likes have a closed form.

use ndarray::Array2;

use super::history::{Histories, Like, Rated};
use super::inverse::inverse;
use crate::error::Error;

/// Items that the closed form is worked out for: its cost grows with the cube. The most liked come first; the others
/// are ranked by their companions, by popularity and by text.
pub(crate) const MAX_ITEMS: usize = 4_000;

/// How the closed form reads likes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemParams {
    /// Ridge of the fit, more than 0; larger trusts rare company less.
    pub ridge: f32,
    /// Share of likes that the fit imagines to be missing, from 0 to below 1: a ridge that grows with an item's
    /// frequency (Steck 2020, "Autoencoders that don't overfit towards the identity").
    pub missing: f32,
    /// How much a rating below a like counts in the fit, from 0 to 1: it says at least what a person met.
    pub weak: f32,
}

impl Default for ItemParams {
    fn default() -> Self {
        Self {
            ridge: 150.0,
            missing: 0.5,
            weak: 0.3,
        }
    }
}

impl ItemParams {
    /// # Errors
    /// [`Error::Parameter`] for a value outside its range.
    pub fn check(&self) -> Result<(), Error> {
        let wrong = |field, expected, found: f32| {
            Err(Error::Parameter {
                field,
                expected,
                found: found.to_string(),
            })
        };
        if !(self.ridge > 0.0 && self.ridge.is_finite()) {
            return wrong("ridge", "a finite number above 0", self.ridge);
        }
        if !(0.0..1.0).contains(&self.missing) {
            return wrong("missing", "a share from 0 to below 1", self.missing);
        }
        if !(0.0..=1.0).contains(&self.weak) {
            return wrong("weak", "a share from 0 to 1", self.weak);
        }
        Ok(())
    }

    /// What a rating counts.
    pub(crate) fn weight(&self, rated: &Rated) -> f32 {
        if rated.liked() {
            1.0
        } else {
            self.weak * rated.share
        }
    }
}

/// The fitted weights between items.
#[derive(Debug, Clone)]
pub struct ItemModel {
    /// Item number -> row of the weights; `u32::MAX` where it has none.
    places: Vec<u32>,
    /// The items that have weights, in the order of their rows.
    kept: Vec<u32>,
    weights: Array2<f32>,
}

impl ItemModel {
    /// Fits the weights to likes among `items` numbered items.
    ///
    /// # Errors
    /// [`Error::Parameter`]; [`Error::TooFew`] without likes; [`Error::Model`] where the weights cannot be worked out.
    pub fn fit(likes: &[Like], items: usize, params: ItemParams) -> Result<Self, Error> {
        let rated: Vec<Rated> = likes
            .iter()
            .map(|like| Rated {
                like: *like,
                share: 1.0,
            })
            .collect();
        let users = likes.iter().map(|l| l.user as usize + 1).max().unwrap_or(0);
        Self::fit_rated(&Histories::of(&rated, users), items, params)
    }

    /// Fits the weights to ratings.
    pub(crate) fn fit_rated(histories: &Histories, items: usize, params: ItemParams) -> Result<Self, Error> {
        params.check()?;
        if !histories.rows().iter().any(Rated::liked) {
            return Err(Error::TooFew {
                what: "likes".to_owned(),
                least: 1,
            });
        }
        let kept = most_liked(histories, items);
        let mut places = vec![u32::MAX; items];
        for (place, item) in kept.iter().enumerate() {
            places[*item as usize] = place as u32;
        }
        let weights = weights(histories, &places, kept.len(), &params)?;
        Ok(Self {
            places,
            kept,
            weights,
        })
    }

    /// Adds to `scores`, one per item, what follows from these items, each with its weight.
    pub fn add(&self, from: impl Iterator<Item = (u32, f32)>, scores: &mut [f32]) {
        let mut inner = vec![0.0f32; self.kept.len()];
        for (item, weight) in from {
            let place = self.places.get(item as usize).copied().unwrap_or(u32::MAX);
            if place == u32::MAX || weight == 0.0 {
                continue;
            }
            if let Some(row) = self.weights.row(place as usize).as_slice() {
                inner.iter_mut().zip(row).for_each(|(sum, w)| *sum += weight * w);
            }
        }
        for (item, score) in self.kept.iter().zip(inner) {
            scores[*item as usize] += score;
        }
    }
}

/// The items that get weights: the most liked.
fn most_liked(histories: &Histories, items: usize) -> Vec<u32> {
    let mut likes = vec![0u32; items];
    for row in histories.rows().iter().filter(|row| row.liked()) {
        likes[row.like.item as usize] += 1;
    }
    let mut order: Vec<u32> = (0..items as u32).filter(|i| likes[*i as usize] > 0).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(likes[*i as usize]), *i));
    order.truncate(MAX_ITEMS);
    order.sort_unstable();
    order
}

/// The closed form: P = (X'X + ridge + missing / (1 - missing) diag(X'X))^-1, weights -P_ij / P_jj, nothing on the
/// diagonal.
fn weights(
    histories: &Histories,
    places: &[u32],
    kept: usize,
    params: &ItemParams,
) -> Result<Array2<f32>, Error> {
    let mut gram = Array2::<f64>::zeros((kept, kept));
    for events in histories.persons() {
        let row: Vec<(u32, f32)> = events
            .iter()
            .map(|r| (places[r.like.item as usize], params.weight(r)))
            .filter(|(place, weight)| *place != u32::MAX && *weight > 0.0)
            .collect();
        for (i, a) in &row {
            if let Some(line) = gram.row_mut(*i as usize).as_slice_mut() {
                for (j, b) in &row {
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
