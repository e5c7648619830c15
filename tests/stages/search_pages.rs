//! What do the search pages show beside their hits?

use serde_json::{Value, json};

use crate::on_both;
use crate::support::{TestApp, data};

on_both!(
    a_search_whose_filters_leave_nothing_says_which_to_drop_and_shows_rows,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let vendor = app.guest().register(&["vendor"]).await;
        let id = data::publish(&vendor, &operator, "solutions", data::solution()).await;
        app.settle().await;
        let path = "/v1/search/solutions?q=智能导览&direction=education&tier=listed";
        let found = app.guest().get(path).await.expect(200);
        assert_eq!(found["total"], 0, "{found}");
        assert_eq!(
            found["relaxations"],
            json!([{"facets": ["direction"], "total": 1}]),
            "{found}"
        );
        assert_eq!(found["instead"][0]["id"], id.as_str(), "{found}");
        let all = app.guest().get("/v1/search/solutions").await.expect(200);
        assert_eq!((&all["relaxations"], &all["instead"]), (&json!([]), &json!([])));
    }
);

on_both!(
    a_hit_tells_its_price_and_where_in_the_text_the_words_stand,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let (vendor, buyer) = (
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["buyer"]).await,
        );
        let mut solution = data::solution();
        let long = "需要时按季度上门保养设备并更换滤网，".repeat(8);
        solution["description"] = json!(format!(
            "前一句说别的。{long}另可按约定提供驼铃播报服务，费用另计。"
        ));
        let priced = solution.clone();
        data::publish(&vendor, &operator, "solutions", solution).await;
        let scenario = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
        app.settle().await;
        let guest = app.guest();
        let found = guest.get("/v1/search/solutions?q=驼铃播报").await.expect(200);
        let hit = &found["hits"][0];
        assert_eq!(
            (&hit["price_low"], &hit["price_high"]),
            (&json!("300000.00"), &json!("600000.00")),
            "{hit}"
        );
        let passage = hit["passage"].as_str().expect("a passage");
        assert!(
            passage.starts_with('…') && passage.contains("驼铃播报"),
            "{passage}"
        );
        assert!(passage.chars().count() <= 92, "{passage}");
        // What title or summary says needs no passage.
        let title = priced["title"].as_str().expect("a title");
        let found = guest
            .get(&format!("/v1/search/solutions?q={title}"))
            .await
            .expect(200);
        assert_eq!(found["hits"][0]["passage"], Value::Null, "{found}");
        let found = guest.get("/v1/search/scenarios").await.expect(200);
        let hit = &found["hits"][0];
        assert_eq!(
            (&hit["id"], &hit["budget"]),
            (&json!(scenario), &data::scenario()["budget"]),
            "{hit}"
        );
    }
);

on_both!(
    solutions_stand_side_by_side_with_what_differs,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let vendor = app.guest().register(&["vendor"]).await;
        let first = data::publish(&vendor, &operator, "solutions", data::solution()).await;
        let mut other = data::solution();
        other["title"] = json!("另一个方案");
        other["price_high"] = json!("999999.00");
        let mut technologies = other["technologies"].as_array().expect("codes").clone();
        technologies.reverse();
        other["technologies"] = Value::Array(technologies);
        let second = data::publish(&vendor, &operator, "solutions", other).await;
        let draft = vendor.post("/v1/solutions", data::solution()).await.expect(201);
        let draft = draft["id"].as_str().expect("an id");

        let guest = app.guest();
        let path = format!("/v1/search/solutions/compare?ids={second},{first},{draft}");
        let view = guest.get(&path).await.expect(200);
        let ids: Vec<_> = view["solutions"]
            .as_array()
            .expect("columns")
            .iter()
            .map(|s| s["id"].as_str().expect("an id").to_owned())
            .collect();
        assert_eq!(ids, [second.clone(), first.clone()], "in the order asked for");
        assert_eq!(view["missing"], json!([draft]), "drafts are nobody else's to see");
        // The ids of capabilities and the order of codes are no differences.
        assert_eq!(view["differing"], json!(["price_high", "title"]), "{view}");

        let five = [&first; 5].map(|id| id.to_string()).join(",");
        for ids in [
            String::new(),
            first.clone(),
            format!("{first},{first}"),
            format!("{first},x"),
            five,
        ] {
            let path = format!("/v1/search/solutions/compare?ids={ids}");
            guest.get(&path).await.problem(422, "invalid_input");
        }
    }
);

