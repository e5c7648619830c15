//! Which words of a requirement say what is asked for, and which clauses of a solution say no?
//!
//! *Telling* words are those of the dictionaries less the filler of every listing (支持, 系统, 平台, 能够).
//! A requirement is covered by its telling words as wholes: 智能 is not 具身智能, and a guide in four
//! languages is not one in Tibetan. What a solution says it does not do is not held by it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

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
/// What refuses, said of what a solution does.
const NO: [&str; 17] = [
    "不", "未", "暂不", "暂未", "尚不", "尚未", "还不", "还未", "并不", "并未", "不能", "无法", "不会",
    "不再", "不予", "没有", "暂无",
];
const DOES: [&str; 63] = [
    "支持", "提供", "包括", "包含", "具备", "具有", "含", "涉及", "适用", "兼容", "对接", "覆盖", "开放",
    "承接", "承诺", "保证", "做", "处理", "控制", "参与", "分析", "检测", "识别", "监测", "判断", "替代",
    "承担", "负责", "区分", "附", "发", "接", "标注", "输出", "连接", "生成", "提取", "收录", "训练", "安装",
    "部署", "上门", "驻场", "复用", "共享", "出具", "配", "开通", "采集", "计算", "取得", "获得", "办理",
    "备案", "上线", "推出", "实现", "交付", "看", "打", "插手", "作", "受理",
];
/// Words that begin like one of these and are none: 不接触样品.
const BUT: [&str; 14] = [
    "看好", "打扰", "作为", "接触", "发生", "发热", "发现", "发展", "发达", "发白", "附着", "配合", "接近",
    "接地",
];
/// What is not there yet: 估产功能尚在研发.
const YET: ([&str; 9], [&str; 15]) = (
    ["尚在", "仍在", "正在", "还在", "处于", "将于", "预计", "列入", "即将"],
    [
        "排期",
        "开放",
        "计划",
        "研发",
        "内测",
        "内测阶段",
        "开发",
        "规划",
        "测试阶段",
        "研发阶段",
        "推出",
        "上线",
        "发布",
        "试点",
        "当中",
    ],
);
/// What says so by itself at the end of a clause.
const COMING: [&str; 5] = ["研发中", "内测中", "开发中", "规划中", "测试中"];
/// A no before these is none: 并非不支持.
const NOT_NO: [&str; 4] = ["并非", "不是", "而非", "绝非"];
/// What these look for is no refusal: 识别未安装护栏, 提醒未交付订单.
const LOOKS_FOR: [&str; 11] = [
    "识别", "检测", "发现", "提醒", "预警", "报警", "告警", "排查", "抓拍", "统计", "监测",
];
/// What is left out: 除藏语外均支持.
const EXCEPT: (&str, [&str; 3]) = ("除", ["以外", "之外", "外"]);
/// Who lacks what is named up to 的: 适合还没有制造执行系统的企业.
const LACKING: [&str; 3] = ["没有", "尚无", "缺少"];
/// Longest such name, in characters.
const LACKED: usize = 16;
/// How something is done, and what does it: a refusal that goes on with these alone refuses what stands before it.
const HOW: [&str; 6] = ["自动", "实时", "直接", "单独", "对外", "完全"];
const VERBS: [&str; 18] = [
    "生成", "支持", "识别", "处理", "输出", "提供", "开放", "接入", "对接", "采集", "检测", "分析", "判断", "适配", "覆盖", "涉及",
    "考虑", "测试",
];
/// Who refuses, and words for what was named before.
const ITSELF: [&str; 22] = [
    "本产品", "本系统", "本平台", "本方案", "本机型", "本机", "本款", "本版本", "我司", "我方", "我们", "产品", "系统", "平台", "目前", "现阶段",
    "这一项", "这项", "该项", "此项", "这块", "暂时",
];
/// What refuses by itself.
const REFUSES: [&str; 8] = [
    "无法",
    "不能",
    "暂无",
    "尚无",
    "暂不",
    "尚不",
    "does not support",
    "not supported",
];
/// What refuses at the end of a clause.
const REFUSED: [&str; 23] = [
    "不建议使用",
    "不推荐使用",
    "未做适配",
    "没有适配",
    "互不相通",
    "互不兼容",
    "做不了",
    "测不了",
    "用不了",
    "识别不了",
    "接不上",
    "读不到",
    "做不到",
    "没有",
    "还没有做",
    "尚无计划",
    "暂无计划",
    "不在服务范围内",
    "不在服务范围",
    "不在范围内",
    "不包括在内",
    "不包含在内",
    "除外",
];
/// What these end is refused where the first stands before: 焊缝不在现有模型内.
const OUTSIDE: ([&str; 4], [&str; 7]) = (
    ["不在", "未纳入", "没有纳入", "没有放进"],
    ["范围内", "范围", "模型内", "清单内", "目录内", "之列", "之内"],
);
/// 没有 refuses these.
const WITHOUT: &str = "没有";
const ABILITY: [&str; 9] = [
    "能力", "功能", "接口", "模块", "资质", "案例", "产品", "服务", "版",
];
/// From here on a clause says again what is done: 对无法联网的现场提供离线版.
const DONE: [&str; 8] = ["支持", "提供", "也可", "仍可", "也能", "仍能", "可以", "可用"];
/// What forbids, in a requirement.
const FORBIDS: [&str; 6] = ["不得", "不允许", "不准", "不许", "禁止", "严禁"];
/// What is not wanted or not needed, in a requirement.
const UNWANTED: [&str; 6] = ["不", "无需", "无须", "避免", "免于", "勿"];
/// Words that begin like a no and are none.
const NO_NO: [&str; 35] = [
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
const CLAUSE_ENDS: [char; 13] = [
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

/// The bytes of a text that say what is not done.
pub(super) fn refused(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    if !may_refuse(text) {
        return spans;
    }
    // Where the clause before begins, and whether a comma ends it.
    let mut before: Option<usize> = None;
    for (start, clause) in clauses(text) {
        if let Some((from, to)) = refusal(clause.trim_end()) {
            let named = before.filter(|_| from == 0 && names_nothing(&clause[..to]));
            spans.push((named.unwrap_or(start + from), start + to));
        }
        let end = start + clause.len();
        before = text[end..].starts_with(['，', ',']).then_some(start);
    }
    spans
}

/// Whether a refusal names nothing that it refuses: it speaks of the clause before. NCC版本较旧，未做适配; 糖酸属于内部品质，
/// 本机型不涉及.
fn names_nothing(refusal: &str) -> bool {
    let mut rest = refusal.trim();
    let mut shorter = true;
    while shorter {
        let taken = ITSELF.iter().chain(&NO).chain(&REFUSED).chain(&DOES).chain(&VERBS).chain(&HOW);
        let mut taken = taken.filter_map(|word| rest.strip_prefix(word));
        (rest, shorter) = taken.next().map_or((rest, false), |rest| (rest.trim(), true));
    }
    rest.is_empty()
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
    if !text.contains(['没', '尚', '缺']) {
        return spans;
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

/// The bytes of a clause that are refused: what follows the refusal, or all of it where that comes last.
fn refusal(clause: &str) -> Option<(usize, usize)> {
    let outside = || {
        OUTSIDE.0.iter().any(|out| clause.contains(out)) && OUTSIDE.1.iter().any(|end| clause.ends_with(end))
    };
    let ends = |words: &[&str]| words.iter().any(|end| clause.ends_with(end));
    let yet = || ends(&COMING) || (YET.0.iter().any(|yet| clause.contains(yet)) && ends(&YET.1));
    if ends(&REFUSED) || outside() || yet() {
        return Some((0, clause.len()));
    }
    if let Some(from) = clause.find(EXCEPT.0) {
        let rest = &clause[from..];
        let end = EXCEPT.1.iter().find_map(|end| Some((rest.find(end)?, end.len())));
        let others = |at: usize| ["均", "都", "全"].iter().any(|all| rest[at..].contains(all));
        if let Some((at, length)) = end.filter(|(at, length)| others(at + length)) {
            return Some((from, from + at + length));
        }
    }
    let does = |at: usize| {
        let rest = &clause[at..];
        let no = NO
            .iter()
            .filter_map(|no| Some((no.len(), rest.strip_prefix(no)?)));
        no.filter_map(|(length, rest)| {
            let does = DOES
                .iter()
                .filter(|does| rest.starts_with(**does) && !BUT.iter().any(|but| rest.starts_with(but)))
                .map(|does| does.len());
            does.max().map(|does| length + does)
        })
        .max()
    };
    let alone = |at: usize| {
        let rest = &clause[at..];
        let refuses = REFUSES
            .iter()
            .filter(|no| rest.starts_with(**no))
            .map(|no| no.len());
        let lacks = rest.starts_with(WITHOUT) && ABILITY.iter().any(|ability| rest.contains(ability));
        refuses.max().or(lacks.then_some(WITHOUT.len()))
    };
    let (at, length) = clause
        .char_indices()
        .filter(|(at, _)| !NOT_NO.iter().any(|no| clause[..*at].ends_with(no)))
        .filter(|(at, c)| *c != '未' || !LOOKS_FOR.iter().any(|verb| clause[..*at].ends_with(verb)))
        .find_map(|(at, _)| Some((at, does(at).or_else(|| alone(at))?)))?;
    let after = at + length;
    // What is refused stands before: 藏语讲解暂不支持, 评语暂不自动生成.
    let verb = HOW.iter().fold(&clause[after..], |rest, how| {
        rest.trim().strip_prefix(how).unwrap_or(rest)
    });
    if after == clause.len() || VERBS.contains(&verb.trim()) {
        return Some((0, clause.len()));
    }
    let done = DONE.iter().filter_map(|done| clause[after..].find(done)).min();
    Some((at, done.map_or(clause.len(), |done| after + done)))
}

/// What stands in every refusal: quickly looked for, so that most texts need no closer look.
fn may_refuse(text: &str) -> bool {
    const AFTER: &str = "相纳支提包具含涉适兼对覆开承保能会再予在做处控参分检识监判替负区附发接标输连生收训安部上驻复共出配采计取获通办备推实交看打插作受了上到";
    let follows = |at: usize| text[at..].chars().next();
    let precedes = |at: usize| text[..at].chars().next_back();
    let mut places = text.char_indices();
    places.any(|(at, c)| {
        let next = follows(at + c.len_utf8());
        match c {
            '不' | '未' | '无' | '没' => {
                let yet = precedes(at).is_some_and(|c| matches!(c, '暂' | '尚'));
                match c {
                    '无' => yet || matches!(next, Some('法' | '计')),
                    '没' => next == Some('有'),
                    _ => yet || next.is_some_and(|c| AFTER.contains(c)),
                }
            }
            '除' => true,
            // 研发, 开发, 内测, 测试, 规划, 推出, 上线, 发布.
            '试' => next == Some('点'),
            '当' => next == Some('中'),
            '研' | '开' => next == Some('发'),
            '内' => next == Some('测'),
            '测' => next == Some('试'),
            '规' => next == Some('划'),
            '推' => next == Some('出'),
            '上' => next == Some('线'),
            '发' => next == Some('布'),
            'n' => text[at..].starts_with("not"),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Denial, denials, denies, may_refuse, refused};

    #[test]
    fn no_refusal_is_passed_over_by_the_quick_look() {
        use super::{DOES, NO, REFUSED, REFUSES, WITHOUT};
        let does = NO.iter().flat_map(|no| DOES.map(|does| format!("{no}{does}")));
        let alone = REFUSES.iter().chain(&REFUSED).map(|no| (*no).to_owned());
        let mut refusals: Vec<String> = does.chain(alone).collect();
        refusals.push(format!("{WITHOUT}此项能力"));
        assert!(refusals.len() > 200);
        for refusal in refusals {
            assert!(may_refuse(&format!("本方案{refusal}")), "{refusal}");
            assert!(!refused(&format!("本方案{refusal}")).is_empty(), "{refusal}");
        }
        assert!(!may_refuse("响应时间不超过两秒，无人机，没电"));
    }

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

    #[test]
    fn what_is_refused_is_the_rest_of_the_clause_or_the_whole_of_it() {
        for (text, said) in [
            ("支持中文，不支持藏语、蒙语，可定制", vec!["不支持藏语、蒙语"]),
            ("藏语讲解暂不支持。支持英语", vec!["藏语讲解暂不支持"]),
            ("支持藏语", vec![]),
            ("无法私有化部署", vec!["无法私有化部署"]),
            ("没有私有化部署能力", vec!["没有私有化部署能力"]),
            ("私有化部署不在服务范围内", vec!["私有化部署不在服务范围内"]),
            ("对无法联网的现场提供离线版", vec!["无法联网的现场"]),
            ("不能私有化部署，仅提供公有云服务", vec!["不能私有化部署"]),
            ("没有经验也能用", vec![]),
            ("不停产改造，不漏检", vec![]),
            ("装置不做色差检测，其余都做", vec!["不做色差检测"]),
            ("锻件和焊缝不在现有模型内", vec!["锻件和焊缝不在现有模型内"]),
            ("数据不在院外保存", vec![]),
            ("估产功能尚在研发", vec!["估产功能尚在研发"]),
            ("离线运行功能规划中", vec!["离线运行功能规划中"]),
            ("方言识别将于2027年推出", vec!["方言识别将于2027年推出"]),
            ("尚未取得备案", vec!["尚未取得备案"]),
            ("除藏语外均支持", vec!["除藏语外"]),
            ("并非不支持藏语", vec![]),
            ("识别未安装护栏并报警", vec![]),
            ("自动提醒未交付订单", vec![]),
            ("方言识别暂未开放", vec!["方言识别暂未开放"]),
            ("与PACS对接不在产品范围", vec!["与PACS对接不在产品范围"]),
            ("警报发给机构，不发家属", vec!["不发家属"]),
            ("不接触样品，不发热", vec![]),
            ("与别家闸机互不相通", vec!["与别家闸机互不相通"]),
            ("继承类未纳入自动拟稿范围", vec!["继承类未纳入自动拟稿范围"]),
            ("目前没有单机版和内网版", vec!["没有单机版和内网版"]),
            ("", vec![]),
        ] {
            let spans: Vec<&str> = refused(text).into_iter().map(|(a, b)| &text[a..b]).collect();
            assert_eq!(spans, said, "{text}");
        }
    }
}
