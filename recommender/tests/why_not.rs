//! Why a solution stands where it stands, and what would change it.

#[path = "support/demo.rs"]
mod demo;
mod support;

use recommender::{Engine, Facets, MatchOptions, Params, Scenario, Solution, Spread, Verdict, WhyNot};

fn scenario() -> Scenario {
    Scenario {
        requirements: vec![
            support::requirement("r1", "响应时间不超过 200 毫秒"),
            support::requirement("r2", "支持设备离线告警推送"),
        ],
        facets: Facets {
            deployments: vec!["on-premises".into()],
            ..Facets::default()
        },
        budget_fen: Some(50_000_000),
        days: Some(90),
        ..support::scenario("want", "园区能耗监测", "对园区的水电能耗做实时监测与异常提醒。")
    }
}

fn slow() -> Solution {
    Solution {
        capabilities: vec![support::capability("c1", "实时监测，响应时间 350 毫秒")],
        facets: Facets {
            deployments: vec!["public-cloud".into()],
            ..Facets::default()
        },
        price_low_fen: Some(60_000_000),
        price_high_fen: Some(70_000_000),
        delivery_days: Some(120),
        vendor: Some("v1".into()),
        ..support::solution("slow", "园区能耗监测平台", "监测园区水电能耗，提醒异常。")
    }
}

fn engine() -> Engine {
    let good = Solution {
        capabilities: vec![
            support::capability("c1", "响应时间 150 毫秒"),
            support::capability("c2", "支持设备离线告警推送"),
        ],
        ..support::solution("good", "园区能耗实时监测", "园区水电能耗实时监测与异常提醒。")
    };
    let mut rows = vec![good, slow()];
    rows.extend(support::solutions());
    Engine::fit(rows, vec![scenario()], support::analyzer(), &Params::default()).expect("legal rows")
}

fn ask(engine: &Engine, solution: &Solution, top: usize) -> WhyNot {
    let options = MatchOptions {
        top,
        ..MatchOptions::default()
    };
    engine
        .why_not(&scenario(), solution, &options, &support::all_of(top), |_| false)
        .expect("an answer")
}

#[test]
fn every_gate_that_refuses_is_named_and_opened_by_a_change() {
    let why = ask(&engine(), &slow(), 10);
    assert_eq!(why.refused, ["deployment", "budget"]);
    assert_eq!(why.rank, None);
    let together = why.together.expect("several changes");
    assert_eq!(together.rank, Some(1), "{:?}", why.changes);
    // One gate alone leaves the other shut.
    for change in &why.changes {
        assert_eq!(change.rank, None, "{change:?}");
    }
    let codes: Vec<&str> = why.changes.iter().map(|c| c.code.as_str()).collect();
    for code in [
        "deployment",
        "price_within_budget",
        "delivery_in_time",
        "meets_figure",
        "states_requirement",
    ] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
}

#[test]
fn what_is_foretold_comes_true_when_the_row_is_changed() {
    let mut engine = engine();
    let open = Solution {
        facets: Facets::default(),
        price_low_fen: None,
        price_high_fen: None,
        delivery_days: None,
        ..slow()
    };
    engine.upsert_solution(open.clone()).expect("a legal row");
    let options = MatchOptions::default();
    let entry = |engine: &Engine| {
        let list = engine.match_scenario(&scenario(), &options).expect("a list");
        let entry = list.entries.into_iter().find(|e| e.id == "slow");
        entry.expect("it is listed")
    };
    // As in the list.
    let why = ask(&engine, &open, 10);
    let now = entry(&engine);
    assert_eq!((why.rank, why.score), (Some(now.rank), now.score));
    assert_eq!(why.coverage, now.coverage);
    assert_eq!(why.coverage[0].verdict, Verdict::Contradicted);

    let change = why
        .changes
        .iter()
        .find(|c| c.code == "meets_figure")
        .expect("a figure that fails");
    assert_eq!(change.requirement.as_deref(), Some("r1"));
    let mut faster = open;
    faster.capabilities[0].text = faster.capabilities[0]
        .text
        .replace(&change.values["offered"], &change.values["asked"]);
    engine.upsert_solution(faster).expect("a legal row");
    let then = entry(&engine);
    assert_eq!((Some(then.rank), then.score), (change.rank, change.score));
    assert!(then.score > now.score);
}

#[test]
fn deciding_features_are_those_of_the_last_shown_row() {
    let why = ask(&engine(), &slow(), 1);
    let list = engine()
        .match_scenario(&scenario(), &MatchOptions::default())
        .expect("a list");
    let first = &list.entries[0];
    assert_eq!(why.bar, Some(first.score));
    let coverage = why
        .deciding
        .iter()
        .find(|d| d.name == "coverage")
        .expect("coverage decides");
    let shown = first
        .components
        .iter()
        .find(|c| c.name == "coverage")
        .map(|c| c.value);
    assert_eq!(coverage.shown, shown);
    assert!(coverage.costs > 0.0 && coverage.own < coverage.shown);
    assert!(why.deciding.windows(2).all(|w| w[0].costs >= w[1].costs));
}

