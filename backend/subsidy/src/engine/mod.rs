//! What follows from the rules and the facts? The engine: three-valued, exact, without a clock.
//!
//! For each article: is the policy in force, which conditions are met, what is the amount, what is
//! left of it under its caps. An article is `unknown` while a fact is missing, `not_stated` where the
//! text does not say what follows, and both are different from an amount of zero.

mod amount;
mod check;
mod labels;
mod logic;
mod room;

use std::sync::{Arc, LazyLock};

use chrono::{Datelike, NaiveDate};
use sha2::{Digest as _, Sha256};

use crate::{
    assessment::{ArticleResult, Assessment, Estimate, Inputs, Outcome, Step, StepValue},
    fact::{FactError, FactUsed, FactValue, Facts, Resolved},
    ledger::Ledger,
    money::Money,
    rules::{AmountKind, Article, Bonus, Cap, ConditionKind, Policy},
    scoring::ScoringTable,
    text::Text,
};
use labels::LABELS;
pub(crate) use logic::Tri;
pub(crate) use room::Room;

/// Name, version and digest of the engine, as every assessment carries it.
pub fn engine_id() -> &'static Arc<str> {
    static ENGINE: LazyLock<Arc<str>> = LazyLock::new(|| {
        let mut hash = Sha256::new();
        for source in [
            include_str!("mod.rs"),
            include_str!("amount.rs"),
            include_str!("check.rs"),
            include_str!("labels.rs"),
            include_str!("logic.rs"),
            include_str!("room.rs"),
            include_str!("../money.rs"),
            include_str!("../fact.rs"),
            include_str!("../ledger.rs"),
            include_str!("../scoring.rs"),
        ] {
            let source = source.replace("\r\n", "\n");
            hash.update((source.len() as u64).to_be_bytes());
            hash.update(source);
        }
        format!(
            "subsidy {} sha256:{}",
            env!("CARGO_PKG_VERSION"),
            crate::hex(&hash.finalize())
        )
        .into()
    });
    &ENGINE
}

static NO_LEDGER: Ledger = Ledger { entries: Vec::new() };

/// What an assessment needs beside facts and a day.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// What was granted and reserved before.
    pub ledger: &'a Ledger,
    /// For whom; without it nothing of the ledger is counted.
    pub entity: Option<String>,
    /// Companies that the operator counts together with the entity.
    pub related: Vec<String>,
    /// The operator's scoring table; without one there is no estimate.
    pub scoring: Option<&'a ScoringTable>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            ledger: &NO_LEDGER,
            entity: None,
            related: Vec::new(),
            scoring: None,
        }
    }
}

impl Options<'_> {
    /// The entity and those counted with it.
    pub(crate) fn entities(&self) -> Vec<&str> {
        match &self.entity {
            None => Vec::new(),
            Some(entity) => std::iter::once(entity.as_str())
                .chain(self.related.iter().map(String::as_str))
                .collect(),
        }
    }
}

impl Policy {
    /// Assesses every article for these facts on the day `as_of` (a calendar day in Asia/Shanghai).
    pub fn assess(
        &self,
        facts: &Facts,
        as_of: NaiveDate,
        options: &Options<'_>,
    ) -> Result<Assessment, FactError> {
        let grades: Vec<&str> = options.scoring.map_or_else(Vec::new, |table| {
            table.grounds.iter().map(|ground| ground.fact.as_str()).collect()
        });
        let (known, values) = Resolved::read(self, facts, &grades)?;
        check::check(self, facts, as_of, options)?;
        let mut case = Case {
            policy: self,
            facts,
            values: &values,
            known: &known,
            as_of,
            options,
            room: Room::new(options.ledger, options.entities(), as_of.year()),
            traced: true,
        };
        let articles = self
            .articles
            .iter()
            .map(|article| case.article(article))
            .collect();
        let entities = options.entities();
        Ok(Assessment {
            policy: self.id.clone(),
            policy_digest: self.digest.clone(),
            engine: engine_id().clone(),
            as_of,
            year: as_of.year(),
            articles,
            inputs: Inputs {
                facts: facts.clone(),
                entity: options.entity.clone(),
                related: options.related.clone(),
                ledger: Ledger {
                    entries: options
                        .ledger
                        .entries
                        .iter()
                        .filter(|entry| entities.contains(&entry.entity.as_str()))
                        .cloned()
                        .collect(),
                },
                scoring: options.scoring.cloned(),
            },
        })
    }
}

/// One assessment under way.
pub(crate) struct Case<'a, 'r> {
    pub(crate) policy: &'a Policy,
    pub(crate) facts: &'a Facts,
    /// Values as they were given, by the place of their fact; empty where no trace is asked for.
    pub(crate) values: &'a [Option<&'a FactValue>],
    pub(crate) known: &'a Resolved,
    pub(crate) as_of: NaiveDate,
    pub(crate) options: &'a Options<'a>,
    pub(crate) room: Room<'r>,
    /// Is a trace asked for?
    pub(crate) traced: bool,
}

