//! Do the figures of a solution meet those of a requirement?
//!
//! Two figures are compared when they have one dimension, are of one order of size, and speak of the
//! same thing: a shared pair of characters beside bound and unit, and, where both name a rate or a degree
//! (漏检率, 准确率), the same one. To say that a figure is met, the pair may stand anywhere in requirement
//! and piece; to say that it fails, it must stand in the two clauses themselves: a false contradiction
//! does more harm than a missed one.

use std::cell::OnceCell;

use super::quantity::{Bound, Quantity};
use crate::results::Compared;

/// Outcome of the figures that could be compared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    pub met: bool,
    pub compared: Compared,
}

/// Compares what is asked with what one piece of the solution says, each with its figures. A figure that fails outweighs those
/// that are met; `None` where nothing can be compared.
pub(crate) fn compare(
    (asked, asks): (&str, &[Quantity]),
    (offered, offers): (&str, &[Quantity]),
) -> Option<Outcome> {
    let whole = OnceCell::new();
    let mut outcome: Option<Outcome> = None;
    for ask in asks {
        for offer in offers {
            let Some(met) = meets(ask, offer) else { continue };
            let clauses = (clause(asked, ask.span), clause(offered, offer.span));
            let measures = (measure(clauses.0), measure(clauses.1));
            if measures.0.is_some() && measures.1.is_some() && measures.0 != measures.1 {
                continue;
            }
            let rate = measures.0;
            let same = if measures.0 == measures.1 && rate.is_some_and(|r| !ANY_RATE.contains(&r)) {
                true
            } else if met {
                let named = |pair: &(char, char)| !holds(rate, *pair);
                let theirs: &Vec<_> = whole.get_or_init(|| pairs(offered, None).collect());
                pairs(asked, None).any(|pair| named(&pair) && theirs.contains(&pair))
            } else {
                let theirs: Vec<_> = pairs(clauses.1, rate).collect();
                pairs(clauses.0, rate).any(|pair| theirs.contains(&pair))
            };
            if !same {
                continue;
            }
            if outcome.as_ref().is_none_or(|o| o.met && !met) {
                let shown = |text: &str, q: &Quantity| text[q.span.0..q.span.1].to_owned();
                let compared = Compared {
                    asked: shown(asked, ask),
                    offered: shown(offered, offer),
                };
                outcome = Some(Outcome { met, compared });
            }
        }
    }
    outcome
}

/// Whether the offered figure keeps the asked bound; `None` where that does not follow.
fn meets(ask: &Quantity, offer: &Quantity) -> Option<bool> {
    if ask.dimension != offer.dimension {
        return None;
    }
    // What differs a hundredfold is not one quantity: an alarm in minutes, a holiday in days.
    let (small, large) = (ask.value.min(offer.value), ask.value.max(offer.value));
    if offer.bound == Bound::Scope || (small > 0.0 && large / small > 100.0) {
        return None;
    }
    // A ten-thousandth forgives rounding between units.
    let slack = 1e-4 * ask.value.abs();
    match (ask.bound, offer.bound) {
        (Bound::AtMost, Bound::Is | Bound::AtMost) => Some(offer.value <= ask.value + slack),
        (Bound::AtLeast, Bound::Is | Bound::AtLeast) => Some(offer.value + slack >= ask.value),
        // "At least 5" fails "at most 3", but does not keep "at most 7".
        (Bound::AtMost, Bound::AtLeast) if offer.value > ask.value + slack => Some(false),
        (Bound::AtLeast, Bound::AtMost) if offer.value + slack < ask.value => Some(false),
        _ => None,
    }
}

/// The clause around a span.
fn clause(text: &str, (start, end): (usize, usize)) -> &str {
    let ends = [
        '，', '。', '；', '、', '：', ',', ';', '\n', '！', '？', '（', '）',
    ];
    let from = text[..start]
        .rfind(ends)
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let to = text[end..].find(ends).map_or(text.len(), |at| end + at);
    &text[from..to]
}

/// Neighbouring characters that can name a subject: no figures, bounds, units, nor those of `rate`.
fn pairs<'a>(text: &'a str, rate: Option<&'a str>) -> impl Iterator<Item = (char, char)> + 'a {
    let characters = || text.chars().filter(|c| !c.is_whitespace());
    let named = |c: char| c.is_alphabetic() && !NUMERAL.contains(&c);
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
/// 耗 (its last two).
fn measure(text: &str) -> Option<&str> {
    let (at, mark) = text
        .char_indices()
        .find(|(_, c)| matches!(c, '率' | '度' | '差' | '耗'))?;
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
const EMPTY: [(char, char); 27] = [
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
    use super::Outcome;

    fn compare(asked: &str, offered: &str) -> Option<Outcome> {
        super::compare((asked, &quantities(asked)), (offered, &quantities(offered)))
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
        ] {
            assert_eq!(compare(asked, offered).map(|o| o.met), met, "{asked} | {offered}");
        }
    }

    #[test]
    fn what_was_compared_is_shown_as_it_was_written() {
        let outcome = compare("响应时间≤200ms", "热线平均响应 150 毫秒，并发 80 路").expect("comparable");
        assert_eq!(outcome.compared.asked, "≤200ms");
        assert_eq!(outcome.compared.offered, "150 毫秒");
    }
}
