//! Which request is being answered? Its id stands in the answer's header, in every problem and in the log.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, web};
use uuid::Uuid;

use crate::state::App;

tokio::task_local! {
    static CURRENT: String;
}

/// Id of the request that is being answered here; empty outside a request.
#[must_use]
pub fn current() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}

/// Gives the request its id, logs it and counts it.
pub async fn track(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = Uuid::now_v7().to_string();
    let started = std::time::Instant::now();
    let method = request.method().to_string();
    let app = request.app_data::<web::Data<App>>().cloned();
    let path = request.path().to_owned();
    CURRENT
        .scope(id.clone(), async move {
            let mut response = next.call(request).await?;
            let route = response
                .request()
                .match_pattern()
                .unwrap_or_else(|| "unmatched".to_owned());
            let status = response.status();
            let seconds = started.elapsed().as_secs_f64();
            if let Some(app) = app {
                app.metrics
                    .requests
                    .with_label_values(&[&method, &route, status.as_str()])
                    .inc();
                app.metrics
                    .latency
                    .with_label_values(&[&method, &route])
                    .observe(seconds);
            }
            if status.is_server_error() {
                tracing::error!(
                    request_id = id,
                    method,
                    path,
                    status = status.as_u16(),
                    "answered"
                );
            } else {
                tracing::debug!(
                    request_id = id,
                    method,
                    path,
                    status = status.as_u16(),
                    seconds,
                    "answered"
                );
            }
            if let Ok(value) = HeaderValue::from_str(&id) {
                response
                    .headers_mut()
                    .insert(HeaderName::from_static("x-request-id"), value);
            }
            Ok(response)
        })
        .await
}
