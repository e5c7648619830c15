//! What came out? One evaluation from folder to figures.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::beir::{Collection, Judgements};
use super::metrics::{average_precision, calibration_error, ndcg, recall, reciprocal_rank};
use super::resources::peak_memory_bytes;
use super::trec::write_run;
use crate::engine::Engine;
use crate::error::Error;
use crate::files::whole::{Whole, check_apart};
use crate::model::Lesson;
use crate::params::Params;
use crate::results::Judgement;
use crate::rows::Scenario;
use crate::text::Analyzer;

/// What is ranked for each query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The documents judged for it, where there are at least five.
    Rerank,
    /// The whole corpus.
    Full,
}

/// Fewest judged documents for a query to take part in [`Mode::Rerank`].
const LEAST_JUDGED: usize = 5;
/// Length of the lists in [`Mode::Full`].
const DEPTH: usize = 1000;

/// What to evaluate.
#[derive(Debug, Clone)]
pub struct EvaluateOptions {
    /// Folder in BEIR layout.
    pub data: PathBuf,
    /// Judgements to measure on.
    pub split: String,
    /// Judgements to learn from first.
    pub train: Option<String>,
    /// What is ranked.
    pub mode: Mode,
    /// Lowest grade that counts as relevant for MRR, recall and MAP. By default 2 where grades go to 3
    /// or beyond (1 is "weak" on such scales), else 1. NDCG uses the grades themselves.
    pub relevant_at: Option<u8>,
    /// Where to write a TREC run file.
    pub run: Option<PathBuf>,
    /// Settings of the model.
    pub params: Params,
}

/// Times per query, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct QueryTimes {
    /// Median.
    pub p50: f64,
    /// 99th percentile.
    pub p99: f64,
    /// All queries together.
    pub total: f64,
}

/// The figures of one evaluation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Judgements that were measured on.
    pub split: String,
    /// What was ranked.
    pub mode: Mode,
    /// Digest of the model.
    pub model: String,
    /// Documents in the corpus.
    pub documents: usize,
    /// Documents and queries that an encoder outside made vectors of.
    pub encoded: usize,
    /// Queries that NDCG is the mean of: enough judged, and at least one with a positive grade.
    pub queries: usize,
    /// Queries left out for having too few judged documents.
    pub queries_too_few_judged: usize,
    /// Queries left out because nothing judged has a positive grade.
    pub queries_nothing_positive: usize,
    /// Lowest grade that counted as relevant.
    pub relevant_at: u8,
    /// Queries with a relevant document: MRR, recall and MAP are means of these.
    pub queries_with_relevant: usize,
    /// Mean NDCG at 10.
    #[serde(rename = "ndcg@10")]
    pub ndcg_10: f64,
    /// Mean reciprocal rank at 10.
    #[serde(rename = "mrr@10")]
    pub mrr_10: f64,
    /// Mean recall at 100.
    #[serde(rename = "recall@100")]
    pub recall_100: f64,
    /// Mean average precision (lists of at most 1,000 in full mode).
    pub map: f64,
    /// With `train`: mean absolute difference between the expected and the judged grade, over all judged
    /// pairs of the split.
    pub mae: Option<f64>,
    /// With `train`: expected calibration error of the scores, read as probabilities of a relevant grade, over all
    /// judged pairs of the split (ten bins of equal counts).
    pub calibration_error: Option<f64>,
    /// With `train`: what was learned, and how it held on demands that were not fitted on.
    pub lesson: Option<Lesson>,
    /// Judgements that were learned from.
    pub train: Option<String>,
    /// With `train`: pairs of the split that were learned from, too. Where there are any, the figures say how well they
    /// are remembered, not how well others are ranked.
    pub pairs_learned_from: Option<usize>,
    /// Fitting the weights, and learning, milliseconds.
    pub fit_ms: f64,
    /// Taking the corpus in, milliseconds.
    pub index_ms: f64,
    /// Ranking, milliseconds.
    pub query_ms: QueryTimes,
    /// Largest resident memory of the process, bytes.
    pub peak_memory_bytes: Option<u64>,
}

/// Fits on the corpus, ranks, measures.
///
/// # Errors
/// Those of [`Collection::read`] and [`evaluate_rows`].
pub fn evaluate(options: &EvaluateOptions, analyzer: Arc<Analyzer>) -> Result<Report, Error> {
    evaluate_rows(Collection::read(&options.data)?, options, analyzer)
}

