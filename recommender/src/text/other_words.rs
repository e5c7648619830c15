//! Which words of an offer say what a demand asks for in words of its own?
//!
//! Buyers write plainly (错挑, 老师, 用电量), vendors in the words of their trade (误判, 教师, 电耗). Groups of such words
//! come with the dictionary; where spellings overlap the longest counts.

use std::borrow::Cow;

use super::TokenKind;
use super::grams::{Gram, grams};
use super::normalize::{Folded, fold, normalize};
use super::stem::stem;
use super::topics::{Topic, Topics};

/// One word of a group.
#[derive(Debug, Clone)]
pub(crate) struct OtherWord {
    /// In its normal form.
    pub form: String,
    grams: Vec<Telling>,
}

/// What a word is told by: pairs of characters and letters. A single character tells nothing.
#[derive(Debug, Clone)]
enum Telling {
    Pair(char, char),
    Letters(String),
}

impl OtherWord {
    fn of(form: String) -> Self {
        let mut tell = Vec::new();
        grams(&fold(&form), |gram, _, _| match gram {
            Gram::Pair(first, second) => tell.push(Telling::Pair(first, second)),
            Gram::Form(letters, TokenKind::Latin) => tell.push(Telling::Letters(stem(letters).into_owned())),
            _ => {}
        });
        Self { form, grams: tell }
    }

    /// The grams that tell it: a text that has them all is taken to say the word.
    pub fn grams(&self) -> impl Iterator<Item = Gram<'_>> {
        self.grams.iter().map(|gram| match gram {
            Telling::Pair(first, second) => Gram::Pair(*first, *second),
            Telling::Letters(letters) => Gram::Form(letters, TokenKind::Latin),
        })
    }
}

/// The groups, ready to be asked. The default is empty.
#[derive(Debug, Clone, Default)]
pub(crate) struct OtherWords {
    groups: Topics,
    words: Vec<Vec<OtherWord>>,
}

impl OtherWords {
    /// Of groups by name; the name is one of the words.
    pub fn new(groups: &[Topic]) -> Self {
        let whole: Vec<Topic> = groups
            .iter()
            .map(|group| {
                let mut words = vec![normalize(&group.name)];
                for word in &group.words {
                    let word = normalize(word);
                    if !words.contains(&word) {
                        words.push(word);
                    }
                }
                Topic {
                    words,
                    ..group.clone()
                }
            })
            .collect();
        let words = |group: Topic| group.words.into_iter().map(OtherWord::of).collect();
        Self {
            groups: Topics::new(&whole),
            words: whole.into_iter().map(words).collect(),
        }
    }

    /// Calls back with group and first and last index of every word that stands in one, also of one inside another.
    pub fn every(&self, folded: &[Folded], each: impl FnMut(u32, usize, usize)) {
        self.groups.every(folded, each);
    }

    /// The words of a group, its name first.
    pub fn words(&self, group: u32) -> &[OtherWord] {
        &self.words[group as usize]
    }

    /// A text with every such word as the name of its group, so that texts that say the same are alike.
    pub fn named<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let folded = fold(text);
        let mut named = String::new();
        let mut done = 0;
        self.groups.each(&folded, |group, _, from, to| {
            let (start, end) = (folded[from].start, folded[to].end);
            // Of a word of two groups the first.
            if start >= done {
                named.push_str(&text[done..start]);
                named.push_str(&self.words(group)[0].form);
                done = end;
            }
        });
        if done == 0 {
            return Cow::Borrowed(text);
        }
        named.push_str(&text[done..]);
        Cow::Owned(named)
    }
}

#[cfg(test)]
mod tests {
    use super::{OtherWords, Topic};

    #[test]
    fn a_text_is_named_by_the_longest_word_at_each_place() {
        let group = |name: &str, words: &[&str]| Topic {
            sector: "x".to_owned(),
            name: name.to_owned(),
            words: words.iter().map(|w| (*w).to_owned()).collect(),
        };
        let words = OtherWords::new(&[
            group("误报", &["误判", "错挑"]),
            group("准交率", &["按时交货率", "准交率"]),
            group("交货", &["送货"]),
        ]);
        let forms: Vec<&str> = words.words(1).iter().map(|word| word.form.as_str()).collect();
        assert_eq!(forms, ["准交率", "按时交货率"]);
        assert_eq!(words.words(1)[1].grams().count(), 4);
        for (text, named) in [
            ("误判率 2%", "误报率 2%"),
            ("按时交货率，送货快", "准交率，交货快"),
            ("没有这些", "没有这些"),
            ("", ""),
        ] {
            assert_eq!(words.named(text), named, "{text}");
        }
    }
}
