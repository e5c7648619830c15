//! Was another ranking better for those who use it, and may it serve?
//!
//! What people do with lists becomes grades ([`grades_of`]); places that are looked at less are allowed for
//! ([`Propensities`]); a ranking that was never shown is valued on the lists that were ([`estimate`]); two rankings
//! are put to people side by side ([`team_draft`]), on as many lists as it takes ([`lists_needed`]); two learners are compared on scenarios that neither has seen
//! ([`compare`]); and a [`ModelCard`] says what came of it, and whether the [`Rule`] for promotion holds.

mod card;
mod compare;
mod counterfactual;
mod grades;
mod interleave;
mod paired;
mod planning;
mod propensity;

pub use card::{CARD_VERSION, CardData, Decision, Limit, ModelCard, Rule, Unmet};
pub use compare::{CompareOptions, Comparison, Shown, ShownList, ShownValue, compare};
pub use counterfactual::{Estimate, Logged, Weighting, estimate};
pub use grades::{Deed, DeedKind, Grades, grades_of, passed_over};
pub use interleave::{Drafted, Outcomes, Team, sign_test, team_draft};
pub use paired::{PairedDifference, clustered_bootstrap, paired_bootstrap};
pub use planning::lists_needed;
pub use propensity::{Propensities, Seen};
