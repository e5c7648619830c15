//! Claims and the ledger of room, on both databases.

use std::collections::BTreeMap;
use std::io::Read as _;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::on_both;
use crate::support::{Client, TestApp, data};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF";

/// Compute rented for 2,000,000: 30 % is 600,000, the ceiling of the year 500,000.
fn compute(subject: &str) -> Value {
    json!({
        "article": "1", "subject": subject, "provider_credit_code": data::credit_code(),
        "facts": {
            "compute.rents": true, "compute.provider_affiliated": false,
            "compute.effect_notable": true, "compute.contract_total": "2000000.00"
        }
    })
}

/// An application project: at most 500,000 each, 2,000,000 a year.
fn project(subject: &str) -> Value {
    json!({
        "article": "14", "subject": subject,
        "facts": {
            "applicant.kind": "enterprise", "project.direction": "industry",
            "project.advanced": true, "project.replicable": true, "project.exemplary": true
        }
    })
}

async fn prepare(who: &Client, input: Value) -> Value {
    who.post("/v1/claims", input).await.expect(201)
}

fn moves(claim: &Value) -> String {
    format!("/v1/claims/{}/moves", claim["id"].as_str().expect("an id"))
}

/// A file for every line that needs one.
async fn complete(who: &Client, claim: &Value) {
    let lines = claim["documents"].as_array().expect("a checklist");
    let required: Vec<_> = lines.iter().filter(|l| l["required"] == true).collect();
    assert!(required.len() > 2, "{claim}");
    let path = format!("/v1/claims/{}/documents", claim["id"].as_str().expect("an id"));
    for line in required {
        let id = line["id"].as_str().expect("an id");
        who.upload(&path, "合同.pdf", PDF, &[("document", id)])
            .await
            .expect(201);
    }
}

fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
    (0..zip.len())
        .map(|n| {
            let mut file = zip.by_index(n).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().to_owned(), bytes)
        })
        .collect()
}

on_both!(a_claim_goes_from_draft_to_payment, async |app: &TestApp| {
    let first = data::operator(app).await;
    let second = data::operator(app).await;
    let vendor = app.guest().register(&["vendor"]).await;
    let stranger = app.guest().register(&["vendor"]).await;

    let claim = prepare(&vendor, compute("2026 算力")).await;
    assert_eq!(
        (&claim["limit"], &claim["exact"], &claim["approvals_needed"]),
        (&json!("500000.00"), &json!(false), &json!(2)),
        "{claim}"
    );
    let path = moves(&claim);
    let one = format!("/v1/claims/{}", claim["id"].as_str().expect("an id"));
    stranger.get(&one).await.problem(404, "not_found");
    // A draft is its applicant's alone.
    first.get(&one).await.problem(404, "not_found");
    // Not without its documents, and each missing one is named.
    let missing = vendor
        .post(&path, json!({"move": "submit"}))
        .await
        .fields(422, "incomplete");
    assert!(missing.contains(&"documents.contract".to_owned()), "{missing:?}");
    complete(&vendor, &claim).await;
    let submitted = vendor.post(&path, json!({"move": "submit"})).await.expect(200);
    assert_eq!(submitted["state"], "submitted");
    // Wrong moves, wrong persons.
    vendor
        .post(&path, json!({"move": "submit"}))
        .await
        .problem(409, "wrong_state");
    vendor
        .post(&path, json!({"move": "approve"}))
        .await
        .problem(403, "forbidden");
    first
        .post(&path, json!({"move": "pay"}))
        .await
        .problem(409, "wrong_state");
    let fields = first
        .post(&path, json!({"move": "return"}))
        .await
        .fields(422, "invalid_input");
    assert_eq!(fields, ["note"]);
    first
        .post(&path, json!({"move": "return", "note": "合同缺页"}))
        .await
        .expect(200);
    vendor.post(&path, json!({"move": "submit"})).await.expect(200);
    // Two different persons, and one amount.
    let half = first
        .post(&path, json!({"move": "approve", "amount": "400000.00"}))
        .await
        .expect(200);
    assert_eq!(
        (&half["state"], &half["approvals"]),
        (&json!("submitted"), &json!(1))
    );
    first
        .post(&path, json!({"move": "approve"}))
        .await
        .problem(409, "second_person_needed");
    second
        .post(&path, json!({"move": "approve", "amount": "450000.00"}))
        .await
        .problem(422, "invalid_input");
    let approved = second.post(&path, json!({"move": "approve"})).await.expect(200);
    assert_eq!(
        (&approved["state"], &approved["approved"]),
        (&json!("approved"), &json!("400000.00"))
    );
    let paid = first.post(&path, json!({"move": "pay"})).await.expect(200);
    assert_eq!(paid["state"], "paid");
    assert_eq!(paid["moves"], json!([]));
    vendor
        .post(&path, json!({"move": "withdraw"}))
        .await
        .problem(409, "wrong_state");
    let events = paid["events"].as_array().expect("a record");
    let words: Vec<_> = events.iter().filter_map(|e| e["action"].as_str()).collect();
    assert_eq!(
        words,
        [
            "prepare", "submit", "return", "submit", "approve", "approve", "pay"
        ]
    );
    // The package holds everything, and the digest of each file.
    let package = vendor.get(&format!("{one}/package")).await;
    assert_eq!((package.status, package.kind.as_str()), (200, "application/zip"));
    let files = unpacked(&package.bytes);
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).expect("text");
    assert_eq!(sums.lines().count(), files.len() - 1);
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").expect("a digest and a name");
        assert_eq!(hex::encode(Sha256::digest(&files[name])), sum, "{name}");
    }
    for name in [
        "form.docx",
        "form.html",
        "annexes.csv",
        "trace.zh.txt",
        "assessment.json",
    ] {
        assert!(files.contains_key(name), "{name} of {:?}", files.keys());
    }
    assert!(
        files
            .keys()
            .any(|n| n.starts_with("annexes/") && n.contains("合同")),
        "{:?}",
        files.keys()
    );
    let word = unpacked(&files["form.docx"]);
    let word = String::from_utf8_lossy(&word["word/document.xml"]).into_owned();
    for (form, text) in [
        ("docx", word),
        ("html", String::from_utf8_lossy(&files["form.html"]).into_owned()),
    ] {
        assert!(
            text.contains("400000.00") && text.contains("上限（非核定金额）"),
            "{form}: {text}"
        );
    }
    // What was kept computes the same again.
    let kept: subsidy::Assessment = serde_json::from_slice(&files["assessment.json"]).expect("an assessment");
    assert!(app.state.policies.replay(&kept).expect("its policy").same);
    stranger
        .get(&format!("{one}/package"))
        .await
        .problem(404, "not_found");
    // Paid is fixed: 100,000 of the year's 500,000 is left.
    let next = prepare(&vendor, compute("2026 算力 二")).await;
    assert_eq!(next["limit"], "100000.00");
});

