//! Which terms of the index answer a query, what is each worth, and which of them stand in a hit?

use std::collections::{BTreeMap, BTreeSet};

use recommender::Words;
use tantivy::collector::Count;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::super::{PartKind, ReadAs};
use super::reader::Reader;
use super::schema::{BODY, Fields, REFUSED, WordField, whole_title};
use super::sound;
use super::unwanted;

/// What a second field adds to the best one.
pub const TIE: f32 = 0.2;
/// What it is worth that the whole title is what was asked for.
const EXACT_TITLE: f32 = 5.0;
/// A unit that says less than this share of what the units of its query say on the average is light.
const LIGHT: f32 = 0.25;
/// A unit that says this share of what the one says that says most is looked for by itself.
const TELLING: f32 = 0.5;

/// Most words that are told of those that a unit was read as.
const MOST_GUESSES: usize = 3;

/// One term that answers a unit.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The term.
    pub(super) text: String,
    /// What it is worth, beside the weights of the fields.
    pub(super) worth: f32,
    /// `None`: in the fields with words; else in this one of the fields of sounds.
    pub(super) sound: Option<usize>,
    /// What is marked in a hit.
    pub(super) shown: String,
    /// What it is for.
    pub(super) kind: PartKind,
}

/// One thing that a row can be scored by.
pub struct Entry<'a> {
    /// Finds and scores.
    pub query: Box<dyn Query>,
    /// What the field is called.
    pub field: &'a str,
    /// What it is for.
    pub kind: PartKind,
    /// What stands there.
    pub term: String,
}

/// One unit of the query with the index's terms for it.
#[derive(Debug)]
pub struct Clause {
    pub(super) wanted: Vec<Wanted>,
    /// In the fields with pairs.
    pub(super) pairs: Vec<String>,
    /// How many of the pairs.
    pub(super) least: usize,
    /// The unit itself.
    pub(super) form: String,
    /// Whether rows are meant that say no to it.
    pub(super) refused: bool,
}

/// A query in terms of this index.
#[derive(Debug)]
pub struct Plan {
    clauses: Vec<Clause>,
    /// All that is asked for as if it were a title.
    title: String,
    /// What shall not be.
    unwanted: Vec<Clause>,
}

