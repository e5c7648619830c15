//! What is the inverse of a symmetric positive definite matrix? By blocks, so that almost all work is products; in
//! double precision, because the blocks' differences lose half of the digits.

use ndarray::{Array2, Axis};

/// Sides up to this are inverted one column after the other.
const SMALL: usize = 48;

/// The inverse of a symmetric positive definite matrix, by the blocks' Schur complement (Boyd and Vandenberghe 2004,
/// appendix C.4). `None` where it is not positive definite.
pub(crate) fn inverse(matrix: &Array2<f64>) -> Option<Array2<f64>> {
    let n = matrix.nrows();
    if n <= SMALL {
        return small(matrix);
    }
    let half = n / 2;
    let (left, right) = matrix.view().split_at(Axis(1), half);
    let (upper_left, _) = left.split_at(Axis(0), half);
    let (beside, lower_right) = right.split_at(Axis(0), half);
    let upper = inverse(&upper_left.to_owned())?;
    let moved = upper.dot(&beside);
    let complement = &lower_right - &beside.t().dot(&moved);
    let lower = inverse(&complement)?;
    let corner = moved.dot(&lower);
    let mut all = Array2::zeros((n, n));
    let (left, right) = all.view_mut().split_at(Axis(1), half);
    let (mut upper_left, mut lower_left) = left.split_at(Axis(0), half);
    let (mut upper_right, mut lower_right) = right.split_at(Axis(0), half);
    upper_left.assign(&(&upper + &corner.dot(&moved.t())));
    upper_right.assign(&(-&corner));
    lower_left.assign(&(-&corner.t()));
    lower_right.assign(&lower);
    Some(all)
}

/// Gauss-Jordan; the pivots of such a matrix are positive.
fn small(matrix: &Array2<f64>) -> Option<Array2<f64>> {
    let n = matrix.nrows();
    let mut left = matrix.clone();
    let mut right = Array2::<f64>::eye(n);
    for column in 0..n {
        let pivot = left[[column, column]];
        if pivot.is_nan() || pivot <= 1e-12 {
            return None;
        }
        for k in 0..n {
            left[[column, k]] /= pivot;
            right[[column, k]] /= pivot;
        }
        for row in 0..n {
            let factor = left[[row, column]];
            if row == column || factor == 0.0 {
                continue;
            }
            for k in 0..n {
                left[[row, k]] -= factor * left[[column, k]];
                right[[row, k]] -= factor * right[[column, k]];
            }
        }
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_the_matrix_it_is_one() {
        let n = 130;
        let a = Array2::from_shape_fn((n, n), |(i, j)| ((i * 31 + j * 17) % 23) as f64 / 23.0);
        let matrix = a.dot(&a.t()) + Array2::<f64>::eye(n) * 5.0;
        let product = matrix.dot(&inverse(&matrix).expect("positive definite"));
        let off = (&product - &Array2::<f64>::eye(n)).mapv(f64::abs);
        assert!(
            off.iter().all(|v| *v < 1e-7),
            "{:?}",
            off.iter().cloned().fold(0.0, f64::max)
        );
        assert!(inverse(&(-matrix)).is_none());
    }
}
