//! Verdicts on requirements: words, figures, and what is never claimed.

mod support;

use recommender::{Coverage, Engine, MatchOptions, Params, Requirement, Scenario, Verdict};
use support::{analyzer, capability, requirement, scenario, solution};

/// Coverage of one requirement by a solution with one capability, among unrelated rows.
fn cover(asked: &str, criterion: Option<&str>, offered: &str) -> Coverage {
    let mut rows = support::solutions();
    let mut offer = solution("s", "方案", "");
    offer.capabilities = vec![capability("c", offered)];
    rows.push(offer);
    let line = Requirement {
        criterion: criterion.map(str::to_owned),
        ..requirement("r", asked)
    };
    let demand = Scenario {
        requirements: vec![line],
        ..scenario("d", "需求", "")
    };
    let engine = Engine::fit(rows, vec![], analyzer(), &Params::default()).expect("legal rows");
    let list = engine
        .match_scenario(&demand, &MatchOptions::default())
        .expect("a list");
    let entry = list.entries.into_iter().find(|e| e.id == "s").expect("listed");
    entry.coverage.into_iter().next().expect("one requirement")
}

#[test]
fn a_figure_that_keeps_the_bound_covers() {
    let covered = cover("响应时间≤200ms", None, "平均响应 150 毫秒");
    assert_eq!(covered.verdict, Verdict::Covered, "{covered:?}");
    let compared = covered.compared.expect("compared");
    assert_eq!(
        (compared.asked.as_str(), compared.offered.as_str()),
        ("≤200ms", "150 毫秒")
    );
    assert_eq!(covered.quotes[0].text, "平均响应 150 毫秒");
}

#[test]
fn a_figure_that_breaks_the_bound_contradicts_and_is_shown() {
    let broken = cover("响应时间≤200ms", None, "平均响应 1.5 秒");
    assert_eq!(broken.verdict, Verdict::Contradicted);
    assert_eq!(broken.compared.expect("compared").offered, "1.5 秒");
}

#[test]
fn a_bound_that_no_figure_answers_is_not_covered_by_words() {
    for (asked, offered) in [
        ("识别准确率不低于 95%", "识别准确率高"),
        ("检出率不低于 98%，响应时间不超过 1 秒", "检出率 99%，响应时间短"),
        ("支持并发 1000 路视频", "支持并发 500 路视频"),
        // A measure that is no bound, and that nobody speaks of.
        ("识别 1 毫米宽的裂缝", "识别路面裂缝宽度"),
        ("车速 80 公里/小时以上仍可采集", "车速适中仍可采集"),
    ] {
        assert_eq!(
            cover(asked, None, offered).verdict,
            Verdict::Partly,
            "{asked} | {offered}"
        );
    }
    let both = cover(
        "检出率不低于 98%，响应时间不超过 1 秒",
        None,
        "检出率 99%，响应时间 0.5 秒",
    );
    assert_eq!(both.verdict, Verdict::Covered);
}

#[test]
fn bounds_are_read_in_the_words_that_people_use() {
    for (asked, offered, verdict) in [
        ("响应时间不得大于2秒", "响应时间 5 秒", Verdict::Contradicted),
        ("响应时间不得大于2秒", "响应时间 1 秒", Verdict::Covered),
        ("识别准确率不应低于95%", "识别准确率 90%", Verdict::Contradicted),
        ("识别准确率不应低于95%", "识别准确率 98%", Verdict::Covered),
        ("准确率不低于 95%", "准确率 60%", Verdict::Contradicted),
        ("漏检率不高于 0.5%", "漏检率由 3.1% 降到 0.4%", Verdict::Covered),
        ("交付周期不超过 30 天", "交付周期 3 个月", Verdict::Contradicted),
    ] {
        assert_eq!(
            cover(asked, None, offered).verdict,
            verdict,
            "{asked} | {offered}"
        );
    }
}

