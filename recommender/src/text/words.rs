//! Which words may a text be found by, and which does a query ask for?
//!
//! The analyser cuts a text twice: by the general dictionary and by the field's own, longest spelling first.
//! The two disagree, and either may be wrong: `智能体温计` holds no 智能体, `智能体能够` does, `资金等保障`
//! holds no 等保. So both cuts are laid over the text as a lattice, and a word counts only where it stands on
//! a reading that leaves the fewest characters over. Words inside a word that counts are found too
//! (`智能体编排` by 智能体, `北京市` by 北京), unless what would be left of it is no word (`北大街` by 北大).

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use super::analyzer::{Analyzer, TokenKind};
use super::grams::{Gram, capital_parts, grams};
use super::normalize::{Folded, fold, is_han};
use super::pinyin::Reading;

/// Raised whenever the same text would give other words than before: indexes are then built anew.
const VERSION: u32 = 8;

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
pub(super) const MAX_REMEMBERED: usize = 200_000;

/// What a text is found by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextWords {
    /// Words, letters, numbers and quantities, with repeats.
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
    /// A number with its unit: by what it amounts to, the first of [`Unit::same`].
    Quantity,
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
    pub(super) analyzer: Arc<Analyzer>,
    inside: RwLock<FxHashMap<String, Arc<Inside>>>,
    pub(super) read: RwLock<FxHashMap<String, Arc<[Reading]>>>,
}

/// A word at a place; `from..to` in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span<'a> {
    pub from: usize,
    pub to: usize,
    pub text: &'a str,
}

/// Letters, a number, both joined, or a quantity, at a place.
#[derive(Debug)]
struct Plain {
    from: usize,
    to: usize,
    text: String,
    kind: UnitKind,
}

/// A text in its normal form, whole and by characters.
pub(super) struct Normal {
    pub folded: Vec<Folded>,
    pub text: String,
    /// First byte in `text` of each character, and the end.
    bytes: Vec<usize>,
}

impl Normal {
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let mut normal = String::with_capacity(text.len());
        let mut bytes = Vec::with_capacity(folded.len() + 1);
        for f in &folded {
            bytes.push(normal.len());
            normal.push(f.c);
        }
        bytes.push(normal.len());
        Self {
            folded,
            text: normal,
            bytes,
        }
    }

    pub fn len(&self) -> usize {
        self.folded.len()
    }

    pub fn slice(&self, from: usize, to: usize) -> &str {
        &self.text[self.bytes[from]..self.bytes[to]]
    }
}

/// A text cut up: its words as a lattice, and the rest.
pub(super) struct Cut<'a> {
    normal: &'a Normal,
    spans: Vec<Span<'a>>,
    plain: Vec<Plain>,
    pairs: Vec<String>,
}

impl Words {
    /// Words by this analyser.
    #[must_use]
    pub fn new(analyzer: Arc<Analyzer>) -> Self {
        Self {
            analyzer,
            inside: RwLock::default(),
            read: RwLock::default(),
        }
    }

