//! Does the encoder ask a service as it should, keep what it was given, and go on when the service fails? The
//! service is a stand-in over HTTP.

use std::path::Path;
use std::sync::{Arc, Mutex};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use recommender::Error;
use recommender::encode::Encoder;
use scenepool::platform::config::{EmbeddingSettings, Secret};
use scenepool::stages::matching::encoder::{Encoders, Service};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Backend, Client, TestApp, data};

/// What the stand-in does.
#[derive(Clone, Copy, Debug)]
enum Manner {
    Right,
    Backwards,
    OtherLength,
    Fewer,
    TwiceTheSame,
    NotANumber,
    TooLarge,
    Zeros,
    NoVectors,
    Failing,
    FailingLater,
    Elsewhere,
    Silent,
}

#[derive(Default)]
struct Seen {
    questions: Vec<Value>,
    keys: Vec<String>,
}

/// What the test and the server both see.
type Shared = (Arc<Mutex<Seen>>, Arc<Mutex<Manner>>);

struct StandIn {
    url: String,
    seen: Arc<Mutex<Seen>>,
    manner: Arc<Mutex<Manner>>,
    handle: actix_web::dev::ServerHandle,
}

impl StandIn {
    fn start(manner: Manner) -> Self {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let manner = Arc::new(Mutex::new(manner));
        let shared = web::Data::new((Arc::clone(&seen), Arc::clone(&manner)));
        let server = HttpServer::new(move || {
            App::new()
                .app_data(shared.clone())
                .route("/v1/embeddings", web::post().to(answer))
        })
        .workers(1)
        .shutdown_timeout(0)
        .bind(("127.0.0.1", 0))
        .expect("a port is free");
        let url = format!("http://{}/v1/embeddings", server.addrs()[0]);
        let server = server.run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self {
            url,
            seen,
            manner,
            handle,
        }
    }

    fn settings(&self) -> EmbeddingSettings {
        EmbeddingSettings {
            url: self.url.clone(),
            model: "stand-in".into(),
            key: Secret("secret-key".into()),
            timeout_seconds: 1,
            batch: 3,
            ..EmbeddingSettings::default()
        }
    }

    fn questions(&self) -> Vec<Value> {
        self.seen.lock().unwrap().questions.clone()
    }
}

/// A vector that tells the text: number of characters, and of bytes.
fn told(text: &str) -> Vec<f64> {
    vec![text.chars().count() as f64, text.len() as f64, 0.5]
}

async fn answer(request: HttpRequest, question: web::Json<Value>, shared: web::Data<Shared>) -> HttpResponse {
    let manner = *shared.1.lock().unwrap();
    {
        let mut seen = shared.0.lock().unwrap();
        seen.questions.push(question.0.clone());
        let key = request
            .headers()
            .get("authorization")
            .map(|v| v.to_str().unwrap().to_owned());
        seen.keys.push(key.unwrap_or_default());
    }
    let texts: Vec<String> = serde_json::from_value(question.0["input"].clone()).unwrap();
    let lines = texts.iter().map(|text| told(text)).enumerate();
    let mut lines: Vec<Value> = lines
        .map(|(index, vector)| json!({"object": "embedding", "index": index, "embedding": vector}))
        .collect();
    match manner {
        Manner::Right => {}
        Manner::Backwards => lines.reverse(),
        Manner::OtherLength => lines[0]["embedding"] = json!([1.0, 2.0]),
        Manner::Fewer => lines.truncate(texts.len() - 1),
        Manner::TwiceTheSame => lines.iter_mut().for_each(|line| line["index"] = json!(0)),
        Manner::NotANumber => {
            let text = json!({"data": lines}).to_string().replace("0.5", "NaN");
            return HttpResponse::Ok().content_type("application/json").body(text);
        }
        Manner::TooLarge => lines[0]["embedding"][0] = json!(1e300),
        Manner::Zeros => lines[0]["embedding"] = json!([0.0, 0.0, 0.0]),
        Manner::NoVectors => return HttpResponse::Ok().json(json!({"error": "none today"})),
        Manner::FailingLater if shared.0.lock().unwrap().questions.len() > 1 => {
            return HttpResponse::TooManyRequests().finish();
        }
        Manner::FailingLater => {}
        Manner::Failing => return HttpResponse::TooManyRequests().finish(),
        Manner::Elsewhere => {
            return HttpResponse::TemporaryRedirect()
                .insert_header(("location", "http://127.0.0.1:1/"))
                .finish();
        }
        // Never: the asker's own clock ends it.
        Manner::Silent => std::future::pending::<()>().await,
    }
    HttpResponse::Ok().json(json!({"object": "list", "data": lines, "model": "stand-in"}))
}

/// The model that stands in: whether a text is long.
struct Long;

impl Encoder for Long {
    fn dimensions(&self) -> usize {
        1
    }

    fn model(&self) -> &str {
        "built in"
    }

    fn encode(&self, texts: &[&str]) -> Result<Vec<Option<Vec<f32>>>, Error> {
        Ok(texts
            .iter()
            .map(|text| Some(vec![if text.len() > 9 { 1.0 } else { -1.0 }]))
            .collect())
    }
}

