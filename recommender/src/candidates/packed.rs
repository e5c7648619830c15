//! How is a row's vector kept in few bytes and compared without being unpacked?
//!
//! Weights are multiples of 2^-15 from the start ([`SparseVector::rounded`]), so packing loses nothing.
//! Layout: number of terms, whether there are keywords, and length of the meaning as variable-length
//! integers; the gaps between term numbers likewise; weights, keywords; the meaning, a byte each.

use crate::embed::{FINE, MEANING_FINE, SparseVector};

/// One vector.
#[derive(Debug, Clone)]
pub(crate) struct Packed(Box<[u8]>);

/// A weight as it is stored.
pub(crate) fn fixed(weight: f32) -> u16 {
    (weight / FINE).round().clamp(0.0, f32::from(u16::MAX)) as u16
}

impl Packed {
    pub fn new(vector: &SparseVector) -> Self {
        let mut bytes = Vec::with_capacity(vector.terms.len() * 6 + vector.meaning.len() + 8);
        let keywords = !vector.keywords.is_empty();
        put(&mut bytes, vector.terms.len() as u32);
        put(&mut bytes, u32::from(keywords));
        put(&mut bytes, vector.meaning.len() as u32);
        let mut last = 0;
        for term in &vector.terms {
            put(&mut bytes, term - last);
            last = *term;
        }
        for weight in vector.weights.iter().chain(&vector.keywords) {
            bytes.extend(fixed(*weight).to_le_bytes());
        }
        let meaning = vector.meaning.iter();
        bytes.extend(meaning.map(|v| (v / MEANING_FINE).round() as i8 as u8));
        Self(bytes.into_boxed_slice())
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        self.0.len() + size_of::<Self>()
    }

    /// The terms of the row, ascending.
    pub fn terms(&self) -> impl Iterator<Item = u32> {
        let mut view = View::of(&self.0);
        let mut last = 0;
        (0..view.terms).map(move |_| {
            last += take(&mut view.gaps);
            last
        })
    }

    /// The vector that was packed, exactly.
    pub fn vector(&self) -> SparseVector {
        let view = View::of(&self.0);
        let (weights, keywords) = view.tables();
        let floats = |table: &[u8]| table.chunks_exact(2).map(|c| float(c[0], c[1])).collect();
        Self::rebuilt(
            self.terms().collect(),
            floats(weights),
            floats(keywords),
            view.meaning,
        )
    }

    fn rebuilt(terms: Vec<u32>, weights: Vec<f32>, keywords: Vec<f32>, meaning: &[u8]) -> SparseVector {
        SparseVector {
            terms,
            weights,
            keywords,
            meaning: meaning
                .iter()
                .map(|b| f32::from(*b as i8) * MEANING_FINE)
                .collect(),
        }
    }

    /// As [`SparseVector::dot`] with the unpacked vector, to the bit.
    pub fn dot(&self, query: &SparseVector) -> f32 {
        let mut view = View::of(&self.0);
        let (weights, keywords) = view.tables();
        let (mut at, mut term, mut sum) = (0usize, 0u32, 0.0f32);
        for n in 0..view.terms {
            term += take(&mut view.gaps);
            while at < query.terms.len() && query.terms[at] < term {
                at += 1;
            }
            if at == query.terms.len() {
                break;
            }
            if query.terms[at] == term {
                let value = |table: &[u8]| match table.get(2 * n..2 * n + 2) {
                    Some(pair) => float(pair[0], pair[1]),
                    None => 0.0,
                };
                let keyword = query.keywords.get(at).copied().unwrap_or(0.0);
                sum += query.weights[at] * value(weights) + keyword * value(keywords);
            }
        }
        sum
    }

    /// As [`SparseVector::alike`] with the unpacked vector, to the bit.
    pub fn alike(&self, query: &SparseVector) -> Option<f32> {
        let meaning = View::of(&self.0).meaning;
        if meaning.is_empty() || query.meaning.is_empty() {
            return None;
        }
        let values = meaning.iter().map(|b| f32::from(*b as i8) * MEANING_FINE);
        let dot: f32 = values.zip(&query.meaning).map(|(a, b)| a * b).sum();
        Some(dot.clamp(0.0, 1.0))
    }
}

/// The parts of a packed vector.
struct View<'a> {
    terms: usize,
    gaps: &'a [u8],
    tables: &'a [u8],
    meaning: &'a [u8],
}

impl<'a> View<'a> {
    fn of(mut bytes: &'a [u8]) -> Self {
        let terms = take(&mut bytes) as usize;
        let keywords = take(&mut bytes) as usize;
        let meaning = take(&mut bytes) as usize;
        let (rest, meaning) = bytes.split_at(bytes.len() - meaning);
        let (gaps, tables) = rest.split_at(rest.len() - 2 * terms * (1 + keywords));
        Self {
            terms,
            gaps,
            tables,
            meaning,
        }
    }

    /// Weights and keywords; the latter may be empty.
    fn tables(&self) -> (&'a [u8], &'a [u8]) {
        self.tables.split_at(2 * self.terms)
    }
}

fn float(low: u8, high: u8) -> f32 {
    f32::from(u16::from_le_bytes([low, high])) * FINE
}

/// Seven bits a byte, the lowest first; the top bit says that more follow.
fn put(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 128 {
        bytes.push((value & 127) as u8 | 128);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn take(bytes: &mut &[u8]) -> u32 {
    let (mut value, mut shift) = (0u32, 0);
    while let Some((first, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= u32::from(first & 127) << shift;
        if first & 128 == 0 {
            break;
        }
        shift += 7;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::Packed;
    use crate::embed::SparseVector;

    fn sample(keywords: bool) -> SparseVector {
        let terms = vec![0, 3, 127, 128, 70_000, 3_000_000_000];
        let weights = vec![0.5, 0.1, 0.25, 0.7, 0.01, 0.3];
        SparseVector {
            keywords: if keywords {
                weights.iter().map(|w| w * 2.0).collect()
            } else {
                Vec::new()
            },
            terms,
            weights,
            meaning: vec![0.5, -0.5, 0.1, 1.0],
        }
        .rounded()
    }

    #[test]
    fn packing_loses_nothing() {
        for vector in [sample(true), sample(false), SparseVector::default()] {
            assert_eq!(Packed::new(&vector).vector(), vector);
        }
    }

    #[test]
    fn packed_and_unpacked_compare_alike_to_the_bit() {
        let (row, mut query) = (sample(true), sample(true));
        query.terms[1] = 4;
        let packed = Packed::new(&row);
        assert_eq!(packed.dot(&query).to_bits(), query.dot(&row).to_bits());
        assert_eq!(packed.alike(&query), query.alike(&row));
        assert!(packed.dot(&query) > 0.0);
        assert_eq!(
            Packed::new(&sample(false)).dot(&query).to_bits(),
            query.dot(&sample(false)).to_bits()
        );
    }
}
