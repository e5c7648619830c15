//! Whose rows are chosen from drafted lists, and what of it counts?

use entity::experiment_states::DraftTeam;
use entity::{impression, match_list};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use super::learning_experiments::{ALL, brought, drafted, now, open, staged, start, uuid, why};
use super::learning_models::{demand, demand_of, id, look, train};
use crate::on_both;
use crate::support::{Client, TestApp};

on_both!(
    what_is_chosen_counts_for_the_side_that_brought_it,
    async |app: &TestApp| {
        let (it, candidate, learned_from) = staged(app).await;
        let second = app.guest().register(&["buyer"]).await;
        let running = start(&it.operator, candidate).await;
        let counts = async || {
            let outcome = now(&it.operator, &running).await["outcome"].clone();
            let n = |key: &str| outcome[key].as_u64().expect("a count");
            let numbers = [n("shown"), n("candidate"), n("serving"), n("ties")];
            (numbers, outcome)
        };
        let (mut own, mut theirs) = (Vec::new(), Vec::new());
        for m in 10..15 {
            own.push(demand(&it, 0, m).await);
        }
        for m in 20..26 {
            theirs.push(demand_of(&second, &it.operator, 1, m).await);
        }
        app.settle().await;
        // The jobs made the lists, and the operator looked: nobody was shown anything yet.
        assert!(drafted(&look(&it.operator, &own[0], "").await));
        let (none, outcome) = counts().await;
        assert_eq!(none, [0, 0, 0, 0]);
        assert_eq!(
            (&outcome["preference"], &outcome["p_value"]),
            (&Value::Null, &json!(1.0))
        );

        // The second buyer opens a row of the candidate's in each of six lists: more than chance.
        for scenario in &theirs {
            let list = look(&second, scenario, "").await;
            assert!(drafted(&list), "{list}");
            open(
                &second,
                &list,
                &brought(app, &list, DraftTeam::Candidate).await[0],
            )
            .await;
        }
        let (six, outcome) = counts().await;
        assert_eq!(
            (six, &outcome["reading"]),
            ([6, 6, 0, 0], &json!("leads")),
            "{outcome}"
        );
        assert_eq!(outcome["preference"], 0.5);
        let p = outcome["p_value"].as_f64().expect("a probability");
        assert!((p - 2.0 / 64.0).abs() < 1e-9, "{p}");

        // The first buyer: one list for each side, one that an invitation decides against an opening, one without a choice,
        // one that it does not look at.
        let mut lists = Vec::new();
        for scenario in &own[..4] {
            lists.push(look(&it.buyer, scenario, "").await);
        }
        let (a, b) = (DraftTeam::Serving, DraftTeam::Candidate);
        open(&it.buyer, &lists[0], &brought(app, &lists[0], b).await[0]).await;
        open(&it.buyer, &lists[1], &brought(app, &lists[1], a).await[0]).await;
        for entry in &brought(app, &lists[2], a).await[..2] {
            open(&it.buyer, &lists[2], entry).await;
        }
        let asked_by = async |by: &Client, scenario: &str, entry: &Value| {
            let solution = &entry["counterpart"]["id"];
            let deal =
                json!({"scenario_id": scenario, "solution_id": solution, "match_entry_id": entry["id"]});
            by.post("/v1/deals", deal).await.expect(201);
        };
        let vendor_of = |entry: &Value| {
            let whose = entry["counterpart"]["organisation"]["id"].as_str();
            let vendor = it.vendors.iter().find(|v| Some(v.org().as_str()) == whose);
            vendor.expect("a vendor").clone()
        };
        let invited = brought(app, &lists[2], b).await[0].clone();
        asked_by(&it.buyer, &own[2], &invited).await;
        // What a vendor does with its own solution is no choice of the buyer's.
        let keen = brought(app, &lists[3], b).await[0].clone();
        asked_by(&vendor_of(&keen), &own[3], &keen).await;
        assert_eq!(counts().await.0, [10, 8, 1, 1]);

        // Drafted lists do not stand for what served alone; what was done with them is learned from all the same.
        let (status, trained) = train(&it.operator).await;
        assert_eq!(status, 201, "{trained}");
        let shown = impression::Entity::find()
            .all(&app.state.db)
            .await
            .expect("showings");
        assert_eq!(shown.len(), learned_from.len() + 10);
        assert_eq!(trained["data"]["shown_lists"], learned_from.len(), "{trained}");
        assert_eq!(
            trained["data"]["by_deed"]["click"],
            learned_from.len() + 10,
            "{trained}"
        );

        // Whoever refuses is not counted, whenever it refuses: a buyer with its lists, a vendor with its invitation.
        let switch = "/v1/me/learning";
        let refuse = |refused: bool| json!({"refused": refused});
        second.put_blind(switch, refuse(true)).await.expect(200);
        let (four, outcome) = counts().await;
        assert_eq!(
            (four, &outcome["reading"]),
            ([4, 2, 1, 1], &json!("no_difference")),
            "{outcome}"
        );
        assert_eq!(outcome["preference"], 0.125);
        let vendor = vendor_of(&invited);
        vendor.put_blind(switch, refuse(true)).await.expect(200);
        assert_eq!(counts().await.0, [4, 1, 2, 1]);
        vendor.put_blind(switch, refuse(false)).await.expect(200);

        // What is done after its end does not count.
        let stop = format!("{ALL}/{}/stop", id(&running));
        it.operator.post(&stop, why("看够了")).await.expect(200);
        open(&it.buyer, &lists[3], &brought(app, &lists[3], b).await[0]).await;
        let late = match_list::Entity::find()
            .filter(match_list::Column::SubjectId.eq(uuid(&own[4])))
            .one(&app.state.db)
            .await
            .expect("a query")
            .expect("a list that was never looked at");
        let path = format!("/v1/match-lists/{}", late.id);
        assert!(drafted(&it.buyer.get(&path).await.expect(200)));
        assert_eq!(counts().await.0, [4, 2, 1, 1]);
    }
);

