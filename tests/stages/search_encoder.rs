//! Does search go by the vectors of the operator's encoder, and go on without it?

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::stand_in::{Manner, StandIn};
use crate::support::{Backend, Client, TestApp, data};

/// Words that stand in no row; the stand-in takes them for [`SIGNED`].
const FOREIGN: &str = "deaf visitors gesture";
/// What the row that is meant says.
const SIGNED: &str = "手语数字人为听障游客服务。";

/// A server whose searches wait for a service for so long, with rows enough for likeness, of which the last is meant.
struct Scene {
    app: TestApp,
    operator: Client,
    vendor: Client,
    meant: String,
}

impl Scene {
    async fn set(backend: Backend, service: &StandIn) -> Self {
        let mut settings = service.settings();
        // Longer than any test waits, so that whoever waits for the service is found out.
        settings.timeout_seconds = 300;
        settings.search_ms = 300;
        settings.query_prefix = "问：".into();
        let app = TestApp::start_with(backend, settings).await;
        let operator = data::operator(&app).await;
        let vendor = app.guest().register(&["vendor"]).await;
        let maker = scenepool::commands::seed::generator::Maker::builtin(3).expect("the material is whole");
        for number in 0..30 {
            let mut row = maker.solution(number);
            let fields = row.as_object_mut().expect("a row");
            for not_asked in ["_id", "organisation", "text", "tier"] {
                fields.shift_remove(not_asked);
            }
            data::publish(&vendor, &operator, "solutions", row).await;
        }
        let meant = data::publish(&vendor, &operator, "solutions", signed("")).await;
        app.settle().await;
        let fit = app.state.pool.with(&app.state.db, |engine| {
            assert!(engine.has_meaning());
            Ok(())
        });
        fit.await.expect("a fit");
        Self {
            app,
            operator,
            vendor,
            meant,
        }
    }

    async fn search(&self, words: &str) -> Value {
        let path = format!("/v1/search/solutions?q={words}&explain=true&limit=100");
        self.app.guest().get(&path).await.expect(200)
    }
}

fn signed(more: &str) -> Value {
    let mut content = data::solution();
    let rest = content["summary"].as_str().expect("a summary").to_owned();
    content["summary"] = json!(format!("{SIGNED}{rest}{more}"));
    content
}

/// Kinds of the parts of a row's score, if it was found.
fn kinds<'a>(found: &'a Value, id: &str) -> Option<Vec<&'a str>> {
    let hits = found["hits"].as_array().expect("hits");
    let hit = hits.iter().find(|hit| hit["id"] == id)?;
    let parts = hit["parts"].as_array().expect("parts").iter();
    Some(parts.map(|part| part["kind"].as_str().expect("a kind")).collect())
}

async fn rows_are_found_by_the_encoder_and_hits_say_so(backend: Backend) {
    let service = StandIn::start(Manner::Meaning);
    let scene = Scene::set(backend, &service).await;
    let asked = service.texts().len();
    let found = scene.search(FOREIGN).await;
    // No row has a word of it, and the built-in vectors know none.
    assert_eq!(
        (&found["total"], &found["ordered_by"]),
        (&json!(1), &json!("hybrid")),
        "{found}"
    );
    assert_eq!(found["encoder_silent"], Value::Null);
    assert_eq!(found["hits"][0]["by"], "meaning", "{found}");
    assert_eq!(kinds(&found, &scene.meant), Some(vec!["encoder_meaning"]));
    // The words were sent with their prefix, once; the second search had the vector already.
    assert_eq!(scene.search(&format!(" {FOREIGN} ")).await["hits"], found["hits"]);
    assert_eq!(service.texts()[asked..], [format!("问：{FOREIGN}")]);

    // Where words find it too, the parts add up.
    let found = scene.search("景区 多语种 手语 导览").await;
    let of_meant = kinds(&found, &scene.meant).expect("it is found");
    for kind in ["word", "encoder_meaning"] {
        assert!(of_meant.contains(&kind), "{kind}: {found}");
    }
    for hit in found["hits"].as_array().expect("hits") {
        let parts = hit["parts"].as_array().expect("parts").iter();
        let sum: f64 = parts.filter_map(|part| part["value"].as_f64()).sum();
        assert!(
            (sum - hit["score"].as_f64().expect("a score")).abs() < 1e-3,
            "{hit}"
        );
    }

    // A row that has no vector of it yet goes by the built-in ones alone.
    service.be(Manner::Failing);
    let second = data::publish(
        &scene.vendor,
        &scene.operator,
        "solutions",
        signed("也用于博物馆。"),
    )
    .await;
    scene.app.settle_but(&["encode_solution"]).await;
    let found = scene.search("景区 多语种 手语 导览").await;
    assert_eq!(found["encoder_silent"], Value::Null, "the vector is remembered");
    assert!(
        kinds(&found, &scene.meant)
            .expect("it is found")
            .contains(&"encoder_meaning")
    );
    let of_second = kinds(&found, &second).expect("it is found");
    assert!(
        of_second.contains(&"meaning") && !of_second.contains(&"encoder_meaning"),
        "{found}"
    );
    service.stop().await;
    scene.app.stop().await;
}

