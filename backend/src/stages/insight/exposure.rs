//! Which vendors do frozen match lists show, and how unevenly? Operators only.

use std::collections::HashMap;

use actix_web::{get, web};
use chrono::NaiveDate;
use entity::states::{SolutionState, SubjectKind};
use entity::{match_entry, match_list, solution};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::report::Period;
use crate::http::extract::UrlQuery;
use crate::http::problem::{ProblemDocument, Result};
use crate::stages::identity::{self, Caller, OrganisationBrief};
use crate::state::App;

/// Places that a buyer sees without asking for more.
const SEEN: i32 = 10;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(read);
}

/// A period of days in Asia/Shanghai, both included.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ExposureQuery {
    /// First day.
    from: NaiveDate,
    /// Last day.
    to: NaiveDate,
}

/// How often one vendor was shown.
#[derive(Debug, Serialize, ToSchema)]
struct VendorExposure {
    /// The vendor.
    organisation: Option<OrganisationBrief>,
    /// Places among the first ten of lists.
    shown: u64,
    /// First places.
    first: u64,
}

/// How showings fall on vendors.
#[derive(Debug, Serialize, ToSchema)]
struct ExposureView {
    /// Lists of scenarios frozen in the period.
    lists: u64,
    /// Vendors with a published solution now, or shown in the period.
    vendors: usize,
    /// Places among the first ten.
    shown: u64,
    /// Gini coefficient of places over vendors; none where nothing was shown.
    gini: Option<f64>,
    /// Vendors never shown.
    never: usize,
    /// Their share; none where there is no vendor.
    never_share: Option<f64>,
    /// Most shown first.
    by_vendor: Vec<VendorExposure>,
}

/// Which vendors the match lists of a period show, and how unevenly (the operator)
#[utoipa::path(tag = "insight", params(ExposureQuery), security(("bearer" = [])), responses((status = 200, body = ExposureView), (status = 403, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/exposure")]
async fn read(
    app: web::Data<App>,
    caller: Caller,
    query: UrlQuery<ExposureQuery>,
) -> Result<web::Json<ExposureView>> {
    caller.operator()?;
    let period = Period::new(query.from, query.to)?;
    // Ids of version 7 grow with time, but the list has its own.
    let lists: Vec<Uuid> = match_list::Entity::find()
        .select_only()
        .column(match_list::Column::Id)
        .filter(match_list::Column::SubjectKind.eq(SubjectKind::Scenario))
        .filter(match_list::Column::CreatedAt.gte(period.start()))
        .filter(match_list::Column::CreatedAt.lt(period.end()))
        .into_tuple()
        .all(&app.db)
        .await?;
    let owners: Vec<(Uuid, Uuid, SolutionState)> = solution::Entity::find()
        .select_only()
        .columns([
            solution::Column::Id,
            solution::Column::OrganisationId,
            solution::Column::State,
        ])
        .into_tuple()
        .all(&app.db)
        .await?;
    let mut counts: HashMap<Uuid, (u64, u64)> = HashMap::new();
    for (_, vendor, state) in &owners {
        if *state == SolutionState::Published {
            counts.entry(*vendor).or_default();
        }
    }
    let owner: HashMap<Uuid, Uuid> = owners.iter().map(|o| (o.0, o.1)).collect();
    for lists in lists.chunks(500) {
        let places: Vec<(Uuid, i32)> = match_entry::Entity::find()
            .select_only()
            .columns([match_entry::Column::CounterpartId, match_entry::Column::Position])
            .filter(match_entry::Column::ListId.is_in(lists.iter().copied()))
            .filter(match_entry::Column::Position.lte(SEEN))
            .into_tuple()
            .all(&app.db)
            .await?;
        for (solution, position) in places {
            if let Some(vendor) = owner.get(&solution) {
                let count = counts.entry(*vendor).or_default();
                count.0 += 1;
                count.1 += u64::from(position == 1);
            }
        }
    }
    let places: Vec<u64> = counts.values().map(|c| c.0).collect();
    let figures = recommender::Exposure::of(&places);
    let names = identity::briefs(&app.db, counts.keys().copied()).await?;
    let mut by_vendor: Vec<(Uuid, (u64, u64))> = counts.into_iter().collect();
    by_vendor.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    Ok(web::Json(ExposureView {
        lists: lists.len() as u64,
        vendors: figures.vendors,
        shown: figures.shown,
        gini: figures.gini,
        never: figures.never,
        never_share: figures.never_share(),
        by_vendor: by_vendor
            .into_iter()
            .map(|(id, (shown, first))| VendorExposure {
                organisation: names.get(&id).cloned(),
                shown,
                first,
            })
            .collect(),
    }))
}
