//! Does a solution run where the data must stay?
//!
//! A line that wants it run inside the house (本地部署, 内网, 数据不得出院区) is contradicted by a solution that says it runs
//! in its vendor's cloud, and nowhere that it can run in the house. The two are seldom said in the same words.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::passages::{Passages, Piece, Source};
use super::refusals::refused;
use super::telling::clauses;
use crate::rows::Solution;

/// What asks for it to run, or for the data to stay, in the house.
const ASKS: [&str; 33] = [
    "不联外网",
    "不连外网",
    "不接外网",
    "断开互联网",
    "本地机房",
    "机房部署",
    "本地服务器",
    "部署在本",
    "本地部署",
    "本地化部署",
    "本地运行",
    "私有化",
    "私有部署",
    "内网",
    "专网",
    "局域网",
    "自有机房",
    "院内机房",
    "离线部署",
    "离线运行",
    "离线处理",
    "不得流出",
    "不得外传",
    "不得上传",
    "不得带出",
    "不得传出",
    "不得离开",
    "不得连接互联网",
    "不得依赖外网",
    "不外传",
    "不上云",
    "不得上云",
    "不连互联网",
];
/// The data leave nothing, where none of these follows: 不出现, 不出错.
const LEAVES: [&str; 2] = ["不出", "不得出"];
const NOT_LEAVES: [char; 9] = ['现', '错', '问', '差', '具', '省', '境', '国', '市'];
/// What runs in the house.
const HOUSE: [&str; 28] = [
    "本地",
    "私有",
    "内网",
    "专网",
    "局域网",
    "离线",
    "机房",
    "一体机",
    "边缘",
    "单机",
    "本机",
    "断网可用",
    "断网照",
    "断网也",
    "断网仍",
    "断网运行",
    "断了网",
    "物理机",
    "盒内",
    "院内",
    "馆内",
    "厂内",
    "社内",
    "行内",
    "不离开",
    "不出",
    "专属云",
    "自有服务器",
];
/// What runs at the vendor's.
const CLOUD: [&str; 26] = [
    "云端API",
    "云API",
    "公有云",
    "云端处理",
    "云端完成",
    "云端识别",
    "云端计算",
    "云端分析",
    "云端进行",
    "在云端",
    "我方云端",
    "我司云",
    "上传云端",
    "上传至云",
    "上传到云",
    "上传至我",
    "上传到我",
    "传至云",
    "送至云",
    "回传云",
    "送至我",
    "saas",
    "SaaS",
    "SAAS",
    "访问公网",
    "传至我",
];

/// What says that nothing leaves the house.
const STAYS: [&str; 35] = [
    "不与互联网相连",
    "不接互联网",
    "不连互联网",
    "不联互联网",
    "不走外网",
    "不经外网",
    "物理隔离",
    "不出院",
    "不出园区",
    "不出厂",
    "不出馆",
    "不出校",
    "不出域",
    "不出本地",
    "不出本单位",
    "不出本院",
    "不出机房",
    "不出单位",
    "不出医院",
    "不出工厂",
    "不出社区",
    "不出企业",
    "不出公司",
    "不出内网",
    "不出专网",
    "不出局域网",
    "不离开",
    "不外传",
    "不上云",
    "机房内",
    "院内服务器",
    "馆内服务器",
    "厂内服务器",
    "局域网内",
    "内网处理",
];
/// Whether this one of [`STAYS`] says what does not leave, not where it runs.
fn says_no(at: usize) -> bool {
    let word = STAYS[at];
    word.starts_with('不') && !word.contains('网')
}
/// What does not leave.
const DATA: [&str; 20] = [
    "数据", "音频", "视频", "文本", "图像", "图片", "图纸", "影像", "照片", "信息", "录音", "病历", "文件",
    "资料", "稿", "内容", "记录", "档案", "语音", "画面",
];
/// What says that it can be installed there.
const INSTALLED: [&str; 14] = [
    "自备服务器",
    "自建云",
    "自有服务器",
    "自有机房",
    "私有化部署",
    "私有部署",
    "本地部署",
    "本地化部署",
    "部署在本地",
    "本地服务器",
    "本地机房",
    "内网部署",
    "内网运行",
    "离线部署",
];
/// What leaves open whether it is so.
const MAYBE: [&str; 5] = ["对接", "接口", "穿透", "可选", "定制"];

