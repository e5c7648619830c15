//! How do organisations register, users log in, and sessions go on?

use chrono::TimeDelta;
use entity::{app_user, organisation, refresh_token, states::UserRole};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::input::{Kind, LoginInput, OrganisationInput, RegisterInput, UserInput};
use super::view::{self, Session};
use super::{credit_code::CreditCode, password, tokens};
use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::{audit, clock, database};
use crate::state::App;

/// Registers an organisation with its owner and logs it in.
///
/// # Errors
/// `invalid_input`, `invalid_credit_code`, `already_exists` for a code or email that is taken.
pub async fn register(app: &App, input: RegisterInput) -> Result<Session> {
    let code = input.check(&app.taxonomies)?;
    let hash = hash_off_thread(input.user.password.clone()).await?;
    let tx = database::begin_write(&app.db).await?;
    let (org, user) = insert(&tx, &input.organisation, &code, &input.user, hash).await?;
    let session = open_session(app, &tx, &user, &org, Uuid::now_v7()).await?;
    tx.commit().await?;
    Ok(session)
}

/// Registers an operator with its owner; only for commands on the server.
///
/// # Errors
/// As [`register`].
pub async fn register_operator(app: &App, mut input: RegisterInput) -> Result<organisation::Model> {
    input.organisation.kinds = vec![Kind::Operator];
    let code = input.check_as(&app.taxonomies, true)?;
    let hash = hash_off_thread(input.user.password.clone()).await?;
    let tx = database::begin_write(&app.db).await?;
    let (org, _) = insert(&tx, &input.organisation, &code, &input.user, hash).await?;
    tx.commit().await?;
    Ok(org)
}

async fn insert(
    tx: &DatabaseTransaction,
    org: &OrganisationInput,
    code: &CreditCode,
    user: &UserInput,
    hash: String,
) -> Result<(organisation::Model, app_user::Model)> {
    let email = user.email.trim().to_lowercase();
    let taken = |field: &str| {
        Problem::fields(
            Code::AlreadyExists,
            vec![FieldError::new(field, "taken", "it is registered already")],
        )
    };
    if organisation::Entity::find()
        .filter(organisation::Column::CreditCode.eq(code.as_str()))
        .one(tx)
        .await?
        .is_some()
    {
        return Err(taken("organisation.credit_code"));
    }
    if app_user::Entity::find()
        .filter(app_user::Column::Email.eq(&email))
        .one(tx)
        .await?
        .is_some()
    {
        return Err(taken("user.email"));
    }
    let org = insert_organisation(tx, Uuid::now_v7(), org, code, json!({})).await?;
    let user = insert_user(tx, org.id, &user.name, &email, UserRole::Owner, hash).await?;
    audit::append(
        tx,
        audit::Entry {
            actor: Some(user.id),
            action: "organisation.registered",
            kind: "organisation",
            id: org.id.to_string(),
            detail: json!({"credit_code": org.credit_code}),
        },
    )
    .await?;
    Ok((org, user))
}

/// Adds an organisation; its uniqueness has been looked at.
///
/// # Errors
/// Database errors only.
pub async fn insert_organisation(
    tx: &DatabaseTransaction,
    id: Uuid,
    input: &OrganisationInput,
    code: &CreditCode,
    contact: serde_json::Value,
) -> Result<organisation::Model> {
    let now = clock::now();
    Ok(organisation::ActiveModel {
        id: Set(id),
        name: Set(input.name.trim().to_owned()),
        credit_code: Set(code.as_str().to_owned()),
        is_vendor: Set(input.kinds.contains(&Kind::Vendor)),
        is_buyer: Set(input.kinds.contains(&Kind::Buyer)),
        is_operator: Set(input.kinds.contains(&Kind::Operator)),
        region: Set(input.region.clone()),
        intro: Set(input.intro.clone()),
        contact: Set(contact),
        created_at: Set(now),
        updated_at: Set(now),
    }
    .insert(tx)
    .await?)
}

/// Adds a user.
///
/// # Errors
/// Database errors only.
pub async fn insert_user(
    tx: &DatabaseTransaction,
    organisation_id: Uuid,
    name: &str,
    email: &str,
    role: UserRole,
    password_hash: String,
) -> Result<app_user::Model> {
    Ok(app_user::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(organisation_id),
        email: Set(email.to_owned()),
        name: Set(name.trim().to_owned()),
        role: Set(role),
        password_hash: Set(password_hash),
        disabled: Set(false),
        created_at: Set(clock::now()),
    }
    .insert(tx)
    .await?)
}

