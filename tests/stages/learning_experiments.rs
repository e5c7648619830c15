//! A candidate is put to people beside what serves, as one list.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use entity::experiment_states::DraftTeam;
use entity::states::ModelState;
use entity::{audit_entry, draft, match_entry, model};
use recommender::{Engine, MatchOptions};
use scenepool::platform::audit;
use scenepool::stages::matching::Pool;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use uuid::Uuid;

use super::learning_models::{Cast, cast, demand, id, look, train, use_lists};
use crate::on_both;
use crate::support::{Client, TestApp, data};

pub(super) const ALL: &str = "/v1/models/experiments";

/// Everybody, a candidate that likes other offers than what serves, and the demands that it learned from. The way from
/// lists to a candidate is tested where models are: here the rule is passed over.
pub(super) async fn staged(app: &TestApp) -> (Cast, Uuid, Vec<(usize, String)>) {
    let it = cast(app).await;
    let mut demands = Vec::new();
    for n in 0..2 {
        for m in 0..5 {
            demands.push((n, demand(&it, n, m).await));
        }
    }
    app.settle().await;
    use_lists(&it, &demands).await;
    let (status, trained) = train(&it.operator).await;
    assert_eq!(status, 201, "{trained}");
    let candidate = uuid(&id(&trained));
    as_candidate(app, candidate).await;
    (it, candidate, demands)
}

pub(super) fn uuid(text: &str) -> Uuid {
    Uuid::parse_str(text).expect("an id")
}

/// As if the rule had found it better, and what was opened had come to be accepted: with grades as high as that the
/// candidate ranks otherwise than what serves, whenever the engine was fitted.
async fn as_candidate(app: &TestApp, id: Uuid) {
    let db = &app.state.db;
    let row = model::Entity::find_by_id(id).one(db).await.expect("a query");
    let row = row.expect("a model");
    let mut card = row.card.clone();
    card["decision"] = json!({"beats": true, "unmet": []});
    let mut judgements = row.judgements.clone();
    for judgement in judgements["judgements"].as_array_mut().expect("pairs") {
        if judgement["grade"] != 0 {
            judgement["grade"] = json!(3);
        }
    }
    let mut changed: model::ActiveModel = row.into();
    changed.judgements = Set(judgements);
    (changed.state, changed.card) = (Set(ModelState::Candidate), Set(card));
    changed.update(db).await.expect("a model");
}

/// Another candidate that was taught the same, as if it were not.
async fn another(app: &TestApp, of: Uuid) -> Uuid {
    let db = &app.state.db;
    let row = model::Entity::find_by_id(of).one(db).await.expect("a query");
    let row = row.expect("a model");
    let id = Uuid::now_v7();
    let digest = format!("{}{}", id.simple(), &row.digest[32..]);
    let mut copy: model::ActiveModel = row.into();
    copy.digest = Set(digest);
    (copy.id, copy.state) = (Set(id), Set(ModelState::Candidate));
    let insert = model::Entity::insert(copy.reset_all());
    insert.exec_without_returning(db).await.expect("a model");
    id
}

pub(super) fn why(text: &str) -> Value {
    json!({"reason": text})
}

pub(super) async fn start(by: &Client, model: Uuid) -> Value {
    let path = format!("/v1/models/{model}/experiments");
    by.post(&path, why("看谁更合需求方的意")).await.expect(201)
}

/// The experiment as it is now.
pub(super) async fn now(by: &Client, experiment: &Value) -> Value {
    let all = by.get(ALL).await.expect(200);
    let items = all["items"].as_array().expect("experiments");
    let found = items.iter().find(|e| e["id"] == experiment["id"]);
    found.expect("the experiment").clone()
}

/// Which side brought which entry of a list, in the order of its places.
async fn teams(app: &TestApp, list: &Value) -> Vec<(String, Option<DraftTeam>)> {
    let rows = match_entry::Entity::find()
        .filter(match_entry::Column::ListId.eq(uuid(&id(list))))
        .order_by_asc(match_entry::Column::Position)
        .all(&app.state.db)
        .await
        .expect("entries");
    assert!(rows.len() > 3, "{list}");
    rows.iter().map(|e| (e.id.to_string(), e.team)).collect()
}

/// The entries that one side brought.
pub(super) async fn brought(app: &TestApp, list: &Value, team: DraftTeam) -> Vec<Value> {
    let teams: HashMap<_, _> = teams(app, list).await.into_iter().collect();
    let entries = list["entries"].as_array().expect("entries").iter();
    let own = entries.filter(|e| teams[&id(e)] == Some(team));
    own.cloned().collect()
}

