//! Which words may a text be found by, and which does a query ask for?
//!
//! The analyser cuts a text twice: by the general dictionary and by the field's own, longest spelling first.
//! The two disagree, and either may be wrong: `智能体温计` holds no 智能体, `智能体能够` does, `资金等保障`
//! holds no 等保. So both cuts are laid over the text as a lattice, and a word counts only where it stands on
//! a reading that leaves the fewest characters over. Words inside a word that counts are found too
//! (`智能体编排` by 智能体, `北京市` by 北京), unless what would be left of it is no word (`北大街` by 北大).

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use recommender::{Analyzer, Token, TokenKind};

/// Raised whenever the same text would give other words than before: indexes are then built anew.
pub const VERSION: u32 = 3;

/// Characters that stand alone in a sentence; leaving one over says nothing against a reading.
const FUNCTION: &str = "的了和与及或在是为将把被让等并也都可能对从向以之其该各每个";
/// Endings that make a wider word of a word: 养老院, 北京市, 数据库.
const ENDINGS: &str = "院园师仪机器站厂馆局室员性化业区县市省镇村法费网线图表库端";
/// Words of a question that say nothing about the thing asked for.
const ASIDE: &str = "\
    一个 一些 一种 以及 什么 他们 使用 具有 可以 哪些 如何 对于 希望 帮助 想要 我们 或者 支持 有没有 \
    没有 用于 能够 能否 自己 请问 这个 进行 通过 那些 需要 a an and for in of on or the to we with";
/// Most units of a query; a pasted document is asked for by its beginning.
const MAX_UNITS: usize = 40;
/// Most characters of a query that are read.
const MAX_QUERY_CHARS: usize = 400;
/// Words remembered with what they hold; beyond that memory starts anew.
const MAX_REMEMBERED: usize = 200_000;

/// What a text is found by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextWords {
    /// Words, letters and numbers, with repeats.
    pub words: Vec<String>,
    /// Pairs of neighbouring Chinese characters: what a dictionary does not know is found by them.
    pub pairs: Vec<String>,
}

/// How a unit of a query is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// A word of a dictionary: by itself and by what means the same.
    Word,
    /// Letters: also by their beginning and with one typing error.
    Latin,
    /// A number: exactly.
    Number,
    /// Characters that no dictionary knows as a word: by pairs.
    Unknown,
    /// One character alone.
    Char,
}

/// One thing that a query asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Normalised form.
    pub form: String,
    /// How it is looked for.
    pub kind: UnitKind,
    /// Other spellings of the same.
    pub same: Vec<String>,
    /// Neighbouring characters, for [`UnitKind::Unknown`].
    pub pairs: Vec<String>,
}

/// What a word holds.
#[derive(Debug, Default)]
struct Inside {
    /// Shorter words by which it may be found, each with its place in characters.
    parts: BTreeSet<(usize, String)>,
    /// Lengths in characters of words at its beginning after which no word is left.
    heads: Vec<usize>,
}

/// Finds the words of texts and queries. Share one: it remembers what it has looked up.
#[derive(Debug)]
pub struct Words {
    analyzer: Arc<Analyzer>,
    inside: RwLock<HashMap<String, Arc<Inside>>>,
}

/// A word at a place; `from..to` in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    from: usize,
    to: usize,
    text: String,
}

/// A text cut up: its words as a lattice, and the rest.
struct Cut {
    chars: Vec<char>,
    spans: Vec<Span>,
    /// Letters and numbers, and runs of both joined.
    plain: Vec<(Span, UnitKind)>,
    pairs: Vec<String>,
}

impl Words {
    /// Words by this analyser.
    #[must_use]
    pub fn new(analyzer: Arc<Analyzer>) -> Self {
        Self {
            analyzer,
            inside: RwLock::default(),
        }
    }