#[test]
fn what_shall_not_be_is_covered_by_who_says_so() {
    for (asked, offered, verdict) in [
        ("数据不得上传云端", "数据不上传云端", Verdict::Covered),
        ("数据不得上传云端", "数据上传云端", Verdict::Contradicted),
        ("数据不出园区", "数据不出园区", Verdict::Covered),
        ("数据不出园区", "数据出园区", Verdict::Partly),
        ("不支持境外访问", "不支持境外访问", Verdict::Covered),
        ("缺陷不得漏检", "缺陷漏检率低于 0.1%", Verdict::Partly),
    ] {
        assert_eq!(
            cover(asked, None, offered).verdict,
            verdict,
            "{asked} | {offered}"
        );
    }
}

#[test]
fn refusals_are_heard_in_other_words_too() {
    for offered in [
        "无法私有化部署",
        "不能私有化部署，仅提供公有云服务",
        "没有私有化部署能力",
        "暂无私有化部署能力",
        "私有化部署不在服务范围内",
    ] {
        let covered = cover("支持私有化部署", None, offered);
        assert_eq!(covered.verdict, Verdict::Contradicted, "{offered}");
        assert_eq!(covered.quotes[0].text, offered);
    }
}

#[test]
fn the_criterion_counts_as_part_of_the_requirement() {
    let covered = cover(
        "药名识别不能出错",
        Some("识别正确率不低于 95%"),
        "药名识别正确率 97%",
    );
    assert_eq!(covered.verdict, Verdict::Covered);
    assert_eq!(covered.compared.expect("compared").asked, "不低于 95%");
    let broken = cover(
        "药名识别不能出错",
        Some("识别正确率不低于 95%"),
        "药名识别正确率 91%",
    );
    assert_eq!(broken.verdict, Verdict::Contradicted);
}

#[test]
fn a_figure_for_something_else_is_not_compared() {
    assert_eq!(cover("漏检率不高于 0.5%", None, "误检率低于 2%").compared, None);
    assert_eq!(
        cover("响应时间不超过 2 秒", None, "响应时间可按需设置，部署周期 60 天").compared,
        None
    );
}

#[test]
fn a_gap_has_no_quotes_and_an_empty_requirement_is_a_gap() {
    for asked in ["文物库房温湿度调控", "", "！！"] {
        let gap = cover(asked, None, "平均响应 150 毫秒");
        assert_eq!((gap.verdict, gap.quotes.len()), (Verdict::Gap, 0), "{asked}");
    }
}

#[test]
fn a_scenario_without_requirements_is_explained_by_its_sentences() {
    let engine = support::engine();
    let demand = scenario("d", "热线", "自动回答热线问题并派单。文物要三维重建。");
    let list = engine
        .match_scenario(&demand, &MatchOptions::default())
        .expect("a list");
    let best = &list.entries[0];
    assert_eq!(best.id, "hotline");
    let lines: Vec<_> = best
        .coverage
        .iter()
        .map(|c| (c.requirement_id.as_str(), c.verdict))
        .collect();
    assert_eq!(lines, [("text:1", Verdict::Covered), ("text:2", Verdict::Gap)]);
    assert!(
        best.components.iter().all(|c| c.name != "coverage"),
        "they do not enter the score"
    );
}

#[test]
fn a_telling_word_that_is_missing_is_not_covered_by_the_rest() {
    for (asked, offered) in [
        ("支持藏语讲解", "支持中英日韩四种语言讲解"),
        ("支持藏语语音讲解导览服务", "支持普通话语音讲解导览服务"),
        ("平台能够支持", "平台能够支持多种终端"),
        ("具身智能巡检系统", "智能巡检系统"),
    ] {
        assert_ne!(
            cover(asked, None, offered).verdict,
            Verdict::Covered,
            "{asked} | {offered}"
        );
    }
    assert_eq!(
        cover("支持藏语讲解", None, "提供藏语、蒙语讲解").verdict,
        Verdict::Covered
    );
}

