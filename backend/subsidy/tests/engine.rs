//! Does the engine answer as it must? Unknowns, silence, room, estimates, replay and bad input.

use chrono::NaiveDate;
use subsidy::{
    Assessment, DEFAULT_POLICY, Facts, Language, Ledger, LedgerEntry, Money, Options, Outcome, Policy,
    ProjectFacts, Request, ScoringTable, StepValue, builtin,
};

fn policy() -> &'static Policy {
    builtin()
        .expect("the built-in policies load")
        .policy(DEFAULT_POLICY)
        .expect("the default policy")
}

fn day() -> NaiveDate {
    "2026-06-30".parse().expect("a day")
}

fn yuan(text: &str) -> Money {
    text.parse().expect("an amount")
}

fn project(reference: &str, direction: &str, accepted_on: &str) -> ProjectFacts {
    ProjectFacts {
        reference: reference.to_owned(),
        direction: Some(direction.to_owned()),
        applicant: Some("enterprise".to_owned()),
        advanced: Some(true),
        replicable: Some(true),
        exemplary: Some(true),
        accepted_on: Some(accepted_on.parse().expect("a day")),
        entity: Some("E1".to_owned()),
        ..ProjectFacts::default()
    }
}

fn entry(entity: &str, year: i32, amount: &str, reference: &str) -> LedgerEntry {
    LedgerEntry {
        entity: entity.to_owned(),
        year,
        group: "scenario-projects".to_owned(),
        amount: yuan(amount),
        reference: reference.to_owned(),
    }
}

fn assess(facts: Facts) -> Assessment {
    policy()
        .assess(&facts, day(), &Options::default())
        .expect("facts that can be assessed")
}

#[test]
fn without_facts_nothing_is_zero_and_nothing_is_granted() {
    let assessment = assess(Facts::new());
    assert_eq!(assessment.articles.len(), 20);
    for article in &assessment.articles {
        assert_eq!(article.outcome, Outcome::Unknown, "article {}", article.article);
        assert_eq!(article.amount(), None);
        assert!(!article.missing.is_empty());
        assert!(article.potential.is_some_and(|most| most > Money::ZERO));
    }
}

#[test]
fn dates_that_the_text_does_not_state_are_said_to_be_so() {
    assert!(policy().in_force().is_none());
    let assessment = assess(Facts::new());
    for article in &assessment.articles {
        let first = article.trace.first().expect("a step");
        assert_eq!((&*first.id, &first.value), ("in_force", &StepValue::NotStated));
    }
}

#[test]
fn every_phrase_of_a_trace_stands_in_its_article_or_preamble() {
    let facts = Facts::new()
        .with("compute.rents", true)
        .with("compute.provider_affiliated", false)
        .with("compute.effect_notable", true)
        .with("compute.contract_total", "2000000.00");
    let mut checked = 0;
    for (rules, result) in policy().articles().iter().zip(&assess(facts).articles) {
        for step in &result.trace {
            let preamble = policy()
                .groups()
                .iter()
                .any(|group| group.articles.contains(&rules.id) && group.text.contains(&*step.phrase));
            assert!(
                rules.text.contains(&*step.phrase) || preamble,
                "article {}: `{}`",
                rules.id,
                step.phrase
            );
            checked += 1;
        }
    }
    assert!(checked > 60, "only {checked} steps");
}

#[test]
fn six_projects_use_two_million_in_the_stated_order() {
    let projects = [
        project("f", "industry", "2026-06-05"),
        project("a", "industry", "2026-01-05"),
        project("c", "agents", "2026-03-05"),
        project("b", "education", "2026-02-05"),
        project("e", "culture-tourism", "2026-05-05"),
        project("d", "healthcare", "2026-04-05"),
    ];
    let results = policy()
        .assess_projects(&projects, day(), &Options::default())
        .expect("results");
    let shown: Vec<(&str, &str, String)> = results
        .iter()
        .map(|result| {
            let article = result.article().expect("an article");
            (
                result.project.reference.as_str(),
                &*article.article,
                article.ceiling.expect("a ceiling").to_string(),
            )
        })
        .collect();
    let full = "500000.00".to_owned();
    let none = "0.00".to_owned();
    assert_eq!(
        shown,
        [
            ("a", "14", full.clone()),
            ("b", "13", full.clone()),
            ("c", "15", full.clone()),
            ("d", "12", full),
            ("e", "11", none.clone()),
            ("f", "14", none),
        ]
    );
}