fn encoders(settings: &EmbeddingSettings, folder: &Path) -> anyhow::Result<Encoders> {
    Encoders::open(settings, folder, Arc::new(Long))
}

fn vector(text: &str) -> Option<Vec<f32>> {
    Some(told(text).iter().map(|v| *v as f32).collect())
}

#[actix_web::test]
async fn texts_are_asked_in_batches_once_and_kept_over_a_restart() {
    let folder = TempDir::new().unwrap();
    let service = StandIn::start(Manner::Backwards);
    let first = encoders(&service.settings(), folder.path()).unwrap();
    let texts = ["一", "二二", "", "三三三", "一", "  ", "四四四四", "五"];
    let encoded = first.encode(&texts).await.unwrap();
    assert!(encoded.refusal.is_none());
    assert_eq!(encoded.asked, 5);
    for (text, found) in texts.iter().zip(&encoded.vectors) {
        assert_eq!(
            *found,
            if text.trim().is_empty() {
                None
            } else {
                vector(text)
            },
            "{text}"
        );
    }
    let questions = service.questions();
    assert_eq!(questions.len(), 2);
    assert_eq!(questions[0]["input"], json!(["一", "二二", "三三三"]));
    assert_eq!(questions[1]["input"], json!(["四四四四", "五"]));
    assert_eq!(questions[0]["model"], "stand-in");
    assert!(questions[0].get("dimensions").is_none());
    assert_eq!(service.seen.lock().unwrap().keys[0], "Bearer secret-key");
    assert!(!format!("{:?}", service.settings()).contains("secret-key"));

    drop(first);
    let again = encoders(&service.settings(), folder.path()).unwrap();
    let encoded = again.encode(&["二二", "六六"]).await.unwrap();
    assert_eq!(encoded.vectors, [vector("二二"), vector("六六")]);
    assert_eq!(encoded.asked, 1);
    assert_eq!(service.questions().len(), 3);

    // Another model, or another length, is another set of vectors.
    let mut other = service.settings();
    other.model = "another".into();
    other.dimensions = Some(3);
    let encoded_by_other = encoders(&other, folder.path())
        .unwrap()
        .encode(&["二二"])
        .await
        .unwrap();
    assert_eq!(encoded_by_other.asked, 1);
    assert_ne!(encoded_by_other.model, encoded.model);
    assert_eq!(service.questions()[3]["dimensions"], 3);
    service.handle.stop(false).await;
}

#[actix_web::test]
async fn a_service_that_fails_is_stood_in_for_and_nothing_of_it_is_kept() {
    let cases = [
        (Manner::OtherLength, "embeddings_answer"),
        (Manner::Fewer, "embeddings_answer"),
        (Manner::TwiceTheSame, "embeddings_answer"),
        (Manner::NotANumber, "embeddings_answer"),
        (Manner::TooLarge, "embeddings_answer"),
        (Manner::Zeros, "embeddings_answer"),
        (Manner::NoVectors, "embeddings_answer"),
        (Manner::Failing, "embeddings_status"),
        (Manner::Elsewhere, "embeddings_status"),
        (Manner::Silent, "embeddings_time_out"),
    ];
    for (manner, code) in cases {
        let folder = TempDir::new().unwrap();
        let service = StandIn::start(manner);
        let encoders = encoders(&service.settings(), folder.path()).unwrap();
        let encoded = encoders.encode(&["短", "这是一段长一些的话"]).await.unwrap();
        let refusal = encoded.refusal.expect("the service failed");
        assert_eq!(refusal.code(), code, "{manner:?}: {refusal}");
        assert_eq!(encoded.model, "built in");
        assert_eq!(encoded.vectors, [Some(vec![-1.0]), Some(vec![1.0])]);
        // When it is well again, everything is asked anew.
        *service.manner.lock().unwrap() = Manner::Right;
        let encoded = encoders.encode(&["短", "这是一段长一些的话"]).await.unwrap();
        assert!(encoded.refusal.is_none(), "{manner:?}");
        assert_eq!(encoded.asked, 2);
        assert_eq!(encoded.vectors, [vector("短"), vector("这是一段长一些的话")]);
        service.handle.stop(false).await;
    }
}

#[actix_web::test]
async fn nobody_there_and_nobody_named() {
    let folder = TempDir::new().unwrap();
    let service = StandIn::start(Manner::Right);
    let settings = service.settings();
    service.handle.stop(false).await;
    let encoded = encoders(&settings, folder.path())
        .unwrap()
        .encode(&["短"])
        .await
        .unwrap();
    assert_eq!(
        encoded.refusal.expect("nobody is there").code(),
        "embeddings_unreachable"
    );

    let none = encoders(&EmbeddingSettings::default(), folder.path()).unwrap();
    let encoded = none.encode(&["短"]).await.unwrap();
    assert!(encoded.refusal.is_none());
    assert_eq!(encoded.model, "built in");

    let refused = |change: fn(&mut EmbeddingSettings)| {
        let mut settings = settings.clone();
        change(&mut settings);
        encoders(&settings, folder.path())
            .err()
            .expect("it cannot be used")
            .to_string()
    };
    assert!(refused(|s| s.url = "not an address".into()).contains("SCENEPOOL_EMBEDDINGS_URL"));
    assert!(refused(|s| s.url = "file:///etc/hosts".into()).contains("SCENEPOOL_EMBEDDINGS_URL"));
    assert!(refused(|s| s.model = String::new()).contains("SCENEPOOL_EMBEDDINGS_MODEL"));
}