on_both!(
    room_is_reserved_released_and_never_taken_twice,
    async |app: &TestApp| {
        let vendor = app.guest().register(&["vendor"]).await;
        let mut last = Value::Null;
        for n in 1..=4 {
            last = prepare(&vendor, project(&format!("项目{n}"))).await;
            assert_eq!(last["limit"], "500000.00");
        }
        let none = vendor
            .post("/v1/claims", project("项目5"))
            .await
            .problem(409, "no_room");
        assert!(
            none["detail"]
                .as_str()
                .is_some_and(|d| d.contains("nothing, because")),
            "{none}"
        );
        // Another year has room of its own.
        let mut earlier = project("项目5");
        earlier["as_of"] = json!("2025-03-01");
        prepare(&vendor, earlier).await;
        vendor
            .post(&moves(&last), json!({"move": "withdraw"}))
            .await
            .expect(200);
        // Many race for the last room, so that some meet between counting and taking: one of them gets it.
        let race = (6..14).map(|n| {
            let racer = vendor.clone();
            async move { racer.post("/v1/claims", project(&format!("项目{n}"))).await }
        });
        let answers = futures_util::future::join_all(race).await;
        let won = answers.iter().filter(|a| a.status == 201).count();
        for lost in answers.into_iter().filter(|a| a.status != 201) {
            lost.problem(409, "no_room");
        }
        assert_eq!(won, 1, "the last room was given {won} times");
        let room = vendor
            .get(&format!("/v1/organisations/{}/room", vendor.org()))
            .await
            .expect(200);
        assert_eq!(
            (&room["used"], &room["left"]),
            (&json!("2000000.00"), &json!("0.00")),
            "{room}"
        );
    }
);

on_both!(related_companies_share_a_room, async |app: &TestApp| {
    let operator = data::operator(app).await;
    let mother = app.guest().register(&["vendor"]).await;
    let daughter = app.guest().register(&["vendor"]).await;
    let found = operator.get("/v1/organisations").await.expect(200);
    assert!(found.as_array().is_some_and(|o| o.len() >= 3), "{found}");
    mother.get("/v1/organisations").await.problem(403, "forbidden");
    let group = json!({"name": "同一集团", "reason": "母子公司", "members": [mother.org(), daughter.org()]});
    mother
        .post("/v1/counted-groups", group.clone())
        .await
        .problem(403, "forbidden");
    let groups = operator
        .post("/v1/counted-groups", group.clone())
        .await
        .expect(201);
    operator
        .post("/v1/counted-groups", group)
        .await
        .problem(409, "already_exists");
    for n in 1..=4 {
        let who = if n % 2 == 0 { &mother } else { &daughter };
        prepare(who, project(&format!("项目{n}"))).await;
    }
    daughter
        .post("/v1/claims", project("项目5"))
        .await
        .problem(409, "no_room");
    // A seller that is counted with the buyer is no stranger to it.
    let mut inside = compute("集团内算力");
    inside["provider_credit_code"] = daughter.session["me"]["organisation"]["credit_code"].clone();
    mother
        .post("/v1/claims", inside)
        .await
        .problem(422, "affiliated_parties");
    // Counted apart again, the daughter has a room of its own.
    let id = groups[0]["id"].as_str().expect("an id");
    operator
        .delete(&format!("/v1/counted-groups/{id}"))
        .await
        .expect(204);
    prepare(&daughter, project("项目5")).await;
});