impl Plan {
    /// Finds the terms. Whether anybody says no to what is not wanted is asked of rows of this `kind` alone.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(
        fields: &Fields,
        searcher: &Searcher,
        words: &Words,
        text: &str,
        kind: impl Fn() -> (Occur, Box<dyn Query>),
    ) -> tantivy::Result<Self> {
        let reader = Reader {
            fields,
            searcher,
            words,
            sounds: words.may_be_sound(text),
        };
        let (asked, not) = unwanted::parted(text);
        let mut clauses = reader.read(&asked)?;
        let mut unwanted = if not.is_empty() {
            Vec::new()
        } else {
            reader.read(&not)?
        };
        if clauses.is_empty() && !unwanted.is_empty() {
            // Nothing else is asked for: who says no to it is meant, or, where nobody does, the words themselves.
            clauses = reader.read(&not)?;
            clauses.iter_mut().for_each(|clause| clause.refused = true);
            let no = clauses.iter().map(|clause| (Occur::Must, clause.best(fields)));
            let no = no.chain([kind()]);
            if searcher.search(&BooleanQuery::new(no.collect()), &Count)? == 0 {
                clauses = reader.read(text)?;
                unwanted.clear();
            }
        }
        let title = whole_title(text);
        Ok(Self {
            clauses,
            title,
            unwanted,
        })
    }

    /// Rows that say they do what shall not be, and nowhere that they do not.
    #[must_use]
    pub fn does_unwanted(&self, fields: &Fields) -> Option<Box<dyn Query>> {
        let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for clause in &self.unwanted {
            let (no, says): (Vec<_>, Vec<_>) =
                (clause.entries(fields).into_iter()).partition(|e| e.field == REFUSED);
            let union = |entries: Vec<Entry<'_>>| -> Box<dyn Query> {
                Box::new(BooleanQuery::union(
                    entries.into_iter().map(|e| e.query).collect(),
                ))
            };
            all.push((Occur::Must, union(says)));
            all.push((Occur::MustNot, union(no)));
        }
        (!all.is_empty()).then(|| -> Box<dyn Query> { Box::new(BooleanQuery::new(all)) })
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// The units that no row has as they were typed and that stand for the sound of words or for nearly what they are.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn read_as(&self, fields: &Fields, searcher: &Searcher) -> tantivy::Result<Vec<ReadAs>> {
        let mut read = Vec::new();
        for clause in &self.clauses {
            let guessed = |w: &&Wanted| matches!(w.kind, PartKind::Pinyin | PartKind::Typo);
            let mut guesses: Vec<&Wanted> = clause.wanted.iter().filter(guessed).collect();
            if guesses.is_empty() || sound::known(fields, searcher, &clause.form)? {
                continue;
            }
            guesses.sort_by(|a, b| b.worth.total_cmp(&a.worth));
            let mut words: Vec<String> = Vec::new();
            for guess in guesses {
                if words.len() < MOST_GUESSES && !words.contains(&guess.shown) {
                    words.push(guess.shown.clone());
                }
            }
            let typed = clause.form.clone();
            read.push(ReadAs { typed, words });
        }
        Ok(read)
    }

    /// The units that no row of this kind has, as they were typed.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn unknown(
        &self,
        fields: &Fields,
        searcher: &Searcher,
        kind: impl Fn() -> (Occur, Box<dyn Query>),
    ) -> tantivy::Result<Vec<String>> {
        let says = self.says(fields, searcher, kind)?;
        let units = self.clauses.iter().zip(says);
        Ok(units
            .filter(|(_, (_, with))| *with == 0)
            .map(|(clause, _)| clause.form.clone())
            .collect())
    }

    /// How many units a row must have: both of two, three of four, six of eight.
    #[must_use]
    pub fn least(&self) -> usize {
        match self.clauses.len() {
            n @ 0..=2 => n,
            n => n * 3 / 4,
        }
    }

    /// How many units there are.
    #[must_use]
    pub fn units(&self) -> usize {
        self.clauses.len()
    }

    /// What a row earns that has each unit once in a field of common length, where that is worth most. A unit that no
    /// row has counts as one that a title alone holds.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn full(&self, fields: &Fields, searcher: &Searcher) -> tantivy::Result<f32> {
        let rows = searcher.num_docs();
        let unknown = fields.words[0].boost * rarity(rows, 0);
        let mut full = 0.0;
        for clause in &self.clauses {
            let most = clause.most(fields, searcher, rows)?;
            full += if most > 0.0 { most } else { unknown };
        }
        Ok(full)
    }

    /// The units that are not light: see [`LIGHT`].
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn weighty(
        &self,
        fields: &Fields,
        searcher: &Searcher,
        kind: impl Fn() -> (Occur, Box<dyn Query>),
    ) -> tantivy::Result<Vec<usize>> {
        let units = 0..self.clauses.len();
        if units.len() < 2 {
            return Ok(units.collect());
        }
        let says = self.says(fields, searcher, kind)?;
        let least = LIGHT * says.iter().map(|(says, _)| says).sum::<f32>() / says.len() as f32;
        Ok(units.filter(|at| says[*at].0 >= least).collect())
    }

    /// The units that say most, of those that any row has: where no row has all that is asked for, one of these is what a
    /// row is looked for by. Of 安全帽检测 a row with 检测 alone is no answer.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn telling(
        &self,
        fields: &Fields,
        searcher: &Searcher,
        kind: impl Fn() -> (Occur, Box<dyn Query>),
    ) -> tantivy::Result<Vec<usize>> {
        let says = self.says(fields, searcher, kind)?;
        let known = says.iter().filter(|(_, with)| *with > 0);
        let most = known.map(|(says, _)| *says).fold(0.0, f32::max);
        let units = 0..self.clauses.len();
        Ok(units
            .filter(|at| says[*at].1 > 0 && says[*at].0 >= TELLING * most)
            .collect())
    }

    /// How much each unit says, as BM25 weighs words by how few rows have them, and how many have it.
    fn says(
        &self,
        fields: &Fields,
        searcher: &Searcher,
        kind: impl Fn() -> (Occur, Box<dyn Query>),
    ) -> tantivy::Result<Vec<(f32, u64)>> {
        let rows = searcher.search(&BooleanQuery::new(vec![kind()]), &Count)? as u64;
        let mut says = Vec::with_capacity(self.clauses.len());
        for clause in &self.clauses {
            let with = BooleanQuery::new(vec![kind(), (Occur::Must, clause.best(fields))]);
            let with = searcher.search(&with, &Count)? as u64;
            says.push((rarity(rows, with), with));
        }
        Ok(says)
    }

    /// Rows that have at least this many units, one of them `weighty`, or the whole title.
    #[must_use]
    pub fn query(&self, fields: &Fields, least: usize, weighty: &[usize]) -> Box<dyn Query> {
        let unit = |clause: &Clause| (Occur::Should, clause.best(fields));
        let units = self.clauses.iter().map(unit).collect();
        let mut units: Box<dyn Query> = Box::new(BooleanQuery::with_minimum_required_clauses(units, least));
        if weighty.len() < self.clauses.len() {
            let one = weighty.iter().map(|at| unit(&self.clauses[*at])).collect();
            let one = ConstScoreQuery::new(Box::new(BooleanQuery::new(one)), 0.0);
            units = Box::new(BooleanQuery::new(vec![
                (Occur::Must, units),
                (Occur::Must, Box::new(one)),
            ]));
        }
        Box::new(BooleanQuery::new(vec![
            (Occur::Should, units),
            (Occur::Should, self.exact(fields).query),
        ]))
    }

    /// Rows that have every unit in what a reader sees first: in the title, the names or the summary.
    #[must_use]
    pub fn in_head(&self, fields: &Fields) -> Box<dyn Query> {
        let units = self.clauses.iter().map(|clause| {
            let entries = clause.entries(fields).into_iter();
            let head = entries.filter(|e| ![BODY, REFUSED].contains(&e.field));
            let any: Box<dyn Query> = Box::new(BooleanQuery::union(head.map(|e| e.query).collect()));
            (Occur::Must, any)
        });
        Box::new(BooleanQuery::new(units.collect()))
    }

    /// What rows are scored by: of each unit, of which the best counts in full, and the whole title.
    #[must_use]
    pub fn entries<'a>(&'a self, fields: &'a Fields) -> Vec<Vec<Entry<'a>>> {
        let units = self.clauses.iter().map(|c| c.entries(fields));
        units.chain([vec![self.exact(fields)]]).collect()
    }

    /// Has the whole title that is asked for.
    #[must_use]
    pub fn exact<'a>(&self, fields: &'a Fields) -> Entry<'a> {
        let whole = term_query(fields.whole_title, &self.title);
        Entry {
            query: Box::new(ConstScoreQuery::new(whole, EXACT_TITLE)),
            field: fields.words[0].name,
            kind: PartKind::ExactTitle,
            term: self.title.clone(),
        }
    }

    /// For each row, the terms by which it was found, longest first.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn terms(
        &self,
        fields: &Fields,
        searcher: &Searcher,
        rows: &[DocAddress],
    ) -> tantivy::Result<BTreeMap<DocAddress, Vec<String>>> {
        let mut found: BTreeMap<DocAddress, BTreeSet<String>> = BTreeMap::new();
        let mut by_segment: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for row in rows {
            by_segment.entry(row.segment_ord).or_default().push(row.doc_id);
        }
        for (segment, mut docs) in by_segment {
            docs.sort_unstable();
            let reader = searcher.segment_reader(segment);
            for clause in &self.clauses {
                let mut pairs: BTreeMap<u32, BTreeSet<&String>> = BTreeMap::new();
                for wanted in &clause.wanted {
                    for field in wanted.fields(fields) {
                        for doc in standing(reader, field.field, &wanted.text, &docs)? {
                            found
                                .entry(DocAddress::new(segment, doc))
                                .or_default()
                                .insert(wanted.shown.clone());
                        }
                    }
                }
                for text in &clause.pairs {
                    for field in &fields.pairs {
                        for doc in standing(reader, field.field, text, &docs)? {
                            pairs.entry(doc).or_default().insert(text);
                        }
                    }
                }
                for (doc, pairs) in pairs {
                    if pairs.len() >= clause.least {
                        let terms = found.entry(DocAddress::new(segment, doc)).or_default();
                        if pairs.len() == clause.pairs.len() || clause.form.chars().count() == 1 {
                            terms.insert(clause.form.clone());
                        } else {
                            terms.extend(pairs.into_iter().cloned());
                        }
                    }
                }
            }
        }
        Ok(found
            .into_iter()
            .map(|(row, terms)| {
                let mut terms: Vec<String> = terms.into_iter().collect();
                terms.sort_by_key(|t| std::cmp::Reverse(t.chars().count()));
                (row, terms)
            })
            .collect())
    }
}

