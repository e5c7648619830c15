//! HTTP of match lists.

use std::collections::HashMap;

use actix_web::{get, web};
use entity::states::{SubjectKind, Surface};
use entity::{deal, match_entry, match_list};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::learning::Showing;
use super::service;
use super::view::{Counterpart, MatchEntryView, MatchListView};
use crate::http::extract::{Allowed, Row, UrlQuery};
use crate::http::problem::{Code, Problem, ProblemDocument, Result};
use crate::platform::check::Check;
use crate::stages::identity::{self, Caller};
use crate::stages::{demand, supply};
use crate::state::App;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(scenario_matches)
        .service(solution_matches)
        .service(frozen);
}

/// How a list is looked at.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Places that the caller puts on the screen at once, so that no row counts as shown that was not; all without it.
    #[param(minimum = 1, maximum = 100)]
    shown: Option<usize>,
    /// `false` asks for the list of the prior, without anything that was learned; a list that is frozen stays as it is.
    personalised: Option<bool>,
}

impl ListQuery {
    fn personalised(&self) -> bool {
        self.personalised.unwrap_or(true)
    }

    fn check(&self) -> Result<()> {
        let mut check = Check::default();
        if let Some(shown) = self.shown {
            check.range("shown", shown, 1, 100);
        }
        check.end(Code::InvalidInput)
    }
}

/// A list that the caller may see: it was made for its organisation, or the caller runs the platform.
pub(super) struct VisibleList(pub match_list::Model);

impl Row for VisibleList {
    async fn load(app: web::Data<App>, caller: Option<Caller>, id: Uuid) -> Result<Self> {
        let caller = caller.ok_or_else(|| Problem::new(Code::NotAuthenticated))?;
        let mut select = match_list::Entity::find_by_id(id);
        if !caller.is_operator() {
            select = select.filter(match_list::Column::OrganisationId.eq(caller.org()));
        }
        select
            .one(&app.db)
            .await?
            .map(Self)
            .ok_or_else(|| Problem::new(Code::NotFound))
    }
}

