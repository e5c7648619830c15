//! Is the principle of the ranking public, and true?

use entity::match_list;
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::deals::cast;
use crate::on_both;
use crate::support::TestApp;

fn names(list: &Value, key: &str) -> Vec<String> {
    let items = list.as_array().expect("a list");
    let name = |item: &Value| item[key].as_str().or(item.as_str()).map(str::to_owned);
    items.iter().filter_map(name).collect()
}

on_both!(anybody_reads_how_lists_are_ranked, async |app: &TestApp| {
    let path = "/v1/algorithm";
    // Before there is anything to rank, too.
    let empty = app.guest().get(path).await.expect(200);
    assert_eq!(
        (&empty["model"]["since"], &empty["model"]["fitted_on"]),
        (&Value::Null, &json!(0)),
        "{empty}"
    );

    let it = cast(app).await;
    app.settle().await;
    let list = it
        .buyer
        .get(&format!("/v1/scenarios/{}/matches", it.scenario))
        .await
        .expect(200);
    // A second list by the same model, later.
    let mirror = it
        .vendor
        .get(&format!("/v1/solutions/{}/matches", it.solution))
        .await
        .expect(200);
    assert_eq!(mirror["model"], list["model"]);
    let told = app.guest().get(path).await.expect(200);
    // The model that it names is the one that ranked, and it began with the first list.
    let model = &told["model"];
    assert_eq!(model["digest"], list["model"], "{told}");
    assert_eq!(
        (&model["ranker"], &model["judgements"]),
        (&json!("prior"), &json!(0))
    );
    let lists = match_list::Entity::find()
        .all(&app.state.db)
        .await
        .expect("lists");
    let first = lists
        .iter()
        .filter(|l| json!(l.model) == model["digest"])
        .map(|l| l.created_at)
        .min();
    assert_eq!(model["since"], json!(first), "{told}");

    // Whatever a score is made of is told, and the weights are in their order.
    let features = names(&told["features"], "name");
    let parts = names(&list["entries"][0]["components"], "name");
    assert!(parts.len() > 5, "{list}");
    for part in parts {
        assert!(features.contains(&part), "{part} is not told: {features:?}");
    }
    let weights: Vec<f64> = told["features"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|f| f["weight"].as_f64())
        .collect();
    assert!(weights.len() == features.len() && weights[0] > 1.0, "{told}");
    assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    for feature in told["features"].as_array().into_iter().flatten() {
        assert_eq!(
            feature["weight"], feature["prior"],
            "nothing was learned: {feature}"
        );
    }
    assert_eq!(
        told["sharing"],
        json!({"places": 20, "per_vendor": 3, "newcomers": 2, "answer_days": 14})
    );
    assert!(features.contains(&"chosen".to_owned()), "{features:?}");
    assert_eq!(told["least_alike"], json!(3));
    assert!(names(&told["filters"], "").contains(&"budget".to_owned()));

    // What is recorded is what the tables hold: organisations, and no person.
    let recorded = &told["recorded"];
    let showing = names(&recorded["showing"], "");
    let click = names(&recorded["click"], "");
    assert!(showing.contains(&"last_place".to_owned()), "{recorded}");
    assert!(click.contains(&"entry_id".to_owned()), "{recorded}");
    for column in showing.iter().chain(&click) {
        assert!(!column.contains("user") && column != "id", "{recorded}");
    }
    assert_eq!(
        names(&recorded["click_kinds"], ""),
        ["opened", "reasons", "compared", "invited"]
    );
});