async fn searches_go_on_and_do_not_wait_while_the_encoder_is_away(backend: Backend) {
    let service = StandIn::start(Manner::Meaning);
    let scene = Scene::set(backend, &service).await;
    for away in [Manner::Silent, Manner::Failing] {
        service.be(away);
        let (asked, began) = (service.texts().len(), Instant::now());
        for number in 0..6 {
            let found = scene.search(&format!("景区 导览 第{number}次 {away:?}")).await;
            assert_eq!(found["ordered_by"], "hybrid", "{found}");
            assert_eq!(found["encoder_silent"], "no_answer", "{found}");
            let kinds = kinds(&found, &scene.meant).expect("it is found by its words");
            assert!(
                kinds.contains(&"meaning") && !kinds.contains(&"encoder_meaning"),
                "{found}"
            );
            assert!(found["took_ms"].as_u64().expect("a time") < 5_000, "{found}");
        }
        // After three failures it rests, and one search in five seconds tries.
        let tries = 3 + began.elapsed().as_secs() / 5;
        let asked = (service.texts().len() - asked) as u64;
        assert!(
            (1..=tries).contains(&asked),
            "{away:?}: asked {asked} times of {tries}"
        );
        let found = scene.search(&format!("{FOREIGN} {away:?}")).await;
        assert_eq!(
            (&found["total"], &found["words_alone"]),
            (&json!(0), &json!("no_vector")),
            "{found}"
        );

        service.be(Manner::Meaning);
        let began = Instant::now();
        let mut tried = 0;
        while scene.search(&format!("{FOREIGN} {away:?} {tried}")).await["encoder_silent"] != Value::Null {
            assert!(began.elapsed() < Duration::from_secs(60), "it is asked again");
            tried += 1;
        }
    }
    service.stop().await;
    scene.app.stop().await;
}

#[actix_web::test]
async fn rows_are_found_by_the_encoder_and_hits_say_so_sqlite() {
    rows_are_found_by_the_encoder_and_hits_say_so(Backend::Sqlite).await;
}

#[actix_web::test]
async fn rows_are_found_by_the_encoder_and_hits_say_so_postgres() {
    if let Some(backend) = Backend::postgres().await {
        rows_are_found_by_the_encoder_and_hits_say_so(backend).await;
    }
}

#[actix_web::test]
async fn searches_go_on_and_do_not_wait_while_the_encoder_is_away_sqlite() {
    searches_go_on_and_do_not_wait_while_the_encoder_is_away(Backend::Sqlite).await;
}

#[actix_web::test]
async fn an_operator_can_have_searches_send_nothing() {
    let few = json!("few_vectors");
    for (search_ms, sent, silent) in [(0, false, &Value::Null), (5_000, true, &few)] {
        let service = StandIn::start(Manner::Right);
        let mut settings = service.settings();
        settings.search_ms = search_ms;
        let app = TestApp::start_with(Backend::Sqlite, settings).await;
        let operator = data::operator(&app).await;
        let vendor = app.guest().register(&["vendor"]).await;
        data::publish(&vendor, &operator, "solutions", data::solution()).await;
        app.settle().await;
        let found = app.guest().get("/v1/search/solutions?q=导览").await.expect(200);
        assert_eq!(found["total"], 1, "{found}");
        assert_eq!(&found["encoder_silent"], silent, "{found}");
        assert_eq!(service.texts().contains(&"导览".to_owned()), sent);
        service.stop().await;
        app.stop().await;
    }
}