on_both!(
    claims_that_cannot_be_are_refused_by_name,
    async |app: &TestApp| {
        let vendor = app.guest().register(&["vendor"]).await;
        let post = async |input: Value| vendor.post("/v1/claims", input).await;
        let with = |mut base: Value, field: &str, value: Value| {
            match field.strip_prefix("facts.") {
                Some(fact) => base["facts"][fact] = value,
                None => base[field] = value,
            }
            base
        };
        let base = || compute("算力");
        post(with(base(), "facts.compute.provider_affiliated", json!(true)))
            .await
            .problem(422, "affiliated_parties");
        post(with(
            base(),
            "provider_credit_code",
            vendor.session["me"]["organisation"]["credit_code"].clone(),
        ))
        .await
        .problem(422, "affiliated_parties");
        let field = |value| with(base(), "provider_credit_code", value);
        assert_eq!(
            post(field(Value::Null)).await.fields(422, "invalid_input"),
            ["provider_credit_code"]
        );
        let unmet = post(with(base(), "facts.compute.rents", json!(false)))
            .await
            .fields(422, "not_eligible");
        assert_eq!(unmet, ["facts.compute.rents"]);
        let missing = post(with(base(), "facts.compute.contract_total", Value::Null))
            .await
            .fields(422, "not_eligible");
        assert!(
            missing.contains(&"facts.compute.contract_total".to_owned()),
            "{missing:?}"
        );
        for (fact, value) in [
            ("facts.compute.contract_total", json!("-1.00")),
            ("facts.compute.contract_total", json!("99999999999999.00")),
            ("facts.compute.contract_totl", json!("1.00")),
            (
                "facts.compute.contract_total",
                json!({"value": "1", "unit": "万元"}),
            ),
        ] {
            assert_eq!(
                post(with(base(), fact, value)).await.fields(422, "invalid_facts"),
                [fact]
            );
        }
        for (field, value) in [
            ("article", json!("99")),
            ("subject", json!(" ")),
            ("as_of", json!("2999-01-01")),
            ("requested", json!("500000.01")),
            ("policy", json!("nowhere")),
        ] {
            assert_eq!(
                post(with(base(), field, value))
                    .await
                    .fields(422, "invalid_input"),
                [field]
            );
        }
        // One expense, one article; unless the operator says otherwise, which only it may.
        let ask = json!({"thresholds": [{"from": "0.00", "approvals": 1}], "exclusion": "every_article"});
        vendor
            .put_blind("/v1/claim-settings", ask.clone())
            .await
            .problem(403, "forbidden");
        prepare(&vendor, base()).await;
        let other = || with(project("算力"), "subject", json!("算力"));
        post(other()).await.problem(409, "already_exists");
        let operator = data::operator(app).await;
        let crossed = json!({"thresholds": [{"from": "5.00", "approvals": 4}], "exclusion": "one_article"});
        assert_eq!(
            operator
                .put_blind("/v1/claim-settings", crossed)
                .await
                .fields(422, "invalid_input"),
            ["thresholds", "thresholds[0].approvals"]
        );
        operator.put_blind("/v1/claim-settings", ask).await.expect(200);
        let second = prepare(&vendor, other()).await;
        assert_eq!(second["approvals_needed"], 1);
        post(base()).await.problem(409, "already_exists");
    }
);

#[test]
fn every_article_asks_for_documents_of_its_own_kind() {
    use scenepool::stages::award::claims::documents::of_article;
    let common = of_article("an article that is not there").expect("the common lines");
    let policies = subsidy::builtin().expect("the rules");
    let policy = policies.policy(subsidy::DEFAULT_POLICY).expect("the measures");
    let articles: Vec<_> = policy.articles().iter().map(|a| a.id.to_string()).collect();
    assert_eq!(articles.len(), 20);
    for article in articles {
        let lines = of_article(&article).expect("a checklist");
        let own = &lines[common.len()..];
        assert!(
            own.iter().any(|l| l.required),
            "article {article} has no line of its own"
        );
        let ids: std::collections::BTreeSet<_> = lines.iter().map(|l| &l.id).collect();
        assert_eq!(ids.len(), lines.len(), "article {article} has a line twice");
    }
}
