//! Do many at once come out as they do one by one?

use subsidy::{Column, DEFAULT_POLICY, FactDef, FactType, Facts, Money, Options, Policy, builtin};

/// Enough for several threads.
const ROWS: usize = 9_000;

fn policy() -> &'static Policy {
    builtin()
        .expect("the built-in policies load")
        .policy(DEFAULT_POLICY)
        .expect("the default policy")
}

fn columns(rows: usize) -> (Vec<Option<bool>>, Vec<Option<Money>>) {
    let affiliated = (0..rows)
        .map(|row| [Some(false), Some(true), None][row % 3])
        .collect();
    let totals = (0..rows)
        .map(|row| (row % 7 > 0).then(|| Money::from_fen(row as i64 * 1_234_567)))
        .collect();
    (affiliated, totals)
}

#[test]
fn a_batch_gives_what_single_assessments_give() {
    let (affiliated, totals) = columns(ROWS);
    let day = "2026-06-30".parse().expect("a day");
    let batch = policy()
        .assess_many(
            "1",
            &[
                ("compute.rents", Column::Bool(vec![Some(true); ROWS])),
                ("compute.effect_notable", Column::Bool(vec![Some(true); ROWS])),
                ("compute.provider_affiliated", Column::Bool(affiliated.clone())),
                ("compute.contract_total", Column::Money(totals.clone())),
            ],
            day,
        )
        .expect("a batch");
    let mut granted = 0;
    for row in 0..ROWS {
        let mut facts = Facts::new()
            .with("compute.rents", true)
            .with("compute.effect_notable", true);
        if let Some(value) = affiliated[row] {
            facts.set("compute.provider_affiliated", value);
        }
        if let Some(value) = totals[row] {
            facts.set("compute.contract_total", value);
        }
        let single = policy()
            .assess(&facts, day, &Options::default())
            .expect("an assessment");
        let single = single.article("1").expect("article 1");
        assert_eq!(batch.outcomes[row], single.outcome, "row {row}");
        assert_eq!(batch.amounts[row], single.amount(), "row {row}");
        granted += usize::from(single.amount().is_some());
    }
    assert!(
        (ROWS / 6..ROWS).contains(&granted),
        "{granted} of {ROWS} rows have an amount"
    );
}

#[test]
fn wrong_columns_are_refused_with_their_row() {
    let day = "2026-06-30".parse().expect("a day");
    let code = |article: &str, name: &str, column: Column| {
        let error = policy()
            .assess_many(article, &[(name, column)], day)
            .expect_err("an error");
        (error.code(), error.problems[0].found.clone())
    };
    let amounts = |yuan: i64| Column::Money(vec![Some(Money::ZERO), Some(Money::from_yuan(yuan))]);
    let negative = code("1", "compute.contract_total", amounts(-1));
    assert_eq!(negative.0, "fact.negative");
    assert!(negative.1.contains("row 1"), "{}", negative.1);
    assert_eq!(
        code("1", "compute.contract_total", amounts(1_000_000_000_001)).0,
        "fact.absurd"
    );
    assert_eq!(code("1", "compute.contract_totl", amounts(1)).0, "fact.unknown");
    assert_eq!(code("1", "compute.rents", amounts(1)).0, "fact.type");
    assert_eq!(
        code("21", "compute.contract_total", amounts(1)).0,
        "article.unknown"
    );
    let uneven = [
        ("compute.contract_total", amounts(1)),
        ("compute.rents", Column::Bool(vec![Some(true)])),
    ];
    let error = policy()
        .assess_many("1", &uneven, day)
        .expect_err("uneven columns");
    assert_eq!(error.code(), "batch.length");
}

#[test]
fn every_article_comes_out_as_one_by_one_whatever_is_unknown() {
    const ROWS: usize = 729;
    let day = "2026-06-30".parse().expect("a day");
    let schema = policy().fact_schema();
    let mut eligible = 0;
    for article in policy().articles() {
        let id = &*article.id;
        let asks = |def: &&FactDef| {
            let articles = schema["properties"][&*def.name]["x-articles"].as_array();
            articles.is_some_and(|all| all.iter().any(|a| a == id))
        };
        let defs = || policy().fact_defs().iter().filter(asks);
        let choices: Vec<(&str, String)> = defs()
            .filter_map(|def| match &def.kind {
                FactType::Choice { choices } => Some((&*def.name, choices[0].value.to_string())),
                _ => None,
            })
            .collect();
        // Each yes/no fact runs through its three values, the first mostly in favour; the number through sizes and gaps.
        let bool_at = |place: usize, row: usize| match (row / 3usize.pow(place as u32 % 6)) % 3 {
            0 => Some(true),
            1 => Some(false),
            _ => None,
        };
        let money_at =
            |row: usize| (!row.is_multiple_of(5)).then(|| Money::from_fen(row as i64 * row as i64 * 1_237));
        let bools: Vec<&str> = names(defs(), |kind| matches!(kind, FactType::Bool));
        let amounts: Vec<&str> = names(defs(), |kind| matches!(kind, FactType::Money));
        let mut columns: Vec<(&str, Column)> = Vec::new();
        for (name, value) in &choices {
            columns.push((name, Column::Choice(value.clone())));
        }
        for (place, name) in bools.iter().enumerate() {
            columns.push((
                name,
                Column::Bool((0..ROWS).map(|row| bool_at(place, row)).collect()),
            ));
        }
        for name in &amounts {
            columns.push((name, Column::Money((0..ROWS).map(money_at).collect())));
        }
        let rows = if bools.is_empty() && amounts.is_empty() {
            1
        } else {
            ROWS
        };
        let batch = policy().assess_many(id, &columns, day).expect("a batch");
        assert_eq!(batch.outcomes.len(), rows, "article {id}");
        for row in 0..rows {
            let mut facts = Facts::new();
            for (name, value) in &choices {
                facts.set(*name, value.as_str());
            }
            for (place, name) in bools.iter().enumerate() {
                if let Some(value) = bool_at(place, row) {
                    facts.set(*name, value);
                }
            }
            for name in &amounts {
                if let Some(value) = money_at(row) {
                    facts.set(*name, value);
                }
            }
            // Each article alone: in one assessment earlier articles of its group would use its room.
            let single = policy()
                .assess(&facts, day, &Options::default())
                .expect("an assessment");
            let single = single.article(id).expect("the article");
            assert_eq!(batch.outcomes[row], single.outcome, "article {id}, row {row}");
            assert_eq!(batch.amounts[row], single.amount(), "article {id}, row {row}");
            eligible += usize::from(single.amount().is_some());
        }
    }
    assert!(eligible > 500, "hardly anything is granted: {eligible}");
}

fn names<'a>(defs: impl Iterator<Item = &'a FactDef>, wanted: impl Fn(&FactType) -> bool) -> Vec<&'a str> {
    defs.filter(|def| wanted(&def.kind))
        .map(|def| &*def.name)
        .collect()
}
