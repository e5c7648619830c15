//! `evaluate`: how well does the ranking agree with what people judged?

use std::{io::Write as _, path::PathBuf, sync::Arc};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use recommender::{
    Analyzer, Params, RowVector,
    behaviour::{InteractionOptions, evaluate_interactions},
    evaluate::{Collection, EvaluateOptions, Mode, evaluate_rows},
};

use crate::platform::{config::EmbeddingSettings, taxonomy};
use crate::stages::matching::encoder::{AskedAs, Service};
use crate::stages::matching::{scenario_text, solution_text};

/// Batches of texts between two words of progress.
const BATCHES: usize = 8;

/// Measure the ranking on a folder in BEIR layout 评测排序质量
#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// Folder with corpus.jsonl, queries.jsonl and qrels/NAME.tsv
    #[arg(long, value_name = "DIR", required_unless_present = "interactions")]
    data: Option<PathBuf>,
    /// Judgements to measure on
    #[arg(long, value_name = "NAME", required_unless_present = "interactions")]
    split: Option<String>,
    /// Judgements to learn from first
    #[arg(long, value_name = "NAME")]
    train: Option<String>,
    /// rerank: the judged documents of queries that have five or more; full: the whole corpus
    #[arg(long, value_enum, default_value = "rerank")]
    mode: ModeName,
    /// Lowest grade that is relevant for MRR, recall and MAP (default: 2 where grades go to 3, else 1)
    #[arg(long, value_name = "GRADE")]
    relevant_at: Option<u8>,
    /// Write a TREC run file
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// Ratings to learn from: user-id, item-id, rating, timestamp, separated by tabs
    #[arg(long, value_name = "TRAIN.tsv", requires = "test", conflicts_with_all = ["data", "split", "train", "run"])]
    interactions: Option<PathBuf>,
    /// Ratings to be foreseen
    #[arg(long, value_name = "TEST.tsv", requires = "interactions")]
    test: Option<PathBuf>,
    /// Texts of the items, for those that nobody rated: rows of _id, title, text
    #[arg(long, value_name = "FILE", requires = "interactions")]
    items: Option<PathBuf>,
    /// Rank with the vectors of the embeddings service, too: the folder's texts are sent to it. Vectors are kept in the
    /// data folder, so that one that was stopped goes on where it was
    #[arg(long, requires = "data")]
    encoder: bool,
    /// Folder in which vectors are kept
    #[arg(long, env = "SCENEPOOL_DATA_DIR", default_value = "data")]
    data_dir: PathBuf,
    #[command(flatten)]
    embeddings: EmbeddingSettings,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ModeName {
    Rerank,
    Full,
}

/// Runs the command and writes the figures to standard output.
pub fn run(args: &EvaluateArgs) -> anyhow::Result<()> {
    let analyzer = Arc::new(Analyzer::new(&taxonomy::lexicon()?));
    let report = match (&args.interactions, &args.test) {
        (Some(train), Some(test)) => {
            let options = InteractionOptions {
                train: train.clone(),
                test: test.clone(),
                items: args.items.clone(),
                seed: Params::default().seed,
            };
            serde_json::to_value(evaluate_interactions(&options, analyzer)?)?
        }
        _ => {
            let options = judged(args);
            let mut rows = Collection::read(&options.data)?;
            if args.encoder {
                tokio::runtime::Runtime::new()?.block_on(encode(args, &mut rows))?;
            }
            let report = evaluate_rows(rows, &options, analyzer)?;
            if let Some(pairs) = report.pairs_learned_from.filter(|pairs| *pairs > 0) {
                eprintln!(
                    "警告：评测集中有 {pairs} 对判断同时在训练集中，结果偏高 / warning: {pairs} pairs of the split were learned from, too"
                );
            }
            serde_json::to_value(report)?
        }
    };
    let mut out = std::io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &report)?;
        writeln!(out)?;
        return Ok(());
    }
    // The same figures as a table, by the names that the JSON has.
    if let serde_json::Value::Object(figures) = report {
        for (name, value) in figures {
            writeln!(out, "{name:<26} {value}")?;
        }
    }
    Ok(())
}

/// The options of a measurement on judgements; the parser asks for folder and split.
fn judged(args: &EvaluateArgs) -> EvaluateOptions {
    EvaluateOptions {
        data: args.data.clone().unwrap_or_default(),
        split: args.split.clone().unwrap_or_default(),
        train: args.train.clone(),
        mode: match args.mode {
            ModeName::Rerank => Mode::Rerank,
            ModeName::Full => Mode::Full,
        },
        relevant_at: args.relevant_at,
        run: args.run.clone(),
        params: Params::default(),
    }
}

/// Gives the rows the vectors that the service makes of them: documents as solutions, queries as scenarios.
async fn encode(args: &EvaluateArgs, rows: &mut Collection) -> anyhow::Result<()> {
    let service = Service::named(&args.embeddings, &args.data_dir)?;
    let service = service.context("--encoder needs SCENEPOOL_EMBEDDINGS_URL, the address of a service")?;
    let texts: Vec<String> = rows.corpus.iter().map(solution_text).collect();
    let vectors = vectors(&service, AskedAs::Document, &texts).await?;
    for (row, vector) in rows.corpus.iter_mut().zip(vectors) {
        row.vector = vector;
    }
    let texts: Vec<String> = rows.queries.iter().map(scenario_text).collect();
    let vectors = self::vectors(&service, AskedAs::Query, &texts).await?;
    for (row, vector) in rows.queries.iter_mut().zip(vectors) {
        row.vector = vector;
    }
    Ok(())
}

/// A vector for each text, `None` for one that says nothing or that the service will not take.
async fn vectors(
    service: &Service,
    asked_as: AskedAs,
    texts: &[String],
) -> anyhow::Result<Vec<Option<RowVector>>> {
    let part = usize::try_from(service.texts_in_a_question())?.saturating_mul(BATCHES);
    let kind = match asked_as {
        AskedAs::Query => "queries",
        AskedAs::Document => "documents",
    };
    let mut done = 0;
    for part in texts.chunks(part) {
        let learned = service.learn(asked_as, part).await?;
        done += part.len();
        if let Some(why) = learned.refusal {
            let left = format!("{} of {} {kind} have no vector", learned.left.len(), part.len());
            if !why.minds_the_texts() {
                bail!(
                    "{}: the embeddings service {why}; {left}; run it again to go on",
                    why.code()
                );
            }
            eprintln!("{left}: the embeddings service {why}");
        }
        if learned.made > 0 {
            eprintln!("encoded {done} of {} {kind}", texts.len());
        }
    }
    Ok(service.kept(asked_as, texts).await)
}