/// As [`evaluate`], with the rows of the folder as they are given: those that an encoder made vectors of have them.
///
/// # Errors
/// Those of [`Collection::judgements`] and [`Engine::fit`]; [`Error::Unmeasurable`] where no query can be measured.
pub fn evaluate_rows(
    collection: Collection,
    options: &EvaluateOptions,
    analyzer: Arc<Analyzer>,
) -> Result<Report, Error> {
    if let Some(relevant_at) = options.relevant_at.filter(|at| !(1..=30).contains(at)) {
        return Err(Error::Parameter {
            field: "relevant_at",
            expected: "a grade from 1 to 30",
            found: relevant_at.to_string(),
        });
    }
    let judgements = collection.judgements(&options.data, &options.split)?;
    if let Some(run) = &options.run {
        let rows = ["corpus.jsonl", "queries.jsonl"].map(|name| options.data.join(name));
        let splits = options.train.iter().chain([&options.split]);
        let judged = splits.map(|split| options.data.join("qrels").join(format!("{split}.tsv")));
        for input in judged.chain(rows) {
            check_apart("run", run, &input)?;
        }
    }
    let learnt = match &options.train {
        Some(train) => Some(collection_judgements(&collection, options, train)?),
        None => None,
    };
    let highest = judgements.values().flat_map(|judged| judged.values());
    let highest = highest.copied().max().unwrap_or(0);
    if highest == 0 {
        return Err(Error::Unmeasurable {
            split: options.split.clone(),
            reason: "no query has a relevant document",
        });
    }
    if let Some(relevant_at) = options.relevant_at.filter(|at| *at > highest) {
        return Err(Error::Parameter {
            field: "relevant_at",
            expected: "a grade that is judged in the split, or less than the highest",
            found: format!("{relevant_at}, where the highest grade is {highest}"),
        });
    }
    let pairs_learned_from = learnt.as_ref().map(|learnt| {
        let measured = |j: &&Judgement| {
            let judged = judgements.get(&j.scenario);
            judged.is_some_and(|judged| judged.contains_key(&j.solution))
        };
        learnt.iter().filter(measured).count()
    });
    let Collection {
        mut corpus,
        mut queries,
    } = collection;
    // As in [`Engine::fit`]: the order of lines changes nothing.
    corpus.sort_by(|a, b| a.id.cmp(&b.id));
    queries.sort_by(|a, b| a.id.cmp(&b.id));
    let documents = corpus.len();
    let vectors = corpus.iter().map(|row| &row.vector);
    let vectors = vectors.chain(queries.iter().map(|row| &row.vector));
    let encoded = vectors.filter(|vector| vector.is_some()).count();
    let by_id: HashMap<&str, &Scenario> = queries.iter().map(|q| (q.id.as_str(), q)).collect();

    let start = Instant::now();
    let mut engine = Engine::weights(&corpus, &queries, analyzer, &options.params)?;
    let mut fit_ms = milliseconds(start.elapsed());
    let start = Instant::now();
    for document in corpus {
        engine.upsert_solution(document)?;
    }
    let index_ms = milliseconds(start.elapsed());
    if let Some(judgements) = learnt {
        let start = Instant::now();
        for query in queries
            .iter()
            .filter(|q| judgements.iter().any(|j| j.scenario == q.id))
        {
            engine.upsert_scenario(query.clone())?;
        }
        engine.learn(&judgements)?;
        fit_ms += milliseconds(start.elapsed());
    }

    let mut run = options.run.as_deref().map(Whole::begin).transpose()?;
    let relevant_at = options
        .relevant_at
        .unwrap_or_else(|| default_relevant_at(&judgements));
    let mut means = Means::default();
    let mut times = Vec::new();
    let (mut too_few, mut nothing_positive) = (0, 0);
    for (id, judged) in &judgements {
        if options.mode == Mode::Rerank && judged.len() < LEAST_JUDGED {
            too_few += 1;
            continue;
        }
        if judged.values().all(|g| *g == 0) {
            nothing_positive += 1;
            continue;
        }
        let query = by_id[id.as_str()];
        let start = Instant::now();
        let ranked = match options.mode {
            Mode::Rerank => engine.rank_these(query, judged.keys().map(String::as_str))?,
            Mode::Full => engine.rank_scenario(query, DEPTH)?,
        };
        times.push(start.elapsed());
        let grades: Vec<u8> = ranked
            .iter()
            .map(|(d, _)| judged.get(d).copied().unwrap_or(0))
            .collect();
        let all: Vec<u8> = judged.values().copied().collect();
        means.add(&grades, &all, relevant_at);
        if let Some(run) = &mut run {
            write_run(run, id, &ranked, "scenepool")?;
        }
    }
    let (mut mae, mut calibration) = (None, None);
    if options.train.is_some() {
        mae = Some(mean_absolute_error(&engine, &judgements, &by_id)?);
        calibration = Some(calibrated_within(&engine, &judgements, &by_id, relevant_at)?);
    }
    if means.ndcg.1 == 0 {
        return Err(Error::Unmeasurable {
            split: options.split.clone(),
            reason: "no query with a relevant document has five judged documents, which `rerank` takes",
        });
    }
    if let Some(run) = run {
        run.finish()?;
    }
    Ok(Report {
        split: options.split.clone(),
        mode: options.mode,
        model: engine.model().digest.clone(),
        documents,
        encoded,
        queries: means.ndcg.1,
        queries_too_few_judged: too_few,
        queries_nothing_positive: nothing_positive,
        relevant_at,
        queries_with_relevant: means.map.1,
        ndcg_10: mean(means.ndcg),
        mrr_10: mean(means.mrr),
        recall_100: mean(means.recall),
        map: mean(means.map),
        mae,
        calibration_error: calibration,
        lesson: engine.lesson().cloned(),
        train: options.train.clone(),
        pairs_learned_from,
        fit_ms,
        index_ms,
        query_ms: percentiles(times),
        peak_memory_bytes: peak_memory_bytes(),
    })
}