#[test]
fn filler_alone_is_a_gap() {
    let gap = cover("系统平台应能够支持", None, "系统平台能够支持热线");
    assert_eq!((gap.verdict, gap.quotes.len()), (Verdict::Gap, 0));
}

#[test]
fn what_a_solution_refuses_is_never_covered_and_is_quoted() {
    let refused = cover("支持藏语讲解", None, "中文讲解，暂不支持藏语讲解");
    assert_eq!(refused.verdict, Verdict::Contradicted);
    assert_eq!(refused.quotes[0].text, "中文讲解，暂不支持藏语讲解");
    assert_eq!(
        cover("支持离线部署", None, "不支持离线部署").verdict,
        Verdict::Contradicted
    );
    assert_eq!(
        cover("支持中文讲解", None, "中文讲解，不支持藏语").verdict,
        Verdict::Covered
    );
}

/// Verdicts on these lines by a solution with these capabilities, where these words say the same.
fn lines(words: &[&str], asked: &[&str], offered: &[&str]) -> Vec<Coverage> {
    let groups: Vec<String> = words
        .iter()
        .map(|group| {
            let (name, rest) = group.split_once(' ').expect("two words");
            format!("x\t{name}\t{rest}\n")
        })
        .collect();
    let groups = recommender::Topic::table("words", &groups.concat()).expect("a table");
    let lexicon = recommender::Lexicon::default().with_other_words(groups);
    let mut rows = support::solutions();
    let mut offer = solution("s", "方案", "");
    let numbered = offered.iter().enumerate();
    offer.capabilities = numbered
        .map(|(n, text)| capability(&format!("c{n}"), text))
        .collect();
    rows.push(offer);
    let demand = Scenario {
        requirements: asked
            .iter()
            .enumerate()
            .map(|(n, text)| requirement(&format!("r{n}"), text))
            .collect(),
        ..scenario("d", "需求", "")
    };
    let analyzer = std::sync::Arc::new(recommender::Analyzer::new(&lexicon));
    let engine = Engine::fit(rows, vec![], analyzer, &Params::default()).expect("legal rows");
    let list = engine
        .match_scenario(&demand, &MatchOptions::default())
        .expect("a list");
    list.entries
        .into_iter()
        .find(|e| e.id == "s")
        .expect("listed")
        .coverage
}

#[test]
fn what_is_said_in_other_words_counts_and_is_shown_in_them() {
    let words = ["误报 误判 错挑", "合格品 良品"];
    let (asked, offered) = (["合格品不能错挑"], ["良品误判率 1.5%"]);
    let plain = lines(&["甲乙 丙丁"], &asked, &offered).remove(0);
    assert_eq!(plain.verdict, Verdict::Gap, "{plain:?}");
    let said = lines(&words, &asked, &offered).remove(0);
    assert_ne!(said.verdict, Verdict::Gap, "{said:?}");
    let terms = &said.quotes[0].terms;
    assert!(
        terms.contains(&"良品".to_owned()) && terms.contains(&"误判".to_owned()),
        "{terms:?}"
    );
    // A figure is kept in other words, and in no words that say something else.
    let kept = lines(&words, &["错挑率不超过 2%"], &offered).remove(0);
    assert_eq!(kept.verdict, Verdict::Covered, "{kept:?}");
    assert_eq!(kept.compared.expect("compared").offered, "1.5%");
    let other = lines(&words, &["漏检率不超过 2%"], &offered).remove(0);
    assert_ne!(other.verdict, Verdict::Covered, "{other:?}");
    // What is refused in other words is not held by them.
    let refused = lines(&words, &["合格品错挑分析"], &["不支持良品误判分析"]).remove(0);
    assert!(
        matches!(refused.verdict, Verdict::Gap | Verdict::Contradicted),
        "{refused:?}"
    );
}