on_both!(a_region_finds_what_serves_it, async |app: &TestApp| {
    let operator = data::operator(app).await;
    let vendor = app.guest().register(&["vendor"]).await;
    let mut ids = Vec::new();
    for regions in [json!([]), json!(["110000"]), json!(["110105"]), json!(["120000"])] {
        let mut solution = data::solution();
        solution["regions"] = regions;
        ids.push(data::publish(&vendor, &operator, "solutions", solution).await);
    }
    app.settle().await;
    // Who names no region serves everywhere; a city holds its districts.
    for (region, found) in [
        ("110105", vec![0, 1, 2]),
        ("110112", vec![0, 1]),
        ("110000", vec![0, 1, 2]),
        ("120114", vec![0, 3]),
        ("310000", vec![0]),
    ] {
        let path = format!("/v1/search/solutions?region={region}");
        let list = app.guest().get(&path).await.expect(200);
        let hits = list["hits"].as_array().expect("hits");
        let mut there: Vec<_> = hits
            .iter()
            .map(|hit| hit["id"].as_str().expect("an id"))
            .collect();
        let mut expected: Vec<_> = found.iter().map(|at: &usize| ids[*at].as_str()).collect();
        there.sort_unstable();
        expected.sort_unstable();
        assert_eq!(there, expected, "{region}");
        let counts = list["facets"]["region"].as_array().expect("counts");
        let own = counts
            .iter()
            .find(|count| count["code"] == region)
            .expect("counted");
        assert_eq!(own["count"], found.len(), "{region}");
    }
});

on_both!(a_code_that_no_taxonomy_has_is_an_error, async |app: &TestApp| {
    for (asked, field) in [
        ("industry=factory", "industry"),
        ("region=110112,%20999999", "region"),
        ("tier=gold", "tier"),
        ("sort=dearest", "sort"),
    ] {
        for kind in ["solutions", "scenarios"] {
            let path = format!("/v1/search/{kind}?{asked}");
            let problem = app.guest().get(&path).await.problem(422, "invalid_input");
            assert_eq!(
                (&problem["errors"][0]["field"], &problem["errors"][0]["code"]),
                (&json!(field), &json!("unknown_code")),
                "{problem}"
            );
        }
    }
    app.guest()
        .get("/v1/search/solutions?region=110112&tier=screened")
        .await
        .expect(200);
});

on_both!(
    words_typed_by_their_sound_and_figures_are_found_and_marked_as_written,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let vendor = app.guest().register(&["vendor"]).await;
        let mut solution = data::solution();
        solution["summary"] = json!("游客扫码即可听讲解、问路、问票，支持离线使用，问答响应 0.2 秒以内。");
        let id = data::publish(&vendor, &operator, "solutions", solution).await;
        app.settle().await;
        for (asked, marked) in [
            ("daolan", Some("导览")),
            ("zndl", Some("智能导览")),
            ("zidongjiangjie", Some("自动讲解")),
            ("200ms", Some("0.2 秒")),
            ("daolanji", None),
            ("2ms", None),
        ] {
            let path = format!("/v1/search/solutions?q={asked}");
            let found = app.guest().get(&path).await.expect(200);
            let Some(marked) = marked else {
                assert_eq!(found["total"], 0, "{asked}: {found}");
                continue;
            };
            assert_eq!(found["hits"][0]["id"], id.as_str(), "{asked}: {found}");
            let terms = found["hits"][0]["terms"].as_array().expect("terms");
            assert!(terms.contains(&json!(marked)), "{asked}: {found}");
            // What was guessed is told, what was written is not.
            let read = found["read_as"].as_array().expect("what was read");
            match asked {
                "200ms" => assert!(read.is_empty(), "{found}"),
                _ => {
                    assert_eq!(read[0]["typed"], asked, "{found}");
                    let words = read[0]["words"].as_array().expect("words");
                    assert!(words.contains(&json!(marked)), "{found}");
                }
            }
        }
    }
);

