//! Which words of the index may letters stand for: other forms of the word, longer words, words with a typing error?

use std::collections::BTreeMap;

use recommender::stem;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::super::PartKind;
use super::schema::Fields;

/// What another form of the word (and another spelling of the same), a longer word and a word with one typing error
/// are worth beside the word itself.
pub const SAME: f32 = 0.8;
const LONGER: f32 = 0.5;
pub const TYPO: f32 = 0.4;
/// Most words taken for a form, a beginning or a typing error.
pub const MAX_EXPANSIONS: usize = 24;
/// Endings of one word's forms. Two words of one stem that differ otherwise (robots, robotics) stand for each other
/// only where the index does not hold what was typed.
const ENDINGS: &str = " s es e d ed ing y ies ied ion ions";

/// A word of the index that letters may stand for.
#[derive(Debug)]
pub struct Expansion {
    /// The word.
    pub term: String,
    /// What it is worth beside the word itself.
    pub worth: f32,
    /// What it is.
    pub kind: PartKind,
}

fn expansion(term: String, worth: f32, kind: PartKind) -> Expansion {
    Expansion { term, worth, kind }
}

/// Other forms of the word; longer words with this beginning; and, where there is none and the word itself is
/// unknown, words with one typing error. `known` says whether the index holds the word itself.
///
/// # Errors
/// Where the index cannot be read.
pub fn expansions(
    fields: &Fields,
    searcher: &Searcher,
    form: &str,
    known: bool,
) -> tantivy::Result<Vec<Expansion>> {
    let size = form.chars().count();
    let words = fields.words.map(|w| w.field);
    let mut more: Vec<Expansion> = forms(words, searcher, form, known)?
        .into_iter()
        .map(|t| expansion(t, SAME, PartKind::Variant))
        .collect();
    if size > 3 || (size == 3 && !known) {
        for term in starting_with(words, searcher, form)?
            .into_iter()
            .take(MAX_EXPANSIONS)
        {
            if term != form && !more.iter().any(|m| m.term == term) {
                more.push(expansion(term, LONGER, PartKind::Beginning));
            }
        }
    }
    Ok(more)
}

/// Words with one typing error, for words long enough.
///
/// # Errors
/// Where the index cannot be read.
pub fn with_typo(fields: &Fields, searcher: &Searcher, form: &str) -> tantivy::Result<Vec<Expansion>> {
    if form.chars().count() < 5 {
        return Ok(Vec::new());
    }
    let mut near = one_apart(fields, searcher, form)?;
    near.truncate(MAX_EXPANSIONS);
    Ok(near
        .into_iter()
        .map(|term| expansion(term, TYPO, PartKind::Typo))
        .collect())
}

/// Words of the index with one character more, less, other or two changed about, those of the most rows first.
///
/// # Errors
/// Where the index cannot be read.
pub fn one_apart(fields: &Fields, searcher: &Searcher, form: &str) -> tantivy::Result<Vec<String>> {
    let mut rows: BTreeMap<String, u64> = BTreeMap::new();
    for field in &fields.words {
        let near = FuzzyTermQuery::new(Term::from_field_text(field.field, form), 1, true);
        for reader in searcher.segment_readers() {
            let index = reader.inverted_index(field.field)?;
            let mut stream = index.terms().search(near.automaton()?).into_stream()?;
            while stream.advance() {
                if let Ok(term) = std::str::from_utf8(stream.key())
                    && term.chars().all(char::is_alphabetic)
                {
                    *rows.entry(term.to_owned()).or_default() += u64::from(stream.value().doc_freq);
                }
            }
        }
    }
    Ok(most_first(rows))
}

/// Words of the index with the same stem.
fn forms<const N: usize>(
    fields: [Field; N],
    searcher: &Searcher,
    form: &str,
    known: bool,
) -> tantivy::Result<Vec<String>> {
    let root = stem(form);
    if form.len() < 3 || !form.bytes().all(|b| b.is_ascii_lowercase()) {
        return Ok(Vec::new());
    }
    // All forms begin with the stem, but for a last y that is i in it.
    let start = &root[..root.len().saturating_sub(1).max(3).min(root.len())];
    let mut found = starting_with(fields, searcher, start)?;
    found.retain(|term| {
        term != form
            && term.bytes().all(|b| b.is_ascii_lowercase())
            && stem(term) == root
            && (!known || inflected(term, form, root.len()))
    });
    found.truncate(MAX_EXPANSIONS);
    Ok(found)
}

/// Whether two words with a stem of that length differ by an ending of [`ENDINGS`] alone.
fn inflected(one: &str, other: &str, root: usize) -> bool {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b);
    let shared = same.count().min(root);
    let ending = |word: &str| {
        let rest = &word[shared..];
        // running: the last letter is doubled.
        let doubled = shared > 0 && rest.starts_with(&word[shared - 1..shared]);
        let rest = if doubled { &rest[1..] } else { rest };
        ENDINGS.split(' ').any(|e| e == rest)
    };
    ending(one) && ending(other)
}

/// Terms with a beginning, those of the most rows first.
///
/// # Errors
/// Where the index cannot be read.
pub fn starting_with<const N: usize>(
    fields: [Field; N],
    searcher: &Searcher,
    start: &str,
) -> tantivy::Result<Vec<String>> {
    let mut rows: BTreeMap<String, u64> = BTreeMap::new();
    for reader in searcher.segment_readers() {
        for field in fields {
            let index = reader.inverted_index(field)?;
            let mut stream = index.terms().range().ge(start).into_stream()?;
            while stream.advance() {
                let Ok(term) = std::str::from_utf8(stream.key()) else {
                    break;
                };
                if !term.starts_with(start) {
                    break;
                }
                *rows.entry(term.to_owned()).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    Ok(most_first(rows))
}

fn most_first(rows: BTreeMap<String, u64>) -> Vec<String> {
    let mut terms: Vec<(String, u64)> = rows.into_iter().collect();
    terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    terms.into_iter().map(|(term, _)| term).collect()
}
