//! Which fields does the index have, and how does a row become one of its documents?

use tantivy::schema::{
    DateOptions, FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STRING, Schema, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DateTime, TantivyDocument};
use uuid::Uuid;

use super::super::{FACETS, SearchDoc};
use super::sound;
use entity::states::SubjectKind;
use recommender::{Words, said_and_refused};

/// Raised whenever the fields or what stands in them change: older folders are then built anew.
pub const VERSION: u32 = 7;

/// What a reader calls the long text of a row.
pub const BODY: &str = "body";
/// What a reader calls the parts of summary and long text that say what is not done.
pub const REFUSED: &str = "refused";

/// A field with words and what finding a word there is worth.
#[derive(Clone, Copy, Debug)]
pub struct WordField {
    /// The field.
    pub field: Field,
    /// What a reader calls it.
    pub name: &'static str,
    /// Factor of the score.
    pub boost: f32,
}

/// The fields.
#[derive(Clone, Debug)]
pub struct Fields {
    /// All of them.
    pub schema: Schema,
    /// Kind and id together: what a row is replaced and removed by.
    pub key: Field,
    /// Kind.
    pub kind: Field,
    /// Title, names, summary, body, in this order, and what the last two say is not done.
    pub words: [WordField; 5],
    /// Pairs of characters: of title, names and summary; of the body.
    pub pairs: [WordField; 2],
    /// Sounds of words with the words: by every syllable, by first letters. See [`sound`], which also says what they
    /// are worth.
    pub sounds: [WordField; 2],
    /// The title as one term: see [`whole_title`].
    pub whole_title: Field,
    /// Upper and lower half of the id.
    pub id: [Field; 2],
    /// When it became public.
    pub published: Field,
    /// Price in fen, where there is one.
    pub price: Field,
    /// One field for each of [`FACETS`], in that order.
    pub facets: Vec<Field>,
}

/// Names of the columns that are read by name.
pub const ID_HIGH: &str = "id_high";
/// See [`ID_HIGH`].
pub const ID_LOW: &str = "id_low";
/// See [`ID_HIGH`].
pub const PUBLISHED: &str = "published";
/// See [`ID_HIGH`].
pub const PRICE: &str = "price";

impl Fields {
    /// The schema of this version.
    #[must_use]
    pub fn new() -> Self {
        let mut schema = Schema::builder();
        // Terms are handed over ready-made; positions are not kept, because no phrase is ever required.
        let terms = || {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(IndexRecordOption::WithFreqs);
            TextOptions::default().set_indexing_options(indexing)
        };
        let key = schema.add_text_field("key", STRING);
        let kind = schema.add_text_field("kind", STRING);
        let mut worded = |column: &str, name, boost| WordField {
            field: schema.add_text_field(column, terms()),
            name,
            boost,
        };
        let words = [
            worded("title", "title", 3.0),
            worded("names", "names", 1.2),
            worded("summary", "summary", 1.6),
            worded("body", BODY, 1.0),
            // Found all the same, behind every row that does it.
            worded("refused", REFUSED, 0.1),
        ];
        let pairs = [worded("head_pairs", "head", 1.0), worded("body_pairs", BODY, 0.5)];
        let sounds = [worded("sound", "row", 1.0), worded("initials", "row", 1.0)];
        let whole_title = schema.add_text_field("whole_title", STRING);
        let fast = || NumericOptions::default().set_fast();
        let id = [
            schema.add_u64_field(ID_HIGH, fast()),
            schema.add_u64_field(ID_LOW, fast()),
        ];
        let published = schema.add_date_field(
            PUBLISHED,
            DateOptions::from(FAST | INDEXED).set_precision(tantivy::schema::DateTimePrecision::Milliseconds),
        );
        let price = schema.add_i64_field(PRICE, fast());
        let facets = FACETS
            .iter()
            .map(|name| schema.add_text_field(name, STRING | FAST))
            .collect();
        Self {
            schema: schema.build(),
            key,
            kind,
            words,
            pairs,
            sounds,
            whole_title,
            id,
            published,
            price,
            facets,
        }
    }

    /// The document of a row.
    #[must_use]
    pub fn document(&self, words: &Words, doc: &SearchDoc) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        out.add_text(self.key, key(doc.kind, doc.id));
        out.add_text(self.kind, doc.kind.as_str());
        out.add_text(self.whole_title, whole_title(&doc.title));
        let mut pairs = [Vec::new(), Vec::new()];
        let mut spoken = sound::Spoken::default();
        let (summary, mut refused) = said_and_refused(&doc.summary);
        let (body, more) = said_and_refused(&doc.body);
        refused.push_str(&more);
        let texts = [&doc.title, &doc.names, &summary, &body, &refused];
        for (text, field) in texts.into_iter().zip(&self.words) {
            let found = words.of_text(text);
            spoken.of_field(words, &found.words);
            out.add_pre_tokenized_text(field.field, ready(found.words));
            let in_head = ![BODY, REFUSED].contains(&field.name);
            pairs[usize::from(!in_head)].extend(found.pairs);
        }
        for (pairs, field) in pairs.into_iter().zip(&self.pairs) {
            out.add_pre_tokenized_text(field.field, ready(pairs));
        }
        let named = [&doc.title, &doc.names].into_iter().chain(&doc.capabilities);
        named.for_each(|name| spoken.of_name(words, name));
        for (terms, field) in spoken.terms(words).into_iter().zip(&self.sounds) {
            out.add_pre_tokenized_text(field.field, ready(terms));
        }
        let (high, low) = doc.id.as_u64_pair();
        out.add_u64(self.id[0], high);
        out.add_u64(self.id[1], low);
        out.add_date(
            self.published,
            DateTime::from_timestamp_millis(doc.published_at.timestamp_millis()),
        );
        if let Some(price) = doc.price_fen {
            out.add_i64(self.price, price);
        }
        for (name, field) in FACETS.iter().zip(&self.facets) {
            // A code given twice is still one row.
            let codes: std::collections::BTreeSet<&String> =
                doc.codes(name).iter().filter(|c| !c.is_empty()).collect();
            for code in codes {
                out.add_text(*field, code);
            }
        }
        out
    }
}

/// A title in the form in which two that read alike are equal: letters, digits and characters alone.
#[must_use]
pub fn whole_title(title: &str) -> String {
    let mut title = recommender::normalize(title);
    title.retain(char::is_alphanumeric);
    title
}

/// What a row is replaced and removed by.
#[must_use]
pub fn key(kind: SubjectKind, id: Uuid) -> String {
    format!("{}:{id}", kind.as_str())
}

fn ready(terms: Vec<String>) -> PreTokenizedString {
    let tokens = terms
        .into_iter()
        .enumerate()
        .map(|(position, text)| Token {
            position,
            text,
            ..Token::default()
        })
        .collect();
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}
