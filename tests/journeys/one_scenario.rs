//! Posted, found, matched with reasons, dealt, accepted, assessed, reported.

use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};

use crate::on_both;
use crate::support::{TestApp, data};

on_both!(
    from_a_posted_scenario_to_a_computed_ceiling,
    async |app: &TestApp| {
        let operator = data::operator(app).await;
        let (vendor, buyer) = (
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["buyer"]).await,
        );
        let stranger = app.guest().register(&["vendor", "buyer"]).await;
        let solution = data::publish(&vendor, &operator, "solutions", data::solution()).await;
        let scenario = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
        app.settle().await;

        // Matched: the deal points at the recommendation that led to it.
        let list = buyer
            .get(&format!("/v1/scenarios/{scenario}/matches"))
            .await
            .expect(200);
        let entry = list["entries"][0]["id"].clone();
        let invitation = json!({"scenario_id": scenario, "solution_id": solution, "match_entry_id": entry});
        stranger
            .post("/v1/deals", invitation.clone())
            .await
            .problem(404, "not_found");
        let deal = buyer.post("/v1/deals", invitation.clone()).await.expect(201);
        assert_eq!(deal["state"], "invited");
        buyer
            .post("/v1/deals", invitation)
            .await
            .problem(409, "already_exists");
        let path = format!("/v1/deals/{}", deal["id"].as_str().expect("an id"));
        stranger.get(&path).await.problem(404, "not_found");
        stranger
            .act(&format!("{path}/award"))
            .await
            .problem(404, "not_found");
        buyer
            .act(&format!("{path}/award"))
            .await
            .problem(409, "wrong_state");

        // Proposed: every essential requirement is answered.
        let content = buyer.get(&format!("/v1/scenarios/{scenario}")).await.expect(200)["content"].clone();
        let lines = content["requirements"].as_array().expect("requirements").clone();
        let mut proposal = json!({"summary": "两个月内上线五十个讲解点，先试点后铺开，现场培训运营人员。", "price": "450000.00", "days": 55, "responses": []});
        vendor
            .post(&format!("{path}/proposal"), proposal.clone())
            .await
            .problem(422, "invalid_input");
        proposal["responses"] = lines
            .iter()
            .map(|r| json!({"requirement_id": r["id"], "answer": "meets", "text": "满足，验收时现场测试"}))
            .collect();
        assert_eq!(
            vendor
                .post(&format!("{path}/proposal"), proposal)
                .await
                .expect(200)["state"],
            "proposed"
        );
        vendor
            .act(&format!("{path}/award"))
            .await
            .problem(403, "forbidden");
        assert_eq!(
            buyer.act(&format!("{path}/award")).await.expect(200)["state"],
            "awarded"
        );

        // Signed, once however often it is sent.
        let today = Utc::now().date_naive();
        let contract = json!({
            "amount": "450000.00", "signed_on": today, "starts_on": today, "ends_on": today + TimeDelta::days(60), "related_party": false,
            "milestones": [{"title": "试点上线", "due_on": today + TimeDelta::days(20)}, {"title": "全面上线", "due_on": today + TimeDelta::days(50)}],
            "indicators": [{"name": "自助讲解占比", "unit": "%", "baseline": 5.0, "target": 60.0, "higher_is_better": true}]
        });
        let mut crossed = contract.clone();
        crossed["ends_on"] = json!(today - TimeDelta::days(1));
        buyer
            .post(&format!("{path}/contract"), crossed)
            .await
            .problem(422, "invalid_input");
        let key = ("idempotency-key", "one-contract");
        let signed = buyer
            .post_with(&format!("{path}/contract"), key, contract.clone())
            .await
            .expect(200);
        assert_eq!(signed["state"], "delivering");
        let again = buyer
            .post_with(&format!("{path}/contract"), key, contract.clone())
            .await
            .expect(200);
        assert_eq!(again["revision"], signed["revision"]);
        let mut other = contract;
        other["amount"] = json!("460000.00");
        buyer
            .post_with(&format!("{path}/contract"), key, other)
            .await
            .problem(422, "idempotency_key_reused");

        // Delivered: milestones, evidence of a kind that its content shows, measured effect.
        let indicator = signed["indicators"][0]["id"].clone();
        let measured = json!({"indicators": [{"id": indicator, "actual": 72.5}]});
        vendor
            .post(&format!("{path}/acceptance/submit"), measured.clone())
            .await
            .problem(422, "incomplete");
        for milestone in signed["milestones"].as_array().expect("milestones") {
            vendor
                .act(&format!(
                    "{path}/milestones/{}/complete",
                    milestone["id"].as_str().expect("an id")
                ))
                .await
                .expect(200);
        }
        let evidence = format!("{path}/evidence");
        let title = [("title", "验收测试报告")];
        vendor
            .upload(&evidence, "报告.pdf", b"MZ\x90\x00 not a document", &title)
            .await
            .problem(415, "wrong_file_type");
        vendor
            .upload(&evidence, "报告.pdf", &vec![b'x'; 300 * 1024], &title)
            .await
            .problem(413, "too_large");
        let read = vendor.get(&path).await.expect(200);
        assert_eq!(read["evidence"], json!([]), "nothing half-written");
        vendor
            .post(&format!("{path}/acceptance/submit"), measured)
            .await
            .expect(200);
        buyer
            .act(&format!("{path}/acceptance/confirm"))
            .await
            .problem(422, "incomplete");
        let report = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF".to_vec();
        vendor
            .upload(&evidence, "报告.pdf", &report, &title)
            .await
            .expect(201);
        let read = buyer.get(&path).await.expect(200);
        let file = read["evidence"][0]["id"].as_str().expect("an id").to_owned();
        let download = buyer.get(&format!("{evidence}/{file}")).await;
        assert_eq!((download.status, &download.bytes), (200, &report));
        stranger
            .get(&format!("{evidence}/{file}"))
            .await
            .problem(404, "not_found");

        // Assessed only once both sides have confirmed.
        let grounds = json!({"advanced": true, "replicable": true, "exemplary": true});
        vendor
            .post(&format!("{path}/assessment"), grounds.clone())
            .await
            .problem(409, "wrong_state");
        assert_eq!(
            buyer.act(&format!("{path}/acceptance/confirm")).await.expect(200)["state"],
            "accepted"
        );
        buyer
            .act(&format!("{path}/award"))
            .await
            .problem(409, "wrong_state");
        let assessment = vendor
            .post(&format!("{path}/assessment"), grounds)
            .await
            .expect(200);
        assert_eq!(
            (&assessment["article"], &assessment["ceiling"]),
            (&json!("11"), &json!("500000.00")),
            "{assessment}"
        );
        assert_eq!(
            (&assessment["room"]["ceiling"], &assessment["room"]["left"]),
            (&json!("2000000.00"), &json!("2000000.00")),
            "an assessment takes no room"
        );
        // Accepted and not claimed: an item of the vendor's plan, with the grounds it was assessed by.
        let own = vendor.get("/v1/plan/projects").await.expect(200);
        assert_eq!(own.as_array().map(Vec::len), Some(1), "{own}");
        assert_eq!(
            (&own[0]["article"], &own[0]["facts"]["project.advanced"]),
            (&assessment["article"], &json!(true)),
            "{own}"
        );
        let item = json!({
            "reference": own[0]["reference"], "facts": own[0]["facts"],
            "from": own[0]["from"], "years": own[0]["years"]
        });
        let plan = vendor
            .post("/v1/plan", json!({"items": [item]}))
            .await
            .expect(200);
        assert_eq!(plan["plan"]["best"]["total"], assessment["ceiling"], "{plan}");
        // A claim takes room, until it is withdrawn.
        let claim = json!({"assessment_id": assessment["id"]});
        let claimed = vendor.post("/v1/claims", claim.clone()).await.expect(201);
        assert_eq!(
            (&claimed["article"], &claimed["requested"], &claimed["state"]),
            (&json!("11"), &json!("500000.00"), &json!("draft"))
        );
        vendor
            .post("/v1/claims", claim)
            .await
            .problem(409, "already_exists");
        let own = vendor.get("/v1/plan/projects").await.expect(200);
        assert_eq!(own, json!([]), "what is claimed is planned already");
        let room = format!("/v1/organisations/{}/room", vendor.org());
        let left = vendor.get(&room).await.expect(200);
        assert_eq!(left["left"], "1500000.00", "{left}");
        assert_eq!(left["entries"][0]["claim_id"], claimed["id"]);
        let id = claimed["id"].as_str().expect("an id");
        vendor
            .post(&format!("/v1/claims/{id}/moves"), json!({"move": "withdraw"}))
            .await
            .expect(200);
        // Nothing known of the grounds: nothing said of the ceiling.
        let unknown = vendor
            .post(&format!("{path}/assessment"), json!({}))
            .await
            .expect(200);
        assert_eq!(
            (&unknown["ceiling"], &unknown["room"]["left"]),
            (&Value::Null, &json!("2000000.00"))
        );
        stranger
            .get(&format!("{path}/assessment"))
            .await
            .problem(404, "not_found");
        stranger
            .get(&format!("/v1/organisations/{}/room", vendor.org()))
            .await
            .problem(404, "not_found");

        // Reported, each figure with its rows.
        let days = format!(
            "from={}&to={}",
            today - TimeDelta::days(2),
            today + TimeDelta::days(1)
        );
        buyer
            .get(&format!("/v1/report?{days}"))
            .await
            .problem(403, "forbidden");
        operator
            .get("/v1/report?from=2026-02-02&to=2026-02-01")
            .await
            .problem(422, "invalid_input");
        let report = operator.get(&format!("/v1/report?{days}")).await.expect(200);
        let figures = report["figures"].as_array().expect("figures");
        let value = |key: &str| {
            figures
                .iter()
                .find(|f| f["key"] == key)
                .map(|f| f["value"].clone())
                .unwrap_or_default()
        };
        for key in [
            "listed_solutions",
            "posted_scenarios",
            "matched_scenarios",
            "opened_deals",
            "answered_deals",
            "signed_deals",
            "accepted_projects",
        ] {
            assert_eq!(value(key), "1", "{key}: {report}");
            let rows = operator
                .get(&format!("/v1/report/rows?figure={key}&{days}"))
                .await
                .expect(200);
            assert_eq!(rows["items"].as_array().map(Vec::len), Some(1), "{key}");
        }
        assert_eq!(
            (value("signed_amount"), value("accepted_share")),
            (json!("450000.00"), json!("100.0"))
        );

        // Every move stands in the chain, and the chain is whole.
        let chain = scenepool::platform::audit::verify(&app.state.db)
            .await
            .expect("the chain can be read");
        assert!(chain.expect("a whole chain") > 10);
        app.settle().await;
    }
);