fn collection_judgements(
    collection: &Collection,
    options: &EvaluateOptions,
    split: &str,
) -> Result<Vec<Judgement>, Error> {
    let judgements = collection.judgements(&options.data, split)?;
    let pairs = judgements.into_iter().flat_map(|(scenario, judged)| {
        judged.into_iter().map(move |(solution, grade)| {
            let scenario = scenario.clone();
            Judgement {
                scenario,
                solution,
                grade,
            }
        })
    });
    Ok(pairs.collect())
}

fn mean_absolute_error(
    engine: &Engine,
    judgements: &Judgements,
    by_id: &HashMap<&str, &Scenario>,
) -> Result<f64, Error> {
    let (mut sum, mut count) = (0.0, 0usize);
    for (id, judged) in judgements {
        for (document, expected) in
            engine.expected_grades(by_id[id.as_str()], judged.keys().map(String::as_str))?
        {
            sum += (f64::from(expected) - f64::from(judged[&document])).abs();
            count += 1;
        }
    }
    Ok(mean((sum, count)))
}

fn calibrated_within(
    engine: &Engine,
    judgements: &Judgements,
    by_id: &HashMap<&str, &Scenario>,
    relevant_at: u8,
) -> Result<f64, Error> {
    let (mut foretold, mut outcomes) = (Vec::new(), Vec::new());
    for (id, judged) in judgements {
        for (document, score) in engine.rank_these(by_id[id.as_str()], judged.keys().map(String::as_str))? {
            foretold.push(score);
            outcomes.push(judged[&document] >= relevant_at);
        }
    }
    Ok(calibration_error(&foretold, &outcomes, 10))
}

fn default_relevant_at(judgements: &Judgements) -> u8 {
    let highest = judgements
        .values()
        .flat_map(|j| j.values())
        .max()
        .copied()
        .unwrap_or(1);
    if highest >= 3 { 2 } else { 1 }
}

/// Sums and counts.
#[derive(Default)]
struct Means {
    ndcg: (f64, usize),
    mrr: (f64, usize),
    recall: (f64, usize),
    map: (f64, usize),
}

impl Means {
    fn add(&mut self, ranked: &[u8], judged: &[u8], relevant_at: u8) {
        let add = |mean: &mut (f64, usize), value: Option<f64>| {
            if let Some(value) = value {
                mean.0 += value;
                mean.1 += 1;
            }
        };
        add(&mut self.ndcg, ndcg(ranked, judged, 10));
        add(&mut self.mrr, reciprocal_rank(ranked, judged, relevant_at, 10));
        add(&mut self.recall, recall(ranked, judged, relevant_at, 100));
        add(&mut self.map, average_precision(ranked, judged, relevant_at));
    }
}

fn mean((sum, count): (f64, usize)) -> f64 {
    if count == 0 { 0.0 } else { sum / count as f64 }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn percentiles(mut times: Vec<Duration>) -> QueryTimes {
    times.sort_unstable();
    let at = |share: f64| {
        let last = times.len().saturating_sub(1);
        times
            .get((last as f64 * share).round() as usize)
            .copied()
            .map_or(0.0, milliseconds)
    };
    QueryTimes {
        p50: at(0.5),
        p99: at(0.99),
        total: times.iter().copied().map(milliseconds).sum(),
    }
}
