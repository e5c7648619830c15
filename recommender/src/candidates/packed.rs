//! How is a row's vector kept in few bytes and compared without being unpacked?
//!
//! Weights are values of a code of one byte, keywords multiples of 2^-15, from the start
//! ([`SparseVector::rounded`]), so packing loses nothing.
//! Layout: number of terms, how keywords are kept, and length of the meaning as variable-length
//! integers; the gaps between term numbers likewise; weights; keywords; the meaning, a byte each.
//!
//! A solution's keywords depend on how often it says a word, so few values occur: where there are at most
//! 16 (256), they stand once, in front of half a byte (a byte) for each term.

use crate::embed::{FINE, MEANING_FINE, SparseVector, WEIGHTS, weight_code};
use crate::vectors::Kernel;

use super::probe::Probe;

/// One vector.
#[derive(Debug, Clone)]
pub(crate) struct Packed(Box<[u8]>);

/// A weight in steps of [`FINE`].
pub(crate) fn fixed(weight: f32) -> u16 {
    (weight / FINE).round().clamp(0.0, f32::from(u16::MAX)) as u16
}

impl Packed {
    pub fn new(vector: &SparseVector) -> Self {
        let mut bytes = Vec::with_capacity(vector.terms.len() * 6 + vector.meaning.len() + 8);
        let keywords: Vec<u16> = vector.keywords.iter().map(|k| fixed(*k)).collect();
        let mut values = keywords.clone();
        values.sort_unstable();
        values.dedup();
        let values = if values.len() > 256 { Vec::new() } else { values };
        put(&mut bytes, vector.terms.len() as u32);
        put(
            &mut bytes,
            match (keywords.len(), values.len()) {
                (0, _) => ABSENT,
                (_, 0) => PLAIN,
                (_, values) => PLAIN + values as u32,
            },
        );
        put(&mut bytes, vector.meaning.len() as u32);
        let mut last = 0;
        for term in &vector.terms {
            put(&mut bytes, term - last);
            last = *term;
        }
        for weight in &vector.weights {
            bytes.push(weight_code(*weight));
        }
        for value in if values.is_empty() { &keywords } else { &values } {
            bytes.extend(value.to_le_bytes());
        }
        let places = keywords
            .iter()
            .map(|k| values.binary_search(k).unwrap_or_default() as u8);
        let places: Vec<u8> = places.collect();
        match values.len() {
            0 => {}
            1..=16 => bytes.extend(
                places
                    .chunks(2)
                    .map(|two| two[0] | two.get(1).map_or(0, |p| p << 4)),
            ),
            _ => bytes.extend(places),
        }
        let meaning = vector.meaning.iter();
        bytes.extend(meaning.map(|v| (v / MEANING_FINE).round() as i8 as u8));
        Self(bytes.into_boxed_slice())
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        self.0.len() + size_of::<Self>()
    }

    /// Asks for its bytes, which are going to be read soon.
    pub fn ask_for(&self, kernel: Kernel) {
        const LINE: usize = 64;
        for at in (0..self.0.len()).step_by(LINE) {
            kernel.ask_for(&self.0, at);
        }
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
        let count = if view.has_keywords() { view.terms } else { 0 };
        SparseVector {
            terms: self.terms().collect(),
            weights: (0..view.terms).map(|n| view.weight(n)).collect(),
            keywords: (0..count).map(|n| view.keyword(n)).collect(),
            meaning: view.meaning().collect(),
        }
    }

    /// As [`SparseVector::dot`] with the unpacked vector, to the bit.
    pub fn dot(&self, query: &Probe) -> f32 {
        let view = View::of(&self.0);
        if view.halves {
            let mut table = [0.0; 16];
            let values = table.iter_mut().take(view.values.len() / 2).enumerate();
            values.for_each(|(at, value)| *value = float(view.values, at));
            view.dot(query, |n| {
                table[usize::from(view.places[n / 2] >> (n % 2 * 4) & 15)]
            })
        } else {
            view.dot(query, |n| view.keyword(n))
        }
    }

    /// As [`SparseVector::alike`] with the unpacked vector, to the bit.
    pub fn alike(&self, query: &SparseVector) -> Option<f32> {
        let view = View::of(&self.0);
        if view.meaning.is_empty() || query.meaning.is_empty() {
            return None;
        }
        let dot: f32 = view.meaning().zip(&query.meaning).map(|(a, b)| a * b).sum();
        Some(dot.clamp(0.0, 1.0))
    }
}

/// Terms of a row that are looked at before any is added up.
const AT_ONCE: usize = 256;

/// No keywords; each as it is. A number above says how many values there are.
const ABSENT: u32 = 0;
const PLAIN: u32 = 1;

/// The parts of a packed vector.
struct View<'a> {
    terms: usize,
    gaps: &'a [u8],
    weights: &'a [u8],
    /// The keywords' values; where `places` is empty, one for each term.
    values: &'a [u8],
    places: &'a [u8],
    halves: bool,
    meaning: &'a [u8],
}

