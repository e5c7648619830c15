//! Do the choices of organisations that chose alike move a list, and only that of who chose alike?

use std::sync::Arc;

use entity::model;
use entity::states::ModelState;
use recommender::MatchOptions;
use scenepool::stages::matching::Pool;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::{Value, json};
use uuid::Uuid;

use super::deals::proposal;
use crate::on_both;
use crate::support::{Client, TestApp, data};

fn id(row: &Value) -> String {
    row["id"].as_str().expect("an id").to_owned()
}

/// Two offers of the same words by two vendors, and one of other words that buyers have in common.
struct Cast {
    operator: Client,
    vendors: Vec<Client>,
    twins: Vec<String>,
    common: String,
}

async fn cast(app: &TestApp) -> Cast {
    let operator = data::operator(app).await;
    let (mut vendors, mut twins) = (Vec::new(), Vec::new());
    for _ in 0..2 {
        let vendor = app.guest().register(&["vendor"]).await;
        twins.push(data::publish(&vendor, &operator, "solutions", data::solution()).await);
        vendors.push(vendor);
    }
    let vendor = app.guest().register(&["vendor"]).await;
    let mut other = data::solution();
    other["title"] = json!("景区讲解与问路");
    let common = data::publish(&vendor, &operator, "solutions", other).await;
    Cast {
        operator,
        vendors,
        twins,
        common,
    }
}

async fn look(by: &Client, scenario: &str, how: &str) -> Value {
    by.get(&format!("/v1/scenarios/{scenario}/matches{how}"))
        .await
        .expect(200)
}

fn entry<'a>(list: &'a Value, solution: &str) -> &'a Value {
    let entries = list["entries"].as_array().expect("entries");
    let found = entries.iter().find(|e| e["counterpart"]["id"] == solution);
    found.expect("an entry for the solution")
}

/// Solution, score and parts of each place.
fn places(list: &Value) -> Vec<(&Value, &Value, &Value)> {
    let entries = list["entries"].as_array().expect("entries");
    assert_eq!(entries.len(), 3, "{list}");
    entries
        .iter()
        .map(|e| (&e["counterpart"]["id"], &e["score"], &e["components"]))
        .collect()
}

fn component(list: &Value, solution: &str) -> Option<f64> {
    let parts = entry(list, solution)["components"]
        .as_array()
        .expect("components");
    parts.iter().find(|c| c["name"] == "chosen")?["value"].as_f64()
}

/// With how many organisations the reason is told, where it is.
fn told<'a>(list: &'a Value, solution: &str) -> Option<&'a str> {
    let reasons = entry(list, solution)["reasons"].as_array().expect("reasons");
    let reason = reasons.iter().find(|r| r["code"] == "chosen_alike")?;
    reason["values"]["organisations"].as_str()
}

async fn publish(it: &Cast, buyer: &Client) -> String {
    data::publish(buyer, &it.operator, "scenarios", data::scenario()).await
}

async fn invite(buyer: &Client, scenario: &str, solution: &str) {
    let list = look(buyer, scenario, "").await;
    let from = &entry(&list, solution)["id"];
    let deal = json!({"scenario_id": scenario, "solution_id": solution, "match_entry_id": from});
    buyer.post("/v1/deals", deal).await.expect(201);
}

/// Trains, and puts what came of it into service: whether the rule would is tested elsewhere.
async fn serve_trained(app: &TestApp, it: &Cast) -> Value {
    let answer = it.operator.act("/v1/models/train").await;
    let trained = answer.expect(201);
    serve(app, &trained).await;
    trained
}

async fn serve(app: &TestApp, model: &Value) {
    let db = &app.state.db;
    let moves = [
        (model::Column::State.eq(ModelState::Serving), ModelState::Retired),
        (
            model::Column::Id.eq(Uuid::parse_str(&id(model)).expect("an id")),
            ModelState::Serving,
        ),
    ];
    for (which, to) in moves {
        model::Entity::update_many()
            .col_expr(model::Column::State, Expr::value(to))
            .filter(which)
            .exec(db)
            .await
            .expect("a move");
    }
}

