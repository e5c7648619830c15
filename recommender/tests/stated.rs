//! What a solution's form states answers the lines that ask for it, and no others.

#[path = "support/demo.rs"]
mod demo;

use recommender::{Engine, MatchOptions, Params, Passage, Requirement, Scenario, Solution, Verdict};

const CLOUD: &str = "部署方式：公有云";
const HOUSE: &str = "部署方式：公有云、本地机房部署";
const GOVERNMENT: &str = "部署方式：私有云或政务云";
const GRADE_3: &str = "备案与资质：网络安全等级保护三级、软件著作权";
const GRADE_2: &str = "备案与资质：网络安全等级保护二级";
const DELIVERY: &str = "交付周期：合同签订后 75 天内交付";

#[test]
fn lines_are_answered_by_what_the_form_states() {
    use Verdict::{Contradicted, Covered, Gap, Partly};
    let mut engine = Engine::fit(
        demo::solutions(),
        demo::scenarios(),
        demo::analyzer(),
        &Params::default(),
    )
    .expect("legal rows");
    for (asked, stated, verdict) in [
        ("支持本地部署", HOUSE, Covered),
        ("支持私有化部署", CLOUD, Contradicted),
        ("系统部署在厂区内网", CLOUD, Contradicted),
        ("可部署在政务云", GOVERNMENT, Covered),
        ("数据不得流出政务外网", GOVERNMENT, Partly),
        ("满足等保三级要求", GRADE_3, Covered),
        ("满足等保三级要求", GRADE_2, Partly),
        ("具有软件著作权", GRADE_3, Covered),
        ("合同签订后 90 天内交付使用", DELIVERY, Covered),
        ("合同签订后3个月内完成上线", DELIVERY, Covered),
        ("合同签订后60天内交付使用", DELIVERY, Contradicted),
        ("交付周期不超过60天", DELIVERY, Contradicted),
        // Other days than those of delivery.
        ("故障报修后2小时内响应", DELIVERY, Gap),
        ("税则调整后5个工作日内完成更新", DELIVERY, Gap),
        ("验收后提供一年免费维护", DELIVERY, Gap),
    ] {
        let line = |id: &str, text: &str| Requirement {
            id: id.to_owned(),
            text: text.to_owned(),
            ..Requirement::default()
        };
        let scenario = Scenario {
            id: "asks".to_owned(),
            title: "焊缝检测".to_owned(),
            requirements: vec![line("1", asked), line("2", "识别焊缝缺陷")],
            ..Scenario::default()
        };
        let solution = Solution {
            id: "offers".to_owned(),
            title: "焊缝缺陷识别系统".to_owned(),
            text: "用相机识别焊缝的气孔与咬边缺陷。".to_owned(),
            stated: vec![Passage {
                id: "field".to_owned(),
                text: stated.to_owned(),
            }],
            ..Solution::default()
        };
        engine.upsert_solution(solution).expect("a legal row");
        let options = MatchOptions {
            top: 500,
            hard_filters: false,
            exclude_vendor: None,
        };
        let list = engine.match_scenario(&scenario, &options).expect("a list");
        let entry = list.entries.iter().find(|e| e.id == "offers").expect("the row");
        let said = &entry.coverage[0];
        assert_eq!(said.verdict, verdict, "{asked} by {stated}: {said:?}");
        if verdict != Gap {
            let quote = &said.quotes[0];
            assert_eq!((&*quote.source, &*quote.text), ("form:field", stated));
        }
    }
}
