//! What is refused on the way to a contract, and what is kept.

use chrono::TimeDelta;
use entity::{contract, deal, deal_event, idempotency_key, milestone, proposal};
use scenepool::platform::clock;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::on_both;
use crate::support::{Client, TestApp, data};

/// Two sides with a public scenario and a public solution, a stranger, and the operator.
pub(super) struct Cast {
    pub buyer: Client,
    pub vendor: Client,
    pub stranger: Client,
    pub operator: Client,
    pub scenario: String,
    pub solution: String,
}

pub(super) async fn cast(app: &TestApp) -> Cast {
    let operator = data::operator(app).await;
    let (buyer, vendor) = (
        app.guest().register(&["buyer"]).await,
        app.guest().register(&["vendor"]).await,
    );
    let stranger = app.guest().register(&["vendor", "buyer"]).await;
    let solution = data::publish(&vendor, &operator, "solutions", data::solution()).await;
    let scenario = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
    Cast {
        buyer,
        vendor,
        stranger,
        operator,
        scenario,
        solution,
    }
}

/// A proposal that answers every requirement of the deal's scenario.
pub(super) fn proposal(deal: &Value) -> Value {
    let lines = deal["scenario"]["requirements"].as_array().expect("requirements");
    let responses: Vec<_> = lines
        .iter()
        .map(|r| json!({"requirement_id": r["id"], "answer": "meets", "text": "实测"}))
        .collect();
    json!({"summary": "加装双工位成像单元，两周内完成", "price": "960000.00", "days": 60, "responses": responses})
}

/// A contract that is right today.
pub(super) fn contract() -> Value {
    let day = |n: i64| clock::shanghai_day(clock::now()) + TimeDelta::days(n);
    json!({
        "amount": "950000.00", "signed_on": day(0), "starts_on": day(1), "ends_on": day(60), "related_party": false,
        "milestones": [{"title": "安装", "due_on": day(20)}, {"title": "考核", "due_on": day(50)}],
        "indicators": [{"name": "漏检率", "unit": "%", "baseline": 3.1, "target": 0.8, "higher_is_better": false}],
    })
}

fn changed(body: &Value, at: &str, to: Value) -> Value {
    let mut body = body.clone();
    *body.pointer_mut(at).expect("a field of the body") = to;
    body
}

fn path(deal: &Value) -> String {
    format!("/v1/deals/{}", deal["id"].as_str().expect("an id"))
}

async fn opened(by: &Client, cast: &Cast) -> Value {
    by.post(
        "/v1/deals",
        json!({"scenario_id": cast.scenario, "solution_id": cast.solution}),
    )
    .await
    .expect(201)
}

on_both!(opens_only_what_may_be_opened, async |app: &TestApp| {
    let cast = cast(app).await;
    let draft = cast
        .buyer
        .post("/v1/scenarios", data::scenario())
        .await
        .expect(201)["id"]
        .clone();
    let hidden = cast
        .vendor
        .post("/v1/solutions", data::solution())
        .await
        .expect(201)["id"]
        .clone();
    let own = data::publish(&cast.stranger, &cast.operator, "solutions", data::solution()).await;
    let own_need = data::publish(&cast.stranger, &cast.operator, "scenarios", data::scenario()).await;
    let nobody = uuid::Uuid::now_v7();
    let pair = |scenario: &Value, solution: &Value| json!({"scenario_id": scenario, "solution_id": solution});
    let (need, offer) = (json!(cast.scenario), json!(cast.solution));
    for (who, body, status, code) in [
        (&cast.buyer, pair(&draft, &offer), 409, "wrong_state"),
        (&cast.vendor, pair(&draft, &offer), 404, "not_found"),
        (&cast.buyer, pair(&need, &hidden), 404, "not_found"),
        (&cast.buyer, pair(&need, &json!(nobody)), 404, "not_found"),
        (
            &cast.stranger,
            pair(&json!(own_need), &json!(own)),
            422,
            "invalid_input",
        ),
        (&cast.stranger, pair(&need, &offer), 404, "not_found"),
        (&cast.operator, pair(&need, &offer), 404, "not_found"),
        (&cast.buyer, json!({"scenario_id": "x"}), 400, "malformed_body"),
    ] {
        who.post("/v1/deals", body).await.problem(status, code);
    }
    let count = deal::Entity::find().count(&app.state.db).await.expect("a count");
    assert_eq!(count, 0, "nothing half-written");

    // A deal may only cite a list in which this very pair stood.
    app.settle().await;
    let list = cast
        .vendor
        .get(&format!("/v1/solutions/{}/matches", cast.solution))
        .await
        .expect(200);
    let entries = list["entries"].as_array().expect("entries").clone();
    let entry_of = |id: &str| {
        let entry = entries
            .iter()
            .find(|e| e["counterpart"]["id"] == id)
            .expect("the scenario was recommended");
        entry["id"].clone()
    };
    let cite = |entry: Value| json!({"scenario_id": cast.scenario, "solution_id": cast.solution, "match_entry_id": entry});
    let fields = cast
        .vendor
        .post("/v1/deals", cite(entry_of(&own_need)))
        .await
        .fields(422, "invalid_input");
    assert_eq!(fields, ["match_entry_id"]);
    let deal = cast
        .vendor
        .post("/v1/deals", cite(entry_of(&cast.scenario)))
        .await
        .expect(201);
    assert_eq!(
        (&deal["state"], &deal["side"]),
        (&json!("interested"), &json!("vendor"))
    );
    assert_eq!(
        (&deal["recommended"]["list_id"], &deal["recommended"]["model"]),
        (&list["id"], &list["model"])
    );
    cast.buyer
        .post("/v1/deals", pair(&need, &offer))
        .await
        .problem(409, "already_exists");
    app.settle().await;
});