/// Solutions ranked for a scenario, with reasons; the list is frozen as shown (its buyer; the operator sees the last one)
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path), ListQuery), security(("bearer" = [])), responses((status = 200, body = MatchListView), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/scenarios/{id}/matches")]
async fn scenario_matches(
    app: web::Data<App>,
    Allowed(it): Allowed<demand::store::Visible>,
    query: UrlQuery<ListQuery>,
    caller: Option<Caller>,
) -> Result<web::Json<MatchListView>> {
    query.check()?;
    if !it.working {
        return Err(Problem::new(Code::NotFound));
    }
    let kept = kept(
        &app,
        &caller,
        it.row.organisation_id,
        (SubjectKind::Scenario, it.row.id),
    )
    .await?;
    let list = if let Some(list) = kept.filter(|_| query.personalised()) {
        list
    } else if demand::store::is_open(&it.row) {
        service::freeze_scenario(&app, &it.row, query.personalised()).await?
    } else if it.row.published_version.is_some() {
        service::latest(&app, SubjectKind::Scenario, it.row.id).await?
    } else {
        return Err(Problem::wrong_state(
            "match",
            it.row.state.as_str(),
            &["published"],
        ));
    };
    shown(&app, list, &query, Surface::Matches, caller).await
}

/// Scenarios ranked for a solution, with reasons; the list is frozen as shown (its vendor; the operator sees the last one)
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path), ListQuery), security(("bearer" = [])), responses((status = 200, body = MatchListView), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 409, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/solutions/{id}/matches")]
async fn solution_matches(
    app: web::Data<App>,
    Allowed(it): Allowed<supply::store::Visible>,
    query: UrlQuery<ListQuery>,
    caller: Option<Caller>,
) -> Result<web::Json<MatchListView>> {
    query.check()?;
    if !it.working {
        return Err(Problem::new(Code::NotFound));
    }
    let kept = kept(
        &app,
        &caller,
        it.row.organisation_id,
        (SubjectKind::Solution, it.row.id),
    )
    .await?;
    let list = match kept.filter(|_| query.personalised()) {
        Some(list) => list,
        None => service::freeze_solution(&app, &it.row, query.personalised()).await?,
    };
    shown(&app, list, &query, Surface::Matches, caller).await
}

/// A list as it was frozen
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path), ListQuery), security(("bearer" = [])), responses((status = 200, body = MatchListView), (status = 404, body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/match-lists/{id}")]
async fn frozen(
    app: web::Data<App>,
    Allowed(it): Allowed<VisibleList>,
    query: UrlQuery<ListQuery>,
    caller: Option<Caller>,
) -> Result<web::Json<MatchListView>> {
    query.check()?;
    shown(&app, it.0, &query, Surface::Frozen, caller).await
}

/// The list that a row's own side was shown last, for somebody else: who looks on makes no list in its name.
async fn kept(
    app: &App,
    caller: &Option<Caller>,
    owner: Uuid,
    (kind, id): (SubjectKind, Uuid),
) -> Result<Option<match_list::Model>> {
    if caller.as_ref().is_none_or(|caller| caller.org() == owner) {
        return Ok(None);
    }
    match service::latest(app, kind, id).await {
        Ok(list) => Ok(Some(list)),
        Err(problem) if problem.code == Code::NotFound => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// The list as it goes out; that its own side was shown it is noted beside.
async fn shown(
    app: &App,
    list: match_list::Model,
    query: &ListQuery,
    surface: Surface,
    caller: Option<Caller>,
) -> Result<web::Json<MatchListView>> {
    let model = list.clone();
    let view = view(app, list).await?;
    let showing = Showing::of(&model, view.entries.len(), query.shown, surface, caller.as_ref());
    app.recorder.note(&app.db, showing);
    Ok(web::Json(view))
}

async fn view(app: &App, list: match_list::Model) -> Result<MatchListView> {
    let entries = match_entry::Entity::find()
        .filter(match_entry::Column::ListId.eq(list.id))
        .order_by_asc(match_entry::Column::Position)
        .all(&app.db)
        .await?;
    let ids: Vec<Uuid> = entries.iter().map(|e| e.counterpart_id).collect();
    let mut counterparts = counterparts(app, list.subject_kind, &ids).await?;
    let (own, other) = match list.subject_kind {
        SubjectKind::Scenario => (deal::Column::ScenarioId, deal::Column::SolutionId),
        SubjectKind::Solution => (deal::Column::SolutionId, deal::Column::ScenarioId),
    };
    let deals: HashMap<Uuid, Uuid> = deal::Entity::find()
        .filter(own.eq(list.subject_id))
        .filter(other.is_in(ids))
        .all(&app.db)
        .await?
        .into_iter()
        .map(|d| {
            (
                if list.subject_kind == SubjectKind::Scenario {
                    d.solution_id
                } else {
                    d.scenario_id
                },
                d.id,
            )
        })
        .collect();
    let entries: Result<Vec<_>> = entries
        .into_iter()
        .map(|e| {
            Ok(MatchEntryView {
                id: e.id,
                rank: e.position,
                score: e.score,
                counterpart: counterparts.remove(&e.counterpart_id),
                deal_id: deals.get(&e.counterpart_id).copied(),
                detail: serde_json::from_value(e.detail)?,
            })
        })
        .collect();
    Ok(MatchListView {
        id: list.id,
        subject_kind: list.subject_kind,
        subject_id: list.subject_id,
        model: list.model,
        ranker: list.ranker,
        created_at: list.created_at,
        considered: list.considered,
        excluded: serde_json::from_value(list.excluded)?,
        entries: entries?,
    })
}

pub(super) async fn counterparts(
    app: &App,
    kind: SubjectKind,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Counterpart>> {
    let mut found = Vec::new();
    match kind {
        SubjectKind::Scenario => {
            for (row, c) in supply::store::published(&app.db, ids).await? {
                found.push((row.organisation_id, row.id, c.title, c.summary, c.direction, true));
            }
        }
        SubjectKind::Solution => {
            for (row, c) in demand::store::published(&app.db, ids).await? {
                let open = demand::store::is_open(&row) && !demand::store::is_over(c.answers_due);
                found.push((row.organisation_id, row.id, c.title, c.summary, c.direction, open));
            }
        }
    }
    let orgs = identity::briefs(&app.db, found.iter().map(|f| f.0)).await?;
    Ok(found
        .into_iter()
        .map(|(org, id, title, summary, direction, open)| {
            (
                id,
                Counterpart {
                    id,
                    title,
                    summary,
                    direction,
                    organisation: orgs.get(&org).cloned(),
                    open,
                },
            )
        })
        .collect())
}