#[test]
fn projects_of_nobody_cannot_share_room() {
    let nobody = ProjectFacts {
        entity: None,
        ..project("a", "industry", "2026-01-05")
    };
    let error = policy()
        .assess_projects(&[nobody], day(), &Options::default())
        .expect_err("an error");
    assert_eq!(error.code(), "project.entity");
}

#[test]
fn related_companies_are_counted_together_where_the_operator_says_so() {
    let ledger = Ledger::new(vec![entry("E2", 2026, "1800000.00", "x")]).expect("a ledger");
    let ceiling = |related: Vec<String>| {
        let options = Options {
            ledger: &ledger,
            related,
            ..Options::default()
        };
        let assessment = policy()
            .assess_project(&project("a", "industry", "2026-01-05"), day(), &options)
            .expect("an assessment");
        assessment.article("14").and_then(|article| article.ceiling)
    };
    assert_eq!(ceiling(Vec::new()), Some(yuan("500000.00")));
    assert_eq!(ceiling(vec!["E2".to_owned()]), Some(yuan("200000.00")));
}

#[test]
fn an_acceptance_after_the_day_of_assessment_is_refused() {
    let error = policy()
        .assess_project(
            &project("a", "industry", "2026-07-01"),
            day(),
            &Options::default(),
        )
        .expect_err("crossed dates");
    assert_eq!(error.code(), "fact.dates_crossed");
    assert_eq!(error.problems[0].field, "accepted_on");
    let same_day = project("a", "industry", "2026-06-30");
    assert!(
        policy()
            .assess_project(&same_day, day(), &Options::default())
            .is_ok()
    );
}

#[test]
fn a_ledger_that_cannot_be_counted_is_refused() {
    let twice = vec![entry("E1", 2026, "1.00", "x"), entry("E1", 2026, "1.00", "x")];
    assert_eq!(Ledger::new(twice).expect_err("twice").code(), "ledger.twice");
    let negative = vec![entry("E1", 2026, "-1.00", "x")];
    assert_eq!(
        Ledger::new(negative).expect_err("negative").code(),
        "ledger.negative"
    );
    let elsewhere = Ledger {
        entries: vec![LedgerEntry {
            group: "scenario-project".to_owned(),
            ..entry("E1", 2026, "1.00", "x")
        }],
    };
    let options = Options {
        ledger: &elsewhere,
        ..Options::default()
    };
    let error = policy()
        .assess(&Facts::new(), day(), &options)
        .expect_err("an unknown group");
    assert_eq!(error.code(), "ledger.group");
    assert_eq!(error.problems[0].nearest.as_deref(), Some("scenario-projects"));
}

