//! Does every limit hold to the fen? Cases made from the rules: one fen on either side of each cap,
//! each threshold and each room, for every article, checked by plain arithmetic of the test's own.

use std::collections::BTreeMap;

use subsidy::{
    Article, CapPer, FactType, FactValue, Facts, Formula, Ledger, LedgerEntry, Money, Options, Outcome,
    Policy, Test, builtin,
};

fn policy() -> &'static Policy {
    builtin()
        .expect("the built-in policies load")
        .policy(subsidy::DEFAULT_POLICY)
        .expect("the default policy")
}

/// Facts that meet every condition of `article`, by its own rules.
fn favourable(article: &Article) -> BTreeMap<String, FactValue> {
    fn meet(test: &Test, facts: &mut BTreeMap<String, FactValue>) {
        let defs = policy().fact_defs();
        let name = |fact: &usize| defs[*fact].name.to_string();
        match test {
            Test::Is(fact, value) => {
                facts.insert(name(fact), FactValue::Bool(*value));
            }
            Test::OneOf { fact, yes, .. } => {
                if let FactType::Choice { choices } = &defs[*fact].kind {
                    let value = choices[usize::from(yes[0])].value.to_string();
                    facts.insert(name(fact), FactValue::Text(value));
                }
            }
            Test::Compare(fact, _, threshold) => {
                let value = threshold.on(day()).expect("a threshold");
                facts.insert(name(fact), FactValue::Integer(*value));
            }
            Test::All(tests) | Test::Any(tests) => tests.iter().for_each(|test| meet(test, facts)),
        }
    }
    let mut facts = BTreeMap::new();
    for condition in article.conditions() {
        meet(&condition.when, &mut facts);
    }
    facts
}

fn day() -> chrono::NaiveDate {
    "2026-06-30".parse().expect("a day")
}

fn name(fact: usize) -> String {
    policy().fact_defs()[fact].name.to_string()
}

/// The amount before the year's room, by the test's own arithmetic in fen.
fn expected(article: &Article, facts: &BTreeMap<String, FactValue>) -> i128 {
    let number = |fact: &usize| match &facts[&name(*fact)] {
        FactValue::Integer(count) => i128::from(*count),
        FactValue::Text(yuan) => i128::from(yuan.parse::<Money>().expect("an amount").fen()),
        other => panic!("{other:?} is no number"),
    };
    let raw = match &article.amount().formula {
        Formula::Share { rate, of } => {
            let rate = i128::from(rate.on(day()).expect("a rate").millionths());
            number(of) * rate / 1_000_000
        }
        Formula::Cost { of } => number(of),
        Formula::Fixed(amount) => i128::from(amount.on(day()).expect("an amount").fen()),
        Formula::Each(all) => all
            .iter()
            .map(|each| {
                let one = each.amount.on(day()).expect("an amount").fen();
                number(&each.fact) * i128::from(one)
            })
            .sum(),
    };
    cap(article, CapPer::Item).map_or(raw, |cap| raw.min(cap))
}

fn cap(article: &Article, per: CapPer) -> Option<i128> {
    article
        .caps()
        .iter()
        .find(|cap| cap.per == per)
        .and_then(|cap| cap.amount.on(day()))
        .map(|cap| i128::from(cap.fen()))
}

/// Checks one case: facts, and what was used of the year's room before.
fn check(article: &Article, facts: &BTreeMap<String, FactValue>, used: Option<i128>) {
    let fen = |fen: i128| Money::from_fen(i64::try_from(fen).expect("a small amount"));
    let mut entries = Vec::new();
    if let Some(used) = used.filter(|used| *used > 0) {
        entries.push(LedgerEntry {
            entity: "E".to_owned(),
            year: 2026,
            group: article.ledger_group.to_string(),
            amount: fen(used),
            reference: "before".to_owned(),
        });
    }
    let options = Options {
        ledger: &Ledger { entries },
        entity: Some("E".to_owned()),
        ..Options::default()
    };
    let assessment = policy()
        .assess(&facts.clone().into_iter().collect::<Facts>(), day(), &options)
        .expect("an assessment");
    let result = assessment.article(&article.id).expect("the article");
    assert_eq!(
        result.outcome,
        Outcome::Eligible,
        "article {}: {facts:?}",
        article.id
    );
    let mut amount = expected(article, facts);
    if let Some(year) = cap(article, CapPer::EntityYear) {
        let room = (year - used.unwrap_or(0)).max(0);
        assert_eq!(result.room_before, Some(fen(room)), "article {}", article.id);
        amount = amount.min(room);
        assert_eq!(
            result.room_after,
            Some(fen(room - amount)),
            "article {}",
            article.id
        );
    }
    assert_eq!(
        result.amount(),
        Some(fen(amount)),
        "article {}: {facts:?}, used {used:?}",
        article.id
    );
}

