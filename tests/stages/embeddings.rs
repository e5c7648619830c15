//! Does the encoder ask a service as it should, keep what it was given, and go on when the service fails? The
//! service is a stand-in over HTTP.

use std::path::Path;
use std::sync::Arc;

use recommender::Error;
use recommender::encode::Encoder;
use scenepool::platform::config::EmbeddingSettings;
use scenepool::stages::matching::encoder::{AskedAs, Encoded, Encoders, Service};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::support::stand_in::{Manner, StandIn, told};

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

/// These texts, as documents.
async fn encode(encoders: &Encoders, texts: &[&str]) -> Encoded {
    let texts: Vec<_> = texts.iter().map(|text| (AskedAs::Document, *text)).collect();
    encoders.encode(&texts).await.unwrap()
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
    let encoded = encode(&first, &texts).await;
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
    let encoded = encode(&again, &["二二", "六六"]).await;
    assert_eq!(encoded.vectors, [vector("二二"), vector("六六")]);
    assert_eq!(encoded.asked, 1);
    assert_eq!(service.questions().len(), 3);

    // Another model, or another length, is another set of vectors.
    let mut other = service.settings();
    other.model = "another".into();
    other.dimensions = Some(3);
    let encoded_by_other = encode(&encoders(&other, folder.path()).unwrap(), &["二二"]).await;
    assert_eq!(encoded_by_other.asked, 1);
    assert_ne!(encoded_by_other.model, encoded.model);
    assert_eq!(service.questions()[3]["dimensions"], 3);
    service.stop().await;
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
        let encoded = encode(&encoders, &["短", "这是一段长一些的话"]).await;
        let refusal = encoded.refusal.expect("the service failed");
        assert_eq!(refusal.code(), code, "{manner:?}: {refusal}");
        assert_eq!(encoded.model, "built in");
        assert_eq!(encoded.vectors, [Some(vec![-1.0]), Some(vec![1.0])]);
        // When it is well again, everything is asked anew.
        service.be(Manner::Right);
        let encoded = encode(&encoders, &["短", "这是一段长一些的话"]).await;
        assert!(encoded.refusal.is_none(), "{manner:?}");
        assert_eq!(encoded.asked, 2);
        assert_eq!(encoded.vectors, [vector("短"), vector("这是一段长一些的话")]);
        service.stop().await;
    }
}

