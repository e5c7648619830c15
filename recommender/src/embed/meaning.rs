//! Which rows mean the same with other words?
//!
//! Latent semantic analysis: the TF-IDF rows' truncated singular value decomposition by the randomised
//! method (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1). A row is folded in by adding up
//! its terms' vectors, which takes microseconds and no refit.

use linfa_linalg::eigh::{EigSort, Eigh};
use linfa_linalg::qr::QR;
use ndarray::{Array2, Axis};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::vector::SparseVector;
use crate::error::Error;

/// Length of a row's vector; as long as there are rows where these are fewer.
const DIMENSIONS: usize = 64;
/// Directions beyond those kept, for accuracy.
const OVERSAMPLING: usize = 8;
/// Fewest rows that are decomposed.
const LEAST: usize = 24;
/// Rounds of power iteration.
const ROUNDS: usize = 2;
/// Most terms that get a vector, the most frequent first: the others are too rare to have company.
const TERMS: usize = 20_000;
/// Most rows that are decomposed; more are sampled evenly.
pub(crate) const SAMPLE: usize = 4_000;

/// A vector for each known term.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Meaning {
    dimensions: usize,
    /// Term number -> place among the vectors; `u32::MAX` where it has none.
    places: Vec<u32>,
    /// Place-major, as the hexadecimal digits of little-endian f32: exact and half as long as decimals.
    #[serde(with = "hexadecimal")]
    vectors: Vec<f32>,
}

impl Meaning {
    /// Decomposes rows over `terms` numbered terms. `None` where there are fewer than [`LEAST`] rows, or hardly any
    /// shared terms: words then rank alone.
    ///
    /// Few rows make likeness sparing, not wrong, as long as every one may be a direction of its own. With 25, 37, 54
    /// and 72 of the demo's rows, and scenarios that were not among them, NDCG@10 of likeness alone is 0.76, 0.81, 0.83
    /// and 0.80 with a title as the query; with half as many directions as rows 0.69, 0.76, 0.80 and 0.73. Of the judged
    /// rows that are as like as search wants, 57, 63, 69 and 70 of a hundred are of use; 48 of all judged are.
    pub fn fit(rows: &[SparseVector], terms: usize, seed: u64) -> Result<Option<Self>, Error> {
        let directions = DIMENSIONS.min(rows.len());
        let width = (DIMENSIONS + OVERSAMPLING).min(rows.len());
        let (places, kept) = places(rows, terms);
        if rows.len() < LEAST || kept < 2 * width {
            return Ok(None);
        }
        let sparse: Vec<Vec<(usize, f32)>> = rows
            .iter()
            .map(|row| {
                let known = row.entries().map(|(t, w, _)| (places[t as usize], w));
                known
                    .filter(|(p, _)| *p != u32::MAX)
                    .map(|(p, w)| (p as usize, w))
                    .collect()
            })
            .collect();
        let failed = |e: linfa_linalg::LinalgError| Error::Model {
            reason: format!("decomposition: {e}"),
        };
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let sketch = Array2::from_shape_fn(
            (kept, width),
            |_| if random.r#gen::<bool>() { 1.0f32 } else { -1.0 },
        );
        let mut basis = times(&sparse, &sketch).qr().map_err(failed)?.generate_q();
        for _ in 0..ROUNDS {
            let back = transposed_times(&sparse, &basis, kept);
            basis = times(&sparse, &back).qr().map_err(failed)?.generate_q();
        }
        // B = Q'A is small on one side: B B' has its left singular vectors, and V = B' U / sigma.
        let b = transposed_times(&sparse, &basis, kept);
        let (values, left) = b.t().dot(&b).eigh().map_err(failed)?.sort_eig_desc();
        let mut right = b.dot(&left.slice_axis(Axis(1), (..directions).into()));
        for (mut column, value) in right.columns_mut().into_iter().zip(&values) {
            let sigma = value.max(0.0).sqrt();
            column.mapv_inplace(|v| if sigma > 1e-6 { v / sigma } else { 0.0 });
        }
        let vectors: Vec<f32> = right.iter().copied().collect();
        if vectors.iter().any(|v| !v.is_finite()) {
            return Err(Error::Model {
                reason: "decomposition gave values that are not numbers".into(),
            });
        }
        Ok(Some(Self {
            dimensions: directions,
            places,
            vectors,
        }))
    }

