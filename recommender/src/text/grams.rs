//! What are texts compared by, and as which number is it known?
//!
//! Nearly all of it is single characters and pairs of them, so these are handed on as characters: no text is written
//! for them, and what holds terms finds them by a number instead of by their bytes.

use super::analyzer::TokenKind;
use super::normalize::{Folded, is_han};
use super::units::{canonical, figure_at, starts_number, within_number};

/// One form of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Gram<'a> {
    /// A single Chinese character.
    Char(char),
    /// Two neighbouring Chinese characters.
    Pair(char, char),
    /// Letters, a number, a quantity, a concept, or what holds letters and numbers together.
    Form(&'a str, TokenKind),
}

impl<'a> Gram<'a> {
    pub fn kind(self) -> TokenKind {
        match self {
            Self::Char(_) => TokenKind::Char,
            Self::Pair(..) => TokenKind::Pair,
            Self::Form(_, kind) => kind,
        }
    }

    /// The form as a text, which characters are written into `buffer` for.
    pub fn form(self, buffer: &'a mut String) -> &'a str {
        buffer.clear();
        match self {
            Self::Char(c) => buffer.push(c),
            Self::Pair(first, second) => buffer.extend([first, second]),
            Self::Form(form, _) => return form,
        }
        buffer
    }

    /// A number that no other form of any kind has; `None` for a form of more than seven bytes that is not of
    /// characters.
    #[inline]
    pub fn code(self) -> Option<u64> {
        /// Bits that a character takes.
        const CHAR: u32 = 21;
        let kind = u64::from(self.kind() as u8) << KIND;
        match self {
            Self::Char(c) => Some(kind | u64::from(c)),
            Self::Pair(first, second) => Some(kind | u64::from(first) << CHAR | u64::from(second)),
            Self::Form(form, _) => {
                let mut bytes = [0; 8];
                bytes[..7].get_mut(..form.len())?.copy_from_slice(form.as_bytes());
                Some(kind | u64::from_le_bytes(bytes))
            }
        }
    }
}

/// Where a code keeps what kind of form it is of.
const KIND: u32 = 56;

/// The code of a thesaurus's topic: no form has it.
pub(crate) fn topic_code(view: usize, topic: u32) -> u64 {
    /// Beyond every [`TokenKind`].
    const TOPIC: u64 = 0x80;
    TOPIC << KIND | (view as u64) << u32::BITS | u64::from(topic)
}

/// Characters, pairs, letters, numbers and quantities, with the first and last index into `folded`.
pub(super) fn grams(folded: &[Folded], mut each: impl FnMut(Gram<'_>, usize, usize)) {
    let mut form = String::with_capacity(32);
    // The character before, and where it stands.
    let mut previous: Option<(char, usize)> = None;
    let mut at = 0;
    while at < folded.len() {
        let c = folded[at].c;
        if is_han(c) {
            each(Gram::Char(c), at, at);
            if let Some((before, from)) = previous {
                each(Gram::Pair(before, c), from, at);
            }
            if starts_number(c)
                && previous.is_none_or(|(before, _)| !within_number(before))
                && let Some((Some(figure), _)) = figure_at(folded, at)
                // 一种, 两路 and 三人 are ways of speaking more often than figures.
                && !matches!(figure.dimension, "种" | "路" | "人")
            {
                form.clear();
                canonical(&figure, &mut form);
                each(Gram::Form(&form, TokenKind::Quantity), at, figure.to - 1);
            }
            previous = Some((c, at));
            at += 1;
            continue;
        }
        let start = at;
        if c.is_ascii_digit() {
            form.clear();
            while at < folded.len() {
                let digit = folded[at].c.is_ascii_digit();
                let point = folded[at].c == '.' && folded.get(at + 1).is_some_and(|f| f.c.is_ascii_digit());
                if !digit && !point {
                    break;
                }
                form.push(folded[at].c);
                at += 1;
            }
            each(Gram::Form(&form, TokenKind::Number), start, at - 1);
            // After a comma the number has begun before: 1,500 is not 500.
            let begins = start < 2 || folded[start - 1].c != ',' || !folded[start - 2].c.is_ascii_digit();
            if begins && let Some((Some(figure), _)) = figure_at(folded, start) {
                form.clear();
                canonical(&figure, &mut form);
                each(Gram::Form(&form, TokenKind::Quantity), start, figure.to - 1);
            }
            previous = None;
        } else if c.is_alphabetic() {
            form.clear();
            while at < folded.len() && folded[at].c.is_alphabetic() && !is_han(folded[at].c) {
                form.push(folded[at].c);
                at += 1;
            }
            each(Gram::Form(&form, TokenKind::Latin), start, at - 1);
            previous = None;
        } else {
            // One blank does not end a run of characters; anything else does.
            if c != ' ' || previous.is_some_and(|(_, from)| from + 1 != at) {
                previous = None;
            }
            at += 1;
        }
    }
}

/// The parts of a run of letters that its capitals tell, with their first and last index: `PaddleOCR` is paddle and
/// ocr as well. Only such as stand for something by themselves, of three letters or of two capitals; none of a run with
/// a part of a single letter, for SaaS and iPhone are one word.
pub(super) fn capital_parts(
    folded: &[Folded],
    from: usize,
    last: usize,
    mut each: impl FnMut(&str, usize, usize),
) {
    /// Less behind several capitals is an ending: GPUs.
    const WORD: usize = 3;
    let run = &folded[from..=last];
    let capital = |at: usize| run.get(at).is_some_and(|f| f.capital);
    let starts = |at: &usize| {
        let word_follows = run.len() - at >= WORD && !capital(at + 1);
        capital(*at) && (!capital(at - 1) || word_follows)
    };
    let mut cuts: Vec<usize> = (1..run.len()).filter(starts).collect();
    if cuts.is_empty() {
        return;
    }
    cuts.insert(0, 0);
    cuts.push(run.len());
    if cuts.windows(2).any(|part| part[1] - part[0] < 2) {
        return;
    }
    let mut form = String::new();
    for part in cuts.windows(2) {
        let letters = &run[part[0]..part[1]];
        if letters.len() < WORD && letters.iter().any(|f| !f.capital) {
            continue;
        }
        form.clear();
        form.extend(letters.iter().map(|f| f.c));
        each(&form, from + part[0], from + part[1] - 1);
    }
}

/// Each three neighbours of a run of more letters, as often as it has them. A run of three is a name by itself: RAG is
/// no part of storage.
pub(super) fn threes(
    folded: &[Folded],
    from: usize,
    last: usize,
    each: &mut impl FnMut(Gram<'_>, usize, usize),
) {
    if last - from < 3 {
        return;
    }
    let mut form = String::with_capacity(12);
    for (at, letters) in folded[from..=last].windows(3).enumerate() {
        form.clear();
        form.extend(letters.iter().map(|f| f.c));
        each(Gram::Form(&form, TokenKind::Letters), from + at, from + at + 2);
    }
}

/// A number with the character, or the run of letters, that it touches on either side; a single blank or hyphen between
/// them is left out, so that GPT-4 and GPT4 are one.
pub(super) fn joined(
    folded: &[Folded],
    from: usize,
    last: usize,
    each: &mut impl FnMut(Gram<'_>, usize, usize),
) {
    let at = |place: usize| folded.get(place).map(|f| f.c);
    let between = |c: Option<char>| matches!(c, Some(' ' | '-'));
    let letter = |place: usize| at(place).is_some_and(|c| c.is_alphabetic() && !is_han(c));
    let han = |place: usize| at(place).is_some_and(is_han);
    let mut join = |parts: [std::ops::Range<usize>; 2]| {
        let form: String = parts.iter().cloned().flatten().map(|n| folded[n].c).collect();
        let (first, end) = (parts[0].start, parts[1].end);
        each(Gram::Form(&form, TokenKind::Joined), first, end - 1);
    };
    let number = from..last + 1;
    let end = from - usize::from(from > 0 && between(at(from - 1)));
    if end > 0 {
        let mut start = end - 1;
        if han(start) {
            join([start..end, number.clone()]);
        } else if letter(start) {
            while start > 0 && letter(start - 1) {
                start -= 1;
            }
            join([start..end, number.clone()]);
        }
    }
    let start = last + 1 + usize::from(between(at(last + 1)));
    if han(start) {
        join([number, start..start + 1]);
    } else if letter(start) {
        let letters = (start..folded.len()).take_while(|n| letter(*n)).count();
        join([number, start..start + letters]);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Gram, TokenKind, capital_parts, topic_code};
    use crate::text::fold;

    #[test]
    fn capitals_tell_the_parts_of_a_name() {
        for (name, parts) in [
            ("PaddleOCR", &["paddle", "ocr"][..]),
            ("OCRServer", &["ocr", "server"]),
            ("OpenCV", &["open", "cv"]),
            ("MySQL", &["sql"]),
            ("DeepSeek", &["deep", "seek"]),
            ("GraphRAGKit", &["graph", "rag", "kit"]),
            ("SaaS", &[]),
            ("IoT", &[]),
            ("GPUs", &[]),
            ("iPhone", &[]),
            ("WiFi", &[]),
            ("YOLOv", &[]),
            ("ORACLE", &[]),
            ("Oracle", &[]),
            ("paddleocr", &[]),
        ] {
            let mut found = Vec::new();
            let folded = fold(name);
            capital_parts(&folded, 0, folded.len() - 1, |part, from, last| {
                assert_eq!(name[from..=last].to_lowercase(), part);
                found.push(part.to_owned());
            });
            assert_eq!(found, parts, "{name}");
        }
    }

    #[test]
    fn letters_go_three_by_three_and_numbers_with_what_they_touch() {
        for (text, forms) in [
            (
                "PaddleOCR",
                &["pad", "add", "ddl", "dle", "leo", "eoc", "ocr"][..],
            ),
            ("7号线", &["7号"]),
            ("巫师3", &["师3"]),
            ("GPT-4", &["gpt4"]),
            ("GPT4", &["gpt4"]),
            ("yolov8n", &["yol", "olo", "lov", "yolov8", "8n"]),
            ("第 3.5 代", &["第3.5", "3.5代"]),
            ("3", &[]),
            ("-3，", &[]),
            ("v  2", &[]),
        ] {
            let folded = fold(text);
            let mut found = Vec::new();
            super::grams(&folded, |gram, from, last| {
                let mut each = |gram: Gram<'_>, from: usize, last: usize| {
                    assert!(from <= last && last < folded.len(), "{text}");
                    found.push(gram.form(&mut String::new()).to_owned());
                };
                match gram {
                    Gram::Form(_, TokenKind::Latin) => super::threes(&folded, from, last, &mut each),
                    Gram::Form(_, TokenKind::Number) => super::joined(&folded, from, last, &mut each),
                    _ => {}
                }
            });
            assert_eq!(found, forms, "{text}");
        }
    }

    #[test]
    fn no_two_forms_have_one_code() {
        let mut forms = vec![
            Gram::Form("ab", TokenKind::Latin),
            Gram::Form("ab", TokenKind::Concept),
            Gram::Form("ba", TokenKind::Latin),
            Gram::Form("\u{10FFFF}abc", TokenKind::Latin),
            Gram::Form("12", TokenKind::Number),
            Gram::Form("12 s", TokenKind::Quantity),
            Gram::Form("ab", TokenKind::Letters),
            Gram::Form("12", TokenKind::Joined),
        ];
        for a in ['\u{4E00}', '智', '能', '\u{2EBEF}'] {
            forms.push(Gram::Char(a));
            forms.extend(['\u{4E00}', '智', '能', '\u{2EBEF}'].map(|b| Gram::Pair(a, b)));
        }
        let mut codes: HashSet<u64> = forms.iter().filter_map(|gram| gram.code()).collect();
        codes.extend([topic_code(0, 1), topic_code(1, 0), topic_code(1, 1)]);
        assert_eq!(codes.len(), forms.len() + 3);
        assert_eq!(Gram::Form("eightbyt", TokenKind::Latin).code(), None);
    }
}
