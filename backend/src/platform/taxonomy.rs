//! Which codes are there for direction, industry, technology, deployment, level, region and data level?

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::seed_data;

/// One code with its names.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Item {
    /// Stable code.
    pub code: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// The wider item that contains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Direction that a trade belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// Article of the measures that a direction stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<u32>,
    /// Divisions of GB/T 4754-2017.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gbt4754: Vec<String>,
    /// Order of strictness, for data levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u8>,
    /// What a reason may be given for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applies: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    items: Vec<Item>,
}

/// All taxonomies by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Taxonomies {
    /// Articles 11 to 15.
    pub directions: Vec<Item>,
    /// Trades, each under a direction.
    pub industries: Vec<Item>,
    /// Technologies.
    pub technologies: Vec<Item>,
    /// Ways to deploy.
    pub deployments: Vec<Item>,
    /// Levels at which something is done.
    pub levels: Vec<Item>,
    /// Administrative regions.
    pub regions: Vec<Item>,
    /// Sensitivity of data.
    pub data_levels: Vec<Item>,
    /// Kinds of filings.
    pub filings: Vec<Item>,
    /// Reasons to withdraw, decline, reject or terminate.
    pub reasons: Vec<Item>,
    /// Reasons of a review.
    pub review_reasons: Vec<Item>,
}

fn load(name: &str) -> anyhow::Result<Vec<Item>> {
    let path = format!("taxonomies/{name}.yaml");
    let file: File =
        serde_saphyr::from_str(&seed_data::text(&path)?).map_err(|e| anyhow::anyhow!("{path}: {e}"))?;
    anyhow::ensure!(!file.items.is_empty(), "{path}: no items");
    Ok(file.items)
}

impl Taxonomies {
    /// Reads the taxonomies that are built in.
    ///
    /// # Errors
    /// Where a file does not parse.
    pub fn builtin() -> anyhow::Result<Self> {
        Ok(Self {
            directions: load("directions")?,
            industries: load("industries")?,
            technologies: load("technologies")?,
            deployments: load("deployments")?,
            levels: load("levels")?,
            regions: load("regions")?,
            data_levels: load("data-levels")?,
            filings: load("filings")?,
            reasons: load("reasons")?,
            review_reasons: load("review-reasons")?,
        })
    }

    /// Whether a code stands in a taxonomy.
    #[must_use]
    pub fn has(items: &[Item], code: &str) -> bool {
        items.iter().any(|i| i.code == code)
    }

    /// Both names by code over every taxonomy: what search indexes beside the words of a row.
    #[must_use]
    pub fn names(&self) -> BTreeMap<&str, [&str; 2]> {
        [
            &self.directions,
            &self.industries,
            &self.technologies,
            &self.deployments,
            &self.levels,
            &self.regions,
        ]
        .into_iter()
        .flatten()
        .map(|i| (i.code.as_str(), [i.zh.as_str(), i.en.as_str()]))
        .collect()
    }
}

fn lexicon_words() -> anyhow::Result<Vec<recommender::LexiconWord>> {
    #[derive(Deserialize)]
    struct Words {
        items: Vec<recommender::LexiconWord>,
    }
    let words: Words = serde_saphyr::from_str(&seed_data::text("taxonomies/lexicon.yaml")?)?;
    Ok(words.items)
}

/// Adds the two thesauri (fields of work, and what is done to what), and the words that say the same on both sides.
fn with_topics(mut lexicon: recommender::Lexicon) -> anyhow::Result<recommender::Lexicon> {
    let table = |path: &str| anyhow::Ok(recommender::Topic::table(path, &seed_data::text(path)?)?);
    for path in ["taxonomies/fields.tsv", "taxonomies/tasks.tsv"] {
        lexicon = lexicon.with_topics(table(path)?);
    }
    Ok(lexicon.with_other_words(table("taxonomies/other-words.tsv")?))
}

/// The field's dictionary and thesauri as the recommender takes them.
///
/// # Errors
/// Where a file does not parse.
pub fn lexicon() -> anyhow::Result<recommender::Lexicon> {
    with_topics(recommender::Lexicon::from_entries(lexicon_words()?))
}

/// Words that an operator accepted, one a line; lines with `#` are notes.
const ACCEPTED: &str = "accepted-words.txt";

/// The words accepted in this data folder; none where there is no file.
///
/// # Errors
/// Where the file cannot be read.
pub fn accepted_words(data_dir: &Path) -> anyhow::Result<Vec<String>> {
    let path = data_dir.join(ACCEPTED);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    let lines = text.lines().map(str::trim);
    Ok(lines
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(str::to_owned)
        .collect())
}

/// Writes the accepted words: whole or not at all.
///
/// # Errors
/// Where the folder cannot be written.
pub fn write_accepted_words(data_dir: &Path, words: &[String]) -> anyhow::Result<()> {
    std::fs::create_dir_all(data_dir)?;
    let path = data_dir.join(ACCEPTED);
    let part = path.with_extension("part");
    std::fs::write(&part, words.join("\n") + "\n").with_context(|| part.display().to_string())?;
    std::fs::rename(&part, &path).with_context(|| path.display().to_string())
}

/// The field's dictionary and after it the words accepted in this data folder; the thesauri beside them.
///
/// # Errors
/// Where a file cannot be read.
pub fn lexicon_in(data_dir: &Path) -> anyhow::Result<recommender::Lexicon> {
    let mut words = lexicon_words()?;
    let accepted = accepted_words(data_dir)?.into_iter();
    words.extend(accepted.map(|word| recommender::LexiconWord {
        word,
        ..recommender::LexiconWord::default()
    }));
    with_topics(recommender::Lexicon::from_entries(words))
}