pub(super) async fn open(by: &Client, list: &Value, entry: &Value) {
    let path = format!("/v1/match-lists/{}/clicks", id(list));
    let click = json!({"entry": entry["id"], "kind": "opened"});
    by.post(&path, click).await.expect(200);
}

pub(super) fn drafted(list: &Value) -> bool {
    list["model"].as_str().expect("a digest").contains('+')
}

on_both!(
    an_operator_starts_and_stops_one_at_a_time,
    async |app: &TestApp| {
        let (it, candidate, _) = staged(app).await;
        let path = format!("/v1/models/{candidate}/experiments");
        let empty = it.operator.get(ALL).await.expect(200);
        assert_eq!(empty, json!({"running": null, "items": []}));
        let principle = || async { app.guest().get("/v1/algorithm").await.expect(200)["comparing"].clone() };
        assert_eq!(principle().await, Value::Null);

        let wordless = it.operator.post(&path, why(" ")).await;
        assert_eq!(wordless.fields(422, "invalid_input"), ["reason"]);
        let nothing = format!("/v1/models/{}/experiments", Uuid::now_v7());
        it.operator
            .post(&nothing, why("试试"))
            .await
            .problem(404, "not_found");
        let refused = another(app, candidate).await;
        let row = model::Entity::find_by_id(refused).one(&app.state.db).await;
        let mut row: model::ActiveModel = row.expect("a query").expect("a model").into();
        row.state = Set(ModelState::Refused);
        row.update(&app.state.db).await.expect("a model");
        let not_better = format!("/v1/models/{refused}/experiments");
        it.operator
            .post(&not_better, why("试试"))
            .await
            .problem(409, "wrong_state");

        let running = start(&it.operator, candidate).await;
        assert_eq!(
            (&running["state"], &running["serving"], &running["candidate"]),
            (&json!("running"), &Value::Null, &json!(candidate))
        );
        assert_eq!(running["started_by"], "运营", "{running}");
        it.operator
            .post(&path, why("再试"))
            .await
            .problem(409, "already_exists");
        let all = it.operator.get(ALL).await.expect(200);
        assert_eq!((&all["running"], &all["items"][0]), (&running["id"], &running));
        let told = principle().await;
        assert_eq!(told["since"], running["started_at"], "{told}");
        assert!(told["judgements"].as_u64() > Some(0), "{told}");

        // It is the operator's.
        let stop = format!("{ALL}/{}/stop", id(&running));
        for who in [&it.buyer, &it.vendor] {
            who.get(ALL).await.problem(403, "forbidden");
            who.post(&path, why("试试")).await.problem(403, "forbidden");
            who.post(&stop, why("试试")).await.problem(403, "forbidden");
        }
        app.guest().get(ALL).await.problem(401, "not_authenticated");
        for at in [&path, &stop] {
            let guest = app.guest().post(at, why("试试")).await;
            guest.problem(401, "not_authenticated");
        }

        let wordless = it.operator.post(&stop, why("")).await;
        assert_eq!(wordless.fields(422, "invalid_input"), ["reason"]);
        let unknown = format!("{ALL}/{}/stop", Uuid::now_v7());
        it.operator
            .post(&unknown, why("停"))
            .await
            .problem(404, "not_found");
        let stopped = it.operator.post(&stop, why("看够了")).await.expect(200);
        assert_eq!(
            (&stopped["state"], &stopped["ended_by"], &stopped["end_reason"]),
            (&json!("ended"), &json!("stopped"), &json!("看够了"))
        );
        assert_eq!(stopped["stopped_by"], "运营", "{stopped}");
        it.operator
            .post(&stop, why("再停"))
            .await
            .problem(409, "wrong_state");
        assert_eq!(principle().await, Value::Null);
        // Nothing was promoted, and the same may be tried again.
        assert_eq!(
            it.operator.get("/v1/models").await.expect(200)["serving"],
            Value::Null
        );
        start(&it.operator, candidate).await;
        let log = audit_entry::Entity::find()
            .filter(audit_entry::Column::SubjectKind.eq("experiment"))
            .order_by_asc(audit_entry::Column::Id)
            .all(&app.state.db)
            .await
            .expect("the log");
        let said: Vec<_> = log
            .iter()
            .map(|e| (e.action.as_str(), e.actor_id.is_some()))
            .collect();
        assert_eq!(
            said,
            [
                ("experiment.start", true),
                ("experiment.end", true),
                ("experiment.start", true)
            ]
        );
        assert!(audit::verify(&app.state.db).await.expect("a chain").is_ok());
    }
);

