//! Is a deal that is not to be learned from taken for a row that nobody wanted?

use serde_json::{Value, json};

use crate::on_both;
use crate::support::{TestApp, data};

on_both!(
    a_row_that_was_invited_is_not_passed_over_because_its_vendor_refuses,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let buyer = app.guest().register(&["buyer"]).await;
        let mut vendors = Vec::new();
        for _ in 0..2 {
            let vendor = app.guest().register(&["vendor"]).await;
            let id = data::publish(&vendor, &operator, "solutions", data::solution()).await;
            vendors.push((vendor, json!(id)));
        }
        // Of each list the first is invited without being opened, and the second is opened.
        let mut invited = Value::Null;
        for _ in 0..2 {
            let scenario = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
            app.settle().await;
            let path = format!("/v1/scenarios/{scenario}/matches");
            let list = buyer.get(&path).await.expect(200);
            let entries = list["entries"].as_array().expect("entries");
            assert_eq!(entries.len(), 2, "{list}");
            invited = entries[0]["counterpart"]["id"].clone();
            let deal =
                json!({"scenario_id": scenario, "solution_id": invited, "match_entry_id": entries[0]["id"]});
            buyer.post("/v1/deals", deal).await.expect(201);
            let clicks = format!("/v1/match-lists/{}/clicks", list["id"].as_str().expect("an id"));
            let click = json!({"entry": entries[1]["id"], "kind": "opened"});
            buyer.post(&clicks, click).await.expect(200);
        }
        let train = async || operator.act("/v1/models/train").await;
        let deeds = json!({"click": 2, "invitation": 2});
        let model = train().await.expect(201);
        assert_eq!(model["data"]["by_deed"], deeds, "{model}");

        // Without its deals nothing is known of the first, not even that it was left: nothing can be told apart.
        let vendor = vendors.iter().find(|v| v.1 == invited).expect("its vendor");
        let refuse = |refused: bool| json!({"refused": refused});
        let switch = "/v1/me/learning";
        vendor.0.put_blind(switch, refuse(true)).await.expect(200);
        assert_eq!(train().await.fields(409, "too_few_deeds"), ["scenarios"]);

        vendor.0.put_blind(switch, refuse(false)).await.expect(200);
        let again = train().await.expect(200);
        assert_eq!(again["id"], model["id"], "{again}");
    }
);
