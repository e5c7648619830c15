//! Measures the next likes on files of ratings: `likes TRAIN.tsv TEST.tsv [ITEMS]`.

use std::path::PathBuf;
use std::sync::Arc;

use recommender::behaviour::{InteractionOptions, evaluate_interactions};
use recommender::{Analyzer, Lexicon};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(train), Some(test)) = (arguments.next(), arguments.next()) else {
        return Err("expected TRAIN.tsv TEST.tsv [ITEMS]".into());
    };
    let options = InteractionOptions {
        train,
        test,
        items: arguments.next(),
        seed: 7,
    };
    let report = evaluate_interactions(&options, Arc::new(Analyzer::new(&Lexicon::default())))?;
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}
