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
