//! Who fits whom, and why?

use serde_json::{Value, json};

use crate::on_both;
use crate::support::{TestApp, data};

fn verdict<'a>(entry: &'a Value, words: &str) -> &'a str {
    let lines = entry["coverage"].as_array().expect("coverage");
    let line = lines
        .iter()
        .find(|c| c["requirement"].as_str().is_some_and(|r| r.contains(words)));
    line.expect("a line for the requirement")["verdict"]
        .as_str()
        .expect("a verdict")
}

on_both!(
    a_posted_scenario_gets_ranked_solutions_with_reasons,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let (vendor, buyer) = (
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["buyer"]).await,
        );
        let guide = data::publish(&vendor, &operator, "solutions", data::solution()).await;
        let mut other = data::solution();
        other["title"] = json!("机床刀具磨损预测");
        other["summary"] = json!("在机床边缘侧采集振动与电流信号，预测刀具磨损并提示更换。");
        other["description"] = json!(
            "面向机械加工车间，采集主轴振动、电流与声发射信号，预测刀具剩余寿命，减少停机与废品，模型可在线更新，不改动数控系统。"
        );
        other["direction"] = json!("industry");
        other["industries"] = json!(["equipment-manufacturing"]);
        other["capabilities"] = json!([{"name": "磨损预测", "text": "提前 30 分钟提示换刀。"}]);
        other["cases"] = json!([]);
        let tool = data::publish(&vendor, &operator, "solutions", other).await;
        let mut dear = data::solution();
        dear["price_low"] = json!("900000.00");
        dear["price_high"] = json!("990000.00");
        let dear = data::publish(&vendor, &operator, "solutions", dear).await;

        let id = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
        app.settle().await;
        let list = buyer
            .get(&format!("/v1/scenarios/{id}/matches"))
            .await
            .expect(200);
        let ids: Vec<&str> = list["entries"]
            .as_array()
            .expect("entries")
            .iter()
            .filter_map(|e| e["counterpart"]["id"].as_str())
            .collect();
        assert_eq!(ids.first(), Some(&guide.as_str()), "{list}");
        // Dearer than the budget: out, and counted as such.
        assert!(!ids.contains(&dear.as_str()));
        assert!(
            list["excluded"]
                .as_array()
                .is_some_and(|e| e.iter().any(|x| x["reason"] == "budget")),
            "{list}"
        );
        if let Some(place) = ids.iter().position(|i| *i == tool) {
            assert!(
                place > 0 && list["entries"][place]["score"].as_f64() < list["entries"][0]["score"].as_f64()
            );
        }
        let first = &list["entries"][0];
        assert!(
            ["covered", "partly"].contains(&verdict(first, "自动开始讲解")),
            "{first}"
        );
        assert!(
            ["covered", "partly"].contains(&verdict(first, "响应时间")),
            "{first}"
        );
        assert_eq!(verdict(first, "发票"), "gap", "{first}");
        assert!(first["reasons"].as_array().is_some_and(|r| !r.is_empty()));
        // Every quote is the row's own words.
        let row = data::solution().to_string();
        let quotes: Vec<String> = first["coverage"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|c| c["quotes"].as_array().cloned().unwrap_or_default())
            .filter_map(|q| q["text"].as_str().map(str::to_owned))
            .collect();
        assert!(!quotes.is_empty());
        for quote in quotes {
            let words = quote
                .rsplit('：')
                .next()
                .unwrap_or(&quote)
                .trim_matches(|c| "。；;.".contains(c))
                .to_owned();
            assert!(row.contains(&words), "not in the row: {quote}");
        }

        // The list is frozen: shown again unchanged it is the same one, and it names its model.
        let again = buyer
            .get(&format!("/v1/scenarios/{id}/matches"))
            .await
            .expect(200);
        assert_eq!((&again["id"], &again["model"]), (&list["id"], &list["model"]));
        let frozen = buyer
            .get(&format!(
                "/v1/match-lists/{}",
                list["id"].as_str().expect("an id")
            ))
            .await
            .expect(200);
        assert_eq!(frozen["entries"], list["entries"]);

        // The vendor sees the scenario from its side; nobody else sees either list.
        let mirror = vendor
            .get(&format!("/v1/solutions/{guide}/matches"))
            .await
            .expect(200);
        assert_eq!(mirror["entries"][0]["counterpart"]["id"], json!(id));
        vendor
            .get(&format!("/v1/scenarios/{id}/matches"))
            .await
            .problem(404, "not_found");
        vendor
            .get(&format!(
                "/v1/match-lists/{}",
                list["id"].as_str().expect("an id")
            ))
            .await
            .problem(404, "not_found");
        app.guest()
            .get(&format!("/v1/scenarios/{id}/matches"))
            .await
            .problem(404, "not_found");

        // A new solution is recommended at the next look.
        let mut better = data::solution();
        better["title"] = json!("走到哪里讲到哪里的手机导览");
        let better = data::publish(&vendor, &operator, "solutions", better).await;
        let list = buyer
            .get(&format!("/v1/scenarios/{id}/matches"))
            .await
            .expect(200);
        assert!(
            list["entries"]
                .as_array()
                .is_some_and(|e| e.iter().any(|x| x["counterpart"]["id"] == json!(better)))
        );
    }
);

