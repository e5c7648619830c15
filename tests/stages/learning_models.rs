//! From what people did to a model that serves, and back.

use std::sync::Arc;

use entity::states::{ModelAction, ModelState};
use entity::{audit_entry, model, model_move};
use scenepool::stages::matching::{Pool, learning};
use scenepool::wiring::TRAIN_MODEL;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::on_both;
use crate::support::{Client, TestApp, data};

const TASKS: [(&str, &str); 4] = [
    ("农田灌溉", "按土壤墒情自动灌溉，减少用水，节省人工，分区控制水量"),
    ("热线应答", "市民来电自动回答并派单，夜间也有应答，记录通话要点"),
    ("缺陷检测", "相机在线拍摄零件表面找出划痕，剔除不良零件，留下照片"),
    ("文物重建", "多视角影像重建馆藏文物，给出三维模型，供研究人员查看"),
];

/// Everybody who takes part, and the two offers of each task: one is of the demands' own trade, so that it leads before
/// anything is learned; the other is the one that the buyer likes.
pub(super) struct Cast {
    pub operator: Client,
    pub buyer: Client,
    pub vendor: Client,
    /// Of each task, in their order.
    pub vendors: Vec<Client>,
    pub plain: Vec<String>,
    pub liked: Vec<String>,
}

pub(super) async fn cast(app: &TestApp) -> Cast {
    let operator = data::operator(app).await;
    let buyer = app.guest().register(&["buyer"]).await;
    let (mut plain, mut liked) = (Vec::new(), Vec::new());
    let mut vendors = Vec::new();
    for (title, text) in TASKS {
        let vendor = app.guest().register(&["vendor"]).await;
        let offer = |name: String, trade: &str| {
            let mut offer = data::solution();
            offer["title"] = json!(name);
            offer["summary"] = json!(text);
            offer["description"] = json!(format!("{text}。{text}。"));
            offer["industries"] = json!([trade]);
            offer["capabilities"] = json!([{"name": title, "text": text}]);
            offer["cases"] = json!([]);
            offer
        };
        let same = offer(format!("{title}系统"), "scenic-areas");
        plain.push(data::publish(&vendor, &operator, "solutions", same).await);
        let other = offer(format!("{title}平台"), "k12");
        liked.push(data::publish(&vendor, &operator, "solutions", other).await);
        vendors.push(vendor);
    }
    Cast {
        operator,
        buyer,
        vendor: vendors.last().cloned().expect("a vendor"),
        vendors,
        plain,
        liked,
    }
}

/// Posts the m-th demand of the n-th task.
pub(super) async fn demand(it: &Cast, n: usize, m: usize) -> String {
    demand_of(&it.buyer, &it.operator, n, m).await
}

/// Posts it for a buyer.
pub(super) async fn demand_of(buyer: &Client, operator: &Client, n: usize, m: usize) -> String {
    let (title, text) = TASKS[n];
    let mut demand = data::scenario();
    demand["title"] = json!(title);
    demand["summary"] = json!(text);
    demand["description"] = json!(format!("{text}，第{m}处。{text}。"));
    demand["requirements"] = json!([{"text": text, "essential": true, "weight": 1}]);
    data::publish(buyer, operator, "scenarios", demand).await
}

pub(super) async fn look(by: &Client, scenario: &str, how: &str) -> Value {
    by.get(&format!("/v1/scenarios/{scenario}/matches{how}"))
        .await
        .expect(200)
}

pub(super) fn order(list: &Value) -> Vec<String> {
    let entries = list["entries"].as_array().expect("entries");
    entries
        .iter()
        .filter_map(|e| e["counterpart"]["id"].as_str().map(str::to_owned))
        .collect()
}

/// The buyer looks at the list of each demand, and opens the offer that it likes.
pub(super) async fn use_lists(it: &Cast, demands: &[(usize, String)]) {
    use_lists_as(&it.buyer, it, demands).await;
}

