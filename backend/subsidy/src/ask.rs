//! What is still to be asked, and what would change the answer? Missing facts by what they can
//! change, answers that would turn a result, and the amount that fills a cap.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    assessment::{Assessment, Outcome},
    engine::Options,
    fact::{FactError, FactProblem, FactValue, Facts},
    money::{Money, Rate},
    nearest::nearest,
    rules::{Bonus, CapPer, ConditionKind, FactDef, FactType, Formula, Policy},
};

/// A question that is still open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Question {
    /// The fact, its type and its words.
    pub fact: FactDef,
    /// Articles that wait for it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub articles: Vec<Arc<str>>,
    /// How much at most depends on the answer: the potential of those articles, one a ledger group.
    pub at_stake: Money,
}

/// Another answer to one fact, and the article that it turns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The fact.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub fact: Arc<str>,
    /// Its value now.
    pub from: FactValue,
    /// The other value.
    pub to: FactValue,
    /// The article whose result changes.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub article: Arc<str>,
    /// Outcome now.
    pub before: Outcome,
    /// Outcome with the other value.
    pub after: Outcome,
    /// Ceiling or exact amount now.
    pub amount_before: Option<Money>,
    /// Ceiling or exact amount with the other value.
    pub amount_after: Option<Money>,
}

/// The smallest amount of a fact with which an article reaches a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Needed {
    /// The article.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub article: Arc<str>,
    /// The money fact.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub fact: Arc<str>,
    /// The smallest amount that reaches the target.
    pub amount: Money,
    /// The target.
    pub target: Money,
    /// The rate that was inverted; absent where the cost itself is the limit.
    pub rate: Option<Rate>,
}

/// What waits for one fact.
#[derive(Default)]
struct Waiting<'a> {
    articles: Vec<Arc<str>>,
    /// The most at stake, by ledger group.
    stakes: BTreeMap<&'a str, Money>,
}

impl Policy {
    /// Which facts are missing, the one with most at stake first.
    pub fn questions(&self, assessment: &Assessment) -> Vec<Question> {
        let mut open: BTreeMap<&str, Waiting<'_>> = BTreeMap::new();
        for result in &assessment.articles {
            if result.outcome != Outcome::Unknown {
                continue;
            }
            let stake = result.potential.unwrap_or(Money::ZERO);
            for name in &result.missing {
                let Waiting { articles, stakes } = open.entry(name).or_default();
                articles.push(result.article.clone());
                // Articles of one group share one room: what one can give, the others cannot.
                let most = stakes.entry(&result.ledger_group).or_default();
                *most = stake.max(*most);
            }
        }
        let mut questions: Vec<Question> = open
            .into_iter()
            .filter_map(|(name, Waiting { articles, stakes })| {
                Some(Question {
                    fact: self.facts[*self.fact_index.get(name)?].clone(),
                    articles,
                    at_stake: stakes.into_values().fold(Money::ZERO, Money::saturating_add),
                })
            })
            .collect();
        questions.sort_by(|a, b| {
            (b.at_stake, b.articles.len())
                .cmp(&(a.at_stake, a.articles.len()))
                .then_with(|| a.fact.name.cmp(&b.fact.name))
        });
        questions
    }

    /// Which other answer to one yes/no or choice fact would change which article's result.
    pub fn what_would_change(
        &self,
        facts: &Facts,
        as_of: NaiveDate,
        options: &Options<'_>,
    ) -> Result<Vec<Change>, FactError> {
        let now = self.assess(facts, as_of, options)?;
        let mut changes = Vec::new();
        for def in &self.facts {
            let Some(from) = facts.get(&def.name) else {
                continue;
            };
            for to in others(def, from) {
                let other = facts.clone().with(&*def.name, to.clone());
                let then = self.assess(&other, as_of, options)?;
                for (before, after) in now.articles.iter().zip(&then.articles) {
                    if before.outcome == after.outcome && before.amount() == after.amount() {
                        continue;
                    }
                    changes.push(Change {
                        fact: def.name.clone(),
                        from: from.clone(),
                        to: to.clone(),
                        article: before.article.clone(),
                        before: before.outcome,
                        after: after.outcome,
                        amount_before: before.amount(),
                        amount_after: after.amount(),
                    });
                }
            }
        }
        Ok(changes)
    }

