//! `evaluate`: how well does the ranking agree with what people judged?

use std::{io::Write as _, path::PathBuf, sync::Arc};

use clap::{Args, ValueEnum};
use recommender::{
    Analyzer, Params,
    behaviour::{InteractionOptions, evaluate_interactions},
    evaluate::{EvaluateOptions, Mode, evaluate},
};

use crate::platform::taxonomy;

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
        _ => serde_json::to_value(evaluate(&judged(args), analyzer)?)?,
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