impl Wanted {
    /// A word in the fields with words.
    pub(super) fn word(text: &str, worth: f32, kind: PartKind) -> Self {
        Self {
            text: text.to_owned(),
            worth,
            sound: None,
            shown: text.to_owned(),
            kind,
        }
    }

    fn fields<'a>(&self, fields: &'a Fields) -> &'a [WordField] {
        match self.sound {
            None => &fields.words,
            Some(number) => std::slice::from_ref(&fields.sounds[number]),
        }
    }
}

impl Clause {
    /// Rows that have it, scored by where it stands best.
    fn best(&self, fields: &Fields) -> Box<dyn Query> {
        let entries = self.entries(fields).into_iter().map(|e| e.query).collect();
        Box::new(DisjunctionMaxQuery::with_tie_breaker(entries, TIE))
    }

    /// Where one of its terms is looked for, and what it is worth there.
    fn places<'a>(&self, wanted: &Wanted, fields: &'a Fields) -> impl Iterator<Item = (&'a WordField, f32)> {
        let (refused, worth) = (self.refused, wanted.worth);
        let all = wanted.fields(fields).iter();
        let meant = all.filter(move |field| !refused || field.name == REFUSED);
        meant.map(move |field| (field, worth * if refused { 1.0 } else { field.boost }))
    }

    /// The most that one field gives for it.
    fn most(&self, fields: &Fields, searcher: &Searcher, rows: u64) -> tantivy::Result<f32> {
        let mut most: f32 = 0.0;
        for wanted in &self.wanted {
            for (field, worth) in self.places(wanted, fields) {
                let with = searcher.doc_freq(&Term::from_field_text(field.field, &wanted.text))?;
                if with > 0 {
                    most = most.max(worth * rarity(rows, with));
                }
            }
        }
        if self.refused {
            return Ok(most);
        }
        for field in &fields.pairs {
            let mut each = Vec::with_capacity(self.pairs.len());
            for pair in &self.pairs {
                let with = searcher.doc_freq(&Term::from_field_text(field.field, pair))?;
                each.push(if with > 0 { rarity(rows, with) } else { 0.0 });
            }
            // Pairs are alternatives where one character stands for them, else parts of one word.
            let pairs = match self.least {
                0 | 1 => each.into_iter().fold(0.0, f32::max),
                _ => each.into_iter().sum(),
            };
            most = most.max(field.boost * pairs);
        }
        Ok(most)
    }

    fn entries<'a>(&'a self, fields: &'a Fields) -> Vec<Entry<'a>> {
        let mut any = Vec::new();
        for wanted in &self.wanted {
            for (field, worth) in self.places(wanted, fields) {
                let term = term_query(field.field, &wanted.text);
                any.push(Entry {
                    query: Box::new(BoostQuery::new(term, worth)),
                    field: field.name,
                    kind: wanted.kind,
                    term: wanted.shown.clone(),
                });
            }
        }
        // Pairs are not kept apart by who says no.
        if self.pairs.is_empty() || self.refused {
            return any;
        }
        for field in &fields.pairs {
            let pairs = self
                .pairs
                .iter()
                .map(|p| (Occur::Should, term_query(field.field, p)))
                .collect();
            let enough = BooleanQuery::with_minimum_required_clauses(pairs, self.least);
            any.push(Entry {
                query: Box::new(BoostQuery::new(Box::new(enough), field.boost)),
                field: field.name,
                kind: PartKind::Pair,
                term: self.form.clone(),
            });
        }
        any
    }
}

