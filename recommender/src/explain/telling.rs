//! Which words of a requirement say what is asked for, and what does it ask not to be?
//!
//! *Telling* words are those of the dictionaries less the filler of every listing (支持, 系统, 平台, 能够).
//! A requirement is covered by its telling words as wholes: 智能 is not 具身智能, and a guide in four
//! languages is not one in Tibetan. What a solution says it does not do is not held by it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::FxHashSet;

use super::refusals::REFUSED;
use crate::text::{Analyzer, TokenKind, is_han, normalize};

/// Words of every listing. They are passed over where they stand alone, not inside a longer word
/// (支持向量机, 智能体平台).
const FILLER: &str = "\
    支持 系统 平台 能够 可以 可 能 提供 具备 具有 实现 进行 功能 满足 要求 需要 必须 应 应当 须 用于 通过 以及 \
    相关 方案 产品 希望 采用 使用 利用 基于 完成 确保 保证 有效 快速 全面 多种 各类 各种 对于 针对 其中 或者 并且 \
    同时 以便 不能 不得 不应 不可 不会 不要 不准 不许 不必 无需 无须 禁止 严禁 允许 避免 我们 本项目 项目 解决方案 解决 问题 \
    情况 方面 工作 及其 包括 包含 不少 不少于 不低于 不超过 不高于 超过 低于 高于 大于 小于 等于 少于 多于 至少 至多 以上 以下 \
    以内 the a an of for to and or with";
/// Words of everyday speech: two texts that share them share nothing.
const EVERYDAY: &str = "\
    我们 你们 他们 大家 自己 人员 时间 时候 现在 目前 以前 以后 之前 之后 每天 今天 一个 一些 一种 一次 一下 一半 一定 有的 没有 \
    不是 不到 不会 不用 不要 不同 就是 还是 或者 而且 但是 因为 所以 如果 这个 那个 这些 那些 什么 怎么 怎样 如何 哪些 哪个 多少 \
    知道 觉得 看到 看出 发现 给出 出来 起来 开始 继续 直接 马上 立刻 及时 随时 经常 总是 已经 正在 应该 容易 很多 许多 大量 免费 \
    显示 自动 只能 只有 只是 为了 关于 按照 根据 由于 之间 其他 另外 尤其 特别 比较 非常 十分 左右 大约 差不多 告诉 收到 公司 \
    单位 两个 三个 几个 每个 每次 后来 事情 东西 地方";
/// Who lacks what is named up to 的: 适合还没有制造执行系统的企业.
const LACKING: [&str; 3] = ["没有", "尚无", "缺少"];
/// What nobody promises: 针孔类小目标不建议使用.
const ADVISED_AGAINST: [&str; 4] = ["不建议使用", "不推荐使用", "不建议", "不作承诺"];
/// Longest such name, in characters.
const LACKED: usize = 16;
/// What forbids, in a requirement.
const FORBIDS: [&str; 6] = ["不得", "不允许", "不准", "不许", "禁止", "严禁"];
/// What is not wanted or not needed, in a requirement.
const UNWANTED: [&str; 6] = ["不", "无需", "无须", "避免", "免于", "勿"];
/// Words that begin like a no and are none.
const NO_NO: [&str; 36] = [
    "不起",
    "不一",
    "不动产",
    "不良",
    "不同",
    "不断",
    "不仅",
    "不但",
    "不锈",
    "不少",
    "不超",
    "不低",
    "不高",
    "不大",
    "不小",
    "不多",
    "不等",
    "不规则",
    "不均",
    "不足",
    "不间断",
    "不确定",
    "不限",
    "不稳",
    "不明",
    "不当",
    "不合格",
    "不合规",
    "不平衡",
    "不得超",
    "不得低",
    "不得高",
    "不得大",
    "不得小",
    "不得少",
    "不得多",
];
pub(super) const CLAUSE_ENDS: [char; 13] = [
    '，', '。', '；', '：', ',', ';', '\n', '！', '？', '!', '?', '（', '）',
];

/// A word in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub span: (usize, usize),
    /// Whether the field's dictionary has other names for it: then only they or the whole word hold it.
    pub named: bool,
    /// Whether it is a name that nothing stands in for: a word of the field, or letters.
    pub special: bool,
    /// Whether it is asked for that this is not so.
    pub denied: Option<Denial>,
}

/// How it is said that something shall not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Denial {
    /// 不出园区, 无需改造.
    Unwanted,
    /// 不得上传.
    Forbidden,
}

/// The words of a requirement and the bytes of its filler.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub words: Vec<Word>,
    pub filler: Vec<(usize, usize)>,
}

/// Whether a normalised word stands in every listing.
pub(crate) fn is_filler(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| FILLER.split_whitespace().collect());
    WORDS.contains(word)
}