#[actix_web::test]
async fn a_kept_file_that_was_cut_off_loses_only_its_end() {
    let folder = TempDir::new().unwrap();
    let service = StandIn::start(Manner::Right);
    let settings = service.settings();
    encoders(&settings, folder.path())
        .unwrap()
        .encode(&["一", "二二", "三三三"])
        .await
        .unwrap();
    let file = std::fs::read_dir(folder.path().join("embeddings"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let bytes = std::fs::read(&file).unwrap();
    for cut in [1, 20, 60, bytes.len()] {
        std::fs::write(&file, &bytes[..bytes.len() - cut]).unwrap();
        let encoded = encoders(&settings, folder.path())
            .unwrap()
            .encode(&["一", "二二", "三三三"])
            .await
            .unwrap();
        assert_eq!(encoded.vectors, [vector("一"), vector("二二"), vector("三三三")]);
        assert_eq!(encoded.asked, cut.div_ceil(bytes.len() / 3));
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
    }
    let mut damaged = bytes.clone();
    damaged[40] ^= 1;
    std::fs::write(&file, damaged).unwrap();
    let encoded = encoders(&settings, folder.path())
        .unwrap()
        .encode(&["三三三"])
        .await
        .unwrap();
    assert_eq!((encoded.asked, encoded.vectors), (1, vec![vector("三三三")]));
    service.handle.stop(false).await;
}

#[actix_web::test]
async fn what_a_service_gave_before_it_failed_counts() {
    let folder = TempDir::new().unwrap();
    let stand_in = StandIn::start(Manner::FailingLater);
    let service = Service::named(&stand_in.settings(), folder.path())
        .unwrap()
        .expect("a service is named");
    let texts = ["一", "二二", "三三三", "四四四四"].map(str::to_owned);
    assert_eq!(service.learn(&texts).await.unwrap(), 3);
    let kept = service.kept(&texts).await;
    assert!(
        kept[..3].iter().all(Option::is_some) && kept[3].is_none(),
        "{kept:?}"
    );
    assert_eq!(service.learn(&texts).await.unwrap(), 0);
    *stand_in.manner.lock().unwrap() = Manner::Right;
    assert_eq!(service.learn(&texts).await.unwrap(), 1);
    stand_in.handle.stop(false).await;
}

async fn lists_have_the_vectors_of_a_service_and_go_on_without_it(backend: Backend) {
    let service = StandIn::start(Manner::Right);
    let app = TestApp::start_with(backend, service.settings()).await;
    let operator = data::operator(&app).await;
    let (vendor, buyer) = (
        app.guest().register(&["vendor"]).await,
        app.guest().register(&["buyer"]).await,
    );
    let publish = async |owner: &Client, path: &str, content: Value| {
        let id = data::publish(owner, &operator, path, content).await;
        app.settle().await;
        id
    };
    let list = async |scenario: &str| {
        let list = buyer
            .get(&format!("/v1/scenarios/{scenario}/matches"))
            .await
            .expect(200);
        list["entries"].as_array().expect("entries").clone()
    };
    let encoded = |entries: &[Value], solution: &str| {
        let entry = entries
            .iter()
            .find(|e| e["counterpart"]["id"] == solution)
            .expect("listed");
        let parts = entry["components"].as_array().expect("components");
        parts
            .iter()
            .find(|c| c["name"] == "encoded")
            .and_then(|c| c["value"].as_f64())
    };
    let first = publish(&vendor, "solutions", data::solution()).await;
    let asks = publish(&buyer, "scenarios", data::scenario()).await;
    let asked = service
        .questions()
        .iter()
        .map(|q| q["input"].to_string())
        .collect::<String>();
    for (row, field) in [(data::solution(), "title"), (data::scenario(), "title")] {
        assert!(asked.contains(row[field].as_str().expect("a title")), "{asked}");
    }
    // Nothing is asked for twice, and what a reader waits for asks for nothing.
    let questions = service.questions().len();
    assert!(encoded(&list(&asks).await, &first).is_some_and(|cosine| cosine > 0.9));
    assert_eq!(service.questions().len(), questions);

    // While the service fails, rows are published and listed by their words.
    *service.manner.lock().unwrap() = Manner::Failing;
    let mut other = data::solution();
    other["summary"] = json!("同样的讲解服务，另外支持手语数字人，供听障观众使用。");
    let second = publish(&vendor, "solutions", other).await;
    let entries = list(&asks).await;
    assert!(
        encoded(&entries, &first).is_some() && encoded(&entries, &second).is_none(),
        "{entries:?}"
    );
    assert!(service.questions().len() > questions);
    service.handle.stop(false).await;
    app.stop().await;
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
