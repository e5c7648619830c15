//! Two sets of judgements put beside one another, and the rule by which one may take over.

mod support;

use recommender::feedback::{
    self, CardData, CompareOptions, Comparison, DeedKind, Limit, PairedDifference, Propensities, Rule, Shown,
    ShownList, Unmet,
};
use recommender::{Engine, Error, Judgement, Params, Teaching};
use support::{analyzer, scenario, solution};

fn judged(scenario: &str, solution: &str, grade: u8) -> Judgement {
    Judgement {
        scenario: scenario.into(),
        solution: solution.into(),
        grade,
    }
}

const TASKS: [(&str, &str); 4] = [
    ("农田灌溉", "按土壤墒情自动灌溉，减少用水"),
    ("热线应答", "市民来电自动回答并派单"),
    ("缺陷检测", "相机在线拍摄零件表面找出划痕"),
    ("文物重建", "多视角影像重建馆藏文物"),
];

/// Four tasks with eight demands each. Of each task's two offers one has the words of the demands and no others; people
/// chose the other, which says more.
fn engine() -> (Engine, Vec<Judgement>) {
    let (mut offers, mut demands, mut lesson) = (Vec::new(), Vec::new(), Vec::new());
    for (n, (title, text)) in TASKS.iter().enumerate() {
        offers.push(solution(&format!("plain{n}"), &format!("{title}系统"), text));
        let more = format!("{text}，另有移动端与报表");
        offers.push(solution(&format!("liked{n}"), &format!("{title}平台"), &more));
        for m in 0..8 {
            let id = format!("d{n}{m}");
            demands.push(scenario(&id, title, &format!("{text}，第{m}处")));
            lesson.push(judged(&id, &format!("plain{n}"), 0));
            lesson.push(judged(&id, &format!("liked{n}"), 3));
            lesson.push(judged(&id, &format!("liked{}", (n + 1) % 4), 0));
        }
    }
    let engine = Engine::fit(offers, demands, analyzer(), &Params::default()).expect("legal rows");
    (engine, lesson)
}

fn places() -> Propensities {
    Propensities::prior(20).expect("places")
}

/// Every list was shown with the plain offer first; the liked one below it was clicked.
fn lists() -> Vec<ShownList> {
    let list = |n: usize, m: usize| ShownList {
        scenario: format!("d{n}{m}"),
        rows: vec![
            Shown {
                solution: format!("plain{n}"),
                place: 1,
                reward: 0.0,
            },
            Shown {
                solution: format!("liked{n}"),
                place: 2,
                reward: 1.0,
            },
        ],
    };
    (0..4).flat_map(|n| (0..8).map(move |m| list(n, m))).collect()
}

/// Compares two sets of judgements, without choices.
fn compare(
    engine: &mut Engine,
    serving: &[Judgement],
    candidate: &[Judgement],
    shown: (&[ShownList], &Propensities),
    options: &CompareOptions,
) -> Result<Comparison, Error> {
    let taught = |judgements: &[Judgement]| Teaching::from(judgements.to_vec());
    feedback::compare(engine, &taught(serving), &taught(candidate), shown, options)
}

#[test]
fn what_helps_on_unseen_scenarios_is_told_with_an_interval() {
    let (mut engine, lesson) = engine();
    let options = CompareOptions::default();
    let found = compare(&mut engine, &[], &lesson, (&lists(), &places()), &options).expect("measured");
    assert_eq!((found.folds, found.scenarios, found.pairs), (5, 32, 96));
    assert!(found.candidate_ndcg > found.serving_ndcg, "{found:?}");
    assert!((found.candidate_ndcg - found.serving_ndcg - found.difference.mean).abs() < 1e-9);
    assert!(found.difference.low > 0.0, "{found:?}");
    assert!(Rule::default().decide(Some(&found)).beats);

    // Had the candidate ordered the lists, the clicked row had stood first: 1 / 0.6309 for one row of two. The other
    // way round the weights add up to 1.585 + 0.631, half of whose rows are clicked.
    let shown = found.shown.expect("lists");
    let seen = 1.0 / 3f64.log2();
    assert!(
        (shown.logged - 0.5).abs() < 1e-9 && shown.lists == 32,
        "{shown:?}"
    );
    assert!((shown.ips.value - 0.5 / seen).abs() < 1e-9, "{shown:?}");
    assert!(
        (shown.snips.value - (1.0 / seen) / (1.0 / seen + seen)).abs() < 1e-9,
        "{shown:?}"
    );

    // Left as the candidate teaches it, and the same again.
    assert_eq!(engine.model().judgements, lesson.len());
    let again = compare(&mut engine, &[], &lesson, (&lists(), &places()), &options).expect("measured");
    assert_eq!(again, found);
}

