//! Do many at once come out as they do one by one?

use subsidy::{Column, DEFAULT_POLICY, Facts, Money, Options, Policy, builtin};

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