on_both!(
    a_list_is_drafted_from_both_and_tells_nobody_who_brought_what,
    async |app: &TestApp| {
        let (it, candidate, demands) = staged(app).await;
        let asked = &demands[0].1;
        // One vendor has more offers of the kind than a list takes of one.
        let crowd = app.guest().register(&["vendor"]).await;
        for n in 0..5 {
            let mut offer = data::solution();
            let text = format!("按土壤墒情自动灌溉，减少用水，节省人工，分区控制水量，第{n}型");
            for (field, value) in [("title", format!("农田灌溉设备{n}")), ("summary", text.clone())] {
                offer[field] = json!(value);
            }
            offer["description"] = json!(text.repeat(2));
            offer["capabilities"] = json!([{"name": "农田灌溉", "text": text}]);
            offer["cases"] = json!([]);
            data::publish(&crowd, &it.operator, "solutions", offer).await;
        }
        app.settle().await;
        let before = look(&it.buyer, asked, "").await;
        let plain = teams(app, &before).await;
        assert!(plain.iter().all(|(_, team)| team.is_none()), "{plain:?}");

        let running = start(&it.operator, candidate).await;
        let list = look(&it.buyer, asked, "").await;
        for team in [DraftTeam::Serving, DraftTeam::Candidate] {
            assert!(brought(app, &list, team).await.len() > 2, "{list}");
        }
        assert!(teams(app, &list).await.iter().all(|(_, team)| team.is_some()));
        // Both digests are kept; the first is that of what serves.
        let kept = draft::Entity::find_by_id(uuid(&id(&list)))
            .one(&app.state.db)
            .await;
        let kept = kept.expect("a query").expect("a draft");
        assert_eq!(kept.experiment_id.to_string(), id(&running));
        assert_eq!(json!(kept.serving_model), before["model"]);
        assert_ne!(kept.serving_model, kept.candidate_model);
        let both = format!("{}+{}", kept.serving_model, kept.candidate_model);
        assert_eq!(
            (&list["model"], &list["ranker"]),
            (&json!(both), &json!("learned"))
        );
        // Whoever looks again, whoever it is, sees the same list, and not who brought what.
        assert_eq!(look(&it.buyer, asked, "").await, list);
        assert_eq!(look(&it.operator, asked, "").await["id"], list["id"]);
        assert!(!list.to_string().contains("team"), "{list}");

        // A row has the score and the parts that its model gave it. Another process has the same two models.
        let other = Pool::new(Arc::clone(app.state.pool.analyzer()), 14, None);
        let scenario = asked.clone();
        let ranked = move |engine: &Engine| {
            let row = engine.scenario(&scenario).expect("an open scenario").clone();
            let options = MatchOptions {
                top: 40,
                ..MatchOptions::default()
            };
            engine.match_scenario(&row, &options)
        };
        let (served, candidates) = app
            .state
            .pool
            .with_both(&app.state.db, ranked.clone())
            .await
            .expect("lists");
        let (experiment, candidates) = candidates.expect("a candidate");
        assert_eq!(experiment.to_string(), id(&running));
        let elsewhere = other.with_both(&app.state.db, ranked).await.expect("lists").1;
        assert!(elsewhere.is_some_and(|(known, _)| known == experiment));
        for (team, own) in [(DraftTeam::Serving, &served), (DraftTeam::Candidate, &candidates)] {
            for entry in brought(app, &list, team).await {
                let wanted = own.entries.iter().find(|e| entry["counterpart"]["id"] == e.id);
                let wanted = wanted.expect("a row of that model's list");
                let score = entry["score"].as_f64().map(|score| score as f32);
                assert_eq!(score, Some(wanted.score), "{entry}");
                let parts = |list: &Value| -> Vec<(Value, f32)> {
                    let parts = list.as_array().expect("parts").iter();
                    let value = |part: &Value| part["value"].as_f64().expect("a number") as f32;
                    parts.map(|part| (part["name"].clone(), value(part))).collect()
                };
                assert_eq!(parts(&entry["components"]), parts(&json!(wanted.components)));
            }
        }
        let differ = served
            .entries
            .iter()
            .zip(&candidates.entries)
            .any(|(a, b)| a.score != b.score);
        assert!(differ, "or nothing was told apart here");

        // One vendor's limit holds in the list of both together.
        let of_crowd = |list: &Value| {
            let entries = list["entries"].as_array().expect("entries").iter();
            entries
                .filter(|e| e["counterpart"]["organisation"]["id"] == crowd.org())
                .count()
        };
        assert_eq!((of_crowd(&before), of_crowd(&list)), (3, 3), "{list}");
        let excluded = list["excluded"].as_array().expect("filters");
        assert!(
            excluded.contains(&json!({"reason": "per_vendor", "count": 2})),
            "{list}"
        );
        let ranks: Vec<_> = list["entries"]
            .as_array()
            .expect("entries")
            .iter()
            .map(|e| e["rank"].as_u64())
            .collect();
        assert!(
            ranks.iter().zip(1..).all(|(rank, n)| *rank == Some(n)),
            "{ranks:?}"
        );

        // Without what was learned, and for whoever refuses, the list is that of what serves.
        let without = look(&it.buyer, asked, "?personalised=false").await;
        assert_eq!(without["id"], before["id"]);
        let switch = "/v1/me/learning";
        it.buyer
            .put_blind(switch, json!({"refused": true}))
            .await
            .expect(200);
        assert_eq!(look(&it.buyer, asked, "").await["id"], before["id"]);
        it.buyer
            .put_blind(switch, json!({"refused": false}))
            .await
            .expect(200);
        assert_eq!(look(&it.buyer, asked, "").await["id"], list["id"]);
        // A vendor's own list is not drafted.
        let of_vendor = format!("/v1/solutions/{}/matches", it.liked[3]);
        assert!(!drafted(&it.vendor.get(&of_vendor).await.expect(200)));

        let stop = format!("{ALL}/{}/stop", id(&running));
        it.operator.post(&stop, why("看够了")).await.expect(200);
        assert_eq!(look(&it.buyer, asked, "").await["id"], before["id"]);
    }
);