#[test]
fn a_buyer_s_own_solution_has_nothing_to_change() {
    let options = MatchOptions {
        exclude_vendor: Some("v1".into()),
        ..MatchOptions::default()
    };
    let why = engine()
        .why_not(
            &scenario(),
            &slow(),
            &options,
            &support::all_of(options.top),
            |_| false,
        )
        .expect("an answer");
    assert_eq!(
        (why.refused, why.changes, why.rank),
        (vec!["vendor".to_owned()], vec![], None)
    );
}

#[test]
fn nobody_to_stand_behind_and_nothing_said_are_legal() {
    let engine = Engine::fit(vec![], vec![], support::analyzer(), &Params::default()).expect("empty");
    let why = ask(
        &engine,
        &Solution {
            id: "x".into(),
            ..Solution::default()
        },
        3,
    );
    assert_eq!((why.shown, why.bar, why.deciding.len()), (0, None, 0));
    assert!(why.changes.iter().all(|c| c.rank == Some(1)));
    let none = MatchOptions {
        top: 0,
        ..MatchOptions::default()
    };
    assert!(
        engine
            .why_not(&scenario(), &slow(), &none, &support::all_of(10), |_| false)
            .is_err()
    );
}

#[test]
fn one_vendor_s_limit_counts_in_the_place() {
    let of = |id: &str, vendor: &str, capabilities: &[&str]| Solution {
        capabilities: capabilities
            .iter()
            .map(|text| support::capability(text, text))
            .collect(),
        vendor: Some(vendor.into()),
        ..support::solution(id, "园区能耗实时监测", "园区水电能耗实时监测与异常提醒。")
    };
    let both = ["响应时间 150 毫秒", "支持设备离线告警推送"];
    let rows = vec![
        of("a1", "a", &both),
        of("a2", "a", &both),
        of("a3", "a", &both[..1]),
        of("b1", "b", &[]),
    ];
    let engine = Engine::fit(rows, vec![scenario()], support::analyzer(), &Params::default());
    let engine = engine.expect("legal rows");
    let ask = |id: &str, per_vendor: usize| {
        let spread = Spread {
            per_vendor,
            ..support::all_of(10)
        };
        let row = engine.solution(id).expect("taken in");
        engine
            .why_not(&scenario(), row, &MatchOptions::default(), &spread, |_| false)
            .expect("an answer")
    };
    // Two of the vendor are ahead of the third, which leaves its place to the next vendor's.
    let third = ask("a3", 2);
    assert_eq!(
        (third.rank, &third.refused[..]),
        (None, &["per_vendor".to_owned()][..])
    );
    assert_eq!(third.shown, 3);
    assert_eq!(ask("b1", 2).rank, Some(3));
    assert_eq!((ask("a3", 3).rank, ask("b1", 3).rank), (Some(3), Some(4)));
    let wrong = Spread {
        per_vendor: 0,
        ..support::all_of(10)
    };
    assert!(
        engine
            .why_not(&scenario(), &slow(), &MatchOptions::default(), &wrong, |_| false)
            .is_err()
    );
}

#[test]
fn the_place_that_is_told_is_the_place_in_the_list() {
    let engine = Engine::fit(
        demo::solutions(),
        demo::scenarios(),
        demo::analyzer(),
        &Params::default(),
    )
    .expect("legal rows");
    let spread = Spread {
        top: 8,
        per_vendor: 2,
        newcomers: 4,
    };
    let options = MatchOptions {
        top: 40,
        ..MatchOptions::default()
    };
    let vendor = |id: &str| engine.solution(id).and_then(|row| row.vendor.clone());
    let new = |vendor: &str| vendor.bytes().map(usize::from).sum::<usize>() % 4 == 0;
    let (mut places, mut invited, mut capped) = (0, 0, 0);
    for scenario in demo::scenarios().iter().take(8) {
        let ranked = engine.match_scenario(scenario, &options).expect("a list");
        let list = spread.apply(ranked.clone(), vendor, new).expect("shared out");
        for entry in &ranked.entries {
            let row = engine.solution(&entry.id).expect("taken in");
            let why = engine.why_not(scenario, row, &options, &spread, new);
            let why = why.expect("an answer");
            assert_eq!(why.shown, list.entries.len());
            match list.entries.iter().find(|shown| shown.id == entry.id) {
                Some(shown) => {
                    assert_eq!(why.rank, Some(shown.rank), "{} {}", scenario.id, entry.id);
                    places += 1;
                    invited += usize::from(shown.reasons.iter().any(|r| r.code == "new_vendor"));
                }
                None if why.refused == ["per_vendor"] => {
                    assert_eq!(why.rank, None);
                    capped += 1;
                }
                None => assert!(why.rank.is_some_and(|rank| rank > list.entries.len()), "{why:?}"),
            }
        }
    }
    assert!(
        places > 50 && invited > 2 && capped > 10,
        "{places} {invited} {capped}"
    );
}