/// Whether two texts that share this normalised word share nothing by it.
pub(crate) fn says_little(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| EVERYDAY.split_whitespace().collect());
    is_filler(word) || WORDS.contains(word)
}

/// Reads a requirement.
pub(super) fn told(text: &str, analyzer: &Analyzer) -> Told {
    let mut spans: Vec<(usize, usize, TokenKind)> = Vec::new();
    analyzer.each(text, |_, kind, start, end| {
        if matches!(kind, TokenKind::Word | TokenKind::Latin) {
            spans.push((start, end, kind));
        }
    });
    // Longest first at each place; a word inside another is not a word of its own.
    spans.sort_by_key(|s| (s.0, std::cmp::Reverse(s.1), s.2));
    spans.dedup_by_key(|s| (s.0, s.1));
    let mut widest: Vec<(usize, usize, TokenKind)> = Vec::new();
    for span in spans {
        if widest.last().is_none_or(|last| span.1 > last.1) {
            widest.push(span);
        }
    }
    let mut told = Told::default();
    let lexicon = analyzer.lexicon();
    let mut loose: Option<(usize, usize)> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let inside = widest.iter().any(|w| w.0 <= at && at < w.1);
        if !inside && is_han(c) && !LONE.contains(c) {
            loose = Some(loose.map_or((at, end), |l| (l.0, end)));
        } else if let Some(span) = loose.take() {
            told.add_loose(text, span);
        }
    }
    if let Some(span) = loose {
        told.add_loose(text, span);
    }
    for (start, end, kind) in widest {
        let form = normalize(&text[start..end]);
        if is_filler(&form) {
            told.filler.push((start, end));
            continue;
        }
        told.words.push(Word {
            span: (start, end),
            named: !lexicon.same_as(&form).is_empty(),
            special: kind == TokenKind::Latin || lexicon.holds(&form),
            denied: None,
        });
    }
    told.words.sort_by_key(|w| w.span);
    let denials = denials(text);
    for word in &mut told.words {
        let within = |span: &&((usize, usize), Denial)| span.0.0 <= word.span.0 && word.span.0 < span.0.1;
        word.denied = denials.iter().find(within).map(|span| span.1);
    }
    told
}

/// The bytes of a requirement that say what shall not be: from a no to the end of its clause.
fn denials(text: &str) -> Vec<((usize, usize), Denial)> {
    let mut spans = Vec::new();
    let mut start = 0;
    for clause in text.split_inclusive(CLAUSE_ENDS) {
        let bare = clause.trim_end_matches(CLAUSE_ENDS);
        let first = bare
            .char_indices()
            .find_map(|(at, _)| Some((at, no_at(&bare[at..])?)));
        if let Some((at, denial)) = first {
            spans.push(((start + at, start + bare.len()), denial));
        }
        start += clause.len();
    }
    spans
}

/// The no that a text begins with.
fn no_at(text: &str) -> Option<Denial> {
    let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    if begins(&NO_NO) {
        None
    } else if begins(&FORBIDS) {
        Some(Denial::Forbidden)
    } else {
        begins(&UNWANTED).then_some(Denial::Unwanted)
    }
}

/// Whether a text says of a word that it is not so: `None` where it does not say the word, or names only how much of it
/// there is (漏检率).
pub(super) fn denies(text: &str, word: &str) -> Option<bool> {
    let measured = |at: usize| text[at + word.len()..].starts_with(['率', '数', '量']);
    let places = text
        .match_indices(word)
        .filter(|(at, _)| !measured(*at))
        .map(|(at, _)| {
            let before = text[..at].rsplit(CLAUSE_ENDS).next().unwrap_or("");
            let after = text[at + word.len()..].split(CLAUSE_ENDS).next().unwrap_or("");
            let no = before.char_indices().any(|(at, c)| {
                no_at(&before[at..]).is_some()
                    || matches!(c, '未' | '禁' | '免')
                    || before[at..].starts_with("没有")
            });
            no || REFUSED
                .iter()
                .chain(&["禁止", "不允许"])
                .any(|end| after.trim_end().ends_with(end))
        });
    places.reduce(|any, denied| any || denied)
}

/// Whether a text says in one clause that something of this word must be: 手机端须下载App where no App is wanted.
pub(super) fn needs(text: &str, word: &str) -> bool {
    clauses(text).any(|(_, clause)| {
        let must = MUST
            .iter()
            .filter_map(|must| Some(clause.find(must)? + must.len()));
        let no = || clause.contains(['无', '不', '免', '未']);
        must.min().is_some_and(|after| clause[after..].contains(word)) && !no()
    })
}

