//! What does a query ask for in terms of the index, where some of it was not typed as rows have it?
//!
//! What stands in a row or in a dictionary is taken as it is written. Of other Chinese characters three to eight that
//! sound like a word of the rows are that word; two beside others are, where one of them is right; and four or more
//! that differ by one character from a word of the field's dictionary that rows hold are that.

use recommender::{Piece, Unit, UnitKind, Words};
use tantivy::Searcher;

use super::super::PartKind;
use super::letters::{self, SAME, starting_with};
use super::plan::{Clause, Wanted};
use super::schema::Fields;
use super::sound;

/// Share of a unit's pairs that must be found.
const PAIRS_SHARE: f32 = 0.75;
/// Most pairs that one character alone stands for.
const MAX_PAIRS: usize = 192;
/// What every solution here is and so hardly any says: who types it, or AI, asks for all of them.
const OWN: &str = "人工智能";
/// Shortest word that is meant by what differs from it by a character.
const LEAST_NEARLY: usize = 4;
/// Shortest word that is taken for the two that it is made of.
const LEAST_HALVED: usize = 4;
/// Longest query whose parts are mended, in characters: each part is looked up letter by letter, and a pasted text has
/// words enough to be found by.
const MENDED: usize = 24;
/// Most pieces that are taken as one word, and most characters.
const MOST_PIECES: usize = 3;
const LONGEST: usize = 8;

/// Turns a query into clauses.
pub struct Reader<'a> {
    /// Fields of the index.
    pub fields: &'a Fields,
    /// The index.
    pub searcher: &'a Searcher,
    /// Cuts texts.
    pub words: &'a Words,
    /// Whether letters may stand for the sound of Chinese words.
    pub sounds: bool,
}