/// Refuses, or allows again, to be learned from. Appends to the log that every process follows.
async fn refuse(by: &Client, refused: bool) {
    let body = json!({"refused": refused});
    by.put_blind("/v1/me/learning", body).await.expect(200);
}

on_both!(
    what_those_chose_who_chose_alike_moves_their_list_and_no_other,
    async |app: &TestApp| {
        let it = cast(app).await;
        let (alike, cold) = (
            app.guest().register(&["buyer"]).await,
            app.guest().register(&["buyer"]).await,
        );
        let (earlier, asked, new) = (
            publish(&it, &alike).await,
            publish(&it, &alike).await,
            publish(&it, &cold).await,
        );
        let mut others = Vec::new();
        for _ in 0..4 {
            let buyer = app.guest().register(&["buyer"]).await;
            let scenario = publish(&it, &buyer).await;
            others.push((buyer, scenario));
        }
        app.settle().await;
        let before = look(&alike, &asked, "").await;
        let rank = |list: &Value, solution: &str| entry(list, solution)["rank"].as_i64();
        let lower = usize::from(rank(&before, &it.twins[0]) < rank(&before, &it.twins[1]));
        let (last, first) = (&it.twins[lower], &it.twins[1 - lower]);
        let cold_before = look(&cold, &new, "").await;

        // Three chose what is common and the twin that stands behind the other. A fourth chose what is common, opened
        // that twin, and turned down its vendor, who had asked: that is no choice.
        invite(&alike, &earlier, &it.common).await;
        for (n, (buyer, scenario)) in others.iter().enumerate() {
            invite(buyer, scenario, &it.common).await;
            if n < 3 {
                invite(buyer, scenario, last).await;
                continue;
            }
            let list = look(buyer, scenario, "").await;
            let click = json!({"entry": entry(&list, last)["id"], "kind": "opened"});
            buyer
                .post(&format!("/v1/match-lists/{}/clicks", id(&list)), click)
                .await
                .expect(200);
            let interest = json!({"scenario_id": scenario, "solution_id": last});
            let deal = it.vendors[lower].post("/v1/deals", interest).await.expect(201);
            let path = format!("/v1/deals/{}", id(&deal));
            let seen = it.vendors[lower].get(&path).await.expect(200);
            it.vendors[lower]
                .post(&format!("{path}/proposal"), proposal(&seen))
                .await
                .expect(200);
            let no = json!({"reason": "price-too-high"});
            buyer.post(&format!("{path}/reject"), no).await.expect(200);
        }
        let unlearned = look(&alike, &asked, "").await;
        assert_eq!(unlearned["id"], before["id"], "nothing was learned yet");

        let trained = serve_trained(app, &it).await;
        let data = &trained["data"];
        assert_eq!(
            (&data["choices"], &data["choosers"]),
            (&json!(8), &json!(5)),
            "{data}"
        );
        let after = look(&alike, &asked, "").await;
        assert_eq!(after["ranker"], "learned");
        assert!(rank(&after, last) < rank(&after, first), "{after}");
        assert!(component(&after, last) > Some(0.0), "{after}");
        assert_eq!((told(&after, last), told(&after, first)), (Some("3"), None));
        let text = after.to_string();
        for (buyer, _) in &others {
            assert!(!text.contains(&buyer.org()), "no organisation is named: {text}");
        }
        // Who chose nothing has the twins as they were, and no word of it.
        let cold_after = look(&cold, &new, "").await;
        assert_eq!(cold_after["ranker"], "learned");
        for solution in [last, first, &it.common] {
            assert_eq!(rank(&cold_after, solution), rank(&cold_before, solution));
            assert_eq!(component(&cold_after, solution), None, "{cold_after}");
        }
        // The vendor sees that it counts, and not by how many.
        let mirror = it.vendors[lower]
            .get(&format!("/v1/solutions/{last}/matches"))
            .await
            .expect(200);
        assert!(component(&mirror, &asked) > Some(0.0), "{mirror}");
        assert_eq!(told(&mirror, &asked), None);
        let why = it.vendors[1 - lower]
            .get(&format!("/v1/scenarios/{asked}/why-not?solution={first}"))
            .await
            .expect(200);
        assert_eq!(why["rank"], entry(&after, first)["rank"], "{why}");
        // Set aside, it is the list of before.
        let without = look(&alike, &asked, "?personalised=false").await;
        assert_eq!(
            (&without["id"], &without["ranker"]),
            (&before["id"], &json!("prior"))
        );

        // A model of before choices were read: the same judged pairs and nothing else. It is taken up as it was, and
        // the list of who chose nothing is the same in every figure.
        let row = model::Entity::find_by_id(Uuid::parse_str(&id(&trained)).expect("an id"))
            .one(&app.state.db)
            .await
            .expect("a query")
            .expect("a model");
        let mut old: model::ActiveModel = row.clone().into();
        old.id = Set(Uuid::now_v7());
        old.judgements = Set(row.judgements["judgements"].clone());
        old.state = Set(ModelState::Candidate);
        let old = old.reset_all().insert(&app.state.db).await.expect("a model");
        assert!(old.judgements.is_array(), "{:?}", old.judgements);
        serve(app, &json!({"id": old.id})).await;
        // The process learns of it by the log; one that chose alike refuses now, which the model that serves keeps.
        refuse(&others[2].0, true).await;
        let plain = look(&alike, &asked, "").await;
        assert_eq!(plain["ranker"], "learned");
        assert!(rank(&plain, first) < rank(&plain, last), "{plain}");
        assert_eq!((component(&plain, last), told(&plain, last)), (None, None));
        let cold_plain = look(&cold, &new, "").await;
        assert_ne!(cold_plain["model"], cold_after["model"]);
        assert_eq!(places(&cold_plain), places(&cold_after));

        serve(app, &trained).await;
        refuse(&cold, true).await;
        assert_eq!(told(&look(&alike, &asked, "").await, last), Some("3"));
        // Another process reads the same.
        let other = Pool::new(Arc::clone(app.state.pool.analyzer()), 14, None);
        let subject = asked.clone();
        let list = other
            .with(&app.state.db, move |engine| {
                let scenario = engine.scenario(&subject).expect("taken in").clone();
                engine.match_scenario(&scenario, &MatchOptions::default())
            })
            .await
            .expect("a list");
        let found = list.entries.iter().find(|e| e.id == *last).expect("listed");
        let shown = entry(&after, last);
        assert_eq!(json!(found.reasons), shown["reasons"]);
        let chosen = |part: &&recommender::Component| part.name == "chosen";
        assert_eq!(
            found.components.iter().find(chosen).map(|c| json!(c.value)),
            component(&after, last).map(|v| json!(v as f32))
        );

        // The next training is without the one that refuses: two are too few to be told, or to count.
        let fewer = serve_trained(app, &it).await;
        let data = &fewer["data"];
        assert_eq!(
            (&data["choices"], &data["choosers"]),
            (&json!(6), &json!(4)),
            "{data}"
        );
        let two = look(&alike, &asked, "").await;
        assert_eq!((component(&two, last), told(&two, last)), (None, None));
        assert!(rank(&two, first) < rank(&two, last), "{two}");
        // Who refuses has no list of its own by what it chose.
        refuse(&others[2].0, false).await;
        refuse(&alike, true).await;
        let again = serve_trained(app, &it).await;
        assert_eq!(again["data"]["choosers"], 4, "{again}");
        let own = look(&alike, &asked, "").await;
        assert_eq!((&own["ranker"], component(&own, last)), (&json!("learned"), None));
    }
);
