//! Which files are taken as evidence, under which name, and who gets them back?

use std::path::Path;

use entity::{evidence, stored_file};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use super::deals::{self, Cast};
use crate::on_both;
use crate::support::TestApp;

const TITLE: [(&str, &str); 1] = [("title", "  验收测试记录 ")];
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
const DOCX: &[u8] = b"PK\x03\x04\x14\0\0\0[Content_Types].xml ... word/document.xml";
const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0hello.txt";

async fn delivering(cast: &Cast) -> String {
    let pair = json!({"scenario_id": cast.scenario, "solution_id": cast.solution});
    let deal = cast.buyer.post("/v1/deals", pair).await.expect(201);
    let path = format!("/v1/deals/{}", deal["id"].as_str().expect("an id"));
    cast.vendor
        .post(&format!("{path}/proposal"), deals::proposal(&deal))
        .await
        .expect(200);
    cast.buyer.act(&format!("{path}/award")).await.expect(200);
    cast.buyer
        .post(&format!("{path}/contract"), deals::contract())
        .await
        .expect(200);
    format!("{path}/evidence")
}

fn files_in(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|e| e.expect("an entry").path());
    entries
        .map(|path| if path.is_dir() { files_in(&path) } else { 1 })
        .sum()
}

on_both!(takes_files_by_their_content, async |app: &TestApp| {
    let cast = deals::cast(app).await;
    let path = delivering(&cast).await;
    for (name, bytes) in [
        ("a.exe", &b"MZ\x90\0\x03\0\0\0"[..]),
        ("a.txt", b"MZ\x90\0\x03\0\0\0"),
        ("a.txt", b"words\0and more"),
        ("a.pdf", PNG),
        ("a.png", b"%PDF-1.7 x"),
        ("a.xlsx", DOCX),
        ("a.docx", ZIP),
        ("a.txt", b"<!DOCTYPE html><html>"),
        ("a.csv", b"a,b\n\xff\xfe"),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0"),
        ("png", PNG),
    ] {
        cast.vendor
            .upload(&path, name, bytes, &TITLE)
            .await
            .problem(415, "wrong_file_type");
    }
    assert_eq!(
        cast.vendor
            .upload(&path, "a.txt", b"", &TITLE)
            .await
            .fields(422, "invalid_input"),
        ["file"]
    );
    assert_eq!(
        cast.vendor
            .upload(&path, "a.txt", b"x", &[])
            .await
            .fields(422, "invalid_input"),
        ["title"]
    );
    let twice = [("title", "一"), ("title", "二")];
    assert_eq!(
        cast.vendor
            .upload(&path, "a.txt", b"x", &twice)
            .await
            .fields(422, "invalid_input"),
        ["title"]
    );
    let more = [("title", "一"), ("state", "accepted")];
    assert_eq!(
        cast.vendor
            .upload(&path, "a.txt", b"x", &more)
            .await
            .fields(422, "invalid_input"),
        ["state"]
    );
    let limit = app.state.settings.max_upload_bytes;
    let over = vec![b'a'; limit + 1];
    assert_eq!(
        cast.vendor
            .upload(&path, "a.txt", &over, &TITLE)
            .await
            .fields(413, "too_large"),
        ["file"]
    );
    cast.vendor
        .post(&path, json!({}))
        .await
        .problem(400, "malformed_body");
    cast.stranger
        .upload(&path, "a.txt", b"x", &TITLE)
        .await
        .problem(404, "not_found");
    let db = &app.state.db;
    let rows = evidence::Entity::find().count(db).await.expect("a count")
        + stored_file::Entity::find().count(db).await.expect("a count");
    assert_eq!(
        (rows, files_in(&app.folder.path().join("files"))),
        (0, 0),
        "nothing half-written"
    );

    let full = vec![b'b'; limit];
    for (name, bytes, kind) in [
        ("a.png", PNG, "image/png"),
        (
            "b.docx",
            DOCX,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("b.zip", ZIP, "application/zip"),
        ("BM.TXT", "BMS 电池数据".as_bytes(), "text/plain"),
        ("c.csv", "\u{feff}名称,值\n".as_bytes(), "text/csv"),
        ("d.pdf", b"%PDF-1.7 x", "application/pdf"),
        ("limit.txt", &full, "text/plain"),
    ] {
        let file = cast.buyer.upload(&path, name, bytes, &TITLE).await.expect(201);
        assert_eq!(
            (&file["media_type"], &file["title"]),
            (&json!(kind), &json!("验收测试记录")),
            "{name}"
        );
    }
    cast.vendor
        .upload(&path, "again.pdf", b"%PDF-1.7 x", &TITLE)
        .await
        .problem(409, "already_exists");
    assert_eq!(files_in(&app.folder.path().join("files")), 7);
    app.settle().await;
});

on_both!(hands_files_back_under_a_clean_name, async |app: &TestApp| {
    let cast = deals::cast(app).await;
    let path = delivering(&cast).await;
    let name = "../../etc/验收\u{202e}:记录.txt";
    let file = cast
        .vendor
        .upload(&path, name, "测试记录".as_bytes(), &TITLE)
        .await
        .expect(201);
    assert_eq!(file["file_name"], "验收_记录.txt");
    let long = format!("{}.csv", "长".repeat(400));
    let kept = cast.vendor.upload(&path, &long, b"a,b", &TITLE).await.expect(201)["file_name"].clone();
    let length = kept.as_str().map(|k| k.chars().count());
    assert!(
        length.is_some_and(|n| n <= 200) && kept.as_str().is_some_and(|k| k.ends_with("长.csv")),
        "{kept}"
    );

    let address = format!("{path}/{}", file["id"].as_str().expect("an id"));
    cast.stranger.get(&address).await.problem(404, "not_found");
    app.guest().get(&address).await.problem(401, "not_authenticated");
    cast.vendor
        .get(&format!("{path}/{}", uuid::Uuid::now_v7()))
        .await
        .problem(404, "not_found");
    for who in [&cast.buyer, &cast.vendor, &cast.operator] {
        let token = who.session["access_token"].as_str().expect("a token");
        let request = reqwest::Client::new()
            .get(format!("{}/api{address}", app.url))
            .bearer_auth(token);
        let answer = request.send().await.expect("the server answers");
        let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(
            header("content-disposition"),
            "attachment; filename=\"_____.txt\"; filename*=UTF-8''%E9%AA%8C%E6%94%B6_%E8%AE%B0%E5%BD%95.txt"
        );
        assert_eq!(answer.bytes().await.expect("a body"), "测试记录".as_bytes());
    }

    // Bytes that were changed behind the platform's back are not handed out as evidence.
    let hash = file["sha256"].as_str().expect("a hash");
    let stored = app.folder.path().join("files").join(&hash[..2]).join(hash);
    std::fs::write(stored, "改过的记录").expect("written");
    let body: Value = cast.buyer.get(&address).await.problem(500, "internal");
    assert!(!body.to_string().contains(hash), "what is inside stays inside");
    app.settle().await;
});
