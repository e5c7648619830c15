//! How is a text cut?
//!
//! Chinese is cut three ways at once: into single characters, into pairs of neighbours, and into words.
//! Characters and pairs never depend on a dictionary, so a wrong split still finds; words are for
//! search and for reading. Pairs also join characters over a single blank, because key-word lists are
//! written with blanks inside a term.

use std::collections::HashMap;

use jieba_rs::Jieba;
use serde::{Deserialize, Serialize};

use super::lexicon::Lexicon;
use super::normalize::{Folded, fold, is_han};
use super::topics::Topics;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// A Chinese or mixed word of the dictionary, two characters or longer.
    Word,
    /// A single Chinese character.
    Char,
    /// Two neighbouring Chinese characters.
    Pair,
    /// A run of letters of an alphabet.
    Latin,
    /// A run of digits, with its decimal part.
    Number,
    /// The main word of a group of synonyms, at the place of any of them.
    Concept,
}

/// One token. `start..end` are byte offsets into the original text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Normalised form.
    pub text: String,
    /// First byte in the original.
    pub start: usize,
    /// One past the last byte in the original.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
}

/// Cuts texts into tokens. Building one loads the general dictionary (some 0.2 s): share it.
pub struct Analyzer {
    jieba: Jieba,
    lexicon: Lexicon,
    /// First character of each dictionary spelling -> spellings, longest first.
    by_first: HashMap<char, Vec<Vec<char>>>,
    topics: Vec<Topics>,
}

impl std::fmt::Debug for Analyzer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Analyzer")
            .field("lexicon", &self.lexicon.len())
            .finish_non_exhaustive()
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new(&Lexicon::default())
    }
}

