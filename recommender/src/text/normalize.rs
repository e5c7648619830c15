//! Which spellings are the same?
//!
//! Full width becomes half width, upper case lower case, a traditional character its simplified one. Every normalised character remembers the
//! bytes of the original that it came from, so that quotes stay verbatim.

use super::simplify::simplify;

/// One normalised character and the original bytes it stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Folded {
    pub c: char,
    /// First byte in the original.
    pub start: usize,
    /// One past the last byte in the original.
    pub end: usize,
}

/// Normalises a text: half width, lower case, simplified characters.
///
/// ```
/// assert_eq!(recommender::normalize("ＡＩ　大模型"), "ai 大模型");
/// assert_eq!(recommender::normalize("智慧醫療"), "智慧医疗");
/// ```
pub fn normalize(text: &str) -> String {
    fold(text).into_iter().map(|f| f.c).collect()
}

/// As [`normalize`], with the place of each character in the original.
pub(crate) fn fold(text: &str) -> Vec<Folded> {
    text.char_indices()
        .map(|(start, c)| Folded {
            c: fold_char(c),
            start,
            end: start + c.len_utf8(),
        })
        .collect()
}

fn fold_char(c: char) -> char {
    let c = match c {
        // The full-width block repeats ASCII at a fixed distance.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00A0}' => ' ',
        _ => c,
    };
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    if is_han(c) {
        return simplify(c);
    }
    // A lower case of several characters (İ) would break the one-to-one map: it stays as it is.
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Whether a character is a Chinese ideograph.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2EBEF}'
        | '\u{F900}'..='\u{FAFF}' | '〇')
}
