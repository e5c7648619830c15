//! What is kept of how match lists are used, and who may know?

use entity::{click, impression};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use super::deals::{cast, proposal};
use crate::on_both;
use crate::support::{Client, TestApp, data};

fn id(row: &Value) -> String {
    row["id"].as_str().expect("an id").to_owned()
}

/// The list of a scenario with that many places on the screen.
async fn look(by: &Client, scenario: &str, shown: &str) -> Value {
    let path = format!("/v1/scenarios/{scenario}/matches{shown}");
    by.get(&path).await.expect(200)
}

/// The entry of a list that is about this solution.
fn entry<'a>(list: &'a Value, solution: &str) -> &'a Value {
    let entries = list["entries"].as_array().expect("entries");
    let found = entries.iter().find(|e| e["counterpart"]["id"] == solution);
    found.expect("an entry for the solution")
}

on_both!(a_list_that_is_looked_at_counts_once, async |app: &TestApp| {
    let it = cast(app).await;
    let second = data::publish(&it.stranger, &it.operator, "solutions", data::solution()).await;
    app.settle().await;
    let kept = async || {
        app.state.recorder.flush().await;
        impression::Entity::find()
            .all(&app.state.db)
            .await
            .expect("showings")
    };

    // The operator looks first: that is nobody's showing.
    look(&it.operator, &it.scenario, "").await;
    assert_eq!(kept().await, []);

    // One place on the screen, then the whole list, then again.
    let list = look(&it.buyer, &it.scenario, "?shown=1").await;
    let rows = kept().await;
    assert_eq!((rows.len(), rows[0].last_place), (1, 1), "{rows:?}");
    assert_eq!(
        (rows[0].list_id.to_string(), rows[0].organisation_id.to_string()),
        (id(&list), it.buyer.org())
    );
    assert_eq!(json!(rows[0].model), list["model"]);
    let first = rows[0].clone();
    let frozen = format!("/v1/match-lists/{}", id(&list));
    it.buyer.get(&frozen).await.expect(200);
    look(&it.buyer, &it.scenario, "?shown=1").await;
    let rows = kept().await;
    assert_eq!((rows.len(), rows[0].last_place), (1, 2), "{rows:?}");
    assert_eq!(
        (rows[0].id, rows[0].shown_at, rows[0].surface),
        (first.id, first.shown_at, first.surface)
    );

    // A vendor is told how often, where, and nothing of whom.
    let path = |solution: &str| format!("/v1/solutions/{solution}/showings");
    let seen = it.vendor.get(&path(&it.solution)).await.expect(200);
    let place = entry(&list, &it.solution)["rank"].clone();
    assert_eq!(
        (&seen["total"]["shown"], &seen["total"]["best_place"]),
        (&json!(1), &place),
        "{seen}"
    );
    assert_eq!(seen["places"], json!([{"place": place, "shown": 1, "opened": 0}]));
    assert!(!seen.to_string().contains(&it.buyer.org()), "{seen}");
    let other = it.stranger.get(&path(&second)).await.expect(200);
    assert_eq!(other["total"]["shown"], 1, "{other}");
    for who in [&it.stranger, &it.buyer, &it.operator] {
        who.get(&path(&it.solution)).await.problem(404, "not_found");
    }
    let guest = app.guest().get(&path(&it.solution)).await;
    guest.problem(401, "not_authenticated");
    let wrong = format!("/v1/scenarios/{}/matches?shown=0", it.scenario);
    assert_eq!(it.buyer.get(&wrong).await.fields(422, "invalid_input"), ["shown"]);
});

