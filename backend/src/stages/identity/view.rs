//! What does anybody see of users and organisations?

use std::collections::HashMap;

use entity::{app_user, organisation, states::UserRole};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::Kind;
use crate::http::problem::Result;

/// An organisation as others see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationBrief {
    /// Its id.
    pub id: Uuid,
    /// Registered name.
    pub name: String,
    /// What it does here.
    pub kinds: Vec<Kind>,
    /// Administrative code of its seat.
    pub region: String,
}

/// An organisation with what it says of itself.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationView {
    /// Name, kinds and region.
    #[serde(flatten)]
    pub brief: OrganisationBrief,
    /// Unified social credit code.
    pub credit_code: String,
    /// What it says of itself.
    pub intro: String,
}

/// A user as it sees itself.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UserView {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its login.
    pub email: String,
    /// Its role inside the organisation.
    pub role: UserRole,
}

/// The caller and its organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Me {
    /// The user.
    pub user: UserView,
    /// The organisation.
    pub organisation: OrganisationView,
}

/// A session.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Session {
    /// Send it as `Authorization: Bearer …`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds that the access token is good.
    pub expires_in: i64,
    /// Exchange it once for a new session.
    pub refresh_token: String,
    /// Who logged in.
    pub me: Me,
}

/// One demo login.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DemoLogin {
    /// `vendor`, `buyer` or `operator`.
    pub role: Kind,
    /// Login.
    pub email: String,
    /// Password.
    pub password: String,
}

/// The demo logins, empty unless the server runs with demo data.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DemoLogins {
    /// One for each role.
    pub logins: Vec<DemoLogin>,
}

/// The brief of an organisation.
#[must_use]
pub fn brief(org: &organisation::Model) -> OrganisationBrief {
    let mut kinds = Vec::new();
    if org.is_vendor {
        kinds.push(Kind::Vendor);
    }
    if org.is_buyer {
        kinds.push(Kind::Buyer);
    }
    if org.is_operator {
        kinds.push(Kind::Operator);
    }
    OrganisationBrief {
        id: org.id,
        name: org.name.clone(),
        kinds,
        region: org.region.clone(),
    }
}

/// Briefs of those organisations, by id.
///
/// # Errors
/// Database errors only.
pub async fn briefs(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, OrganisationBrief>> {
    let mut ids: Vec<Uuid> = ids.into_iter().collect();
    ids.sort();
    ids.dedup();
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.iter().map(|o| (o.id, brief(o))).collect())
}

pub(super) fn organisation(org: &organisation::Model) -> OrganisationView {
    OrganisationView {
        brief: brief(org),
        credit_code: org.credit_code.clone(),
        intro: org.intro.clone(),
    }
}

pub(super) fn me(user: &app_user::Model, org: &organisation::Model) -> Me {
    Me {
        user: UserView {
            id: user.id,
            name: user.name.clone(),
            email: user.email.clone(),
            role: user.role,
        },
        organisation: organisation(org),
    }
}
