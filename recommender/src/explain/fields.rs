//! Which fields of work do both sides speak of, and with which words?
//!
//! Only where the words differ: shared words speak for themselves. The reason names a word of each side, so that it
//! can be checked.

use std::collections::BTreeMap;

use crate::rows::Solution;
use crate::text::{Analyzer, fold};

/// Most fields that are told.
const TOLD: usize = 2;

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
    asked: BTreeMap<&'a str, Words>,
}

/// How much of a text tells a field, and with which words, in the order of the text.
#[derive(Default)]
struct Words {
    share: f32,
    words: Vec<String>,
}

/// The view that holds fields of work.
const FIELDS: usize = 0;

impl<'a> SharedFields<'a> {
    pub fn of(analyzer: &'a Analyzer, texts: &[&str]) -> Self {
        Self {
            analyzer,
            asked: told(analyzer, texts.iter().copied()),
        }
    }

    /// The fields that both sides say most of, those first.
    pub fn with(&self, solution: &Solution) -> Vec<SharedField> {
        if self.asked.is_empty() {
            return Vec::new();
        }
        let passages = solution.capabilities.iter().chain(&solution.cases);
        let texts = [solution.title.as_str(), solution.text.as_str()]
            .into_iter()
            .chain(passages.map(|p| p.text.as_str()));
        let offered = told(self.analyzer, texts);
        let mut shared: Vec<(f32, SharedField)> = (self.asked.iter())
            .filter_map(|(field, asked)| {
                let offered = offered.get(field)?;
                let other = |theirs: &Words, own: &Words| {
                    let alone = |w: &&String| !own.words.contains(w);
                    theirs.words.iter().find(alone).cloned()
                };
                let found = SharedField {
                    field: (*field).to_owned(),
                    asked: other(asked, offered)?,
                    offered: other(offered, asked)?,
                };
                Some((asked.share.min(offered.share), found))
            })
            .collect();
        // Stable: of equal shares in the order of their names.
        shared.sort_by(|a, b| b.0.total_cmp(&a.0));
        shared.into_iter().take(TOLD).map(|s| s.1).collect()
    }
}

fn told<'a, 'b>(analyzer: &'a Analyzer, texts: impl Iterator<Item = &'b str>) -> BTreeMap<&'a str, Words> {
    let mut fields: BTreeMap<&str, Words> = BTreeMap::new();
    for text in texts {
        let folded = fold(text);
        analyzer.each_topic(FIELDS, &folded, |field, share, from, to| {
            let words = fields.entry(field).or_default();
            words.share += share;
            let word = &text[folded[from].start..folded[to].end];
            if !words.words.iter().any(|w| w == word) {
                words.words.push(word.to_owned());
            }
        });
    }
    fields
}
