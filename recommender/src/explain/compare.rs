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
//! A requirement that counts without a bound (支持 1000 路) asks for as many at least; fewer are no contradiction, for it
//! did not say so, and no cover either.

use super::quantity::{Bound, CLAUSE_ENDS, Quantity};
use crate::results::Compared;
use crate::text::is_han;

/// How one figure of a requirement is answered by one piece.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    /// Which of the figures that are asked for.
    pub ask: usize,
    pub answer: Answer,
    pub compared: Compared,
}

/// Whether a figure is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Met,
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

/// Compares what is asked with what one piece of the solution says, each with its figures: one outcome for each asked
/// figure that could be compared, in their order. A figure that fails outweighs one that is met.
pub(crate) fn compare(
    (asked, asks): (&str, &[Quantity]),
    (offered, offers): (&str, &[Quantity]),
    words: Words,
) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for (number, ask) in asks.iter().enumerate() {
        let mut decided: Option<Outcome> = None;
        for offer in offers {
            let Some(answer) = meets(ask, offer) else { continue };
            if !one_subject((asked, ask), (offered, offer), answer, words) {
                continue;
            }
            if decided
                .as_ref()
                .is_none_or(|o| o.answer == Answer::Met && answer != Answer::Met)
            {
                let shown = |text: &str, q: &Quantity| text[q.span.0..q.span.1].to_owned();
                let compared = Compared {
                    asked: shown(asked, ask),
                    offered: shown(offered, offer),
                };
                decided = Some(Outcome {
                    ask: number,
                    answer,
                    compared,
                });
            }
        }
        outcomes.extend(decided);
    }
    outcomes
}

/// Whether any of these figures says something to one of those, whatever they speak of.
pub(crate) fn comparable<'a>(mut asks: impl Iterator<Item = &'a Quantity>, offers: &[Quantity]) -> bool {
    asks.any(|ask| offers.iter().any(|offer| meets(ask, offer).is_some()))
}

/// Whether two figures speak of the same thing, as far as their answer takes.
fn one_subject(
    (asked, ask): (&str, &Quantity),
    (offered, offer): (&str, &Quantity),
    answer: Answer,
    words: Words,
) -> bool {
    let clauses = (clause(asked, ask.span), clause(offered, offer.span));
    let whole = |(before, after): (&str, &str)| {
        measure(before, false)
            .or_else(|| measure(after, true))
            .map(str::to_owned)
    };
    let (rate, theirs) = (whole(clauses.0), whole(clauses.1));
    if rate.is_some() && theirs.is_some() && rate != theirs {
        return false;
    }
    let rate = rate.as_deref();
    let subject = |(before, after)| -> Vec<_> { pairs(before, rate).chain(pairs(after, rate)).collect() };
    if far_apart(ask, offer) {
        // What differs a hundredfold is seldom one quantity: an alarm in minutes, a holiday in days. It is where both
        // name their subject right before the figure.
        let before = |clause: &str| -> Vec<_> { pairs(clause, None).collect() };
        let theirs = before(clauses.1.0);
        return before(clauses.0.0)
            .iter()
            .filter(|pair| theirs.contains(pair))
            .count()
            >= NAMED;
    }
    let named = |rate| !ANY_RATE.contains(&rate) || subject(clauses.0).is_empty();
    if rate == theirs.as_deref() && rate.is_some_and(named) {
        return true;
    }
    let whole = || pairs(asked, rate).collect::<Vec<_>>();
    let beside = || [subject(clauses.1), pairs(heading(offered), rate).collect()].concat();
    let (mine, theirs, least) = match (answer, words) {
        (Answer::Met, Words::Written) => (whole(), pairs(offered, None).collect(), 1),
        (Answer::Met, Words::Named) => (whole(), beside(), 1),
        // What a criterion measures stands in its requirement (换品种要快; 不超过 5 分钟).
        _ if subject(clauses.0).is_empty() => (whole(), beside(), NAMED),
        (_, Words::Written) => (subject(clauses.0), subject(clauses.1), 1),
        (_, Words::Named) => (subject(clauses.0), beside(), NAMED),
    };
    mine.iter().filter(|pair| theirs.contains(pair)).count() >= least
}

