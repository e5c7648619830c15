//! Which spelling of the field's dictionary starts here?

use rustc_hash::FxHashMap;

use super::normalize::{Folded, is_han};

/// Spellings by their first two characters. A bit for each first character lets most places go at once.
#[derive(Debug)]
pub(super) struct Spellings {
    first: Vec<u64>,
    by_two: FxHashMap<(char, char), Vec<Spelling>>,
}

#[derive(Debug)]
struct Spelling {
    chars: Vec<char>,
    number: usize,
}

/// What was found: its place in the dictionary, and how many characters it takes here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelt {
    pub number: usize,
    pub length: usize,
}

impl Spellings {
    /// Of these normalised spellings those of two characters and more.
    pub fn new(spellings: &[String]) -> Self {
        let mut found = Self {
            first: vec![0; (0x1_0000 / 64) as usize],
            by_two: FxHashMap::default(),
        };
        for (number, spelling) in spellings.iter().enumerate() {
            let chars: Vec<char> = spelling.chars().collect();
            if let [one, two, ..] = chars[..] {
                let bit = one as usize & 0xFFFF;
                found.first[bit / 64] |= 1 << (bit % 64);
                found
                    .by_two
                    .entry((one, two))
                    .or_default()
                    .push(Spelling { chars, number });
            }
        }
        for spellings in found.by_two.values_mut() {
            spellings.sort_by_key(|s| std::cmp::Reverse(s.chars.len()));
        }
        found
    }

    /// The longest spelling that starts here. Letters must stand alone: `rag` is not in `storage`; but an
    /// English plural is its singular. Between letters and Chinese a blank may stand: `AI 质检` is `AI质检`.
    pub fn at(&self, folded: &[Folded], at: usize) -> Option<Spelt> {
        let bit = folded[at].c as usize & 0xFFFF;
        if self.first[bit / 64] & (1 << (bit % 64)) == 0 {
            return None;
        }
        let two = (folded[at].c, folded.get(at + 1)?.c);
        let spellings = self.by_two.get(&two)?;
        let letter = |i: usize| folded.get(i).is_some_and(|f| f.c.is_ascii_alphanumeric());
        if letter(at) && at > 0 && letter(at - 1) {
            return None;
        }
        spellings.iter().find_map(|spelling| {
            let end = end_of(spelling, folded, at)?;
            let plural = usize::from(
                folded[end - 1].c.is_ascii_alphabetic() && folded.get(end).is_some_and(|f| f.c == 's'),
            );
            let alone = |end: usize| !(letter(end - 1) && letter(end));
            let length = [end, end + plural].into_iter().find(|&end| alone(end))? - at;
            Some(Spelt {
                number: spelling.number,
                length,
            })
        })
    }

    /// Whether there is no spelling.
    pub fn is_empty(&self) -> bool {
        self.by_two.is_empty()
    }
}

/// One past the last character of a spelling that starts here.
fn end_of(spelling: &Spelling, folded: &[Folded], at: usize) -> Option<usize> {
    let mut end = at;
    let mut before = None;
    for &c in &spelling.chars {
        let here = folded.get(end)?.c;
        if here == ' ' && c != ' ' && before.is_some_and(|before| joins(before, c)) {
            end += 1;
        }
        if folded.get(end)?.c != c {
            return None;
        }
        (end, before) = (end + 1, Some(c));
    }
    Some(end)
}

/// Whether one is a letter or a figure and the other Chinese.
fn joins(a: char, b: char) -> bool {
    (a.is_ascii_alphanumeric() && is_han(b)) || (is_han(a) && b.is_ascii_alphanumeric())
}
