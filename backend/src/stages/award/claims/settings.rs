//! What did the operator set? Approval thresholds, whether one expense may go under several articles, and which
//! companies are counted together.

use entity::{counted_group, counted_member, operator_setting, organisation};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, sea_query::ExprTrait as _,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use subsidy::Exclusion;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::ledger;
use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::check::Check;
use crate::platform::money::Money;
use crate::platform::{audit, clock, database};
use crate::stages::identity::{self, Caller, OrganisationBrief};
use crate::state::App;

const NAME: &str = "claims";

/// From which amount on how many different persons must approve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// From this amount on.
    pub from: Money,
    /// So many different persons: 1 to 3.
    #[schema(minimum = 1, maximum = 3)]
    pub approvals: i32,
}

/// The operator's settings for claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimSettings {
    /// By amount, ascending; the first starts at 0.
    pub thresholds: Vec<Threshold>,
    /// May one expense go under several articles? The text is silent.
    pub exclusion: Exclusion,
}

impl Default for ClaimSettings {
    fn default() -> Self {
        let step = |yuan: i64, approvals| Threshold {
            from: Money(yuan * 100),
            approvals,
        };
        Self {
            thresholds: vec![step(0, 1), step(100_000, 2)],
            exclusion: Exclusion::OneArticle,
        }
    }
}

impl ClaimSettings {
    /// How many persons must approve that amount.
    #[must_use]
    pub fn approvals(&self, amount: Money) -> i32 {
        self.thresholds
            .iter()
            .rev()
            .find(|t| t.from <= amount)
            .map_or(1, |t| t.approvals)
    }

    fn check(&self) -> Result<()> {
        let mut check = Check::default();
        let first = self.thresholds.first().is_some_and(|t| t.from == Money(0));
        check.that(
            first,
            "thresholds",
            "required",
            "expected a first threshold from 0.00",
        );
        check.that(
            self.thresholds.len() <= 10,
            "thresholds",
            "too_long",
            "expected at most 10",
        );
        for (i, pair) in self.thresholds.windows(2).enumerate() {
            if pair[0].from >= pair[1].from {
                check.add(
                    format!("thresholds[{}].from", i + 1),
                    "out_of_range",
                    "expected more than the one before",
                );
            }
        }
        for (i, t) in self.thresholds.iter().enumerate() {
            if !(1..=3).contains(&t.approvals) {
                check.add(
                    format!("thresholds[{i}].approvals"),
                    "out_of_range",
                    "expected 1 to 3 persons",
                );
            }
        }
        check.end(Code::InvalidInput)
    }
}

/// The settings as they are now.
///
/// # Errors
/// Database errors only.
pub async fn read(db: &impl ConnectionTrait) -> Result<ClaimSettings> {
    let row = operator_setting::Entity::find_by_id(NAME.to_owned())
        .one(db)
        .await?;
    Ok(match row {
        Some(row) => serde_json::from_value(row.value)?,
        None => ClaimSettings::default(),
    })
}

/// Replaces the settings.
///
/// # Errors
/// `invalid_input`.
pub async fn write(app: &App, caller: &Caller, settings: ClaimSettings) -> Result<ClaimSettings> {
    settings.check()?;
    let tx = database::begin_write(&app.db).await?;
    ledger::lock(&tx).await?;
    let old = operator_setting::Entity::find_by_id(NAME.to_owned())
        .one(&tx)
        .await?;
    let row = operator_setting::ActiveModel {
        name: Set(NAME.to_owned()),
        value: Set(json!(settings)),
        updated_by: Set(caller.user.id),
        updated_at: Set(clock::now()),
    };
    if old.is_some() {
        row.update(&tx).await?;
    } else {
        row.insert(&tx).await?;
    }
    audit::append(
        &tx,
        audit::Entry {
            actor: Some(caller.user.id),
            action: "setting.changed",
            kind: "setting",
            id: NAME.to_owned(),
            detail: json!({"from": old.map(|o| o.value), "to": settings}),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(settings)
}

/// Companies to be counted together.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupInput {
    /// Its name, up to 100 characters.
    pub name: String,
    /// Why they are counted together, up to 500 characters.
    pub reason: String,
    /// At least two organisations, none in another group.
    pub members: Vec<Uuid>,
}

/// Companies counted together.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GroupView {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Its members.
    pub members: Vec<OrganisationBrief>,
    /// When it was set up.
    pub created_at: chrono::DateTime<chrono::Utc>,
}

