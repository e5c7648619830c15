//! How do columns become orthonormal when there are many rows and few columns?
//!
//! By the Cholesky factor of their small Gram matrix (CholeskyQR), which reads the rows twice and is nearly all
//! matrix products. A column that the ones before it leave nothing of becomes zero instead of noise. The Gram
//! matrix is summed over fixed blocks of rows in a fixed order, so threads do not change a bit.

use ndarray::{Array2, ArrayView2, linalg::general_mat_mul, s};

use super::svd::PANEL;
use crate::parallel;

/// Rows of a block.
pub(super) const BLOCK: usize = 2_048;
/// What must be left of a column's squared length, as a part of it. f32 products know some seven digits.
const LEFT: f64 = 1e-6;

/// A row of a panel, on cache lines of its own: rows are read in any order.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Line(pub [f32; PANEL]);

/// A tall matrix in panels of [`PANEL`] columns, each panel row by row.
#[derive(Debug, Clone)]
pub(super) struct Tall {
    pub rows: usize,
    pub panels: Vec<Vec<Line>>,
}

impl Tall {
    pub fn columns(&self) -> usize {
        self.panels.len() * PANEL
    }

    fn blocks(&self) -> usize {
        self.rows.div_ceil(BLOCK)
    }

    /// Rows `from..` of a block side by side.
    fn block(&self, block: usize) -> Array2<f32> {
        let from = block * BLOCK;
        let to = (from + BLOCK).min(self.rows);
        let mut out = Array2::zeros((to - from, self.columns()));
        for (at, panel) in self.panels.iter().enumerate() {
            for (mut row, values) in out.rows_mut().into_iter().zip(&panel[from..to]) {
                for (to, value) in row
                    .slice_mut(s![at * PANEL..(at + 1) * PANEL])
                    .iter_mut()
                    .zip(values.0)
                {
                    *to = value;
                }
            }
        }
        out
    }

    /// Sum of the products of each two columns.
    pub fn gram(&self, threads: usize) -> Array2<f64> {
        let parts = parallel::each_of(threads, self.blocks(), |block| {
            let rows = self.block(block);
            product(rows.t(), rows.view())
        });
        sum(parts, self.columns())
    }

    /// The columns times a small matrix.
    pub fn times(&mut self, small: &Array2<f32>, threads: usize) {
        let width = small.ncols().div_ceil(PANEL);
        let parts = parallel::each_of(threads, self.blocks(), |block| {
            product(self.block(block).view(), small.view())
        });
        self.panels = vec![Vec::with_capacity(self.rows); width];
        for part in parts {
            for row in part.rows() {
                for (at, panel) in self.panels.iter_mut().enumerate() {
                    let mut values = [0.0; PANEL];
                    let from = row.slice(s![at * PANEL..((at + 1) * PANEL).min(row.len())]);
                    values.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
                    panel.push(Line(values));
                }
            }
        }
    }

    /// Makes the columns orthonormal; those that depend on others become zero.
    pub fn orthonormalise(&mut self, threads: usize) {
        let inverse = inverse_factor(&self.gram(threads));
        self.times(&inverse.mapv(|v| v as f32), threads);
    }
}

/// `a` times `b`.
pub(super) fn product(a: ArrayView2<f32>, b: ArrayView2<f32>) -> Array2<f32> {
    let mut out = Array2::zeros((a.nrows(), b.ncols()));
    general_mat_mul(1.0, &a, &b, 0.0, &mut out);
    out
}

pub(super) fn sum(parts: Vec<Array2<f32>>, side: usize) -> Array2<f64> {
    let mut sum = Array2::zeros((side, side));
    for part in parts {
        sum.zip_mut_with(&part, |sum, part| *sum += f64::from(*part));
    }
    sum
}

/// R inverse, where R'R is the Gram matrix; columns that depend on those before them are zero.
fn inverse_factor(gram: &Array2<f64>) -> Array2<f64> {
    let side = gram.nrows();
    let mut factor = Array2::<f64>::zeros((side, side));
    for row in 0..side {
        let above = factor.slice(s![..row, row]).mapv(|v| v * v).sum();
        let left = gram[[row, row]] - above;
        if left <= LEFT * gram[[row, row]] || left <= f64::MIN_POSITIVE {
            continue;
        }
        let pivot = left.sqrt();
        for column in row..side {
            let known = factor.slice(s![..row, row]).dot(&factor.slice(s![..row, column]));
            factor[[row, column]] = (gram[[row, column]] - known) / pivot;
        }
        factor[[row, row]] = pivot;
    }
    let mut inverse = Array2::<f64>::zeros((side, side));
    for column in 0..side {
        if factor[[column, column]] == 0.0 {
            continue;
        }
        inverse[[column, column]] = 1.0 / factor[[column, column]];
        for row in (0..column).rev() {
            if factor[[row, row]] == 0.0 {
                continue;
            }
            let known = factor
                .slice(s![row, row + 1..=column])
                .dot(&inverse.slice(s![row + 1..=column, column]));
            inverse[[row, column]] = -known / factor[[row, row]];
        }
    }
    inverse
}
