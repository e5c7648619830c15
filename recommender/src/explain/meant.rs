//! Which way is a figure meant that states no bound?
//!
//! 准确率 95% asks for as much at least, 响应时间 2 秒 for as little at most, 保修 3 年 for as long at least. What is less is
//! no contradiction, for it was not said so, and no cover either.

use super::quantity::{Bound, IP_CODE, Quantity, clause};

/// What is counted: more is better.
const COUNTED: [&str; 5] = ["路", "种", "qps", "fps", "人"];
/// Rates of what goes wrong.
const WRONG: [&str; 8] = ["误", "漏", "错", "过杀", "损耗", "偏差", "失败", "流失"];
/// Lengths that are short where they are good.
const FINE: [&str; 4] = ["最小", "精度", "分辨率", "误差"];
/// Times that are long where they are good: for which somebody answers for it, and for which it lasts.
const WARRANTY: [&str; 7] = ["质保", "维保", "保修", "保养", "运维", "售后", "免费维护"];
const LASTING: [&str; 2] = ["续航", "寿命"];
/// No warranty is shorter than a day: 一分钟内通知维保人员.
const DAY: f64 = 86_400.0;

/// A time for which something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeptFor {
    /// Somebody answers for it.
    Warranty,
    /// It lasts: a battery.
    Lasting,
}

/// Times that are short where they are good.
const WAITED: [&str; 11] = [
    "响应", "时延", "延时", "延迟", "耗时", "交付", "工期", "周期", "上线", "完成", "处理",
];

/// The bound that a figure with no words of one is meant as.
pub(super) fn meant(text: &str, figure: &Quantity) -> Option<Bound> {
    if figure.bound != Bound::Is || figure.change || figure.value <= 0.0 {
        return None;
    }
    let clause = around(text, figure.span);
    let says = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    match figure.dimension {
        IP_CODE => Some(Bound::AtLeast),
        counted if COUNTED.contains(&counted) => (figure.value > 1.0).then_some(Bound::AtLeast),
        "m" if says(&FINE) => Some(Bound::AtMost),
        "%" if says(&WRONG) => Some(Bound::AtMost),
        "%" => clause.contains(['率', '度']).then_some(Bound::AtLeast),
        "s" | "workday" | "month" if kept_for(text, figure).is_some() => Some(Bound::AtLeast),
        "s" | "workday" | "month" => says(&WAITED).then_some(Bound::AtMost),
        _ => None,
    }
}

/// Whether a figure is of a time for which something is kept: a warranty, a battery.
pub(super) fn kept_for(text: &str, figure: &Quantity) -> Option<KeptFor> {
    let days = match figure.dimension {
        "s" => figure.value >= DAY,
        "workday" | "month" => true,
        _ => return None,
    };
    let clause = around(text, figure.span);
    let says = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    if days && says(&WARRANTY) {
        Some(KeptFor::Warranty)
    } else {
        says(&LASTING).then_some(KeptFor::Lasting)
    }
}

/// The clause that a figure stands in.
fn around(text: &str, span: (usize, usize)) -> &str {
    let (before, after) = clause(text, span);
    &text[span.0 - before.len()..span.1 + after.len()]
}