    /// What decides the words of a text: changes with the field's dictionary and with the rules here.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        // The dictionary shows its spellings through `Debug` alone, in the order of its hash maps: the quoted
        // pieces as a set do not depend on that order.
        let shown = format!("{:?}", self.analyzer.lexicon());
        let spellings: BTreeSet<&str> = shown.split('"').skip(1).step_by(2).collect();
        let probe = self.of_text("结合成分子，智能体温计；研究生命。AI Agent 5G ＬＬＭ");
        format!("{VERSION}|{spellings:?}|{probe:?}")
    }

    /// What a text is found by.
    #[must_use]
    pub fn of_text(&self, text: &str) -> TextWords {
        let cut = self.cut(text);
        let (reach, best) = admitted(&cut);
        let mut found: BTreeSet<(usize, String)> =
            cut.plain.into_iter().map(|(s, _)| (s.from, s.text)).collect();
        for (span, on_path) in cut.spans.iter().zip(best) {
            if !on_path && reach[span.from] < span.to {
                continue;
            }
            for (place, part) in &self.inside(&span.text).parts {
                found.insert((span.from + place, part.clone()));
            }
            found.insert((span.from, span.text.clone()));
        }
        TextWords {
            words: found.into_iter().map(|(_, text)| text).collect(),
            pairs: cut.pairs,
        }
    }

    /// What a query asks for, in its order, each once. Empty where nothing can be looked for.
    #[must_use]
    pub fn of_query(&self, text: &str) -> Vec<Unit> {
        let text: String = text.chars().take(MAX_QUERY_CHARS).collect();
        let cut = self.cut(&text);
        let path = shortest(&cut);
        let mut units: Vec<Unit> = Vec::new();
        let mut add = |form: String, kind: UnitKind, pairs: Vec<String>| {
            if !units.iter().any(|u| u.form == form) {
                let same = match kind {
                    UnitKind::Word | UnitKind::Latin => self.same(&form),
                    _ => vec![],
                };
                units.push(Unit {
                    form,
                    kind,
                    same,
                    pairs,
                });
            }
        };
        let mut at = 0;
        let mut lone = Vec::new();
        while at < cut.chars.len() {
            if let Some(span) = path.iter().find(|s| s.from == at) {
                let latin = span.text.chars().all(|c| c.is_ascii_alphanumeric());
                add(
                    span.text.clone(),
                    if latin { UnitKind::Latin } else { UnitKind::Word },
                    vec![],
                );
                at = span.to;
            } else if let Some((span, kind)) = cut
                .plain
                .iter()
                .filter(|(s, _)| s.from == at)
                .max_by_key(|(s, _)| s.to)
            {
                add(span.text.clone(), *kind, vec![]);
                at = span.to;
            } else if is_han(cut.chars[at]) {
                let from = at;
                while at < cut.chars.len() && is_han(cut.chars[at]) && !path.iter().any(|s| s.from == at) {
                    at += 1;
                }
                let run = trim(&cut.chars[from..at]);
                if run.len() > 1 {
                    let pairs = run.windows(2).map(|p| p.iter().collect()).collect();
                    add(run.iter().collect(), UnitKind::Unknown, pairs);
                } else {
                    lone.extend(cut.chars[from..at].iter().map(char::to_string));
                }
            } else {
                at += 1;
            }
        }
        if units.iter().any(|u| !is_aside(u)) {
            units.retain(|u| !is_aside(u));
        } else if units.is_empty() {
            let mut seen = BTreeSet::new();
            lone.retain(|c| seen.insert(c.clone()));
            units = lone
                .into_iter()
                .map(|form| Unit {
                    form,
                    kind: UnitKind::Char,
                    same: vec![],
                    pairs: vec![],
                })
                .collect();
        }
        units.truncate(MAX_UNITS);
        units
    }

    fn same(&self, form: &str) -> Vec<String> {
        self.analyzer
            .lexicon()
            .same_as(form)
            .iter()
            .filter(|s| *s != form)
            .cloned()
            .collect()
    }

    fn cut(&self, text: &str) -> Cut {
        let normal = recommender::normalize(text);
        let mut char_at = vec![0; normal.len() + 1];
        let mut chars = Vec::new();
        for (byte, c) in normal.char_indices() {
            char_at[byte] = chars.len();
            chars.push(c);
        }
        char_at[normal.len()] = chars.len();
        let mut cut = Cut {
            chars,
            spans: vec![],
            plain: vec![],
            pairs: vec![],
        };
        for Token {
            text,
            start,
            end,
            kind,
        } in self.analyzer.tokens(&normal)
        {
            let span = Span {
                from: char_at[start],
                to: char_at[end],
                text,
            };
            match kind {
                TokenKind::Word => cut.spans.push(span),
                TokenKind::Latin => cut.plain.push((span, UnitKind::Latin)),
                TokenKind::Number => cut.plain.push((span, UnitKind::Number)),
                TokenKind::Pair => cut.pairs.push(span.text),
                TokenKind::Char | TokenKind::Concept | TokenKind::Quantity => {}
            }
        }
        join(&mut cut.plain);
        self.other_readings(&mut cut);
        cut.spans.sort();
        cut.spans.dedup();
        cut
    }

    /// Adds readings that both cuts miss: a word swallowed by a longer one whose last characters belong to the
    /// next word, as in 智能体能|够, which is 智能体|能够.
    fn other_readings(&self, cut: &mut Cut) {
        let mut more = Vec::new();
        for span in &cut.spans {
            for head in &self.inside(&span.text).heads {
                let tail = span.from + head;
                for to in span.to + 1..=(span.to + 3).min(cut.chars.len()) {
                    if !is_han(cut.chars[to - 1]) {
                        break;
                    }
                    let next: String = cut.chars[tail..to].iter().collect();
                    if self.is_word(&next) {
                        more.push(Span {
                            from: tail,
                            to,
                            text: next,
                        });
                        let text = cut.chars[span.from..tail].iter().collect();
                        more.push(Span {
                            from: span.from,
                            to: tail,
                            text,
                        });
                    }
                }
            }
        }
        cut.spans.extend(more);
    }

    fn is_word(&self, text: &str) -> bool {
        self.analyzer
            .tokens(text)
            .iter()
            .any(|t| t.kind == TokenKind::Word && t.start == 0 && t.end == text.len())
    }

    fn inside(&self, word: &str) -> Arc<Inside> {
        if let Some(known) = self
            .inside
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(word)
        {
            return Arc::clone(known);
        }
        let inside = Arc::new(self.look_inside(word));
        let mut known = self.inside.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_REMEMBERED {
            known.clear();
        }
        known.insert(word.to_owned(), Arc::clone(&inside));
        inside
    }

    fn look_inside(&self, word: &str) -> Inside {
        let chars: Vec<char> = word.chars().collect();
        let mut inside = Inside::default();
        let mut parts = BTreeSet::new();
        // The general dictionary holds rare words: 智能体|温计 is a possible cut of 智能体温计. Its own cut of the
        // word, 智能|体温计, goes by how common words are, and a split through one of its words is not believed.
        let own: Vec<(usize, usize)> = (self.analyzer.tokens(word).iter())
            .filter(|t| t.kind == TokenKind::Word && t.text != word)
            .map(|t| (t.start, t.end))
            .collect();
        for at in 1..chars.len() {
            let head: String = chars[..at].iter().collect();
            let tail: String = chars[at..].iter().collect();
            let left = chars.len() - at;
            // Letters before a word ("ai智能体") are found by themselves.
            let letters = head.chars().all(|c| c.is_ascii_alphanumeric());
            let head_is = at > 1 && self.is_word(&head);
            let tail_is = left > 1 && self.is_word(&tail);
            let ending = left == 1 && ENDINGS.contains(&tail);
            let through = own
                .iter()
                .any(|(start, end)| *start < head.len() && head.len() < *end);
            if head_is && !through && (tail_is || ending) {
                parts.insert((0, head.clone()));
            } else if head_is {
                inside.heads.push(at);
            }
            // A single character before three or more qualifies them: 多智能体 is 智能体.
            if tail_is && !through && (head_is || letters || (at == 1 && left > 2)) {
                parts.insert((at, tail));
            }
        }
        for (place, part) in &parts {
            inside.parts.extend(
                self.look_inside(part)
                    .parts
                    .into_iter()
                    .map(|(p, deeper)| (place + p, deeper)),
            );
        }
        inside.parts.append(&mut parts);
        inside
    }
}

