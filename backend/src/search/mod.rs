//! Here are words and filters: which solutions, which scenarios?
//!
//! One trait, engines behind it; no stage knows which engine it has. The index is a function of the
//! database: jobs read a row as it is now, then upsert or delete it here.
//!
//! Which words a text is found by and which a query asks for is answered by [`recommender::Words`], the analyser
//! that ranking and coverage use too. [`tantivy_index`] is the engine in this process, in one folder.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use entity::states::SubjectKind;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;
use uuid::Uuid;

pub mod tantivy_index;

/// What a list can be narrowed by, each a set of taxonomy codes.
pub const FACETS: &[&str] = &[
    "direction",
    "industry",
    "technology",
    "deployment",
    "region",
    "level",
    "tier",
];

/// Most hits of one page; larger limits are cut to it.
pub const MAX_LIMIT: usize = 1_000;

/// One published row as search sees it.
#[derive(Clone, Debug)]
pub struct SearchDoc {
    /// Id of the row.
    pub id: Uuid,
    /// Solution or scenario.
    pub kind: SubjectKind,
    /// Title: counts most.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Everything else that may be found: description, capabilities, requirements, cases.
    pub body: String,
    /// Names of the organisation, of industries and of technologies, Chinese and English.
    pub names: String,
    /// Names of its capabilities: with title and names what a reader may type by its sound.
    pub capabilities: Vec<String>,
    /// Code of the direction.
    pub direction: String,
    /// Codes of the industries.
    pub industries: Vec<String>,
    /// Codes of the technologies.
    pub technologies: Vec<String>,
    /// Codes of the ways to deploy.
    pub deployments: Vec<String>,
    /// Codes of the regions.
    pub regions: Vec<String>,
    /// Codes of the levels.
    pub levels: Vec<String>,
    /// Pool tier, for a solution that has one.
    pub tier: Option<String>,
    /// When it became public.
    pub published_at: DateTime<Utc>,
    /// Lowest price or budget in fen; absent ones sort last.
    pub price_fen: Option<i64>,
}

impl SearchDoc {
    /// The codes that the row has in a facet of [`FACETS`]; none in an unknown one.
    #[must_use]
    pub fn codes(&self, facet: &str) -> &[String] {
        match facet {
            "direction" => std::slice::from_ref(&self.direction),
            "industry" => &self.industries,
            "technology" => &self.technologies,
            "deployment" => &self.deployments,
            "region" => &self.regions,
            "level" => &self.levels,
            "tier" => self.tier.as_slice(),
            _ => &[],
        }
    }
}

/// In which order hits come. Equal hits come newest first, then by id, so that pages never overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best first; newest first where no words are asked for.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Cheapest first; rows without a price come last.
    PriceAsc,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct SearchQuery {
    /// Solutions or scenarios.
    pub kind: SubjectKind,
    /// Words; empty for all.
    pub text: String,
    /// Facet -> codes, any of which will do. All facets named must hold. A facet without codes does not narrow.
    pub filters: BTreeMap<String, Vec<String>>,
    /// What the price or budget must keep.
    pub price: PriceRange,
    /// Order.
    pub sort: Sort,
    /// Hits of this page, at most [`MAX_LIMIT`]; 0 asks for the total and the facets alone.
    pub limit: usize,
    /// Hits before this page.
    pub offset: usize,
    /// Whether each hit tells the parts of its score.
    pub explain: bool,
    /// How near rows are in meaning to the words, from 0 to 1, where somebody knows: rows that are near enough are then
    /// found without the words, and with [`Sort::Relevance`] the order is of both.
    pub likeness: Option<Arc<HashMap<Uuid, Likeness>>>,
}

/// Ends of a range of money in fen, both included. A row that names no price passes: what is left open excludes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PriceRange {
    /// The least.
    pub from: Option<i64>,
    /// The most.
    pub to: Option<i64>,
}

/// How near a row is in meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// From 0 to 1.
    pub value: f32,
    /// Who says so.
    pub by: LikenessBy,
}

/// Whose vectors told how near a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LikenessBy {
    /// Those that are built in.
    BuiltIn,
    /// Those of the operator's encoder.
    Encoder,
}

impl Likeness {
    /// One by the built-in vectors.
    #[must_use]
    pub fn built_in(value: f32) -> Self {
        Self {
            value,
            by: LikenessBy::BuiltIn,
        }
    }
}

impl SearchQuery {
    /// Everything of a kind, newest first, 20 hits.
    #[must_use]
    pub fn new(kind: SubjectKind) -> Self {
        Self {
            kind,
            text: String::new(),
            filters: BTreeMap::new(),
            price: PriceRange::default(),
            sort: Sort::default(),
            limit: 20,
            offset: 0,
            explain: false,
            likeness: None,
        }
    }
}

