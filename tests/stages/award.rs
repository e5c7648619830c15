//! The public calculator.

use serde_json::{Value, json};

use crate::on_both;
use crate::support::TestApp;

fn article(result: &Value, number: u64) -> Value {
    let articles = result["articles"].as_array().expect("articles");
    articles
        .iter()
        .find(|a| a["number"] == number)
        .cloned()
        .expect("the article")
}

on_both!(
    the_calculator_prints_ceilings_with_their_phrases,
    async |app: &TestApp| {
        let guest = app.guest();
        let policies = guest.get("/v1/policies").await.expect(200);
        let id = policies[0]["id"].as_str().expect("an id").to_owned();
        let policy = guest.get(&format!("/v1/policies/{id}")).await.expect(200);
        assert_eq!(policy["articles"].as_array().map(Vec::len), Some(20));
        guest
            .get("/v1/policies/no-such-policy")
            .await
            .problem(404, "not_found");

        // Nothing stated: nothing known, never zero.
        let empty = guest
            .post("/v1/calculator", json!({"facts": {}}))
            .await
            .expect(200);
        assert!(
            empty["articles"]
                .as_array()
                .is_some_and(|a| a.len() == 20 && a.iter().all(|x| x["ceiling"] != "0.00"))
        );

        let facts = json!({
            "applicant.kind": "enterprise", "project.direction": "industry",
            "project.advanced": true, "project.replicable": true, "project.exemplary": true
        });
        let result = guest
            .post("/v1/calculator", json!({"facts": facts}))
            .await
            .expect(200);
        let industry = article(&result, 14);
        assert_eq!(
            (&industry["outcome"], &industry["kind"], &industry["ceiling"]),
            (&json!("eligible"), &json!("ceiling"), &json!("500000.00")),
            "{industry}"
        );
        assert!(industry["trace"].as_array().is_some_and(|t| {
            t.iter()
                .any(|s| s["phrase"].as_str().is_some_and(|p| p.contains("50万元")))
        }));
        assert_eq!(article(&result, 13)["outcome"], "not_met");

        let wrong = json!({"facts": {"project.directoin": "industry"}});
        let fields = guest
            .post("/v1/calculator", wrong)
            .await
            .fields(422, "invalid_facts");
        assert_eq!(fields, ["facts.project.directoin"]);
        guest
            .post("/v1/calculator", json!({"facts": {}, "policy": "x"}))
            .await
            .problem(422, "invalid_input");
    }
);
