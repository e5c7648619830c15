//! In which order do words and meaning together put the rows?
//!
//! A convex combination: of the score by words, as a share of what a row would earn that has each word of the query in
//! its title ([`Plan::full`]), and of the likeness in meaning. Both start at 0 by their nature, so no smallest value of
//! the answer is needed, and the parts of the score by words keep their proportions. Measured against the query, not
//! against the best row that was found, one stray common word earns little, and a row that no word finds stands where
//! its likeness puts it. Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (ACM Transactions
//! on Information Systems 42, 2023), find a convex combination better than the fusion of ranks, and little sensitive to
//! the shares.
//!
//! Before it go, each among themselves in the same order, rows whose title is what was asked for, and then rows that
//! have the one word that was asked for, or every word of several in title, names or summary: whoever types a word or a
//! name finds the rows that have it above all that are only like it. Two words that stand apart in a long text say less:
//! they made 工厂质检 find a museum first. What follows such rows has its scores cut to the lowest of theirs. All rows that fit are put in order before
//! the page is cut, so pages never overlap. Rows that do what the query does not want go behind all others.
//!
//! The figures were chosen with the project's judged demo rows (`tests/stages/search_quality.rs`). NDCG@10 with the 41
//! scenarios' titles as queries, and with their 216 requirements; in brackets how many found nothing:
//!
//! | | titles | requirements | beside 300 made rows |
//! |---|---|---|---|
//! | words alone, at least half of them | 0.08 (36) | 0.31 (72) | 0.08, 0.30 |
//! | words alone, as many as any row has | 0.55 (0) | 0.41 (3) | 0.50, 0.39 |
//! | near rows (0.72) behind all others | 0.37 (19) | 0.41 (41) | 0.38, 0.40 |
//! | one order | 0.73 (0) | 0.63 (0) | 0.62, 0.50 |
//!
//! Short queries, as people type them, are judged apart (65, `seed-data/demo/searches.tsv`; then 143 solutions): 0.83 where
//! words had a share of 0.6, two words the bound of one, and every word anywhere went first; 0.86 now, where requirements
//! rose from 0.64 to 0.65 and titles stayed at 0.75.
//!
//! Between a share of words of 0.3 and 0.7 no figure moves by more than 0.03, and none by more than 0.01 where words that
//! no row has are left out of what a full match earns. The bound of likeness decides most: with 0.5 titles reach 0.54
//! and requirements 0.54, with 0.3 0.68 and 0.64, with 0.2 0.75 and 0.66. Of the judged rows between 0.25 and 0.3 two of
//! three are of use, below 0.2 every second. Of the rows from the twentieth nearest on one of twenty is. One word alone
//! can be like what has nothing to do with it (`火锅`, which no row has, is 0.55 like a system against fires), so that for
//! one word the bound is 0.6, and 0.35 for two.

use std::collections::{HashMap, HashSet};

use entity::states::SubjectKind;
use tantivy::DocAddress;
use uuid::Uuid;

use super::super::{Likeness, LikenessBy, PartKind, ScorePart, SearchHit};
use super::page::Rank;
use super::schema;

#[cfg(doc)]
use super::plan::Plan;

/// The share of words in the score; meaning has the rest.
const WORDS: f32 = 0.5;
/// Likeness from which on a row is found by meaning alone.
const LIKE_ENOUGH: f32 = 0.25;
/// The same for a query of one word and of two: so few say little of what is meant.
const LIKE_A_WORD: f32 = 0.6;
const LIKE_TWO: f32 = 0.35;
/// Most rows that are found by meaning, before filters: about a page.
pub const MOST_NEAR: usize = 20;

/// Keys of the rows that are like enough to a query of so many words, at most [`MOST_NEAR`], the nearest.
#[must_use]
pub fn near(likeness: &HashMap<Uuid, Likeness>, kind: SubjectKind, words: usize) -> Vec<String> {
    let enough = match words {
        0 | 1 => LIKE_A_WORD,
        2 => LIKE_TWO,
        _ => LIKE_ENOUGH,
    };
    let mut near: Vec<(Uuid, f32)> = likeness
        .iter()
        .map(|(id, likeness)| (*id, likeness.value))
        .filter(|(_, likeness)| *likeness >= enough)
        .collect();
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    near.truncate(MOST_NEAR);
    near.into_iter().map(|(id, _)| schema::key(kind, id)).collect()
}

