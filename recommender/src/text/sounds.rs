//! Which words of a text may be typed by their sound, and how?

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use super::normalize::is_han;
use super::pinyin::{LONGEST, Reading, readings};
use super::words::{MAX_REMEMBERED, Normal, Words, over, shortest};

/// Most neighbours that are typed as one: 智能|质检|平台.
const MAX_JOINED: usize = 3;

/// A part of a text, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its first character.
    pub from: usize,
    /// The one after its last.
    pub to: usize,
    /// Whether a dictionary knows it as a word.
    pub known: bool,
}

impl Words {
    /// How a normalised word of two to eight characters is typed in pinyin, the commonest readings first.
    /// Characters of several readings give all common combinations (重庆: zhongqing and chongqing). Empty for
    /// what is not Chinese.
    #[must_use]
    pub fn readings(&self, word: &str) -> Arc<[Reading]> {
        let known = self.read.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(word) {
            return Arc::clone(known);
        }
        drop(known);
        let found: Arc<[Reading]> = readings(word).into();
        let mut known = self.read.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_REMEMBERED {
            known.clear();
        }
        known.insert(word.to_owned(), Arc::clone(&found));
        found
    }

    /// Whether a normalised word stands in the field's own dictionary.
    #[must_use]
    pub fn is_of_field(&self, word: &str) -> bool {
        self.analyzer.lexicon().holds(word)
    }

    /// The other spellings of a normalised word in the field's own dictionary.
    #[must_use]
    pub fn same_as(&self, word: &str) -> Vec<String> {
        self.same(word)
    }

    /// The runs of Chinese characters of a text, where it holds nothing else that could be asked for: what may
    /// have been typed by its sound.
    #[must_use]
    pub fn runs(&self, text: &str) -> Vec<String> {
        let normal = Normal::of(text);
        let letters = normal
            .folded
            .iter()
            .any(|f| f.c.is_alphanumeric() && !is_han(f.c));
        let runs = normal.text.split(|c| !is_han(c)).filter(|r| !r.is_empty());
        if letters {
            Vec::new()
        } else {
            runs.map(str::to_owned).collect()
        }
    }

    /// Whether a query may stand for the sound of Chinese words: it holds letters and no Chinese character.
    #[must_use]
    pub fn may_be_sound(&self, query: &str) -> bool {
        let normal = Normal::of(query);
        normal.folded.iter().any(|f| f.c.is_ascii_alphabetic()) && !normal.folded.iter().any(|f| is_han(f.c))
    }

    /// What a title or a name may be called by: its words, the characters between them that no dictionary knows
    /// (the brand in a company's name), and up to three neighbours as one (智能质检 of 智能|质检). Each once.
    ///
    /// ```
    /// let words = recommender::Words::new(std::sync::Arc::default());
    /// assert!(words.called("溯桥科技").contains(&"溯桥科技".to_owned()));
    /// ```
    #[must_use]
    pub fn called(&self, name: &str) -> Vec<String> {
        let mut all: BTreeSet<String> = self.of_text(name).words.into_iter().collect();
        let normal = Normal::of(name);
        for run in &self.cut_up(&normal) {
            for first in 0..run.len() {
                for last in first..run.len().min(first + MAX_JOINED) {
                    let (from, to) = (run[first].from, run[last].to);
                    if (2..=LONGEST).contains(&(to - from)) {
                        all.insert(normal.slice(from, to).to_owned());
                    }
                }
            }
        }
        all.retain(|word| word.chars().any(is_han));
        all.into_iter().collect()
    }

    /// The pieces of a normalised run of characters, in groups without gaps: its words, and what no dictionary knows
    /// between them.
    ///
    /// ```
    /// let words = recommender::Words::new(std::sync::Arc::default());
    /// let pieces = words.pieces("智能溯桥");
    /// assert_eq!(pieces[0].iter().map(|p| p.known).collect::<Vec<_>>(), [true, false]);
    /// ```
    #[must_use]
    pub fn pieces(&self, run: &str) -> Vec<Vec<Piece>> {
        let mut groups = self.cut_up(&Normal::of(run));
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// A text as rows of pieces without gaps; characters that say nothing stand between rows.
    fn cut_up(&self, normal: &Normal) -> Vec<Vec<Piece>> {
        let cut = self.cut(normal, false);
        let path = shortest(&cut);
        let mut rows = Vec::new();
        let mut pieces = Vec::new();
        let mut at = 0;
        while at < normal.len() {
            let word = path.iter().find(|s| s.from == at);
            let from = at;
            if let Some(word) = word {
                at = word.to;
            } else if over(normal.folded[at].c) > 0 {
                while at < normal.len() && over(normal.folded[at].c) > 0 && !path.iter().any(|s| s.from == at)
                {
                    at += 1;
                }
            } else {
                at += 1;
                rows.push(std::mem::take(&mut pieces));
                continue;
            }
            let known = word.is_some();
            pieces.push(Piece { from, to: at, known });
        }
        rows.push(pieces);
        rows
    }
}
