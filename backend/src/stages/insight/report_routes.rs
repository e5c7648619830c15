//! HTTP of the report: operators only.

use actix_web::{get, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::report::{self, Figure, Period, Report, ReportRow};
use crate::http::extract::{Page, PageQuery, UrlQuery};
use crate::http::problem::{Code, FieldError, Problem, ProblemDocument, Result};
use crate::stages::identity::Caller;
use crate::state::App;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(read).service(rows);
}

/// A period of days in Asia/Shanghai, both included.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PeriodQuery {
    /// First day.
    from: NaiveDate,
    /// Last day.
    to: NaiveDate,
}

/// Which rows.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RowsQuery {
    /// Key of the figure.
    figure: String,
    /// First day.
    from: NaiveDate,
    /// Last day.
    to: NaiveDate,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
    /// Rows a page, 1 to 200.
    limit: Option<u64>,
}

/// The platform's figures for a period, each linking to its rows
#[utoipa::path(tag = "insight", params(PeriodQuery), security(("bearer" = [])), responses((status = 200, body = Report), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/report")]
async fn read(
    app: web::Data<App>,
    caller: Caller,
    query: UrlQuery<PeriodQuery>,
) -> Result<web::Json<Report>> {
    caller.operator()?;
    Ok(web::Json(
        report::compile(&app.db, Period::new(query.from, query.to)?).await?,
    ))
}

/// The rows behind a figure
#[utoipa::path(tag = "insight", params(RowsQuery), security(("bearer" = [])), responses((status = 200, body = Page<ReportRow>), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/report/rows")]
async fn rows(
    app: web::Data<App>,
    caller: Caller,
    query: UrlQuery<RowsQuery>,
) -> Result<web::Json<Page<ReportRow>>> {
    caller.operator()?;
    let figure = Figure::of(&query.figure).ok_or_else(|| {
        let keys: Vec<_> = Figure::ALL.iter().map(|f| f.key()).collect();
        let error = FieldError::new(
            "figure",
            "unknown_code",
            format!("expected one of {}", keys.join(", ")),
        );
        Problem::fields(Code::InvalidInput, vec![error])
    })?;
    let page = PageQuery::new(query.cursor, query.limit)?;
    let rows = report::rows(
        &app.db,
        Period::new(query.from, query.to)?,
        figure,
        page.cursor,
        page.limit(),
    )
    .await?;
    Ok(web::Json(Page::cut(rows, page.limit(), |r| r.id, |r| r)))
}
