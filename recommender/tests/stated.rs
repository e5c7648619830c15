//! What a solution's form states answers the lines that ask for it, and no others.

#[path = "support/demo.rs"]
mod demo;

use recommender::{Engine, MatchOptions, Params, Passage, Requirement, Scenario, Solution, Verdict};

/// A field and what it states.
type Stated = (&'static str, &'static str);
const CLOUD: Stated = ("deployments", "可部署于公有云");
const HOUSE: Stated = ("deployments", "可部署于公有云、本地机房部署");
const GOVERNMENT: Stated = ("deployments", "可部署于私有云或政务云");
const GRADE_3: Stated = ("filings", "网络安全等级保护三级、软件著作权");
const GRADE_2: Stated = ("filings", "网络安全等级保护二级");
const DELIVERY: Stated = ("delivery", "合同签订后 75 天内交付");

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
    let mut wrong = Vec::new();
    for (asked, stated, verdict) in [
        ("支持本地部署", HOUSE, Covered),
        ("支持私有化部署", CLOUD, Contradicted),
        ("系统部署在厂区内网", CLOUD, Contradicted),
        ("不接受公有云部署", CLOUD, Contradicted),
        ("可部署在政务云", GOVERNMENT, Covered),
        // Another place will do, or the network is joined, or the country is large.
        ("本地部署或公有云均可", CLOUD, Covered),
        ("与内网OA系统对接", CLOUD, Gap),
        ("数据不出省", CLOUD, Gap),
        ("部署方式灵活", HOUSE, Partly),
        ("机房巡检机器人", HOUSE, Gap),
        ("满足等保三级要求", GRADE_3, Covered),
        ("等保3级", GRADE_3, Covered),
        ("等保二级及以上", GRADE_3, Covered),
        ("满足等保三级要求", GRADE_2, Partly),
        ("等保四级", GRADE_3, Partly),
        ("网络安全事件二级响应", GRADE_2, Gap),
        ("具有软件著作权", GRADE_3, Covered),
        ("合同签订后 90 天内交付使用", DELIVERY, Covered),
        ("合同签订后3个月内完成上线", DELIVERY, Covered),
        ("合同签订之日起90日内完成交付", DELIVERY, Covered),
        ("合同签订之日起60日内完成交付", DELIVERY, Contradicted),
        ("交付周期不超过60天", DELIVERY, Contradicted),
        ("工期60个日历天", DELIVERY, Contradicted),
        // Other days than those of delivery.
        ("合同签订后24小时内响应", DELIVERY, Gap),
        ("合同签订后10天内支付预付款", DELIVERY, Gap),
        ("交付后30天内完成培训", DELIVERY, Gap),
        ("备件3天内交付", DELIVERY, Gap),
        ("合同签订后30天内首期上线，180天内全部交付", DELIVERY, Gap),
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
                id: stated.0.to_owned(),
                text: stated.1.to_owned(),
            }],
            ..Solution::default()
        };
        engine.upsert_solution(solution).expect("a legal row");
        let options = MatchOptions {
            top: 500,
            hard_filters: false,
            ..MatchOptions::default()
        };
        let list = engine.match_scenario(&scenario, &options).expect("a list");
        let entry = list.entries.iter().find(|e| e.id == "offers").expect("the row");
        let said = &entry.coverage[0];
        if said.verdict != verdict {
            wrong.push(format!("{asked} by {stated:?}: {said:?}"));
            continue;
        }
        if verdict != Gap {
            let quote = &said.quotes[0];
            assert_eq!(quote.source, format!("form:{}", stated.0));
            assert_eq!(quote.text, stated.1);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