/// What a part of a score is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// A word as it was asked for; a figure by what it amounts to.
    Word,
    /// Another spelling, a synonym or another form of the word.
    Variant,
    /// A longer word that begins so.
    Beginning,
    /// A word with one typing error.
    Typo,
    /// Pairs of neighbouring characters.
    Pair,
    /// A Chinese word that sounds like what was typed.
    Pinyin,
    /// The whole title is what was asked for.
    ExactTitle,
    /// Likeness in meaning by the built-in vectors.
    Meaning,
    /// Likeness in meaning by the vectors of the operator's encoder.
    EncoderMeaning,
}

/// One part of a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScorePart {
    /// Where: `title`, `names`, `summary`, `body`, `refused` (what summary and body say is not done), `head` (the first
    /// three together), or `row` (all of it).
    pub field: String,
    /// What for.
    pub kind: PartKind,
    /// What stands there.
    pub term: String,
    /// What it adds to the score.
    pub value: f32,
}

/// What a row was found by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FoundBy {
    /// Words and filters.
    #[default]
    Words,
    /// Nearness in meaning alone: it lacks the words.
    Meaning,
}

/// What decided the order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderedBy {
    /// What was asked for instead of relevance, or the date where no words were.
    #[default]
    Sort,
    /// Words alone.
    Words,
    /// Words and meaning.
    Hybrid,
}

/// One row that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// Id of the row.
    pub id: Uuid,
    /// How well it fits; comparable within one answer only. 0 where no words were asked for.
    pub score: f32,
    /// What it was found by.
    pub by: FoundBy,
    /// The words by which it was found, lower case and half width, longest first: the page marks them.
    pub terms: Vec<String>,
    /// Where it was asked for and hits come by relevance: the parts that add up to the score, largest first.
    pub parts: Vec<ScorePart>,
}

impl SearchHit {
    /// Says that it lacks the words.
    fn by_meaning(&mut self) {
        self.by = FoundBy::Meaning;
        self.terms.clear();
        self.parts.clear();
    }
}

/// How many rows have a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FacetCount {
    /// Code of the taxonomy.
    pub code: String,
    /// Rows that have it.
    pub count: u64,
}

/// What a list without some of its filters would hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Relaxation {
    /// Facets whose filter is dropped: one of them, or all where no single one helps.
    pub facets: Vec<String>,
    /// Rows that would then fit.
    pub total: usize,
}

/// Characters that no row has, and the words that they were taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReadAs {
    /// As it was typed, lower case and half width.
    pub typed: String,
    /// The words that it sounds like or nearly is, what is worth most first; three at most.
    pub words: Vec<String>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResult {
    /// Rows that fit, exactly, over all pages.
    pub total: usize,
    /// What decided the order.
    pub ordered_by: OrderedBy,
    /// Parts of the query that were read as other words.
    pub read_as: Vec<ReadAs>,
    /// Words of the query that no row of this kind has, in any spelling.
    pub unknown: Vec<String>,
    /// This page.
    pub hits: Vec<SearchHit>,
    /// Each facet of [`FACETS`] with its counts, most first. A facet is counted with the other facets' filters
    /// and without its own, so that a reader sees what another choice would give.
    pub facets: BTreeMap<String, Vec<FacetCount>>,
    /// Where the filters leave no row with the words: which to drop, the one that gives most first. Empty where such
    /// rows were found and where no filter is to blame.
    pub relaxations: Vec<Relaxation>,
}

/// What a caller can get wrong.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum SearchError {
    /// A filter names a facet that does not exist.
    #[error("filters.{facet}: there is no such facet; expected one of {FACETS:?}")]
    UnknownFacet {
        /// The name given.
        facet: String,
    },
}

impl SearchError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownFacet { .. } => "unknown_facet",
        }
    }
}

/// A search engine.
#[async_trait]
pub trait SearchIndex: Send + Sync {
    /// Puts and removes rows in one commit: all of it or nothing, visible to [`SearchIndex::search`] when this
    /// returns. A row that is both put and removed is removed.
    async fn apply(&self, upserts: Vec<SearchDoc>, deletes: Vec<(SubjectKind, Uuid)>) -> anyhow::Result<()>;

    /// Finds rows. A caller's mistake is a [`SearchError`].
    async fn search(&self, query: &SearchQuery) -> anyhow::Result<SearchResult>;

    /// Removes every row.
    async fn clear(&self) -> anyhow::Result<()>;

    /// Rows of a kind.
    async fn count(&self, kind: SubjectKind) -> anyhow::Result<usize>;

    /// Ids of all rows of a kind, ascending: what a repair compares with the database.
    async fn ids(&self, kind: SubjectKind) -> anyhow::Result<Vec<Uuid>>;
}
