//! Which simplified character stands for a traditional one?
//!
//! A table of single characters that have one simplified form wherever they stand; those whose form
//! depends on the word (乾, 著, 瞭) are left as they are. One character stays one character, so that
//! quotes keep their places.

use std::sync::LazyLock;

/// Traditional and simplified characters by turns, ascending: the single characters of OpenCC's `TSCharacters` (Apache-2.0)
/// that have one simplified form, with 於, 徵 and 銲, and without 昇, which is written so in 昇腾.
const PAIRS: &str = include_str!("simplified.txt");

const FIRST: u32 = 0x4E00;
const COUNT: usize = 0x5200;

static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = (FIRST..FIRST + COUNT as u32).filter_map(char::from_u32).collect();
    let mut characters = PAIRS.chars().filter(|c| *c != '\n');
    while let (Some(from), Some(to)) = (characters.next(), characters.next()) {
        if let Some(place) = table.get_mut((from as u32).wrapping_sub(FIRST) as usize) {
            *place = to;
        }
    }
    table
});

/// The simplified form of a character; any other character is its own.
pub(super) fn simplify(c: char) -> char {
    TABLE
        .get((c as u32).wrapping_sub(FIRST) as usize)
        .copied()
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, simplify};

    #[test]
    fn the_table_is_whole_and_what_is_simplified_stays() {
        let all: Vec<char> = PAIRS.chars().filter(|c| *c != '\n').collect();
        assert!(all.len() > 5_600 && all.len().is_multiple_of(2));
        for pair in all.chunks(2) {
            assert_ne!(pair[0], pair[1], "{pair:?}");
            assert_eq!(simplify(pair[0]), pair[1], "{pair:?}");
            assert_eq!(simplify(pair[1]), pair[1], "{pair:?}: no chain");
        }
    }
}
