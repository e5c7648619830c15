//! After its last day for answers a scenario is recommended to no vendor and takes no interest; its buyer may still invite.

use serde_json::{Value, json};

use super::deals::cast;
use crate::on_both;
use crate::support::{TestApp, data};

on_both!(what_is_over_takes_no_unasked_answer, async |app: &TestApp| {
    let it = cast(app).await;
    let mut over = data::scenario();
    over["answers_due"] = json!("2020-01-01");
    let over = data::publish(&it.buyer, &it.operator, "scenarios", over).await;
    let mut last = data::scenario();
    last["answers_due"] = json!("2099-12-31");
    let last = data::publish(&it.buyer, &it.operator, "scenarios", last).await;
    app.settle().await;

    let matches = format!("/v1/solutions/{}/matches", it.solution);
    let list = it.vendor.get(&matches).await.expect(200);
    let asked = |list: &Value| -> Vec<String> {
        let entries = list["entries"].as_array().expect("entries").iter();
        let mut ids: Vec<_> = entries
            .filter(|e| e["counterpart"]["open"] == true)
            .filter_map(|e| e["counterpart"]["id"].as_str().map(str::to_owned))
            .collect();
        ids.sort_unstable();
        ids
    };
    let mut open = vec![it.scenario.clone(), last.clone()];
    open.sort_unstable();
    assert_eq!(asked(&list), open);
    let left_out = json!({"reason": "answers_due", "count": 1});
    assert!(
        list["excluded"].as_array().expect("reasons").contains(&left_out),
        "{list}"
    );

    // A hit tells the day, so that a page can say that it is over.
    let hits = it.vendor.get("/v1/search/scenarios").await.expect(200);
    let hits = hits["hits"].as_array().expect("hits").clone();
    let due = |id: &String| {
        hits.iter()
            .find(|hit| hit["id"] == json!(id))
            .map(|hit| &hit["answers_due"])
    };
    assert_eq!(due(&over), Some(&json!("2020-01-01")));
    assert_eq!(due(&it.scenario), Some(&Value::Null));

    let pair = |scenario: &str| json!({"scenario_id": scenario, "solution_id": it.solution});
    it.vendor
        .post("/v1/deals", pair(&over))
        .await
        .problem(409, "answers_over");
    it.vendor.post("/v1/deals", pair(&last)).await.expect(201);
    // Whoever is asked may answer.
    it.buyer.post("/v1/deals", pair(&over)).await.expect(201);
});
