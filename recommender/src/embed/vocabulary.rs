//! Which number has a term, and what is it called?
//!
//! A term's name is one string for kind and form, which is what statistics and saved models know it by. While texts are
//! read, nearly every term is found by its code of eight bytes instead.

use rustc_hash::FxHashMap;

use crate::text::{Analyzer, Gram, TokenKind, is_han, topic_code};

/// A term as texts tell it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Term<'a> {
    Gram(Gram<'a>),
    Topic {
        view: usize,
        topic: u32,
        analyzer: &'a Analyzer,
    },
}

impl Term<'_> {
    fn code(self) -> Option<u64> {
        match self {
            Self::Gram(gram) => gram.code(),
            Self::Topic { view, topic, .. } => Some(topic_code(view, topic)),
        }
    }

    /// Its name: a word and a pair with equal characters are two terms.
    fn name(self) -> String {
        let gram = match self {
            Self::Topic {
                view,
                topic,
                analyzer,
            } => return format!("{}{}", topics_of(view), analyzer.topic_name(view, topic)),
            Self::Gram(gram) => gram,
        };
        let mark = match gram.kind() {
            TokenKind::Word => 'w',
            TokenKind::Concept => CONCEPT,
            TokenKind::Quantity => QUANTITY,
            TokenKind::Letters => LETTERS,
            TokenKind::Joined => JOINED,
            // A character, a pair, letters and digits cannot be mistaken for each other.
            TokenKind::Char | TokenKind::Pair | TokenKind::Latin | TokenKind::Number => PLAIN,
        };
        let mut name = String::from(mark);
        name.push_str(gram.form(&mut String::new()));
        name
    }
}

const PLAIN: char = ' ';
const CONCEPT: char = 'c';
const QUANTITY: char = 'q';
const LETTERS: char = 'l';
const JOINED: char = 'j';

/// What the names of a view's topics begin with; no other name does.
fn topics_of(view: usize) -> String {
    format!("t{view}")
}

/// The code of the term with this name: what [`Term::name`] wrote.
fn code_of(name: &str, analyzer: &Analyzer) -> Option<u64> {
    let (mark, form) = name.split_at_checked(1)?;
    let mut chars = form.chars();
    let first = chars.next()?;
    let gram = match mark.chars().next()? {
        PLAIN if is_han(first) => chars.next().map_or(Gram::Char(first), |c| Gram::Pair(first, c)),
        PLAIN if first.is_ascii_digit() => Gram::Form(form, TokenKind::Number),
        PLAIN => Gram::Form(form, TokenKind::Latin),
        CONCEPT => Gram::Form(form, TokenKind::Concept),
        QUANTITY => Gram::Form(form, TokenKind::Quantity),
        LETTERS => Gram::Form(form, TokenKind::Letters),
        JOINED => Gram::Form(form, TokenKind::Joined),
        _ => {
            let mut views = 0..analyzer.lexicon().topics().len();
            return views.find_map(|view| {
                let topic = analyzer.topic(view, name.strip_prefix(&topics_of(view))?)?;
                Some(topic_code(view, topic))
            });
        }
    };
    gram.code()
}

/// Whether this is the name of two neighbours: Chinese characters, or a number and what it touches.
pub(crate) fn is_pair(name: &str) -> bool {
    let mut form = name.strip_prefix(PLAIN).unwrap_or("").chars();
    let (first, second, third) = (form.next(), form.next(), form.next());
    let characters = first.is_some_and(is_han) && second.is_some_and(is_han) && third.is_none();
    characters || name.starts_with(JOINED)
}

/// Whether this is the name of three letters of a run.
pub(crate) fn is_letters(name: &str) -> bool {
    name.starts_with(LETTERS)
}

/// Numbered terms.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    by_code: FxHashMap<u64, u32>,
    /// Those that have no code.
    by_name: FxHashMap<String, u32>,
    names: Vec<String>,
    /// The number of the first.
    first: usize,
}

impl Vocabulary {
    /// For terms whose numbers follow on those of `before`.
    pub fn after(before: &Self) -> Self {
        Self {
            first: before.end(),
            ..Self::default()
        }
    }

    /// One more than the last number.
    pub fn end(&self) -> usize {
        self.first + self.names.len()
    }

