//! Which field does an answer name where a request cannot be read?

use serde_json::Value;

use crate::on_both;
use crate::support::{TestApp, data};

/// Field and code of each error.
fn errors(problem: &Value) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().expect("fields that are wrong");
    let named = errors.iter().map(|error| {
        assert!(error["detail"].is_string(), "what was expected: {error}");
        (
            error["field"].as_str().expect("a field"),
            error["code"].as_str().expect("a code"),
        )
    });
    named.collect()
}

on_both!(what_is_missing_or_stands_twice_is_named, async |app: &TestApp| {
    let operator = data::operator(app).await;
    let buyer = app.guest().register(&["buyer"]).await;
    let scenario = data::publish(&buyer, &operator, "scenarios", data::scenario()).await;
    app.settle().await;
    let list = buyer.get(&format!("/v1/scenarios/{scenario}/matches")).await;
    let list = list.expect(200)["id"].as_str().expect("an id").to_owned();
    let clicks = format!("/v1/match-lists/{list}/clicks");
    for (path, body, named) in [
        ("/v1/deals", "{}", ("scenario_id", "required")),
        (&clicks, "{}", ("entry", "required")),
        (
            &clicks,
            "{\"kind\": \"opened\", \"kind\": \"opened\"}",
            ("kind", "duplicate"),
        ),
        (
            "/v1/scenarios",
            "{\"requirements\": [{\"weight\": 3}]}",
            ("requirements[0].text", "required"),
        ),
        ("/v1/auth/login", "{\"email\": 1}", ("email", "wrong_type")),
    ] {
        let problem = buyer.post_raw(path, body).await.problem(400, "malformed_body");
        assert_eq!(errors(&problem), [named], "{path}: {problem}");
    }
    for (path, named) in [
        ("/v1/exposure".to_owned(), ("from", "required")),
        ("/v1/exposure?from=2026-01-01".to_owned(), ("to", "required")),
        (
            format!("/v1/scenarios/{scenario}/why-not"),
            ("solution", "required"),
        ),
        (
            "/v1/search/solutions?limit=5&limit=6".to_owned(),
            ("limit", "duplicate"),
        ),
        ("/v1/solutions?limit=5&limit=6".to_owned(), ("limit", "duplicate")),
        ("/v1/solutions?limit=five".to_owned(), ("limit", "wrong_type")),
    ] {
        let problem = operator.get(&path).await.problem(400, "malformed_query");
        assert_eq!(errors(&problem), [named], "{path}: {problem}");
    }
    // What is no JSON at all has no field.
    let broken = buyer.post_raw("/v1/scenarios", "{").await;
    assert_eq!(broken.fields(400, "malformed_body"), [""; 0]);
});

on_both!(
    a_parameter_that_is_no_text_is_refused_and_named,
    async |app: &TestApp| {
        let guest = app.guest();
        for (query, field) in [
            ("q=%FF%FE", "q"),
            ("limit=5&region=%E5%8C", "region"),
            ("q=%EF%BF%BD%FF", "q"),
        ] {
            let answer = guest.get(&format!("/v1/search/solutions?{query}")).await;
            let problem = answer.problem(400, "malformed_query");
            assert_eq!(errors(&problem), [(field, "wrong_type")], "{problem}");
        }
        // The mark that stands for bytes that are no text is text, and so is a percent sign.
        for query in ["q=%EF%BF%BD", "q=%E8%AE%B2%E8%A7%A3", "q=100%", "q=%25+a"] {
            let path = format!("/v1/search/solutions?{query}");
            guest.get(&path).await.expect(200);
        }
    }
);