/// What is known so far about the article at hand.
#[derive(Default)]
pub(crate) struct Findings {
    pub(crate) trace: Vec<Step>,
    /// Memory for the answers to conditions, used again for the next article.
    pub(crate) answers: Vec<Tri>,
    /// Places of missing facts, each once.
    pub(crate) missing: Vec<usize>,
    /// A condition is not met.
    pub(crate) refused: bool,
    /// Which ones, where a trace is asked for: names are shared, and counting their holders costs.
    pub(crate) failed: Vec<Arc<str>>,
    /// The facts are known, but the text does not say what follows.
    pub(crate) silent: bool,
    /// A constant has no value on the day.
    pub(crate) no_value: bool,
}

/// The answer for one article.
pub(crate) struct Decision {
    pub(crate) outcome: Outcome,
    pub(crate) amount: Option<Money>,
    pub(crate) potential: Option<Money>,
    pub(crate) room_before: Option<Money>,
    pub(crate) room_after: Option<Money>,
    /// Place of the cap that held the amount down.
    pub(crate) limited_by: Option<usize>,
    pub(crate) estimate: Option<Estimate>,
}

impl Default for Decision {
    fn default() -> Self {
        Self {
            outcome: Outcome::NotInForce,
            amount: None,
            potential: None,
            room_before: None,
            room_after: None,
            limited_by: None,
            estimate: None,
        }
    }
}

impl Findings {
    /// Empties the findings for the next case, keeping their memory.
    pub(crate) fn clear(&mut self) {
        self.trace.clear();
        self.missing.clear();
        self.refused = false;
        self.failed.clear();
        self.silent = false;
        self.no_value = false;
    }

    pub(crate) fn miss(&mut self, fact: usize) {
        if !self.missing.contains(&fact) {
            self.missing.push(fact);
        }
    }
}

