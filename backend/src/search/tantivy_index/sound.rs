//! Which Chinese words are typed by these letters?
//!
//! A term of the fields of sounds is a reading, a blank, and the word itself (`znt 智能体`). So the index is its own
//! dictionary: letters lead to exactly the words that rows hold, and what is marked in a hit is the word. What is
//! typed must be the whole sound of a word: `zhinengti` is no 智能体温计, and `znt` no 智能停车. Who types in pinyin also
//! picks wrong characters of the right sound (制能体): what no row has as it is written is looked up in the same way.

use std::collections::{BTreeMap, BTreeSet};

use recommender::Words;
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

use super::letters::starting_with;
use super::schema::Fields;

/// Shorter sounds and initials stand for too many words.
const SHORTEST: [usize; 2] = [4, 3];
/// What a word found by all its syllables, or by their first letters, is worth beside the word itself.
const WORTH: [f32; 2] = [0.3, 0.2];
/// What a word is worth that the field's dictionary does not hold, beside one that it does.
const COMMON: f32 = 0.6;
/// What a sound is worth where the letters are a word of the index themselves: so little that rows with that word
/// come first.
const BESIDE_VERBATIM: f32 = 1e-4;
/// A word is rare that one row of so many holds, or these few.
const ONE_OF: u64 = 50;
const FEW: u64 = 8;
/// Most words that one sound stands for, those of the most rows first.
const MAX_WORDS: usize = 24;

/// The words of a row that may be typed by their sound.
#[derive(Debug, Default)]
pub struct Spoken {
    /// Word as it stands in the row -> what it may be typed as: itself, and what means the same.
    words: BTreeMap<String, BTreeSet<String>>,
}

impl Spoken {
    /// Takes the words of the field's dictionary in, with all that means the same: `rgzn` also finds AI.
    pub fn of_field(&mut self, words: &Words, found: &[String]) {
        for word in found {
            if words.is_of_field(word) && !self.words.contains_key(word) {
                let same = words.same_as(word).into_iter();
                self.words
                    .insert(word.clone(), same.chain([word.clone()]).collect());
            }
        }
    }

    /// Takes in what a title or a name may be called by.
    pub fn of_name(&mut self, words: &Words, name: &str) {
        for called in words.called(name) {
            self.words
                .entry(called.clone())
                .or_insert_with(|| BTreeSet::from([called]));
        }
    }

    /// Terms by every syllable, and by first letters.
    #[must_use]
    pub fn terms(&self, words: &Words) -> [Vec<String>; 2] {
        let mut terms = [BTreeSet::new(), BTreeSet::new()];
        for (word, typed) in &self.words {
            for reading in typed.iter().flat_map(|t| words.readings(t).to_vec()) {
                terms[0].insert(format!("{} {word}", reading.full));
                terms[1].insert(format!("{} {word}", reading.initials));
            }
        }
        terms.map(|terms| terms.into_iter().collect())
    }
}

/// A word that letters may stand for.
#[derive(Debug)]
pub struct Sounded {
    /// As it stands in rows.
    pub word: String,
    /// Its terms in each of the fields of sounds.
    pub terms: [Option<String>; 2],
    /// Whether the field's dictionary holds it.
    pub of_field: bool,
    /// What it is worth.
    pub worth: f32,
}

/// The words that sound like this; `verbatim` where the letters are also a word of the index.
///
/// # Errors
/// Where the index cannot be read.
pub fn words_for(
    fields: &Fields,
    searcher: &Searcher,
    words: &Words,
    letters: &str,
    verbatim: bool,
) -> tantivy::Result<Vec<Sounded>> {
    let plain = letters
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !plain || letters.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let mut found: BTreeMap<String, Sounded> = BTreeMap::new();
    for (number, field) in fields.sounds.iter().enumerate() {
        if letters.len() < SHORTEST[number] {
            continue;
        }
        let start = format!("{letters} ");
        for term in starting_with([field.field], searcher, &start)?
            .into_iter()
            .take(MAX_WORDS)
        {
            let word = term[start.len()..].to_owned();
            let of_field = words.is_of_field(&word);
            let known = if of_field { 1.0 } else { COMMON };
            let beside = if verbatim { BESIDE_VERBATIM } else { 1.0 };
            let sounded = found.entry(word.clone()).or_insert_with(|| Sounded {
                word,
                terms: [None, None],
                of_field,
                worth: WORTH[number] * known * beside,
            });
            sounded.terms[number] = Some(term);
        }
    }
    Ok(found.into_values().collect())
}

/// Whether any row has all neighbouring characters of this in one field: then it is taken as it is written.
///
/// # Errors
/// Where the index cannot be read.
pub fn written(fields: &Fields, searcher: &Searcher, run: &str) -> tantivy::Result<bool> {
    let characters: Vec<char> = run.chars().collect();
    for field in &fields.pairs {
        let pair = |pair: &[char]| Term::from_field_text(field.field, &pair.iter().collect::<String>());
        let pairs = characters.windows(2).map(pair);
        let all = pairs.map(|term| -> (Occur, Box<dyn Query>) {
            (
                Occur::Must,
                Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
            )
        });
        if searcher.search(&BooleanQuery::new(all.collect()), &Count)? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether any row holds this in a field with words.
///
/// # Errors
/// Where the index cannot be read.
pub fn known(fields: &Fields, searcher: &Searcher, form: &str) -> tantivy::Result<bool> {
    for field in &fields.words {
        if searcher.doc_freq(&Term::from_field_text(field.field, form))? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether it is of three characters or more, and so few rows hold it that it tells them apart.
///
/// # Errors
/// Where the index cannot be read.
pub fn rare(fields: &Fields, searcher: &Searcher, form: &str) -> tantivy::Result<bool> {
    if form.chars().nth(2).is_none() {
        return Ok(false);
    }
    let most = (searcher.num_docs() / ONE_OF).max(FEW);
    let mut rows = 0;
    for field in &fields.words {
        rows += searcher.doc_freq(&Term::from_field_text(field.field, form))?;
    }
    Ok(rows <= most)
}

/// Whether any row holds all of these in fields with words.
///
/// # Errors
/// Where the index cannot be read.
pub fn together(fields: &Fields, searcher: &Searcher, forms: &[String]) -> tantivy::Result<bool> {
    let all = forms.iter().map(|form| -> (Occur, Box<dyn Query>) {
        let fields = fields.words.iter().map(|field| -> (Occur, Box<dyn Query>) {
            let term = Term::from_field_text(field.field, form);
            (
                Occur::Should,
                Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
            )
        });
        (Occur::Must, Box::new(BooleanQuery::new(fields.collect())))
    });
    Ok(searcher.search(&BooleanQuery::new(all.collect()), &Count)? > 0)
}
