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