/// Whose it is.
const THEIRS: [&str; 4] = ["我司", "我方", "我们", "厂商"];

/// What says that the house is not asked for, right before it.
const NEEDLESS: [&str; 7] = ["不要求", "不需要", "无需", "无须", "可不", "不强制", "优先"];
const THERE: [&str; 5] = ["本地", "在本地", "私有", "内网", "部署在本"];
/// What says that a cloud will do, too, where one is named.
const EITHER: [&str; 7] = ["均可", "都可", "皆可", "也可", "接受", "或公有云", "或云"];
/// What speaks of the network as something to be joined, not as where it runs.
const JOINED: [&str; 9] = [
    "对接", "接口", "导入", "穿透", "邮箱", "打通", "联通", "接入", "互通",
];
const NETWORKS: [&str; 3] = ["内网", "专网", "局域网"];
/// What wants no public cloud.
const NO_CLOUD: [&str; 6] = [
    "不接受公有云",
    "不得部署在公有云",
    "不使用公有云",
    "禁止使用公有云",
    "不得使用公有云",
    "不允许公有云",
];

/// Whether a requirement wants it in the house.
pub(super) fn asks(text: &str) -> bool {
    if NO_CLOUD.iter().any(|no| text.contains(no)) {
        return true;
    }
    let needless = |no: &&str| {
        let mut after = text.match_indices(*no).map(|(at, _)| &text[at + no.len()..]);
        after.any(|rest| THERE.iter().any(|there| rest.starts_with(there)))
    };
    let either = text.contains('云') && EITHER.iter().any(|either| text.contains(either));
    if either || text.contains("部署优先") || NEEDLESS.iter().any(needless) {
        return false;
    }
    let leaves = LEAVES.iter().any(|leaves| {
        let mut places = text
            .match_indices(leaves)
            .map(|(at, _)| &text[at + leaves.len()..]);
        places.any(|rest| rest.starts_with(|c: char| !NOT_LEAVES.contains(&c)))
    });
    let asks = |clause: &str| {
        let joined = JOINED.iter().any(|joined| clause.contains(joined));
        let mut asks = ASKS.iter().filter(|ask| clause.contains(**ask));
        asks.any(|ask| !joined || !NETWORKS.contains(ask))
    };
    leaves || clauses(text).any(|(_, clause)| asks(clause))
}

/// Whether a requirement wants it in the house and nothing beside.
pub(super) fn asks_alone(text: &str) -> bool {
    asks(text) && clauses(text).all(|(_, clause)| asks(clause))
}

/// Whether a requirement wants somebody to be there at all hours. That a thing runs at all hours asks for nobody.
pub(super) fn asks_always(text: &str) -> bool {
    always(text) && SERVED.iter().any(|served| text.contains(served))
}

/// Whether a text speaks of all hours.
fn always(text: &str) -> bool {
    ALWAYS.iter().any(|always| text.contains(always))
}

/// The piece that says that somebody is there in office hours, where none says at all hours.
pub(super) fn office_hours<'a, 'b>(passages: &'a Passages<'b>) -> Option<&'a Piece<'b>> {
    if passages.pieces.iter().any(|piece| always(piece.text)) {
        return None;
    }
    let office = |piece: &&Piece<'_>| OFFICE.iter().any(|hours| piece.text.contains(hours));
    passages.pieces.iter().find(office)
}

const ALWAYS: [&str; 7] = ["7×24", "7x24", "7X24", "7*24", "24×7", "全天候", "24小时值守"];
/// What speaks of people who serve.
const SERVED: [&str; 9] = [
    "服务",
    "响应",
    "客服",
    "值守",
    "值班",
    "技术支持",
    "运维",
    "热线",
    "售后",
];
const OFFICE: [&str; 8] = [
    "5×8",
    "5x8",
    "5X8",
    "5*8",
    "仅工作日",
    "仅在工作日",
    "只在工作日",
    "限工作日",
];