impl<'a> View<'a> {
    fn of(mut bytes: &'a [u8]) -> Self {
        let terms = take(&mut bytes) as usize;
        let kept = take(&mut bytes);
        let meaning = take(&mut bytes) as usize;
        let (values, places) = match kept {
            ABSENT => (0, 0),
            PLAIN => (terms, 0),
            kept if kept - PLAIN <= 16 => ((kept - PLAIN) as usize, terms.div_ceil(2)),
            kept => ((kept - PLAIN) as usize, terms),
        };
        let (rest, meaning) = bytes.split_at(bytes.len() - meaning);
        let (rest, places) = rest.split_at(rest.len() - places);
        let (rest, values) = rest.split_at(rest.len() - 2 * values);
        let (gaps, weights) = rest.split_at(rest.len() - terms);
        Self {
            terms,
            gaps,
            weights,
            values,
            halves: !places.is_empty() && places.len() < terms,
            places,
            meaning,
        }
    }

    /// First finds the terms that are asked for, without a branch on that: about half are, in no order that a processor
    /// could foresee. Then adds them up, which takes one addition after the other.
    #[inline]
    fn dot(&self, query: &Probe, keyword: impl Fn(usize) -> f32) -> f32 {
        let mut gaps = self.gaps;
        let (mut term, mut sum) = (0u32, 0.0f32);
        let mut held = [(0u32, 0u32); AT_ONCE];
        for first in (0..self.terms).step_by(AT_ONCE) {
            let mut count = 0;
            for n in first..self.terms.min(first + AT_ONCE) {
                // Most gaps take one byte.
                term += match gaps {
                    [gap @ 0..128, rest @ ..] => {
                        gaps = rest;
                        u32::from(*gap)
                    }
                    _ => take(&mut gaps),
                };
                let place = query.place(term);
                // What is not asked for is written over by the next.
                held[count % AT_ONCE] = (n as u32, place);
                count += usize::from(place != Probe::NOWHERE);
            }
            for &(n, place) in &held[..count] {
                let (asked, asked_keyword) = query.weights(place);
                sum += asked * self.weight(n as usize) + asked_keyword * keyword(n as usize);
            }
        }
        sum
    }

    fn has_keywords(&self) -> bool {
        !self.values.is_empty()
    }

    fn weight(&self, n: usize) -> f32 {
        self.weights
            .get(n)
            .map_or(0.0, |code| WEIGHTS[usize::from(*code)])
    }

    fn keyword(&self, n: usize) -> f32 {
        let at = if self.places.is_empty() {
            n
        } else if self.halves {
            usize::from(self.places[n / 2] >> (n % 2 * 4) & 15)
        } else {
            usize::from(self.places[n])
        };
        float(self.values, at)
    }

    fn meaning(&self) -> impl Iterator<Item = f32> {
        self.meaning.iter().map(|b| f32::from(*b as i8) * MEANING_FINE)
    }
}

/// The keyword at a place of a table; 0 beyond it.
fn float(table: &[u8], at: usize) -> f32 {
    table.get(2 * at..2 * at + 2).map_or(0.0, |pair| {
        f32::from(u16::from_le_bytes([pair[0], pair[1]])) * FINE
    })
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
    use super::{Packed, Probe};
    use crate::embed::SparseVector;

    fn sample(keywords: bool) -> SparseVector {
        let terms = vec![0, 3, 127, 128, 70_000, 3_000_000];
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
    fn keywords_are_kept_whether_few_or_many_values_occur() {
        for values in [1, 2, 15, 16, 17, 255, 256, 257, 400] {
            let vector = SparseVector {
                terms: (0..501).map(|n| n * 7).collect(),
                weights: vec![0.25; 501],
                keywords: (0..501)
                    .map(|n| 0.5 + (n * 11 % values) as f32 / 1024.0)
                    .collect(),
                meaning: Vec::new(),
            }
            .rounded();
            let packed = Packed::new(&vector);
            assert_eq!(packed.vector(), vector, "{values}");
            let (probed, whole) = (packed.dot(&Probe::new(&vector)), vector.dot(&vector));
            assert_eq!(probed.to_bits(), whole.to_bits(), "{values}");
        }
    }

    #[test]
    fn packed_and_unpacked_compare_alike_to_the_bit() {
        let (row, mut query) = (sample(true), sample(true));
        query.terms[1] = 4;
        let packed = Packed::new(&row);
        assert_eq!(
            packed.dot(&Probe::new(&query)).to_bits(),
            query.dot(&row).to_bits()
        );
        assert_eq!(packed.alike(&query), query.alike(&row));
        assert!(packed.dot(&Probe::new(&query)) > 0.0);
        assert_eq!(
            Packed::new(&sample(false)).dot(&Probe::new(&query)).to_bits(),
            query.dot(&sample(false)).to_bits()
        );
    }
}
