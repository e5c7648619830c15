//! Which fields of work do both sides speak of, and with which words?
//!
//! Only where the words differ: shared words speak for themselves. The reason names a word of each side, so that it
//! can be checked. One stray word tells no field (夜班无人看守 is not of prisons): either side must have two.

use rustc_hash::FxHashMap;

use super::said::Said;
use crate::text::{Analyzer, Folded, fold};

/// Most fields that are told.
const TOLD: usize = 2;

/// Words of a field that either side must use, shared ones included.
const TELLING: usize = 2;

/// One field with a word of either side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SharedField {
    pub field: String,
    pub asked: String,
    pub offered: String,
}

/// The fields of one side, ready to be compared with rows of the other.
pub(crate) struct SharedFields<'a> {
    analyzer: &'a Analyzer,
    /// Names of the fields, in their order, with what tells them.
    asked: Vec<(&'a str, Words<String>)>,
    /// Field -> its place in `asked`.
    places: FxHashMap<u32, usize>,
}

/// How much of a text tells a field, and with which words, in the order of the text.
#[derive(Debug, Clone)]
struct Words<Text> {
    share: f32,
    words: Vec<Text>,
}

/// The view that holds fields of work.
const FIELDS: usize = 0;

impl<Text: AsRef<str>> Words<Text> {
    const NONE: Self = Self {
        share: 0.0,
        words: Vec::new(),
    };

    fn add<'a>(&mut self, share: f32, word: &'a str)
    where
        Text: From<&'a str>,
    {
        self.share += share;
        if !self.hold(word) {
            self.words.push(word.into());
        }
    }

    fn hold(&self, word: &str) -> bool {
        self.words.iter().any(|w| w.as_ref() == word)
    }

    /// The first word that the other side does not use.
    fn beside(&self, other: &Words<impl AsRef<str>>) -> Option<String> {
        let mut words = self.words.iter().map(AsRef::as_ref);
        words.find(|word| !other.hold(word)).map(str::to_owned)
    }
}

impl<'a> SharedFields<'a> {
    pub fn of(analyzer: &'a Analyzer, texts: &[&str]) -> Self {
        let mut told: FxHashMap<u32, Words<String>> = FxHashMap::default();
        for text in texts {
            each(analyzer, text, &fold(text), |field, share, word| {
                told.entry(field).or_insert(Words::NONE).add(share, word);
            });
        }
        let name = |field| analyzer.topic_name(FIELDS, field);
        let mut fields: Vec<(u32, Words<String>)> = told.into_iter().collect();
        fields.sort_unstable_by_key(|(field, _)| name(*field));
        Self {
            analyzer,
            places: fields.iter().map(|f| f.0).zip(0..).collect(),
            asked: fields
                .into_iter()
                .map(|(field, words)| (name(field), words))
                .collect(),
        }
    }

    /// The fields that both sides say most of, those first.
    pub fn with(&self, said: &Said<'_>) -> Vec<SharedField> {
        if self.asked.is_empty() {
            return Vec::new();
        }
        let mut offered: Vec<Words<&str>> = vec![Words::NONE; self.asked.len()];
        for said in said.texts() {
            each(self.analyzer, said.text, &said.folded, |field, share, word| {
                if let Some(place) = self.places.get(&field) {
                    offered[*place].add(share, word);
                }
            });
        }
        let mut shared: Vec<(f32, SharedField)> = (self.asked.iter().zip(&offered))
            .filter(|((_, asked), offered)| asked.words.len() >= TELLING && offered.words.len() >= TELLING)
            .filter_map(|((field, asked), offered)| {
                let found = SharedField {
                    field: (*field).to_owned(),
                    asked: asked.beside(offered)?,
                    offered: offered.beside(asked)?,
                };
                Some((asked.share.min(offered.share), found))
            })
            .collect();
        // Stable: of equal shares in the order of their names.
        shared.sort_by(|a, b| b.0.total_cmp(&a.0));
        shared.into_iter().take(TOLD).map(|s| s.1).collect()
    }
}

/// Calls back with number and share of each field that a text tells, and the word that tells it.
fn each<'t>(analyzer: &Analyzer, text: &'t str, folded: &[Folded], mut each: impl FnMut(u32, f32, &'t str)) {
    analyzer.each_topic(FIELDS, folded, |field, share, from, to| {
        if !astride(analyzer, folded, (from, to)) {
            each(field, share, &text[folded[from].start..folded[to].end]);
        }
    });
}

/// Whether characters are the end of one word and the beginning of another: 加工单元 speaks of no 工单.
fn astride(analyzer: &Analyzer, folded: &[Folded], (from, to): (usize, usize)) -> bool {
    let word = |first: usize| {
        let pair = folded.get(first..first + 2);
        pair.is_some_and(|pair| analyzer.knows(&pair.iter().map(|f| f.c).collect::<String>()))
    };
    from > 0 && word(from - 1) && word(to)
}
