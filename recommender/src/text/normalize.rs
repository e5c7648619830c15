//! Which spellings are the same?
//!
//! Unicode's compatibility form NFKC (full and half width, ligatures, circled figures, ㎜ and ㎡), then lower
//! case, then the simplified character for a traditional one; characters that are not seen (zero width, soft
//! hyphens, variation selectors) are dropped. Every normalised character remembers the bytes of the original
//! that it came from, so that quotes stay verbatim: one original may become several characters (㎡ is m and 2),
//! and a letter with its combining marks becomes one.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::simplify::simplify;

/// One normalised character and the original bytes it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Folded {
    pub c: char,
    /// First byte in the original.
    pub start: usize,
    /// One past the last byte in the original.
    pub end: usize,
    /// Whether the original is a capital of ASCII: capitals tell the parts of a name.
    pub capital: bool,
}

impl Folded {
    /// Anything but a capital letter.
    fn plain(c: char, start: usize, end: usize) -> Self {
        Self {
            c,
            start,
            end,
            capital: false,
        }
    }
}

/// Normalises a text: NFKC, lower case, simplified characters, nothing unseen. What is normal stays as it is.
///
/// ```
/// assert_eq!(recommender::normalize("ＡＩ　大模型"), "ai 大模型");
/// assert_eq!(recommender::normalize("智慧醫療 50㎡"), "智慧医疗 50m2");
/// ```
pub fn normalize(text: &str) -> String {
    unfold(&fold(text))
}

/// The normalised characters as one text.
pub(crate) fn unfold(folded: &[Folded]) -> String {
    // As many bytes as Chinese takes, and one list of this size is cheaper than growing.
    let mut text = String::with_capacity(folded.len() * 3);
    text.extend(folded.iter().map(|f| f.c));
    text
}

/// As [`normalize`], with the place of each character in the original.
pub(crate) fn fold(text: &str) -> Vec<Folded> {
    let bytes = text.as_bytes();
    // Chinese takes three bytes a character, and one list of this size is cheaper than growing.
    let mut folded = Vec::with_capacity(text.len() / 2 + 8);
    let mut start = 0;
    while start < bytes.len() {
        let first = bytes[start];
        if first < 0x80 && !continues_at(text, start + 1) {
            let c = char::from(first.to_ascii_lowercase());
            folded.push(Folded {
                c,
                start,
                end: start + 1,
                capital: first.is_ascii_uppercase(),
            });
            start += 1;
            continue;
        }
        // The block of common Chinese characters, of three bytes each: nothing composes with them.
        if let [first @ 0xE4..=0xE9, second, third, ..] = bytes[start..] {
            let [first, second, third] = [first & 0x0F, second & 0x3F, third & 0x3F].map(u32::from);
            if let Some(c @ '\u{4E00}'..='\u{9FFF}') = char::from_u32(first << 12 | second << 6 | third) {
                let (c, end) = (simplify(c), start + 3);
                folded.push(Folded::plain(c, start, end));
                start = end;
                continue;
            }
        }
        let Some(c) = text[start..].chars().next() else {
            break;
        };
        let end = start + c.len_utf8();
        match quick(c) {
            Some(c) if !continues_at(text, end) => {
                folded.push(Folded::plain(c, start, end));
                start = end;
            }
            _ => start = slow(text, start, end, &mut folded),
        }
    }
    folded
}

/// The normal form of the characters that most texts are made of; none where more must be looked at.
fn quick(c: char) -> Option<char> {
    match c {
        '\u{3000}' => Some(' '),
        '\u{3001}'..='\u{3029}' => Some(c),
        // The full-width block repeats ASCII at a fixed distance.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).map(|c| c.to_ascii_lowercase()),
        _ => None,
    }
}

