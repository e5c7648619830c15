//! Lists, filters, updates, saving: through the public interface.

mod support;

use recommender::{Engine, Error, Facets, MatchOptions, Params, Requirement, Scenario, Solution, Verdict};
use support::{analyzer, capability, engine, requirement, scenario, scenarios, solution, solutions};

fn ids(list: &recommender::MatchList) -> Vec<&str> {
    list.entries.iter().map(|e| e.id.as_str()).collect()
}

#[test]
fn each_side_finds_its_counterpart() {
    let engine = engine();
    let all = MatchOptions::default();
    for (demand, expected) in [("farm", "water"), ("call", "hotline")] {
        let row = engine.scenario(demand).expect("taken in").clone();
        assert_eq!(
            ids(&engine.match_scenario(&row, &all).expect("a list"))[0],
            expected
        );
        let offer = engine.solution(expected).expect("taken in").clone();
        assert_eq!(
            ids(&engine.match_solution(&offer, &all).expect("a list"))[0],
            demand
        );
    }
}

#[test]
fn both_sides_see_the_same_score() {
    let engine = engine();
    let options = MatchOptions::default();
    let mut compared = 0;
    for demand in scenarios() {
        for entry in engine.match_scenario(&demand, &options).expect("a list").entries {
            let offer = engine.solution(&entry.id).expect("taken in").clone();
            let back = engine.match_solution(&offer, &options).expect("a list");
            let same = back.entries.iter().find(|e| e.id == demand.id).expect("listed");
            assert!(
                (same.score - entry.score).abs() < 1e-6,
                "{} {}",
                entry.id,
                demand.id
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 10);
}

#[test]
fn hard_filters_leave_out_and_count_what_cannot_be_contracted() {
    let base = |id: &str| Solution {
        facets: Facets::default(),
        ..solution(id, "热线智能体", "自动回答")
    };
    let with = |id: &str, change: fn(&mut Solution)| {
        let mut row = base(id);
        change(&mut row);
        row
    };
    let rows = vec![
        base("open"),
        with("region", |s| s.facets.regions = vec!["310000".into()]),
        with("deployment", |s| {
            s.facets.deployments = vec!["public-cloud".into()]
        }),
        with("data", |s| s.facets.data_level = Some(2)),
        with("dear", |s| s.price_low_fen = Some(101)),
        with("busy", |s| s.available = false),
        with("own", |s| s.vendor = Some("me".into())),
        with("near", |s| {
            s.facets.regions = vec!["110000".into()];
            s.facets.deployments = vec!["public-cloud".into(), "on-premises".into()];
            s.facets.data_level = Some(3);
            s.price_low_fen = Some(100);
        }),
    ];
    let engine = Engine::fit(rows, vec![], analyzer(), &Params::default()).expect("legal rows");
    let mut demand = scenario("d", "热线自动回答", "");
    demand.facets.regions = vec!["110112".into()];
    demand.facets.deployments = vec!["on-premises".into()];
    demand.facets.data_level = Some(3);
    demand.budget_fen = Some(100);
    let options = MatchOptions {
        exclude_vendor: Some("me".into()),
        ..MatchOptions::default()
    };
    let list = engine.match_scenario(&demand, &options).expect("a list");
    let mut left = ids(&list);
    left.sort_unstable();
    assert_eq!(left, ["near", "open"]);
    assert_eq!(list.considered, 8);
    let mut counted: Vec<_> = list
        .excluded
        .iter()
        .map(|e| (e.reason.as_str(), e.count))
        .collect();
    counted.sort_unstable();
    assert_eq!(
        counted,
        [
            ("budget", 1),
            ("capacity", 1),
            ("data_level", 1),
            ("deployment", 1),
            ("region", 1),
            ("vendor", 1)
        ]
    );

    let soft = MatchOptions {
        hard_filters: false,
        ..MatchOptions::default()
    };
    let list = engine.match_scenario(&demand, &soft).expect("a list");
    assert_eq!((list.entries.len(), list.excluded.len()), (8, 0));
}

#[test]
fn a_new_row_is_found_and_a_removed_one_is_gone_and_the_model_stays() {
    let mut engine = engine();
    let model = engine.model().clone();
    let demand = scenario("d", "城市供热管网调度", "按室温调节换热站");
    engine
        .upsert_solution(solution("heat", "供热管网智能调度", "按室温预测调节换热站"))
        .expect("legal");
    let list = engine
        .match_scenario(&demand, &MatchOptions::default())
        .expect("a list");
    assert_eq!(ids(&list)[0], "heat");
    engine
        .upsert_solution(solution("heat", "完全不同的东西", ""))
        .expect("legal");
    let list = engine
        .match_scenario(&demand, &MatchOptions::default())
        .expect("a list");
    let changed = list.entries.iter().find(|e| e.id == "heat").expect("still there");
    assert_eq!(changed.components[0].value, 0.0);
    assert!(engine.remove_solution("heat"));
    assert!(!engine.remove_solution("heat"));
    let list = engine
        .match_scenario(&demand, &MatchOptions::default())
        .expect("a list");
    assert!(!ids(&list).contains(&"heat"));
    assert_eq!(list.considered, 5);
    assert_eq!(engine.model(), &model);
}

#[test]
fn rows_that_come_and_go_leave_the_lists_of_the_others_as_they_were() {
    let mut engine = engine();
    let demand = scenarios().remove(0);
    let before = engine
        .match_scenario(&demand, &MatchOptions::default())
        .expect("a list");
    for n in 0..300 {
        engine
            .upsert_solution(solution(&format!("x{n}"), "灌溉", "墒情"))
            .expect("legal");
    }
    for n in 0..300 {
        assert!(engine.remove_solution(&format!("x{n}")));
    }
    let after = engine
        .match_scenario(&demand, &MatchOptions::default())
        .expect("a list");
    assert_eq!(before, after);
}

#[test]
fn a_saved_engine_loads_to_equal_lists() {
    let mut engine = engine();
    engine
        .upsert_solution(solution("late", "热线知识库", "自动回答"))
        .expect("legal");
    engine.remove_solution("battery");
    let mut bytes = Vec::new();
    engine.save(&mut bytes).expect("saved");
    let loaded = Engine::load(&mut bytes.as_slice(), analyzer()).expect("loaded");
    assert_eq!(engine.model(), loaded.model());
    for demand in scenarios() {
        let (a, b) = (
            engine
                .match_scenario(&demand, &MatchOptions::default())
                .expect("a list"),
            loaded
                .match_scenario(&demand, &MatchOptions::default())
                .expect("a list"),
        );
        assert!(!a.entries.is_empty());
        assert_eq!(a, b);
    }
}

#[test]
fn the_same_rows_and_seed_give_the_same_bytes() {
    let bytes = || {
        let mut bytes = Vec::new();
        engine().save(&mut bytes).expect("saved");
        bytes
    };
    assert!(bytes() == bytes());
}

#[test]
fn other_parameters_or_rows_give_another_digest() {
    let digest = |rows, params: &Params| {
        let engine = Engine::fit(rows, vec![], analyzer(), params).expect("legal rows");
        engine.model().digest.clone()
    };
    let base = digest(solutions(), &Params::default());
    assert_eq!(base.len(), 64);
    assert_ne!(
        base,
        digest(
            solutions(),
            &Params {
                seed: 1,
                ..Params::default()
            }
        )
    );
    assert_ne!(base, digest(solutions()[1..].to_vec(), &Params::default()));
}

#[test]
fn a_damaged_or_foreign_model_is_refused() {
    let mut bytes = Vec::new();
    engine().save(&mut bytes).expect("saved");
    let text = String::from_utf8(bytes).expect("JSON");
    let load = |text: &str| {
        Engine::load(&mut text.as_bytes(), analyzer())
            .map(|_| ())
            .unwrap_err()
    };
    let (header, body) = text.split_once('\n').expect("two lines");
    let version: serde_json::Value = serde_json::from_str(header).expect("a header");
    let number = version["version"].as_u64().expect("a number");
    let other = text.replacen(&format!("\"version\":{number}"), "\"version\":9999", 1);
    assert!(matches!(load(&other), Error::ModelVersion { found: 9999, .. }));
    for damaged in [
        String::new(),
        "{}\n".into(),
        text.chars().take(text.chars().count() / 2).collect(),
        text.replacen("scenepool-recommender", "something-else", 1),
        format!(
            "{header}\n{}",
            body.replacen("\"documents\":7", "\"documents\":8", 1)
        ),
    ] {
        assert_ne!(damaged, text, "the damage was done");
        assert_eq!(load(&damaged).code(), "model_invalid");
    }
}

#[test]
fn empty_sides_and_empty_texts_give_lists_not_panics() {
    let empty = Engine::fit(vec![], vec![], analyzer(), &Params::default()).expect("legal");
    let demand = scenario("d", "灌溉", "");
    assert!(
        empty
            .match_scenario(&demand, &MatchOptions::default())
            .expect("a list")
            .entries
            .is_empty()
    );

    let mut engine = empty;
    engine.upsert_solution(solution("blank", "", "")).expect("legal");
    engine
        .upsert_solution(solution("marks", "——！", "…… \n\t"))
        .expect("legal");
    engine
        .upsert_solution(solution("one", "灌溉", ""))
        .expect("legal");
    let list = engine
        .match_scenario(&demand, &MatchOptions::default())
        .expect("a list");
    assert_eq!(ids(&list)[0], "one");
    assert_eq!(list.entries.len(), 3);
    let nothing = engine
        .match_scenario(&scenario("d", "", ""), &MatchOptions::default())
        .expect("a list");
    assert_eq!(nothing.entries.len(), 3);
    assert!(nothing.entries.iter().all(|e| e.score.is_finite()));
}

#[test]
fn equal_texts_score_equally_in_an_order_that_ids_do_not_decide() {
    let ordered: Vec<String> = (0..20).map(|n| format!("s{n:02}")).collect();
    let rows = ordered
        .iter()
        .map(|id| solution(id, "灌溉系统", "自动"))
        .collect();
    let engine = Engine::fit(rows, vec![], analyzer(), &Params::default()).expect("legal");
    let options = MatchOptions {
        top: 20,
        ..MatchOptions::default()
    };
    let list = engine
        .match_scenario(&scenario("d", "灌溉", ""), &options)
        .expect("a list");
    assert!(list.entries.windows(2).all(|w| w[0].score == w[1].score));
    assert_ne!(ids(&list), ordered);
}

#[test]
fn what_is_outside_its_range_is_refused_by_name() {
    let field = |params: Params| match params.check() {
        Err(Error::Parameter { field, .. }) => field,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        field(Params {
            pool: 9,
            ..Params::default()
        }),
        "pool"
    );
    assert_eq!(
        field(Params {
            covered_at: f32::NAN,
            ..Params::default()
        }),
        "covered_at"
    );
    assert_eq!(
        field(Params {
            covered_at: 1.1,
            ..Params::default()
        }),
        "covered_at"
    );
    assert_eq!(
        field(Params {
            partly_at: 0.9,
            ..Params::default()
        }),
        "partly_at"
    );
    assert_eq!(
        field(Params {
            quotes: 0,
            ..Params::default()
        }),
        "quotes"
    );

    let mut engine = engine();
    let none = MatchOptions {
        top: 0,
        ..MatchOptions::default()
    };
    assert_eq!(
        engine.match_scenario(&scenarios()[0], &none).unwrap_err().code(),
        "parameter_out_of_range"
    );
    for weight in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        let demand = Scenario {
            requirements: vec![Requirement {
                weight,
                ..requirement("r", "灌溉")
            }],
            ..scenario("d", "灌溉", "")
        };
        assert_eq!(
            engine.upsert_scenario(demand.clone()).unwrap_err().code(),
            "row_invalid"
        );
        assert_eq!(
            engine
                .match_scenario(&demand, &MatchOptions::default())
                .unwrap_err()
                .code(),
            "row_invalid"
        );
    }
    assert_eq!(
        engine
            .upsert_solution(solution(" ", "a", "b"))
            .unwrap_err()
            .code(),
        "row_invalid"
    );
    let twice = vec![solution("a", "x", ""), solution("a", "y", "")];
    assert_eq!(
        Engine::fit(twice, vec![], analyzer(), &Params::default())
            .unwrap_err()
            .code(),
        "duplicate_id"
    );
}

#[test]
fn coverage_quotes_the_row_word_for_word() {
    let mut offer = solution("s", "热线智能体", "自动接听市民来电。按部门自动派单。");
    offer.capabilities = vec![capability("c1", "自动识别来电诉求并派单到承办部门")];
    let demand = Scenario {
        requirements: vec![
            requirement("r1", "识别来电诉求并派单"),
            requirement("r2", "文物三维重建"),
        ],
        ..scenario("d", "热线", "")
    };
    let engine = Engine::fit(vec![offer], vec![], analyzer(), &Params::default()).expect("legal");
    let list = engine
        .match_scenario(&demand, &MatchOptions::default())
        .expect("a list");
    let coverage = &list.entries[0].coverage;
    assert_eq!(coverage.len(), 2);
    assert_eq!(coverage[0].verdict, Verdict::Covered);
    assert_eq!(coverage[0].quotes[0].source, "capability:c1");
    assert_eq!(coverage[0].quotes[0].text, "自动识别来电诉求并派单到承办部门");
    assert!(
        coverage[0].quotes[0]
            .terms
            .iter()
            .all(|t| "识别来电诉求并派单".contains(t.as_str()))
    );
    assert_eq!(coverage[1].verdict, Verdict::Gap);
    assert!(coverage[1].quotes.is_empty());
    let codes: Vec<_> = list.entries[0].reasons.iter().map(|r| r.code.as_str()).collect();
    assert!(
        codes.contains(&"covers_essential") && codes.contains(&"gap_essential"),
        "{codes:?}"
    );
}

#[test]
fn a_row_of_id_title_and_text_is_enough() {
    let offer: Solution = serde_json::from_str(r#"{"_id":"a","title":"t","text":"x"}"#).expect("valid");
    assert!(offer.available);
    assert_eq!(
        (offer.id.as_str(), offer.title.as_str(), offer.text.as_str()),
        ("a", "t", "x")
    );
    let demand: Scenario = serde_json::from_str(r#"{"_id":"a","title":"t"}"#).expect("valid");
    assert!(demand.requirements.is_empty());
}

#[test]
fn a_full_side_is_searched_in_two_looks_and_still_finds_what_fits() {
    let row = |n: usize| Solution {
        id: format!("s{n}"),
        title: format!("面向园区的第{n}号智能客服与知识问答服务，缩短办理时间，支持私有化部署"),
        text: "接入现有系统，自动生成报告，保障数据安全，提供审计日志。".repeat(2),
        available: n.is_multiple_of(2),
        ..Solution::default()
    };
    let engine = Engine::fit(
        (0..6_000).map(row).collect(),
        Vec::new(),
        analyzer(),
        &Params::default(),
    )
    .expect("valid rows");
    let scenario = Scenario {
        id: "q".into(),
        title: "园区智能客服与知识问答服务，第4242号，支持私有化部署".into(),
        text: "接入现有系统，自动生成报告，保障数据安全，提供审计日志，缩短办理时间。".into(),
        ..Scenario::default()
    };
    let options = MatchOptions {
        top: 5,
        hard_filters: true,
        ..MatchOptions::default()
    };
    let list = engine.match_scenario(&scenario, &options).expect("a list");
    assert_eq!(list.entries[0].id, "s4242");
    assert_eq!(list.considered, 6_000);
    assert_eq!(list.excluded.len(), 1);
    assert_eq!(
        (list.excluded[0].reason.as_str(), list.excluded[0].count),
        ("capacity", 3_000)
    );
    assert!(
        engine.index_bytes() > 0 && engine.index_bytes() / 6_000 < 2_048,
        "{}",
        engine.index_bytes()
    );
}

#[test]
fn a_longer_list_begins_with_the_shorter_one_though_fewer_rows_are_read() {
    let row = |n: usize| Solution {
        id: format!("s{n}"),
        title: format!("智能客服{}", "办理".repeat(n % 7)),
        text: format!("{}，响应时间不超过{n}毫秒", "知识问答服务".repeat(n % 5)),
        ..Solution::default()
    };
    let engine = Engine::fit(
        (0..40).map(row).collect(),
        Vec::new(),
        analyzer(),
        &Params::default(),
    )
    .expect("valid rows");
    let line = |text: &str| Requirement {
        id: text.into(),
        text: text.into(),
        ..Requirement::default()
    };
    let scenario = Scenario {
        id: "q".into(),
        title: "智能客服办理".into(),
        requirements: vec![line("知识问答服务"), line("响应时间不超过20毫秒")],
        ..Scenario::default()
    };
    let ranked = |top| engine.rank_scenario(&scenario, top).expect("a list");
    // Forty are all: nothing is left unread.
    let all = ranked(40);
    assert_eq!(all.len(), 40);
    for top in [1, 3, 10] {
        assert_eq!(ranked(top), all[..top]);
    }
}

#[test]
fn a_row_that_says_all_that_is_asked_and_nothing_else_has_every_word() {
    let offers = ["政策问答", "设备巡检", "病历质检"].map(|title| solution(title, title, ""));
    let engine = Engine::fit(offers.into(), vec![], analyzer(), &Params::default()).expect("legal rows");
    let list = engine
        .match_scenario(&scenario("d", "设备巡检", ""), &MatchOptions::default())
        .expect("a list");
    assert_eq!(list.entries[0].id, "设备巡检");
    let text = list.entries[0].components.iter().find(|c| c.name == "text");
    let text = text.expect("always told").value;
    assert!((0.99..=1.0).contains(&text), "{text}");
}

#[test]
fn a_word_said_many_times_does_not_drown_what_else_is_asked() {
    let offers = vec![
        solution("often", "园区卫生安全", ""),
        solution("both", "照明排水能耗", ""),
        solution("other", "校园阅读", ""),
    ];
    let engine = Engine::fit(offers, vec![], analyzer(), &Params::default()).expect("legal rows");
    let asked = scenario(
        "d",
        "",
        "安全，安全，还是安全，安全第一，安全天天讲；管好排水，看住能耗，修好照明。",
    );
    let list = engine.rank_scenario(&asked, 3).expect("a list");
    assert_eq!(list[0].0, "both");
}

#[test]
fn the_parts_of_a_name_are_found_by_its_capitals() {
    let offers = vec![
        solution("named", "PaddleOCR 服务", ""),
        solution("like", "protocol 服务", ""),
        solution("other", "GraphRAG 服务", ""),
    ];
    let engine = Engine::fit(offers, vec![], analyzer(), &Params::default()).expect("legal rows");
    for (asked, expected) in [
        ("票据 OCR", "named"),
        ("ocr 识别", "named"),
        ("RAG 问答", "other"),
    ] {
        let list = engine
            .rank_scenario(&scenario("d", asked, ""), 3)
            .expect("a list");
        assert_eq!(list[0].0, expected, "{asked}");
        assert!(list[0].1 > list[1].1, "{asked}");
    }
}