on_both!(what_is_opened_is_kept_once_and_told, async |app: &TestApp| {
    let it = cast(app).await;
    let other = data::publish(&it.stranger, &it.operator, "solutions", data::solution()).await;
    let theirs = data::publish(&it.stranger, &it.operator, "scenarios", data::scenario()).await;
    app.settle().await;
    let list = look(&it.buyer, &it.scenario, "").await;
    let clicks = format!("/v1/match-lists/{}/clicks", id(&list));
    let opened = entry(&list, &it.solution);
    let click = json!({"entry": opened["id"], "kind": "opened"});
    for _ in 0..2 {
        let kept = it.buyer.post(&clicks, click.clone()).await.expect(200);
        assert_eq!(kept, json!({"recorded": true}));
    }
    let unfolded = json!({"entry": opened["id"], "kind": "reasons"});
    it.buyer.post(&clicks, unfolded).await.expect(200);
    // Who may see the list without owning it is answered, and not recorded.
    let seen = it.operator.post(&clicks, click.clone()).await.expect(200);
    assert_eq!(seen, json!({"recorded": false}));
    let rows = click::Entity::find().count(&app.state.db).await;
    assert_eq!(rows.expect("clicks"), 2);

    // Somebody else's list is not there; an entry of another list is not of this one.
    it.stranger
        .post(&clicks, click.clone())
        .await
        .problem(404, "not_found");
    it.vendor
        .post(&clicks, click.clone())
        .await
        .problem(404, "not_found");
    let guest = app.guest().post(&clicks, click).await;
    guest.problem(401, "not_authenticated");
    let foreign = look(&it.stranger, &theirs, "").await;
    let strange = json!({"entry": foreign["entries"][0]["id"], "kind": "opened"});
    assert_eq!(
        it.buyer.post(&clicks, strange).await.fields(422, "invalid_input"),
        ["entry"]
    );
    let kind = json!({"entry": opened["id"], "kind": "liked"});
    assert_eq!(
        it.buyer.post(&clicks, kind).await.fields(400, "malformed_body"),
        ["kind"]
    );

    // From the list to a proposal that is chosen: the vendor sees each step, in the month in which it happened.
    let invite =
        json!({"scenario_id": it.scenario, "solution_id": it.solution, "match_entry_id": opened["id"]});
    let deal = it.buyer.post("/v1/deals", invite).await.expect(201);
    let path = format!("/v1/deals/{}", id(&deal));
    let asked = it.vendor.get(&path).await.expect(200);
    it.vendor
        .post(&format!("{path}/proposal"), proposal(&asked))
        .await
        .expect(200);
    it.buyer.act(&format!("{path}/award")).await.expect(200);
    let seen = it
        .vendor
        .get(&format!("/v1/solutions/{}/showings", it.solution))
        .await
        .expect(200);
    let steps =
        |came: &Value| ["shown", "opened", "invited", "answered", "won"].map(|key| came[key].as_u64());
    // The buyer's list and, since it holds this solution too, the stranger's.
    assert_eq!(
        steps(&seen["total"]),
        [Some(2), Some(1), Some(1), Some(1), Some(1)],
        "{seen}"
    );
    let months = seen["months"].as_array().expect("months");
    assert_eq!(
        (months.len(), steps(&months[0])),
        (1, steps(&seen["total"])),
        "{seen}"
    );
    let unopened = it
        .stranger
        .get(&format!("/v1/solutions/{other}/showings"))
        .await
        .expect(200);
    assert_eq!(
        steps(&unopened["total"]),
        [Some(1), Some(0), Some(0), Some(0), Some(0)],
        "{unopened}"
    );
});

on_both!(a_list_says_what_ranked_it, async |app: &TestApp| {
    let it = cast(app).await;
    app.settle().await;
    let list = look(&it.buyer, &it.scenario, "").await;
    assert_eq!(list["ranker"], "prior");
    // Nothing was learned: without it, the list is the same.
    for path in [
        format!("/v1/scenarios/{}/matches", it.scenario),
        format!("/v1/solutions/{}/matches", it.solution),
    ] {
        let by = if path.contains("scenarios") {
            &it.buyer
        } else {
            &it.vendor
        };
        let plain = by.get(&path).await.expect(200);
        let without = by.get(&format!("{path}?personalised=false")).await.expect(200);
        assert_eq!(without["id"], plain["id"]);
        let wrong = by.get(&format!("{path}?personalised=maybe")).await;
        wrong.problem(400, "malformed_query");
    }
});
