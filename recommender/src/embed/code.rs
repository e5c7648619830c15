//! How is a weight kept in one byte?
//!
//! A floating point number of its own with `BITS` bits of mantissa, rounded to nearest: off by at most one part in
//! 2^(BITS + 1). Below 2^BITS steps it counts the steps themselves.

use super::vector::FINE;

/// Steps of [`SparseVector`](super::SparseVector)'s TF-IDF weights: 5 bits of mantissa reach from a 2048th to just
/// below 2.
pub(crate) const WEIGHT_STEP: f32 = 1.0 / 2048.0;

/// TF-IDF weights behind their codes, 5 bits of mantissa: what rows are ranked by.
pub(crate) static WEIGHTS: [f32; 256] = table::<5>(WEIGHT_STEP);
/// Weights behind codes of 4 bits of mantissa in steps of [`FINE`]: enough to choose what is looked at again.
pub(crate) static COARSE: [f32; 256] = table::<4>(FINE);

/// The code whose TF-IDF weight is nearest; of two as near, the larger.
pub(crate) fn weight_code(weight: f32) -> u8 {
    let above = WEIGHTS.partition_point(|w| *w < weight).min(255);
    let below = above.saturating_sub(1);
    if weight - WEIGHTS[below] < WEIGHTS[above] - weight {
        below as u8
    } else {
        above as u8
    }
}

/// The code of so many steps. More than fit are taken as the largest number.
pub(crate) fn code<const BITS: u32>(steps: u16) -> u8 {
    let implicit = 1u32 << BITS;
    let steps = u32::from(steps);
    if steps < implicit {
        return steps as u8;
    }
    let shift = 31 - steps.leading_zeros() - BITS;
    let rounded = (steps + (1 << shift >> 1)) >> shift;
    // Rounded up to the next power of two the mantissa has one bit more.
    let (shift, mantissa) = if rounded == 2 * implicit {
        (shift + 1, implicit)
    } else {
        (shift, rounded)
    };
    (((shift + 1) << BITS) | (mantissa & (implicit - 1))).min(255) as u8
}

const fn table<const BITS: u32>(step: f32) -> [f32; 256] {
    let implicit = 1usize << BITS;
    let mut weights = [0.0; 256];
    let mut code = 0;
    while code < 256 {
        let steps = if code < implicit {
            code
        } else {
            (implicit | (code & (implicit - 1))) << ((code >> BITS) - 1)
        };
        weights[code] = steps as f32 * step;
        code += 1;
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::{COARSE, FINE, WEIGHT_STEP, WEIGHTS, code, weight_code};

    #[test]
    fn a_coarse_weight_is_off_by_at_most_a_thirty_second() {
        for steps in 0..=u16::MAX {
            let (weight, back) = (f32::from(steps) * FINE, COARSE[usize::from(code::<4>(steps))]);
            assert!((back - weight).abs() <= weight / 32.0, "{steps}: {weight} {back}");
        }
    }

    #[test]
    fn a_weight_is_off_by_at_most_a_sixty_fourth_or_half_a_step() {
        for n in 0..=8_000u16 {
            let weight = f32::from(n) / 4096.0;
            let back = WEIGHTS[usize::from(weight_code(weight))];
            let bound = (weight / 64.0).max(WEIGHT_STEP / 2.0) + 1e-6;
            assert!((back - weight).abs() <= bound, "{weight} {back}");
        }
        assert_eq!((weight_code(-1.0), weight_code(9.0)), (0, 255));
    }

    #[test]
    fn codes_are_in_the_order_of_their_weights_and_code_themselves() {
        let codes: Vec<u8> = (0..=u16::MAX).map(code::<4>).collect();
        assert!(codes.is_sorted());
        for table in [&WEIGHTS, &COARSE] {
            assert!(table.is_sorted());
        }
        for code in 0..=u8::MAX {
            assert_eq!(weight_code(WEIGHTS[usize::from(code)]), code);
        }
    }
}
