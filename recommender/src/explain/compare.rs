//! Do the figures of a solution meet those of a requirement?
//!
//! Two figures are compared when they have one dimension, are both states or both changes, are of one order of size,
//! and speak of the same thing: a shared pair of characters beside bound and unit, and, where both name a rate or a
//! degree (漏检率, 准确率), the same one. To say that a figure is met, the pair may stand anywhere in requirement and
//! piece; to say that it fails, it must stand in the two clauses themselves: a false contradiction does more harm than
//! a missed one. A criterion's figure whose clause names nothing takes its subject from the requirement, and fails by two
//! shared pairs in clause or heading. In words that say the same (`Words::Named`) clause or heading must share, too. Where a
//! requirement names nothing but the rate (准确率不低于 95%), the rate is what both speak of.
//!
//! A figure without a bound (支持 1000 路, 保修 3 年) is compared as it is meant, see [`super::meant`]: less is no
//! contradiction, for it was not said so, and no cover either.

use super::meant::KeptFor;
use super::offers::Offers;
use super::per::{Per, in_time_of, per};
use super::quantity::{Bound, IP_CODE, Quantity, clause};
use crate::results::Compared;
use crate::text::is_han;

/// How one figure of a requirement is answered by one piece.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    /// Which of the figures that are asked for.
    pub ask: usize,
    pub answer: Answer,
    /// Pairs of characters that requirement and figure share: of several figures the nearest answers.
    pub near: usize,
    pub compared: Compared,
}

/// Whether a figure is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Answer {
    Met,
    /// Of the same thing, and it does not say which: a range of which a part is enough.
    Open,
    /// Less than was counted without a bound.
    Short,
    Failed,
}

/// In which words two texts speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// As they were written.
    Written,
    /// Words that say the same are written as one: more pairs are shared, so more are asked for.
    Named,
}

/// What a requirement asks for in figures, prepared once for all pieces.
pub(crate) struct Asks {
    text: String,
    figures: Vec<Quantity>,
    /// One for each figure.
    sides: Vec<Side>,
}

/// The words around one asked figure.
struct Side {
    rate: Option<String>,
    per: Option<Per>,
    /// Pairs of the whole text, of the clause, and of the clause before the figure, the name of the rate aside.
    whole: Vec<(char, char)>,
    subject: Vec<(char, char)>,
    before: Vec<(char, char)>,
    /// Pairs of the clause before the figure.
    named: Vec<(char, char)>,
}