#[test]
fn a_candidate_is_not_better_than_itself() {
    let (mut engine, lesson) = engine();
    let found = compare(
        &mut engine,
        &lesson,
        &lesson,
        (&[], &places()),
        &CompareOptions::default(),
    )
    .expect("measured");
    let zero = PairedDifference {
        cases: 32,
        mean: 0.0,
        low: 0.0,
        high: 0.0,
    };
    assert_eq!((found.difference, found.shown), (zero, None));
    let decision = Rule::default().decide(Some(&found));
    assert!(!decision.beats);
    assert_eq!(decision.unmet, [Unmet::GainTooSmall, Unmet::IntervalReachesZero]);
}

#[test]
fn a_model_that_was_taught_the_wrong_way_round_is_beaten() {
    let (mut engine, truth) = engine();
    let turned: Vec<Judgement> = truth
        .iter()
        .map(|j| judged(&j.scenario, &j.solution, if j.grade == 0 { 3 } else { 0 }))
        .collect();
    let options = CompareOptions::default();
    let found = compare(&mut engine, &turned, &truth, (&[], &places()), &options).expect("measured");
    assert!(found.difference.low > 0.0, "{found:?}");
}

#[test]
fn too_little_to_measure_is_told() {
    let (mut engine, lesson) = engine();
    let options = CompareOptions::default();
    // One scenario; and two whose grades are all equal.
    for few in [
        &lesson[..3],
        &[judged("d00", "plain0", 2), judged("d01", "plain0", 2)],
    ] {
        let error = compare(&mut engine, &[], few, (&[], &places()), &options).expect_err("too little");
        assert!(matches!(error, Error::TooFew { least: 2, .. }), "{error}");
    }
    let error = compare(&mut engine, &[], &[], (&[], &places()), &options).expect_err("nothing");
    assert_eq!(error.code(), "too_few_rows");
    let two = compare(&mut engine, &[], &lesson[..6], (&[], &places()), &options).expect("measured");
    assert_eq!((two.folds, two.scenarios), (2, 2));
    assert_eq!(
        Rule::default().decide(Some(&two)).unmet[0],
        Unmet::TooFewScenarios
    );
    assert_eq!(Rule::default().decide(None).unmet, [Unmet::NothingMeasured]);

    for folds in [0, 1, 21] {
        let wrong = CompareOptions { folds, ..options };
        let error = compare(&mut engine, &[], &lesson, (&[], &places()), &wrong).expect_err("folds");
        assert!(
            matches!(error, Error::Parameter { field: "folds", .. }),
            "{error}"
        );
    }
    let mut unknown = lesson;
    unknown.push(judged("d00", "nobody", 1));
    let error = compare(&mut engine, &[], &unknown, (&[], &places()), &options).expect_err("an unknown row");
    assert_eq!(error.code(), "row_invalid");
}

fn comparison(mean: f64, low: f64, scenarios: usize) -> Comparison {
    Comparison {
        folds: 5,
        scenarios,
        organisations: 3,
        pairs: 100,
        serving_ndcg: 0.5,
        candidate_ndcg: 0.5 + mean,
        difference: PairedDifference {
            cases: scenarios,
            mean,
            low,
            high: 1.0,
        },
        shown: None,
    }
}

#[test]
fn the_rule_names_what_was_not_met() {
    let rule = Rule::default();
    assert!(rule.decide(Some(&comparison(0.1, 0.01, 20))).beats);
    assert_eq!(
        rule.decide(Some(&comparison(0.1, 0.01, 19))).unmet,
        [Unmet::TooFewScenarios]
    );
    assert_eq!(
        rule.decide(Some(&comparison(0.1, 0.0, 20))).unmet,
        [Unmet::IntervalReachesZero]
    );
    let of_two = Comparison {
        organisations: 2,
        ..comparison(0.1, 0.01, 20)
    };
    assert_eq!(rule.decide(Some(&of_two)).unmet, [Unmet::TooFewOrganisations]);
    let nothing = rule.decide(Some(&comparison(f64::NAN, f64::NAN, 20)));
    assert_eq!(nothing.unmet, [Unmet::GainTooSmall, Unmet::IntervalReachesZero]);
    let strict = Rule {
        least_gain: 0.2,
        ..rule
    };
    assert_eq!(
        strict.decide(Some(&comparison(0.1, 0.01, 20))).unmet,
        [Unmet::GainTooSmall]
    );
    let loose = Rule {
        interval_above_zero: false,
        ..rule
    };
    assert!(loose.decide(Some(&comparison(0.1, -0.1, 20))).beats);
}

#[test]
fn a_card_says_what_its_figures_do_not_show() {
    let mut data = CardData::default();
    assert_eq!(
        Limit::of(&data, None),
        [
            Limit::ShownOnly,
            Limit::NoOutcomes,
            Limit::PlacesAssumed,
            Limit::FewScenarios
        ]
    );
    data.by_deed.insert(DeedKind::Acceptance, 3);
    data.pairs_at_several_places = 5;
    assert_eq!(
        Limit::of(&data, Some(&comparison(0.1, 0.0, 100))),
        [Limit::ShownOnly, Limit::HeldOut]
    );
}