/// Every group, oldest first.
///
/// # Errors
/// Database errors only.
pub async fn groups(db: &impl ConnectionTrait) -> Result<Vec<GroupView>> {
    let rows = counted_group::Entity::find()
        .order_by_asc(counted_group::Column::Id)
        .all(db)
        .await?;
    let members = counted_member::Entity::find().all(db).await?;
    let names = identity::briefs(db, members.iter().map(|m| m.organisation_id)).await?;
    Ok(rows
        .into_iter()
        .map(|g| {
            let mut of: Vec<_> = members
                .iter()
                .filter(|m| m.group_id == g.id)
                .filter_map(|m| names.get(&m.organisation_id).cloned())
                .collect();
            of.sort_by(|a, b| a.name.cmp(&b.name));
            GroupView {
                id: g.id,
                name: g.name,
                reason: g.reason,
                members: of,
                created_at: g.created_at,
            }
        })
        .collect())
}

/// Counts companies together from now on.
///
/// # Errors
/// `invalid_input`, `already_exists` where one is in a group already.
pub async fn add_group(app: &App, caller: &Caller, input: GroupInput) -> Result<Vec<GroupView>> {
    let mut ids = input.members.clone();
    ids.sort();
    ids.dedup();
    let mut check = Check::default();
    check.text("name", &input.name, 1, 100);
    check.text("reason", &input.reason, 1, 500);
    check.that(
        ids.len() == input.members.len(),
        "members",
        "duplicate",
        "expected each once",
    );
    check.that(
        (2..=50).contains(&ids.len()),
        "members",
        "out_of_range",
        "expected 2 to 50 organisations",
    );
    check.end(Code::InvalidInput)?;
    let tx = database::begin_write(&app.db).await?;
    ledger::lock(&tx).await?;
    let known = identity::briefs(&tx, ids.iter().copied()).await?;
    let taken = counted_member::Entity::find()
        .filter(counted_member::Column::OrganisationId.is_in(ids.iter().copied()))
        .all(&tx)
        .await?;
    for (i, id) in input.members.iter().enumerate() {
        let field = format!("members[{i}]");
        if !known.contains_key(id) {
            let error = FieldError::new(field, "unknown_code", "expected an organisation");
            return Err(Problem::fields(Code::InvalidInput, vec![error]));
        }
        if taken.iter().any(|m| m.organisation_id == *id) {
            let error = FieldError::new(field, "taken", "it is counted in another group already");
            return Err(Problem::fields(Code::AlreadyExists, vec![error]));
        }
    }
    let group = counted_group::ActiveModel {
        id: Set(Uuid::now_v7()),
        name: Set(input.name.trim().to_owned()),
        reason: Set(input.reason.trim().to_owned()),
        created_by: Set(caller.user.id),
        created_at: Set(clock::now()),
    }
    .insert(&tx)
    .await?;
    for id in &ids {
        counted_member::ActiveModel {
            organisation_id: Set(*id),
            group_id: Set(group.id),
        }
        .insert(&tx)
        .await?;
    }
    note(
        &tx,
        caller,
        "counted_group.added",
        group.id,
        json!({"members": ids}),
    )
    .await?;
    tx.commit().await?;
    groups(&app.db).await
}

/// Counts the companies of a group apart from now on.
///
/// # Errors
/// `not_found`.
pub async fn remove_group(app: &App, caller: &Caller, id: Uuid) -> Result<()> {
    let tx = database::begin_write(&app.db).await?;
    ledger::lock(&tx).await?;
    let group = counted_group::Entity::find_by_id(id)
        .one(&tx)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    counted_member::Entity::delete_many()
        .filter(counted_member::Column::GroupId.eq(id))
        .exec(&tx)
        .await?;
    let detail = json!({"name": group.name});
    group.into_active_model().delete(&tx).await?;
    note(&tx, caller, "counted_group.removed", id, detail).await?;
    tx.commit().await?;
    Ok(())
}

async fn note(
    tx: &sea_orm::DatabaseTransaction,
    caller: &Caller,
    action: &str,
    id: Uuid,
    detail: serde_json::Value,
) -> Result<()> {
    audit::append(
        tx,
        audit::Entry {
            actor: Some(caller.user.id),
            action,
            kind: "counted_group",
            id: id.to_string(),
            detail,
        },
    )
    .await?;
    Ok(())
}

/// An organisation as the operator lists it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationRow {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its unified social credit code.
    pub credit_code: String,
}

/// Organisations whose name or credit code contains the words, by name, up to 50.
///
/// # Errors
/// Database errors only.
pub async fn organisations(db: &impl ConnectionTrait, words: &str) -> Result<Vec<OrganisationRow>> {
    let mut select = organisation::Entity::find()
        .order_by_asc(organisation::Column::Name)
        .limit(50);
    let words = words.trim();
    if !words.is_empty() {
        select = select.filter(
            organisation::Column::Name
                .contains(words)
                .or(organisation::Column::CreditCode.contains(words.to_uppercase())),
        );
    }
    Ok(select
        .all(db)
        .await?
        .into_iter()
        .map(|o| OrganisationRow {
            id: o.id,
            name: o.name,
            credit_code: o.credit_code,
        })
        .collect())
}