impl Asks {
    pub fn new(text: String, figures: Vec<Quantity>) -> Self {
        let side = |figure: &Quantity| {
            let own = clause(&text, figure.span);
            let rate = rate_of(own);
            let before: Vec<_> = pairs(own.0, rate).collect();
            Side {
                per: per(&text, figure),
                whole: pairs(&text, rate).collect(),
                subject: before.iter().copied().chain(pairs(own.1, rate)).collect(),
                before,
                named: pairs(own.0, None).collect(),
                rate: rate.map(str::to_owned),
            }
        };
        let sides = figures.iter().map(side).collect();
        Self { text, figures, sides }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn figures(&self) -> &[Quantity] {
        &self.figures
    }
}

/// Compares what is asked with what one piece of the solution says, each with its figures: one outcome for each asked
/// figure that could be compared, in their order. The figure that stands nearest to what is asked for answers; of equally
/// near ones one that fails outweighs one that is met. Where one fails as the worst case of another that is met, or can be
/// had otherwise, it is short of what is asked for, or met: see [`beside`].
pub(crate) fn compare(asks: &Asks, offered: &Offers, words: Words) -> Vec<Outcome> {
    let text = offered.text();
    let mut outcomes: Vec<Outcome> = Vec::new();
    for (number, (ask, side)) in asks.figures.iter().zip(&asks.sides).enumerate() {
        let mut decided: Option<Outcome> = None;
        let mut met: Vec<&Quantity> = Vec::new();
        let mut failed: Option<&Quantity> = None;
        for (at, offer) in offered.figures().iter().enumerate() {
            let times = side.per.and_then(|mine| Some((mine, offered.per(at)?)));
            let times = times.filter(|(mine, theirs)| mine != theirs);
            // A share of a month is no twelfth of that of a year.
            if times.is_some() && ask.dimension == "%" {
                continue;
            }
            let scaled = times.map(|(mine, theirs)| in_time_of(mine, theirs, offer));
            let same = scaled.as_ref().unwrap_or(offer);
            let Some(answer) = meets(ask, same) else { continue };
            if !one_subject((ask, side), (offered, at, same), answer, words) {
                continue;
            }
            if answer == Answer::Met {
                met.push(offer);
            }
            let near = nearness(side, offered, at);
            let nearer = |o: &Outcome| near > o.near || (near == o.near && answer > o.answer);
            if decided.as_ref().is_none_or(nearer) {
                failed = (answer == Answer::Failed).then_some(offer);
                let shown = |text: &str, q: &Quantity| text[q.span.0..q.span.1].to_owned();
                let compared = Compared {
                    asked: shown(&asks.text, ask),
                    offered: shown(text, offer),
                };
                decided = Some(Outcome {
                    ask: number,
                    answer,
                    near,
                    compared,
                });
            }
        }
        if let (Some(decided), Some(failed)) = (&mut decided, failed) {
            let also = met.iter().filter_map(|met| beside(text, failed, met)).max();
            decided.answer = also.unwrap_or(decided.answer);
        }
        outcomes.extend(decided);
    }
    outcomes
}

/// How a figure that fails answers beside one of the same piece that is met: 平均 24 秒，长病历约 90 秒 is short of a
/// minute; 默认留存 90 天，可延长至三年 is a year. `None` where the two speak of different things.
fn beside(offered: &str, failed: &Quantity, met: &Quantity) -> Option<Answer> {
    let says = |figure: &Quantity, words: &[&str]| {
        let its = clause(offered, figure.span);
        words
            .iter()
            .any(|word| its.0.contains(word) || its.1.contains(word))
    };
    if says(met, &OTHERWISE) {
        Some(Answer::Met)
    } else {
        (says(met, &COMMONLY) || says(failed, &AT_WORST)).then_some(Answer::Short)
    }
}

/// What says that a figure can be had otherwise, that it is the common one, and that it is the worst.
const OTHERWISE: [&str; 6] = ["可延长", "延长至", "可扩", "扩展至", "可升级", "选配"];
const COMMONLY: [&str; 5] = ["平均", "一般", "通常", "均重", "典型"];
const AT_WORST: [&str; 8] = ["可到", "最长", "最坏", "峰值", "高峰", "个别", "极端", "P99"];

/// Whether any of these figures says something to one of those, whatever they speak of.
pub(crate) fn comparable(asks: &Asks, offers: &Offers) -> bool {
    let mut asks = asks.figures.iter();
    asks.any(|ask| offers.figures().iter().any(|offer| meets(ask, offer).is_some()))
}

/// How many pairs of what is asked for stand beside the offered figure, the names of rates aside; what stands in the asked
/// figure's own clause counts twice.
fn nearness(side: &Side, offered: &Offers, at: usize) -> usize {
    let its = offered.side(at);
    let rate = its.rate.as_deref();
    let near = |pair: &&(char, char)| (its.has(pair) || offered.headed(pair)) && !holds(rate, **pair);
    side.whole.iter().chain(&side.before).filter(near).count()
}

/// The name of the rate that a figure gives, by its clause.
pub(super) fn rate_of<'a>((before, after): (&'a str, &'a str)) -> Option<&'a str> {
    measure(before, false).or_else(|| measure(after, true))
}

/// Whether two figures speak of the same thing, as far as their answer takes.
fn one_subject(
    (ask, side): (&Quantity, &Side),
    (offered, at, offer): (&Offers, usize, &Quantity),
    answer: Answer,
    words: Words,
) -> bool {
    if ask.dimension == IP_CODE {
        return true;
    }
    if ask.kept_for.is_some() || offer.kept_for.is_some() {
        // A warranty is compared with a warranty, whatever it is called.
        return ask.kept_for == offer.kept_for;
    }
    let its = offered.side(at);
    let (rate, theirs) = (side.rate.as_deref(), its.rate.as_deref());
    let one = |rate: Option<&str>| rate.is_some_and(|rate| SAME_RATE.contains(&rate));
    if rate.is_some() && theirs.is_some() && rate != theirs && !(one(rate) && one(theirs)) {
        return false;
    }
    if far_apart(ask, offer) {
        // What differs a hundredfold is seldom one quantity: an alarm in minutes, a holiday in days. It is where both
        // name their subject right before the figure.
        return side.named.iter().filter(|pair| its.before.has(pair)).count() >= NAMED;
    }
    let named = |rate| !ANY_RATE.contains(&rate) || side.subject.is_empty();
    if rate == theirs && rate.is_some_and(named) {
        return true;
    }
    // None of these has a pair of the rate's own name.
    let (mine, least) = match (answer, words) {
        (Answer::Met | Answer::Open, _) => (&side.whole, 1),
        // What a criterion measures stands in its requirement (换品种要快; 不超过 5 分钟).
        _ if side.subject.is_empty() => (&side.whole, NAMED),
        (_, Words::Written) => (&side.subject, 1),
        (_, Words::Named) => (&side.subject, NAMED),
    };
    let shared = |pair: &&(char, char)| match (answer, words) {
        (Answer::Met | Answer::Open, Words::Written) => offered.says(pair),
        _ if words == Words::Named || side.subject.is_empty() => its.has(pair) || offered.headed(pair),
        _ => its.has(pair),
    };
    mine.iter().filter(shared).take(least).count() == least
}

/// Pairs before both figures that say that figures a hundredfold apart are of one thing.
const NAMED: usize = 2;
/// Months and working days in seconds, about: a month has 30.4 days, a week five working days.
const ABOUT: [(&str, f64); 2] = [("month", 30.4 * 86_400.0), ("workday", 1.4 * 86_400.0)];
/// Between such units figures this near are the same: a month is 28 to 31 days.
const NEAR: f64 = 0.05;

fn far_apart(ask: &Quantity, offer: &Quantity) -> bool {
    let seconds = |q: &Quantity, value| base(q.dimension).map_or(value, |factor| value * factor);
    let (ask, offer) = (seconds(ask, ask.value), seconds(offer, offer.value));
    let (small, large) = (ask.min(offer), ask.max(offer));
    small > 0.0 && large / small > 100.0
}

/// Seconds in a unit that has no fixed number of them.
fn base(dimension: &str) -> Option<f64> {
    ABOUT
        .iter()
        .find(|about| about.0 == dimension)
        .map(|about| about.1)
}

/// How the offered figure answers the asked one; `None` where nothing follows.
fn meets(ask: &Quantity, offer: &Quantity) -> Option<Answer> {
    if offer.bound == Bound::Scope || ask.change != offer.change {
        return None;
    }
    let (mine, theirs, slack) = if ask.dimension == offer.dimension {
        // A ten-thousandth forgives rounding between units.
        (1.0, 1.0, 1e-4)
    } else {
        let seconds = |dimension| base(dimension).or((dimension == "s").then_some(1.0));
        (seconds(ask.dimension)?, seconds(offer.dimension)?, NEAR)
    };
    let (low, high) = (offer.value * theirs, offer.high * theirs);
    let most = ask.high * mine * (1.0 + slack);
    let least = ask.value * mine * (1.0 - slack);
    match (ask.bound, offer.bound) {
        (Bound::AtMost, Bound::Is | Bound::AtMost) if high <= most => Some(Answer::Met),
        // Of a range only a part may fail.
        (Bound::AtMost, _) if low > most => Some(Answer::Failed),
        (Bound::AtMost, Bound::Is) if low <= most => Some(Answer::Open),
        (Bound::AtLeast, Bound::Is | Bound::AtLeast) if low >= least => Some(Answer::Met),
        (Bound::AtLeast, _) if high < least || (offer.less && high <= ask.value * mine) => {
            Some(Answer::Failed)
        }
        (Bound::AtLeast, Bound::Is) if high >= least => Some(Answer::Open),
        (Bound::Is, offered) => match (ask.meant?, offered) {
            // One of something says how long it takes, not how many there are.
            (Bound::AtLeast, _) if ask.high > 1.0 && offer.value <= 1.0 && ask.kept_for.is_none() => None,
            (Bound::AtLeast, Bound::Is | Bound::AtLeast) if low >= least => Some(Answer::Met),
            // A warranty that is asked for is a promise to be kept, stated as a bound or not.
            (Bound::AtLeast, Bound::Is | Bound::AtMost)
                if high < least && ask.kept_for == Some(KeptFor::Warranty) =>
            {
                Some(Answer::Failed)
            }
            (Bound::AtLeast, Bound::Is | Bound::AtMost) if high < least => Some(Answer::Short),
            (Bound::AtMost, Bound::Is | Bound::AtMost) if high <= most => Some(Answer::Met),
            (Bound::AtMost, Bound::Is | Bound::AtLeast) if low > most => Some(Answer::Short),
            _ => None,
        },
        _ => None,
    }
}

/// Neighbouring characters that can name a subject: no figures, bounds, units, nor those of `rate`.
pub(super) fn pairs<'a>(text: &'a str, rate: Option<&'a str>) -> impl Iterator<Item = (char, char)> + 'a {
    let characters = || text.chars().filter(|c| !c.is_whitespace());
    // Most are Chinese, which is quickly seen.
    let named = |c: char| (is_han(c) || c.is_alphabetic()) && !is_numeral(c);
    characters()
        .zip(characters().skip(1))
        .filter(move |(a, b)| named(*a) && named(*b))
        .filter(move |pair| !is_empty(*pair) && !holds(rate, *pair))
}

fn holds(word: Option<&str>, pair: (char, char)) -> bool {
    let Some(word) = word else { return false };
    word.chars().zip(word.chars().skip(1)).any(|p| p == pair)
}

/// The word that ends in 率 (its last three characters: 漏检率 and 误检率 are two things), or in 度, 差 or
/// 耗 (its last two): the first of a text or the last, which is the one beside the figure (宽度 0.1 毫米的划伤检出率).
fn measure(text: &str, first: bool) -> Option<&str> {
    let mut marks = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '率' | '度' | '差' | '耗'));
    let (at, mark) = if first { marks.next() } else { marks.next_back() }?;
    let before = if mark == '率' { 2 } else { 1 };
    let from = text[..at]
        .char_indices()
        .rev()
        .take(before)
        .last()
        .map_or(at, |(from, _)| from);
    Some(&text[from..at + mark.len_utf8()])
}