on_both!(it_ends_by_itself_and_says_why, async |app: &TestApp| {
    let (it, candidate, demands) = staged(app).await;
    let asked = &demands[0].1;
    let promote = async |model: Uuid| {
        let path = format!("/v1/models/{model}/promote");
        it.operator.post(&path, why("更好")).await.expect(200)
    };
    let back = async || {
        let path = "/v1/models/roll-back";
        it.operator.post(path, why("退回")).await.expect(200)
    };
    let ended = async |experiment: &Value, by: &str| {
        let row = now(&it.operator, experiment).await;
        assert_eq!(
            (&row["state"], &row["ended_by"]),
            (&json!("ended"), &json!(by)),
            "{row}"
        );
        assert_eq!(
            (&row["stopped_by"], &row["end_reason"]),
            (&Value::Null, &Value::Null),
            "{row}"
        );
    };

    // Its candidate takes over.
    let one = start(&it.operator, candidate).await;
    let list = look(&it.buyer, asked, "").await;
    assert!(drafted(&list), "{list}");
    promote(candidate).await;
    ended(&one, "promoted").await;
    let alone = look(&it.buyer, asked, "").await;
    assert_eq!((drafted(&alone), &alone["ranker"]), (false, &json!("learned")));

    // What was taught the same as what serves has nothing to be told apart by.
    let twin = another(app, candidate).await;
    let served = model::Entity::find_by_id(candidate).one(&app.state.db).await;
    let served = served.expect("a query").expect("a model");
    let same = model::ActiveModel {
        id: Set(twin),
        digest: Set(served.digest),
        ..Default::default()
    };
    same.update(&app.state.db).await.expect("a model");
    let path = format!("/v1/models/{twin}/experiments");
    let refused = it.operator.post(&path, why("同一个模型")).await;
    refused.problem(409, "wrong_state");

    // What served is rolled back. Two that rank alike make no draft: there would be nothing to tell.
    let next = another(app, candidate).await;
    let two = start(&it.operator, next).await;
    assert_eq!(two["serving"], json!(candidate));
    assert_eq!(look(&it.buyer, asked, "").await["id"], alone["id"]);
    back().await;
    ended(&two, "rolled_back").await;
    assert!(!drafted(&look(&it.buyer, asked, "").await));

    // Another candidate takes over.
    let three = start(&it.operator, next).await;
    assert!(drafted(&look(&it.buyer, asked, "").await));
    promote(another(app, candidate).await).await;
    ended(&three, "replaced").await;
    back().await;

    // Something serves that no move brought: whoever looks next finds it.
    let four = start(&it.operator, next).await;
    let db = &app.state.db;
    let other = another(app, candidate).await;
    let row = model::Entity::find_by_id(other).one(db).await.expect("a query");
    let mut row: model::ActiveModel = row.expect("a model").into();
    row.state = Set(ModelState::Serving);
    let row = row.update(db).await.expect("a model");
    it.vendor
        .put_blind("/v1/me/learning", json!({"refused": true}))
        .await
        .expect(200);
    assert!(!drafted(&look(&it.buyer, asked, "").await));
    ended(&four, "replaced").await;
    let mut row: model::ActiveModel = row.into();
    row.state = Set(ModelState::Retired);
    row.update(db).await.expect("a model");

    // A candidate that the engine refuses fails no list: the one of what serves is shown, plainly.
    let broken = another(app, candidate).await;
    let row = model::Entity::find_by_id(broken).one(db).await.expect("a query");
    let row = row.expect("a model");
    let mut judgements = row.judgements.clone();
    judgements["judgements"][0]["grade"] = json!(99);
    let mut row: model::ActiveModel = row.into();
    row.judgements = Set(judgements);
    row.update(db).await.expect("a model");
    let five = start(&it.operator, broken).await;
    let plain = look(&it.buyer, asked, "").await;
    assert_eq!((drafted(&plain), &plain["ranker"]), (false, &json!("prior")));
    assert_eq!(now(&it.operator, &five).await["state"], "running");
    let stop = format!("{ALL}/{}/stop", id(&five));
    it.operator.post(&stop, why("坏了")).await.expect(200);

    // The rows that it was taught are withdrawn, one after the other.
    let six = start(&it.operator, next).await;
    assert!(drafted(&look(&it.buyer, asked, "").await));
    for (n, vendor) in it.vendors.iter().enumerate() {
        for solution in [&it.plain[n], &it.liked[n]] {
            assert_eq!(now(&it.operator, &six).await["state"], "running");
            vendor
                .act(&format!("/v1/solutions/{solution}/withdraw"))
                .await
                .expect(200);
        }
    }
    let empty = look(&it.buyer, asked, "").await;
    assert_eq!((drafted(&empty), &empty["entries"]), (false, &json!([])));
    ended(&six, "rows_gone").await;
    let log = audit_entry::Entity::find()
        .filter(audit_entry::Column::Action.eq("experiment.end"))
        .order_by_asc(audit_entry::Column::Id)
        .all(db)
        .await
        .expect("the log");
    let said: Vec<_> = log
        .iter()
        .map(|e| (e.detail["by"].as_str(), e.actor_id.is_some()))
        .collect();
    assert_eq!(
        said,
        [
            (Some("promoted"), true),
            (Some("rolled_back"), true),
            (Some("replaced"), true),
            (Some("replaced"), false),
            (Some("stopped"), true),
            (Some("rows_gone"), false),
        ]
    );
});

