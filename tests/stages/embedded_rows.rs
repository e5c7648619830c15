//! Do rows get the vectors of an embeddings service, in lists that never wait for it, and when it was away too?

use entity::{job, states::JobState};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use crate::support::stand_in::{Manner, StandIn};
use crate::support::{Backend, Client, TestApp, data};

/// Jobs that ask the service.
const ASKING: [&str; 2] = ["encode_solution", "encode_scenario"];

/// A server with a service, and who publishes on it.
struct Scene {
    app: TestApp,
    operator: Client,
    vendor: Client,
    buyer: Client,
}

impl Scene {
    async fn set(backend: Backend, service: &StandIn) -> Self {
        let mut settings = service.settings();
        // Longer than any test waits for jobs.
        settings.timeout_seconds = 300;
        settings.query_prefix = "问：".into();
        settings.document_prefix = "答：".into();
        let app = TestApp::start_with(backend, settings).await;
        let operator = data::operator(&app).await;
        let (vendor, buyer) = (
            app.guest().register(&["vendor"]).await,
            app.guest().register(&["buyer"]).await,
        );
        Self {
            app,
            operator,
            vendor,
            buyer,
        }
    }

    async fn solution(&self, summary: &str) -> String {
        let mut content = data::solution();
        let rest = content["summary"].as_str().expect("a summary").to_owned();
        content["summary"] = json!(format!("{summary}{rest}"));
        data::publish(&self.vendor, &self.operator, "solutions", content).await
    }

    async fn scenario(&self) -> String {
        data::publish(&self.buyer, &self.operator, "scenarios", data::scenario()).await
    }

    async fn encoded(&self, scenario: &str, solution: &str) -> Option<f64> {
        encoded(&self.buyer, scenario, solution).await
    }

    async fn jobs(&self, states: &[JobState]) -> Vec<job::Model> {
        let asking = job::Entity::find().filter(job::Column::Kind.is_in(ASKING));
        let jobs = asking
            .filter(job::Column::State.is_in(states.iter().copied()))
            .all(&self.app.state.db)
            .await;
        jobs.expect("jobs can be read")
    }
}

/// By solution: its likeness by the service's vectors, in the scenario's list as it is now.
async fn encoded(buyer: &Client, scenario: &str, solution: &str) -> Option<f64> {
    let path = format!("/v1/scenarios/{scenario}/matches");
    let list = buyer.get(&path).await.expect(200);
    let entries = list["entries"].as_array().expect("entries");
    let entry = entries.iter().find(|e| e["counterpart"]["id"] == solution);
    let parts = entry.expect("it is listed")["components"]
        .as_array()
        .expect("components");
    let part = parts.iter().find(|c| c["name"] == "encoded");
    part.and_then(|c| c["value"].as_f64())
}

async fn lists_have_the_vectors_of_a_service_and_go_on_without_it(backend: Backend) {
    let service = StandIn::start(Manner::Right);
    let scene = Scene::set(backend, &service).await;
    let first = scene.solution("面向景区的导览。").await;
    let asks = scene.scenario().await;
    scene.app.settle().await;
    let title = |row: Value| row["title"].as_str().expect("a title").to_owned();
    let texts = service.texts();
    assert_eq!(texts.len(), 2, "{texts:?}");
    for begin in [
        format!("答：{}", title(data::solution())),
        format!("问：{}", title(data::scenario())),
    ] {
        assert!(texts.iter().any(|text| text.starts_with(&begin)), "{texts:?}");
    }
    // Nothing is asked for twice, and what a reader waits for asks for nothing.
    assert!(
        scene
            .encoded(&asks, &first)
            .await
            .is_some_and(|cosine| cosine > 0.9)
    );
    assert_eq!(service.texts().len(), 2);

    // While the service fails, rows are published, found and listed by their words.
    service.be(Manner::Failing);
    let second = scene.solution("同样的讲解服务，另外支持手语数字人。").await;
    scene.app.settle_but(&ASKING).await;
    assert!(scene.encoded(&asks, &first).await.is_some());
    assert_eq!(scene.encoded(&asks, &second).await, None);
    let found = scene
        .app
        .guest()
        .get("/v1/search/solutions?q=手语数字人")
        .await
        .expect(200);
    assert!(found.to_string().contains(&second), "{found}");

    // It is asked again by itself: nobody changes the row.
    service.be(Manner::Right);
    scene.app.settle().await;
    assert!(scene.encoded(&asks, &second).await.is_some());
    service.stop().await;
    scene.app.stop().await;
}

