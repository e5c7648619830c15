//! From a draft to the public pool.

use serde_json::json;

use crate::on_both;
use crate::support::{TestApp, data};

on_both!(
    a_solution_is_reviewed_before_it_is_public,
    async |app: &TestApp| {
        let (operator, vendor) = (data::operator(app).await, app.guest().register(&["vendor"]).await);
        let draft = vendor.post("/v1/solutions", data::solution()).await.expect(201);
        let path = format!("/v1/solutions/{}", draft["id"].as_str().expect("an id"));
        assert_eq!(
            (&draft["state"], &draft["completeness"]),
            (&json!("draft"), &json!(95))
        );

        // A draft is its owner's alone.
        let other = app.guest().register(&["vendor", "buyer"]).await;
        for stranger in [&other, &operator, &app.guest()] {
            stranger.get(&path).await.problem(404, "not_found");
        }
        other
            .put(&path, "\"1\"", data::solution())
            .await
            .problem(404, "not_found");
        other
            .act(&format!("{path}/submit"))
            .await
            .problem(404, "not_found");

        vendor.act(&format!("{path}/submit")).await.expect(200);
        vendor
            .act(&format!("{path}/submit"))
            .await
            .problem(409, "wrong_state");
        let queue = operator.get("/v1/reviews?kind=solution").await.expect(200);
        assert_eq!(queue.as_array().map(Vec::len), Some(1));
        let silent = json!({"decision": "return"});
        assert_eq!(
            operator
                .post(&format!("{path}/review"), silent)
                .await
                .fields(422, "invalid_input"),
            ["reasons"]
        );
        let back =
            json!({"decision": "return", "reasons": ["capability-not-checkable"], "note": "请写明测试条件"});
        assert_eq!(
            operator.post(&format!("{path}/review"), back).await.expect(200)["state"],
            "returned"
        );
        let reviews = vendor.get(&format!("{path}/reviews")).await.expect(200);
        assert_eq!(reviews[0]["reasons"], json!(["capability-not-checkable"]));

        // Edits carry the revision that was read.
        let read = vendor.get(&path).await;
        let etag = read.etag.clone().expect("an ETag");
        let mut content = read.body["content"].clone();
        content["title"] = json!("景区多语种智能导览二期");
        vendor
            .put_blind(&path, content.clone())
            .await
            .problem(428, "revision_required");
        vendor
            .put(&path, "\"1\"", content.clone())
            .await
            .problem(412, "stale_revision");
        vendor.put(&path, &etag, content.clone()).await.expect(200);

        vendor.act(&format!("{path}/submit")).await.expect(200);
        vendor
            .post(&format!("{path}/review"), json!({"decision": "approve"}))
            .await
            .problem(403, "forbidden");
        operator
            .post(&format!("{path}/review"), json!({"decision": "approve"}))
            .await
            .expect(200);
        let public = app.guest().get(&path).await.expect(200);
        assert_eq!(public["content"]["title"], "景区多语种智能导览二期");
        app.settle().await;
        let found = app
            .guest()
            .get("/v1/search/solutions?q=智能导览")
            .await
            .expect(200);
        assert_eq!(found["total"], 1, "{found}");

        // What is public stays as it was published while its owner writes on.
        let etag = vendor.get(&path).await.etag.expect("an ETag");
        content["title"] = json!("还没写完的三期");
        vendor.put(&path, &etag, content).await.expect(200);
        assert_eq!(
            app.guest().get(&path).await.expect(200)["content"]["title"],
            "景区多语种智能导览二期"
        );
        assert_eq!(
            app.guest()
                .get(&format!("{path}/versions"))
                .await
                .expect(200)
                .as_array()
                .map(Vec::len),
            Some(1)
        );

        vendor.act(&format!("{path}/withdraw")).await.expect(200);
        app.guest().get(&path).await.problem(404, "not_found");
        app.settle().await;
        assert_eq!(
            app.guest()
                .get("/v1/search/solutions?q=智能导览")
                .await
                .expect(200)["total"],
            0
        );
    }
);

on_both!(a_scenario_needs_requirements, async |app: &TestApp| {
    let (operator, buyer) = (data::operator(app).await, app.guest().register(&["buyer"]).await);
    let mut content = data::scenario();
    content["requirements"] = json!([]);
    let draft = buyer.post("/v1/scenarios", content.clone()).await.expect(201);
    let path = format!("/v1/scenarios/{}", draft["id"].as_str().expect("an id"));
    let fields = buyer
        .act(&format!("{path}/submit"))
        .await
        .fields(422, "missing_requirements");
    assert_eq!(fields, ["requirements"]);
    assert_eq!(buyer.get(&path).await.expect(200)["state"], "draft");

    content["requirements"] = json!([{"text": "", "weight": 9, "essential": true}]);
    content["direction"] = json!("no-such-direction");
    content["budget"] = json!("12.345");
    let fields = buyer
        .put(&path, "\"1\"", content.clone())
        .await
        .fields(400, "malformed_body");
    assert_eq!(fields, ["budget"]);
    content["budget"] = json!("12.34");
    let fields = buyer
        .put(&path, "\"1\"", content)
        .await
        .fields(422, "invalid_input");
    assert_eq!(
        fields,
        ["direction", "requirements[0].text", "requirements[0].weight"]
    );

    // A vendor posts no scenario, a buyer no solution.
    let vendor = app.guest().register(&["vendor"]).await;
    vendor
        .post("/v1/scenarios", data::scenario())
        .await
        .problem(403, "forbidden");
    buyer
        .post("/v1/solutions", data::solution())
        .await
        .problem(403, "forbidden");

    let id = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
    let reason = json!({"reason": "price-too-high"});
    buyer
        .post(&format!("/v1/scenarios/{id}/withdraw"), reason)
        .await
        .problem(422, "invalid_input");
    let closed = buyer.act(&format!("/v1/scenarios/{id}/close")).await.expect(200);
    assert_eq!(closed["state"], "closed");
    buyer
        .act(&format!("/v1/scenarios/{id}/close"))
        .await
        .problem(409, "wrong_state");
});

on_both!(lists_page_by_cursor, async |app: &TestApp| {
    let vendor = app.guest().register(&["vendor"]).await;
    for i in 0..5 {
        let mut content = data::solution();
        content["title"] = json!(format!("第 {i} 个方案"));
        vendor.post("/v1/solutions", content).await.expect(201);
    }
    let (mut cursor, mut seen) = (String::new(), Vec::new());
    loop {
        let page = vendor
            .get(&format!("/v1/solutions?limit=2{cursor}"))
            .await
            .expect(200);
        seen.extend(
            page["items"]
                .as_array()
                .expect("items")
                .iter()
                .map(|i| i["title"].to_string()),
        );
        let Some(next) = page["next_cursor"].as_str() else {
            break;
        };
        cursor = format!("&cursor={next}");
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 5);
    for list in ["solutions", "deals", "claims"] {
        for limit in ["0", "201"] {
            let refused = vendor.get(&format!("/v1/{list}?limit={limit}")).await;
            assert_eq!(refused.fields(422, "invalid_input"), ["limit"], "{list}");
        }
        let refused = vendor.get(&format!("/v1/{list}?cursor=first")).await;
        assert_eq!(refused.fields(400, "malformed_query"), ["cursor"], "{list}");
    }
});
