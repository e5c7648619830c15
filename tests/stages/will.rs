//! Does it show in a list whether a vendor answers?

use serde_json::{Value, json};

use crate::on_both;
use crate::support::{TestApp, data};

use super::deals::proposal;

fn component(entry: &Value, name: &str) -> Option<f64> {
    let parts = entry["components"].as_array().expect("components");
    parts.iter().find(|c| c["name"] == name)?["value"].as_f64()
}

on_both!(
    a_vendor_that_answers_invitations_comes_before_an_equal_one_that_does_not,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let buyer = app.guest().register(&["buyer"]).await;
        let mut offers = Vec::new();
        for _ in 0..3 {
            let vendor = app.guest().register(&["vendor"]).await;
            let id = data::publish(&vendor, &operator, "solutions", data::solution()).await;
            offers.push((vendor, id));
        }
        let first = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
        app.settle().await;
        let list = |scenario: String| {
            let buyer = &buyer;
            async move {
                buyer
                    .get(&format!("/v1/scenarios/{scenario}/matches"))
                    .await
                    .expect(200)
            }
        };
        let before = list(first.clone()).await;
        let entries = before["entries"].as_array().expect("entries");
        assert_eq!(entries.len(), 3, "{before}");
        assert!(entries.iter().all(|e| component(e, "will").is_none()), "{before}");

        // All are invited: one proposes, one declines, one has not said anything yet.
        for (vendor, solution) in &offers {
            let invitation = json!({"scenario_id": first, "solution_id": solution});
            let deal = buyer.post("/v1/deals", invitation).await.expect(201);
            let path = format!("/v1/deals/{}", deal["id"].as_str().expect("an id"));
            if *solution == offers[0].1 {
                let asked = vendor.get(&path).await.expect(200);
                vendor
                    .post(&format!("{path}/proposal"), proposal(&asked))
                    .await
                    .expect(200);
            } else if *solution == offers[1].1 {
                let no = json!({"reason": "conflict-of-interest"});
                vendor.post(&format!("{path}/decline"), no).await.expect(200);
            }
        }
        let second = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
        app.settle().await;
        let after = list(second).await;
        let order: Vec<&Value> = after["entries"].as_array().expect("entries").iter().collect();
        let ids: Vec<&str> = order
            .iter()
            .filter_map(|e| e["counterpart"]["id"].as_str())
            .collect();
        assert_eq!(ids, [&offers[0].1, &offers[2].1, &offers[1].1], "{after}");
        let will: Vec<Option<f64>> = order.iter().map(|e| component(e, "will")).collect();
        let near = |found: Option<f64>, wanted: f64| found.is_some_and(|v| (v - wanted).abs() < 1e-6);
        // One of one, and none of one, after two of four taken as given.
        assert!(
            near(will[0], 0.6) && will[1].is_none() && near(will[2], 0.4),
            "{after}"
        );
        let told = |entry: &Value| entry["reasons"].to_string();
        assert!(told(order[0]).contains("\"answers\""), "{after}");
        assert!(!told(order[1]).contains("answers"), "{after}");
        assert!(told(order[2]).contains("\"seldom_answers\""), "{after}");
    }
);