/// Rows that go before the others, whatever is like them.
#[derive(Debug)]
pub struct First {
    /// Those whose title is what was asked for.
    pub exact: HashSet<DocAddress>,
    /// Those that have every word in their head; `None`: all that were found by words.
    pub whole: Option<HashSet<DocAddress>>,
    /// Those that do what shall not be: behind all others.
    pub last: HashSet<DocAddress>,
}

impl First {
    /// No row goes before another.
    #[must_use]
    pub fn none() -> Self {
        Self {
            exact: HashSet::new(),
            whole: Some(HashSet::new()),
            last: HashSet::new(),
        }
    }

    /// The greater, the earlier.
    fn tier(&self, row: &Rank, by_words: bool) -> u8 {
        let whole = |rows: &HashSet<DocAddress>| rows.contains(&row.address);
        if self.exact.contains(&row.address) {
            3
        } else if self.last.contains(&row.address) {
            0
        } else {
            1 + u8::from(by_words && self.whole.as_ref().is_none_or(whole))
        }
    }
}

/// How a score was put together: what a hit tells of it.
#[derive(Clone, Copy, Debug)]
struct Parts {
    /// What its score by words was multiplied by; none where it has too few of them.
    words: Option<f32>,
    /// What its likeness adds.
    meaning: f32,
    /// Who told it.
    by: LikenessBy,
}

/// How the scores were put together.
#[derive(Debug)]
pub struct Fused(HashMap<DocAddress, Parts>);

/// Puts all rows of an answer, scored by words, in the order of words and meaning. `full` is what a full match of the
/// query would earn by words.
#[must_use]
pub fn order(rows: &mut [Rank], likeness: &HashMap<Uuid, Likeness>, full: f32, first: &First) -> Fused {
    let full = rows.iter().map(Rank::score).fold(full, f32::max);
    let by_words = if full > 0.0 { WORDS / full } else { 0.0 };
    let mut fused = HashMap::with_capacity(rows.len());
    for row in rows.iter_mut() {
        // A row without enough of the words has no score by words; every other has one above 0.
        let words = (row.score() > 0.0).then_some(by_words);
        let like = likeness.get(&row.id()).copied();
        let like = like.unwrap_or(Likeness::built_in(0.0));
        let meaning = (1.0 - WORDS) * like.value.clamp(0.0, 1.0);
        let score = row.score() * words.unwrap_or(0.0) + meaning;
        *row = row.scored(first.tier(row, words.is_some()), score);
        let by = like.by;
        fused.insert(row.address, Parts { words, meaning, by });
    }
    rows.sort_unstable_by(|a, b| b.cmp(a));
    let mut ceiling = 1.0;
    for tier in rows.chunk_by_mut(|a, b| a.tier() == b.tier()) {
        for row in tier.iter_mut() {
            *row = row.scored(row.tier(), row.score() * ceiling);
            if let Some(parts) = fused.get_mut(&row.address) {
                parts.words = parts.words.map(|words| words * ceiling);
                parts.meaning *= ceiling;
            }
        }
        ceiling = tier.last().map_or(ceiling, Rank::score);
    }
    Fused(fused)
}

impl Fused {
    /// Says in a hit what it was found by and, where it is explained, what meaning adds.
    pub fn tell(&self, row: &Rank, hit: &mut SearchHit, explain: bool) {
        let Some(parts) = self.0.get(&row.address) else {
            return;
        };
        match parts.words {
            Some(words) => hit.parts.iter_mut().for_each(|part| part.value *= words),
            // Some of its words may be there, but too few to count.
            None => hit.by_meaning(),
        }
        if explain && parts.meaning > 0.0 {
            hit.parts.push(ScorePart {
                field: "row".to_owned(),
                kind: match parts.by {
                    LikenessBy::BuiltIn => PartKind::Meaning,
                    LikenessBy::Encoder => PartKind::EncoderMeaning,
                },
                term: String::new(),
                value: parts.meaning,
            });
        }
        hit.parts.sort_by(|a, b| b.value.total_cmp(&a.value));
    }
}