on_both!(
    a_search_that_asks_for_it_tells_the_parts_of_each_score,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let vendor = app.guest().register(&["vendor", "buyer"]).await;
        data::publish(&vendor, &operator, "solutions", data::solution()).await;
        data::publish(&vendor, &operator, "scenarios", data::scenario()).await;
        app.settle().await;
        for (path, field) in [
            ("/v1/search/solutions?q=景区多语种智能导览", "title"),
            ("/v1/search/scenarios?q=讲解员", "summary"),
        ] {
            let plain = app.guest().get(path).await.expect(200);
            assert_eq!(plain["hits"][0]["parts"], json!([]), "{plain}");
            let told = app.guest().get(&format!("{path}&explain=true")).await.expect(200);
            let hit = &told["hits"][0];
            assert_eq!(hit["score"], plain["hits"][0]["score"]);
            let parts = hit["parts"].as_array().expect("parts");
            let value = |v: &Value| v["value"].as_f64().expect("a value");
            let sum: f64 = parts.iter().map(value).sum();
            let score = hit["score"].as_f64().expect("a score");
            assert!(score > 0.0 && (sum - score).abs() < 1e-3, "{told}");
            assert!(parts.iter().any(|p| p["field"] == field), "{told}");
        }
        let path = "/v1/search/solutions?q=导览&explain=perhaps";
        assert!((400..500).contains(&app.guest().get(path).await.status));
    }
);

on_both!(
    with_few_rows_words_alone_rank_and_the_answer_says_so,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let vendor = app.guest().register(&["vendor"]).await;
        data::publish(&vendor, &operator, "solutions", data::solution()).await;
        app.settle().await;
        for (path, by, why) in [
            ("/v1/search/solutions?q=导览", "words", json!("few_rows")),
            ("/v1/search/solutions?q=导览&sort=newest", "sort", Value::Null),
            ("/v1/search/solutions", "sort", Value::Null),
        ] {
            let found = app.guest().get(path).await.expect(200);
            assert_eq!(found["total"], 1, "{found}");
            assert_eq!((&found["ordered_by"], &found["words_alone"]), (&json!(by), &why));
            assert_eq!(found["hits"][0]["by"], "words");
        }
    }
);

on_both!(
    with_many_rows_words_and_meaning_rank_together_and_near_rows_follow,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let vendor = app.guest().register(&["vendor"]).await;
        let maker = scenepool::commands::seed::generator::Maker::builtin(3).expect("the material is whole");
        for number in 0..160 {
            let mut row = maker.solution(number);
            let fields = row.as_object_mut().expect("a row");
            for not_asked in ["_id", "organisation", "text", "tier"] {
                fields.shift_remove(not_asked);
            }
            data::publish(&vendor, &operator, "solutions", row).await;
        }
        app.settle().await;
        // The engine is fitted before the search, which would not wait for it.
        app.state
            .pool
            .with(&app.state.db, |engine| {
                assert!(engine.has_meaning());
                Ok(())
            })
            .await
            .expect("a fit");

        // 瑕疵 stands in no row: what is found speaks of 缺陷 and 划伤.
        let near = app
            .guest()
            .get("/v1/search/solutions?q=瑕疵&explain=true")
            .await
            .expect(200);
        assert_eq!(near["ordered_by"], "hybrid", "{near}");
        assert_eq!(near["words_alone"], Value::Null);
        let hits = near["hits"].as_array().expect("hits");
        assert!(!hits.is_empty() && near["total"] == hits.len(), "{near}");
        for hit in hits {
            assert_eq!(
                (&hit["by"], &hit["terms"]),
                (&json!("meaning"), &json!([])),
                "{hit}"
            );
            assert_eq!(hit["parts"][0]["kind"], "meaning", "{hit}");
            assert_eq!(hit["parts"][0]["value"], hit["score"], "{hit}");
        }

        let first = app
            .guest()
            .get("/v1/search/solutions?q=随访&limit=1&explain=true")
            .await
            .expect(200);
        let total = first["total"].as_u64().expect("a total");
        assert!(total >= 3, "{first}");
        assert_eq!(first["hits"][0]["by"], "words", "{first}");
        let mut ids = std::collections::BTreeSet::new();
        let mut meaning_began = false;
        for offset in 0..total {
            let path = format!("/v1/search/solutions?q=随访&limit=1&explain=true&offset={offset}");
            let page = app.guest().get(&path).await.expect(200);
            assert_eq!(page["total"], total);
            for hit in page["hits"].as_array().expect("hits") {
                ids.insert(hit["id"].as_str().expect("an id").to_owned());
                assert!(
                    !meaning_began || hit["by"] == "meaning",
                    "near rows come last: {hit}"
                );
                meaning_began |= hit["by"] == "meaning";
                let parts = hit["parts"].as_array().expect("parts");
                let sum: f64 = parts.iter().filter_map(|p| p["value"].as_f64()).sum();
                let score = hit["score"].as_f64().expect("a score");
                assert!((sum - score).abs() < 1e-3, "{hit}");
            }
        }
        assert_eq!(ids.len() as u64, total, "each row once");
        let sound = app.guest().get("/v1/search/solutions?q=zzqqxx").await.expect(200);
        assert_eq!(
            (&sound["total"], &sound["ordered_by"]),
            (&json!(0), &json!("words"))
        );
        assert_eq!(sound["words_alone"], "no_vector");
    }
);