impl Analyzer {
    /// An analyser with the general dictionary and the field's own.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut by_first: HashMap<char, Vec<Vec<char>>> = HashMap::new();
        for spelling in &lexicon.spellings {
            let chars: Vec<char> = spelling.chars().collect();
            if chars.len() > 1 {
                by_first.entry(chars[0]).or_default().push(chars);
            }
        }
        for spellings in by_first.values_mut() {
            spellings.sort_by_key(|s| std::cmp::Reverse(s.len()));
        }
        Self {
            jieba: Jieba::new(),
            lexicon: lexicon.clone(),
            by_first,
            topics: lexicon.topics().iter().map(|view| Topics::new(view)).collect(),
        }
    }

    /// The field's dictionary.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Whether a normalised word stands in the field's dictionary or in the general one.
    pub fn knows(&self, word: &str) -> bool {
        self.lexicon.holds(word) || self.jieba.has_word(word)
    }

    /// Every token of a text, by start, then by end.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let folded = fold(text);
        let mut tokens = Vec::with_capacity(folded.len() * 3);
        grams(&folded, |form, from, to, kind| {
            tokens.push(Token {
                text: form.to_owned(),
                start: folded[from].start,
                end: folded[to].end,
                kind,
            });
        });
        self.concepts(&folded, |concept, from, to| {
            tokens.push(Token {
                text: concept.to_owned(),
                start: folded[from].start,
                end: folded[to].end,
                kind: TokenKind::Concept,
            });
        });
        self.words(&folded, &mut tokens);
        tokens.sort_by_key(|t| (t.start, t.end, t.kind));
        tokens
    }

    /// The tokens that ranking uses: characters, pairs, letters, numbers and concepts, no words.
    /// Several times as fast as [`Analyzer::tokens`].
    pub(crate) fn each_gram(&self, folded: &[Folded], mut each: impl FnMut(&str, TokenKind, usize, usize)) {
        grams(folded, |form, from, to, kind| each(form, kind, from, to));
        self.concepts(folded, |concept, from, to| {
            each(concept, TokenKind::Concept, from, to)
        });
    }

    /// Name and share of each topic of a view that a text tells, with the first and last index into `folded`.
    pub(crate) fn each_topic<'a>(
        &'a self,
        view: usize,
        folded: &[Folded],
        each: impl FnMut(&'a str, f32, usize, usize),
    ) {
        if let Some(topics) = self.topics.get(view) {
            topics.each(folded, each);
        }
    }

    /// The words worth naming: dictionary words, and letters of two or more. In no order, with repeats.
    pub(crate) fn each_word(&self, text: &str, mut each: impl FnMut(&str)) {
        let folded = fold(text);
        let mut tokens = Vec::new();
        self.words(&folded, &mut tokens);
        tokens.iter().for_each(|token| each(&token.text));
        grams(&folded, |form, _, _, kind| {
            if kind == TokenKind::Latin && form.chars().nth(1).is_some() {
                each(form);
            }
        });
    }

    /// Words: a spelling of the field's dictionary wins over the general dictionary, longest first.
    fn words(&self, folded: &[Folded], tokens: &mut Vec<Token>) {
        let mut push = |text: String, from: usize, to: usize| {
            tokens.push(Token {
                text,
                start: folded[from].start,
                end: folded[to].end,
                kind: TokenKind::Word,
            });
        };
        let normal: String = folded.iter().map(|f| f.c).collect();
        let mut at = 0;
        for word in self.jieba.cut(&normal, false) {
            let length = word.word.chars().count();
            if length > 1 && word.word.chars().any(is_han) {
                push(word.word.to_owned(), at, at + length - 1);
            }
            at += length;
        }
        let mut at = 0;
        while at < folded.len() {
            match self.spelling_at(folded, at) {
                Some(length) => {
                    push(
                        folded[at..at + length].iter().map(|f| f.c).collect(),
                        at,
                        at + length - 1,
                    );
                    at += length;
                }
                None => at += 1,
            }
        }
    }

    fn concepts<'a>(&'a self, folded: &[Folded], mut each: impl FnMut(&'a str, usize, usize)) {
        if self.by_first.is_empty() {
            return;
        }
        let mut at = 0;
        while at < folded.len() {
            let Some(length) = self.spelling_at(folded, at) else {
                at += 1;
                continue;
            };
            let spelling: String = folded[at..at + length].iter().map(|f| f.c).collect();
            if let Some(concept) = self.lexicon.concept(&spelling) {
                each(concept, at, at + length - 1);
            }
            at += length;
        }
    }

    /// Length of the longest spelling that starts here. Letters must stand alone: `rag` is not in
    /// `storage`.
    fn spelling_at(&self, folded: &[Folded], at: usize) -> Option<usize> {
        let letter = |i: usize| folded.get(i).is_some_and(|f| f.c.is_ascii_alphanumeric());
        if letter(at) && at > 0 && letter(at - 1) {
            return None;
        }
        self.by_first.get(&folded[at].c)?.iter().find_map(|spelling| {
            let end = at + spelling.len();
            let same = folded.len() >= end
                && spelling.iter().zip(&folded[at..end]).all(|(a, b)| *a == b.c)
                && !(letter(end - 1) && letter(end));
            same.then_some(spelling.len())
        })
    }
}

/// Characters, pairs, letters and numbers, with the first and last index into `folded`.
fn grams(folded: &[Folded], mut each: impl FnMut(&str, usize, usize, TokenKind)) {
    let mut form = String::with_capacity(16);
    let mut previous: Option<(char, usize)> = None;
    let mut at = 0;
    while at < folded.len() {
        let c = folded[at].c;
        if is_han(c) {
            form.clear();
            form.push(c);
            each(&form, at, at, TokenKind::Char);
            if let Some((before, from)) = previous {
                form.clear();
                form.push(before);
                form.push(c);
                each(&form, from, at, TokenKind::Pair);
            }
            previous = Some((c, at));
            at += 1;
            continue;
        }
        let start = at;
        if c.is_ascii_digit() {
            form.clear();
            while at < folded.len() {
                let digit = folded[at].c.is_ascii_digit();
                let point = folded[at].c == '.' && folded.get(at + 1).is_some_and(|f| f.c.is_ascii_digit());
                if !digit && !point {
                    break;
                }
                form.push(folded[at].c);
                at += 1;
            }
            each(&form, start, at - 1, TokenKind::Number);
            previous = None;
        } else if c.is_alphabetic() {
            form.clear();
            while at < folded.len() && folded[at].c.is_alphabetic() && !is_han(folded[at].c) {
                form.push(folded[at].c);
                at += 1;
            }
            each(&form, start, at - 1, TokenKind::Latin);
            previous = None;
        } else {
            // One blank does not end a run of characters; anything else does.
            if c != ' ' || previous.is_some_and(|(_, from)| from + 1 != at) {
                previous = None;
            }
            at += 1;
        }
    }
}
