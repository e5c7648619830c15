//! Who are you, for which organisation, and what may you do?

use serde_json::json;

use crate::on_both;
use crate::support::{TestApp, data};

on_both!(registers_logs_in_and_rotates_tokens, async |app: &TestApp| {
    let guest = app.guest();
    let input = data::registration(&["vendor"]);
    let session = guest.post("/v1/auth/register", input.clone()).await.expect(201);
    let caller = guest.with(session.clone());
    let me = caller.get("/v1/me").await.expect(200);
    assert_eq!(
        me["organisation"]["credit_code"],
        input["organisation"]["credit_code"]
    );
    assert_eq!(me["organisation"]["kinds"], json!(["vendor"]));

    let login = json!({"email": input["user"]["email"], "password": "long-enough-1"});
    guest.post("/v1/auth/login", login).await.expect(200);
    let wrong = json!({"email": input["user"]["email"], "password": "something else"});
    guest
        .post("/v1/auth/login", wrong)
        .await
        .problem(401, "invalid_login");
    let unknown = json!({"email": "nobody@test.example", "password": "something else"});
    guest
        .post("/v1/auth/login", unknown)
        .await
        .problem(401, "invalid_login");

    // A refresh token works once; its second use ends every session of the login.
    let first = json!({"refresh_token": session["refresh_token"]});
    let second = guest.post("/v1/auth/refresh", first.clone()).await.expect(200);
    guest
        .post("/v1/auth/refresh", first)
        .await
        .problem(401, "invalid_refresh_token");
    let second = json!({"refresh_token": second["refresh_token"]});
    guest
        .post("/v1/auth/refresh", second)
        .await
        .problem(401, "invalid_refresh_token");
});

on_both!(refuses_what_is_wrong_and_writes_nothing, async |app: &TestApp| {
    let guest = app.guest();
    let mut input = data::registration(&["buyer"]);
    let right = input["organisation"]["credit_code"]
        .as_str()
        .expect("a code")
        .to_owned();
    let mut wrong = right.clone();
    let last = if right.ends_with('0') { '1' } else { '0' };
    wrong.pop();
    wrong.push(last);
    input["organisation"]["credit_code"] = json!(wrong);
    let fields = guest
        .post("/v1/auth/register", input.clone())
        .await
        .fields(422, "invalid_credit_code");
    assert_eq!(fields, ["organisation.credit_code"]);
    // Nothing was half-written: the same email registers with the right code.
    input["organisation"]["credit_code"] = json!(right);
    guest.post("/v1/auth/register", input.clone()).await.expect(201);
    guest
        .post("/v1/auth/register", input.clone())
        .await
        .problem(409, "already_exists");

    let mut bad = data::registration(&["operator"]);
    bad["user"]["password"] = json!("short");
    bad["user"]["email"] = json!("no-at-sign");
    let fields = guest
        .post("/v1/auth/register", bad)
        .await
        .fields(422, "invalid_input");
    assert_eq!(fields, ["organisation.kinds", "user.email", "user.password"]);

    guest.get("/v1/me").await.problem(401, "not_authenticated");
    let forged = guest.with(json!({"access_token": "eyJhbGciOiJIUzI1NiJ9.e30.x"}));
    forged.get("/v1/me").await.problem(401, "not_authenticated");
    guest
        .post_raw("/v1/auth/login", "{\"email\": 1}")
        .await
        .problem(400, "malformed_body");
    guest.get("/v1/nothing-here").await.problem(404, "not_found");
});

on_both!(pauses_after_many_wrong_passwords, async |app: &TestApp| {
    let guest = app.guest();
    let input = data::registration(&["buyer"]);
    guest.post("/v1/auth/register", input.clone()).await.expect(201);
    let wrong = json!({"email": input["user"]["email"], "password": "something else"});
    for _ in 0..8 {
        guest
            .post("/v1/auth/login", wrong.clone())
            .await
            .problem(401, "invalid_login");
    }
    guest
        .post("/v1/auth/login", wrong)
        .await
        .problem(429, "too_many_attempts");
});
