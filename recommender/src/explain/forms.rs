//! Which lines of a requirement may the fields of a form answer, and which do they decide?
//!
//! A form says little, and says it surely: days of delivery decide a line that asks when all is delivered, and no other
//! deadline (培训, 付款, 响应, a first part); a filing decides which grade of protection is held. Elsewhere a field is read
//! as words only where the line speaks of what the field is about.

use crate::results::Verdict;
use crate::text::{fold, number_at};

/// Fields of the platform's form.
const DEPLOYMENTS: &str = "deployments";
const FILINGS: &str = "filings";
const DELIVERY: &str = "delivery";

/// What speaks of where it runs.
const RUNS: [&str; 9] = [
    "部署",
    "运行",
    "私有化",
    "本地化",
    "上云",
    "云端",
    "SaaS",
    "内网",
    "专网",
];
/// What speaks of filings and licences.
const FILED: [&str; 13] = [
    "备案",
    "注册证",
    "等保",
    "等级保护",
    "密评",
    "密码",
    "著作权",
    "软著",
    "专利",
    "许可证",
    "认证",
    "证书",
    "资质",
];
/// What says that all of it is there.
const DELIVERED: [&str; 20] = [
    "交付",
    "交货",
    "供货",
    "上线",
    "完成部署",
    "部署完成",
    "完成实施",
    "实施完成",
    "完成建设",
    "建设完成",
    "完成安装",
    "投入使用",
    "竣工",
    "完工",
    "工期",
    "建设周期",
    "实施周期",
    "项目周期",
    "全部完成",
    "建成",
];
/// What says that something else is due.
const ANOTHER: [&str; 47] = [
    "响应",
    "支付",
    "付款",
    "缴纳",
    "保证金",
    "签订合同",
    "培训",
    "驻场",
    "提交",
    "方案",
    "计划",
    "报告",
    "备件",
    "样品",
    "样机",
    "首",
    "试点",
    "试运行",
    "进场",
    "派驻",
    "服务",
    "保密",
    "质保",
    "维保",
    "保修",
    "维修",
    "故障",
    "更新",
    "升级",
    "整改",
    "验收后",
    "交付后",
    "上线后",
    "交货后",
    "数据",
    "文档",
    "资料",
    "部分",
    "分批",
    "每",
    "发票",
    "演示",
    "测试",
    "小时",
    "分钟",
    "秒",
    "提前",
];
/// What asks for as long at least.
const LONGER: [&str; 6] = ["不少于", "不低于", "不短于", "以上", "≥", "至少"];
/// Units of days. A year's quarter has 91.
const UNITS: [(&str, f64); 15] = [
    ("个工作日", 1.4),
    ("工作日", 1.4),
    ("个日历天", 1.0),
    ("日历天", 1.0),
    ("个日历日", 1.0),
    ("日历日", 1.0),
    ("个自然日", 1.0),
    ("自然日", 1.0),
    ("天", 1.0),
    ("日", 1.0),
    ("周", 7.0),
    ("个月", 30.0),
    ("个季度", 91.0),
    ("季度", 91.0),
    ("年", 365.0),
];
/// Longest line that a grade alone decides, in characters.
const SHORT: usize = 20;

/// What a requirement asks of a form.
#[derive(Debug, Clone, Default)]
pub(super) struct FormAsked {
    runs: bool,
    filed: bool,
    /// Days within which all is to be delivered, as it is written.
    days: Option<(f64, String)>,
    grade: Option<u32>,
}

impl FormAsked {
    pub fn of(text: &str) -> Self {
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let alone = text.chars().count() <= SHORT && !text.contains(['，', '；', '、', ',', ';']);
        let delivered = says(&DELIVERED) && !says(&ANOTHER) && !says(&LONGER);
        Self {
            runs: says(&RUNS),
            filed: says(&FILED),
            days: delivered.then(|| days(text)).flatten(),
            grade: grade(text).filter(|_| alone),
        }
    }

    /// Whether a field may decide it, whatever words it is written with.
    pub fn decidable(&self) -> bool {
        self.days.is_some() || self.grade.is_some()
    }