on_both!(search_filters_and_counts, async |app: &TestApp| {
    let operator = data::operator(app).await;
    let vendor = app.guest().register(&["vendor"]).await;
    data::publish(&vendor, &operator, "solutions", data::solution()).await;
    let mut school = data::solution();
    school["title"] = json!("中学物理智能体助教");
    school["direction"] = json!("education");
    school["industries"] = json!(["k12"]);
    data::publish(&vendor, &operator, "solutions", school).await;
    app.settle().await;
    let guest = app.guest();
    let all = guest.get("/v1/search/solutions").await.expect(200);
    assert_eq!(all["total"], 2);
    let found = guest
        .get("/v1/search/solutions?q=智能体&direction=education")
        .await
        .expect(200);
    assert_eq!(found["total"], 1);
    assert_eq!(found["hits"][0]["title"], "中学物理智能体助教");
    // A facet counts without its own filter.
    let narrowed = guest
        .get("/v1/search/solutions?direction=education")
        .await
        .expect(200);
    let directions: Vec<_> = narrowed["facets"]["direction"]
        .as_array()
        .expect("counts")
        .iter()
        .map(|f| f["code"].as_str())
        .collect();
    assert_eq!(directions.len(), 2, "{narrowed}");
    guest
        .get("/v1/search/solutions?limit=1000")
        .await
        .problem(422, "invalid_input");
    let wrong = guest
        .get("/v1/search/solutions?limit=x")
        .await
        .fields(400, "malformed_query");
    assert_eq!(wrong, ["limit"]);
});