#[test]
fn near_words_are_enough_where_the_other_requirements_are_answered() {
    let others = ["拍摄零件表面划痕", "记录每个零件图像", "缺陷坐标标注"];
    let answered = [
        "拍摄零件表面划痕并归档",
        "记录每个零件图像供追溯",
        "缺陷坐标自动标注",
        "换型时的样本数量很少",
    ];
    let line = "换规格时要的坏件样本少";
    let beside = lines(&["甲乙 丙丁"], &[&others[..], &[line]].concat(), &answered);
    let alone = lines(&["甲乙 丙丁"], &[line], &answered);
    assert_ne!(beside[3].verdict, Verdict::Gap, "{beside:?}");
    assert_eq!(alone[0].verdict, Verdict::Gap, "{alone:?}");
    assert_eq!(beside[3].score, alone[0].score, "the score is of its own words");
}

#[test]
fn what_is_marked_stands_in_the_quote() {
    let said = cover(
        "找出当时的工时",
        None,
        "给出当时的工艺路线、实际工时，找出相近的零件",
    );
    let quote = &said.quotes[0];
    assert!(
        quote.terms.iter().all(|term| quote.text.contains(term)),
        "{quote:?}"
    );
    for term in ["找出", "工时"] {
        assert!(quote.terms.contains(&term.to_owned()), "{term}: {quote:?}");
    }
}

#[test]
fn limits_that_a_solution_states_are_told_where_they_touch_what_is_asked() {
    let limits = |asked: &str, text: &str| -> Vec<String> {
        let mut rows = support::solutions();
        rows.push(solution("s", "导览方案", text));
        let demand = Scenario {
            requirements: vec![requirement("r", asked)],
            ..scenario("d", "需求", "")
        };
        let engine = Engine::fit(rows, vec![], analyzer(), &Params::default()).expect("legal rows");
        let list = engine
            .match_scenario(&demand, &MatchOptions::default())
            .expect("a list");
        let entry = list.entries.into_iter().find(|e| e.id == "s").expect("listed");
        let limits = entry.reasons.iter().filter(|r| r.code == "states_limit");
        limits.map(|r| r.values["limit"].clone()).collect()
    };
    let text = "讲解由馆方审定，服务不含室内外定位触发与自由问答；不支持离线。";
    assert_eq!(
        limits("走到讲解点附近定位触发讲解", text),
        ["服务不含室内外定位触发与自由问答"]
    );
    assert_eq!(limits("离线也能收听", text), ["不支持离线"]);
    assert_eq!(limits("讲解词由馆方审定", text), Vec::<String>::new());
    for (asked, text) in [
        ("走到附近定位触发", "支持定位触发讲解"),
        // What only describes a thing is no limit, and who wants something not to be is served by one.
        ("藏品移动到展柜前评估", "对无法移动的藏品先做评估"),
        ("不采集人脸", "不做人脸识别"),
    ] {
        assert_eq!(limits(asked, text), Vec::<String>::new(), "{asked} | {text}");
    }
}

#[test]
fn a_part_that_is_refused_and_done_nowhere_contradicts() {
    for (asked, offered) in [
        ("吊物下方有人时报警", "塔机防碰撞预警，但不含吊物下方人员识别"),
        ("兼容多品牌设备和现有PACS", "与PACS对接不在产品范围"),
        ("采前产量估测", "采前产量估测尚在研发"),
        ("支持离线运行", "离线运行功能规划中"),
        ("具备算法备案", "尚未取得算法备案"),
        ("支持藏语讲解", "除藏语讲解外均支持"),
        // One of several things, each of which is asked for.
        ("支持藏语讲解和问答", "支持藏语讲解，不含问答"),
        ("支持普通话和维吾尔语", "语音问答只做普通话和英语"),
    ] {
        let covered = cover(asked, None, offered);
        assert_eq!(
            covered.verdict,
            Verdict::Contradicted,
            "{asked} | {offered}: {covered:?}"
        );
        assert_eq!(covered.quotes[0].text, offered);
    }
    // Where the rest is answered it is partly covered, and what only looks like a no refuses nothing.
    for (asked, offered, verdict) in [
        ("支持藏语讲解或问答", "支持藏语讲解，不含问答", Verdict::Partly),
        ("支持藏语讲解", "并非不支持藏语讲解", Verdict::Covered),
        ("与制造执行系统对接", "适合还没有制造执行系统的企业", Verdict::Gap),
    ] {
        assert_eq!(
            cover(asked, None, offered).verdict,
            verdict,
            "{asked} | {offered}"
        );
    }
}