    /// The smallest contract, cost or turnover with which an article reaches `target`; without a
    /// target, the most that its caps and the year's room allow. Bonuses count where they are met.
    pub fn needed(
        &self,
        article: &str,
        target: Option<Money>,
        facts: &Facts,
        as_of: NaiveDate,
        options: &Options<'_>,
    ) -> Result<Needed, FactError> {
        let problem = |code, expected: String, found: String, near| {
            FactError::one(FactProblem {
                code,
                field: "article".to_owned(),
                expected,
                found,
                nearest: near,
            })
        };
        let Some(rules) = self.articles.iter().find(|rules| &*rules.id == article) else {
            return Err(self.unknown_article(article));
        };
        let assessment = self.assess(facts, as_of, options)?;
        let Some(result) = assessment.article(article) else {
            return Err(self.unknown_article(article));
        };
        let limit = rules
            .caps
            .iter()
            .filter(|cap| cap.per == CapPer::Item)
            .filter_map(|cap| cap.amount.on(as_of).copied())
            .chain(result.room_before)
            .min();
        let target = match (target, limit) {
            (Some(target), Some(limit)) if target > limit => {
                return Err(problem(
                    "needed.above_limit",
                    format!(
                        "a target of at most {limit} yuan: the caps and the room of the year allow no more"
                    ),
                    target.to_string(),
                    None,
                ));
            }
            (Some(target), _) => target,
            (None, Some(limit)) => limit,
            (None, None) => {
                return Err(problem(
                    "needed.no_limit",
                    "a target: the article has no cap to fill".to_owned(),
                    "none".to_owned(),
                    None,
                ));
            }
        };
        let (fact, amount, rate) = match &rules.amount.formula {
            Formula::Cost { of } => (*of, Some(target), None),
            Formula::Share { rate, of } => {
                let (more, fixed) = bonuses(rules, result, as_of);
                let rate = rate.on(as_of).map(|rate| rate.plus(more));
                let amount = rate.and_then(|rate| rate.smallest_base_for(target.less(fixed)));
                (*of, amount, rate)
            }
            Formula::Fixed(_) | Formula::Each(_) => {
                return Err(problem(
                    "needed.no_base",
                    "an article whose amount is a share of a contract, cost or turnover".to_owned(),
                    format!("article {article}"),
                    None,
                ));
            }
        };
        let Some(amount) = amount else {
            return Err(problem(
                "needed.not_in_force",
                "a rate that has a value on the day".to_owned(),
                as_of.to_string(),
                None,
            ));
        };
        Ok(Needed {
            article: rules.id.clone(),
            fact: self.facts[fact].name.clone(),
            amount,
            target,
            rate,
        })
    }

    /// The error for an article that the policy does not have.
    pub fn unknown_article(&self, article: &str) -> FactError {
        FactError::one(FactProblem {
            code: "article.unknown",
            field: "article".to_owned(),
            expected: format!("an article of policy `{}`, 1 to {}", self.id, self.articles.len()),
            found: format!("`{article}`"),
            nearest: nearest(article, self.articles.iter().map(|article| &*article.id)),
        })
    }
}

/// What the met bonuses of an article add.
fn bonuses(
    rules: &crate::rules::Article,
    result: &crate::assessment::ArticleResult,
    as_of: NaiveDate,
) -> (Rate, Money) {
    let met = |id: &Arc<str>| {
        result
            .trace
            .iter()
            .any(|step| step.id == *id && step.value == crate::assessment::StepValue::Met)
    };
    let (mut rate, mut amount) = (Rate::ZERO, Money::ZERO);
    for condition in rules.conditions.iter().filter(|condition| met(&condition.id)) {
        match &condition.kind {
            ConditionKind::Bonus(Bonus::Rate(more)) => {
                rate = rate.plus(more.on(as_of).copied().unwrap_or_default());
            }
            ConditionKind::Bonus(Bonus::Amount(more)) => {
                amount = amount.saturating_add(more.on(as_of).copied().unwrap_or_default());
            }
            _ => {}
        }
    }
    (rate, amount)
}

/// The other values of a yes/no or choice fact.
fn others(def: &FactDef, from: &FactValue) -> Vec<FactValue> {
    match (&def.kind, from) {
        (FactType::Bool, FactValue::Bool(value)) => vec![FactValue::Bool(!value)],
        (FactType::Choice { choices }, FactValue::Text(value)) => choices
            .iter()
            .filter(|choice| *choice.value != **value)
            .map(|choice| FactValue::Text(choice.value.to_string()))
            .collect(),
        _ => Vec::new(),
    }
}
