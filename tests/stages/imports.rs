//! Files of rows: checked whole, then written whole.

use serde_json::{Value, json};

use crate::on_both;
use crate::support::{TestApp, data};

fn rows(code: &str, count: usize) -> String {
    (0..count)
        .map(|i| {
            let mut row = data::solution();
            row["title"] = json!(format!("导入方案第 {i} 号"));
            row["organisation"] = json!(code);
            format!("{row}\n")
        })
        .collect()
}

on_both!(imports_and_publishes_with_progress, async |app: &TestApp| {
    let (operator, vendor) = (data::operator(app).await, app.guest().register(&["vendor"]).await);
    let code = vendor.session["me"]["organisation"]["credit_code"]
        .as_str()
        .expect("a code")
        .to_owned();
    let file = rows(&code, 30);
    let texts = [("kind", "solution"), ("publish", "true")];
    vendor
        .upload("/v1/imports", "rows.jsonl", file.as_bytes(), &texts)
        .await
        .problem(403, "forbidden");
    let dry = [("kind", "solution"), ("publish", "true"), ("dry_run", "true")];
    let checked = operator
        .upload("/v1/imports", "rows.jsonl", file.as_bytes(), &dry)
        .await
        .expect(202);
    assert_eq!(
        (&checked["state"], &checked["total"]),
        (&json!("checked"), &json!(30))
    );
    app.settle().await;
    assert_eq!(
        app.guest().get("/v1/search/solutions").await.expect(200)["total"],
        0
    );

    let run = operator
        .upload("/v1/imports", "rows.jsonl", file.as_bytes(), &texts)
        .await
        .expect(202);
    app.settle().await;
    let run = operator
        .get(&format!("/v1/imports/{}", run["id"].as_str().expect("an id")))
        .await
        .expect(200);
    assert_eq!((&run["state"], &run["done"]), (&json!("done"), &json!(30)));
    assert_eq!(
        app.guest().get("/v1/search/solutions").await.expect(200)["total"],
        30
    );
    let jobs = operator.get("/v1/jobs").await.expect(200);
    assert_eq!(
        (&jobs["open"], &jobs["indexed_solutions"]),
        (&json!(0), &json!(30))
    );
});

on_both!(broken_rows_write_nothing, async |app: &TestApp| {
    let (operator, vendor) = (data::operator(app).await, app.guest().register(&["vendor"]).await);
    let code = vendor.session["me"]["organisation"]["credit_code"]
        .as_str()
        .expect("a code")
        .to_owned();
    let mut lines: Vec<String> = rows(&code, 4).lines().map(str::to_owned).collect();
    lines[1] = "{\"title\": ".to_owned();
    let mut wrong: Value = serde_json::from_str(&lines[2]).expect("a row");
    wrong["direction"] = json!("no-such-direction");
    wrong["organisation"] = json!("911101120000000000");
    lines[2] = wrong.to_string();
    let texts = [("kind", "solution"), ("publish", "true")];
    let file = lines.join("\n");
    let fields = operator
        .upload("/v1/imports", "rows.jsonl", file.as_bytes(), &texts)
        .await
        .fields(422, "broken_rows");
    assert_eq!(fields, ["rows[2].", "rows[3].organisation", "rows[3].direction"]);
    app.settle().await;
    assert_eq!(
        app.guest().get("/v1/search/solutions").await.expect(200)["total"],
        0
    );
    assert_eq!(vendor.get("/v1/solutions").await.expect(200)["items"], json!([]));
    assert_eq!(
        operator.get("/v1/imports").await.expect(200)[0]["state"],
        "refused"
    );

    operator
        .upload("/v1/imports", "rows.xlsx", b"PK\x03\x04", &texts)
        .await
        .problem(415, "wrong_file_type");
    operator
        .upload("/v1/imports", "rows.csv", &[0xff, 0xfe, 0, 1], &texts)
        .await
        .problem(415, "wrong_file_type");
    let big = vec![b'x'; 300 * 1024];
    operator
        .upload("/v1/imports", "rows.csv", &big, &texts)
        .await
        .problem(413, "too_large");
    let fields = operator
        .upload("/v1/imports", "rows.csv", b"title\nx\n", &[("kind", "deal")])
        .await
        .fields(422, "invalid_input");
    assert_eq!(fields, ["kind"]);
});

on_both!(reads_csv_as_a_sheet_writes_it, async |app: &TestApp| {
    let (operator, buyer) = (data::operator(app).await, app.guest().register(&["buyer"]).await);
    let code = buyer.session["me"]["organisation"]["credit_code"]
        .as_str()
        .expect("a code")
        .to_owned();
    let csv = format!(
        "\u{feff}organisation,title,description,direction,industries,region,budget,data_level,requirements\n{code},公交排班优化,\"希望把早晚高峰的排班做得更合理，减少司机空驶，遇到下雨能及时调整。\",agents,bus-transit,110112,300000,2,\"必备|5|排班生成不超过 10 分钟|抽查三天\n可选|2|支持手机查看\"\n"
    );
    let taxonomies = app.guest().get("/v1/taxonomies").await.expect(200);
    let trade = taxonomies["industries"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|i| i["direction"] == "agents")
        .expect("a trade")["code"]
        .as_str()
        .expect("a code")
        .to_owned();
    let csv = csv.replace("bus-transit", &trade);
    let (excel, _, lossy) = encoding_rs::GB18030.encode(csv.trim_start_matches('\u{feff}'));
    assert!(!lossy, "every character has a code");
    let dry = [("kind", "scenario"), ("publish", "true"), ("dry_run", "true")];
    let checked = operator
        .upload("/v1/imports", "需求.csv", &excel, &dry)
        .await
        .expect(202);
    assert_eq!(
        (&checked["state"], &checked["total"]),
        (&json!("checked"), &json!(1))
    );
    let texts = [("kind", "scenario"), ("publish", "true")];
    operator
        .upload("/v1/imports", "需求.csv", csv.as_bytes(), &texts)
        .await
        .expect(202);
    app.settle().await;
    let found = app.guest().get("/v1/search/scenarios?q=排班").await.expect(200);
    assert_eq!(found["total"], 1, "{found}");
    let id = found["hits"][0]["id"].as_str().expect("an id").to_owned();
    let row = app.guest().get(&format!("/v1/scenarios/{id}")).await.expect(200);
    assert_eq!(row["content"]["requirements"][0]["criterion"], "抽查三天");
    assert_eq!(row["content"]["requirements"][1]["essential"], false);
    // The job that matches it has run: its list is frozen already.
    let list = buyer
        .get(&format!("/v1/scenarios/{id}/matches"))
        .await
        .expect(200);
    assert_eq!(list["entries"], json!([]));
});
