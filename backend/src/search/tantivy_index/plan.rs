//! Which terms of the index answer a query, what is each worth, and which of them stand in a hit?

use std::collections::{BTreeMap, BTreeSet};

use recommender::{Unit, UnitKind, Words};
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::super::PartKind;
use super::letters::{self, SAME, starting_with};
use super::schema::{Fields, WordField, whole_title};
use super::sound;

/// Share of a unit's pairs that must be found.
const PAIRS_SHARE: f32 = 0.75;
/// What a second field adds to the best one.
pub const TIE: f32 = 0.2;
/// What it is worth that the whole title is what was asked for.
const EXACT_TITLE: f32 = 5.0;
/// Most pairs that one character alone stands for.
const MAX_PAIRS: usize = 192;

/// One term that answers a unit.
#[derive(Debug)]
struct Wanted {
    /// The term.
    text: String,
    /// What it is worth, beside the weights of the fields.
    worth: f32,
    /// `None`: in the fields with words; else in this one of the fields of sounds.
    sound: Option<usize>,
    /// What is marked in a hit.
    shown: String,
    /// What it is for.
    kind: PartKind,
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
    wanted: Vec<Wanted>,
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
    /// All that is asked for as if it were a title.
    title: String,
}

impl Plan {
    /// Finds the terms.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(fields: &Fields, searcher: &Searcher, words: &Words, text: &str) -> tantivy::Result<Self> {
        let units = words.of_query(text);
        let reader = Reader {
            fields,
            searcher,
            words,
            sounds: words.may_be_sound(text),
        };
        let clauses = if let Some(one) = reader.spaced(&units)? {
            vec![one]
        } else if let Some(clauses) = reader.misspelt(text)? {
            clauses
        } else {
            reader.clauses(units)?
        };
        let title = whole_title(text);
        Ok(Self { clauses, title })
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

    /// Rows that have at least this many units, or the whole title.
    #[must_use]
    pub fn query(&self, fields: &Fields, least: usize) -> Box<dyn Query> {
        let clauses = self.clauses.iter().map(|c| {
            let entries = c.entries(fields).into_iter().map(|e| e.query).collect();
            let best: Box<dyn Query> = Box::new(DisjunctionMaxQuery::with_tie_breaker(entries, TIE));
            (Occur::Should, best)
        });
        let units = BooleanQuery::with_minimum_required_clauses(clauses.collect(), least);
        Box::new(BooleanQuery::new(vec![
            (Occur::Should, Box::new(units)),
            (Occur::Should, self.exact(fields).query),
        ]))
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

/// Turns units into clauses.
struct Reader<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    words: &'a Words,
    /// Whether letters may stand for the sound of Chinese words.
    sounds: bool,
}

impl Reader<'_> {
    fn clauses(&self, units: Vec<Unit>) -> tantivy::Result<Vec<Clause>> {
        units.into_iter().map(|unit| self.clause(unit)).collect()
    }

    fn clause(&self, unit: Unit) -> tantivy::Result<Clause> {
        let mut wanted = Vec::new();
        let (mut pairs, mut least) = (unit.pairs, 0);
        match unit.kind {
            // By what it amounts to alone: 200ms is not any row with a 200 and an ms.
            UnitKind::Quantity => {
                wanted.extend(unit.same.iter().map(|s| Wanted::word(s, 1.0, PartKind::Word)));
            }
            _ => {
                wanted.push(Wanted::word(&unit.form, 1.0, PartKind::Word));
                wanted.extend(unit.same.iter().map(|s| Wanted::word(s, SAME, PartKind::Variant)));
            }
        }
        match unit.kind {
            UnitKind::Latin | UnitKind::Number => {
                let known = sound::known(self.fields, self.searcher, &unit.form)?;
                let mut more = Vec::new();
                if unit.kind == UnitKind::Latin {
                    more = letters::expansions(self.fields, self.searcher, &unit.form, known)?;
                }
                let sounded = self.sounded(&unit.form, known)?;
                if unit.kind == UnitKind::Latin && !known && more.is_empty() && sounded.is_empty() {
                    more = letters::with_typo(self.fields, self.searcher, &unit.form)?;
                }
                wanted.extend(more.iter().map(|m| Wanted::word(&m.term, m.worth, m.kind)));
                wanted.extend(sounded);
            }
            UnitKind::Unknown => least = share(pairs.len(), PAIRS_SHARE),
            UnitKind::Char => {
                let starting = starting_with(self.fields.pairs.map(|p| p.field), self.searcher, &unit.form)?;
                pairs.extend(starting.into_iter().take(MAX_PAIRS));
                least = 1;
            }
            UnitKind::Word | UnitKind::Quantity => {}
        }
        Ok(Clause {
            wanted,
            pairs,
            least,
            form: unit.form,
        })
    }

