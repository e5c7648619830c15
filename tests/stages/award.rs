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

on_both!(a_plan_counts_the_room_that_claims_leave, async |app: &TestApp| {
    let vendor = app.guest().register(&["vendor"]).await;
    let facts = json!({
        "applicant.kind": "enterprise", "project.direction": "industry",
        "project.advanced": true, "project.replicable": true, "project.exemplary": true
    });
    let items: Vec<Value> = (1..=6)
            .map(|n| json!({"reference": format!("项目{n}"), "facts": facts, "from": "2026-01-01", "years": [2026]}))
            .collect();
    // Six projects of at most 500,000 within 2,000,000 a year.
    let plan = vendor.post("/v1/plan", json!({"items": items})).await.expect(200);
    assert_eq!(
        (
            &plan["plan"]["best"]["total"],
            &plan["plan"]["proven"],
            &plan["exclusion"]
        ),
        (&json!("2000000.00"), &json!(true), &json!("one_article")),
        "{plan}"
    );
    assert_eq!(plan["plan"]["deciding"][0]["group"], "scenario-projects");
    let claim = json!({"article": "14", "subject": "项目0", "as_of": "2026-01-05", "facts": facts});
    vendor.post("/v1/claims", claim).await.expect(201);
    let plan = vendor.post("/v1/plan", json!({"items": items})).await.expect(200);
    assert_eq!(plan["plan"]["best"]["total"], "1500000.00", "{plan}");
    let twice = json!({"items": [items[0], items[0]]});
    assert_eq!(
        vendor.post("/v1/plan", twice).await.fields(422, "invalid_facts"),
        ["items.1.reference"]
    );
    assert_eq!(
        vendor
            .post("/v1/plan", json!({"items": []}))
            .await
            .fields(422, "invalid_input"),
        ["items"]
    );
    app.guest()
        .post("/v1/plan", json!({"items": items}))
        .await
        .problem(401, "not_authenticated");
});

on_both!(
    the_next_question_is_the_one_with_most_at_stake,
    async |app: &TestApp| {
        let facts = json!({"compute.rents": true, "compute.provider_affiliated": false});
        let next = app
            .guest()
            .post("/v1/calculator/next", json!({"facts": facts}))
            .await
            .expect(200);
        let questions = next["questions"].as_array().expect("questions");
        let stakes: Vec<f64> = questions
            .iter()
            .filter_map(|q| q["at_stake"].as_str()?.parse().ok())
            .collect();
        assert!(stakes.len() > 3 && stakes.len() == questions.len(), "{next}");
        assert!(stakes.windows(2).all(|s| s[0] >= s[1]), "{stakes:?}");
        assert!(!questions.iter().any(|q| q["fact"]["name"] == "compute.rents"));
        // Were the provider affiliated, article 1 would fail.
        let changes = next["changes"].as_array().expect("changes");
        assert!(
            changes
                .iter()
                .any(|c| c["fact"] == "compute.provider_affiliated" && c["after"] == "not_met"),
            "{next}"
        );
    }
);