#[actix_web::test]
async fn nobody_there_and_nobody_named() {
    let folder = TempDir::new().unwrap();
    let service = StandIn::start(Manner::Right);
    let settings = service.settings();
    service.stop().await;
    let encoded = encode(&encoders(&settings, folder.path()).unwrap(), &["短"]).await;
    assert_eq!(
        encoded.refusal.expect("nobody is there").code(),
        "embeddings_unreachable"
    );

    let none = encoders(&EmbeddingSettings::default(), folder.path()).unwrap();
    let encoded = encode(&none, &["短"]).await;
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
    encode(
        &encoders(&settings, folder.path()).unwrap(),
        &["一", "二二", "三三三"],
    )
    .await;
    let file = std::fs::read_dir(folder.path().join("embeddings"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let bytes = std::fs::read(&file).unwrap();
    for cut in [1, 20, 60, bytes.len()] {
        std::fs::write(&file, &bytes[..bytes.len() - cut]).unwrap();
        let encoded = encode(
            &encoders(&settings, folder.path()).unwrap(),
            &["一", "二二", "三三三"],
        )
        .await;
        assert_eq!(encoded.vectors, [vector("一"), vector("二二"), vector("三三三")]);
        assert_eq!(encoded.asked, cut.div_ceil(bytes.len() / 3));
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
    }
    let mut damaged = bytes.clone();
    damaged[40] ^= 1;
    std::fs::write(&file, damaged).unwrap();
    let encoded = encode(&encoders(&settings, folder.path()).unwrap(), &["三三三"]).await;
    assert_eq!((encoded.asked, encoded.vectors), (1, vec![vector("三三三")]));
    service.stop().await;
}

#[actix_web::test]
async fn what_a_service_gave_before_it_failed_counts() {
    let folder = TempDir::new().unwrap();
    let stand_in = StandIn::start(Manner::FailingLater);
    let service = Service::named(&stand_in.settings(), folder.path())
        .unwrap()
        .expect("a service is named");
    let texts = ["一", "二二", "三三三", "四四四四"].map(str::to_owned);
    let learned = service.learn(AskedAs::Document, &texts).await.unwrap();
    assert_eq!((learned.made, learned.left, learned.back), (3, vec![3], false));
    assert_eq!(learned.refusal.expect("it failed").code(), "embeddings_status");
    let kept = service.kept(AskedAs::Document, &texts).await;
    assert!(
        kept[..3].iter().all(Option::is_some) && kept[3].is_none(),
        "{kept:?}"
    );
    let learned = service.learn(AskedAs::Document, &texts).await.unwrap();
    assert_eq!((learned.made, learned.left), (0, vec![3]));
    stand_in.be(Manner::Right);
    let learned = service.learn(AskedAs::Document, &texts).await.unwrap();
    assert_eq!((learned.made, learned.left, learned.back), (1, vec![], true));
    assert!(learned.refusal.is_none());
    stand_in.stop().await;
}

#[actix_web::test]
async fn a_text_that_the_service_minds_costs_no_other_its_vector() {
    let folder = TempDir::new().unwrap();
    let stand_in = StandIn::start(Manner::Choosy);
    let service = Service::named(&stand_in.settings(), folder.path())
        .unwrap()
        .expect("a service is named");
    let texts = ["一", "这段太长", "三三三", "四四四四"].map(str::to_owned);
    let learned = service.learn(AskedAs::Document, &texts).await.unwrap();
    assert_eq!((learned.made, learned.left), (3, vec![1]));
    assert_eq!(learned.refusal.expect("it minds").code(), "embeddings_status");
    assert_eq!(
        stand_in.texts(),
        ["一", "这段太长", "三三三", "一", "这段太长", "三三三", "四四四四"]
    );
    stand_in.stop().await;
}

#[actix_web::test]
async fn a_service_that_is_too_slow_for_the_batch_is_asked_for_fewer_at_once() {
    let folder = TempDir::new().unwrap();
    let stand_in = StandIn::start(Manner::Slow(1));
    let service = Service::named(&stand_in.settings(), folder.path())
        .unwrap()
        .expect("a service is named");
    let texts = ["一", "二二", "三三三"].map(str::to_owned);
    // Three, then two, are too many; one is not.
    for (made, asked) in [(0, 3), (0, 2), (3, 3)] {
        let before = stand_in.texts().len();
        let learned = service.learn(AskedAs::Document, &texts).await.unwrap();
        assert_eq!((learned.made, stand_in.texts().len() - before), (made, asked));
    }
    assert_eq!(
        service.lacking(AskedAs::Document, &texts).await,
        Vec::<usize>::new()
    );
    stand_in.stop().await;
}

#[actix_web::test]
async fn queries_and_documents_are_told_apart_by_their_prefixes() {
    let folder = TempDir::new().unwrap();
    let service = StandIn::start(Manner::Right);
    let bare = service.settings();
    let both = [
        (AskedAs::Document, "一"),
        (AskedAs::Query, "一"),
        (AskedAs::Query, " "),
    ];
    let without = encoders(&bare, folder.path())
        .unwrap()
        .encode(&both)
        .await
        .unwrap();
    assert_eq!(service.texts(), ["一"]);
    assert_eq!(without.vectors, [vector("一"), vector("一"), None]);

    let mut marked = bare.clone();
    marked.query_prefix = "query: ".into();
    marked.document_prefix = "passage: ".into();
    let with = encoders(&marked, folder.path())
        .unwrap()
        .encode(&both)
        .await
        .unwrap();
    assert_eq!(service.texts()[1..], ["passage: 一", "query: 一"]);
    assert_eq!(with.vectors, [vector("passage: 一"), vector("query: 一"), None]);

    // Each change is a set of vectors of its own, and what was kept without prefixes stays.
    let mut models = vec![without.model.clone(), with.model];
    for change in [
        |s: &mut EmbeddingSettings| s.query_prefix.clear(),
        |s: &mut EmbeddingSettings| s.document_prefix.clear(),
    ] {
        let mut other = marked.clone();
        change(&mut other);
        let encoded = encoders(&other, folder.path())
            .unwrap()
            .encode(&both)
            .await
            .unwrap();
        assert_eq!(encoded.asked, 2);
        models.push(encoded.model);
    }
    let again = encoders(&bare, folder.path())
        .unwrap()
        .encode(&both)
        .await
        .unwrap();
    assert_eq!((again.asked, &again.model), (0, &without.model));
    models.sort_unstable();
    models.dedup();
    assert_eq!(models.len(), 4, "{models:?}");
    // A folder that was written before there were prefixes has this name.
    let mut hash = Sha256::new();
    for part in [service.settings().url.as_str(), "stand-in", ""] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    assert_eq!(without.model, hex::encode(hash.finalize()));
    service.stop().await;
}
