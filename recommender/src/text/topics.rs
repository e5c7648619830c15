//! Which fields of work does a text speak of?
//!
//! A thesaurus of narrow fields (轴承; 废气脱硫脱硝; 糖尿病; 合同审查), each with the words that tell it. Texts that
//! share no word may still share a field: 滴灌 and 墒情 are both of irrigation. Where spellings overlap the longest
//! counts; letters must stand alone.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use super::normalize::{Folded, normalize};
use crate::error::Error;

/// One narrow field of work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topic {
    /// The sector that it belongs to.
    pub sector: String,
    /// Its name; two topics may not share one.
    pub name: String,
    /// Words that tell the field, of two characters or more.
    pub words: Vec<String>,
}

impl Topic {
    /// Reads a table without a heading: sector, name, and words with blanks between them, tab-separated. Lines of
    /// the same name are put together; blank lines and those that begin with `#` are passed over.
    ///
    /// # Errors
    /// [`Error::Line`] for a line without three filled columns or with a word of a single character.
    pub fn table(file: &str, text: &str) -> Result<Vec<Self>, Error> {
        let mut topics: Vec<Self> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let broken = |reason: String| Error::Line {
                file: file.to_owned(),
                line: number + 1,
                reason,
            };
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            let [sector, name, words] = cells[..] else {
                return Err(broken(format!(
                    "{} columns; expected sector, name, words",
                    cells.len()
                )));
            };
            if sector.is_empty() || name.is_empty() || words.is_empty() {
                return Err(broken("an empty column; expected sector, name, words".into()));
            }
            if let Some(short) = words.split(' ').find(|w| w.chars().count() == 1) {
                return Err(broken(format!("word `{short}`; expected two characters or more")));
            }
            let place = *places.entry(name).or_insert_with(|| {
                topics.push(Self {
                    sector: sector.to_owned(),
                    name: name.to_owned(),
                    words: Vec::new(),
                });
                topics.len() - 1
            });
            let words = words.split(' ').filter(|w| !w.is_empty()).map(str::to_owned);
            topics[place].words.extend(words);
        }
        Ok(topics)
    }
}

/// A spelling's characters behind its first two, and the topics that it tells.
type Spelling = (Box<[char]>, Box<[u32]>);

/// The thesaurus, ready to be asked. The default is empty.
#[derive(Debug, Clone, Default)]
pub(crate) struct Topics {
    names: Vec<String>,
    numbers: FxHashMap<String, u32>,
    /// First two characters -> spellings, longest first.
    by_start: FxHashMap<[char; 2], Vec<Spelling>>,
    /// A bit for each start, by [`mark`]: most places go at once.
    marks: Vec<u64>,
}

/// Bits that tell starts apart.
const MARKS: u32 = 1 << 16;

/// The bit of a start; another start may have the same.
fn mark(start: [char; 2]) -> usize {
    let [first, second] = start.map(u32::from);
    let mixed = (first.wrapping_mul(0x9E37_79B1) ^ second).wrapping_mul(0x85EB_CA6B);
    (mixed >> (u32::BITS - MARKS.trailing_zeros())) as usize
}

impl Topics {
    pub fn new(topics: &[Topic]) -> Self {
        let mut tells: HashMap<Vec<char>, Vec<u32>> = HashMap::new();
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        for (topic, next) in topics.iter().zip(0..) {
            let number = *numbers.entry(topic.name.clone()).or_insert(next);
            for word in &topic.words {
                let told = tells.entry(normalize(word).chars().collect()).or_default();
                if !told.contains(&number) {
                    told.push(number);
                }
            }
        }
        let mut by_start: FxHashMap<[char; 2], Vec<Spelling>> = FxHashMap::default();
        for (spelling, told) in tells {
            if let [first, second, rest @ ..] = &spelling[..] {
                let spellings = by_start.entry([*first, *second]).or_default();
                spellings.push((rest.into(), told.into()));
            }
        }
        for spellings in by_start.values_mut() {
            spellings.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        let mut marks = vec![0u64; MARKS as usize / 64];
        for start in by_start.keys() {
            marks[mark(*start) / 64] |= 1 << (mark(*start) % 64);
        }
        Self {
            marks,
            numbers,
            names: topics.iter().map(|t| t.name.clone()).collect(),
            by_start,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub fn name(&self, topic: u32) -> &str {
        &self.names[topic as usize]
    }

    pub fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// Calls back with number, share, and first and last index of every topic that is told. A word that tells n topics
    /// gives each a share of 1/n.
    pub fn each(&self, folded: &[Folded], mut each: impl FnMut(u32, f32, usize, usize)) {
        if self.is_empty() {
            return;
        }
        let mut at = 0;
        while at + 1 < folded.len() {
            let Some((length, told)) = self.at(folded, at) else {
                at += 1;
                continue;
            };
            for topic in told {
                each(*topic, 1.0 / told.len() as f32, at, at + length - 1);
            }
            at += length;
        }
    }

    /// Calls back with number, and first and last index of every topic that any spelling tells, also one inside another.
    pub fn every(&self, folded: &[Folded], mut each: impl FnMut(u32, usize, usize)) {
        if self.is_empty() {
            return;
        }
        let places = 0..folded.len().saturating_sub(1);
        for at in places.filter(|at| self.marked(folded, *at)) {
            for (length, told) in self.all_at(folded, at) {
                for topic in told {
                    each(*topic, at, at + length - 1);
                }
            }
        }
    }

    /// The longest spelling that starts here: its length and topics.
    fn at(&self, folded: &[Folded], at: usize) -> Option<(usize, &[u32])> {
        // Most places end here.
        self.marked(folded, at).then(|| self.all_at(folded, at).next())?
    }

    #[inline]
    fn marked(&self, folded: &[Folded], at: usize) -> bool {
        let start = mark([folded[at].c, folded[at + 1].c]);
        self.marks[start / 64] >> (start % 64) & 1 == 1
    }

    /// The spellings that start here, longest first: length and topics of each.
    fn all_at(&self, folded: &[Folded], at: usize) -> impl Iterator<Item = (usize, &[u32])> {
        let letter = move |i: usize| folded.get(i).is_some_and(|f| f.c.is_ascii_alphanumeric());
        let spellings = self.by_start.get(&[folded[at].c, folded[at + 1].c]);
        let apart = !(letter(at) && at > 0 && letter(at - 1));
        let spellings = spellings.filter(|_| apart).into_iter().flatten();
        spellings.filter_map(move |(rest, told)| {
            let end = at + 2 + rest.len();
            let same = folded.len() >= end
                && rest.iter().zip(&folded[at + 2..end]).all(|(a, b)| *a == b.c)
                && !(letter(end - 1) && letter(end));
            same.then_some((end - at, &told[..]))
        })
    }
}