/// How a solution says that it runs in the house.
pub(super) struct Inside<'a, 'b> {
    pub piece: &'a Piece<'b>,
    /// It says that nothing leaves, not only that it can be installed there.
    pub stays: bool,
}

/// The piece that says that nothing leaves the house, or else the one that says that it runs there. What a form states
/// may be chosen, and says neither.
pub(super) fn inside<'a, 'b>(passages: &'a Passages<'b>) -> Option<Inside<'a, 'b>> {
    let mut installed = None;
    let said = passages.pieces.iter();
    for piece in said.filter(|piece| !matches!(piece.source, Source::Form(_))) {
        if !INSIDE.is_match(piece.text) {
            continue;
        }
        let no = refused(piece.text);
        for (start, clause) in clauses(piece.text) {
            let end = start + clause.len();
            if no.iter().any(|span| span.0 < end && start < span.1)
                || MAYBE.iter().any(|maybe| clause.contains(maybe))
            {
                continue;
            }
            for word in INSIDE.find_overlapping_iter(clause) {
                let at = word.pattern().as_usize();
                // Of data it is said, not of people: 老人不出社区就能看病.
                let of_data = || !says_no(at) || DATA.iter().any(|data| piece.text.contains(data));
                if at >= STAYS.len() {
                    installed = installed.or(Some(piece));
                } else if of_data() {
                    return Some(Inside { piece, stays: true });
                }
            }
        }
    }
    installed.map(|piece| Inside { piece, stays: false })
}

/// Whether some text of a solution may say so, and whether it may say that nothing leaves: no less than [`inside`] finds.
pub(super) fn may_be_inside(solution: &Solution) -> Option<bool> {
    let passages = solution.capabilities.iter().chain(&solution.cases);
    let texts = passages
        .map(|passage| &passage.text)
        .chain([&solution.title, &solution.text]);
    let mut may = None;
    for word in texts.flat_map(|text| INSIDE.find_overlapping_iter(text.as_str())) {
        if word.pattern().as_usize() < STAYS.len() {
            return Some(true);
        }
        may = Some(false);
    }
    may
}

/// The piece that says that it runs at the vendor's alone.
pub(super) fn elsewhere<'a, 'b>(passages: &'a Passages<'b>) -> Option<&'a Piece<'b>> {
    let mut found = None;
    for piece in passages.pieces.iter().filter(|piece| WORDS.is_match(piece.text)) {
        let no = refused(piece.text);
        for (start, clause) in clauses(piece.text) {
            let end = start + clause.len();
            let refused = no.iter().any(|span| span.0 < end && start < span.1);
            let says = |at: Range<usize>| {
                WORDS
                    .find_overlapping_iter(clause)
                    .any(|word| at.contains(&word.pattern().as_usize()))
            };
            // A cloud of one's own is the vendor's where it says so: 送至我司医疗专属云.
            let theirs = clause.contains("专属云") && THEIRS.iter().any(|their| clause.contains(their));
            let house = says(0..HOUSE.len()) && !theirs;
            if house && !refused {
                return None;
            }
            let cloud =
                || says(HOUSE.len()..HOUSE.len() + CLOUD.len()) && !clause.contains(['不', '无', '未', '免']);
            if house || cloud() {
                found = found.or(Some(piece));
            }
        }
    }
    found
}

/// [`STAYS`], then [`INSTALLED`].
static INSIDE: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(STAYS.iter().chain(&INSTALLED)).expect("a few words"));

/// [`HOUSE`], then [`CLOUD`]: one look at a text for all of them.
static WORDS: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(HOUSE.iter().chain(&CLOUD)).expect("a few words"));

#[cfg(test)]
mod tests {
    use super::asks;

    #[test]
    fn the_house_is_asked_for_where_nothing_else_will_do() {
        for text in [
            "本地部署，无需联网",
            "本地部署，手机、平板均可访问",
            "与西门子PLC对接，部署在生产内网",
            "数据不出院区",
            "不接受公有云部署",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in [
            "不要求本地部署",
            "无需本地部署，接受公有云",
            "本地部署或公有云均可",
            "本地部署优先，也接受公有云",
            "优先本地化部署",
            "与内网OA系统对接",
            "数据不出省",
        ] {
            assert!(!asks(text), "{text}");
        }
    }
}