/// A condition that adds nothing to the score.
#[must_use]
pub fn filter(field: Field, codes: &[String]) -> Box<dyn Query> {
    let any = TermSetQuery::new(codes.iter().map(|c| Term::from_field_text(field, c)));
    Box::new(ConstScoreQuery::new(Box::new(any), 0.0))
}

fn term_query(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(
        Term::from_field_text(field, text),
        IndexRecordOption::WithFreqs,
    ))
}

/// BM25's weight of a term that stands in so many of the rows.
#[allow(clippy::cast_precision_loss)]
fn rarity(rows: u64, with: u64) -> f32 {
    let (rows, with) = (rows as f32, with as f32);
    (1.0 + ((rows - with).max(0.0) + 0.5) / (with + 0.5)).ln()
}

/// Those of `docs` (ascending) in which a term stands.
fn standing(reader: &SegmentReader, field: Field, text: &str, docs: &[u32]) -> tantivy::Result<Vec<u32>> {
    let index = reader.inverted_index(field)?;
    let term = Term::from_field_text(field, text);
    let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
        return Ok(vec![]);
    };
    let mut found = Vec::new();
    for &doc in docs {
        let at = if postings.doc() < doc {
            postings.seek(doc)
        } else {
            postings.doc()
        };
        if at == TERMINATED {
            break;
        }
        if at == doc {
            found.push(doc);
        }
    }
    Ok(found)
}
