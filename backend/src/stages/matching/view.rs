//! What goes out about matches and search?

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::states::{Ranker, SubjectKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::money::Money;
use crate::search::{FoundBy, OrderedBy, ReadAs, Relaxation, ScorePart};
use crate::stages::identity::OrganisationBrief;

/// A named part of a score.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ComponentView {
    /// Name of the feature.
    pub name: String,
    /// Its value.
    pub value: f32,
}

/// Whether a requirement is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerdictView {
    /// The solution says so.
    Covered,
    /// The solution says part of it.
    Partly,
    /// The solution does not speak of it.
    Gap,
    /// The solution says otherwise.
    Contradicted,
}

/// Words of a row that show something.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct QuoteView {
    /// `title`, `text`, `capability:<id>`, `case:<id>`, or `form:<field>` where the form states it (`form:deployments`,
    /// `form:filings`, `form:delivery`).
    pub source: String,
    /// The words, verbatim.
    pub text: String,
    /// Terms in them that were matched.
    pub terms: Vec<String>,
}

/// Two figures that were compared.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ComparedView {
    /// What the requirement asks.
    pub asked: String,
    /// What the solution offers.
    pub offered: String,
}

/// One line of the coverage matrix.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CoverageView {
    /// The requirement.
    pub requirement_id: String,
    /// Its words when the list was frozen.
    #[serde(default)]
    pub requirement: String,
    /// Whether the project fails without it.
    #[serde(default)]
    pub essential: bool,
    /// Whether it is met.
    pub verdict: VerdictView,
    /// How far, 0 to 1.
    pub score: f32,
    /// The words that show it.
    pub quotes: Vec<QuoteView>,
    /// Figures that were compared.
    #[serde(default)]
    pub compared: Option<ComparedView>,
}

/// A reason by code; the interface has its words.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReasonView {
    /// Stable code.
    pub code: String,
    /// Values for its words.
    pub values: BTreeMap<String, String>,
}

/// Why an entry stands where it stands; stored with it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MatchDetail {
    /// Parts of the score.
    pub components: Vec<ComponentView>,
    /// Requirement by requirement.
    pub coverage: Vec<CoverageView>,
    /// Reasons.
    pub reasons: Vec<ReasonView>,
}

/// The row at the other side.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Counterpart {
    /// Its id.
    pub id: Uuid,
    /// Title as published.
    pub title: String,
    /// Summary as published.
    pub summary: String,
    /// Direction code.
    pub direction: String,
    /// Whose it is.
    pub organisation: Option<OrganisationBrief>,
    /// Whether it is still public and open; a scenario also until its last day for answers.
    pub open: bool,
}

/// One place of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchEntryView {
    /// Its id: a deal points at it.
    pub id: Uuid,
    /// Place, from 1.
    pub rank: i32,
    /// 0 to 1.
    pub score: f64,
    /// The other side.
    pub counterpart: Option<Counterpart>,
    /// The deal of this pair, if there is one.
    pub deal_id: Option<Uuid>,
    /// Why.
    #[serde(flatten)]
    pub detail: MatchDetail,
}

/// A hard filter and the rows that it took out.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ExcludedView {
    /// Code of the filter: `region`, `budget`, `deployment`, `data_level`, `capacity`…
    pub reason: String,
    /// Rows.
    pub count: usize,
}

/// A frozen list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatchListView {
    /// Its id.
    pub id: Uuid,
    /// A scenario's list holds solutions, a solution's list scenarios.
    pub subject_kind: SubjectKind,
    /// Whose list it is.
    pub subject_id: Uuid,
    /// Digest of the model; two, joined by `+`, where the list was drafted from what serves and a candidate.
    pub model: String,
    /// Whether anything learned had a part in it: `prior` where nothing had.
    pub ranker: Ranker,
    /// When it was computed.
    pub created_at: DateTime<Utc>,
    /// Rows considered.
    pub considered: i32,
    /// Hard filters at work.
    pub excluded: Vec<ExcludedView>,
    /// Best first.
    pub entries: Vec<MatchEntryView>,
}

/// One hit of a search.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SearchHitView {
    /// The row's id.
    pub id: Uuid,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Where in the rest of the row the words stand that neither title nor summary holds.
    pub passage: Option<String>,
    /// Direction code.
    pub direction: String,
    /// Trades.
    pub industries: Vec<String>,
    /// Technologies.
    pub technologies: Vec<String>,
    /// Lowest price, of solutions.
    pub price_low: Option<Money>,
    /// Highest price, of solutions.
    pub price_high: Option<Money>,
    /// Budget, of scenarios.
    pub budget: Option<Money>,
    /// A scenario's last day for answers.
    pub answers_due: Option<NaiveDate>,
    /// Pool tier, of solutions.
    pub tier: Option<String>,
    /// Whose it is.
    pub organisation: Option<OrganisationBrief>,
    /// Relevance, comparable within one answer.
    pub score: f32,
    /// What it was found by. Rows found by meaning alone have too few of the words; they stand behind those that have every one.
    pub by: FoundBy,
    /// Words that matched, to be marked.
    pub terms: Vec<String>,
    /// With `explain=true`, in the order of relevance: the parts that add up to the score, the largest first.
    pub parts: Vec<ScorePart>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
}

/// A facet's code and how many rows have it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FacetCountView {
    /// Code.
    pub code: String,
    /// Rows.
    pub count: u64,
}

/// Why meaning had no part in an order by relevance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WordsAlone {
    /// Too few rows are published for the built-in vectors.
    FewRows,
    /// What was asked for shares no word with the published rows.
    NoVector,
    /// The engine is taking rows in: ask again a little later.
    NotReady,
}

/// Why the operator's encoder had no part in an order by relevance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EncoderSilent {
    /// It rests after failures, is asked too much, or gave no vector of the search's words in time.
    NoAnswer,
    /// Too few of the published rows have a vector of it yet.
    FewVectors,
}

/// A price that was read among the words of a search.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PriceReadView {
    /// As it was typed.
    pub typed: String,
    /// The least that is asked for.
    pub from: Option<Money>,
    /// The most.
    pub to: Option<Money>,
}

/// Result of a search.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SearchView {
    /// Rows found.
    pub total: usize,
    /// Milliseconds it took.
    pub took_ms: u64,
    /// What decided the order.
    pub ordered_by: OrderedBy,
    /// Where it is `words`: why.
    pub words_alone: Option<WordsAlone>,
    /// Where the operator has searches ask an encoder and it had no part in the order: why. The built-in vectors decide
    /// then.
    pub encoder_silent: Option<EncoderSilent>,
    /// Parts of the query that no row has and that were read as other words, by their sound or as typing errors.
    pub read_as: Vec<ReadAs>,
    /// Words of the query that no row of this kind has, in any spelling: the hits are by the others, or by meaning.
    pub unknown: Vec<String>,
    /// The price that was read among the words: other prices are left out, rows without one are not. `any_price=true`
    /// takes it for words.
    pub price: Option<PriceReadView>,
    /// This page of them.
    pub hits: Vec<SearchHitView>,
    /// Counts by facet, each without its own filter.
    pub facets: BTreeMap<String, Vec<FacetCountView>>,
    /// Where the filters leave no row with the words: which to drop, and how many rows would then fit; the best first.
    pub relaxations: Vec<Relaxation>,
    /// Where nothing at all was found: up to five rows of the first of them.
    pub instead: Vec<SearchHitView>,
}
