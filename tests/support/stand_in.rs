//! A stand-in for an embeddings service, over HTTP, that does well or badly as it is told.

use std::sync::{Arc, Mutex};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use scenepool::platform::config::{EmbeddingSettings, Secret};
use serde_json::{Value, json};
use tokio::sync::Notify;

/// What the stand-in does.
#[derive(Clone, Copy, Debug)]
pub enum Manner {
    Right,
    /// Texts with one of [`ALIKE`] are alike, all others are not like them: by their length they differ a little.
    Meaning,
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
    /// A text with the word `太长` is too long for it.
    Choosy,
    /// More than this many texts are too many for it: it does not answer in time.
    Slow(usize),
    Silent,
}

/// Words that mean the same to a stand-in with [`Manner::Meaning`].
pub const ALIKE: [&str; 2] = ["手语", "deaf"];

/// What the stand-in was asked.
#[derive(Default)]
pub struct Seen {
    /// Bodies.
    pub questions: Vec<Value>,
    /// `authorization` of each.
    pub keys: Vec<String>,
}

/// What the test and the server both see.
type Shared = (Arc<Mutex<Seen>>, Arc<Mutex<Manner>>, Arc<Notify>);

/// The service.
pub struct StandIn {
    url: String,
    /// What it was asked.
    pub seen: Arc<Mutex<Seen>>,
    manner: Arc<Mutex<Manner>>,
    changed: Arc<Notify>,
    handle: actix_web::dev::ServerHandle,
}

impl StandIn {
    /// A service that does so.
    pub fn start(manner: Manner) -> Self {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let manner = Arc::new(Mutex::new(manner));
        let changed = Arc::new(Notify::new());
        let shared = web::Data::new((Arc::clone(&seen), Arc::clone(&manner), Arc::clone(&changed)));
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
            changed,
            handle,
        }
    }

    /// Settings that name it.
    pub fn settings(&self) -> EmbeddingSettings {
        EmbeddingSettings {
            url: self.url.clone(),
            model: "stand-in".into(),
            key: Secret("secret-key".into()),
            timeout_seconds: 1,
            batch: 3,
            ..EmbeddingSettings::default()
        }
    }

    /// From now on it does so.
    pub fn be(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
        self.changed.notify_waiters();
    }

    /// Every text that it was asked for, in the order of asking.
    pub fn texts(&self) -> Vec<String> {
        let inputs = self
            .questions()
            .into_iter()
            .map(|mut question| question["input"].take());
        inputs
            .flat_map(|input| serde_json::from_value::<Vec<String>>(input).unwrap())
            .collect()
    }

    /// Ends it.
    pub async fn stop(&self) {
        self.handle.stop(false).await;
    }

    /// The questions so far.
    pub fn questions(&self) -> Vec<Value> {
        self.seen.lock().unwrap().questions.clone()
    }
}

/// A vector that tells the text: number of characters, and of bytes.
pub fn told(text: &str) -> Vec<f64> {
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
        Manner::Meaning => {
            for (line, text) in lines.iter_mut().zip(&texts) {
                let alike = ALIKE.iter().any(|word| text.contains(word));
                let apart = (text.chars().count() % 7) as f64;
                line["embedding"] = json!([4.0, if alike { 4.0 } else { 0.0 }, apart / 8.0]);
            }
        }
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
        Manner::Choosy if texts.iter().any(|text| text.contains("太长")) => {
            return HttpResponse::BadRequest().finish();
        }
        Manner::Choosy => {}
        Manner::Failing => return HttpResponse::TooManyRequests().finish(),
        Manner::Elsewhere => {
            return HttpResponse::TemporaryRedirect()
                .insert_header(("location", "http://127.0.0.1:1/"))
                .finish();
        }
        Manner::Slow(most) if texts.len() <= most => {}
        // Until it is told to be otherwise, unless the asker's own clock ends it before.
        Manner::Slow(_) | Manner::Silent => {
            shared.2.notified().await;
            return HttpResponse::ServiceUnavailable().finish();
        }
    }
    HttpResponse::Ok().json(json!({"object": "list", "data": lines, "model": "stand-in"}))
}
