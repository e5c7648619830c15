//! Which clauses of a solution say no, and to what?
//!
//! What a solution says it does not do, does not do yet, leaves to others or has no more is not held by it.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::telling::{any_of, clauses};

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
    [
        "尚在", "仍在", "正在", "还在", "处于", "将于", "预计", "列入", "即将",
    ],
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
/// What is promised for a later time: 计划明年支持单点登录.
const PLANNED: ([&str; 6], [&str; 10]) = (
    ["计划", "预计", "拟于", "将于", "将在", "规划"],
    [
        "明年",
        "后年",
        "下半年",
        "下季度",
        "下个季度",
        "年内",
        "年底",
        "下一版",
        "下个版本",
        "后续版本",
    ],
);
/// What is left to somebody else: 单点登录需客户自行开发.
const LEFT_TO: ([&str; 9], [&str; 11]) = (
    [
        "客户",
        "用户",
        "甲方",
        "院方",
        "业主",
        "第三方",
        "集成商",
        "厂家",
        "厂商",
    ],
    [
        "自行开发",
        "自行采购",
        "自行购买",
        "自行提供",
        "自行解决",
        "自行准备",
        "自行搭建",
        "自备",
        "自购",
        "自理",
        "集成商开发",
    ],
);
/// Right before them: 由客户自备. Without them somebody is only spoken of: 为自理有困难的用户配手环.
const LEAVES_TO: [char; 6] = ['需', '须', '请', '由', '靠', '要'];
/// The same, whoever it is.
const BOUGHT: [&str; 4] = ["需另购", "需另行采购", "需另行购买", "须另行采购"];
/// Nobody misses these: 没有上限.
const NOT_MISSED: [&str; 30] = [
    "限制", "上限", "门槛", "要求", "经验", "额外", "隐藏", "后顾", "人工", "中间", "死角", "盲区", "延迟",
    "卡顿", "问题", "风险", "广告", "差异", "影响", "误", "漏", "费用", "网", "信号", "电", "人", "痕", "损",
    "二次", "捆绑",
];
/// What makes of a lack a condition or a description: 没有经验也能用.
const CONDITION: [char; 10] = ['的', '也', '就', '才', '时', '后', '前', '过', '被', '了'];
/// Longest name of what is missing, in characters.
const MISSING: usize = 12;
/// Words that begin with 无 and lack nothing.
const NOT_WITHOUT: [&str; 20] = [
    "无人",
    "无线",
    "无感",
    "无需",
    "无须",
    "无缝",
    "无纸",
    "无损",
    "无障碍",
    "无接触",
    "无源",
    "无论",
    "无限",
    "无锡",
    "无菌",
    "无创",
    "无代码",
    "无忧",
    "无法",
    "无盲",
];
/// A no before these is none: 并非不支持.
const NOT_NO: [&str; 4] = ["并非", "不是", "而非", "绝非"];
/// What these look for is no refusal: 识别未安装护栏, 提醒未交付订单.
const LOOKS_FOR: [&str; 11] = [
    "识别", "检测", "发现", "提醒", "预警", "报警", "告警", "排查", "抓拍", "统计", "监测",
];
/// What is left out: 除藏语外均支持.
const EXCEPT: (&str, [&str; 3]) = ("除", ["以外", "之外", "外"]);
/// How something is done, and what does it: a refusal that goes on with these alone refuses what stands before it.
const HOW: [&str; 6] = ["自动", "实时", "直接", "单独", "对外", "完全"];
const VERBS: [&str; 18] = [
    "生成", "支持", "识别", "处理", "输出", "提供", "开放", "接入", "对接", "采集", "检测", "分析", "判断",
    "适配", "覆盖", "涉及", "考虑", "测试",
];
/// Who refuses, and words for what was named before.
const ITSELF: [&str; 22] = [
    "本产品",
    "本系统",
    "本平台",
    "本方案",
    "本机型",
    "本机",
    "本款",
    "本版本",
    "我司",
    "我方",
    "我们",
    "产品",
    "系统",
    "平台",
    "目前",
    "现阶段",
    "这一项",
    "这项",
    "该项",
    "此项",
    "这块",
    "暂时",
];
/// What refuses by itself.
const REFUSES: [&str; 10] = [
    "很难支持",
    "难以支持",
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
pub(super) const REFUSED: [&str; 34] = [
    "不可用",
    "不能用",
    "无法使用",
    "已下线",
    "已停用",
    "已停售",
    "不在本方案内",
    "不在报价内",
    "不含在内",
    "×",
    "✗",
    "✘",
    "❌",
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
/// The bytes of a text that say what is not done.
pub(super) fn refused(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    if !may_refuse(text) {
        return spans;
    }
    // Where the clause before begins, where a comma or a colon ends it.
    let mut before: Option<usize> = None;
    for (start, clause) in clauses(text) {
        let end = start + clause.len();
        if let Some((from, to)) = refusal(clause.trim_end()) {
            let named = before.filter(|_| from == 0 && names_nothing(&clause[..to]));
            spans.push((named.unwrap_or(start + from), start + to));
        } else if let Some(from) = all_but(clause, &text[end..]) {
            spans.push((start + from, end));
        }
        before = text[end..].starts_with(['，', ',', '：', ':']).then_some(start);
    }
    spans
}

/// Where the exception begins of a clause that goes on in the next: 除藏语外，均已支持.
fn all_but(clause: &str, rest: &str) -> Option<usize> {
    let next = rest.trim_start_matches(['，', ',', ' ']);
    let all = ["均", "都", "全"].iter().any(|all| next.starts_with(all));
    let ends = EXCEPT.1.iter().any(|end| clause.trim_end().ends_with(end));
    clause.find(EXCEPT.0).filter(|_| all && ends)
}

/// Whether a refusal names nothing that it refuses: it speaks of the clause before. NCC版本较旧，未做适配; 糖酸属于内部品质，
/// 本机型不涉及.
fn names_nothing(refusal: &str) -> bool {
    let mut rest = refusal.trim();
    let mut shorter = true;
    while shorter {
        let taken = REFUSED
            .iter()
            .chain(&ITSELF)
            .chain(&NO)
            .chain(&DOES)
            .chain(&VERBS)
            .chain(&HOW);
        let mut taken = taken.filter_map(|word| rest.strip_prefix(word));
        (rest, shorter) = taken.next().map_or((rest, false), |rest| (rest.trim(), true));
    }
    rest.is_empty()
}

/// The bytes of a clause that somebody else is to do or to buy: 单点登录|需客户自行开发, 需另购|转写引擎.
fn left_to(clause: &str) -> Option<(usize, usize)> {
    let bought = BOUGHT
        .iter()
        .find_map(|word| Some((clause.find(word)?, word.len())));
    if let Some((at, length)) = bought {
        let after = at + length;
        return Some(if after < clause.len() {
            (after, clause.len())
        } else {
            (0, at)
        });
    }
    let does = LEFT_TO.1.iter().any(|does| clause.contains(does)) && !clause.contains('可');
    let mut whose = LEFT_TO.0.iter().flat_map(|who| clause.match_indices(who));
    let left = whose.find_map(|(at, _)| clause[..at].strip_suffix(LEAVES_TO))?;
    (does && !left.is_empty()).then_some((0, left.len()))
}

/// Where a clause begins to say that something is not there: 目前没有小程序, 无单点登录功能.
fn lacks(clause: &str) -> Option<usize> {
    let mut rest = clause.trim_start();
    while let Some(shorter) = ITSELF.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter.trim_start();
    }
    let from = clause.len() - rest.len();
    if let Some(what) = rest.strip_prefix(WITHOUT) {
        let missed = !what.is_empty()
            && what.chars().count() <= MISSING
            && !what.contains(CONDITION)
            && !NOT_MISSED.iter().any(|not| what.contains(not));
        return missed.then_some(from);
    }
    let ability = ABILITY.iter().any(|ability| rest.ends_with(ability));
    let none = rest.starts_with('无') && !NOT_WITHOUT.iter().any(|not| rest.starts_with(not));
    (ability && none).then_some(from)
}

/// The bytes of a clause that are refused: what follows the refusal, or all of it where that comes last.
fn refusal(clause: &str) -> Option<(usize, usize)> {
    let outside = || {
        OUTSIDE.0.iter().any(|out| clause.contains(out)) && OUTSIDE.1.iter().any(|end| clause.ends_with(end))
    };
    let ends = |words: &[&str]| words.iter().any(|end| clause.ends_with(end));
    let yet = || ends(&COMING) || (YET.0.iter().any(|yet| clause.contains(yet)) && ends(&YET.1));
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    let planned = || has(&PLANNED.0) && has(&PLANNED.1);
    if ends(&REFUSED) || outside() || yet() || planned() {
        return Some((0, clause.len()));
    }
    if let Some(left) = left_to(clause) {
        return Some(left);
    }
    if let Some(from) = lacks(clause) {
        return Some((from, clause.len()));
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

/// Whether a text has anything that stands in a refusal: most have nothing, and need no closer look.
fn may_refuse(text: &str) -> bool {
    SIGNS.is_match(text)
}

/// What stands in refusals.
static SIGNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let does = NO.iter().flat_map(|no| DOES.map(|does| format!("{no}{does}")));
    let alone = [
        &REFUSES[..],
        &REFUSED,
        &COMING,
        &YET.0,
        &OUTSIDE.0,
        &PLANNED.0,
        &LEFT_TO.1,
        &BOUGHT,
    ];
    let alone = alone.into_iter().flatten().map(|sign| (*sign).to_owned());
    let short = [EXCEPT.0, WITHOUT].map(str::to_owned).into_iter();
    any_of(does.chain(alone).chain(short).chain(["无".to_owned()]))
});

#[cfg(test)]
mod tests {
    use super::{may_refuse, refused};

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
        assert!(!may_refuse("响应时间不超过两秒，没电"));
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
            ("目前没有单点登录。", vec!["没有单点登录"]),
            ("没有小程序，只提供PC客户端", vec!["没有小程序"]),
            ("无单点登录功能", vec!["无单点登录功能"]),
            ("单点登录：不支持。", vec!["单点登录：不支持"]),
            ("单点登录 ×", vec!["单点登录 ×"]),
            ("单点登录功能已下线", vec!["单点登录功能已下线"]),
            ("计划明年支持单点登录", vec!["计划明年支持单点登录"]),
            ("单点登录需客户自行开发", vec!["单点登录"]),
            ("除单点登录外，均已支持。", vec!["除单点登录外"]),
            (
                "单点登录属于选配，不在本方案内",
                vec!["单点登录属于选配，不在本方案内"],
            ),
            ("很难支持单点登录", vec!["很难支持单点登录"]),
            ("NCC版本较旧，未做适配", vec!["NCC版本较旧，未做适配"]),
            ("评语暂不自动生成，由老师填写", vec!["评语暂不自动生成"]),
            (
                "语音回访列入明年计划，暂不提供",
                vec!["语音回访列入明年计划", "语音回访列入明年计划，暂不提供"],
            ),
            // Nobody misses these, or another can do it.
            ("没有上限", vec![]),
            ("没有工单系统的街道也能用", vec![]),
            ("无人机巡检功能", vec![]),
            ("新品种可由客户自行训练", vec![]),
            ("为自理有困难的用户配手环", vec![]),
            ("生产计划自动排程", vec![]),
            ("", vec![]),
        ] {
            let spans: Vec<&str> = refused(text).into_iter().map(|(a, b)| &text[a..b]).collect();
            assert_eq!(spans, said, "{text}");
        }
    }
}
