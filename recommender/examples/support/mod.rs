//! The analyser as the platform builds it, thesauri and words that say the same included; without the dictionary of names.

use std::path::Path;

use recommender::{Analyzer, Lexicon, Topic};

/// Reads the thesauri of this checkout.
///
/// # Errors
/// A file that is not there or is not a table of topics.
pub fn analyzer() -> Result<Analyzer, Box<dyn std::error::Error>> {
    let table = |name: &str| -> Result<Vec<Topic>, Box<dyn std::error::Error>> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../seed-data/taxonomies")
            .join(name);
        Ok(Topic::table(name, &std::fs::read_to_string(path)?)?)
    };
    let mut lexicon = Lexicon::default().with_other_words(table("other-words.tsv")?);
    for name in ["fields.tsv", "tasks.tsv"] {
        lexicon = lexicon.with_topics(table(name)?);
    }
    Ok(Analyzer::new(&lexicon))
}