/// Whether a text says in one clause that something of all these words is done, and not that it is made less: 采用人脸识别登录
/// where no 人脸识别 is wanted.
pub(super) fn does<'a>(text: &str, words: impl Iterator<Item = &'a str> + Clone) -> bool {
    clauses(text).any(|(_, clause)| {
        DOING.iter().any(|doing| clause.contains(doing))
            && words.clone().all(|word| clause.contains(word))
            && !LESSENED.iter().any(|less| clause.contains(less))
    })
}

/// What does something.
const DOING: [&str; 14] = [
    "采用", "使用", "通过", "依赖", "须", "需要", "必须", "保存", "上传", "调用", "采集", "留存", "拍摄",
    "收集",
];
/// What makes it less, or leaves it open.
const LESSENED: [&str; 16] = [
    "减少", "避免", "替代", "代替", "降低", "防止", "杜绝", "检测", "未", "无", "不", "免", "或", "可选",
    "打码", "脱敏",
];
/// What says that something must be.
const MUST: [&str; 8] = ["须", "需要", "必须", "需先", "需安装", "需下载", "要求", "需另"];

/// Characters that stand alone in a sentence.
const LONE: &str = "的了和与及或在是为将把被让等并也都可能对从向以之其该各每个应须需有无不中上下内外";

impl Told {
    /// Neighbouring characters that no dictionary joins are taken for one word.
    fn add_loose(&mut self, text: &str, span: (usize, usize)) {
        if text[span.0..span.1].chars().count() > 1 {
            self.words.push(Word {
                span,
                named: false,
                special: false,
                denied: None,
            });
        }
    }
}

/// The clauses of a text, with the byte at which each begins.
pub(super) fn clauses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive(CLAUSE_ENDS).map(move |clause| {
        let begins = start;
        start += clause.len();
        (begins, clause.trim_end_matches(CLAUSE_ENDS))
    })
}

/// The bytes of a text that name what somebody lacks: nothing is said by them of what is done.
pub(super) fn lacked(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    if !LACKS.is_match(text) {
        return spans;
    }
    // What is advised against is not promised, and not refused either.
    for (start, clause) in clauses(text) {
        if ADVISED_AGAINST.iter().any(|against| clause.ends_with(against)) {
            spans.push((start, start + clause.len()));
        }
    }
    for lacks in LACKING {
        for (at, _) in text.match_indices(lacks) {
            let name = text[at..].char_indices().take(LACKED);
            let end = name
                .take_while(|(_, c)| !CLAUSE_ENDS.contains(c))
                .find(|(_, c)| *c == '的');
            spans.extend(end.map(|(end, _)| (at, at + end)));
        }
    }
    spans
}

/// What says so: most texts have nothing of it, and need no closer look.
static LACKS: LazyLock<AhoCorasick> = LazyLock::new(|| any_of(LACKING.iter().chain(&ADVISED_AGAINST)));

/// What finds whether a text has any of a few words.
pub(super) fn any_of(words: impl IntoIterator<Item = impl AsRef<[u8]>>) -> AhoCorasick {
    let table = Some(AhoCorasickKind::DFA);
    AhoCorasick::builder()
        .kind(table)
        .build(words)
        .expect("a few words")
}

/// The sentence part that a refused span stands in, as it can be quoted.
pub(super) fn clause_of(text: &str, span: (usize, usize)) -> &str {
    let start = text[..span.0]
        .rfind(CLAUSE_ENDS)
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let end = text[span.0..]
        .find(CLAUSE_ENDS)
        .map_or(text.len(), |at| span.0 + at);
    text[start..end].trim()
}

#[cfg(test)]
mod tests {
    use super::{Denial, denials, denies};

    #[test]
    fn what_shall_not_be_is_told_from_what_shall() {
        for (text, said) in [
            ("支持离线，数据不出园区", vec![("不出园区", Denial::Unwanted)]),
            (
                "数据不得上传云端；可审计",
                vec![("不得上传云端", Denial::Forbidden)],
            ),
            ("响应不得超过 2 秒", vec![]),
            ("药物不良反应上报", vec![]),
        ] {
            let spans: Vec<(&str, Denial)> = denials(text)
                .into_iter()
                .map(|((a, b), denial)| (&text[a..b], denial))
                .collect();
            assert_eq!(spans, said, "{text}");
        }
        assert_eq!(denies("数据不出园区", "园区"), Some(true));
        assert_eq!(denies("数据出园区", "园区"), Some(false));
        assert_eq!(denies("园区以外，数据不出门", "园区"), Some(false));
        assert_eq!(denies("数据留在本地", "园区"), None);
        assert_eq!(denies("漏检率低于 0.1%", "漏检"), None);
    }
}
