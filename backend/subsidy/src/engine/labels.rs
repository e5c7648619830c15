//! How are the engine's own steps called? Names and labels of the steps that no rule file words.

use std::sync::{Arc, LazyLock};

use crate::text::Text;

macro_rules! labels {
    (ids { $($id:ident = $name:literal,)* } texts { $($text:ident = $zh:literal, $en:literal;)* }) => {
        pub(crate) struct Labels {
            pub(crate) nothing: Arc<str>,
            $(pub(crate) $id: Arc<str>,)*
            $(pub(crate) $text: Text,)*
        }

        /// Made once: steps share them.
        pub(crate) static LABELS: LazyLock<Labels> = LazyLock::new(|| Labels {
            nothing: "".into(),
            $($id: $name.into(),)*
            $($text: Text::new($zh, $en),)*
        });
    };
}

labels! {
    ids {
        id_in_force = "in_force",
        id_once = "once_per_entity",
        id_rate = "rate",
        id_share = "share",
        id_cost = "cost",
        id_fixed = "fixed",
        id_each = "each",
        id_result = "result",
        id_estimate = "estimate",
    }
    texts {
        dates_not_stated = "原文未载明施行日期和有效期", "the text states neither a first day nor a last day of force";
        in_force = "该日在有效期内", "in force on that day";
        not_in_force = "该日不在有效期内", "not in force on that day";
        once = "一次性支持：台账显示该主体已获得过", "one-off support: the ledger shows that the entity has received it";
        rate = "支持比例", "share supported";
        share = "按比例计算（不足一分的舍去）", "the share of the amount (rounded down to the fen)";
        cost = "以实际成本为限；原文未载明比例", "limited by the cost itself; the text states no rate";
        fixed = "条款载明的金额", "the amount named in the article";
        amount_not_stated = "原文未载明此种情形的金额", "the text does not state an amount for this case";
        cap_item = "单项最高", "at most, for one item";
        cap_year = "单个主体每年最高", "at most, for one entity in a year";
        used = "本年度已使用或已预留的额度", "used or reserved in the year so far";
        used_unknown = "未指明主体，未计入此前额度", "no entity is named: nothing used before is counted";
        room = "本年度剩余额度", "room left in the year";
        exact = "按条款比例核算的金额", "the amount that the text fixes";
        ceiling = "支持上限（非核定金额）", "the ceiling (not an award)";
        estimate = "按运营方评分表的估算（非条款金额）", "estimate by the operator's table (not the law's figure)";
    }
}