/// What a piece is headed with: 换品种：新品种学习 8 分钟. Longer words before a colon are a sentence.
fn heading(text: &str) -> &str {
    const LONGEST: usize = 12;
    let heading = text.split_once('：').map_or("", |(heading, _)| heading);
    if heading.contains(CLAUSE_ENDS) || heading.chars().count() > LONGEST {
        ""
    } else {
        heading
    }
}

/// Pairs before both figures that say that figures a hundredfold apart are of one thing.
const NAMED: usize = 2;
/// Dimensions that are counted: a figure without a bound asks for as many.
const COUNTED: [&str; 5] = ["路", "种", "qps", "fps", "人"];
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
        (Bound::AtLeast, Bound::Is | Bound::AtLeast) if low >= least => Some(Answer::Met),
        (Bound::AtLeast, _) if high < least => Some(Answer::Failed),
        (Bound::Is, Bound::Is | Bound::AtLeast | Bound::AtMost)
            if COUNTED.contains(&ask.dimension) && ask.value > 1.0 && offer.value > 1.0 =>
        {
            match offer.bound {
                Bound::Is | Bound::AtLeast if low >= least => Some(Answer::Met),
                Bound::Is | Bound::AtMost if high < least => Some(Answer::Short),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The clause around a span, before it and after it.
fn clause(text: &str, (start, end): (usize, usize)) -> (&str, &str) {
    let before = text[..start].rsplit(CLAUSE_ENDS).next().unwrap_or("");
    let after = text[end..].split(CLAUSE_ENDS).next().unwrap_or("");
    (before, after)
}

/// Neighbouring characters that can name a subject: no figures, bounds, units, nor those of `rate`.
fn pairs<'a>(text: &'a str, rate: Option<&'a str>) -> impl Iterator<Item = (char, char)> + 'a {
    let characters = || text.chars().filter(|c| !c.is_whitespace());
    // Most are Chinese, which is quickly seen.
    let named = |c: char| (is_han(c) || c.is_alphabetic()) && !NUMERAL.contains(&c);
    characters()
        .zip(characters().skip(1))
        .filter(move |(a, b)| named(*a) && named(*b))
        .filter(move |pair| !EMPTY.contains(pair) && !holds(rate, *pair))
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

const NUMERAL: [char; 14] = [
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '两',
];

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

/// Pairs that name the unit, the bound or the change, not the subject.
const EMPTY: [(char, char); 33] = [
    ('要', '求'),
    ('支', '持'),
    ('提', '供'),
    ('能', '够'),
    ('可', '以'),
    ('达', '到'),
    ('不', '超'),
    ('超', '过'),
    ('不', '低'),
    ('低', '于'),
    ('不', '大'),
    ('大', '于'),
    ('不', '高'),
    ('高', '于'),
    ('小', '于'),
    ('毫', '秒'),
    ('分', '钟'),
    ('小', '时'),
    ('毫', '米'),
    ('厘', '米'),
    ('平', '均'),
    ('以', '内'),
    ('以', '上'),
    ('以', '下'),
    ('下', '降'),
    ('降', '低'),
    ('减', '少'),
    ('提', '升'),
    ('提', '高'),
    ('增', '加'),
    ('缩', '短'),
    ('完', '成'),
    ('辆', '车'),
];

#[cfg(test)]
mod tests {
    use super::super::quantity::quantities;
    use super::{Answer, Outcome, Words};

    fn compare(asked: &str, offered: &str) -> Option<Outcome> {
        let outcomes = super::compare(
            (asked, &quantities(asked)),
            (offered, &quantities(offered)),
            Words::Written,
        );
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
                compare(asked, offered).map(|o| o.answer),
                answer,
                "{asked} | {offered}"
            );
        }
    }

    #[test]
    fn fewer_than_were_counted_fall_short() {
        for (asked, offered, answer) in [
            ("支持并发 1000 路视频", "支持并发 500 路视频", Some(Answer::Short)),
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
        let outcomes = super::compare(
            (asked, &quantities(asked)),
            (offered, &quantities(offered)),
            Words::Written,
        );
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
