//! A caller: sends JSON, keeps its token, gives back status and body.

use reqwest::{Method, RequestBuilder, multipart};
use serde_json::{Value, json};

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `content-type`.
    pub kind: String,
    /// ETag, where there is one.
    pub etag: Option<String>,
    /// JSON body, null where there is none.
    pub body: Value,
    /// Body as it came.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body, where the status is as expected.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// Checks that this is a problem document with that status and code, and gives it back.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Value {
        assert_eq!(
            (self.status, self.body["code"].as_str()),
            (status, Some(code)),
            "{}",
            self.body
        );
        assert!(self.kind.starts_with("application/problem+json"), "{}", self.kind);
        assert_eq!(self.body["status"], status);
        assert!(
            self.body["request_id"].as_str().is_some_and(|id| id.len() == 36),
            "{}",
            self.body
        );
        self.body
    }

    /// The fields that a problem names.
    #[track_caller]
    pub fn fields(self, status: u16, code: &str) -> Vec<String> {
        let body = self.problem(status, code);
        let errors = body["errors"].as_array().cloned().unwrap_or_default();
        errors
            .iter()
            .map(|e| e["field"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

/// The server closes a connection that was idle for five seconds, and a test may be busy with something else for as long.
/// What is sent on a kept connection just then is lost, and only the caller could know whether it may be sent again: so
/// none is kept.
fn one_request_a_connection() -> reqwest::Client {
    let client = reqwest::Client::builder().pool_max_idle_per_host(0);
    client.build().expect("a client")
}

/// Somebody who calls the service.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    url: String,
    token: Option<String>,
    /// The session, for logged-in callers.
    pub session: Value,
}

impl Client {
    /// A guest.
    pub fn new(url: &str) -> Self {
        Self {
            http: one_request_a_connection(),
            url: url.to_owned(),
            token: None,
            session: Value::Null,
        }
    }

    /// The same caller with a session.
    pub fn with(&self, session: Value) -> Self {
        let token = session["access_token"].as_str().map(str::to_owned);
        Self {
            http: self.http.clone(),
            url: self.url.clone(),
            token,
            session,
        }
    }

    /// Id of the caller's organisation.
    pub fn org(&self) -> String {
        self.session["me"]["organisation"]["id"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let path = if path.starts_with("/api") || !path.starts_with("/v1") {
            path.to_owned()
        } else {
            format!("/api{path}")
        };
        let request = self.http.request(method, format!("{}{path}", self.url));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    async fn send(request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("the server answers");
        let header = |name: &str| {
            response
                .headers()
                .get(name)
                .and_then(|v| v.to_str().ok())
                .map(str::to_owned)
        };
        let (status, kind, etag) = (
            response.status().as_u16(),
            header("content-type").unwrap_or_default(),
            header("etag"),
        );
        let bytes = response.bytes().await.expect("a whole body").to_vec();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer {
            status,
            kind,
            etag,
            body,
            bytes,
        }
    }

    /// GET below `/api` (`/v1/…`) or at the root.
    pub async fn get(&self, path: &str) -> Answer {
        Self::send(self.request(Method::GET, path)).await
    }

    /// POST of JSON.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        Self::send(self.request(Method::POST, path).json(&body)).await
    }

    /// POST of JSON with a header.
    pub async fn post_with(&self, path: &str, header: (&str, &str), body: Value) -> Answer {
        Self::send(
            self.request(Method::POST, path)
                .header(header.0, header.1)
                .json(&body),
        )
        .await
    }

    /// POST of text as it is.
    pub async fn post_raw(&self, path: &str, body: &str) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header("content-type", "application/json");
        Self::send(request.body(body.to_owned())).await
    }

    /// PUT of JSON with the revision that was read.
    pub async fn put(&self, path: &str, etag: &str, body: Value) -> Answer {
        Self::send(
            self.request(Method::PUT, path)
                .header("if-match", etag)
                .json(&body),
        )
        .await
    }

    /// PUT of JSON without a revision.
    pub async fn put_blind(&self, path: &str, body: Value) -> Answer {
        Self::send(self.request(Method::PUT, path).json(&body)).await
    }

    /// DELETE.
    pub async fn delete(&self, path: &str) -> Answer {
        Self::send(self.request(Method::DELETE, path)).await
    }

    /// POST of a form with a file and texts.
    pub async fn upload(&self, path: &str, name: &str, bytes: &[u8], texts: &[(&str, &str)]) -> Answer {
        let part = multipart::Part::bytes(bytes.to_vec()).file_name(name.to_owned());
        let mut form = multipart::Form::new();
        for (field, text) in texts {
            form = form.text((*field).to_owned(), (*text).to_owned());
        }
        Self::send(
            self.request(Method::POST, path)
                .multipart(form.part("file", part)),
        )
        .await
    }

    /// Registers an organisation and comes back as its owner.
    pub async fn register(&self, kinds: &[&str]) -> Self {
        let input = super::data::registration(kinds);
        let session = self.post("/v1/auth/register", input).await.expect(201);
        self.with(session)
    }

    /// POST without a body worth naming.
    pub async fn act(&self, path: &str) -> Answer {
        self.post(path, json!({})).await
    }
}