impl<'r> Case<'_, 'r> {
    /// Appends a step, unless nobody asked for a trace.
    #[allow(clippy::too_many_arguments, reason = "a step has this many parts")]
    pub(crate) fn record(
        &self,
        findings: &mut Findings,
        article: &Article,
        id: &Arc<str>,
        phrase: &Arc<str>,
        label: &Text,
        value: StepValue,
        facts: &[usize],
    ) {
        if self.traced {
            let step = self.step(article, id, phrase, label, value, facts);
            findings.trace.push(step);
        }
    }

    fn refuse(&self, findings: &mut Findings, id: &Arc<str>) {
        findings.refused = true;
        if self.traced {
            findings.failed.push(id.clone());
        }
    }

    pub(crate) fn step(
        &self,
        article: &Article,
        id: &Arc<str>,
        phrase: &Arc<str>,
        label: &Text,
        value: StepValue,
        facts: &[usize],
    ) -> Step {
        Step {
            id: id.clone(),
            article: article.id.clone(),
            phrase: phrase.clone(),
            label: label.clone(),
            value,
            facts: facts
                .iter()
                .map(|&index| FactUsed {
                    name: self.policy.facts[index].name.clone(),
                    value: self.values.get(index).copied().flatten().cloned(),
                })
                .collect(),
            date: self.as_of,
        }
    }

    fn article(&mut self, article: &'r Article) -> ArticleResult {
        let mut findings = Findings {
            trace: Vec::with_capacity(article.conditions.len() + 8),
            ..Findings::default()
        };
        let decision = self.evaluate(article, &mut findings);
        let amount = |kind| decision.amount.filter(|_| article.amount.kind == kind);
        ArticleResult {
            article: article.id.clone(),
            number: article.number,
            title: article.title.clone(),
            outcome: decision.outcome,
            kind: article.amount.kind,
            ceiling: amount(AmountKind::Ceiling),
            exact: amount(AmountKind::Exact),
            potential: decision.potential,
            ledger_group: article.ledger_group.clone(),
            room_before: decision.room_before,
            room_after: decision.room_after,
            limited_by: decision.limited_by.map(|cap| article.caps[cap].id.clone()),
            estimate: decision.estimate,
            missing: findings
                .missing
                .iter()
                .map(|&index| self.policy.facts[index].name.clone())
                .collect(),
            failed: findings.failed,
            trace: findings.trace,
        }
    }

    /// The article's answer; steps, missing facts and failed conditions go to the findings.
    pub(crate) fn evaluate(&mut self, article: &'r Article, findings: &mut Findings) -> Decision {
        let mut decision = Decision::default();
        if self.in_force(article, findings) {
            let met = self.conditions(article, findings);
            self.decide(article, &met, findings, &mut decision);
            findings.answers = met;
        }
        decision
    }

    fn in_force(&self, article: &Article, findings: &mut Findings) -> bool {
        let (value, label) = match self.policy.in_force.value() {
            None => (StepValue::NotStated, &LABELS.dates_not_stated),
            Some(period) if period.covers(self.as_of) => (StepValue::InForce, &LABELS.in_force),
            Some(_) => (StepValue::NotInForce, &LABELS.not_in_force),
        };
        let in_force = value != StepValue::NotInForce;
        self.record(
            findings,
            article,
            &LABELS.id_in_force,
            &LABELS.nothing,
            label,
            value,
            &[],
        );
        in_force
    }

    /// Tests every condition; the answers stand in the article's order.
    fn conditions(&self, article: &Article, findings: &mut Findings) -> Vec<Tri> {
        let mut answers = std::mem::take(&mut findings.answers);
        answers.clear();
        let (mut used, mut open) = (Vec::new(), Vec::new());
        for condition in &article.conditions {
            used.clear();
            open.clear();
            let tri = self.test(&condition.when, &mut used, &mut open, findings);
            let value = match tri {
                Tri::Met => StepValue::Met,
                Tri::NotMet => StepValue::NotMet,
                Tri::Unknown => StepValue::Unknown,
                Tri::Open => StepValue::NotStated,
            };
            self.record(
                findings,
                article,
                &condition.id,
                &condition.phrase,
                &condition.label,
                value,
                &used,
            );
            match (tri, &condition.kind) {
                (Tri::NotMet, ConditionKind::Gate | ConditionKind::Discretionary) => {
                    self.refuse(findings, &condition.id);
                }
                (Tri::NotMet, ConditionKind::Bonus(Bonus::Opens)) | (Tri::Open, _) => {
                    findings.silent = true;
                }
                _ => {}
            }
            if tri == Tri::Unknown {
                for &fact in &open {
                    findings.miss(fact);
                }
            }
            answers.push(tri);
        }
        if article.once_per_entity && self.room.ever(&article.ledger_group) {
            let phrase = article.one_off.as_ref().unwrap_or(&LABELS.nothing);
            self.record(
                findings,
                article,
                &LABELS.id_once,
                phrase,
                &LABELS.once,
                StepValue::NotMet,
                &[],
            );
            self.refuse(findings, &LABELS.id_once);
        }
        answers
    }

    fn decide(&mut self, article: &'r Article, met: &[Tri], findings: &mut Findings, result: &mut Decision) {
        result.room_before = self.room.before(article, self.as_of);
        if findings.refused {
            findings.missing.clear();
            result.outcome = Outcome::NotMet;
            return;
        }
        let raw = self.raw_amount(article, met, findings);
        // A limit without a value on the day is not the absence of a limit.
        let no_limit = |cap: &Cap| cap.amount.on(self.as_of).is_none();
        if findings.no_value || article.caps.iter().any(no_limit) {
            findings.missing.clear();
            result.outcome = Outcome::NotInForce;
            return;
        }
        if !findings.missing.is_empty() {
            result.outcome = Outcome::Unknown;
            result.potential = self.potential(article, met, result.room_before);
            return;
        }
        let Some(raw) = raw.filter(|_| !findings.silent) else {
            result.outcome = Outcome::NotStated;
            self.record(
                findings,
                article,
                &LABELS.id_result,
                &article.amount.phrase,
                &LABELS.amount_not_stated,
                StepValue::NotStated,
                &[],
            );
            return;
        };
        result.outcome = Outcome::Eligible;
        let (amount, of_item) = self.cap(article, raw, findings, result);
        result.amount = Some(amount);
        let label = match article.amount.kind {
            AmountKind::Exact => &LABELS.exact,
            AmountKind::Ceiling => &LABELS.ceiling,
        };
        self.record(
            findings,
            article,
            &LABELS.id_result,
            &article.amount.phrase,
            label,
            StepValue::Money(amount),
            &[],
        );
        if article.amount.kind == AmountKind::Ceiling {
            result.estimate = self.estimate(article, of_item, amount, findings);
        }
        if let Some(before) = result.room_before {
            self.room.take(&article.ledger_group, amount);
            result.room_after = Some(before.less(amount));
        }
    }

    /// The most the article could come to when everything that is open turns out in favour.
    fn potential(&self, article: &Article, met: &[Tri], room: Option<Money>) -> Option<Money> {
        let raw = self.most(article, met);
        let limit = self.item_limit(article, room);
        match (raw, limit) {
            (Some(raw), Some(limit)) => Some(raw.min(limit)),
            (raw, limit) => raw.or(limit),
        }
    }
}