/// Whether it is a numeral.
fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '两'
    )
}

/// Rates that say nothing about what is rated.
const ANY_RATE: [&str; 8] = [
    "正确率",
    "准确率",
    "精确率",
    "合格率",
    "识别率",
    "成功率",
    "误差",
    "精度",
];

/// Of these each is said for the others.
const SAME_RATE: [&str; 4] = ["正确率", "准确率", "精确率", "识别率"];

/// Whether a pair names the unit, the bound or the change, not the subject.
fn is_empty(pair: (char, char)) -> bool {
    matches!(
        pair,
        ('要', '求')
            | ('支', '持')
            | ('提', '供')
            | ('能', '够')
            | ('可', '以')
            | ('达', '到')
            | ('不', '超')
            | ('超', '过')
            | ('不', '低')
            | ('低', '于')
            | ('不', '大')
            | ('大', '于')
            | ('不', '高')
            | ('高', '于')
            | ('小', '于')
            | ('毫', '秒')
            | ('分', '钟')
            | ('小', '时')
            | ('毫', '米')
            | ('厘', '米')
            | ('平', '均')
            | ('以', '内')
            | ('以', '上')
            | ('以', '下')
            | ('下', '降')
            | ('降', '低')
            | ('减', '少')
            | ('提', '升')
            | ('提', '高')
            | ('增', '加')
            | ('缩', '短')
            | ('完', '成')
            | ('辆', '车')
    )
}