async fn use_lists_as(buyer: &Client, it: &Cast, demands: &[(usize, String)]) {
    for (n, scenario) in demands {
        let list = look(buyer, scenario, "").await;
        let found = order(&list);
        let place = |id: &String| found.iter().position(|i| i == id).expect("listed");
        let (plain, liked) = (place(&it.plain[*n]), place(&it.liked[*n]));
        assert!(
            plain < liked,
            "before anything is learned the plain one leads: {found:?}"
        );
        let path = format!("/v1/match-lists/{}/clicks", list["id"].as_str().expect("an id"));
        let click = json!({"entry": list["entries"][liked]["id"], "kind": "opened"});
        buyer.post(&path, click).await.expect(200);
    }
}

pub(super) async fn train(by: &Client) -> (u16, Value) {
    let answer = by.act("/v1/models/train").await;
    (answer.status, answer.body)
}

pub(super) fn id(row: &Value) -> String {
    row["id"].as_str().expect("an id").to_owned()
}

on_both!(
    what_people_did_teaches_a_model_that_serves_and_can_be_taken_back,
    async |app: &TestApp| {
        let it = cast(app).await;
        // Nothing was done: what lacks is said, and nothing is kept.
        let none = it.operator.act("/v1/models/train").await;
        assert_eq!(none.fields(409, "too_few_deeds"), ["scenarios"]);
        let empty = it.operator.get("/v1/models").await.expect(200);
        assert_eq!((&empty["items"], &empty["serving"]), (&json!([]), &Value::Null));

        // Little was done: a model that the rule refuses, whoever asks.
        let mut demands = Vec::new();
        for m in 0..3 {
            demands.push((0, demand(&it, 0, m).await));
        }
        app.settle().await;
        use_lists(&it, &demands).await;
        let (status, little) = train(&it.operator).await;
        assert_eq!((status, &little["state"]), (201, &json!("refused")), "{little}");
        let unmet = little["unmet"].as_array().expect("codes");
        assert!(unmet.contains(&json!("too_few_scenarios")), "{little}");
        let promote = |model: &Value| format!("/v1/models/{}/promote", id(model));
        let why = json!({"reason": "试一试"});
        let refused = it
            .operator
            .post(&promote(&little), why.clone())
            .await
            .problem(409, "rule_not_met");
        let codes: Vec<&Value> = refused["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|e| &e["code"])
            .collect();
        assert!(codes.contains(&&json!("too_few_scenarios")), "{refused}");

        // Enough was done, by three buyers.
        let others = [
            app.guest().register(&["buyer"]).await,
            app.guest().register(&["buyer"]).await,
        ];
        for n in 0..4 {
            for m in 0..6 {
                let buyer = if n == 1 { &others[m / 3] } else { &it.buyer };
                if n > 0 || m > 2 {
                    demands.push((n, demand_of(buyer, &it.operator, n, m).await));
                }
            }
        }
        app.settle().await;
        use_lists(&it, &demands[3..6]).await;
        use_lists(&it, &demands[12..]).await;
        for (buyer, theirs) in others.iter().zip(demands[6..12].chunks(3)) {
            use_lists_as(buyer, &it, theirs).await;
        }
        data::accepted(app, &it.liked[1], &demands[8].1).await;
        let (status, model) = train(&it.operator).await;
        assert_eq!((status, &model["state"]), (201, &json!("candidate")), "{model}");
        let deeds = &model["data"]["by_deed"];
        let least = |kind: &str, n: u64| deeds[kind].as_u64() >= Some(n);
        assert!(least("passed", 24) && least("click", 24), "{model}");
        for kind in ["invitation", "answer", "award", "acceptance"] {
            assert_eq!(deeds[kind], 1, "{model}");
        }
        let measured = &model["measured"];
        assert_eq!(
            (&measured["scenarios"], &measured["organisations"]),
            (&json!(24), &json!(3)),
            "{model}"
        );
        assert!(measured["difference"]["low"].as_f64() > Some(0.0), "{model}");
        // The heaviest first, each beside what it was before anything was learned.
        let weights = model["weights"].as_array().expect("weights");
        assert_eq!(
            weights.len(),
            model["features"].as_array().map_or(0, Vec::len),
            "{model}"
        );
        assert!(
            weights.len() > 10 && weights[0]["prior"].as_f64() > Some(1.0),
            "{model}"
        );
        let worth = &measured["shown"];
        assert!(
            worth["snips"]["value"].as_f64() > worth["logged"].as_f64(),
            "{model}"
        );
        // The same deeds give the same model.
        let (status, again) = train(&it.operator).await;
        assert_eq!((status, id(&again)), (200, id(&model)));

        // The registry is the operator's.
        for who in [&it.buyer, &it.vendor] {
            who.get("/v1/models").await.problem(403, "forbidden");
            who.get(&format!("/v1/models/{}", id(&model)))
                .await
                .problem(403, "forbidden");
            who.act("/v1/models/train").await.problem(403, "forbidden");
            who.post(&promote(&model), why.clone())
                .await
                .problem(403, "forbidden");
            who.post("/v1/models/roll-back", why.clone())
                .await
                .problem(403, "forbidden");
        }
        let guest = app.guest().get("/v1/models").await;
        guest.problem(401, "not_authenticated");
        let nothing = format!("/v1/models/{}", Uuid::now_v7());
        it.operator.get(&nothing).await.problem(404, "not_found");
        let one = it
            .operator
            .get(&format!("/v1/models/{}", id(&model)))
            .await
            .expect(200);
        assert_eq!(one, model);

        // In service it ranks, in every process that follows the log.
        let (n, asked) = (2, &demands[12].1);
        assert_eq!(demands[12].0, n);
        let before = look(&it.buyer, asked, "").await;
        assert_eq!(
            (&before["ranker"], order(&before).first()),
            (&json!("prior"), Some(&it.plain[n]))
        );
        let wordless = it.operator.post(&promote(&model), json!({"reason": " "})).await;
        assert_eq!(wordless.fields(422, "invalid_input"), ["reason"]);
        // A demand that was closed meanwhile still teaches; it is not open for that.
        it.buyer
            .post(&format!("/v1/scenarios/{}/close", demands[20].1), json!({}))
            .await
            .expect(200);
        let served = it.operator.post(&promote(&model), why.clone()).await.expect(200);
        assert_eq!(served["state"], "serving");
        let after = look(&it.buyer, asked, "").await;
        assert_eq!(
            (&after["ranker"], order(&after).first()),
            (&json!("learned"), Some(&it.liked[n])),
            "{after}"
        );
        assert!(after["model"] != before["model"] && after["id"] != before["id"]);
        let other = Pool::new(Arc::clone(app.state.pool.analyzer()), 14, None);
        let closed = demands[20].1.clone();
        let (taught, open) = other
            .with(&app.state.db, move |engine| {
                Ok((engine.model().clone(), engine.scenario(&closed).is_some()))
            })
            .await
            .expect("an engine");
        assert!(!open, "a closed demand is taken in for the lesson only");
        assert_eq!(
            (taught.ranker.as_str(), Some(taught.judgements as u64)),
            ("learned", model["data"]["judgements"].as_u64())
        );
        // Without what was learned, the list of before; and looking at it changes nothing for others.
        let without = look(&it.buyer, asked, "?personalised=false").await;
        assert_eq!(
            (&without["id"], &without["ranker"]),
            (&before["id"], &json!("prior"))
        );
        assert_eq!(look(&it.buyer, asked, "").await["id"], after["id"]);
        it.operator
            .post(&promote(&model), why.clone())
            .await
            .problem(409, "wrong_state");

        // And back.
        let back = json!({"reason": "需求方反映不好"});
        let registry = it
            .operator
            .post("/v1/models/roll-back", back.clone())
            .await
            .expect(200);
        assert_eq!(registry["serving"], Value::Null);
        assert_eq!(look(&it.buyer, asked, "").await["id"], before["id"]);
        it.operator
            .post("/v1/models/roll-back", back)
            .await
            .problem(409, "wrong_state");
        let moves = registry["moves"].as_array().expect("moves");
        let told: Vec<_> = moves
            .iter()
            .map(|m| (m["action"].as_str(), m["reason"].as_str(), m["actor"].as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (Some("roll_back"), Some("需求方反映不好"), Some("运营")),
                (Some("promote"), Some("试一试"), Some("运营")),
            ]
        );
        let log = audit_entry::Entity::find()
            .filter(audit_entry::Column::SubjectKind.eq("model"))
            .order_by_asc(audit_entry::Column::Id)
            .all(&app.state.db)
            .await
            .expect("the log");
        let said: Vec<&str> = log.iter().map(|e| e.action.as_str()).collect();
        assert_eq!(
            said,
            ["model.train", "model.train", "model.promote", "model.roll_back"]
        );

        // Whoever refuses is not learned from, not even from what was recorded before.
        for buyer in others.iter().chain([&it.buyer]) {
            buyer
                .put_blind("/v1/me/learning", json!({"refused": true}))
                .await
                .expect(200);
        }
        let nobody = it.operator.act("/v1/models/train").await;
        assert_eq!(nobody.fields(409, "too_few_deeds"), ["scenarios"]);
    }
);

on_both!(training_is_queued_when_it_is_due, async |app: &TestApp| {
    let db = &app.state.db;
    let due = async |hours| {
        learning::queue_when_due(db, TRAIN_MODEL, hours)
            .await
            .expect("a queue")
    };
    assert!(!due(0).await, "0 is never");
    assert!(due(24).await);
    assert!(!due(24).await, "the last one was queued a moment ago");
    // There is nothing to learn from: the job says so and ends; it is not tried again and again.
    app.state.wake();
    app.settle().await;
});

on_both!(rolling_back_twice_goes_back_two_steps, async |app: &TestApp| {
    let it = cast(app).await;
    let mut demands = Vec::new();
    for m in 0..2 {
        demands.push((0, demand(&it, 0, m).await));
    }
    app.settle().await;
    use_lists(&it, &demands).await;
    let (status, trained) = train(&it.operator).await;
    assert_eq!(status, 201, "{trained}");
    // As if it and another had served one after the other: the way there is tested above.
    let db = &app.state.db;
    let first = Uuid::parse_str(&id(&trained)).expect("an id");
    let row = model::Entity::find_by_id(first).one(db).await;
    let row = row.expect("a query").expect("a model");
    let second = Uuid::now_v7();
    let mut later: model::ActiveModel = row.clone().into();
    (later.id, later.state) = (Set(second), Set(ModelState::Serving));
    let mut earlier: model::ActiveModel = row.into();
    earlier.state = Set(ModelState::Retired);
    earlier.update(db).await.expect("a model");
    let later = model::Entity::insert(later.reset_all());
    later.exec_without_returning(db).await.expect("a model");
    let actor = it.operator.session["me"]["user"]["id"]
        .as_str()
        .and_then(|id| Uuid::parse_str(id).ok())
        .expect("a user");
    for (from, to) in [(None, first), (Some(first), second)] {
        let step = model_move::ActiveModel {
            id: Set(Uuid::now_v7()),
            action: Set(ModelAction::Promote),
            from_id: Set(from),
            to_id: Set(Some(to)),
            reason: Set("试用".to_owned()),
            actor_id: Set(actor),
            at: Set(chrono::Utc::now()),
        };
        step.insert(db).await.expect("a move");
    }

    let back = json!({"reason": "再退一步"});
    let once = it.operator.post("/v1/models/roll-back", back.clone()).await;
    assert_eq!(once.expect(200)["serving"], json!(first));
    let list = look(&it.buyer, &demands[0].1, "").await;
    assert_eq!(list["ranker"], "learned");
    let twice = it.operator.post("/v1/models/roll-back", back).await.expect(200);
    assert_eq!(twice["serving"], Value::Null, "{twice}");
    let list = look(&it.buyer, &demands[0].1, "").await;
    assert_eq!(list["ranker"], "prior");
});
