//! How does it read? Assessments, traces and articles as plain text in Chinese or English.

use std::fmt::Write as _;

use crate::{
    assessment::{ArticleResult, Assessment, Outcome, Step, StepValue},
    fact::FactError,
    money::Money,
    project::ProjectResult,
    rules::{AmountKind, Policy},
    text::Language,
};

impl Outcome {
    /// The outcome in words.
    pub fn words(self, language: Language) -> &'static str {
        let (zh, en) = match self {
            Self::Eligible => ("符合", "eligible"),
            Self::NotMet => ("不符合", "not met"),
            Self::Unknown => ("待补充信息", "unknown: facts are missing"),
            Self::NotInForce => ("不在有效期内", "not in force"),
            Self::NotStated => ("原文未载明", "not stated in the text"),
        };
        match language {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}

impl StepValue {
    /// The value in words.
    pub fn words(&self, language: Language) -> String {
        let (zh, en) = match self {
            Self::Met => ("满足", "met"),
            Self::NotMet => ("不满足", "not met"),
            Self::Unknown => ("未知", "unknown"),
            Self::NotStated => ("原文未载明", "not stated"),
            Self::InForce => ("有效", "in force"),
            Self::NotInForce => ("无效", "not in force"),
            Self::Money(amount) => return yuan(*amount, language),
            Self::Rate(rate) => return rate.to_string(),
        };
        match language {
            Language::Zh => zh.to_owned(),
            Language::En => en.to_owned(),
        }
    }
}

fn yuan(amount: Money, language: Language) -> String {
    match language {
        Language::Zh => format!("{amount}元"),
        Language::En => format!("CNY {amount}"),
    }
}

impl Step {
    /// The step as one line.
    pub fn sentence(&self, language: Language) -> String {
        let mut line = match language {
            Language::Zh => format!("{}：{}", self.label.zh, self.value.words(language)),
            Language::En => format!("{}: {}", self.label.en, self.value.words(language)),
        };
        if !self.phrase.is_empty() {
            let _ = match language {
                Language::Zh => write!(line, "（第{}条“{}”）", self.article, self.phrase),
                Language::En => write!(line, " (article {}: “{}”)", self.article, self.phrase),
            };
        }
        for fact in &self.facts {
            let value = match &fact.value {
                Some(value) => value.to_string(),
                None => StepValue::Unknown.words(language),
            };
            let _ = write!(line, " [{} = {value}]", fact.name);
        }
        line
    }
}

impl ArticleResult {
    /// The result as one line: outcome, and amount with its kind.
    pub fn headline(&self, language: Language) -> String {
        let zh = language == Language::Zh;
        let mut line = if zh {
            format!("第{}条 {}：", self.article, self.title.zh)
        } else {
            format!("Article {}, {}: ", self.article, self.title.en)
        };
        line.push_str(self.outcome.words(language));
        if let Some(amount) = self.amount() {
            let kind = match (self.kind, zh) {
                (AmountKind::Exact, true) => "，按条款核算金额 ",
                (AmountKind::Exact, false) => ", amount fixed by the text ",
                (AmountKind::Ceiling, true) => "，支持上限（非核定金额）",
                (AmountKind::Ceiling, false) => ", ceiling (not an award) ",
            };
            line.push_str(kind);
            line.push_str(&yuan(amount, language));
            if amount.is_zero() && self.room_before == Some(Money::ZERO) {
                line.push_str(if zh {
                    "：本年度额度已用完"
                } else {
                    ": the room of the year is used up"
                });
            }
        }
        if let Some(estimate) = &self.estimate {
            let amount = yuan(estimate.amount, language);
            let _ = if zh {
                write!(line, "；运营方估算（{}）{amount}", estimate.table)
            } else {
                write!(line, "; operator's estimate ({}) {amount}", estimate.table)
            };
        }
        let list = |names: &[std::sync::Arc<str>]| names.join(if zh { "、" } else { ", " });
        if !self.failed.is_empty() {
            let _ = write!(
                line,
                "{}{}",
                if zh { "；未满足 " } else { "; failed " },
                list(&self.failed)
            );
        }
        if !self.missing.is_empty() {
            let _ = write!(
                line,
                "{}{}",
                if zh { "；缺少 " } else { "; missing " },
                list(&self.missing)
            );
        }
        line
    }