on_both!(
    the_same_task_elsewhere_is_listed_with_what_is_shared,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let (vendor, other, buyer) = (
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["buyer"]).await,
        );
        let here = data::publish(&vendor, &operator, "solutions", data::solution()).await;
        let mut elsewhere = data::solution();
        elsewhere["title"] = json!("医院多语种智能导诊");
        elsewhere["industries"] = json!(["hospitals"]);
        elsewhere["direction"] = json!("healthcare");
        elsewhere["levels"] = json!(["plant-site"]);
        let elsewhere = data::publish(&other, &operator, "solutions", elsewhere).await;
        let mut scenario = data::scenario();
        scenario["level"] = json!("town");
        let id = data::publish(&buyer, &operator, "scenarios", scenario).await;
        app.settle().await;

        for apart in ["", "?apart=industry", "?apart=level"] {
            let address = format!("/v1/scenarios/{id}/transfers{apart}");
            let list = buyer.get(&address).await.expect(200);
            let entries = list["entries"].as_array().expect("entries");
            assert_eq!(entries.len(), 1, "{list}");
            assert_eq!(entries[0]["solution"]["id"], json!(elsewhere));
            let shared = entries[0]["shared"].as_array().expect("words");
            assert!(
                shared.contains(&json!("讲解")) && !shared.contains(&json!("景区")),
                "{list}"
            );
            let level = apart.ends_with("level");
            let (from, to) = if level {
                ("town", "plant-site")
            } else {
                ("scenic-areas", "hospitals")
            };
            assert_eq!(
                (&entries[0]["from"], &entries[0]["to"]),
                (&json!([from]), &json!([to]))
            );
            assert_eq!(
                operator.get(&address).await.expect(200)["entries"],
                list["entries"]
            );
            vendor.get(&address).await.problem(404, "not_found");
            app.guest().get(&address).await.problem(404, "not_found");
        }
        let address = format!("/v1/solutions/{here}/transfers");
        let list = vendor.get(&address).await.expect(200);
        assert_eq!(list["entries"][0]["solution"]["id"], json!(elsewhere), "{list}");
        assert_eq!(list["entries"][0]["technologies"], json!(["rag", "speech"]));
        other.get(&address).await.problem(404, "not_found");
        let wrong = format!("{address}?apart=colour");
        vendor.get(&wrong).await.problem(400, "malformed_query");
    }
);

on_both!(
    the_operator_sees_which_vendors_are_shown,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let (shown, never, buyer) = (
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["buyer"]).await,
        );
        data::publish(&shown, &operator, "solutions", data::solution()).await;
        let mut dear = data::solution();
        dear["price_low"] = json!("900000.00");
        dear["price_high"] = json!("990000.00");
        data::publish(&never, &operator, "solutions", dear).await;
        let id = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
        app.settle().await;
        let all = "/v1/exposure?from=2020-01-01&to=2029-12-31";
        // The list is frozen, and nobody has opened it yet.
        let given = operator.get(all).await.expect(200);
        let lists = ["given", "seen"].map(|kind| given[kind]["lists"].as_u64());
        assert_eq!(lists, [Some(1), Some(0)], "{given}");
        assert_eq!(
            (&given["seen"]["gini"], &given["seen"]["never"]),
            (&Value::Null, &json!(2))
        );
        buyer
            .get(&format!("/v1/scenarios/{id}/matches"))
            .await
            .expect(200);
        let seen = operator.get(all).await.expect(200);
        assert_eq!(seen["vendors"], 2, "{seen}");
        for kind in ["given", "seen"] {
            let figures = ["lists", "shown", "never"].map(|key| seen[kind][key].as_u64());
            assert_eq!(figures, [Some(1), Some(1), Some(1)], "{seen}");
            let shares = (&seen[kind]["gini"], &seen[kind]["never_share"]);
            assert_eq!(shares, (&json!(0.5), &json!(0.5)), "{seen}");
        }
        let lines = seen["by_vendor"].as_array().expect("lines");
        let counts: Vec<_> = lines
            .iter()
            .map(|l| ["shown", "first", "seen"].map(|key| l[key].as_u64()))
            .collect();
        assert_eq!(counts, [[Some(1); 3], [Some(0); 3]]);
        let before = operator
            .get("/v1/exposure?from=2020-01-01&to=2020-01-02")
            .await
            .expect(200);
        let before = &before["given"];
        assert_eq!((&before["lists"], &before["gini"]), (&json!(0), &Value::Null));
        buyer.get(all).await.problem(403, "forbidden");
        operator
            .get("/v1/exposure?from=2020-01-02&to=2020-01-01")
            .await
            .problem(422, "invalid_input");
        // Who looks on sees the list that there is, and makes none: not even where another would be made by now.
        data::publish(&never, &operator, "solutions", data::solution()).await;
        app.settle().await;
        let address = format!("/v1/scenarios/{id}/matches");
        let looked = operator.get(&address).await.expect(200);
        assert_eq!(looked["entries"].as_array().map(Vec::len), Some(1), "{looked}");
        assert_eq!(operator.get(all).await.expect(200)["given"]["lists"], 1);
        let own = buyer.get(&address).await.expect(200);
        assert_eq!(own["entries"].as_array().map(Vec::len), Some(2), "{own}");
    }
);

