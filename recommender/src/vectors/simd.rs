//! How alike are two rows of bytes, as fast as the machine can tell?
//!
//! The only file of the library with `unsafe`: reading sixteen or thirty-two bytes at a time and asking for
//! memory ahead of its use cannot be written without it, and a search spends nearly all its time here. Every
//! access is inside a slice whose bounds were checked in safe code just before. The portable loop gives the
//! same integer sums, so an index answers equally on every machine.
#![allow(unsafe_code)]

/// Rows are padded to this many bytes, so that no kernel has a rest to handle.
pub(super) const LANES: usize = 32;
/// Rows that are asked for ahead of the one being read.
#[cfg(target_arch = "x86_64")]
const AHEAD: usize = 5;

/// Which kernel this machine runs; found once for each index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kernel {
    /// Plain Rust.
    Portable,
    /// 256-bit integer instructions.
    #[cfg(target_arch = "x86_64")]
    Avx2,
}

impl Kernel {
    /// The fastest kernel of this machine.
    pub fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            return Self::Avx2;
        }
        Self::Portable
    }

    /// Sums of products of `query` with the rows `slots` of `rows`, in the order of `slots`. Rows have the
    /// length of `query`, a multiple of [`LANES`]; no value is -128. A slot beyond `rows` is a bug of the
    /// caller and stops the program rather than reading elsewhere.
    pub fn dots(self, query: &[i8], rows: &[i8], slots: &[u32], out: &mut Vec<i32>) {
        out.clear();
        let width = query.len();
        assert!(width > 0 && width.is_multiple_of(LANES));
        let held = rows.len() / width;
        assert!(slots.iter().all(|s| (*s as usize) < held));
        match self {
            Self::Portable => out.extend(slots.iter().map(|slot| {
                let at = *slot as usize * width;
                portable(query, &rows[at..at + width])
            })),
            // SAFETY: the variant exists only where `detect` found AVX2; slots were checked above.
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => unsafe { x86::dots(query, rows, slots, out) },
        }
    }

    /// The same for the neighbouring rows `from..to`.
    pub fn dots_of_range(self, query: &[i8], rows: &[i8], from: usize, to: usize, out: &mut Vec<i32>) {
        out.clear();
        let width = query.len();
        assert!(width > 0 && width.is_multiple_of(LANES));
        let rows = &rows[from * width..to * width];
        match self {
            Self::Portable => out.extend(rows.chunks_exact(width).map(|row| portable(query, row))),
            // SAFETY: the variant exists only where `detect` found AVX2.
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => unsafe { x86::dots_of_all(query, rows, out) },
        }
    }

    /// Asks for a place of memory that is going to be read; does nothing where it is out of range.
    #[inline]
    pub fn ask_for<T>(self, values: &[T], at: usize) {
        #[cfg(target_arch = "x86_64")]
        if self == Self::Avx2
            && let Some(value) = values.get(at)
        {
            // SAFETY: the reference is valid, and asking ahead reads nothing.
            unsafe {
                std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(
                    std::ptr::from_ref(value).cast(),
                );
            }
        }
        #[cfg(not(target_arch = "x86_64"))]
        let _ = (values, at);
    }
}

fn portable(a: &[i8], b: &[i8]) -> i32 {
    a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum()
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m256i, _MM_HINT_T0, _mm_add_epi32, _mm_cvtsi128_si32, _mm_prefetch, _mm_shuffle_epi32,
        _mm256_abs_epi8, _mm256_add_epi32, _mm256_castsi256_si128, _mm256_extracti128_si256,
        _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_set1_epi16, _mm256_setzero_si256,
        _mm256_sign_epi8,
    };

    use super::{AHEAD, LANES};

    /// # Safety
    /// AVX2 must be there, every slot must be a row of `rows`, and `query` a multiple of `LANES` long.
    #[target_feature(enable = "avx2")]
    pub unsafe fn dots(query: &[i8], rows: &[i8], slots: &[u32], out: &mut Vec<i32>) {
        let width = query.len();
        let row = |slot: u32| rows.as_ptr().wrapping_add(slot as usize * width);
        let ask = |slot: u32| {
            for line in (0..width).step_by(64) {
                _mm_prefetch::<_MM_HINT_T0>(row(slot).wrapping_add(line));
            }
        };
        slots.iter().take(AHEAD).for_each(|slot| ask(*slot));
        for (at, slot) in slots.iter().enumerate() {
            if let Some(next) = slots.get(at + AHEAD) {
                ask(*next);
            }
            // SAFETY: the caller promises that the row is inside.
            out.push(unsafe { dot(query, row(*slot)) });
        }
    }

    /// # Safety
    /// AVX2 must be there, and `query` a multiple of `LANES` long.
    #[target_feature(enable = "avx2")]
    pub unsafe fn dots_of_all(query: &[i8], rows: &[i8], out: &mut Vec<i32>) {
        for row in rows.chunks_exact(query.len()) {
            // SAFETY: the row is as long as the query.
            out.push(unsafe { dot(query, row.as_ptr()) });
        }
    }

    /// # Safety
    /// As many bytes as `query` has must be readable at `row`.
    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn dot(query: &[i8], row: *const i8) -> i32 {
        let ones = _mm256_set1_epi16(1);
        let mut sum = _mm256_setzero_si256();
        for at in (0..query.len()).step_by(LANES) {
            // SAFETY: `at + LANES` is at most the length of both; the loads need no alignment.
            let (a, b) = unsafe {
                (
                    _mm256_loadu_si256(query.as_ptr().wrapping_add(at).cast::<__m256i>()),
                    _mm256_loadu_si256(row.wrapping_add(at).cast::<__m256i>()),
                )
            };
            // |a| times b with the sign of a. Without -128 two products fit sixteen bits: 2 * 127 * 127.
            let pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(a), _mm256_sign_epi8(b, a));
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, ones));
        }
        let half = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256::<1>(sum));
        let half = _mm_add_epi32(half, _mm_shuffle_epi32::<0b01_00_11_10>(half));
        let half = _mm_add_epi32(half, _mm_shuffle_epi32::<0b10_11_00_01>(half));
        _mm_cvtsi128_si32(half)
    }
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;

    #[test]
    fn every_kernel_gives_the_same_sums() {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        for width in [32, 64, 96, 256, 1024] {
            let rows: Vec<i8> = (0..width * 20).map(|_| random.gen_range(-127..=127)).collect();
            let extremes = [vec![127i8; width], vec![-127i8; width], rows[..width].to_vec()];
            let rows = [rows, extremes[0].clone(), extremes[1].clone()].concat();
            let slots: Vec<u32> = (0..22).rev().collect();
            for query in &extremes {
                let (mut plain, mut fast, mut range) = (Vec::new(), Vec::new(), Vec::new());
                Kernel::Portable.dots(query, &rows, &slots, &mut plain);
                Kernel::detect().dots(query, &rows, &slots, &mut fast);
                Kernel::detect().dots_of_range(query, &rows, 0, 22, &mut range);
                range.reverse();
                assert_eq!(plain, fast);
                assert_eq!(plain, range);
                let by_hand: i32 = query.iter().map(|v| i32::from(*v) * 127).sum();
                assert_eq!(plain[1], by_hand);
            }
        }
    }
}
