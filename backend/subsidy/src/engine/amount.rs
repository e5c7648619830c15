//! How much is it? The amount before caps, what caps leave of it, and the operator's estimate.

use super::{Case, Decision, Findings, LABELS, Tri};
use crate::{
    assessment::{Estimate, StepValue},
    fact::{FactUsed, Known},
    money::{Money, Rate},
    rules::{Article, Bonus, CapPer, ConditionKind, Dated, Formula},
};

impl Case<'_, '_> {
    fn constant<T: Copy>(&self, dated: &Dated<T>, findings: &mut Findings) -> Option<T> {
        let value = dated.on(self.as_of).copied();
        findings.no_value |= value.is_none();
        value
    }

    fn number(&self, fact: usize) -> Option<i64> {
        match self.known.0[fact] {
            Some(Known::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// The amount before caps. Missing facts and constants without a value go to the findings.
    pub(crate) fn raw_amount(
        &self,
        article: &Article,
        met: &[Tri],
        findings: &mut Findings,
    ) -> Option<Money> {
        let (more_rate, more_amount) = self.bonuses(article, met, Tri::Met, Some(&mut *findings));
        let phrase = &article.amount.phrase;
        let base = match &article.amount.formula {
            Formula::Share { rate, of } => {
                let rate = self.constant(rate, findings)?.plus(more_rate);
                self.record(
                    findings,
                    article,
                    &LABELS.id_rate,
                    phrase,
                    &LABELS.rate,
                    StepValue::Rate(rate),
                    &[],
                );
                let Some(fen) = self.number(*of) else {
                    findings.miss(*of);
                    return None;
                };
                let amount = rate.of(Money::from_fen(fen));
                self.record(
                    findings,
                    article,
                    &LABELS.id_share,
                    phrase,
                    &LABELS.share,
                    StepValue::Money(amount),
                    &[*of],
                );
                amount
            }
            Formula::Cost { of } => {
                let Some(fen) = self.number(*of) else {
                    findings.miss(*of);
                    return None;
                };
                let amount = Money::from_fen(fen);
                self.record(
                    findings,
                    article,
                    &LABELS.id_cost,
                    phrase,
                    &LABELS.cost,
                    StepValue::Money(amount),
                    &[*of],
                );
                amount
            }
            Formula::Fixed(amount) => {
                let amount = self.constant(amount, findings)?;
                self.record(
                    findings,
                    article,
                    &LABELS.id_fixed,
                    phrase,
                    &LABELS.fixed,
                    StepValue::Money(amount),
                    &[],
                );
                amount
            }
            Formula::Each(all) => {
                let mut sum = Some(Money::ZERO);
                for each in all {
                    let one = self.constant(&each.amount, findings)?;
                    let amount = self.number(each.fact).map(|count| one.times(count));
                    if amount.is_none() {
                        findings.miss(each.fact);
                    }
                    self.record(
                        findings,
                        article,
                        &LABELS.id_each,
                        phrase,
                        &each.label,
                        amount.map_or(StepValue::Unknown, StepValue::Money),
                        &[each.fact],
                    );
                    sum = sum.zip(amount).map(|(sum, more)| sum.saturating_add(more));
                }
                sum?
            }
        };
        Some(base.saturating_add(more_amount))
    }

    /// What bonuses add; besides those that are met, those whose answer is `counts`.
    pub(crate) fn bonuses(
        &self,
        article: &Article,
        met: &[Tri],
        counts: Tri,
        mut findings: Option<&mut Findings>,
    ) -> (Rate, Money) {
        let (mut rate, mut amount) = (Rate::ZERO, Money::ZERO);
        for (condition, tri) in article.conditions.iter().zip(met) {
            let ConditionKind::Bonus(bonus) = &condition.kind else {
                continue;
            };
            if *tri != Tri::Met && *tri != counts {
                continue;
            }
            let has_value = match bonus {
                Bonus::Rate(more) => more.on(self.as_of).map(|more| rate = rate.plus(*more)),
                Bonus::Amount(more) => more
                    .on(self.as_of)
                    .map(|more| amount = amount.saturating_add(*more)),
                Bonus::Opens => Some(()),
            };
            if let (None, Some(findings)) = (has_value, &mut findings) {
                findings.no_value = true;
            }
        }
        (rate, amount)
    }

    /// The most the formula can give when open conditions are met; `None` where a number is missing.
    pub(crate) fn most(&self, article: &Article, met: &[Tri]) -> Option<Money> {
        let (more_rate, more_amount) = self.bonuses(article, met, Tri::Unknown, None);
        let base = match &article.amount.formula {
            Formula::Share { rate, of } => rate
                .on(self.as_of)?
                .plus(more_rate)
                .of(Money::from_fen(self.number(*of)?)),
            Formula::Cost { of } => Money::from_fen(self.number(*of)?),
            Formula::Fixed(amount) => *amount.on(self.as_of)?,
            Formula::Each(all) => all.iter().try_fold(Money::ZERO, |sum, each| {
                let one = each.amount.on(self.as_of)?;
                Some(sum.saturating_add(one.times(self.number(each.fact)?)))
            })?,
        };
        Some(base.saturating_add(more_amount))
    }

    /// The lowest limit that holds whatever the amount: item caps and the year's room.
    pub(crate) fn item_limit(&self, article: &Article, room: Option<Money>) -> Option<Money> {
        article
            .caps
            .iter()
            .filter(|cap| cap.per == CapPer::Item)
            .filter_map(|cap| cap.amount.on(self.as_of).copied())
            .chain(room)
            .min()
    }

    /// Applies the caps. Returns what is left under all, and under those on the item alone.
    pub(crate) fn cap(
        &self,
        article: &Article,
        raw: Money,
        findings: &mut Findings,
        result: &mut Decision,
    ) -> (Money, Money) {
        let (mut amount, mut of_item) = (raw, raw);
        for (place, cap) in article.caps.iter().enumerate() {
            let Some(&limit) = cap.amount.on(self.as_of) else {
                continue;
            };
            let step = |findings: &mut Findings, label, value| {
                let value = StepValue::Money(value);
                self.record(findings, article, &cap.id, &cap.phrase, label, value, &[]);
            };
            let room = match cap.per {
                CapPer::Item => {
                    step(findings, &LABELS.cap_item, limit);
                    limit
                }
                CapPer::EntityYear => {
                    step(findings, &LABELS.cap_year, limit);
                    let used = self.room.used(&article.ledger_group);
                    let label = if self.options.entity.is_some() {
                        &LABELS.used
                    } else {
                        &LABELS.used_unknown
                    };
                    step(findings, label, used);
                    step(findings, &LABELS.room, limit.less(used));
                    limit.less(used)
                }
            };
            if amount > room {
                amount = room;
                result.limited_by = Some(place);
            }
            if cap.per == CapPer::Item {
                of_item = amount;
            }
        }
        (amount, of_item)
    }

    /// What the operator's table makes of the item's ceiling, held to what is left in the year.
    pub(crate) fn estimate(
        &self,
        article: &Article,
        of_item: Money,
        left: Money,
        findings: &mut Findings,
    ) -> Option<Estimate> {
        let table = self
            .options
            .scoring
            .filter(|table| table.articles.iter().any(|id| *id == *article.id))?;
        let mut share = Rate::ZERO;
        let mut complete = true;
        for ground in &table.grounds {
            let grade = self.facts.get(&ground.fact);
            let level = grade.and_then(|grade| {
                let grade = grade.to_string();
                ground.levels.iter().find(|level| level.grade == grade)
            });
            let mut step = self.step(
                article,
                &table.table,
                &LABELS.nothing,
                &ground.label,
                level.map_or(StepValue::Unknown, |level| StepValue::Rate(level.share)),
                &[],
            );
            step.facts.push(FactUsed {
                name: ground.fact.as_str().into(),
                value: grade.cloned(),
            });
            findings.trace.push(step);
            match level {
                Some(level) => share = share.plus(ground.weight.of_rate(level.share)),
                None => complete = false,
            }
        }
        if !complete {
            return None;
        }
        let amount = share.of(of_item).min(left);
        self.record(
            findings,
            article,
            &LABELS.id_estimate,
            &LABELS.nothing,
            &LABELS.estimate,
            StepValue::Money(amount),
            &[],
        );
        Some(Estimate {
            amount,
            share,
            table: table.table.clone(),
        })
    }
}
