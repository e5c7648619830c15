//! Which words does the field have that a general dictionary lacks, and which mean the same?

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::normalize::normalize;
use super::topics::Topic;

/// One entry of the field's dictionary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LexiconWord {
    /// The word; it is never split.
    pub word: String,
    /// Other names of the same thing.
    pub synonyms: Vec<String>,
    /// What kind of word it is, e.g. `ai`, `industry`, `policy`, `product`.
    pub kind: Option<String>,
}

/// The field's dictionary. [`Lexicon::default`] is empty.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Every normalised spelling, in the order given, without repeats.
    pub(crate) spellings: Vec<String>,
    /// The same spellings, to be asked.
    known: HashSet<String>,
    /// Spelling -> group of spellings that mean the same; only for groups of two or more.
    group_of: HashMap<String, usize>,
    groups: Vec<Vec<String>>,
    topics: Vec<Vec<Topic>>,
    other_words: Vec<Topic>,
}

impl Lexicon {
    /// Builds a dictionary. Spellings are normalised; blank ones are passed over. Where a spelling
    /// stands in two entries, the first keeps it.
    pub fn from_entries(words: Vec<LexiconWord>) -> Self {
        let mut lexicon = Self::default();
        for entry in words {
            let mut group = Vec::new();
            for spelling in std::iter::once(&entry.word).chain(&entry.synonyms) {
                let spelling = normalize(spelling.trim());
                if !spelling.is_empty() && lexicon.known.insert(spelling.clone()) {
                    lexicon.spellings.push(spelling.clone());
                    group.push(spelling);
                }
            }
            if group.len() > 1 {
                let number = lexicon.groups.len();
                for spelling in &group {
                    lexicon.group_of.insert(spelling.clone(), number);
                }
                lexicon.groups.push(group);
            }
        }
        lexicon
    }

    /// The same dictionary with a thesaurus beside it. Each that is added is a view of its own (fields of work; what
    /// is done to what): a row's topics are weighed against those of the same view.
    #[must_use]
    pub fn with_topics(mut self, topics: Vec<Topic>) -> Self {
        self.topics.push(topics);
        self
    }

    /// The same dictionary with groups of words that ask for the same in a demand and say it in an offer (误报, 误判,
    /// 错挑): a group's name is one of its words. They tell what covers a requirement; nothing is ranked or found by them.
    #[must_use]
    pub fn with_other_words(mut self, groups: Vec<Topic>) -> Self {
        self.other_words = groups;
        self
    }

    /// The groups of words that say the same.
    pub fn other_words(&self) -> &[Topic] {
        &self.other_words
    }

    /// The thesauri, a view each.
    pub fn topics(&self) -> &[Vec<Topic>] {
        &self.topics
    }

    /// Number of spellings, synonyms included.
    pub fn len(&self) -> usize {
        self.spellings.len()
    }

    /// Whether there is no spelling.
    pub fn is_empty(&self) -> bool {
        self.spellings.is_empty()
    }

    /// All spellings that mean the same as `word`, itself included, the entry's main word first; empty
    /// where nothing else means the same. `word` is matched in its normalised form.
    pub fn same_as(&self, word: &str) -> &[String] {
        let group = match self.group_of.get(word) {
            Some(group) => Some(group),
            None => self.group_of.get(&normalize(word)),
        };
        group.map_or(&[], |&g| &self.groups[g])
    }

    /// Whether a normalised spelling stands in the dictionary.
    pub(crate) fn holds(&self, normalised: &str) -> bool {
        self.known.contains(normalised)
    }

    pub(crate) fn concept(&self, normalised: &str) -> Option<&str> {
        self.group_of.get(normalised).map(|&g| self.groups[g][0].as_str())
    }
}
