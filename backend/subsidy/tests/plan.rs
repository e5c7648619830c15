//! Is the plan the best there is? Room over three years, articles that compete, and what decided.

use std::time::Instant;

use subsidy::{
    DEFAULT_POLICY, Exclusion, Facts, Ledger, LedgerEntry, Money, Plan, PlanItem, PlanRequest, builtin,
};

fn plan(request: &PlanRequest) -> Plan {
    builtin()
        .expect("the built-in policies load")
        .policy(DEFAULT_POLICY)
        .expect("the default policy")
        .plan(request)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn request(items: Vec<PlanItem>) -> PlanRequest {
    PlanRequest {
        entity: "E".to_owned(),
        related: Vec::new(),
        items,
        ledger: Ledger::default(),
        exclusion: Exclusion::OneArticle,
    }
}

fn item(reference: String, facts: Facts, years: &[i32]) -> PlanItem {
    PlanItem {
        reference,
        facts,
        from: "2026-01-01".parse().expect("a day"),
        years: years.to_vec(),
    }
}

fn project() -> Facts {
    Facts::new()
        .with("applicant.kind", "enterprise")
        .with("project.direction", "industry")
        .with("project.advanced", true)
        .with("project.replicable", true)
        .with("project.exemplary", true)
}

/// A vertical application of a third-party model, bought for `yuan`.
fn calls(facts: Facts, yuan: i64) -> Facts {
    facts
        .with("modelcall.route", "third-party-api")
        .with("modelcall.vertical", true)
        .with("modelcall.contract_total", yuan)
}

fn yuan(amount: i64) -> Money {
    Money::from_yuan(amount)
}

#[test]
fn projects_spread_over_the_years_and_the_cap_that_decided_is_named() {
    let items = (0..6)
        .map(|n| item(format!("p{n}"), project(), &[2026]))
        .collect();
    let crowded = plan(&request(items));
    assert_eq!(crowded.best.total, yuan(2_000_000));
    assert!(crowded.proven);
    assert_eq!(crowded.deciding.len(), 1);
    assert_eq!(&*crowded.deciding[0].group, "scenario-projects");
    assert_eq!(crowded.deciding[0].year, Some(2026));
    assert_eq!(crowded.deciding[0].held_back, yuan(1_000_000));

    let items = (0..6)
        .map(|n| item(format!("p{n}"), project(), &[2026, 2027]))
        .collect();
    let spread = plan(&request(items));
    assert_eq!(spread.best.total, yuan(3_000_000));
    assert!(spread.deciding.is_empty(), "{:?}", spread.deciding);
}

#[test]
fn one_expense_takes_the_article_that_leaves_most_room_for_the_rest() {
    // Five projects fill the room of 2,000,000 with four; the fifth is worth more as a model voucher.
    let mut items: Vec<PlanItem> = (0..4)
        .map(|n| item(format!("p{n}"), project(), &[2026]))
        .collect();
    items.push(item("both".to_owned(), calls(project(), 800_000), &[2026]));
    let best = plan(&request(items.clone()));
    assert_eq!(best.best.total, yuan(2_240_000));
    let both = best
        .best
        .claims
        .iter()
        .find(|claim| claim.reference == "both")
        .expect("a claim");
    assert_eq!((&*both.article, both.amount), ("6", yuan(240_000)));
    let runner_up = best.runner_up.expect("a runner-up");
    assert_eq!(runner_up.total, yuan(2_000_000));

    let stacked = plan(&PlanRequest {
        exclusion: Exclusion::EveryArticle,
        ..request(vec![item("both".to_owned(), calls(project(), 800_000), &[2026])])
    });
    assert_eq!(stacked.best.total, yuan(740_000));
    let single = plan(&request(vec![item(
        "both".to_owned(),
        calls(project(), 800_000),
        &[2026],
    )]));
    assert_eq!(single.best.total, yuan(500_000));
}

#[test]
fn the_ledger_and_what_is_given_once_are_counted() {
    let platform = Facts::new()
        .with("applicant.kind", "alliance")
        .with("platform.runs", true)
        .with("platform.rewarded_before", false)
        .with("platform.effect_notable", true);
    let items = vec![
        item("one".to_owned(), platform.clone(), &[2026, 2027]),
        item("two".to_owned(), platform.clone(), &[2026, 2027]),
    ];
    let twice = plan(&request(items.clone()));
    assert_eq!(twice.best.total, yuan(500_000));
    assert_eq!(twice.best.claims.len(), 1);
    let entry = |group: &str, amount| LedgerEntry {
        entity: "E".to_owned(),
        year: 2026,
        group: group.to_owned(),
        amount: yuan(amount),
        reference: "earlier".to_owned(),
    };
    let rewarded = PlanRequest {
        ledger: Ledger::new(vec![entry("10", 300_000)]).expect("a ledger"),
        ..request(items)
    };
    assert_eq!(plan(&rewarded).best.total, Money::ZERO);
    let used = PlanRequest {
        ledger: Ledger::new(vec![entry("scenario-projects", 1_700_000)]).expect("a ledger"),
        ..request(vec![item("p".to_owned(), project(), &[2026])])
    };
    assert_eq!(plan(&used).best.total, yuan(300_000));
}

#[test]
fn plans_that_make_no_sense_are_refused() {
    let policy = builtin()
        .expect("policies")
        .policy(DEFAULT_POLICY)
        .expect("the policy");
    let code = |items| policy.plan(&request(items)).expect_err("an error").code();
    let one = item("p".to_owned(), project(), &[2026]);
    assert_eq!(code(vec![one.clone(), one.clone()]), "plan.twice");
    assert_eq!(
        code(vec![PlanItem {
            years: Vec::new(),
            ..one.clone()
        }]),
        "plan.no_year"
    );
    assert_eq!(
        code(vec![PlanItem {
            years: vec![2025],
            ..one
        }]),
        "plan.year"
    );
}

/// Sixty projects over three years with uneven vouchers beside them: proven, and fast enough to wait for.
#[test]
fn sixty_projects_over_three_years_are_planned_exactly() {
    for step in [7_919, 12_345, 20_011] {
        let items: Vec<PlanItem> = (0..60)
            .map(|n| {
                let contract = 60_000 + (n * step) % 900_000;
                let facts = if n % 3 == 0 { project() } else { Facts::new() };
                item(format!("p{n:02}"), calls(facts, contract), &[2026, 2027, 2028])
            })
            .collect();
        let start = Instant::now();
        let plan = plan(&request(items));
        let took = start.elapsed();
        println!("60 items: {} proven {} in {took:?}", plan.best.total, plan.proven);
        assert!(plan.proven, "bound {}, found {}", plan.bound, plan.best.total);
        // Three years of 2,000,000 for projects and of 300,000 for model vouchers.
        assert_eq!(plan.best.total, yuan(6_900_000));
    }
}

/// Vouchers that together come to just about the rooms: the hardest kind, for every fen of waste counts.
#[test]
fn a_tight_fit_is_found_or_said_to_be_unproven() {
    for (count, per_item) in [(12, 250_000), (24, 125_000), (60, 50_000)] {
        let items: Vec<PlanItem> = (0..count)
            .map(|n| {
                let contract = per_item - 20_000 + (n * 7_919) % 40_000;
                item(
                    format!("p{n:02}"),
                    calls(Facts::new(), contract),
                    &[2026, 2027, 2028],
                )
            })
            .collect();
        let start = Instant::now();
        let plan = plan(&request(items));
        println!(
            "{count} items: {} of at most {} proven {} in {:?}",
            plan.best.total,
            plan.bound,
            plan.proven,
            start.elapsed()
        );
        assert!(plan.best.total <= plan.bound);
        assert_eq!(plan.proven, plan.best.total == plan.bound);
    }
}
