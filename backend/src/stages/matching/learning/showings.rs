//! How often was a solution shown, at which places, and what came of it? For its vendor: counts, never by whom.

use std::collections::BTreeMap;

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use entity::states::{ClickKind, DealState, SubjectKind};
use entity::{click, deal, deal_event, impression, match_entry, match_list, solution};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
    sea_query::Expr,
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::http::extract::Allowed;
use crate::http::problem::{ProblemDocument, Result};
use crate::platform::clock;
use crate::stages::supply;
use crate::state::App;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(showings);
}

/// How often a solution stood at a place.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
struct PlaceView {
    /// Place, from 1.
    place: i32,
    /// Lists that showed it there.
    shown: u32,
    /// Of these, how many it was opened from.
    opened: u32,
}

/// What came of a solution.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
struct Came {
    /// Lists of buyers that showed it; one list shown to one buyer counts once.
    shown: u32,
    /// Best place.
    best_place: Option<i32>,
    /// Mean place.
    mean_place: Option<f64>,
    /// Lists that it was opened from.
    opened: u32,
    /// Invitations.
    invited: u32,
    /// Invitations that were answered by a proposal.
    answered: u32,
    /// Awards, however the deal began.
    won: u32,
}

/// One month of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct MonthView {
    /// `YYYY-MM`, Asia/Shanghai. Each deed counts in the month in which it happened.
    month: String,
    /// What came of it.
    #[serde(flatten)]
    came: Came,
}

/// How a solution was shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ShowingsView {
    /// The solution.
    solution_id: Uuid,
    /// Over all months.
    total: Came,
    /// By month, the latest first; months in which nothing happened are left out.
    months: Vec<MonthView>,
    /// By place, the first one first.
    places: Vec<PlaceView>,
}

/// Adds up what came, place by place.
#[derive(Default)]
struct Sum {
    came: Came,
    places: i64,
}

impl Sum {
    fn shown(&mut self, place: i32) {
        self.came.shown += 1;
        self.places += i64::from(place);
        self.came.best_place = Some(self.came.best_place.map_or(place, |best| best.min(place)));
    }

    fn end(self) -> Came {
        let mean = self.places as f64 / f64::from(self.came.shown.max(1));
        Came {
            mean_place: (self.came.shown > 0).then_some(mean),
            ..self.came
        }
    }
}

#[derive(Default)]
struct Sums {
    total: Sum,
    months: BTreeMap<String, Sum>,
}

impl Sums {
    fn add(&mut self, at: DateTime<Utc>, change: impl Fn(&mut Sum)) {
        change(&mut self.total);
        let month = clock::shanghai_day(at).format("%Y-%m").to_string();
        change(self.months.entry(month).or_default());
    }
}

/// How often a solution was shown in match lists, where, and what came of it, by month (its vendor)
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = ShowingsView), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/solutions/{id}/showings")]
async fn showings(
    app: web::Data<App>,
    Allowed(it): Allowed<supply::store::Own>,
) -> Result<web::Json<ShowingsView>> {
    app.recorder.flush().await;
    Ok(web::Json(compile(&app.db, &it.row).await?))
}

async fn compile(db: &impl ConnectionTrait, row: &solution::Model) -> Result<ShowingsView> {
    // Here alone: its names are those of numbers, too.
    use sea_orm::sea_query::ExprTrait as _;
    let mut sums = Sums::default();
    let mut places: BTreeMap<i32, PlaceView> = BTreeMap::new();
    let shown: Vec<(DateTime<Utc>, i32)> = impression::Entity::find()
        .select_only()
        .column(impression::Column::ShownAt)
        .column(match_entry::Column::Position)
        .join(JoinType::InnerJoin, impression::Relation::Entries.def())
        .join(JoinType::InnerJoin, impression::Relation::List.def())
        .filter(match_list::Column::SubjectKind.eq(SubjectKind::Scenario))
        .filter(match_entry::Column::CounterpartId.eq(row.id))
        .filter(
            Expr::col((match_entry::Entity, match_entry::Column::Position))
                .lte(Expr::col((impression::Entity, impression::Column::LastPlace))),
        )
        .into_tuple()
        .all(db)
        .await?;
    for (at, place) in shown {
        sums.add(at, |sum| sum.shown(place));
        let line = places.entry(place).or_default();
        line.place = place;
        line.shown += 1;
    }
    let opened: Vec<(DateTime<Utc>, i32)> = click::Entity::find()
        .select_only()
        .column(click::Column::At)
        .column(match_entry::Column::Position)
        .join(JoinType::InnerJoin, click::Relation::Entry.def())
        .join(JoinType::InnerJoin, click::Relation::List.def())
        .filter(match_list::Column::SubjectKind.eq(SubjectKind::Scenario))
        .filter(match_entry::Column::CounterpartId.eq(row.id))
        .filter(click::Column::Kind.eq(ClickKind::Opened))
        .into_tuple()
        .all(db)
        .await?;
    for (at, place) in opened {
        sums.add(at, |sum| sum.came.opened += 1);
        let line = places.entry(place).or_default();
        line.place = place;
        line.opened += 1;
    }
    of_deals(db, row.id, &mut sums).await?;
    let months = sums.months.into_iter().rev();
    Ok(ShowingsView {
        solution_id: row.id,
        total: sums.total.end(),
        months: months
            .map(|(month, sum)| MonthView {
                month,
                came: sum.end(),
            })
            .collect(),
        places: places.into_values().collect(),
    })
}

async fn of_deals(db: &impl ConnectionTrait, solution: Uuid, sums: &mut Sums) -> Result<()> {
    // A deal begins with the side that asked: its first event says whether it was an invitation.
    let begun: Vec<(deal_event::Model, Option<deal::Model>)> = deal_event::Entity::find()
        .find_also_related(deal::Entity)
        .filter(deal::Column::SolutionId.eq(solution))
        .filter(deal_event::Column::FromState.eq(""))
        .all(db)
        .await?;
    for (event, deal) in begun {
        let Some(deal) = deal else { continue };
        if event.to_state == DealState::Invited.as_str() {
            sums.add(deal.opened_at, |sum| sum.came.invited += 1);
            // To decline is an answer, but not one that a vendor would count.
            if let Some(at) = deal.answered_at.filter(|_| deal.state != DealState::Declined) {
                sums.add(at, |sum| sum.came.answered += 1);
            }
        }
        if let Some(at) = deal.awarded_at {
            sums.add(at, |sum| sum.came.won += 1);
        }
    }
    Ok(())
}