impl Reader<'_> {
    /// The clauses of a query.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn read(&self, text: &str) -> tantivy::Result<Vec<Clause>> {
        let units = self.words.of_query(text);
        if let Some(one) = self.spaced(&units)? {
            return Ok(vec![one]);
        }
        match self.misspelt(text)? {
            Some(clauses) => Ok(clauses),
            None => self.clauses(units),
        }
    }

    /// The units that tell rows of this platform apart: what all of them are asks for nothing where no row says it.
    fn apart(&self, mut units: Vec<Unit>) -> tantivy::Result<Vec<Unit>> {
        let is_own = |unit: &Unit| unit.same.iter().chain([&unit.form]).any(|form| form == OWN);
        if let Some(at) = units.iter().position(is_own) {
            let unit = &units[at];
            let mut said = sound::known(self.fields, self.searcher, &unit.form)?;
            for form in &unit.same {
                said |= sound::known(self.fields, self.searcher, form)?;
            }
            if !said {
                units.remove(at);
            }
        }
        Ok(units)
    }

    fn clauses(&self, units: Vec<Unit>) -> tantivy::Result<Vec<Clause>> {
        let units = self.apart(units)?;
        let mut clauses = Vec::with_capacity(units.len());
        for unit in units {
            match self.halves(&unit)? {
                Some(halves) => {
                    for half in halves {
                        clauses.extend(self.clauses(self.words.of_query(&half))?);
                    }
                }
                None => clauses.push(self.clause(unit)?),
            }
        }
        Ok(clauses)
    }

    /// The two words that a word is made of, where no row has it, nor what means the same, and some row has both: rows
    /// may speak of 智能 and of 客服, and of 智能客服 nowhere.
    fn halves(&self, unit: &Unit) -> tantivy::Result<Option<[String; 2]>> {
        let characters: Vec<char> = unit.form.chars().collect();
        if unit.kind != UnitKind::Word || characters.len() < LEAST_HALVED {
            return Ok(None);
        }
        for form in unit.same.iter().chain([&unit.form]) {
            if sound::known(self.fields, self.searcher, form)? {
                return Ok(None);
            }
        }
        let inside = self.words.of_text(&unit.form).words;
        for at in 2..=characters.len() - 2 {
            let halves = [&characters[..at], &characters[at..]].map(|half| half.iter().collect::<String>());
            if halves.iter().all(|half| inside.contains(half)) {
                let both = sound::together(self.fields, self.searcher, &halves)?;
                return Ok(both.then_some(halves));
            }
        }
        Ok(None)
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
            refused: false,
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
            refused: false,
        }))
    }

    /// A query of Chinese characters, where a part of it is no word of any row or dictionary, and nearly one. `None`
    /// where no part is.
    fn misspelt(&self, text: &str) -> tantivy::Result<Option<Vec<Clause>>> {
        let runs = self.words.runs(text);
        let short = runs.iter().map(|run| run.chars().count()).sum::<usize>() <= MENDED;
        let mut mended = Vec::new();
        for run in &runs {
            mended.push(match short {
                true => self.mended(run, runs.len() > 1)?,
                false => self.heard(run)?.map(|clause| vec![clause]),
            });
        }
        if mended.iter().all(Option::is_none) {
            return Ok(None);
        }
        let mut clauses = Vec::new();
        for (mended, run) in mended.into_iter().zip(&runs) {
            match mended {
                Some(more) => clauses.extend(more),
                None => clauses.extend(self.clauses(self.words.of_query(run))?),
            }
        }
        Ok(Some(clauses))
    }

    /// The clauses of a run of characters of which some part is mended; `beside` where there are others.
    fn mended(&self, run: &str, beside: bool) -> tantivy::Result<Option<Vec<Clause>>> {
        if let Some(clause) = self.heard(run)? {
            return Ok(Some(vec![clause]));
        }
        let characters: Vec<char> = run.chars().collect();
        for group in self.words.pieces(run) {
            for (from, to) in suspect(&group) {
                let part: String = characters[from..to].iter().collect();
                let beside = beside || to - from < characters.len();
                let mut clause = self.meant(&part, beside)?;
                if clause.is_none() {
                    continue;
                }
                let mut clauses = Vec::new();
                let rest =
                    [&characters[..from], &characters[to..]].map(|rest| rest.iter().collect::<String>());
                for (at, rest) in rest.into_iter().enumerate() {
                    match self.mended(&rest, true)? {
                        Some(more) => clauses.extend(more),
                        None => clauses.extend(self.clauses(self.words.of_query(&rest))?),
                    }
                    if at == 0 {
                        clauses.extend(clause.take());
                    }
                }
                return Ok(Some(clauses));
            }
        }
        Ok(None)
    }

    /// What is meant by characters that are no word: a word of the same sound, or of one character more, less or other.
    fn meant(&self, part: &str, beside: bool) -> tantivy::Result<Option<Clause>> {
        let heard = match part.chars().count() {
            2 if beside => self.heard_two(part)?,
            _ => self.heard(part)?,
        };
        match heard {
            Some(clause) => Ok(Some(clause)),
            None => self.nearly(part),
        }
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
        Ok(typed(run, wanted))
    }

    /// The words of two characters that sound like these, one of which is right: 课服 beside other words is 客服.
    fn heard_two(&self, part: &str) -> tantivy::Result<Option<Clause>> {
        if sound::written(self.fields, self.searcher, part)? {
            return Ok(None);
        }
        let typed_as = self.words.readings(part);
        let sounds_so = |word: &String| {
            let readings = self.words.readings(word);
            word.chars().count() == 2 && readings.iter().any(|reading| typed_as.contains(reading))
        };
        let near = letters::one_apart(self.fields, self.searcher, part)?.into_iter();
        let wanted = near.filter(sounds_so);
        let wanted = wanted.map(|word| Wanted::word(&word, letters::TYPO, PartKind::Typo));
        Ok(typed(part, wanted.collect()))
    }

    /// The words of the field that have one character more, less or other than this, where no row has it as it is
    /// written.
    fn nearly(&self, part: &str) -> tantivy::Result<Option<Clause>> {
        if part.chars().count() < LEAST_NEARLY - 1 || sound::written(self.fields, self.searcher, part)? {
            return Ok(None);
        }
        let near = letters::one_apart(self.fields, self.searcher, part)?.into_iter();
        let near = near.filter(|word| word.chars().count() >= LEAST_NEARLY && self.words.is_of_field(word));
        let wanted = near.map(|word| Wanted::word(&word, letters::TYPO, PartKind::Typo));
        Ok(typed(part, wanted.collect()))
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
            // Words of the field and longer ones of few rows also count by where they stand; others in titles and names alone,
            // or 之间 would be found in any text by `zhijian`.
            if sounded.of_field || sound::rare(self.fields, self.searcher, &sounded.word)? {
                wanted.push(Wanted::word(&sounded.word, sounded.worth, kind));
            }
        }
        Ok(wanted)
    }
}

/// Parts of a group that may be a word typed wrongly, from..to: neighbours with one that no dictionary knows among them,
/// the longest first.
fn suspect(group: &[Piece]) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    for first in 0..group.len() {
        for last in first..group.len().min(first + MOST_PIECES) {
            let (from, to) = (group[first].from, group[last].to);
            let strange = group[first..=last].iter().any(|piece| !piece.known);
            if strange && (2..=LONGEST).contains(&(to - from)) {
                parts.push((from, to));
            }
        }
    }
    parts.sort_by_key(|(from, to)| std::cmp::Reverse(to - from));
    parts
}

/// The clause for what was typed wrongly, if any word is meant.
fn typed(form: &str, wanted: Vec<Wanted>) -> Option<Clause> {
    (!wanted.is_empty()).then(|| Clause {
        wanted,
        pairs: Vec::new(),
        least: 0,
        form: form.to_owned(),
        refused: false,
    })
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn share(of: usize, share: f32) -> usize {
    (of as f32 * share).ceil() as usize
}