    /// The row's vector, of unit length; empty where it shares nothing with what was fitted.
    pub fn of(&self, row: &SparseVector) -> Vec<f32> {
        let mut sum = vec![0.0f32; self.dimensions];
        for (term, weight, _) in row.entries() {
            let Some(&place) = self.places.get(term as usize).filter(|p| **p != u32::MAX) else {
                continue;
            };
            let at = place as usize * self.dimensions;
            for (s, v) in sum.iter_mut().zip(&self.vectors[at..at + self.dimensions]) {
                *s += weight * v;
            }
        }
        let norm = sum.iter().map(|v| v * v).sum::<f32>().sqrt();
        if norm < 1e-6 {
            return Vec::new();
        }
        sum.iter_mut().for_each(|v| *v /= norm);
        sum
    }

    /// Whether the parts fit together: a saved file may be damaged.
    pub fn check(&self) -> Result<(), Error> {
        let kept = self.places.iter().filter(|p| **p != u32::MAX).count();
        let expected = kept * self.dimensions;
        if self.vectors.len() != expected {
            return Err(Error::Shape {
                field: "meaning.vectors",
                expected,
                found: self.vectors.len(),
            });
        }
        if self.places.iter().any(|p| *p != u32::MAX && *p as usize >= kept) {
            return Err(Error::Model {
                reason: "a term's vector is out of range".into(),
            });
        }
        Ok(())
    }

    /// The bytes that a digest is made of.
    pub fn bytes(&self) -> impl Iterator<Item = [u8; 4]> {
        let places = self.places.iter().map(|p| p.to_le_bytes());
        places.chain(self.vectors.iter().map(|v| v.to_le_bytes()))
    }
}

/// Places for the terms that at least two rows share, the most frequent first.
fn places(rows: &[SparseVector], terms: usize) -> (Vec<u32>, usize) {
    let mut counts = vec![0u32; terms];
    rows.iter()
        .flat_map(|r| &r.terms)
        .for_each(|t| counts[*t as usize] += 1);
    let mut shared: Vec<u32> = (0..terms as u32).filter(|t| counts[*t as usize] > 1).collect();
    shared.sort_by_key(|t| (std::cmp::Reverse(counts[*t as usize]), *t));
    shared.truncate(TERMS);
    let mut places = vec![u32::MAX; terms];
    for (place, term) in shared.iter().enumerate() {
        places[*term as usize] = place as u32;
    }
    (places, shared.len())
}

fn times(rows: &[Vec<(usize, f32)>], dense: &Array2<f32>) -> Array2<f32> {
    let mut product = Array2::zeros((rows.len(), dense.ncols()));
    for (row, mut out) in rows.iter().zip(product.rows_mut()) {
        for (term, weight) in row {
            out.scaled_add(*weight, &dense.row(*term));
        }
    }
    product
}

fn transposed_times(rows: &[Vec<(usize, f32)>], dense: &Array2<f32>, terms: usize) -> Array2<f32> {
    let mut product = Array2::zeros((terms, dense.ncols()));
    for (row, line) in rows.iter().zip(dense.rows()) {
        for (term, weight) in row {
            product.row_mut(*term).scaled_add(*weight, &line);
        }
    }
    product
}

/// Floats as hexadecimal digits.
mod hexadecimal {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(values: &[f32], serializer: S) -> Result<S::Ok, S::Error> {
        let digits: String = values.iter().map(|v| format!("{:08x}", v.to_bits())).collect();
        serializer.serialize_str(&digits)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<f32>, D::Error> {
        let digits = String::deserialize(deserializer)?;
        if digits.len() % 8 != 0 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(D::Error::custom(
                "vectors are not groups of eight hexadecimal digits",
            ));
        }
        let groups = (0..digits.len())
            .step_by(8)
            .map(|at| u32::from_str_radix(&digits[at..at + 8], 16));
        let bits: Vec<u32> = groups.collect::<Result<_, _>>().map_err(D::Error::custom)?;
        let values: Vec<f32> = bits.into_iter().map(f32::from_bits).collect();
        if values.iter().any(|v| !v.is_finite()) {
            return Err(D::Error::custom("a vector holds a value that is not a number"));
        }
        Ok(values)
    }
}