/// Letters and digits without a gap are also one name: `5g`, `a100`.
fn join(plain: &mut Vec<(Span, UnitKind)>) {
    let mut joined: Vec<(Span, UnitKind)> = Vec::new();
    let mut at = 0;
    while at < plain.len() {
        let mut end = at + 1;
        while end < plain.len() && plain[end].0.from == plain[end - 1].0.to {
            end += 1;
        }
        if end - at > 1 {
            let text = plain[at..end].iter().map(|(s, _)| s.text.as_str()).collect();
            joined.push((
                Span {
                    from: plain[at].0.from,
                    to: plain[end - 1].0.to,
                    text,
                },
                UnitKind::Number,
            ));
        }
        at = end;
    }
    plain.extend(joined);
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2EBEF}' | '\u{F900}'..='\u{FAFF}' | '〇')
}

/// What leaving a character over costs a reading.
fn over(c: char) -> usize {
    usize::from(is_han(c) && !FUNCTION.contains(c))
}

fn trim(run: &[char]) -> &[char] {
    let function = |c: &char| FUNCTION.contains(*c);
    let from = run.iter().position(|c| !function(c)).unwrap_or(run.len());
    let to = run.iter().rposition(|c| !function(c)).map_or(from, |i| i + 1);
    &run[from..to]
}