/// A character with all that composes with it, as one; gives the first byte after it.
fn slow(text: &str, start: usize, mut end: usize, folded: &mut Vec<Folded>) -> usize {
    while continues_at(text, end) {
        end += text[end..].chars().next().map_or(1, char::len_utf8);
    }
    let seen = text[start..end].chars().filter(|c| !unseen(*c));
    for c in seen.nfkc().flat_map(char::to_lowercase).nfkc() {
        let c = if is_han(c) { simplify(c) } else { c };
        folded.push(Folded::plain(c, start, end));
    }
    end
}

/// Whether the character at this byte may become one with what precedes it, or is not seen.
fn continues_at(text: &str, at: usize) -> bool {
    // Below U+0080 and from U+4000 to U+9FFF there is none.
    match text.as_bytes().get(at) {
        None | Some(..0x80 | 0xE4..=0xE9) => false,
        Some(_) => text[at..].chars().next().is_some_and(continues),
    }
}

fn continues(c: char) -> bool {
    if unseen(c) {
        return true;
    }
    if matches!(c, '\u{3000}'..='\u{3029}' | '\u{FF01}'..='\u{FF5E}' | '\u{2010}'..='\u{206F}') {
        return false;
    }
    // What decomposes is judged by its first part: the half-width voicing mark of Japanese is a mark.
    std::iter::once(c).nfkd().next().is_some_and(|first| {
        canonical_combining_class(first) != 0 || is_nfkc_quick(std::iter::once(first)) == IsNormalized::Maybe
    })
}

/// Characters without a shape of their own: a word with one inside is still that word.
fn unseen(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// Whether a character is a Chinese ideograph.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2EBEF}'
        | '\u{F900}'..='\u{FAFF}' | '〇')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::{fold, is_han, normalize, unseen};

    /// What the fast ways must equal: the whole text by the book. Cut at marks of several letters only.
    fn by_the_book(text: &str) -> String {
        let seen = text.chars().filter(|c| !unseen(*c));
        let normal = seen.nfkc().flat_map(char::to_lowercase).nfkc();
        normal
            .map(|c| if is_han(c) { super::simplify(c) } else { c })
            .collect()
    }

    #[test]
    fn every_character_is_normalised_by_the_book_and_once_is_enough() {
        let mut seen = 0;
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b");
            let normal = normalize(&text);
            assert_eq!(normal, by_the_book(&text), "{c:?}");
            assert_eq!(normalize(&normal), normal, "{c:?}: normal stays");
            seen += 1;
        }
        assert!(seen > 1_000_000);
    }

    #[test]
    fn what_composes_is_one_and_every_place_is_of_the_original() {
        let pieces = [
            "e", "\u{301}", "ｅ", "智", "醫", "㎡", "ﬁ", "①", "ｶ", "ﾞ", "ᄒ", "ᅡ", "ᆫ", "\u{200b}", "İ", "，",
            " ", "200", "ms", "℃", "\u{323}", "豈", "\u{FE0F}", "\u{AD}", "🙂", "…",
        ];
        // A small generator of its own: the same texts each time.
        let mut state = 17_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize % below
        };
        for _ in 0..4_000 {
            let text: String = (0..next(9)).map(|_| pieces[next(pieces.len())]).collect();
            let folded = fold(&text);
            let normal: String = folded.iter().map(|f| f.c).collect();
            assert_eq!(normal, by_the_book(&text), "{text:?}");
            assert_eq!(normalize(&normal), normal, "{text:?}: normal stays");
            for f in &folded {
                assert!(f.start < f.end, "{text:?}: {f:?}");
                assert!(
                    text.get(f.start..f.end).is_some(),
                    "{text:?}: {f:?} cuts a character"
                );
            }
            let mut places = folded.windows(2);
            assert!(
                places.all(|p| p[0] == p[1] || p[0].end <= p[1].start || p[0].start == p[1].start),
                "{text:?}: {folded:?}"
            );
        }
        let square = fold("50㎡");
        let places: Vec<_> = square.iter().map(|f| (f.c, f.start, f.end)).collect();
        assert_eq!(places, [('5', 0, 1), ('0', 1, 2), ('m', 2, 5), ('2', 2, 5)]);
        assert_eq!(fold("e\u{301}").len(), 1);
    }
}
