//! What does the program say while it runs, and what does it count?

use prometheus::{HistogramOpts, HistogramVec, IntCounterVec, IntGaugeVec, Opts, Registry, TextEncoder};
use tracing_subscriber::EnvFilter;

/// Starts logging. `SCENEPOOL_LOG` is the filter (default `info`), `SCENEPOOL_LOG_FORMAT=json` prints one JSON
/// object a line.
pub fn start() {
    let filter = EnvFilter::try_from_env("SCENEPOOL_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,tantivy=warn,sqlx=warn"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::env::var("SCENEPOOL_LOG_FORMAT").is_ok_and(|f| f == "json") {
        builder.json().init();
    } else {
        builder.with_target(false).init();
    }
}

/// What `/metrics` shows.
#[derive(Clone, Debug)]
pub struct Metrics {
    registry: Registry,
    /// Requests by method, route pattern and status.
    pub requests: IntCounterVec,
    /// Seconds a request took, by method and route pattern.
    pub latency: HistogramVec,
    /// Jobs by state.
    pub jobs: IntGaugeVec,
}

impl Metrics {
    /// Metrics of a registry of their own, so that several servers can live in one process.
    #[must_use]
    pub fn new() -> Self {
        let registry = Registry::new();
        let requests = IntCounterVec::new(
            Opts::new("scenepool_http_requests_total", "HTTP requests answered"),
            &["method", "route", "status"],
        )
        .expect("the metric's name is valid");
        let latency = HistogramVec::new(
            HistogramOpts::new(
                "scenepool_http_request_duration_seconds",
                "Seconds to answer a request",
            ),
            &["method", "route"],
        )
        .expect("the metric's name is valid");
        let jobs = IntGaugeVec::new(Opts::new("scenepool_jobs", "Jobs by state"), &["state"])
            .expect("the metric's name is valid");
        for metric in [
            Box::new(requests.clone()) as Box<dyn prometheus::core::Collector>,
            Box::new(latency.clone()),
            Box::new(jobs.clone()),
        ] {
            registry.register(metric).expect("each metric is registered once");
        }
        Self {
            registry,
            requests,
            latency,
            jobs,
        }
    }

    /// The text that Prometheus reads.
    #[must_use]
    pub fn render(&self) -> String {
        TextEncoder::new()
            .encode_to_string(&self.registry.gather())
            .unwrap_or_default()
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}
