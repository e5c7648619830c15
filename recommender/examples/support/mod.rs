//! The analyser as the platform builds it, thesauri included.

use std::path::Path;

use recommender::{Analyzer, Lexicon, Topic};

/// Reads the thesauri of this checkout.
///
/// # Errors
/// A file that is not there or is not a table of topics.
pub fn analyzer() -> Result<Analyzer, Box<dyn std::error::Error>> {
    let mut lexicon = Lexicon::default();
    for name in ["fields.tsv", "tasks.tsv"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../seed-data/taxonomies")
            .join(name);
        lexicon = lexicon.with_topics(Topic::table(name, &std::fs::read_to_string(path)?)?);
    }
    Ok(Analyzer::new(&lexicon))
}
