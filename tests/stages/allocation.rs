//! Who takes on what, when all open scenarios are given out at once?

use entity::match_entry;
use sea_orm::EntityTrait;
use sea_orm::sea_query::Expr;
use serde_json::{Value, json};

use crate::on_both;
use crate::support::{TestApp, data};

/// Scenario and vendor of every place, in order.
fn places(allocation: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let mut all = Vec::new();
    for row in allocation["scenarios"].as_array().expect("scenarios") {
        for place in row["places"].as_array().expect("places") {
            all.push((text(&row["scenario_id"]), text(&place["organisation"]["id"])));
        }
    }
    all.sort();
    all
}

on_both!(
    ten_scenarios_do_not_all_go_to_one_vendor_and_what_that_costs_is_told,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let (strong, weak, buyer) = (
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["buyer"]).await,
        );
        let best = data::publish(&strong, &operator, "solutions", data::solution()).await;
        let mut less = data::solution();
        less["title"] = json!("博物馆语音播报");
        less["capabilities"] = json!([
            {"name": "播报", "text": "在展厅循环播报开放时间。"},
            {"name": "音量", "text": "按时段调节音量。"},
            {"name": "排期", "text": "按日历排播报内容。"}
        ]);
        data::publish(&weak, &operator, "solutions", less).await;
        let mut ids = Vec::new();
        for title in ["景区想让游客自己就能听讲解", "古镇想让游客自己就能听讲解"] {
            let mut scenario = data::scenario();
            scenario["title"] = json!(title);
            ids.push(data::publish(&buyer, &operator, "scenarios", scenario).await);
        }
        app.settle().await;
        let strong_vendor = strong;
        let (strong, weak) = (strong_vendor.org(), weak.org());
        let get = async |query: &str| operator.get(&format!("/v1/allocation?{query}")).await.expect(200);

        let roomy = get("wanted=1").await;
        let both = |vendor: &str| -> Vec<(String, String)> {
            let mut all: Vec<_> = ids.iter().map(|id| (id.clone(), vendor.to_owned())).collect();
            all.sort();
            all
        };
        assert_eq!(places(&roomy), both(&strong), "{roomy}");
        assert_eq!(
            (&roomy["capacity"], &roomy["without_list"]),
            (&json!(5), &json!(0))
        );

        // Its own limit, then one that the operator sets.
        for query in ["wanted=1&capacity=1", "wanted=1&fair_limit=1"] {
            let shared = get(query).await;
            let mut vendors: Vec<String> = places(&shared).into_iter().map(|p| p.1).collect();
            vendors.sort();
            let mut each = vec![strong.clone(), weak.clone()];
            each.sort();
            assert_eq!(vendors, each, "{query}: {shared}");
            assert_eq!(shared["unanswered"], 0, "{shared}");
            let first = &shared["vendors"][0];
            assert_eq!(
                (
                    &first["organisation"]["id"],
                    &first["first_choices"],
                    &first["given"]
                ),
                (&json!(strong), &json!(2), &json!(1)),
                "{shared}"
            );
            let costs = shared["cost_of_fairness"].as_f64().expect("a share");
            assert_eq!(costs > 0.0, query.contains("fair_limit"), "{shared}");
        }
        let scarce = get("wanted=2&capacity=1").await;
        assert_eq!(scarce["unanswered"], 2, "{scarce}");
        assert!(
            scarce["scenarios"][0]["unanswered"].as_u64() > Some(0),
            "{scarce}"
        );

        // What runs takes a wish of the scenario and room of the vendor.
        let pair = json!({"scenario_id": ids[0], "solution_id": best});
        buyer.post("/v1/deals", pair).await.expect(201);
        let left = get("wanted=1&capacity=1").await;
        assert_eq!(places(&left), [(ids[1].clone(), weak.clone())], "{left}");
        let running: Vec<_> = left["scenarios"]
            .as_array()
            .expect("scenarios")
            .iter()
            .map(|row| {
                (
                    row["scenario_id"].as_str() == Some(&ids[0]),
                    row["running"].as_u64(),
                )
            })
            .filter(|(is, _)| *is)
            .collect();
        assert_eq!(running, [(true, Some(1))], "{left}");

        // Who declined is not asked again, and has its room back.
        let deal = buyer.get("/v1/deals").await.expect(200)["items"][0]["id"].clone();
        let path = format!("/v1/deals/{}/decline", deal.as_str().expect("an id"));
        let no = json!({"reason": "capacity-full", "note": ""});
        strong_vendor.post(&path, no).await.expect(200);
        let after = get("wanted=2").await;
        let mut asked: Vec<_> = places(&after);
        asked.retain(|place| place.0 == ids[0]);
        assert_eq!(asked, [(ids[0].clone(), weak.clone())], "{after}");

        // With another solution it may be.
        let mut other = data::solution();
        other["title"] = json!("景区自助讲解机租赁");
        let other = data::publish(&strong_vendor, &operator, "solutions", other).await;
        app.settle().await;
        buyer
            .get(&format!("/v1/scenarios/{}/matches", ids[0]))
            .await
            .expect(200);
        let again = get("wanted=2").await;
        let row = again["scenarios"].as_array().expect("scenarios").iter();
        let row = row
            .clone()
            .find(|row| row["scenario_id"] == json!(ids[0]))
            .expect("open");
        let placed: Vec<_> = row["places"].as_array().expect("places").iter().collect();
        let place = placed.iter().find(|place| place["solution_id"] == json!(other));
        let place = place.unwrap_or_else(|| panic!("{again}"));
        // Each place tells what its list said of the essential requirements, and the list how old it is.
        assert!(place["essential"].as_u64() > Some(0), "{place}");
        let told: u64 = ["essential_covered", "essential_partly", "essential_contradicted"]
            .iter()
            .filter_map(|name| place[*name].as_u64())
            .sum();
        assert!(told <= place["essential"].as_u64().expect("a count"), "{place}");
        assert!(
            row["listed_at"].as_str().is_some_and(|at| at.starts_with("20")),
            "{row}"
        );

        // Who has chosen looks for nobody else.
        data::accepted(app, &best, &ids[1]).await;
        let chosen = get("wanted=2").await;
        assert!(places(&chosen).iter().all(|place| place.0 != ids[1]), "{chosen}");
        let open: Vec<_> = chosen["scenarios"]
            .as_array()
            .expect("scenarios")
            .iter()
            .collect();
        let row = open.iter().find(|row| row["scenario_id"] == json!(ids[1]));
        assert_eq!(row.expect("still open")["unanswered"], 0, "{chosen}");

        // Whose last day for answers is over asks nobody.
        let asks = async |due: &str| {
            let mut scenario = data::scenario();
            scenario["title"] = json!(format!("{due}前想让游客自己就能听讲解"));
            scenario["answers_due"] = json!(due);
            let id = data::publish(&buyer, &operator, "scenarios", scenario).await;
            app.settle().await;
            let all = get("wanted=1").await;
            let rows = all["scenarios"].as_array().expect("scenarios").clone();
            rows.iter().any(|row| row["scenario_id"] == json!(id))
        };
        assert!(asks("2099-12-31").await);
        assert!(!asks("2020-01-01").await);

        // Fit is compared as it is, not as it reads in hundredths.
        match_entry::Entity::update_many()
            .col_expr(match_entry::Column::Score, Expr::value(0.14874))
            .exec(&app.state.db)
            .await
            .expect("scores");
        assert!(!places(&get("least_fit=14").await).is_empty());
        let none = get("least_fit=15").await;
        assert_eq!(places(&none), [], "{none}");
        for value in ["value", "value_without_limit"] {
            assert_eq!(none[value].to_string(), "0.0", "{none}");
        }

        // Nobody fits as well as that.
        let none = get("wanted=1&least_fit=100").await;
        assert_eq!(
            (places(&none).len(), &none["unanswered"]),
            (0, &json!(2)),
            "{none}"
        );

        buyer.get("/v1/allocation").await.problem(403, "forbidden");
        for wrong in ["wanted=0", "capacity=101", "fair_limit=0", "least_fit=101"] {
            let refused = operator.get(&format!("/v1/allocation?{wrong}")).await;
            refused.problem(422, "invalid_input");
        }
    }
);