async fn jobs_that_were_given_up_are_tried_again_when_the_service_answers(backend: Backend) {
    let service = StandIn::start(Manner::Failing);
    let scene = Scene::set(backend, &service).await;
    let asks = scene.scenario().await;
    let first = scene.solution("面向景区的导览。").await;
    scene.app.settle_but(&ASKING).await;
    // Seven tries are behind them: the next one is the last. One that runs just now would write its own count.
    loop {
        let queued = job::Entity::update_many()
            .col_expr(job::Column::Attempts, Expr::value(7))
            .filter(job::Column::Kind.is_in(ASKING))
            .filter(job::Column::State.eq(JobState::Queued))
            .exec(&scene.app.state.db)
            .await
            .expect("jobs can be written");
        if queued.rows_affected == 2 {
            break;
        }
        tokio::task::yield_now().await;
    }
    scene.app.settle_but_dead().await;
    let dead = scene.jobs(&[JobState::Dead]).await;
    assert_eq!(dead.len(), 2, "{dead:?}");
    let why = dead[0].last_error.as_deref().expect("a reason");
    assert!(why.contains("status 429"), "{why}");
    assert_eq!(scene.encoded(&asks, &first).await, None);

    service.be(Manner::Right);
    let second = scene.solution("同样的讲解服务，另外支持手语数字人。").await;
    scene.app.settle().await;
    for solution in [&first, &second] {
        assert!(scene.encoded(&asks, solution).await.is_some());
    }
    service.stop().await;
    scene.app.stop().await;
}

async fn nothing_waits_for_a_service_that_is_silent(backend: Backend) {
    let service = StandIn::start(Manner::Right);
    let scene = Scene::set(backend, &service).await;
    let asks = scene.scenario().await;
    scene.app.settle().await;
    let asked = service.texts().len();
    service.be(Manner::Silent);
    let mut rows = Vec::new();
    for at in 0..3 {
        rows.push(scene.solution(&format!("第 {at} 份导览。")).await);
        scene.app.settle_but(&ASKING).await;
    }
    let waiting = scene.jobs(&[JobState::Queued, JobState::Running]).await;
    assert_eq!(waiting.len(), 3, "{waiting:?}");
    assert!(service.texts().len() > asked);
    for row in &rows {
        assert_eq!(scene.encoded(&asks, row).await, None);
    }
    service.be(Manner::Right);
    scene.app.settle().await;
    for row in &rows {
        assert!(scene.encoded(&asks, row).await.is_some());
    }
    service.stop().await;
    scene.app.stop().await;
}

/// Vectors come after the rows that they are of: the fit that was made before is made again when half of them are there.
async fn what_is_common_among_cosines_is_learned_when_the_vectors_are_there(backend: Backend) {
    let service = StandIn::start(Manner::Failing);
    let scene = Scene::set(backend, &service).await;
    let asks = scene.scenario().await;
    for at in 0..24 {
        scene.solution(&"导览".repeat(at + 1)).await;
    }
    scene.app.settle_but(&ASKING).await;
    let said = async || {
        let path = format!("/v1/scenarios/{asks}/matches");
        let list = scene.buyer.get(&path).await.expect(200);
        let entries = list["entries"].as_array().expect("entries");
        let parts = entries
            .iter()
            .flat_map(|e| e["components"].as_array().expect("components"));
        let encoded = parts.filter(|c| c["name"] == "encoded");
        let values: Vec<f64> = encoded.map(|c| c["value"].as_f64().expect("a number")).collect();
        (list["model"].clone(), values)
    };
    let (before, none) = said().await;
    assert!(none.is_empty(), "{none:?}");
    service.be(Manner::Meaning);
    scene.app.settle().await;
    // No two cosines of this service are further apart than 0.03, and none is below 0.9.
    let (after, values) = said().await;
    assert!(
        !values.is_empty() && values.iter().all(|v| *v < 0.9),
        "{values:?}"
    );
    assert_ne!(before, after, "what is common is part of the model");
    assert_eq!(said().await, (after, values), "once is enough");
    service.stop().await;
    scene.app.stop().await;
}

