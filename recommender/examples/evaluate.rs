//! Measures the ranking on a folder in BEIR layout:
//! `cargo run --release -p recommender --example evaluate -- DIR SPLIT rerank|full [TRAIN]`.

use std::path::Path;
use std::sync::Arc;

use recommender::evaluate::{EvaluateOptions, Mode, evaluate};
use recommender::{Analyzer, Lexicon, Params, Topic};

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
        run: None,
        params: Params::default(),
    };
    let mut lexicon = Lexicon::default();
    for name in ["fields.tsv", "tasks.tsv"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../seed-data/taxonomies")
            .join(name);
        lexicon = lexicon.with_topics(Topic::table(name, &std::fs::read_to_string(path)?)?);
    }
    let analyzer = Analyzer::new(&lexicon);
    let report = evaluate(&options, Arc::new(analyzer))?;
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}
