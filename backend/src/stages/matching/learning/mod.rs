//! What do people do with match lists, and what is learned from it?
//!
//! `record` keeps which list an organisation was shown and what it opened, beside the read and never in its way;
//! `clicks` takes what the pages tell; `showings` tells a vendor how often its solution was shown, and what came of
//! it; `refusal` is the switch by which an organisation keeps out of all of it; `algorithm` tells anybody by which
//! principle lists are ranked. `deeds` gathers what can be learned from, `choices` who chose what, `train` learns a
//! candidate and measures it, `registry` says which model serves and how it came to, and `schedule` when one is trained
//! by itself.
//! `experiment` puts a candidate to people beside what serves: `drafting` makes one list of two, `outcomes` counts whose
//! rows were chosen.
//! Organisations only: no person is recorded.

mod algorithm;
mod choices;
mod clicks;
mod deeds;
pub mod drafting;
pub mod experiment;
mod experiment_routes;
mod experiment_view;
mod model_routes;
mod model_view;
mod outcomes;
mod record;
mod refusal;
pub mod registry;
mod schedule;
mod showings;
mod train;

pub use choices::teaching;
pub use record::{Recorder, Showing};
pub use refusal::{refusals, refuses};
pub use schedule::{queue_when_due, train_by_job};
pub use train::{Trained, train};
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    algorithm::configure(config);
    clicks::configure(config);
    // Before the models: `/models/experiments` is no model's id.
    experiment_routes::configure(config);
    model_routes::configure(config);
    refusal::configure(config);
    showings::configure(config);
}