#[test]
fn wrong_facts_name_the_field_and_what_was_expected() {
    for (name, value, code, nearest) in [
        (
            "compute.contract_totl",
            r#""1.00""#,
            "fact.unknown",
            Some("compute.contract_total"),
        ),
        ("compute.contract_total", r#""-1.00""#, "fact.negative", None),
        (
            "compute.contract_total",
            r#""1000000000000.01""#,
            "fact.absurd",
            None,
        ),
        ("compute.contract_total", r#""200万元""#, "fact.type", None),
        (
            "compute.contract_total",
            r#"{"value": "200", "unit": "万元"}"#,
            "fact.unit",
            None,
        ),
        ("compute.contract_total", "true", "fact.type", None),
        ("compute.rents", r#""yes""#, "fact.type", None),
        ("filing.generative_new", "-1", "fact.negative", None),
        ("filing.generative_new", "1000001", "fact.absurd", None),
        ("filing.generative_new", r#""1""#, "fact.type", None),
        (
            "data.purpose",
            r#""model-trainin""#,
            "fact.choice",
            Some("model-training"),
        ),
    ] {
        let request = Request::from_json(&format!("{{\"{name}\": {value}}}")).expect("JSON");
        let error = policy()
            .assess(&request.facts, day(), &Options::default())
            .expect_err(name);
        let problem = &error.problems[0];
        assert_eq!((problem.code, problem.field.as_str()), (code, name), "{value}");
        assert_eq!(problem.nearest.as_deref(), nearest, "{value}");
        assert!(!problem.expected.is_empty());
    }
    let limit = Request::from_json(r#"{"compute.contract_total": "1000000000000.00"}"#).expect("JSON");
    assert!(policy().assess(&limit.facts, day(), &Options::default()).is_ok());
    let fraction = Request::from_json(r#"{"compute.contract_total": 1.5}"#).expect_err("a float");
    assert_eq!(fraction.code(), "facts.not_json");
}

#[test]
fn an_article_that_does_not_exist_is_named() {
    let error = policy().explain("21", Language::Zh).expect_err("no article 21");
    assert_eq!(error.code(), "article.unknown");
    let known = policy().explain("10", Language::Zh).expect("article 10");
    assert!(known.contains("非核定金额") && known.contains("最高给予50万元一次性奖励"));
}

const TABLE: &str = r#"
table: example-2026
operator: {zh: 示例运营方, en: an example operator}
articles: ["14"]
grounds:
  - fact: grade.advanced
    label: {zh: 技术先进, en: technically advanced}
    weight: 40%
    levels: [{grade: A, share: 100%}, {grade: B, share: 50%}]
  - fact: grade.replicable
    label: {zh: 可快速复制推广, en: replicable}
    weight: 60%
    levels: [{grade: A, share: 100%}, {grade: B, share: 70%}]
"#;

#[test]
fn an_estimate_needs_a_table_and_every_grade_and_stays_within_the_room() {
    let table = ScoringTable::from_yaml(TABLE).expect("a table");
    let mut graded = project("a", "industry", "2026-01-05");
    let estimate = |project: &ProjectFacts, table: Option<&ScoringTable>, used: &str| {
        let ledger = Ledger::new(vec![entry("E1", 2026, used, "x")]).expect("a ledger");
        let options = Options {
            ledger: &ledger,
            scoring: table,
            ..Options::default()
        };
        let assessment = policy()
            .assess_project(project, day(), &options)
            .expect("an assessment");
        let article = assessment.article("14").expect("article 14").clone();
        (
            article.ceiling,
            article
                .estimate
                .map(|estimate| (estimate.amount, estimate.share.to_string())),
        )
    };
    assert_eq!(estimate(&graded, None, "0.00"), (Some(yuan("500000.00")), None));
    graded.grades.insert("grade.advanced".into(), "B".into());
    assert_eq!(
        estimate(&graded, Some(&table), "0.00"),
        (Some(yuan("500000.00")), None)
    );
    graded.grades.insert("grade.replicable".into(), "B".into());
    // 40 % of 50 % and 60 % of 70 % are 62 % of 500,000.
    let whole = (
        Some(yuan("500000.00")),
        Some((yuan("310000.00"), "62%".to_owned())),
    );
    assert_eq!(estimate(&graded, Some(&table), "0.00"), whole);
    let held = (
        Some(yuan("200000.00")),
        Some((yuan("200000.00"), "62%".to_owned())),
    );
    assert_eq!(estimate(&graded, Some(&table), "1800000.00"), held);
}

#[test]
fn a_scoring_table_must_be_whole() {
    for (from, to, code) in [
        ("weight: 60%", "weight: 50%", "scoring.weights"),
        ("share: 70%", "share: 170%", "scoring.share"),
        ("grade: B, share: 70%", "grade: A, share: 70%", "scoring.list"),
        ("fact: grade.replicable", "fact: grade.advanced", "scoring.list"),
        ("weight: 60%", "wight: 60%", "scoring.not_a_table"),
    ] {
        let broken = TABLE.replace(from, to);
        assert_ne!(broken, TABLE);
        let error = ScoringTable::from_yaml(&broken).expect_err(to);
        assert_eq!(error.code(), code, "{to}: {error}");
    }
}

#[test]
fn a_kept_assessment_replays_and_says_what_differs() {
    let set = builtin().expect("policies");
    let ledger = Ledger::new(vec![entry("E1", 2026, "1700000.00", "x")]).expect("a ledger");
    let options = Options {
        ledger: &ledger,
        ..Options::default()
    };
    let assessment = policy()
        .assess_project(&project("a", "industry", "2026-01-05"), day(), &options)
        .expect("an assessment");
    let text = serde_json::to_string(&assessment).expect("JSON");
    let kept: Assessment = serde_json::from_str(&text).expect("the same back");
    assert_eq!(kept, assessment);
    let replay = set.replay(&kept).expect("a replay");
    assert!(replay.same && replay.policy_digest.is_none() && replay.engine.is_none());

    let forged: Assessment =
        serde_json::from_str(&text.replace("\"300000.00\"", "\"400000.00\"")).expect("JSON");
    let replay = set.replay(&forged).expect("a replay");
    assert!(!replay.same);
    let at: Vec<&str> = replay
        .differences
        .iter()
        .map(|difference| difference.at.as_str())
        .collect();
    assert!(at.contains(&"/articles/14/ceiling"), "{at:?}");
    let mut older = kept;
    older.policy_digest = "0".repeat(64).into();
    let replay = set.replay(&older).expect("a replay");
    assert!(replay.same && replay.policy_digest.is_some());
}

#[test]
fn questions_come_by_what_is_at_stake() {
    let facts = Facts::new()
        .with("applicant.kind", "enterprise")
        .with("project.advanced", true)
        .with("project.replicable", true)
        .with("project.exemplary", true);
    let questions = policy().questions(&assess(facts));
    let stakes: Vec<Money> = questions.iter().map(|question| question.at_stake).collect();
    assert!(
        !stakes.is_empty() && stakes.is_sorted_by(|a, b| a >= b),
        "{stakes:?}"
    );
    let direction = questions
        .iter()
        .find(|question| &*question.fact.name == "project.direction")
        .expect("the direction is asked for");
    // One project has one direction: 500,000 are at stake, not five times as much.
    assert_eq!(direction.at_stake, yuan("500000.00"));
    assert_eq!(direction.articles.len(), 5);
}

#[test]
fn turning_round_finds_the_smallest_contract_for_the_full_voucher() {
    let facts = Facts::new()
        .with("compute.rents", true)
        .with("compute.provider_affiliated", false)
        .with("compute.effect_notable", true);
    let needed = |article: &str, target: Option<&str>| {
        policy().needed(article, target.map(yuan), &facts, day(), &Options::default())
    };
    let full = needed("1", None).expect("an amount");
    assert_eq!(full.amount, yuan("1666666.67"));
    for (amount, expected) in [("1666666.66", "499999.99"), ("1666666.67", "500000.00")] {
        let result = assess(facts.clone().with("compute.contract_total", amount));
        assert_eq!(
            result.article("1").and_then(|article| article.ceiling),
            Some(yuan(expected))
        );
    }
    assert_eq!(
        needed("1", Some("300000.00")).expect("an amount").amount,
        yuan("1000000.00")
    );
    assert_eq!(
        needed("1", Some("500000.01")).expect_err("too much").code(),
        "needed.above_limit"
    );
    assert_eq!(
        needed("10", Some("1.00")).expect_err("no base").code(),
        "needed.no_base"
    );
    assert_eq!(
        needed("99", None).expect_err("no article").code(),
        "article.unknown"
    );
}

#[test]
fn another_answer_shows_which_article_it_turns() {
    let facts = Facts::new()
        .with("compute.rents", true)
        .with("compute.provider_affiliated", true)
        .with("compute.effect_notable", true)
        .with("compute.contract_total", "100000.00");
    let changes = policy()
        .what_would_change(&facts, day(), &Options::default())
        .expect("changes");
    let turned: Vec<(&str, Outcome, Outcome)> = changes
        .iter()
        .map(|change| (&*change.fact, change.before, change.after))
        .collect();
    assert_eq!(
        turned,
        [("compute.provider_affiliated", Outcome::NotMet, Outcome::Eligible)]
    );
}

#[test]
fn the_year_is_shanghais() {
    let moment = "2025-12-31T16:00:00Z".parse().expect("a moment");
    assert_eq!(subsidy::shanghai_day(moment).to_string(), "2026-01-01");
    let before = "2025-12-31T15:59:59Z".parse().expect("a moment");
    assert_eq!(subsidy::shanghai_day(before).to_string(), "2025-12-31");
}

#[test]
fn amounts_are_exact_and_only_amounts() {
    for text in ["0.00", "0.01", "500000.50", "-3.20", "92233720368547758.07"] {
        assert_eq!(yuan(text).to_string(), text);
    }
    for text in [
        "",
        ".",
        "1.",
        ".5",
        "1.234",
        "1,000",
        "1e3",
        "+1",
        "--1",
        " 1",
        "92233720368547758.08",
    ] {
        assert!(text.parse::<Money>().is_err(), "`{text}` was read as an amount");
    }
}

#[test]
fn the_schema_names_every_fact_once() {
    let schema = policy().fact_schema();
    let properties = schema["properties"].as_object().expect("properties");
    assert_eq!(properties.len(), policy().fact_defs().len());
    assert!(properties.len() > 40);
    for (name, property) in properties {
        assert!(
            !property["x-articles"].as_array().expect("articles").is_empty(),
            "{name}"
        );
    }
}

#[test]
fn the_engines_digest_covers_every_file_of_the_engine() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/engine");
    let head = std::fs::read_to_string(format!("{folder}/mod.rs")).expect("the engine");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("the engine's folder") {
        let name = entry.expect("an entry").file_name();
        let included = format!("include_str!(\"{}\")", name.to_string_lossy());
        assert!(head.contains(&included), "{included} is missing");
        files += 1;
    }
    assert!(files >= 6);
    assert!(subsidy::engine_id().starts_with("subsidy 0."));
}