/// Logs a user in.
///
/// # Errors
/// `invalid_login`, the same for a wrong email and a wrong password; `too_many_attempts`.
pub async fn login(app: &App, input: LoginInput) -> Result<Session> {
    let email = input.email.trim().to_lowercase();
    if !app.login_attempts.allowed(&email) {
        return Err(Problem::new(Code::TooManyAttempts));
    }
    let found = app_user::Entity::find()
        .filter(app_user::Column::Email.eq(&email))
        .find_also_related(organisation::Entity)
        .one(&app.db)
        .await?;
    // An unknown email costs the same time as a wrong password.
    let hash = found
        .as_ref()
        .map_or_else(|| app.absent_hash.clone(), |(u, _)| u.password_hash.clone());
    let right = actix_web::web::block(move || password::verify(&input.password, &hash))
        .await
        .map_err(|e| Problem::from(anyhow::anyhow!(e)))?;
    let Some((user, Some(org))) = found.filter(|(u, _)| right && !u.disabled) else {
        app.login_attempts.failed(&email);
        return Err(Problem::new(Code::InvalidLogin));
    };
    app.login_attempts.succeeded(&email);
    let tx = database::begin_write(&app.db).await?;
    let session = open_session(app, &tx, &user, &org, Uuid::now_v7()).await?;
    tx.commit().await?;
    Ok(session)
}

/// Exchanges a refresh token. Used twice, it revokes every token that descends from the same login: either the
/// user or a thief is using a copy.
///
/// # Errors
/// `invalid_refresh_token`.
pub async fn refresh(app: &App, token: &str) -> Result<Session> {
    let now = clock::now();
    let invalid = || Problem::new(Code::InvalidRefreshToken);
    let tx = database::begin_write(&app.db).await?;
    let row = refresh_token::Entity::find()
        .filter(refresh_token::Column::TokenHash.eq(tokens::digest(token)))
        .one(&tx)
        .await?
        .ok_or_else(invalid)?;
    // Claimed by a conditional update, so that of two exchanges at once only one wins.
    let claimed = refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::UsedAt, Expr::value(now))
        .filter(refresh_token::Column::Id.eq(row.id))
        .filter(refresh_token::Column::UsedAt.is_null())
        .filter(refresh_token::Column::RevokedAt.is_null())
        .filter(refresh_token::Column::ExpiresAt.gt(now))
        .exec(&tx)
        .await?
        .rows_affected;
    if claimed == 0 {
        revoke(&tx, row.family).await?;
        tx.commit().await?;
        return Err(invalid());
    }
    let (user, org) = app_user::Entity::find_by_id(row.user_id)
        .find_also_related(organisation::Entity)
        .one(&tx)
        .await?
        .ok_or_else(invalid)?;
    let org = org.filter(|_| !user.disabled).ok_or_else(invalid)?;
    let session = open_session(app, &tx, &user, &org, row.family).await?;
    tx.commit().await?;
    Ok(session)
}

/// Ends a session: the token's whole family.
///
/// # Errors
/// Database errors only; an unknown token is already ended.
pub async fn logout(app: &App, token: &str) -> Result<()> {
    let tx = database::begin_write(&app.db).await?;
    let row = refresh_token::Entity::find()
        .filter(refresh_token::Column::TokenHash.eq(tokens::digest(token)))
        .one(&tx)
        .await?;
    if let Some(row) = row {
        revoke(&tx, row.family).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn revoke(tx: &DatabaseTransaction, family: Uuid) -> Result<()> {
    refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::RevokedAt, Expr::value(clock::now()))
        .filter(refresh_token::Column::Family.eq(family))
        .filter(refresh_token::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

async fn open_session(
    app: &App,
    tx: &DatabaseTransaction,
    user: &app_user::Model,
    org: &organisation::Model,
    family: Uuid,
) -> Result<Session> {
    let now = clock::now();
    let token = tokens::new_refresh();
    refresh_token::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(user.id),
        family: Set(family),
        token_hash: Set(tokens::digest(&token)),
        issued_at: Set(now),
        expires_at: Set(app.keys.refresh_end(now)),
        used_at: Set(None),
        revoked_at: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(Session {
        access_token: app.keys.sign(user.id, org.id, now)?,
        token_type: "Bearer".to_owned(),
        expires_in: app.keys.access_seconds(),
        refresh_token: token,
        me: view::me(user, org),
    })
}

async fn hash_off_thread(password: String) -> Result<String> {
    Ok(actix_web::web::block(move || password::hash(&password))
        .await
        .map_err(|e| anyhow::anyhow!(e))??)
}

/// Counts failed logins by email: after eight in a row, a pause of a minute. Kept in memory: a restart forgets it,
/// several servers count apart.
#[derive(Debug, Default)]
pub struct LoginAttempts {
    failed: std::sync::Mutex<std::collections::HashMap<String, (u32, chrono::DateTime<chrono::Utc>)>>,
}

impl LoginAttempts {
    const LIMIT: u32 = 8;
    const KEPT: usize = 100_000;

    fn allowed(&self, email: &str) -> bool {
        let failed = self
            .failed
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        !failed
            .get(email)
            .is_some_and(|(n, last)| *n >= Self::LIMIT && clock::now() - *last < TimeDelta::minutes(1))
    }

    fn failed(&self, email: &str) {
        let mut failed = self
            .failed
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if failed.len() >= Self::KEPT {
            failed.clear();
        }
        let entry = failed.entry(email.to_owned()).or_insert((0, clock::now()));
        *entry = (entry.0 + 1, clock::now());
    }

    fn succeeded(&self, email: &str) {
        self.failed
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .remove(email);
    }
}