#[test]
fn one_fen_on_either_side_of_every_limit() {
    let mut checked: BTreeMap<u32, usize> = BTreeMap::new();
    for article in policy().articles() {
        let facts = favourable(article);
        let limit = cap(article, CapPer::Item).or(cap(article, CapPer::EntityYear));
        // Amounts of the base, or counts of the things, at and around the limit.
        let mut variants = Vec::new();
        match (&article.amount().formula, limit) {
            (Formula::Share { of, .. } | Formula::Cost { of }, Some(limit)) => {
                let rate = match &article.amount().formula {
                    Formula::Share { rate, .. } => i128::from(rate.on(day()).expect("a rate").millionths()),
                    _ => 1_000_000,
                };
                let full = (limit * 1_000_000 + rate - 1) / rate;
                for base in [0, 1, 99, 100, full - 100, full - 1, full, full + 1, full * 3] {
                    let base = Money::from_fen(i64::try_from(base).expect("a small amount"));
                    let mut facts = facts.clone();
                    facts.insert(name(*of), FactValue::Text(base.to_string()));
                    variants.push(facts);
                }
            }
            (Formula::Each(all), _) => {
                for each in all {
                    for count in [1, 2, 3, 5, 6, 1_000] {
                        let mut facts = facts.clone();
                        for other in all {
                            facts.insert(name(other.fact), FactValue::Integer(0));
                        }
                        facts.insert(name(each.fact), FactValue::Integer(count));
                        variants.push(facts);
                    }
                }
            }
            _ => variants.push(facts),
        }
        for facts in &variants {
            check(article, facts, None);
            *checked.entry(article.number).or_default() += 1;
            let Some(year) = cap(article, CapPer::EntityYear) else {
                continue;
            };
            let amount = expected(article, facts);
            for used in [
                1,
                year - amount - 1,
                year - amount,
                year - amount + 1,
                year - 1,
                year,
                year + 1,
            ] {
                if used >= 0 {
                    check(article, facts, Some(used));
                    *checked.entry(article.number).or_default() += 1;
                }
            }
        }
    }
    println!("boundary cases by article: {checked:?}");
    assert_eq!(checked.len(), 20);
    assert!(checked.values().sum::<usize>() > 500, "{checked:?}");
}

/// Every condition alone is enough to lose the support, or to leave its amount unstated.
#[test]
fn every_condition_alone_decides() {
    let mut tried = 0;
    for article in policy().articles() {
        let mut facts = favourable(article);
        if let Formula::Share { of, .. } | Formula::Cost { of } = &article.amount().formula {
            facts.insert(name(*of), FactValue::Text("1000.00".to_owned()));
        }
        for condition in article.conditions() {
            let Test::Is(fact, value) = &condition.when else {
                continue;
            };
            let mut other = facts.clone();
            other.insert(name(*fact), FactValue::Bool(!value));
            let assessment = policy()
                .assess(&other.into_iter().collect::<Facts>(), day(), &Options::default())
                .expect("an assessment");
            let result = assessment.article(&article.id).expect("the article");
            assert_ne!(result.outcome, Outcome::Eligible, "{}", condition.id);
            assert_eq!(result.amount(), None, "{}", condition.id);

            let mut unknown = facts.clone();
            unknown.remove(&name(*fact));
            let assessment = policy()
                .assess(
                    &unknown.into_iter().collect::<Facts>(),
                    day(),
                    &Options::default(),
                )
                .expect("an assessment");
            let result = assessment.article(&article.id).expect("the article");
            assert_eq!(result.outcome, Outcome::Unknown, "{}", condition.id);
            assert_eq!(result.missing, [policy().fact_defs()[*fact].name.clone()]);
            tried += 1;
        }
    }
    assert!(tried > 40, "only {tried} conditions");
}