    /// Names in the order of numbers.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    #[inline]
    pub fn number(&self, term: Term<'_>) -> Option<u32> {
        match term.code() {
            Some(code) => self.by_code.get(&code).copied(),
            None if self.by_name.is_empty() => None,
            None => self.by_name.get(&term.name()).copied(),
        }
    }

    /// Numbers a term that is not there, and tells its name.
    pub fn add(&mut self, term: Term<'_>) -> (u32, &str) {
        self.put(term.code(), term.name())
    }

    /// Numbers a term by its name alone.
    pub fn add_named(&mut self, name: String, analyzer: &Analyzer) {
        self.put(code_of(&name, analyzer), name);
    }

    fn put(&mut self, code: Option<u64>, name: String) -> (u32, &str) {
        let (at, number) = (self.names.len(), self.end() as u32);
        match code {
            Some(code) => self.by_code.insert(code, number),
            None => self.by_name.insert(name.clone(), number),
        };
        self.names.push(name);
        (number, &self.names[at])
    }

    /// Takes in terms whose numbers follow on these.
    pub fn extend(&mut self, next: Self) {
        debug_assert_eq!(self.end(), next.first);
        self.by_code.extend(next.by_code);
        self.by_name.extend(next.by_name);
        self.names.extend(next.names);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Term, Vocabulary, code_of, is_pair};
    use crate::text::{Analyzer, Gram, Lexicon, LexiconWord, TokenKind, Topic};

    #[test]
    fn a_name_says_which_term_it_is() {
        let topic = |name: &str| Topic {
            sector: "农业".into(),
            name: name.into(),
            words: vec!["灌溉".into()],
        };
        let words = LexiconWord {
            word: "大模型".into(),
            synonyms: vec!["llm".into()],
            kind: None,
        };
        let lexicon = Lexicon::from_entries(vec![words])
            .with_topics(vec![topic("3d 打印"), topic("节水")])
            .with_topics(vec![topic("节水")]);
        let analyzer = Analyzer::new(&lexicon);
        let text = "具身智能 agent 的 llm，响应 200ms，inclined 3.5 万平方米 é ё 第三十二";
        let mut terms = 0;
        let mut names = HashSet::new();
        let mut check = |term: Term<'_>| {
            assert_eq!(code_of(&term.name(), &analyzer), term.code(), "{term:?}");
            names.insert(term.name());
            terms += 1;
        };
        let folded = crate::text::fold(text);
        analyzer.each_gram(&folded, |gram, _, _| check(Term::Gram(gram)));
        for (view, topic) in [(0, 0), (0, 1), (1, 0)] {
            let analyzer = &analyzer;
            check(Term::Topic {
                view,
                topic,
                analyzer,
            });
        }
        assert!(terms > 30 && names.len() > 30, "{terms}");
    }

    #[test]
    fn pairs_are_known_by_their_names() {
        for (gram, pair) in [
            (Gram::Pair('智', '能'), true),
            (Gram::Char('智'), false),
            (Gram::Form("智能", TokenKind::Concept), false),
            (Gram::Form("ai", TokenKind::Latin), false),
            (Gram::Form("gpt4", TokenKind::Joined), true),
            (Gram::Form("gpt", TokenKind::Letters), false),
        ] {
            assert_eq!(is_pair(&Term::Gram(gram).name()), pair, "{gram:?}");
        }
    }

    #[test]
    fn numbers_go_on_where_the_vocabulary_before_ends() {
        let long = Term::Gram(Gram::Form("interoperability", TokenKind::Latin));
        let mut all = Vocabulary::default();
        all.add(Term::Gram(Gram::Char('智')));
        let mut new = Vocabulary::after(&all);
        assert_eq!(new.add(long), (1, " interoperability"));
        assert_eq!((all.number(long), new.number(long)), (None, Some(1)));
        all.extend(new);
        assert_eq!((all.number(long), all.end()), (Some(1), 2));
        let mut again = Vocabulary::default();
        let analyzer = Analyzer::default();
        for name in all.names() {
            again.add_named(name.clone(), &analyzer);
        }
        assert_eq!(again.number(long), Some(1));
        assert_eq!(again.number(Term::Gram(Gram::Char('智'))), Some(0));
    }
}