on_both!(
    while_two_models_rank_a_list_others_read_the_engine,
    async |app: &TestApp| {
        let (it, candidate, _) = staged(app).await;
        start(&it.operator, candidate).await;
        let (pool, db) = (&app.state.pool, &app.state.db);
        // Whoever ranks for the experiment waits in the middle of it for another reader, who comes only then.
        let (begun, has_begun) = tokio::sync::watch::channel(0);
        let (came, another) = (Arc::new(Mutex::new(false)), Arc::new(Condvar::new()));
        let seen = (Arc::clone(&came), Arc::clone(&another));
        let ranked = pool.with_both(db, move |_: &Engine| {
            begun.send_modify(|times| *times += 1);
            let came = seen.0.lock().expect("a lock");
            let waited = seen
                .1
                .wait_timeout_while(came, Duration::from_secs(20), |came| !*came);
            Ok(*waited.expect("a lock").0)
        });
        let reader = async {
            let mut has_begun = has_begun.clone();
            has_begun.wait_for(|times| *times > 0).await.expect("it ranks");
            let read = pool.with(db, move |_| {
                *came.lock().expect("a lock") = true;
                another.notify_all();
                Ok(())
            });
            read.await.expect("a reader");
        };
        let (ranked, ()) = tokio::join!(ranked, reader);
        let (served, other) = ranked.expect("two lists");
        assert!(served, "the reader waited");
        assert!(other.expect("a candidate").1);
    }
);