on_both!(
    a_vendor_is_told_why_not_and_what_would_change_it,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let (vendor, other, buyer) = (
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["buyer"]).await,
        );
        data::publish(&other, &operator, "solutions", data::solution()).await;
        let mut dear = data::solution();
        dear["price_low"] = json!("900000.00");
        dear["price_high"] = json!("990000.00");
        let dear = data::publish(&vendor, &operator, "solutions", dear).await;
        let id = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
        app.settle().await;

        let address = format!("/v1/scenarios/{id}/why-not?solution={dear}");
        let why = vendor.get(&address).await.expect(200);
        assert_eq!(
            (&why["refused"], &why["rank"]),
            (&json!(["budget"]), &Value::Null)
        );
        let changes = why["changes"].as_array().expect("changes");
        let price = changes.iter().find(|c| c["code"] == "price_within_budget");
        let price = price.expect("a change of price");
        assert_eq!(price["values"]["budget_fen"], "50000000", "{why}");
        assert!(price["rank"].as_u64().is_some(), "{why}");
        assert_eq!(verdict(&why, "发票"), "gap");
        assert_eq!(operator.get(&address).await.expect(200), why);

        // Somebody else's solution is not told about, and nobody is told without signing in.
        other.get(&address).await.problem(404, "not_found");
        buyer.get(&address).await.problem(404, "not_found");
        app.guest().get(&address).await.problem(401, "not_authenticated");
        let without = format!("/v1/scenarios/{id}/why-not");
        vendor.get(&without).await.problem(400, "malformed_query");
    }
);

on_both!(
    places_are_shared_among_vendors_and_a_newcomer_is_seen,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let buyer = app.guest().register(&["buyer"]).await;
        let id = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
        // Six vendors with a project behind them and three solutions each, and one with five that are cheaper, so
        // better: 23 rows for 20 places.
        for number in 0..7 {
            let vendor = app.guest().register(&["vendor"]).await;
            let mut offer = data::solution();
            if number == 0 {
                offer["price_high"] = offer["price_low"].clone();
            }
            let mut last = String::new();
            for _ in 0..if number == 0 { 5 } else { 3 } {
                last = data::publish(&vendor, &operator, "solutions", offer.clone()).await;
            }
            data::accepted(app, &last, &id).await;
        }
        // As good in words, but dear: behind all of theirs.
        let newcomer = app.guest().register(&["vendor"]).await;
        let mut dear = data::solution();
        dear["price_low"] = json!("450000.00");
        dear["cases"] = json!([]);
        let dear = data::publish(&newcomer, &operator, "solutions", dear).await;
        app.settle().await;
        let path = format!("/v1/scenarios/{id}/matches");
        let list = buyer.get(&path).await.expect(200);
        let entries = list["entries"].as_array().expect("entries");
        let mut by_vendor = std::collections::HashMap::<String, usize>::new();
        for entry in entries {
            let vendor = entry["counterpart"]["organisation"].to_string();
            *by_vendor.entry(vendor).or_default() += 1;
        }
        assert_eq!(entries.len(), 20, "{list}");
        assert!(
            by_vendor.len() > 6 && by_vendor.values().all(|n| *n <= 3),
            "{by_vendor:?}"
        );
        let reason = |entry: &Value| entry["reasons"].to_string().contains("new_vendor");
        let seen = entries.iter().position(|e| e["counterpart"]["id"] == json!(dear));
        assert_eq!(seen, Some(19), "{list}");
        assert!(reason(&entries[19]) && !reason(&entries[0]), "{list}");
        let excluded = list["excluded"].as_array().expect("excluded");
        assert!(excluded.iter().any(|e| e["reason"] == "per_vendor"), "{list}");
    }
);