fn is_aside(unit: &Unit) -> bool {
    ASIDE.split(' ').any(|word| word == unit.form)
}

/// For each place, the farthest end of an admitted word that starts there or before; and for each span
/// whether it stands on a reading that leaves the fewest characters over.
fn admitted(cut: &Cut) -> (Vec<usize>, Vec<bool>) {
    let n = cut.chars.len();
    let mut before = vec![usize::MAX; n + 1];
    let mut after = vec![usize::MAX; n + 1];
    before[0] = 0;
    let mut next = 0;
    for at in 0..n {
        before[at + 1] = before[at + 1].min(before[at] + over(cut.chars[at]));
        while next < cut.spans.len() && cut.spans[next].from == at {
            let to = cut.spans[next].to;
            before[to] = before[to].min(before[at]);
            next += 1;
        }
    }
    after[n] = 0;
    let mut last = cut.spans.len();
    for at in (0..n).rev() {
        after[at] = after[at + 1] + over(cut.chars[at]);
        while last > 0 && cut.spans[last - 1].from == at {
            after[at] = after[at].min(after[cut.spans[last - 1].to]);
            last -= 1;
        }
    }
    let best: Vec<bool> = cut
        .spans
        .iter()
        .map(|s| before[s.from] + after[s.to] == before[n])
        .collect();
    let mut reach = vec![0; n + 1];
    for (span, on_path) in cut.spans.iter().zip(&best) {
        if *on_path {
            reach[span.from] = reach[span.from].max(span.to);
        }
    }
    for at in 1..=n {
        reach[at] = reach[at].max(reach[at - 1]);
    }
    (reach, best)
}

/// The reading that leaves the fewest characters over, of those the one with the fewest words.
fn shortest(cut: &Cut) -> Vec<&Span> {
    let step = |c: char| match c {
        c if over(c) > 0 => 1_000,
        // Dearer than a word, so that `ai agent` is one word and not two runs of letters.
        c if c.is_alphanumeric() => 2,
        _ => 0,
    };
    let n = cut.chars.len();
    let mut after: Vec<(usize, Option<usize>)> = vec![(usize::MAX, None); n + 1];
    after[n] = (0, None);
    for at in (0..n).rev() {
        after[at] = (after[at + 1].0 + step(cut.chars[at]), None);
        let first = cut.spans.partition_point(|s| s.from < at);
        for (number, span) in cut
            .spans
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, s)| s.from == at)
        {
            let cost = after[span.to].0 + 1;
            if cost < after[at].0 {
                after[at] = (cost, Some(number));
            }
        }
    }
    let mut path = Vec::new();
    let mut at = 0;
    while at < n {
        match after[at].1 {
            Some(number) => {
                path.push(&cut.spans[number]);
                at = cut.spans[number].to;
            }
            None => at += 1,
        }
    }
    path
}
