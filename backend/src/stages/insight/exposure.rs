//! Which vendors do match lists give places to, which do buyers see, and how unevenly? Operators only.
//!
//! A list is frozen when a scenario is published, whether or not anybody opens it: *given* counts its first places,
//! *seen* those that stood on a buyer's screen. What organisations look at that refuse learning is not recorded.

use std::collections::HashMap;

use actix_web::{get, web};
use chrono::NaiveDate;
use entity::states::{SolutionState, SubjectKind};
use entity::{impression, match_entry, match_list, solution};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect, RelationTrait,
    sea_query::Expr,
};
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
    /// Places given among the first ten of lists.
    shown: u64,
    /// First places given.
    first: u64,
    /// Places that stood on a buyer's screen, however far down.
    seen: u64,
}

/// How evenly places fall on vendors.
#[derive(Debug, Serialize, ToSchema)]
struct PlacesView {
    /// Lists counted.
    lists: u64,
    /// Places counted.
    shown: u64,
    /// Gini coefficient of places over vendors; none where there is no place.
    gini: Option<f64>,
    /// Vendors without one.
    never: usize,
    /// Their share; none where there is no vendor.
    never_share: Option<f64>,
}

impl PlacesView {
    fn of(lists: u64, places: &[u64]) -> Self {
        let figures = recommender::Exposure::of(places);
        Self {
            lists,
            shown: figures.shown,
            gini: figures.gini,
            never: figures.never,
            never_share: figures.never_share(),
        }
    }
}

/// How showings fall on vendors.
#[derive(Debug, Serialize, ToSchema)]
struct ExposureView {
    /// Vendors with a published solution now, or with a place in the period.
    vendors: usize,
    /// The first ten places of scenarios' lists that were frozen in the period.
    given: PlacesView,
    /// The places of scenarios' lists that a buyer's side had on its screen for the first time in the period.
    seen: PlacesView,
    /// Most given first.
    by_vendor: Vec<VendorExposure>,
}

/// Places of one vendor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Places {
    given: u64,
    first: u64,
    seen: u64,
}

/// Which vendors the match lists of a period give places to, which buyers saw, and how unevenly (the operator)
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
    let mut counts: HashMap<Uuid, Places> = HashMap::new();
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
                count.given += 1;
                count.first += u64::from(position == 1);
            }
        }
    }
    // What was looked at a moment ago counts.
    app.recorder.flush().await;
    let (looks, seen) = on_screens(&app, &period).await?;
    for solution in seen {
        if let Some(vendor) = owner.get(&solution) {
            counts.entry(*vendor).or_default().seen += 1;
        }
    }
    let each = |of: fn(&Places) -> u64| counts.values().map(of).collect::<Vec<u64>>();
    let given = PlacesView::of(lists.len() as u64, &each(|c| c.given));
    let seen = PlacesView::of(looks, &each(|c| c.seen));
    let names = identity::briefs(&app.db, counts.keys().copied()).await?;
    let mut by_vendor: Vec<(Uuid, Places)> = counts.into_iter().collect();
    by_vendor.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    Ok(web::Json(ExposureView {
        vendors: by_vendor.len(),
        given,
        seen,
        by_vendor: by_vendor
            .into_iter()
            .map(|(id, places)| VendorExposure {
                organisation: names.get(&id).cloned(),
                shown: places.given,
                first: places.first,
                seen: places.seen,
            })
            .collect(),
    }))
}

/// How many lists of scenarios came to a buyer's screen for the first time in a period, and the solutions on it, each as
/// often as it stood there.
async fn on_screens(app: &App, period: &Period) -> Result<(u64, Vec<Uuid>)> {
    let looks = || {
        impression::Entity::find()
            .join(JoinType::InnerJoin, impression::Relation::List.def())
            .filter(match_list::Column::SubjectKind.eq(SubjectKind::Scenario))
            .filter(impression::Column::ShownAt.gte(period.start()))
            .filter(impression::Column::ShownAt.lt(period.end()))
    };
    let seen = looks()
        .select_only()
        .column(match_entry::Column::CounterpartId)
        .join(JoinType::InnerJoin, impression::Relation::Entries.def())
        .filter(
            Expr::col((match_entry::Entity, match_entry::Column::Position))
                .lte(Expr::col((impression::Entity, impression::Column::LastPlace))),
        )
        .into_tuple()
        .all(&app.db)
        .await?;
    Ok((looks().count(&app.db).await?, seen))
}