on_both!(lists_deals_of_either_side, async |app: &TestApp| {
    let cast = cast(app).await;
    let deal = opened(&cast.buyer, &cast).await;
    cast.vendor
        .post(&format!("{}/proposal", path(&deal)), proposal(&deal))
        .await
        .expect(200);
    let scenario = &cast.scenario;
    for (who, query, count) in [
        (&cast.buyer, String::new(), 1),
        (&cast.vendor, "?state=proposed".to_owned(), 1),
        (&cast.vendor, "?state=awarded".to_owned(), 0),
        (&cast.operator, format!("?scenario_id={scenario}"), 1),
        (&cast.buyer, format!("?scenario_id={}", cast.solution), 0),
        (&cast.stranger, String::new(), 0),
    ] {
        let page = who.get(&format!("/v1/deals{query}")).await.expect(200);
        assert_eq!(page["items"].as_array().map(Vec::len), Some(count), "{query}");
    }
    let row = cast.buyer.get("/v1/deals").await.expect(200)["items"][0].clone();
    assert_eq!(row["moves"], json!(["award", "reject"]));
    assert_eq!(
        (&row["price"], &row["scenario"]["id"]),
        (&json!("960000.00"), &json!(scenario))
    );
    app.guest()
        .get("/v1/deals")
        .await
        .problem(401, "not_authenticated");
    app.settle().await;
});

on_both!(names_what_is_wrong_with_a_proposal, async |app: &TestApp| {
    let cast = cast(app).await;
    let deal = opened(&cast.vendor, &cast).await;
    let (send, good) = (format!("{}/proposal", path(&deal)), proposal(&deal));
    for (body, field) in [
        (
            changed(
                &good,
                "/responses",
                json!([good["responses"][1], good["responses"][2]]),
            ),
            "responses",
        ),
        (
            changed(&good, "/responses/0/requirement_id", json!(uuid::Uuid::now_v7())),
            "responses[0].requirement_id",
        ),
        (
            changed(&good, "/responses/2", good["responses"][0].clone()),
            "responses[2].requirement_id",
        ),
        (changed(&good, "/price", json!("0.00")), "price"),
        (changed(&good, "/days", json!(0)), "days"),
        (changed(&good, "/summary", json!("短")), "summary"),
    ] {
        let fields = cast.vendor.post(&send, body).await.fields(422, "invalid_input");
        assert_eq!(fields.first().map(String::as_str), Some(field));
    }
    let fields = cast
        .vendor
        .post(&send, changed(&good, "/price", json!(12)))
        .await
        .fields(400, "malformed_body");
    assert_eq!(fields, ["price"]);
    assert_eq!(
        proposal::Entity::find()
            .count(&app.state.db)
            .await
            .expect("a count"),
        0
    );
    // The line that is nice to have may stay without an answer; a second proposal replaces the first.
    let essential = json!([good["responses"][0], good["responses"][1]]);
    let first = cast
        .vendor
        .post(&send, changed(&good, "/responses", essential))
        .await
        .expect(200);
    assert_eq!(
        first["answered_at"],
        Value::Null,
        "nobody answers its own interest"
    );
    let second = cast
        .vendor
        .post(&send, changed(&good, "/price", json!("900000.5")))
        .await
        .expect(200);
    assert_eq!(second["proposal"]["price"], "900000.50");
    assert_eq!(
        proposal::Entity::find()
            .count(&app.state.db)
            .await
            .expect("a count"),
        1
    );
    let reject = format!("{}/reject", path(&deal));
    let fields = cast
        .buyer
        .post(&reject, json!({"reason": "capacity-full"}))
        .await
        .fields(422, "invalid_input");
    assert_eq!(fields, ["reason"], "a vendor's reason is none of the buyer's");
    let awarded = cast
        .buyer
        .act(&format!("{}/award", path(&deal)))
        .await
        .expect(200);
    assert_eq!(
        awarded["answered_at"], awarded["awarded_at"],
        "the award is the buyer's first answer"
    );
    app.settle().await;
});

