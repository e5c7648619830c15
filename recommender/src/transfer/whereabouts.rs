//! Which words say where something is done, not what?

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::text::{fold, normalize};

/// What joins the parts of a name of a taxonomy.
const JOINTS: [char; 10] = ['与', '和', '及', '、', '（', '）', '或', '/', '(', ')'];
/// What a place's name may end in.
const ENDINGS: [&str; 5] = ["省", "市", "区", "县", "级"];

/// Names of industries, levels and regions, and which code contains which.
/// [`Whereabouts::default`] holds nothing.
#[derive(Debug, Clone, Default)]
pub struct Whereabouts {
    /// Longest first.
    words: Vec<String>,
    known: HashSet<String>,
    parents: HashMap<String, String>,
}

impl Whereabouts {
    /// Takes names apart at 与, 和, 、 and the like (景区与公园 is 景区 and 公园); a place is also known
    /// without 省, 市, 区, 县 at its end. Parts of one character are passed over: they stand in other
    /// words too. `parents` are pairs of a code and the code that contains it.
    pub fn new<'a>(
        names: impl IntoIterator<Item = &'a str>,
        parents: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut known = HashSet::new();
        for name in names {
            for part in name.split(JOINTS) {
                let part = normalize(part.trim());
                let short = ENDINGS.iter().find_map(|end| part.strip_suffix(end));
                for word in [Some(part.as_str()), short].into_iter().flatten() {
                    if word.chars().count() > 1 {
                        known.insert(word.to_owned());
                    }
                }
            }
        }
        let mut words: Vec<String> = known.iter().cloned().collect();
        words.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then_with(|| a.cmp(b)));
        let parents = parents
            .into_iter()
            .map(|(code, parent)| (code.to_owned(), parent.to_owned()))
            .collect();
        Self {
            words,
            known,
            parents,
        }
    }

    /// The words, longest first.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether this normalised word is a name of a place.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// The text with a stop in the place of every name.
    pub(crate) fn cleared(&self, text: &str) -> String {
        let mut clear: String = fold(text).iter().map(|f| f.c).collect();
        for word in &self.words {
            if clear.contains(word.as_str()) {
                clear = clear.replace(word.as_str(), "。");
            }
        }
        clear
    }

    /// Codes and the codes that contain them.
    pub(crate) fn with_parents<'a>(&'a self, codes: &'a [String]) -> BTreeSet<&'a str> {
        let parents = codes.iter().filter_map(|code| self.parents.get(code));
        codes.iter().chain(parents).map(String::as_str).collect()
    }
}