    /// Syllables with blanks between them (`zhi neng ti`) as the one word that they sound like, where there is one
    /// and no part of them is a word of the index.
    fn spaced(&self, units: &[Unit]) -> tantivy::Result<Option<Clause>> {
        if !self.sounds || units.len() < 2 || units.iter().any(|u| u.kind != UnitKind::Latin) {
            return Ok(None);
        }
        for unit in units {
            if sound::known(self.fields, self.searcher, &unit.form)? {
                return Ok(None);
            }
        }
        let form: String = units.iter().map(|u| u.form.as_str()).collect();
        let wanted = self.sounded(&form, false)?;
        Ok((!wanted.is_empty()).then_some(Clause {
            wanted,
            pairs: Vec::new(),
            least: 0,
            form,
        }))
    }

    /// A query of Chinese characters, where a part of it was typed by its sound with other characters: 制能体 for
    /// 智能体. `None` where no part was.
    fn misspelt(&self, text: &str) -> tantivy::Result<Option<Vec<Clause>>> {
        let mut heard = Vec::new();
        for run in self.words.runs(text) {
            heard.push((self.heard(&run)?, run));
        }
        if heard.iter().all(|(clause, _)| clause.is_none()) {
            return Ok(None);
        }
        let mut clauses = Vec::new();
        for (clause, run) in heard {
            match clause {
                Some(clause) => clauses.push(clause),
                None => clauses.extend(self.clauses(self.words.of_query(&run))?),
            }
        }
        Ok(Some(clauses))
    }

    /// The words that sound like this run of characters, where no row has it as it is written. Two characters sound
    /// like too many words.
    fn heard(&self, run: &str) -> tantivy::Result<Option<Clause>> {
        let readings = self.words.readings(run);
        if run.chars().count() < 3 || readings.is_empty() || sound::written(self.fields, self.searcher, run)?
        {
            return Ok(None);
        }
        let mut wanted = Vec::new();
        for reading in readings.iter() {
            wanted.extend(self.words_like(&reading.full, false, PartKind::Typo)?);
        }
        Ok((!wanted.is_empty()).then(|| Clause {
            wanted,
            pairs: Vec::new(),
            least: 0,
            form: run.to_owned(),
        }))
    }

    fn sounded(&self, form: &str, known: bool) -> tantivy::Result<Vec<Wanted>> {
        match self.sounds {
            true => self.words_like(form, known, PartKind::Pinyin),
            false => Ok(Vec::new()),
        }
    }

    fn words_like(&self, letters: &str, known: bool, kind: PartKind) -> tantivy::Result<Vec<Wanted>> {
        let mut wanted = Vec::new();
        for sounded in sound::words_for(self.fields, self.searcher, self.words, letters, known)? {
            for (number, term) in sounded.terms.into_iter().enumerate() {
                wanted.extend(term.map(|text| Wanted {
                    text,
                    worth: sounded.worth,
                    sound: Some(number),
                    shown: sounded.word.clone(),
                    kind,
                }));
            }
            // Words of the field also count by where they stand; others in titles and names alone, or 之间 would be
            // found in any text by `zhijian`.
            if sounded.of_field {
                wanted.push(Wanted::word(&sounded.word, sounded.worth, kind));
            }
        }
        Ok(wanted)
    }
}

impl Wanted {
    fn word(text: &str, worth: f32, kind: PartKind) -> Self {
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
    /// The most that one field gives for it.
    fn most(&self, fields: &Fields, searcher: &Searcher, rows: u64) -> tantivy::Result<f32> {
        let mut most: f32 = 0.0;
        for wanted in &self.wanted {
            for field in wanted.fields(fields) {
                let with = searcher.doc_freq(&Term::from_field_text(field.field, &wanted.text))?;
                if with > 0 {
                    most = most.max(field.boost * wanted.worth * rarity(rows, with));
                }
            }
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
            for field in wanted.fields(fields) {
                let term = term_query(field.field, &wanted.text);
                any.push(Entry {
                    query: Box::new(BoostQuery::new(term, field.boost * wanted.worth)),
                    field: field.name,
                    kind: wanted.kind,
                    term: wanted.shown.clone(),
                });
            }
        }
        if self.pairs.is_empty() {
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

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn share(of: usize, share: f32) -> usize {
    (of as f32 * share).ceil() as usize
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