on_both!(
    a_row_is_found_by_the_names_of_its_technologies_in_both_languages,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let vendor = app.guest().register(&["vendor"]).await;
        let mut solution = data::solution();
        solution["technologies"] = json!(["iot"]);
        let id = data::publish(&vendor, &operator, "solutions", solution).await;
        app.settle().await;
        for asked in ["物联感知", "物联网", "IoT", "Internet of things"] {
            let found = app
                .guest()
                .get(&format!("/v1/search/solutions?q={asked}"))
                .await
                .expect(200);
            assert_eq!(
                (&found["total"], &found["hits"][0]["id"]),
                (&json!(1), &json!(id)),
                "{asked}: {found}"
            );
        }
    }
);

on_both!(a_search_tells_the_words_that_no_row_has, async |app: &TestApp| {
    let operator = data::operator(app).await;
    let vendor = app.guest().register(&["vendor"]).await;
    data::publish(&vendor, &operator, "solutions", data::solution()).await;
    app.settle().await;
    let unknown = async |asked: &str| {
        let path = format!("/v1/search/solutions?q={asked}");
        app.guest().get(&path).await.expect(200)["unknown"].clone()
    };
    assert_eq!(unknown("导览 麒麟座").await, json!(["麒麟座"]));
    assert_eq!(unknown("导览").await, json!([]));
    assert_eq!(unknown("").await, json!([]));
    // Letters that sound like a word stand for it.
    assert_eq!(unknown("daolan").await, json!([]));
});

on_both!(
    a_price_among_the_words_of_a_search_is_a_limit,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let vendor = app.guest().register(&["vendor"]).await;
        let buyer = app.guest().register(&["buyer"]).await;
        // From 300,000 yuan on.
        let named = data::publish(&vendor, &operator, "solutions", data::solution()).await;
        let mut open = data::solution();
        (open["price_low"], open["price_high"]) = (Value::Null, Value::Null);
        let open = data::publish(&vendor, &operator, "solutions", open).await;
        let mut scenario = data::scenario();
        scenario["budget"] = json!("500000.00");
        let scenario = data::publish(&buyer, &operator, "scenarios", scenario).await;
        app.settle().await;
        let found = async |path: &str| {
            let found = app.guest().get(&format!("/v1/search/{path}")).await.expect(200);
            let hits = found["hits"].as_array().expect("hits").iter();
            let mut ids: Vec<_> = hits
                .filter_map(|hit| hit["id"].as_str().map(str::to_owned))
                .collect();
            ids.sort_unstable();
            (ids, found["price"].clone())
        };
        let mut both = vec![named, open.clone()];
        both.sort_unstable();
        let read = |typed: &str, to: &str| json!({"typed": typed, "from": null, "to": to});
        assert_eq!(
            found("solutions?q=30万以内的智能导览").await,
            (both.clone(), read("30万以内", "300000.00"))
        );
        // Who names no price may be asked.
        assert_eq!(
            found("solutions?q=智能导览，20万以内").await,
            (vec![open.clone()], read("20万以内", "200000.00"))
        );
        assert_eq!(found("solutions?q=20万以内").await.0, [open.as_str()]);
        assert_eq!(
            found("solutions?price_to=299999.99").await,
            (vec![open], Value::Null)
        );
        assert_eq!(found("solutions?price_to=300000").await.0, both);
        let words = found("solutions?q=智能导览，20万以内&any_price=true").await;
        assert_eq!(words, (both, Value::Null));
        for (asked, there) in [("40万以上", true), ("60万以上", false)] {
            let (ids, price) = found(&format!("scenarios?q={asked}")).await;
            assert_eq!(ids.contains(&scenario), there, "{asked}");
            assert_eq!(price["typed"], asked);
        }
        let wrong = app.guest().get("/v1/search/solutions?price_to=many").await;
        assert_eq!(wrong.fields(400, "malformed_query"), ["price_to"]);
    }
);