on_both!(signs_once_however_often_it_is_sent, async |app: &TestApp| {
    let cast = cast(app).await;
    let deal = opened(&cast.buyer, &cast).await;
    cast.vendor
        .post(&format!("{}/proposal", path(&deal)), proposal(&deal))
        .await
        .expect(200);
    cast.buyer
        .act(&format!("{}/award", path(&deal)))
        .await
        .expect(200);
    let (send, good) = (format!("{}/contract", path(&deal)), contract());
    for (body, field) in [
        (changed(&good, "/amount", json!("0")), "amount"),
        (changed(&good, "/signed_on", json!("2099-01-01")), "signed_on"),
        (changed(&good, "/starts_on", json!("2020-01-01")), "starts_on"),
        (changed(&good, "/ends_on", good["signed_on"].clone()), "ends_on"),
        (changed(&good, "/related_party", json!(true)), "related_note"),
        (changed(&good, "/milestones", json!([])), "milestones"),
        (
            changed(&good, "/milestones/0/due_on", json!("2020-01-01")),
            "milestones[0].due_on",
        ),
        (
            changed(&good, "/indicators/0/target", json!(4.0)),
            "indicators[0].target",
        ),
        (
            changed(&good, "/indicators/0/baseline", json!(1e13)),
            "indicators[0].baseline",
        ),
        (
            changed(
                &good,
                "/indicators",
                json!([good["indicators"][0], good["indicators"][0]]),
            ),
            "indicators[1].name",
        ),
    ] {
        let fields = cast
            .buyer
            .post_with(&send, ("idempotency-key", "k1"), body)
            .await
            .fields(422, "invalid_input");
        assert_eq!(fields.first().map(String::as_str), Some(field));
    }
    assert_eq!(
        milestone::Entity::find()
            .count(&app.state.db)
            .await
            .expect("a count"),
        0
    );
    let fields = cast
        .buyer
        .post_with(&send, ("idempotency-key", "a b"), good.clone())
        .await
        .fields(422, "invalid_input");
    assert_eq!(fields, ["Idempotency-Key"]);
    let events = deal_event::Entity::find()
        .count(&app.state.db)
        .await
        .expect("a count");
    let (first, second) = futures_util::future::join(
        cast.buyer
            .post_with(&send, ("idempotency-key", "k1"), good.clone()),
        cast.buyer
            .post_with(&send, ("idempotency-key", "k1"), good.clone()),
    )
    .await;
    assert_eq!(first.expect(200), second.expect(200));
    let other = changed(&good, "/amount", json!("1.00"));
    cast.buyer
        .post_with(&send, ("idempotency-key", "k1"), other)
        .await
        .problem(422, "idempotency_key_reused");
    cast.buyer
        .post_with(&send, ("idempotency-key", "k2"), good.clone())
        .await
        .problem(409, "wrong_state");
    cast.buyer.post(&send, good).await.problem(409, "wrong_state");
    assert_eq!(
        contract::Entity::find()
            .count(&app.state.db)
            .await
            .expect("a count"),
        1
    );
    assert_eq!(
        idempotency_key::Entity::find()
            .count(&app.state.db)
            .await
            .expect("a count"),
        1
    );
    assert_eq!(
        deal_event::Entity::find()
            .count(&app.state.db)
            .await
            .expect("a count"),
        events + 1
    );
    app.settle().await;
});
