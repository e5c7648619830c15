//! Which price does somebody name among the words of a search? `30万以内的客服系统` asks for words and for a price.
//!
//! Only what says that it is a bound is read, and only where no other thing is counted (10万张以内): with 万 or 元, and
//! nothing behind it but the end, a mark or 的. Solutions are asked for the most that they may cost, scenarios for the
//! least that they may pay.

use std::sync::LazyLock;

use entity::states::SubjectKind;
use recommender::normalize;
use regex::{Captures, Regex};

use crate::platform::money::Money;
use crate::search::PriceRange;

/// A price that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedPrice {
    /// As it was typed.
    pub typed: String,
    /// What it comes to.
    pub range: PriceRange,
    /// The other words.
    pub rest: String,
}

const AMOUNT: &str = r"(?<number>\d{1,9}(?:\.\d{1,4})?)\s*(?:(?<times>千万|百万|十万|万|亿|w)\s*(?:元|块钱|块|人民币)?|元|块钱|块)";
/// Behind it, so that nothing else is counted.
const END: &str = r"(?:的|[\s,，、。;；]|$)";
/// What may stand before it and belongs to it.
const MONEY: &str = r"(?:(?:总?预算|报价|价格|总价|费用|价钱)(?:是|为|在|约)?\s*)";

static MOST: LazyLock<Regex> = LazyLock::new(|| {
    let no_more = r"(?:不超过|不高于|低于|少于|小于|最多|至多|≤|<)\s*";
    let within = r"\s*(?:以内|之内|以下|之下|内)";
    pattern(&format!(
        "(?:{MONEY}?(?:{no_more}{AMOUNT}{END}|{}{within}{END})|{MONEY}{}{END})",
        AMOUNT.replace("number", "number2").replace("times", "times2"),
        AMOUNT.replace("number", "number3").replace("times", "times3"),
    ))
});
static LEAST: LazyLock<Regex> = LazyLock::new(|| {
    let no_less = r"(?:不低于|不少于|不小于|高于|大于|超过|最少|至少|≥|>)\s*";
    pattern(&format!(
        "{MONEY}?(?:{no_less}{AMOUNT}{END}|{}\\s*(?:以上|之上|起){END})",
        AMOUNT.replace("number", "number2").replace("times", "times2"),
    ))
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this file")
}

/// Reads the first price of a query; none where there is none, or it is none that anybody pays.
#[must_use]
pub fn asked_price(kind: SubjectKind, query: &str) -> Option<AskedPrice> {
    let text = normalize(query);
    let asked = match kind {
        SubjectKind::Solution => &MOST,
        SubjectKind::Scenario => &LEAST,
    };
    let found = asked.captures(&text)?;
    let fen = fen(&found)?;
    let range = match kind {
        SubjectKind::Solution => PriceRange {
            from: None,
            to: Some(fen),
        },
        SubjectKind::Scenario => PriceRange {
            from: Some(fen),
            to: None,
        },
    };
    let whole = found.get(0)?;
    let marks: &[char] = &['的', ',', '，', '、', '。', ';', '；', ' '];
    let typed = whole.as_str().trim_matches(marks).to_owned();
    let rest = [&text[..whole.start()], &text[whole.end()..]].map(|part| part.trim_matches(marks));
    let rest = rest.join(" ").trim().to_owned();
    Some(AskedPrice { typed, range, rest })
}

fn fen(found: &Captures<'_>) -> Option<i64> {
    let part = |name: &str| {
        ["", "2", "3"]
            .iter()
            .find_map(|n| found.name(&format!("{name}{n}")))
            .map(|part| part.as_str())
    };
    let times: i64 = match part("times") {
        None => 1,
        Some("万" | "w") => 10_000,
        Some("十万") => 100_000,
        Some("百万") => 1_000_000,
        Some("千万") => 10_000_000,
        Some(_) => 100_000_000,
    };
    // Ten thousandths of a yuan times 万 are whole yuan.
    let number = part("number")?;
    let (whole, parts) = number.split_once('.').unwrap_or((number, ""));
    let small: i64 = format!("{whole}{parts:0<4}").parse().ok()?;
    let fen = small.checked_mul(times)? / 100;
    fen.to_string().parse::<i64>().ok().filter(|fen| {
        // An amount that a row may name.
        *fen > 0 && Money(*fen).to_string().parse::<Money>().is_ok()
    })
}

#[cfg(test)]
mod tests {
    use entity::states::SubjectKind::{Scenario, Solution};

    use super::asked_price;

    #[test]
    fn a_price_among_words_is_read_and_no_other_figure() {
        for (kind, query, read) in [
            (
                Solution,
                "30万以内的客服系统",
                Some(("30万以内", 30_000_000, "客服系统")),
            ),
            (
                Solution,
                "客服系统 预算50万",
                Some(("预算50万", 50_000_000, "客服系统")),
            ),
            (
                Solution,
                "不超过 12.5 万元 质检",
                Some(("不超过 12.5 万元", 12_500_000, "质检")),
            ),
            (Solution, "５万以下", Some(("5万以下", 5_000_000, ""))),
            (
                Solution,
                "报价在8000元以内，导览",
                Some(("报价在8000元以内", 800_000, "导览")),
            ),
            (
                Solution,
                "1.2亿元以下的平台",
                Some(("1.2亿元以下", 12_000_000_000, "平台")),
            ),
            (
                Scenario,
                "100万以上的需求",
                Some(("100万以上", 100_000_000, "需求")),
            ),
            (
                Scenario,
                "预算不低于20万元",
                Some(("预算不低于20万元", 20_000_000, "")),
            ),
            // Other things are counted.
            (Solution, "支持10万张以内图片", None),
            (Solution, "1000万以上用户的推荐", None),
            (Solution, "响应200毫秒以内", None),
            (Solution, "30天以内交付", None),
            (Solution, "100路以内", None),
            (Solution, "十万个为什么", None),
            (Solution, "30万的客服", None),
            (Solution, "0万以内", None),
            (Solution, "", None),
            // A buyer asks for no least price, a vendor for no largest budget.
            (Solution, "30万以上", None),
            (Scenario, "30万以内", None),
        ] {
            let found = asked_price(kind, query);
            let found = found.as_ref().map(|price| {
                let fen = price.range.from.or(price.range.to).expect("an end");
                (price.typed.as_str(), fen, price.rest.as_str())
            });
            assert_eq!(found, read, "{query}");
        }
    }
}
