//! Measures the ranking on a folder in BEIR layout:
//! `cargo run --release -p recommender --example evaluate -- DIR SPLIT rerank|full [TRAIN]`. The variable RUN names
//! a file for the rankings (TREC).

mod support;

use std::sync::Arc;

use recommender::Params;
use recommender::evaluate::{EvaluateOptions, Mode, evaluate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (data, split, mode, train) = match &arguments[..] {
        [data, split, mode] => (data, split, mode, None),
        [data, split, mode, train] => (data, split, mode, Some(train.clone())),
        _ => return Err("expected: DIR SPLIT rerank|full [TRAIN]".into()),
    };
    let mode = match mode.as_str() {
        "rerank" => Mode::Rerank,
        "full" => Mode::Full,
        other => return Err(format!("mode `{other}`; expected rerank or full").into()),
    };
    let options = EvaluateOptions {
        data: data.into(),
        split: split.clone(),
        train,
        mode,
        relevant_at: None,
        run: std::env::var_os("RUN").map(Into::into),
        params: Params::default(),
    };
    let report = evaluate(&options, Arc::new(support::analyzer()?))?;
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}