/// Nothing is read anew from the database when only vectors came: making them appends nothing to the audit log.
async fn a_server_beside_the_worker_has_its_vectors(backend: Backend) {
    let service = StandIn::start(Manner::Right);
    let scene = Scene::set(backend, &service).await;
    let asks = scene.scenario().await;
    let first = scene.solution("面向景区的导览。").await;
    scene.app.settle().await;
    let reader = scene.app.reader().await;
    let buyer = Client::new(&reader.url).with(scene.buyer.session.clone());
    let before = encoded(&buyer, &asks, &first).await;
    assert!(before.is_some());

    service.be(Manner::Failing);
    let second = scene.solution("同样的讲解服务，另外支持手语数字人。").await;
    scene.app.settle_but(&ASKING).await;
    assert_eq!(encoded(&buyer, &asks, &second).await, None);
    service.be(Manner::Right);
    scene.app.settle().await;
    let asked = service.texts().len();
    assert!(encoded(&buyer, &asks, &second).await.is_some());
    assert_eq!(encoded(&buyer, &asks, &first).await, before);
    assert_eq!(service.texts().len(), asked, "the reader asked for itself");
    reader.stop().await;
    service.stop().await;
    scene.app.stop().await;
}

#[actix_web::test]
async fn lists_have_the_vectors_of_a_service_and_go_on_without_it_sqlite() {
    lists_have_the_vectors_of_a_service_and_go_on_without_it(Backend::Sqlite).await;
}

#[actix_web::test]
async fn lists_have_the_vectors_of_a_service_and_go_on_without_it_postgres() {
    if let Some(backend) = Backend::postgres().await {
        lists_have_the_vectors_of_a_service_and_go_on_without_it(backend).await;
    }
}

#[actix_web::test]
async fn jobs_that_were_given_up_are_tried_again_when_the_service_answers_sqlite() {
    jobs_that_were_given_up_are_tried_again_when_the_service_answers(Backend::Sqlite).await;
}

#[actix_web::test]
async fn jobs_that_were_given_up_are_tried_again_when_the_service_answers_postgres() {
    if let Some(backend) = Backend::postgres().await {
        jobs_that_were_given_up_are_tried_again_when_the_service_answers(backend).await;
    }
}

#[actix_web::test]
async fn nothing_waits_for_a_service_that_is_silent_sqlite() {
    nothing_waits_for_a_service_that_is_silent(Backend::Sqlite).await;
}

#[actix_web::test]
async fn nothing_waits_for_a_service_that_is_silent_postgres() {
    if let Some(backend) = Backend::postgres().await {
        nothing_waits_for_a_service_that_is_silent(backend).await;
    }
}

#[actix_web::test]
async fn what_is_common_among_cosines_is_learned_when_the_vectors_are_there_sqlite() {
    what_is_common_among_cosines_is_learned_when_the_vectors_are_there(Backend::Sqlite).await;
}

#[actix_web::test]
async fn what_is_common_among_cosines_is_learned_when_the_vectors_are_there_postgres() {
    if let Some(backend) = Backend::postgres().await {
        what_is_common_among_cosines_is_learned_when_the_vectors_are_there(backend).await;
    }
}

#[actix_web::test]
async fn a_server_beside_the_worker_has_its_vectors_postgres() {
    if let Some(backend) = Backend::postgres().await {
        a_server_beside_the_worker_has_its_vectors(backend).await;
    }
}
