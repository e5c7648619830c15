//! How is a vector kept in one and a half bytes a number, and compared without being unpacked?
//!
//! A vector of unit length is a step of its own and two layers of whole numbers: eight bits that the search
//! reads, and four more that only the last few rows are compared by. Value = step * (high + low / 16).

use super::simd::{Kernel, LANES};

/// Largest number of the upper layer; -128 is left out so that two products fit sixteen bits.
const TOP: f32 = 127.0;
/// Steps of the lower layer within one of the upper.
const FINE: f32 = 16.0;
/// Largest number of a query's fine layer.
const FINEST: f32 = 32_767.0;
/// Products are summed in 32 bits over so many numbers, then in 64: 16 * 32,767 * 2,040 fits.
const BLOCK: usize = 16;

/// The rows of an index, by slot.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Codes {
    /// Numbers in a vector.
    pub dimensions: usize,
    /// The same, padded for the kernels.
    pub width: usize,
    pub kernel: Kernel,
    /// Upper layer, `width` a row.
    pub high: Vec<i8>,
    /// Lower layer, two a byte, `width / 2` a row.
    pub low: Vec<u8>,
    /// Step of each row.
    pub steps: Vec<f32>,
}

/// A vector that rows are compared with.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub high: Vec<i8>,
    pub step: f32,
    fine: Vec<i16>,
    fine_step: f32,
}

impl Codes {
    pub fn new(dimensions: usize) -> Self {
        Self {
            dimensions,
            width: dimensions.next_multiple_of(LANES),
            kernel: Kernel::detect(),
            high: Vec::new(),
            low: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// Rows.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Room for so many more rows, and no more.
    pub fn reserve(&mut self, rows: usize) {
        self.high.reserve_exact(rows * self.width);
        self.low.reserve_exact(rows * self.width / 2);
        self.steps.reserve_exact(rows);
    }

    /// Bytes that the rows take.
    pub fn bytes(&self) -> usize {
        self.high.capacity() + self.low.capacity() + self.steps.capacity() * 4
    }

    /// Adds a vector of unit length.
    pub fn push(&mut self, unit: &[f32]) {
        let step = largest(unit) / TOP;
        self.steps.push(step);
        let mut byte = 0u8;
        for at in 0..self.width {
            let value = unit.get(at).copied().unwrap_or(0.0) / step;
            let high = nearest(value).clamp(-TOP, TOP);
            let low = nearest((value - high) * FINE).clamp(-8.0, 7.0);
            self.high.push(high as i8);
            let nibble = (low as i8 + 8) as u8;
            if at % 2 == 0 {
                byte = nibble;
            } else {
                self.low.push(byte | nibble << 4);
            }
        }
    }

    /// The rows `kept`, ascending, move to the front in their order; the others go.
    pub fn keep(&mut self, kept: &[u32]) {
        for (to, from) in kept.iter().map(|s| *s as usize).enumerate() {
            let (w, half) = (self.width, self.width / 2);
            self.high.copy_within(from * w..(from + 1) * w, to * w);
            self.low.copy_within(from * half..(from + 1) * half, to * half);
            self.steps[to] = self.steps[from];
        }
        self.high.truncate(kept.len() * self.width);
        self.low.truncate(kept.len() * self.width / 2);
        self.steps.truncate(kept.len());
    }

    /// The upper layer of a row.
    pub fn row(&self, slot: u32) -> &[i8] {
        let at = slot as usize * self.width;
        &self.high[at..at + self.width]
    }

    /// A vector of unit length as something to compare with.
    pub fn ask(&self, unit: &[f32]) -> Asked {
        let top = largest(unit);
        let (step, fine_step) = (top / TOP, top / FINEST);
        let value = |at: usize| unit.get(at).copied().unwrap_or(0.0);
        Asked {
            high: (0..self.width)
                .map(|at| nearest(value(at) / step) as i8)
                .collect(),
            step,
            fine: (0..self.width)
                .map(|at| nearest(value(at) / fine_step) as i16)
                .collect(),
            fine_step,
        }
    }

    /// The cosine by both layers of the row and sixteen bits of the query, in whole numbers: the same on
    /// every machine.
    pub fn finely(&self, asked: &Asked, slot: u32) -> f32 {
        let at = slot as usize * self.width;
        let high = &self.high[at..at + self.width];
        let low = &self.low[at / 2..(at + self.width) / 2];
        let mut sum = 0i64;
        let blocks = asked.fine.chunks_exact(BLOCK).zip(high.chunks_exact(BLOCK));
        for ((fine, high), low) in blocks.zip(low.chunks_exact(BLOCK / 2)) {
            let mut part = 0i32;
            for i in 0..BLOCK / 2 {
                let first = i32::from(high[2 * i]) * 16 + i32::from(low[i] & 15) - 8;
                let second = i32::from(high[2 * i + 1]) * 16 + i32::from(low[i] >> 4) - 8;
                part += first * i32::from(fine[2 * i]) + second * i32::from(fine[2 * i + 1]);
            }
            sum += i64::from(part);
        }
        (sum as f64 / f64::from(FINE) * f64::from(asked.fine_step) * f64::from(self.steps[slot as usize]))
            as f32
    }
}

/// Rounds halves away from zero; `f32::round` is a call of its own on plain x86-64.
fn nearest(value: f32) -> f32 {
    (value + 0.5f32.copysign(value)) as i32 as f32
}

fn largest(unit: &[f32]) -> f32 {
    unit.iter().fold(f32::MIN_POSITIVE, |most, v| most.max(v.abs()))
}
