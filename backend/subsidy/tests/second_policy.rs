//! Is a second policy only a folder? An invented one with dates, thresholds, bonuses and a shared cap.

use std::path::PathBuf;

use chrono::NaiveDate;
use subsidy::{
    Assessment, Exclusion, Facts, Ledger, LedgerEntry, Money, Options, Outcome, PlanItem, PlanRequest,
    PolicySet,
};

fn set() -> PolicySet {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/policies");
    PolicySet::load_dir(&folder).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn facts(staff: i64, spent: &str, first: bool, place: &str) -> Facts {
    Facts::new()
        .with("firm.staff", staff)
        .with("robots.spent", spent)
        .with("robots.first", first)
        .with("firm.place", place)
}

fn on(day: &str, facts: &Facts) -> Assessment {
    let day: NaiveDate = day.parse().expect("a day");
    set()
        .policy("lakeside-robots")
        .expect("the invented policy")
        .assess(facts, day, &Options::default())
        .expect("an assessment")
}

fn first(day: &str, facts: &Facts) -> (Outcome, Option<String>) {
    let assessment = on(day, facts);
    let article = assessment.article("1").expect("article 1");
    (article.outcome, article.exact.map(|amount| amount.to_string()))
}

fn eligible(amount: &str) -> (Outcome, Option<String>) {
    (Outcome::Eligible, Some(amount.to_owned()))
}

#[test]
fn days_outside_the_period_are_not_in_force_and_never_zero() {
    let facts = facts(50, "200000.00", false, "town");
    assert_eq!(first("2023-12-31", &facts), (Outcome::NotInForce, None));
    assert_eq!(first("2027-01-01", &facts), (Outcome::NotInForce, None));
    assert_eq!(first("2026-12-31", &facts), eligible("30000.00"));
}

#[test]
fn the_first_day_is_a_day_in_force() {
    let outcome = |day: &str| {
        let assessment = on(day, &Facts::new().with("firm.staff", 5));
        assessment.article("2").map(|article| article.outcome)
    };
    assert_eq!(outcome("2023-12-31"), Some(Outcome::NotInForce));
    assert_eq!(outcome("2024-01-01"), Some(Outcome::Eligible));
}

#[test]
fn a_plan_reads_constants_on_the_first_day_of_the_claim() {
    let set = set();
    let policy = set.policy("lakeside-robots").expect("the invented policy");
    let plan = |from: &str, years: Vec<i32>| {
        let item = PlanItem {
            reference: "p".to_owned(),
            facts: facts(50, "200000.00", false, "town"),
            from: from.parse().expect("a day"),
            years,
        };
        let request = PlanRequest {
            entity: "E".to_owned(),
            related: Vec::new(),
            items: vec![item],
            ledger: Ledger::default(),
            exclusion: Exclusion::OneArticle,
        };
        policy.plan(&request).expect("a plan")
    };
    // In January 2024 the rate has no value yet, in June it is 10 %, in 2025 it is 15 %.
    assert_eq!(plan("2024-01-15", vec![2024]).unused, ["p"]);
    assert_eq!(
        plan("2024-06-01", vec![2024]).best.total,
        Money::from_yuan(20_000)
    );
    assert_eq!(
        plan("2024-06-01", vec![2024, 2025]).best.total,
        Money::from_yuan(30_000)
    );
}

#[test]
fn a_constant_has_the_value_of_its_day_and_none_before_the_first() {
    let facts = facts(50, "200000.00", false, "town");
    assert_eq!(
        first("2024-01-31", &facts),
        (Outcome::NotInForce, None),
        "before the first rate"
    );
    assert_eq!(
        first("2024-02-29", &facts),
        (Outcome::NotInForce, None),
        "a rate, but no cap yet"
    );
    assert_eq!(first("2024-03-01", &facts), eligible("20000.00"));
    assert_eq!(first("2024-12-31", &facts), eligible("20000.00"));
    assert_eq!(first("2025-01-01", &facts), eligible("30000.00"));
}

#[test]
fn thresholds_hold_on_both_sides() {
    let day = "2025-06-01";
    let outcome = |staff, spent: &str| first(day, &facts(staff, spent, false, "town")).0;
    assert_eq!(outcome(19, "200000.00"), Outcome::NotMet);
    assert_eq!(outcome(20, "200000.00"), Outcome::Eligible);
    assert_eq!(outcome(499, "200000.00"), Outcome::Eligible);
    assert_eq!(outcome(500, "200000.00"), Outcome::NotMet);
    assert_eq!(outcome(50, "100000.00"), Outcome::NotMet);
    assert_eq!(outcome(50, "100000.01"), Outcome::Eligible);
}

#[test]
fn bonuses_add_and_the_cap_on_the_item_holds_them() {
    let day = "2025-06-01";
    assert_eq!(
        first(day, &facts(50, "200000.00", true, "town")),
        eligible("40000.00")
    );
    assert_eq!(
        first(day, &facts(50, "200000.00", false, "country")),
        eligible("50000.00")
    );
    assert_eq!(
        first(day, &facts(50, "200000.00", true, "country")),
        eligible("60000.00")
    );
    assert_eq!(
        first(day, &facts(50, "2000000.00", true, "country")),
        eligible("200000.00")
    );
    let without_place = Facts::new()
        .with("firm.staff", 50)
        .with("robots.spent", "200000.00")
        .with("robots.first", true);
    let assessment = on(day, &without_place);
    let article = assessment.article("1").expect("article 1");
    assert_eq!(article.outcome, Outcome::Unknown);
    assert_eq!(article.potential, Some(Money::from_yuan(60_000)));
}

#[test]
fn articles_of_one_group_share_the_room_of_the_year() {
    let set = set();
    let policy = set.policy("lakeside-robots").expect("the invented policy");
    let ledger = Ledger::new(vec![LedgerEntry {
        entity: "E".to_owned(),
        year: 2025,
        group: "robots".to_owned(),
        amount: Money::from_yuan(250_000),
        reference: "earlier".to_owned(),
    }])
    .expect("a ledger");
    let options = Options {
        ledger: &ledger,
        entity: Some("E".to_owned()),
        ..Options::default()
    };
    let small = Facts::new().with("firm.staff", 5);
    let day = "2025-06-01".parse().expect("a day");
    let assessment = policy.assess(&small, day, &options).expect("an assessment");
    let article = assessment.article("2").expect("article 2");
    assert_eq!(article.ceiling, Some(Money::from_yuan(50_000)));
    assert_eq!(article.limited_by.as_deref(), Some("robots.year"));
    assert_eq!(
        assessment.article("1").map(|one| one.outcome),
        Some(Outcome::NotMet)
    );
}

#[test]
fn a_policy_that_is_not_there_is_named_with_the_nearest() {
    let set = set();
    let error = set.policy("lakeside-robot").expect_err("no such policy");
    assert_eq!(error.code(), "policy.unknown");
    assert_eq!(error.nearest.as_deref(), Some("lakeside-robots"));
}

#[test]
fn two_articles_of_one_group_in_one_assessment_use_one_room() {
    // 2,000,000 bought for the first time: 200,000 of article 1 leave 100,000 for article 3.
    let assessment = on("2025-06-01", &facts(50, "2000000.00", true, "town"));
    let one = assessment.article("1").expect("article 1");
    assert_eq!(one.room_after, Some(Money::from_yuan(100_000)));
    let three = assessment.article("3").expect("article 3");
    assert_eq!(three.room_before, Some(Money::from_yuan(100_000)));
    assert_eq!(three.ceiling, Some(Money::from_yuan(60_000)));
    assert_eq!(three.room_after, Some(Money::from_yuan(40_000)));
}

#[test]
fn a_missing_fact_goes_before_silence_and_only_what_would_settle_it_is_asked() {
    let third = |facts: Facts| {
        let assessment = on("2025-06-01", &facts);
        let article = assessment.article("3").expect("article 3");
        let missing: Vec<String> = article.missing.iter().map(ToString::to_string).collect();
        (article.outcome, missing)
    };
    let none = Vec::new;
    let staffed = Facts::new().with("firm.staff", 5);
    let in_town = staffed.clone().with("firm.place", "town");
    assert_eq!(
        third(in_town.clone()),
        (Outcome::Unknown, vec!["robots.first".to_owned()])
    );
    assert_eq!(
        third(in_town.clone().with("robots.first", false)),
        (Outcome::NotStated, none())
    );
    assert_eq!(
        third(in_town.with("robots.first", true)),
        (Outcome::Eligible, none())
    );
    assert_eq!(
        third(staffed.with("firm.place", "country")),
        (Outcome::Eligible, none())
    );
    // Outside is enough: whether it is the first purchase no longer matters, the staff does.
    let outside = Facts::new().with("firm.place", "country");
    assert_eq!(third(outside), (Outcome::Unknown, vec!["firm.staff".to_owned()]));
}

#[test]
fn what_is_at_stake_in_one_room_is_the_most_of_its_articles() {
    let facts = Facts::new()
        .with("robots.spent", "2000000.00")
        .with("robots.first", true)
        .with("firm.place", "town");
    let assessment = on("2025-06-01", &facts);
    let set = set();
    let policy = set.policy("lakeside-robots").expect("the invented policy");
    let questions = policy.questions(&assessment);
    let shown: Vec<(&str, usize, Money)> = questions
        .iter()
        .map(|question| (&*question.fact.name, question.articles.len(), question.at_stake))
        .collect();
    // Articles 1 (200,000), 2 (80,000) and 3 (60,000) share one room.
    assert_eq!(shown, [("firm.staff", 3, Money::from_yuan(200_000))]);
}
