//! Which forms of an English word are one word?

use std::borrow::Cow;
use std::sync::LazyLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Shorter runs of letters are mostly abbreviations: GIS is no plural.
const SHORTEST: usize = 4;

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// The stem of a normalised run of letters by Porter's second algorithm (Snowball 3): `detection` and
/// `detecting` are `detect`. Runs under four letters and other alphabets are given back as they are. A stem is
/// for comparing, not for reading.
///
/// ```
/// assert_eq!(recommender::stem("robots"), recommender::stem("robot"));
/// assert_eq!(recommender::stem("gps"), "gps");
/// ```
pub fn stem(letters: &str) -> Cow<'_, str> {
    if letters.len() < SHORTEST || !letters.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(letters);
    }
    ENGLISH.stem(letters)
}