#[cfg(test)]
mod tests {
    use super::super::quantity::quantities;
    use super::{Answer, Offers, Outcome, Words};

    fn compare(asked: &str, offered: &str) -> Option<Outcome> {
        let asks = super::Asks::new(asked.to_owned(), quantities(asked));
        let outcomes = super::compare(&asks, &Offers::of(offered.into()), Words::Written);
        outcomes.into_iter().next()
    }

    #[test]
    fn figures_of_one_subject_are_compared_across_units() {
        for (asked, offered, met) in [
            ("响应时间≤200ms", "平均响应 150 毫秒", Some(true)),
            ("响应时间不超过 200ms", "单次响应0.5秒", Some(false)),
            ("漏检率不高于 0.5%", "漏检率低于0.1%", Some(true)),
            ("漏检率不高于 0.5%", "误检率低于2%", None),
            ("识别准确率不低于 95%", "识别准确率 97.2%", Some(true)),
            ("识别准确率不低于 95%", "识别准确率 90%", Some(false)),
            ("响应时间不超过 2 秒", "部署周期 60 天", None),
            ("至少四种语言", "支持中英日韩法等 6 种语言", Some(true)),
            ("合并正确率不低于 90%", "首选正确率 89%", None),
            ("缺陷 0.3 毫米以上要检出", "0.2 毫米以上缺陷检出率 99%", None),
            ("提前提醒不少于 15 分钟", "国庆七天提前预警 19 次", None),
            ("时延不超过 3 秒", "时延至少 5 秒", Some(false)),
            ("时延不超过 7 秒", "时延至少 5 秒", None),
            ("响应时间不得大于2秒", "响应时间 5 秒", Some(false)),
            ("响应时间不得大于2秒", "响应时间 1 秒", Some(true)),
            ("识别准确率不应低于95%", "识别准确率 90%", Some(false)),
            ("准确率不低于 95%", "准确率 93%", Some(false)),
            ("准确率不低于 95%", "准确率 97.5%", Some(true)),
            ("误差不超过5毫米", "误差 20 毫米", Some(false)),
            ("响应时间≤200ms", "响应时间 30 秒", Some(false)),
            ("响应时间≤2s", "响应时间 5s", Some(false)),
            ("交付周期不超过 30 天", "交付周期 3 个月", Some(false)),
            ("交付周期不超过 30 天", "交付周期 1 个月", Some(true)),
            ("交付周期不超过 30 天", "交付周期 20 个工作日", Some(true)),
            ("质保期不少于 3 年", "质保期 12 个月", Some(false)),
            ("漏检率不高于 0.5%", "漏检率由 3.1% 降到 0.4%", Some(true)),
            ("识别准确率不低于95%", "识别准确率由85%提升到97%", Some(true)),
            ("故障响应时间不超过 2 小时", "提供 7×24 小时故障响应", None),
            (
                "支持不少于 10 种语言",
                "支持 12 种语言，其中 3 种语言可离线",
                Some(true),
            ),
            ("并发不少于 100 路", "并发三百五十路", Some(true)),
            ("响应时间不超过 100 毫秒", "响应时间一百二十毫秒", Some(false)),
            ("项目总价不低于 60 万元", "项目总价 50-80 万元", None),
            ("项目总价不超过 60 万元", "项目总价 50-80 万元", None),
            ("项目总价不超过 90 万元", "项目总价 50-80 万元", Some(true)),
            ("项目总价不超过 40 万元", "项目总价 50-80 万元", Some(false)),
            ("识别准确率不低于95%", "识别准确率提升 20%", None),
            ("准确率不低于98%", "准确率未达到98%", Some(false)),
            ("准确率不低于98%", "准确率低于98%", Some(false)),
            ("检测速度不低于60件/分钟", "检测速度1200件/小时", Some(false)),
            ("检测速度不低于60件/分钟", "检测速度2件/秒", Some(true)),
            ("检测速度不低于每分钟60件", "检测速度每小时1200件", Some(false)),
            ("检测速度不低于每分钟60件", "检测速度每秒2件", Some(true)),
            ("处理能力不低于1000份/小时", "处理能力100份/分钟", Some(true)),
            ("处理能力不低于1000份/小时", "处理能力5000份/天", Some(false)),
            // A day may be of 8 hours or of 24.
            ("处理能力不低于1000份/小时", "处理能力12000份/天", None),
            ("每店每月费用不超过900元", "每店费用年费9600元", Some(true)),
            ("每月客户流失率不高于2%", "每年客户流失率 12%", None),
            ("能耗降低不少于 20%", "能耗下降 15%", Some(false)),
            ("能耗降低不少于 20%", "能耗下降 25%", Some(true)),
            (
                "宽度 0.1 毫米以上的划伤检出率不低于 98%",
                "直径 0.2 毫米以上的气孔检出率 99.3%",
                Some(true),
            ),
        ] {
            let answer = met.map(|met| if met { Answer::Met } else { Answer::Failed });
            assert_eq!(
                compare(asked, offered)
                    .map(|o| o.answer)
                    .filter(|a| *a != Answer::Open),
                answer,
                "{asked} | {offered}"
            );
        }
    }