on_both!(
    a_planned_experiment_ends_by_itself_when_as_many_lists_are_decided,
    async |app: &TestApp| {
        let (it, candidate, _) = staged(app).await;
        let path = format!("/v1/models/{candidate}/experiments");
        for lists in [5, 10_001] {
            let plan = json!({"reason": "看谁更合意", "planned_lists": lists});
            let refused = it.operator.post(&path, plan).await;
            assert_eq!(refused.fields(422, "invalid_input"), ["planned_lists"]);
        }
        // How many it takes is told beforehand, to the operator.
        let size = "/v1/models/experiments/size?share=";
        let told = it.operator.get(&format!("{size}0.6")).await.expect(200);
        let size_of = json!({"share": 0.6, "lists": 210, "power": 0.8, "chance": 0.05});
        assert_eq!(told, size_of);
        let refused = it.operator.get(&format!("{size}0.5")).await;
        assert_eq!(refused.fields(422, "invalid_input"), ["share"]);
        it.buyer
            .get(&format!("{size}0.6"))
            .await
            .problem(403, "forbidden");

        let plan = json!({"reason": "看谁更合意", "planned_lists": 6});
        let running = it.operator.post(&path, plan).await.expect(201);
        assert_eq!(running["planned_lists"], 6, "{running}");
        let mut asked = Vec::new();
        for m in 10..17 {
            asked.push(demand(&it, 1, m).await);
        }
        app.settle().await;
        let mut lists = Vec::new();
        for scenario in &asked {
            lists.push(look(&it.buyer, scenario, "").await);
        }
        // One is a tie, where both sides' rows were opened, and five are decided. The tie comes first: half-way it looks
        // decided, too.
        for team in [DraftTeam::Candidate, DraftTeam::Serving] {
            open(&it.buyer, &lists[5], &brought(app, &lists[5], team).await[0]).await;
        }
        for list in &lists[..5] {
            let rows = brought(app, list, DraftTeam::Candidate).await;
            open(&it.buyer, list, &rows[0]).await;
        }
        app.settle().await;
        let counted = now(&it.operator, &running).await;
        assert_eq!(
            (&counted["state"], &counted["outcome"]["candidate"]),
            (&json!("running"), &json!(5)),
            "{counted}"
        );
        // The sixth is decided by an invitation.
        let invited = brought(app, &lists[6], DraftTeam::Candidate).await[0].clone();
        let deal = json!({
            "scenario_id": asked[6],
            "solution_id": invited["counterpart"]["id"],
            "match_entry_id": invited["id"],
        });
        it.buyer.post("/v1/deals", deal).await.expect(201);
        app.settle().await;
        let ended = now(&it.operator, &running).await;
        assert_eq!(
            (&ended["state"], &ended["ended_by"], &ended["stopped_by"]),
            (&json!("ended"), &json!("plan_reached"), &Value::Null),
            "{ended}"
        );
        assert_eq!(
            (&ended["outcome"]["candidate"], &ended["outcome"]["reading"]),
            (&json!(6), &json!("leads")),
            "{ended}"
        );
        // What serves ranks alone again, and a plan is no duty: without one an operator ends it.
        let next = demand(&it, 1, 30).await;
        app.settle().await;
        assert!(!drafted(&look(&it.buyer, &next, "").await));
        let endless = start(&it.operator, candidate).await;
        assert_eq!(endless["planned_lists"], Value::Null, "{endless}");
    }
);
