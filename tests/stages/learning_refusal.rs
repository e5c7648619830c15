//! Whoever refuses is neither recorded nor learned from.

use entity::{audit_entry, click, impression};
use scenepool::stages::matching::learning;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use super::deals::cast;
use crate::on_both;
use crate::support::{Client, TestApp};

const SWITCH: &str = "/v1/me/learning";

async fn refuse(by: &Client, refused: bool) -> Value {
    by.put_blind(SWITCH, json!({"refused": refused}))
        .await
        .expect(200)
}

/// Looks at the list of a scenario and opens its first row; says whether the opening was recorded.
async fn look_and_open(by: &Client, scenario: &str) -> Value {
    let list = by
        .get(&format!("/v1/scenarios/{scenario}/matches"))
        .await
        .expect(200);
    let entry = &list["entries"][0]["id"];
    assert!(entry.is_string(), "{list}");
    let path = format!("/v1/match-lists/{}/clicks", list["id"].as_str().expect("an id"));
    let click = json!({"entry": entry, "kind": "opened"});
    by.post(&path, click).await.expect(200)["recorded"].clone()
}

/// Showings and clicks that are kept.
async fn kept(app: &TestApp) -> (u64, u64) {
    app.state.recorder.flush().await;
    let shown = impression::Entity::find().count(&app.state.db).await;
    let opened = click::Entity::find().count(&app.state.db).await;
    (shown.expect("showings"), opened.expect("clicks"))
}

async fn entries(app: &TestApp, action: &str) -> u64 {
    audit_entry::Entity::find()
        .filter(audit_entry::Column::Action.eq(action))
        .count(&app.state.db)
        .await
        .expect("audit entries")
}

on_both!(who_refuses_is_not_recorded, async |app: &TestApp| {
    let it = cast(app).await;
    app.settle().await;
    let before = it.buyer.get(SWITCH).await.expect(200);
    assert_eq!(before, json!({"refused": false, "since": null, "recorded": true}));

    let refused = refuse(&it.buyer, true).await;
    assert_eq!(
        (&refused["refused"], &refused["recorded"]),
        (&json!(true), &json!(false))
    );
    assert!(refused["since"].is_string(), "{refused}");
    // A second time it is the same refusal, of the same day, with one entry in the log.
    assert_eq!(refuse(&it.buyer, true).await, refused);
    assert_eq!(it.buyer.get(SWITCH).await.expect(200), refused);
    assert_eq!(entries(app, "learning.refused").await, 1);

    assert_eq!(look_and_open(&it.buyer, &it.scenario).await, json!(false));
    assert_eq!(kept(app).await, (0, 0));
    let of_vendor = format!("/v1/solutions/{}/showings", it.solution);
    let seen = it.vendor.get(&of_vendor).await.expect(200);
    assert_eq!(
        (&seen["total"]["shown"], &seen["total"]["opened"]),
        (&json!(0), &json!(0))
    );

    // Each organisation decides for itself.
    assert_eq!(it.stranger.get(SWITCH).await.expect(200)["refused"], false);
    let refusals = learning::refusals(&app.state.db).await.expect("refusals");
    let ids: Vec<String> = refusals.iter().map(ToString::to_string).collect();
    assert_eq!(ids, [it.buyer.org()]);

    assert_eq!(refuse(&it.buyer, false).await, before);
    assert_eq!(entries(app, "learning.allowed").await, 1);
    assert_eq!(look_and_open(&it.buyer, &it.scenario).await, json!(true));
    assert_eq!(kept(app).await, (1, 1));
    // What was recorded stays as a count for its vendor; from now on nothing is added.
    refuse(&it.buyer, true).await;
    assert_eq!(look_and_open(&it.buyer, &it.scenario).await, json!(false));
    assert_eq!(kept(app).await, (1, 1));
});

on_both!(the_switch_is_of_the_callers_own_side, async |app: &TestApp| {
    let it = cast(app).await;
    app.guest().get(SWITCH).await.problem(401, "not_authenticated");
    let body = json!({"refused": true});
    let guest = app.guest().put_blind(SWITCH, body.clone()).await;
    guest.problem(401, "not_authenticated");
    it.operator
        .put_blind(SWITCH, body)
        .await
        .problem(403, "forbidden");
    let own = it.operator.get(SWITCH).await.expect(200);
    assert_eq!(own, json!({"refused": false, "since": null, "recorded": false}));
    let wrong = it.vendor.put_blind(SWITCH, json!({"refused": "yes"})).await;
    assert_eq!(wrong.fields(400, "malformed_body"), ["refused"]);
});
