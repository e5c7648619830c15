//! Every move, by everybody, from every state: what the table allows happens, everything else changes nothing.

use entity::states::{DealState, MilestoneState};
use entity::{contract, deal, deal_event, evidence, milestone, proposal, stored_file};
use scenepool::platform::clock;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use uuid::Uuid;

use super::deals::{self, Cast};
use crate::on_both;
use crate::support::{Answer, Client, TestApp};

const STATES: [DealState; 10] = [
    DealState::Invited,
    DealState::Interested,
    DealState::Declined,
    DealState::Proposed,
    DealState::Rejected,
    DealState::Awarded,
    DealState::Delivering,
    DealState::Submitted,
    DealState::Accepted,
    DealState::Terminated,
];
const MOVES: [&str; 11] = [
    "proposal",
    "award",
    "reject",
    "contract",
    "complete_milestone",
    "evidence",
    "submit",
    "confirm",
    "return",
    "decline",
    "terminate",
];

/// The table, written down a second time from the words of the product.
fn allowed(name: &str, side: &str) -> Option<(&'static [DealState], Option<DealState>)> {
    use DealState::*;
    Some(match (name, side) {
        ("proposal", "vendor") => (&[Invited, Interested, Proposed], Some(Proposed)),
        ("award", "buyer") => (&[Proposed], Some(Awarded)),
        ("reject", "buyer") => (&[Proposed], Some(Rejected)),
        ("contract", "buyer") => (&[Awarded], Some(Delivering)),
        ("complete_milestone", "vendor") => (&[Delivering], None),
        ("evidence", _) => (&[Delivering, Submitted], None),
        ("submit", "vendor") => (&[Delivering], Some(Submitted)),
        ("confirm", "buyer") => (&[Submitted], Some(Accepted)),
        ("return", "buyer") => (&[Submitted], Some(Delivering)),
        ("decline", "vendor") => (&[Invited], Some(Declined)),
        ("decline", "buyer") => (&[Interested], Some(Declined)),
        ("terminate", _) => (&[Awarded, Delivering, Submitted], Some(Terminated)),
        _ => return None,
    })
}

fn id(text: &str) -> Uuid {
    text.parse().expect("an id")
}

/// The only deal there is, in that state, with what the moves from there need.
async fn in_state(app: &TestApp, cast: &Cast, state: DealState, milestone_done: bool) -> deal::Model {
    let db = &app.state.db;
    evidence::Entity::delete_many().exec(db).await.expect("deleted");
    stored_file::Entity::delete_many()
        .exec(db)
        .await
        .expect("deleted");
    entity::indicator::Entity::delete_many()
        .exec(db)
        .await
        .expect("deleted");
    milestone::Entity::delete_many().exec(db).await.expect("deleted");
    contract::Entity::delete_many().exec(db).await.expect("deleted");
    proposal::Entity::delete_many().exec(db).await.expect("deleted");
    deal_event::Entity::delete_many().exec(db).await.expect("deleted");
    deal::Entity::delete_many().exec(db).await.expect("deleted");
    let now = clock::now();
    let row = deal::ActiveModel {
        id: Set(Uuid::now_v7()),
        scenario_id: Set(id(&cast.scenario)),
        solution_id: Set(id(&cast.solution)),
        buyer_id: Set(id(&cast.buyer.org())),
        vendor_id: Set(id(&cast.vendor.org())),
        match_entry_id: Set(None),
        state: Set(state),
        reason: Set(None),
        revision: Set(1),
        opened_at: Set(now),
        answered_at: Set(None),
        awarded_at: Set(None),
        signed_at: Set(None),
        accepted_at: Set(None),
        updated_at: Set(now),
    };
    let row = row.insert(db).await.expect("a deal");
    if state == DealState::Awarded {
        return row;
    }
    let line = milestone::ActiveModel {
        id: Set(Uuid::now_v7()),
        deal_id: Set(row.id),
        position: Set(1),
        title: Set("上线".to_owned()),
        due_on: Set(clock::shanghai_day(now)),
        state: Set(if milestone_done {
            MilestoneState::Done
        } else {
            MilestoneState::Open
        }),
        done_at: Set(None),
    };
    line.insert(db).await.expect("a milestone");
    let file = stored_file::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(id(&cast.vendor.org())),
        sha256: Set("0".repeat(64)),
        size_bytes: Set(1),
        media_type: Set("text/plain".to_owned()),
        name: Set("a.txt".to_owned()),
        created_at: Set(now),
    };
    let file = file.insert(db).await.expect("a file");
    let shown = evidence::ActiveModel {
        id: Set(Uuid::now_v7()),
        deal_id: Set(row.id),
        file_id: Set(file.id),
        title: Set("记录".to_owned()),
        uploaded_by: Set(id(cast.vendor.session["me"]["user"]["id"]
            .as_str()
            .expect("an id"))),
        created_at: Set(now),
    };
    shown.insert(db).await.expect("evidence");
    row
}

