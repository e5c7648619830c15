//! Who contradicts an essential requirement stands behind who does not.

mod support;

use recommender::{Engine, MatchEntry, MatchOptions, Params, Requirement, Scenario, Solution, Verdict};
use support::{analyzer, capability, requirement, scenario, solution};

#[test]
fn who_contradicts_what_cannot_be_done_without_stands_behind_who_says_nothing_of_it() {
    let offer = |id: &str, limit: &str| {
        let words = "工业视觉质检一体机，识别划痕与缺件，平均响应 150 毫秒";
        Solution {
            capabilities: vec![capability("c", words), capability("n", limit)],
            ..solution(id, "工业视觉质检", "用于产线终检。")
        }
    };
    let mut rows = support::solutions();
    rows.push(offer("silent", "可按班次导出报表"));
    // It says more of what is asked for: without what it says no to it would stand first.
    rows.push(offer("refuses", "可按班次导出报表，不支持对接MES系统"));
    let line = |essential| Requirement {
        essential,
        ..requirement("mes", "对接MES系统")
    };
    let demand = |essential| Scenario {
        requirements: vec![
            Requirement {
                essential: false,
                ..requirement("find", "识别划痕")
            },
            line(essential),
        ],
        ..scenario("d", "产线质检", "终检工位要用视觉找出划痕。")
    };
    let engine = Engine::fit(rows, vec![], analyzer(), &Params::default()).expect("legal rows");
    let list = engine
        .match_scenario(&demand(true), &MatchOptions::default())
        .expect("a list");
    let at = |id: &str| list.entries.iter().position(|e| e.id == id).expect("listed");
    assert!(at("silent") < at("refuses"), "{:?}", list.entries);
    let refuses = &list.entries[at("refuses")];
    assert_eq!(refuses.coverage[1].verdict, Verdict::Contradicted);
    let kept = |e: &MatchEntry| e.components.iter().find(|c| c.name == "kept").map(|c| c.value);
    assert_eq!(kept(refuses), Some(0.0));
    assert_eq!(kept(&list.entries[at("silent")]), None, "nothing is contradicted");
    let wished = engine
        .match_scenario(&demand(false), &MatchOptions::default())
        .expect("a list");
    assert!(
        wished.entries.iter().all(|e| kept(e).is_none()),
        "only what is essential"
    );
}