    /// What decides the words of a text: changes with the field's dictionary and with the rules here.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let lexicon = self.analyzer.lexicon();
        let spellings: BTreeSet<(&str, &[String])> = lexicon
            .spellings
            .iter()
            .map(|s| (s.as_str(), lexicon.same_as(s)))
            .collect();
        let probe = self.of_text("结合成分子，智能体温计；研究生命。AI Agent 5G ＬＬＭ 200㎡ 重庆");
        let read = self.readings("重庆");
        format!("{VERSION}|{spellings:?}|{probe:?}|{read:?}")
    }

    /// What a text is found by.
    #[must_use]
    pub fn of_text(&self, text: &str) -> TextWords {
        let normal = Normal::of(text);
        let cut = self.cut(&normal, true);
        let (reach, best) = admitted(&cut);
        let mut found: Vec<(usize, String)> = cut.plain.into_iter().map(|p| (p.from, p.text)).collect();
        for (span, on_path) in cut.spans.iter().zip(best) {
            if !on_path && reach[span.from] < span.to {
                continue;
            }
            if let Some(inside) = self.inside(span) {
                let parts = inside.parts.iter();
                found.extend(parts.map(|(place, part)| (span.from + place, part.clone())));
            }
            found.push((span.from, span.text.to_owned()));
        }
        // Two runs in order already: merging is cheaper than sorting.
        found.sort();
        found.dedup();
        TextWords {
            words: found.into_iter().map(|(_, text)| text).collect(),
            pairs: cut.pairs,
        }
    }

    /// What a query asks for, in its order, each once. Empty where nothing can be looked for.
    #[must_use]
    pub fn of_query(&self, text: &str) -> Vec<Unit> {
        let text: String = text.chars().take(MAX_QUERY_CHARS).collect();
        let normal = Normal::of(&text);
        let cut = self.cut(&normal, false);
        let path = shortest(&cut);
        let mut units: Vec<Unit> = Vec::new();
        let mut add = |form: &str, kind: UnitKind, same: Option<String>, pairs: Vec<String>| {
            if !units.iter().any(|u| u.form == form) {
                let same = match kind {
                    UnitKind::Word | UnitKind::Latin => self.same(form),
                    _ => same.into_iter().collect(),
                };
                let form = form.to_owned();
                units.push(Unit {
                    form,
                    kind,
                    same,
                    pairs,
                });
            }
        };
        let han = |at: usize| is_han(normal.folded[at].c);
        let mut at = 0;
        let mut lone = Vec::new();
        while at < normal.len() {
            let plain = cut.plain.iter().filter(|p| p.from == at).max_by_key(|p| p.to);
            if let Some(figure) = plain.filter(|p| p.kind == UnitKind::Quantity) {
                let written = normal.slice(at, figure.to);
                add(written, UnitKind::Quantity, Some(figure.text.clone()), vec![]);
                at = figure.to;
            } else if let Some(span) = path.iter().find(|s| s.from == at) {
                let latin = span.text.chars().all(|c| c.is_ascii_alphanumeric());
                let kind = if latin { UnitKind::Latin } else { UnitKind::Word };
                add(span.text, kind, None, vec![]);
                at = span.to;
            } else if let Some(plain) = plain {
                add(&plain.text, plain.kind, None, vec![]);
                at = plain.to;
            } else if han(at) {
                let from = at;
                while at < normal.len() && han(at) && !path.iter().any(|s| s.from == at) {
                    at += 1;
                }
                let chars: Vec<char> = normal.folded[from..at].iter().map(|f| f.c).collect();
                let run = trim(&chars);
                if run.len() > 1 {
                    let pairs = run.windows(2).map(|p| p.iter().collect()).collect();
                    add(&run.iter().collect::<String>(), UnitKind::Unknown, None, pairs);
                } else {
                    lone.extend(chars.iter().map(char::to_string));
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

    pub(super) fn same(&self, form: &str) -> Vec<String> {
        self.analyzer
            .lexicon()
            .same_as(form)
            .iter()
            .filter(|s| *s != form)
            .cloned()
            .collect()
    }

    /// Cuts a text; `pairs` of characters only where they are asked for.
    pub(super) fn cut<'a>(&'a self, normal: &'a Normal, pairs: bool) -> Cut<'a> {
        let mut cut = Cut {
            normal,
            spans: Vec::with_capacity(normal.len()),
            plain: vec![],
            pairs: Vec::with_capacity(if pairs { normal.len() } else { 0 }),
        };
        let mut figures = Vec::new();
        let mut parts = Vec::new();
        grams(&normal.folded, |gram, from, last| {
            let put = |form: &str, kind| Plain {
                from,
                to: last + 1,
                text: form.to_owned(),
                kind,
            };
            match gram {
                Gram::Form(form, TokenKind::Latin) => {
                    cut.plain.push(put(form, UnitKind::Latin));
                    // A text is found by the parts of a name; who asks for the name means the name.
                    if pairs {
                        capital_parts(&normal.folded, from, last, |form, from, last| {
                            let (to, text) = (last + 1, form.to_owned());
                            let kind = UnitKind::Latin;
                            parts.push(Plain { from, to, text, kind });
                        });
                    }
                }
                Gram::Form(form, TokenKind::Number) => cut.plain.push(put(form, UnitKind::Number)),
                Gram::Form(form, TokenKind::Quantity) => figures.push(put(form, UnitKind::Quantity)),
                Gram::Pair(first, second) if pairs => cut.pairs.push(String::from_iter([first, second])),
                _ => {}
            }
        });
        join(&mut cut.plain);
        cut.plain.append(&mut figures);
        cut.plain.append(&mut parts);
        self.analyzer
            .words(&normal.folded, &normal.text, |text, from, last| {
                let to = last + 1;
                cut.spans.push(Span { from, to, text });
            });
        self.other_readings(&mut cut);
        cut.spans.sort();
        cut.spans.dedup();
        cut
    }

    /// Adds readings that both cuts miss: a word swallowed by a longer one whose last characters belong to the
    /// next word, as in 智能体能|够, which is 智能体|能够.
    fn other_readings(&self, cut: &mut Cut<'_>) {
        let normal = cut.normal;
        let mut more = Vec::new();
        for span in &cut.spans {
            let Some(inside) = self.inside(span) else {
                continue;
            };
            for head in &inside.heads {
                let tail = span.from + head;
                for to in span.to + 1..=(span.to + 3).min(normal.len()) {
                    if !is_han(normal.folded[to - 1].c) {
                        break;
                    }
                    let text = normal.slice(tail, to);
                    if self.analyzer.is_word(text) {
                        more.push(Span { from: tail, to, text });
                        more.push(Span {
                            from: span.from,
                            to: tail,
                            text: normal.slice(span.from, tail),
                        });
                    }
                }
            }
        }
        cut.spans.extend(more);
    }

    /// What a word holds; nothing is in a word of two characters.
    fn inside(&self, span: &Span<'_>) -> Option<Arc<Inside>> {
        let word = span.text;
        if span.to - span.from < 3 {
            return None;
        }
        let known = self.inside.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(word) {
            return Some(Arc::clone(known));
        }
        drop(known);
        let inside = Arc::new(self.look_inside(word));
        let mut known = self.inside.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_REMEMBERED {
            known.clear();
        }
        known.insert(word.to_owned(), Arc::clone(&inside));
        Some(inside)
    }

    fn look_inside(&self, word: &str) -> Inside {
        let chars: Vec<char> = word.chars().collect();
        let mut inside = Inside::default();
        let mut parts = BTreeSet::new();
        // The general dictionary holds rare words: 智能体|温计 is a possible cut of 智能体温计. Its own cut of the
        // word, 智能|体温计, goes by how common words are, and a split through one of its words is not believed.
        let mut own: Vec<(usize, usize)> = Vec::new();
        self.analyzer.each(word, |form, kind, start, end| {
            if kind == TokenKind::Word && form != word {
                own.push((start, end));
            }
        });
        for at in 1..chars.len() {
            let head: String = chars[..at].iter().collect();
            let tail: String = chars[at..].iter().collect();
            let left = chars.len() - at;
            // Letters before a word ("ai智能体") are found by themselves.
            let letters = head.chars().all(|c| c.is_ascii_alphanumeric());
            let head_is = at > 1 && self.analyzer.is_word(&head);
            let tail_is = left > 1 && self.analyzer.is_word(&tail);
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
fn join(plain: &mut Vec<Plain>) {
    let mut joined = Vec::new();
    let mut at = 0;
    while at < plain.len() {
        let mut end = at + 1;
        while end < plain.len() && plain[end].from == plain[end - 1].to {
            end += 1;
        }
        if end - at > 1 {
            joined.push(Plain {
                from: plain[at].from,
                to: plain[end - 1].to,
                text: plain[at..end].iter().map(|p| p.text.as_str()).collect(),
                kind: UnitKind::Number,
            });
        }
        at = end;
    }
    plain.extend(joined);
}

/// What leaving a character over costs a reading.
pub(super) fn over(c: char) -> usize {
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
fn admitted(cut: &Cut<'_>) -> (Vec<usize>, Vec<bool>) {
    let n = cut.normal.len();
    let mut before = vec![usize::MAX; n + 1];
    let mut after = vec![usize::MAX; n + 1];
    before[0] = 0;
    let mut next = 0;
    for at in 0..n {
        before[at + 1] = before[at + 1].min(before[at] + over(cut.normal.folded[at].c));
        while next < cut.spans.len() && cut.spans[next].from == at {
            let to = cut.spans[next].to;
            before[to] = before[to].min(before[at]);
            next += 1;
        }
    }
    after[n] = 0;
    let mut last = cut.spans.len();
    for at in (0..n).rev() {
        after[at] = after[at + 1] + over(cut.normal.folded[at].c);
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
pub(super) fn shortest<'a>(cut: &Cut<'a>) -> Vec<Span<'a>> {
    let step = |c: char| match c {
        c if over(c) > 0 => 1_000,
        // Dearer than a word, so that `ai agent` is one word and not two runs of letters.
        c if c.is_alphanumeric() => 2,
        _ => 0,
    };
    let n = cut.normal.len();
    let mut after: Vec<(usize, Option<usize>)> = vec![(usize::MAX, None); n + 1];
    after[n] = (0, None);
    for at in (0..n).rev() {
        after[at] = (after[at + 1].0 + step(cut.normal.folded[at].c), None);
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
                path.push(cut.spans[number]);
                at = cut.spans[number].to;
            }
            None => at += 1,
        }
    }
    path
}