async fn make(who: &Client, row: &deal::Model, view: &Value, name: &str) -> Answer {
    let path = format!("/v1/deals/{}", row.id);
    let milestone = view["milestones"][0]["id"]
        .as_str()
        .map_or_else(|| Uuid::now_v7().to_string(), str::to_owned);
    match name {
        "proposal" => who.post(&format!("{path}/proposal"), deals::proposal(view)).await,
        "award" => who.act(&format!("{path}/award")).await,
        "reject" => {
            who.post(&format!("{path}/reject"), json!({"reason": "price-too-high"}))
                .await
        }
        "contract" => who.post(&format!("{path}/contract"), deals::contract()).await,
        "complete_milestone" => who.act(&format!("{path}/milestones/{milestone}/complete")).await,
        "evidence" => {
            who.upload(
                &format!("{path}/evidence"),
                "a.txt",
                b"hello",
                &[("title", "记录")],
            )
            .await
        }
        "submit" => {
            who.post(&format!("{path}/acceptance/submit"), json!({"indicators": []}))
                .await
        }
        "confirm" => who.act(&format!("{path}/acceptance/confirm")).await,
        "return" => {
            let why = json!({"reason": "evidence-incomplete", "note": "缺测试记录"});
            who.post(&format!("{path}/acceptance/return"), why).await
        }
        "decline" => {
            who.post(
                &format!("{path}/decline"),
                json!({"reason": "conflict-of-interest"}),
            )
            .await
        }
        "terminate" => {
            who.post(&format!("{path}/terminate"), json!({"reason": "budget-cut"}))
                .await
        }
        other => panic!("there is no move {other}"),
    }
}

on_both!(the_table_holds_in_every_cell, async |app: &TestApp| {
    let cast = deals::cast(app).await;
    let mut cells = 0;
    for state in STATES {
        for (side, who) in [("buyer", &cast.buyer), ("vendor", &cast.vendor)] {
            let row = in_state(app, &cast, state, false).await;
            let view = who.get(&format!("/v1/deals/{}", row.id)).await.expect(200);
            let told = view["moves"].as_array().expect("moves");
            for name in MOVES {
                let row = in_state(app, &cast, state, name == "submit").await;
                let view = who.get(&format!("/v1/deals/{}", row.id)).await.expect(200);
                let rule = allowed(name, side);
                let open = rule.is_some_and(|(from, _)| from.contains(&state));
                assert_eq!(
                    told.contains(&json!(name)),
                    open,
                    "{name} is told to the {side} in {state:?}"
                );
                make(&cast.stranger, &row, &view, name)
                    .await
                    .problem(404, "not_found");
                make(&cast.operator, &row, &view, name)
                    .await
                    .problem(403, "forbidden");
                let answer = make(who, &row, &view, name).await;
                let found = deal::Entity::find_by_id(row.id)
                    .one(&app.state.db)
                    .await
                    .expect("read")
                    .expect("a deal");
                let events = deal_event::Entity::find()
                    .count(&app.state.db)
                    .await
                    .expect("a count");
                match rule {
                    Some((from, to)) if from.contains(&state) => {
                        assert!(
                            answer.status < 300,
                            "{name} by the {side} from {state:?}: {}",
                            answer.body
                        );
                        assert_eq!((found.state, found.revision, events), (to.unwrap_or(state), 2, 1));
                        cells += 1;
                    }
                    Some(_) => {
                        answer.problem(409, "wrong_state");
                        assert_eq!(
                            (found, events),
                            (row, 0),
                            "{name} by the {side} from {state:?} wrote something"
                        );
                    }
                    None => {
                        answer.problem(403, "forbidden");
                        assert_eq!(
                            (found, events),
                            (row, 0),
                            "{name} by the {side} from {state:?} wrote something"
                        );
                    }
                }
            }
        }
    }
    assert_eq!(cells, 22, "every allowed cell was made");
    app.settle().await;
});
