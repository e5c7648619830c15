//! Matches two plain files:
//! `cargo run --release -p recommender --example match_files -- SOLUTIONS SCENARIOS OUT`.

use std::sync::Arc;

use recommender::files::{MatchFiles, match_files};
use recommender::{Analyzer, MatchOptions, Params};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [solutions, scenarios, out] = &arguments[..] else {
        return Err("expected: SOLUTIONS SCENARIOS OUT".into());
    };
    let request = MatchFiles {
        solutions: solutions.into(),
        scenarios: scenarios.into(),
        options: MatchOptions::default(),
        out: out.into(),
        skip_broken: false,
        params: Params::default(),
    };
    let summary = match_files(&request, Arc::new(Analyzer::default()))?;
    println!("{}", serde_json::to_string_pretty(&summary)?);
    Ok(())
}