    /// The result with every step.
    pub fn report(&self, language: Language) -> String {
        let mut text = self.headline(language);
        for step in &self.trace {
            let _ = write!(text, "\n  - {}", step.sentence(language));
        }
        text
    }
}

impl Assessment {
    /// The whole assessment with every step.
    pub fn report(&self, language: Language) -> String {
        let mut text = match language {
            Language::Zh => format!(
                "政策 {}（规则摘要 {}）\n测算日 {}，年度 {}（北京时间）\n引擎 {}\n",
                self.policy, self.policy_digest, self.as_of, self.year, self.engine
            ),
            Language::En => format!(
                "Policy {} (digest of rules {})\nAs of {}, calendar year {} (Asia/Shanghai)\nEngine {}\n",
                self.policy, self.policy_digest, self.as_of, self.year, self.engine
            ),
        };
        for article in &self.articles {
            let _ = write!(text, "\n{}\n", article.report(language));
        }
        text
    }
}

impl ProjectResult {
    /// The project's place and result as one line.
    pub fn headline(&self, language: Language) -> String {
        let result = self.article().map_or_else(
            || Outcome::Unknown.words(language).to_owned(),
            |article| article.headline(language),
        );
        format!("{}. {}: {result}", self.place, self.project.reference)
    }
}

impl Policy {
    /// An article explained: its words, who it is for, what it asks and what it gives.
    pub fn explain(&self, article: &str, language: Language) -> Result<String, FactError> {
        let rules = self
            .articles
            .iter()
            .find(|rules| &*rules.id == article)
            .ok_or_else(|| self.unknown_article(article))?;
        let zh = language == Language::Zh;
        let mut text = if zh {
            format!("第{}条 {}\n{}\n", rules.id, rules.title.zh, rules.text)
        } else {
            format!("Article {}: {}\n{}\n", rules.id, rules.title.en, rules.text)
        };
        let _ = writeln!(
            text,
            "{}{}",
            if zh { "支持对象：" } else { "For: " },
            rules.beneficiary.in_language(language)
        );
        text.push_str(if zh { "条件：\n" } else { "Conditions:\n" });
        for condition in &rules.conditions {
            let open = match (condition.measure_open, zh) {
                (true, true) => "（衡量标准原文未载明）",
                (true, false) => " (the text states no measure)",
                (false, _) => "",
            };
            let label = condition.label.in_language(language);
            let _ = writeln!(
                text,
                "  - {label}{open} “{}” [{}]",
                condition.phrase, condition.id
            );
        }
        let kind = match (rules.amount.kind, zh) {
            (AmountKind::Exact, true) => "金额（按条款核算）：",
            (AmountKind::Exact, false) => "Amount (fixed by the text): ",
            (AmountKind::Ceiling, true) => "上限（非核定金额）：",
            (AmountKind::Ceiling, false) => "Ceiling (not an award): ",
        };
        let _ = writeln!(text, "{kind}“{}”", rules.amount.phrase);
        for cap in &rules.caps {
            let _ = writeln!(text, "{}“{}”", if zh { "限额：" } else { "Limit: " }, cap.phrase);
        }
        for point in &rules.silent {
            let _ = writeln!(
                text,
                "{}{}",
                if zh { "未载明：" } else { "Not stated: " },
                point.in_language(language)
            );
        }
        text.push_str(if zh { "需要的信息：\n" } else { "Facts:\n" });
        for &index in &rules.uses {
            let def = &self.facts[index];
            let _ = writeln!(
                text,
                "  - {} ({}): {}",
                def.name,
                def.expects(),
                def.question.in_language(language)
            );
        }
        Ok(text)
    }
}
