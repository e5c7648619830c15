//! How is a text cut?
//!
//! Chinese is cut three ways at once: into single characters, into pairs of neighbours, and into words.
//! Characters and pairs never depend on a dictionary, so a wrong split still finds; words are for
//! search and for reading. Pairs also join characters over a single blank, because key-word lists are
//! written with blanks inside a term. A number with its unit is also one token, however it is written.
//!
//! Tokens are handed to a callback and borrow their text: a list of strings is made only where one is asked for.

use jieba_rs::Jieba;
use serde::{Deserialize, Serialize};

use super::grams::{Gram, capital_parts, grams, joined, threes};
use super::lexicon::Lexicon;
use super::normalize::{Folded, fold, is_han, unfold};
use super::other_words::OtherWords;
use super::spellings::{Spellings, Spelt};
use super::stem::stem;
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
    /// A number with its unit, in one form for all spellings: `0.2 s` for `200ms` and `200 毫秒`. It stands
    /// beside the number and what the unit is written with.
    Quantity,
    /// Three neighbouring letters of a run. Of [`Analyzer::each_term`] alone: names that are written as one word, or
    /// misspelt, share most of them.
    Letters,
    /// A number together with the character or the letters that it touches: `7号` of 7号线, `yolov8`. Of
    /// [`Analyzer::each_term`] alone.
    Joined,
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
    spellings: Spellings,
    /// The concept of each spelling of the dictionary, as a place among its spellings.
    concept_of: Vec<Option<usize>>,
    topics: Vec<Topics>,
    other_words: OtherWords,
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
        let place = |word: &str| lexicon.spellings.iter().position(|s| s == word);
        let mut concept_of = Vec::with_capacity(lexicon.spellings.len());
        for spelling in &lexicon.spellings {
            concept_of.push(lexicon.concept(spelling).and_then(place));
        }
        Self {
            jieba: Jieba::new(),
            spellings: Spellings::new(&lexicon.spellings),
            concept_of,
            lexicon: lexicon.clone(),
            topics: lexicon.topics().iter().map(|view| Topics::new(view)).collect(),
            other_words: OtherWords::new(lexicon.other_words()),
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

    /// Whether a normalised text is one word: a spelling of the field's dictionary, or one that the general
    /// dictionary does not cut.
    pub(super) fn is_word(&self, text: &str) -> bool {
        let long = text.chars().nth(1).is_some();
        long && (self.lexicon.holds(text)
            || (self.jieba.has_word(text)
                && text.chars().any(is_han)
                && self.jieba.cut(text, false).len() == 1))
    }

    /// Every token of a text, by start, then by end.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let folded = fold(text);
        let mut tokens = Vec::with_capacity(folded.len() * 3);
        self.each_in(&folded, |form, kind, from, to| {
            tokens.push(Token {
                text: form.to_owned(),
                start: folded[from].start,
                end: folded[to].end,
                kind,
            });
        });
        tokens.sort_by_key(|t| (t.start, t.end, t.kind));
        tokens
    }

    /// Calls back with form, kind and bytes of every token of [`Analyzer::tokens`], kind by kind, without
    /// making a list. [`TokenKind::Latin`] comes as it is written; [`super::stem`] is for comparing.
    ///
    /// ```
    /// let mut characters = 0;
    /// recommender::Analyzer::default().each("智能体", |_form, kind, _start, _end| {
    ///     characters += usize::from(kind == recommender::TokenKind::Char);
    /// });
    /// assert_eq!(characters, 3);
    /// ```
    pub fn each(&self, text: &str, mut each: impl FnMut(&str, TokenKind, usize, usize)) {
        let folded = fold(text);
        self.each_in(&folded, |form, kind, from, to| {
            each(form, kind, folded[from].start, folded[to].end);
        });
    }

    /// As [`Analyzer::each`], with the first and the last place in `folded`.
    fn each_in(&self, folded: &[Folded], mut each: impl FnMut(&str, TokenKind, usize, usize)) {
        let mut written = String::new();
        grams(folded, |gram, from, to| {
            each(gram.form(&mut written), gram.kind(), from, to)
        });
        self.concepts(folded, |concept, from, to| {
            each(concept, TokenKind::Concept, from, to)
        });
        let normal = unfold(folded);
        self.words(folded, &normal, |word, from, to| {
            each(word, TokenKind::Word, from, to)
        });
    }

    /// The tokens that ranking uses: characters, pairs, letters by their stem and three by three, numbers by themselves
    /// and with what they touch, quantities and concepts, no words. Several times as fast as [`Analyzer::each`]. Public for measuring; the places are bytes.
    #[doc(hidden)]
    pub fn each_term(&self, text: &str, mut each: impl FnMut(&str, TokenKind, usize, usize)) {
        let folded = fold(text);
        let mut written = String::new();
        self.each_gram(&folded, |gram, from, to| {
            let (start, end) = (folded[from].start, folded[to].end);
            each(gram.form(&mut written), gram.kind(), start, end);
        });
    }

    /// As [`Analyzer::each_term`], with the first and the last place in `folded`.
    pub(crate) fn each_gram(&self, folded: &[Folded], mut each: impl FnMut(Gram<'_>, usize, usize)) {
        grams(folded, |gram, from, to| match gram {
            Gram::Form(letters, kind @ TokenKind::Latin) => {
                each(Gram::Form(&stem(letters), kind), from, to);
                capital_parts(folded, from, to, |part, from, to| {
                    each(Gram::Form(&stem(part), kind), from, to);
                });
                threes(folded, from, to, &mut each);
            }
            Gram::Form(_, TokenKind::Number) => {
                each(gram, from, to);
                joined(folded, from, to, &mut each);
            }
            gram => each(gram, from, to),
        });
        self.concepts(folded, |concept, from, to| {
            each(Gram::Form(concept, TokenKind::Concept), from, to)
        });
    }

    /// Number and share of each topic of a view that a text tells, with the first and last index into `folded`.
    pub(crate) fn each_topic(
        &self,
        view: usize,
        folded: &[Folded],
        each: impl FnMut(u32, f32, usize, usize),
    ) {
        if let Some(topics) = self.topics.get(view) {
            topics.each(folded, each);
        }
    }

    /// What stands for what between a demand and an offer.
    pub(crate) fn other_words(&self) -> &OtherWords {
        &self.other_words
    }

    /// The name of a view's topic.
    pub(crate) fn topic_name(&self, view: usize, topic: u32) -> &str {
        self.topics.get(view).map_or("", |topics| topics.name(topic))
    }

    /// The number of the topic of a view with this name.
    pub(crate) fn topic(&self, view: usize, name: &str) -> Option<u32> {
        self.topics.get(view)?.number(name)
    }

    /// The words worth naming: dictionary words, and letters of two or more. In no order, with repeats.
    pub(crate) fn each_word(&self, text: &str, each: impl FnMut(&str)) {
        let folded = fold(text);
        self.each_word_of(&folded, &unfold(&folded), each);
    }

    /// As [`Analyzer::each_word`]; `normal` is the text of `folded`.
    pub(crate) fn each_word_of(&self, folded: &[Folded], normal: &str, mut each: impl FnMut(&str)) {
        self.words(folded, normal, |word, _, _| each(word));
        grams(folded, |gram, from, to| match gram {
            Gram::Form(letters, TokenKind::Latin) if letters.chars().nth(1).is_some() => {
                each(letters);
                capital_parts(folded, from, to, |part, _, _| each(part));
            }
            _ => {}
        });
    }

    /// Words: a spelling of the field's dictionary wins over the general dictionary, longest first. `normal` is
    /// the text of `folded`.
    pub(super) fn words<'a>(
        &'a self,
        folded: &[Folded],
        normal: &'a str,
        mut each: impl FnMut(&'a str, usize, usize),
    ) {
        let mut at = 0;
        for word in self.jieba.cut(normal, false) {
            let length = word.end - word.start;
            if length > 1 && folded[at..at + length].iter().any(|f| is_han(f.c)) {
                each(word.word, at, at + length - 1);
            }
            at += length;
        }
        self.spelt(folded, |spelt, at| {
            each(&self.lexicon.spellings[spelt.number], at, at + spelt.length - 1);
        });
    }

    fn concepts<'a>(&'a self, folded: &[Folded], mut each: impl FnMut(&'a str, usize, usize)) {
        self.spelt(folded, |spelt, at| {
            if let Some(concept) = self.concept_of[spelt.number] {
                each(&self.lexicon.spellings[concept], at, at + spelt.length - 1);
            }
        });
    }

    /// Every spelling of the field's dictionary, one after the other, the longest at each place.
    fn spelt(&self, folded: &[Folded], mut each: impl FnMut(Spelt, usize)) {
        if self.spellings.is_empty() {
            return;
        }
        let mut at = 0;
        while at < folded.len() {
            match self.spellings.at(folded, at) {
                Some(spelt) => {
                    each(spelt, at);
                    at += spelt.length;
                }
                None => at += 1,
            }
        }
    }
}
