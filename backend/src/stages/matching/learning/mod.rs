//! What do people do with match lists, and what is learned from it?
//!
//! `record` keeps which list an organisation was shown and what it opened, beside the read and never in its way;
//! `clicks` takes what the pages tell; `showings` tells a vendor how often its solution was shown, and what came of
//! it; `refusal` is the switch by which an organisation keeps out of all of it; `algorithm` tells
//! anybody by which principle lists are ranked. Organisations only: no person is recorded.

mod algorithm;
mod clicks;
mod record;
mod refusal;
mod showings;

pub use record::{Recorder, Showing};
pub use refusal::{refusals, refuses};
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    algorithm::configure(config);
    clicks::configure(config);
    refusal::configure(config);
    showings::configure(config);
}
