//! Which entries of a list were opened? What the pages tell, once for each entry and kind.

use actix_web::{post, web};
use entity::states::ClickKind;
use entity::{click, match_entry};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::OnConflict,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::{experiment, refusal};
use crate::http::extract::{Allowed, Body};
use crate::http::problem::{Code, FieldError, Problem, ProblemDocument, Result};
use crate::platform::{clock, database};
use crate::stages::identity::Caller;
use crate::stages::matching::routes::VisibleList;
use crate::state::App;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(clicked);
}

/// What was done with an entry of a list.
#[derive(Debug, Deserialize, ToSchema)]
struct ClickInput {
    /// The entry, of this list.
    entry: Uuid,
    /// What was done with it.
    kind: ClickKind,
}

/// Whether it was kept.
#[derive(Debug, Serialize, ToSchema)]
struct ClickView {
    /// False where the caller's behaviour is not recorded: the operator's, and that of whoever refuses.
    recorded: bool,
}

/// Tell what was done with an entry of a list (whoever may see the list); saying it twice is saying it once
#[utoipa::path(tag = "matching", params(("id" = Uuid, Path)), security(("bearer" = [])), request_body = ClickInput, responses((status = 200, body = ClickView), (status = 404, body = ProblemDocument, content_type = "application/problem+json"), (status = 422, body = ProblemDocument, content_type = "application/problem+json")))]
#[post("/match-lists/{id}/clicks")]
async fn clicked(
    app: web::Data<App>,
    Allowed(VisibleList(list)): Allowed<VisibleList>,
    caller: Caller,
    Body(input): Body<ClickInput>,
) -> Result<web::Json<ClickView>> {
    let found = match_entry::Entity::find_by_id(input.entry)
        .filter(match_entry::Column::ListId.eq(list.id))
        .count(&app.db)
        .await?;
    if found == 0 {
        let error = FieldError::new("entry", "unknown_entry", "expected an entry of this list");
        return Err(Problem::fields(Code::InvalidInput, vec![error]));
    }
    let own = caller.org() == list.organisation_id && !caller.is_operator();
    if !own || refusal::refuses(&app.db, caller.org()).await? {
        return Ok(web::Json(ClickView { recorded: false }));
    }
    let row = click::ActiveModel {
        id: Set(Uuid::now_v7()),
        list_id: Set(list.id),
        entry_id: Set(input.entry),
        organisation_id: Set(caller.org()),
        kind: Set(input.kind),
        at: Set(clock::now()),
    };
    let there = OnConflict::columns([
        click::Column::ListId,
        click::Column::EntryId,
        click::Column::OrganisationId,
        click::Column::Kind,
    ])
    .do_nothing()
    .to_owned();
    let tx = database::begin_write(&app.db).await?;
    click::Entity::insert(row)
        .on_conflict(there)
        .exec_without_returning(&tx)
        .await?;
    let queued = experiment::weigh_later(&tx, list.id).await?;
    tx.commit().await?;
    if queued {
        app.wake();
    }
    Ok(web::Json(ClickView { recorded: true }))
}
