//! What may come in at acceptance?

use std::collections::HashSet;

use entity::indicator;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::problem::{Code, Result};
use crate::platform::check::Check;
use crate::platform::taxonomy::Taxonomies;
use crate::stages::deal::input::check_value;

/// A value that was measured.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasuredValue {
    /// The indicator.
    pub id: Uuid,
    /// The value, in the indicator's unit.
    pub actual: f64,
}

/// The vendor's declaration of completion.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceInput {
    /// A value for every indicator.
    #[serde(default)]
    pub indicators: Vec<MeasuredValue>,
    /// Words to the buyer, up to 1,000 characters.
    #[serde(default)]
    pub note: String,
}

/// Why the buyer sends the work back.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnInput {
    /// A code of the review-reasons taxonomy that applies to acceptance.
    pub reason: String,
    /// What has to be put right, 2 to 1,000 characters.
    pub note: String,
}

impl AcceptanceInput {
    /// Checks the values against the indicators of the contract; what is missing is left to the caller.
    ///
    /// # Errors
    /// `invalid_input` with every field.
    pub fn check(&self, indicators: &[indicator::Model]) -> Result<()> {
        let mut check = Check::default();
        let mut seen = HashSet::new();
        for (i, value) in self.indicators.iter().enumerate() {
            let field = format!("indicators[{i}].id");
            if !indicators.iter().any(|known| known.id == value.id) {
                check.add(field, "unknown_indicator", "expected an indicator of this deal");
            } else if !seen.insert(value.id) {
                check.add(field, "duplicate", "this indicator stands twice");
            }
            check_value(&mut check, &format!("indicators[{i}].actual"), value.actual);
        }
        check.text("note", &self.note, 0, 1_000);
        check.end(Code::InvalidInput)
    }
}

impl ReturnInput {
    /// # Errors
    /// `invalid_input`.
    pub fn check(&self, taxonomies: &Taxonomies) -> Result<()> {
        let mut check = Check::default();
        let fits = taxonomies
            .review_reasons
            .iter()
            .any(|r| r.code == self.reason && r.applies.iter().any(|a| a == "acceptance"));
        check.that(
            fits,
            "reason",
            "unknown_code",
            "expected a code of the review-reasons taxonomy for acceptance",
        );
        check.text("note", &self.note, 2, 1_000);
        check.end(Code::InvalidInput)
    }
}