#[test]
fn who_runs_in_the_cloud_alone_contradicts_data_that_stay() {
    for (asked, offered, verdict) in [
        (
            "在电网内网部署",
            "影像上传至我司公有云后分析",
            Verdict::Contradicted,
        ),
        (
            "病历数据不得出院区",
            "语音上传云端识别，返回文字",
            Verdict::Contradicted,
        ),
        ("支持私有化部署", "产品为互联网SaaS", Verdict::Contradicted),
        // Either way is offered, or it is said that nothing is sent there.
        (
            "病历数据不得出院区",
            "可上传云端识别，也可装在院内机房",
            Verdict::Gap,
        ),
        ("病历数据不得出院区", "图像不上传云端", Verdict::Gap),
        ("不出现漏检", "影像上传至我司公有云后分析", Verdict::Gap),
    ] {
        assert_eq!(
            cover(asked, None, offered).verdict,
            verdict,
            "{asked} | {offered}"
        );
    }
}

#[test]
fn who_says_that_nothing_leaves_the_house_covers_lines_that_want_it_there() {
    for (asked, offered, verdict) in [
        ("录音不得出院区", "音频和文本均不离开医院", Verdict::Covered),
        ("全部运算留在院内机房", "模型装在院内服务器", Verdict::Covered),
        (
            "海关内网部署，不得依赖外网",
            "资料不出机房，单机运行",
            Verdict::Covered,
        ),
        // It can be installed there, or more is asked for.
        ("录音不得出院区", "支持私有化部署", Verdict::Partly),
        (
            "行内私有化部署，适配国产芯片",
            "客户资料不离开本行",
            Verdict::Partly,
        ),
        // Of people it is said, or left open, or denied.
        ("录音不得出院区", "老人不离开社区就能看病", Verdict::Gap),
        ("录音不得出院区", "读者不出馆就能借图书", Verdict::Gap),
        ("录音不得出院区", "不支持私有化部署", Verdict::Contradicted),
    ] {
        let covered = cover(asked, None, offered);
        assert_eq!(covered.verdict, verdict, "{asked} | {offered}: {covered:?}");
        if verdict != Verdict::Gap {
            assert_eq!(covered.quotes[0].text, offered);
        }
    }
}

#[test]
fn what_is_of_the_whole_solution_is_compared_whatever_it_stands_beside() {
    for (asked, offered, verdict) in [
        (
            "设备防护等级不低于IP67",
            "现场网关铝壳，IP54",
            Verdict::Contradicted,
        ),
        (
            "质保三年，故障当天到场",
            "整机自验收起保修十二个月",
            Verdict::Contradicted,
        ),
        // A battery is no warranty, and minutes are none.
        ("质保三年，故障当天到场", "电池寿命一年", Verdict::Gap),
        ("一分钟内通知维保人员", "整机保修十二个月", Verdict::Gap),
    ] {
        let covered = cover(asked, None, offered);
        assert_eq!(covered.verdict, verdict, "{asked} | {offered}: {covered:?}");
    }
}

#[test]
fn what_shall_not_be_is_denied_in_fewer_words_or_must_be() {
    for (asked, offered, verdict) in [
        ("不采集人脸信息", "只数人头，不采集人脸", Verdict::Covered),
        ("扫码即用，无需下载App", "手机端须下载App", Verdict::Contradicted),
        (
            "扫码即用，无需下载App",
            "扫码即用，不需要下载App",
            Verdict::Covered,
        ),
        ("不采集人脸信息", "采集人脸信息用于开门", Verdict::Contradicted),
    ] {
        let covered = cover(asked, None, offered);
        assert_eq!(covered.verdict, verdict, "{asked} | {offered}: {covered:?}");
    }
}