    #[test]
    fn fewer_than_were_counted_fall_short() {
        for (asked, offered, answer) in [
            ("支持并发 1000 路视频", "支持并发 500 路视频", Some(Answer::Short)),
            (
                "检测最小缺陷0.1毫米",
                "最小可检缺陷 0.3 毫米",
                Some(Answer::Short),
            ),
            ("检测最小缺陷0.1毫米", "最小可检缺陷 0.05 毫米", Some(Answer::Met)),
            ("支持并发 1000 路视频", "支持并发 2000 路视频", Some(Answer::Met)),
            ("十二路视频同时分析", "一路视频 0.2 秒", None),
        ] {
            assert_eq!(
                compare(asked, offered).map(|o| o.answer),
                answer,
                "{asked} | {offered}"
            );
        }
    }

    #[test]
    fn each_figure_is_answered_by_itself() {
        let (asked, offered) = (
            "检出率不低于 98%，响应时间不超过 1 秒",
            "检出率 99%，响应时间 3 秒",
        );
        let asks = super::Asks::new(asked.to_owned(), quantities(asked));
        let outcomes = super::compare(&asks, &Offers::of(offered.into()), Words::Written);
        let answers: Vec<(usize, Answer)> = outcomes.iter().map(|o| (o.ask, o.answer)).collect();
        assert_eq!(answers, [(0, Answer::Met), (1, Answer::Failed)]);
    }

    #[test]
    fn what_was_compared_is_shown_as_it_was_written() {
        let outcome = compare("响应时间≤200ms", "热线平均响应 150 毫秒，并发 80 路").expect("comparable");
        assert_eq!(outcome.compared.asked, "≤200ms");
        assert_eq!(outcome.compared.offered, "150 毫秒");
    }
}
