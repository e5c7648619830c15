//! Which terms of the index answer a query, what is each worth, and which of them stand in a hit?

use std::collections::{BTreeMap, BTreeSet};

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, Query, TermQuery,
    TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::super::words::{Unit, UnitKind};
use super::schema::Fields;

/// What another spelling, a longer word and a word with one typing error are worth beside the word itself.
const SAME: f32 = 0.8;
const LONGER: f32 = 0.5;
const TYPO: f32 = 0.4;
/// Share of a unit's pairs that must be found.
const PAIRS_SHARE: f32 = 0.75;
/// What a second field adds to the best one.
const TIE: f32 = 0.2;
/// Most words taken for a beginning or a typing error.
const MAX_EXPANSIONS: usize = 24;

/// One unit of the query with the index's terms for it.
#[derive(Debug)]
pub struct Clause {
    /// In the fields with words: term and what it is worth.
    words: Vec<(String, f32)>,
    /// In the fields with pairs.
    pairs: Vec<String>,
    /// How many of the pairs.
    least: usize,
    /// The unit itself.
    form: String,
}

/// A query in terms of this index.
#[derive(Debug)]
pub struct Plan {
    clauses: Vec<Clause>,
}

impl Plan {
    /// Finds the terms.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(fields: &Fields, searcher: &Searcher, units: Vec<Unit>) -> tantivy::Result<Self> {
        let mut clauses = Vec::with_capacity(units.len());
        for unit in units {
            let mut words = vec![(unit.form.clone(), 1.0)];
            words.extend(unit.same.iter().map(|s| (s.clone(), SAME)));
            let (mut pairs, mut least) = (unit.pairs, 0);
            match unit.kind {
                UnitKind::Latin => words.extend(letters(fields, searcher, &unit.form)?),
                UnitKind::Unknown => least = share(pairs.len(), PAIRS_SHARE),
                UnitKind::Char => {
                    let starting = starting_with(fields.pairs.map(|p| p.field), searcher, &unit.form)?;
                    pairs.extend(starting.into_iter().take(MAX_EXPANSIONS * 8));
                    least = 1;
                }
                UnitKind::Word | UnitKind::Number => {}
            }
            clauses.push(Clause {
                words,
                pairs,
                least,
                form: unit.form,
            });
        }
        Ok(Self { clauses })
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// How many units a row must have: both of two, three of four, six of eight.
    #[must_use]
    pub fn least(&self) -> usize {
        match self.clauses.len() {
            n @ 0..=2 => n,
            n => n * 3 / 4,
        }
    }

    /// How many it must have where no row has [`Plan::least`].
    #[must_use]
    pub fn relaxed(&self) -> usize {
        self.clauses.len().div_ceil(2)
    }

    /// Rows that have at least this many units.
    #[must_use]
    pub fn query(&self, fields: &Fields, least: usize) -> Box<dyn Query> {
        let clauses = self
            .clauses
            .iter()
            .map(|c| (Occur::Should, c.query(fields)))
            .collect();
        Box::new(BooleanQuery::with_minimum_required_clauses(clauses, least))
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
                for (text, _) in &clause.words {
                    for field in &fields.words {
                        for doc in standing(reader, field.field, text, &docs)? {
                            found
                                .entry(DocAddress::new(segment, doc))
                                .or_default()
                                .insert(text.clone());
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

impl Clause {
    fn query(&self, fields: &Fields) -> Box<dyn Query> {
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        for (text, worth) in &self.words {
            for field in &fields.words {
                any.push(Box::new(BoostQuery::new(
                    term_query(field.field, text),
                    field.boost * worth,
                )));
            }
        }
        for field in &fields.pairs {
            if !self.pairs.is_empty() {
                let pairs = self
                    .pairs
                    .iter()
                    .map(|p| (Occur::Should, term_query(field.field, p)))
                    .collect();
                let enough = BooleanQuery::with_minimum_required_clauses(pairs, self.least);
                any.push(Box::new(BoostQuery::new(Box::new(enough), field.boost)));
            }
        }
        Box::new(DisjunctionMaxQuery::with_tie_breaker(any, TIE))
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

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn share(of: usize, share: f32) -> usize {
    (of as f32 * share).ceil() as usize
}

/// Longer words with this beginning and, where there is none and the word itself is unknown, words with one
/// typing error; singular and plural stand for each other.
fn letters(fields: &Fields, searcher: &Searcher, form: &str) -> tantivy::Result<Vec<(String, f32)>> {
    let size = form.chars().count();
    let mut more = Vec::new();
    let known = |form: &str| {
        fields.words.iter().try_fold(false, |known, field| {
            Ok::<_, tantivy::TantivyError>(
                known || searcher.doc_freq(&Term::from_field_text(field.field, form))? > 0,
            )
        })
    };
    if size > 3
        && let Some(one) = form.strip_suffix('s').filter(|one| !one.ends_with('s'))
        && known(one)?
    {
        more.push((one.to_owned(), SAME));
    }
    let known = known(form)?;
    if size > 3 || (size == 3 && !known) {
        let longer = starting_with(fields.words.map(|w| w.field), searcher, form)?;
        more.extend(
            longer
                .into_iter()
                .filter(|t| t != form)
                .take(MAX_EXPANSIONS)
                .map(|t| (t, LONGER)),
        );
    }
    if size > 4 && !known && more.is_empty() {
        let near = with_typo(fields, searcher, form)?;
        more.extend(near.into_iter().take(MAX_EXPANSIONS).map(|t| (t, TYPO)));
    }
    Ok(more)
}

/// Terms with a beginning, those of the most rows first.
fn starting_with<const N: usize>(
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

fn with_typo(fields: &Fields, searcher: &Searcher, form: &str) -> tantivy::Result<Vec<String>> {
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

fn most_first(rows: BTreeMap<String, u64>) -> Vec<String> {
    let mut terms: Vec<(String, u64)> = rows.into_iter().collect();
    terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    terms.into_iter().map(|(term, _)| term).collect()
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