    /// Whether a field is about what is asked.
    pub fn reads(&self, field: &str) -> bool {
        match field {
            DEPLOYMENTS => self.runs,
            FILINGS => self.filed,
            DELIVERY => self.days.is_some(),
            _ => true,
        }
    }

    /// What a field decides, with what was compared.
    pub fn decided(&self, field: &str, stated: &str) -> Option<(Verdict, Option<(String, String)>)> {
        if field == DELIVERY {
            let ((asked, as_asked), (offered, as_offered)) = self.days.clone().zip(days(stated))?;
            let verdict = match offered <= asked {
                true => Verdict::Covered,
                false => Verdict::Contradicted,
            };
            return Some((verdict, Some((as_asked, as_offered))));
        }
        let (asked, held) = self.grade.filter(|_| field == FILINGS).zip(grade(stated))?;
        let verdict = if held >= asked {
            Verdict::Covered
        } else {
            Verdict::Partly
        };
        Some((verdict, None))
    }
}

/// The grade of protection (等保三级, 三级等保, 等保3级) that a text names.
fn grade(text: &str) -> Option<u32> {
    if !["等保", "等级保护"].iter().any(|word| text.contains(word)) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let named = chars.windows(2).filter(|pair| pair[1] == '级');
    let mut grades = named.filter_map(|pair| match pair[0] {
        '一' | '1' => Some(1),
        '二' | '2' => Some(2),
        '三' | '3' => Some(3),
        '四' | '4' => Some(4),
        _ => None,
    });
    grades.next()
}

/// The one time in days that a text states, and how it is written; none where it states several, or a date.
fn days(text: &str) -> Option<(f64, String)> {
    let folded = fold(text);
    let rest = |at: usize| folded.get(at).map_or("", |f| &text[f.start..]);
    let unit = |at: usize| UNITS.iter().find(|unit| rest(at).starts_with(unit.0));
    let mut found: Option<(f64, String)> = None;
    let mut at = 0;
    while at < folded.len() {
        // Half of a unit stands before it.
        let half = rest(at).starts_with('半');
        let Some((value, end)) = half.then_some((0.5, at + 1)).or_else(|| number_at(&folded, at)) else {
            at += 1;
            continue;
        };
        let blanks = folded[end..].iter().take_while(|f| f.c.is_whitespace()).count();
        let from = end + blanks;
        if rest(from).starts_with('月') {
            return None;
        }
        if let Some((name, length)) = unit(from) {
            let to = from + name.chars().count();
            if found.is_some() || (*name == "年" && value > 10.0) {
                return None;
            }
            let within = usize::from(rest(to).starts_with('内'));
            let last = folded.get(to + within - 1)?;
            found = Some((value * length, text[folded[at].start..last.end].to_owned()));
            at = to;
        } else {
            at = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{FormAsked, grade};

    #[test]
    fn only_a_line_that_asks_when_all_is_delivered_asks_for_days() {
        for (text, days) in [
            ("合同签订之日起60日内完成交付", Some(60.0)),
            ("自合同签订之日起90个日历天内交付", Some(90.0)),
            ("供货周期30日", Some(30.0)),
            ("工期不超过60天", Some(60.0)),
            ("60个工作日内上线", Some(84.0)),
            ("合同签订后两个月内完成部署", Some(60.0)),
            ("交付周期半年以内", Some(182.5)),
            ("合同签订后24小时内响应", None),
            ("交付后30天内完成培训", None),
            ("合同签订后10天内支付预付款", None),
            ("合同签订后30天内首期上线，180天内全部交付", None),
            ("2026年12月1日前交付", None),
            ("备件3天内交付", None),
            ("服务期限：合同签订后1年", None),
            ("交付周期不少于30天", None),
        ] {
            let asked = FormAsked::of(text);
            assert_eq!(asked.days.map(|days| days.0), days, "{text}");
        }
    }

    #[test]
    fn grades_are_read_in_figures_and_words() {
        for (text, expected) in [
            ("满足等保三级要求", Some(3)),
            ("等保2.0 3级", Some(3)),
            ("通过三级等保认证", Some(3)),
            ("网络安全等级保护二级", Some(2)),
            ("网络安全事件二级响应", None),
        ] {
            assert_eq!(grade(text), expected, "{text}");
        }
    }
}