#[test]
fn figures_that_state_no_bound_are_kept_or_not() {
    for (asked, offered, verdict) in [
        // A warranty is a promise.
        ("提供两年免费运维", "一年免费维保", Verdict::Contradicted),
        ("保修3年", "保修5年", Verdict::Covered),
        ("识别准确率95%", "识别准确率80%", Verdict::Partly),
        ("识别准确率95%", "识别准确率97%", Verdict::Covered),
        ("并发用户数不少于1000", "并发用户数500", Verdict::Partly),
        ("每天处理照片不少于2万张", "每天处理照片3万张", Verdict::Covered),
        (
            "每天处理照片不少于2万张",
            "每天处理照片8000张",
            Verdict::Contradicted,
        ),
        // Best cases, others' figures and how often something is done keep nothing.
        ("响应时间不超过2秒", "响应时间最快1秒", Verdict::Partly),
        ("检测时间不超过2秒", "竞品检测时间1秒", Verdict::Partly),
        ("电池寿命不少于3年", "电池按每两小时采样一次", Verdict::Gap),
        ("交付时间不超过60天", "交付后质保365天", Verdict::Partly),
    ] {
        let covered = cover(asked, None, offered);
        assert_eq!(covered.verdict, verdict, "{asked} | {offered}: {covered:?}");
    }
}

#[test]
fn of_several_figures_the_nearest_answers() {
    let covered = cover(
        "安全帽没戴能识别出来",
        Some("准确率不低于 95%"),
        "违章识别：21 类不安全行为平均识别准确率 94%，安全帽识别 98%",
    );
    assert_eq!(
        covered.compared.as_ref().expect("compared").offered,
        "98%",
        "{covered:?}"
    );
    assert_ne!(covered.verdict, Verdict::Contradicted);
}

#[test]
fn what_is_not_wanted_and_is_done_contradicts() {
    for (asked, offered, verdict) in [
        ("不要人脸识别", "采用人脸识别登录", Verdict::Contradicted),
        (
            "不使用人脸识别",
            "通过人脸识别确认操作员身份",
            Verdict::Contradicted,
        ),
        ("无需联网", "必须联网使用", Verdict::Contradicted),
        ("不依赖外网", "运行依赖外网", Verdict::Contradicted),
        ("不要人脸识别", "不采用人脸识别，只数人头", Verdict::Covered),
        // It is made less, or may be left out.
        ("不要人脸识别", "可选采用人脸识别登录", Verdict::Partly),
    ] {
        let covered = cover(asked, None, offered);
        assert_eq!(covered.verdict, verdict, "{asked} | {offered}: {covered:?}");
    }
}

#[test]
fn whoever_is_there_in_office_hours_is_not_there_at_all_hours() {
    for (asked, offered, verdict) in [
        ("支持7×24小时服务", "只提供5×8小时服务", Verdict::Contradicted),
        ("支持7×24小时服务", "仅工作日提供服务", Verdict::Contradicted),
        ("工作日提供服务", "只提供5×8小时服务", Verdict::Gap),
        // The thing runs at all hours, whoever answers the telephone.
        ("7×24小时监测水位", "客服仅工作日值班", Verdict::Gap),
    ] {
        let covered = cover(asked, None, offered);
        assert_eq!(covered.verdict, verdict, "{asked} | {offered}: {covered:?}");
    }
}

#[test]
fn a_line_of_figures_and_filler_is_answered_by_figures() {
    for (asked, offered, verdict) in [
        ("30人同时使用", "单台机器支持50人同时提问", Verdict::Covered),
        ("30人同时使用", "单台机器支持20人同时提问", Verdict::Partly),
        ("30人同时使用", "支持50人的培训", Verdict::Gap),
    ] {
        let covered = cover(asked, None, offered);
        assert_eq!(covered.verdict, verdict, "{asked} | {offered}: {covered:?}");
    }
}
