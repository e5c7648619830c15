//! What may come in for a claim?

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use super::moves::ClaimMove;
use crate::platform::money::Money;

/// A claim to be prepared: from a kept assessment of an accepted project, or from facts and an article.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClaimInput {
    /// A kept assessment of a project of the caller; then `policy`, `article`, `as_of` and `facts` are left out.
    pub assessment_id: Option<Uuid>,
    /// Policy id; the measures where it is left out.
    pub policy: Option<String>,
    /// Id of the article.
    pub article: Option<String>,
    /// Day of assessment, Asia/Shanghai; today where it is left out.
    pub as_of: Option<NaiveDate>,
    /// Facts by name, as the policy's schema says.
    pub facts: Map<String, Value>,
    /// The expense or project, up to 200 characters: once among the live claims of the enterprise.
    pub subject: Option<String>,
    /// Credit code of the seller or provider; needed where the article asks for a non-affiliated one.
    pub provider_credit_code: Option<String>,
    /// What is applied for; everything the article allows where it is left out.
    pub requested: Option<Money>,
}

/// A move of a claim.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveInput {
    /// Which.
    #[serde(rename = "move")]
    pub action: ClaimMove,
    /// What is said with it; needed to return and to refuse.
    #[serde(default)]
    pub note: String,
    /// With `approve`: the amount decided; what was applied for where it is left out.
    #[serde(default)]
    pub amount: Option<Money>,
}
