//! How is a weight kept in one byte?
//!
//! A floating point number of its own: 4 bits of exponent, 4 of mantissa, rounded to nearest. A weight is
//! off by at most a thirty-second of itself. That is enough to choose what is looked at again, and is used
//! for nothing else.

use crate::embed::FINE;

/// The weight behind each code.
pub(super) static WEIGHTS: [f32; 256] = weights();

/// The code of a weight in steps of [`FINE`].
pub(super) fn code(steps: u16) -> u8 {
    if steps < 16 {
        return steps as u8;
    }
    let shift = 11 - steps.leading_zeros();
    let rounded = (u32::from(steps) + (1 << shift >> 1)) >> shift;
    // Rounded up to the next power of two the mantissa has one bit more; there is none above the last.
    let (shift, mantissa) = match rounded {
        32 if shift == 11 => (shift, 31),
        32 => (shift + 1, 16),
        _ => (shift, rounded),
    };
    ((shift + 1) << 4 | (mantissa & 15)) as u8
}

const fn weights() -> [f32; 256] {
    let mut weights = [0.0; 256];
    let mut code = 0;
    while code < 256 {
        let steps = if code < 16 {
            code
        } else {
            (16 | (code & 15)) << ((code >> 4) - 1)
        };
        weights[code] = steps as f32 * FINE;
        code += 1;
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::{WEIGHTS, code};
    use crate::embed::FINE;

    #[test]
    fn a_weight_is_off_by_at_most_a_thirty_second() {
        for steps in 0..=u16::MAX {
            let (weight, back) = (f32::from(steps) * FINE, WEIGHTS[usize::from(code(steps))]);
            assert!((back - weight).abs() <= weight / 32.0, "{steps}: {weight} {back}");
        }
    }

    #[test]
    fn codes_are_in_the_order_of_their_weights() {
        let codes: Vec<u8> = (0..=u16::MAX).map(code).collect();
        assert!(codes.is_sorted());
        assert!(
            codes
                .iter()
                .all(|c| code((WEIGHTS[usize::from(*c)] / FINE) as u16) == *c)
        );
    }
}
