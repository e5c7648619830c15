//! Who fits whom, and why? The only caller of `recommender`.
//!
//! [`Pool`] holds the matching engine over the published rows and follows the database; [`service`] ranks and
//! freezes lists; `allocation` gives their places out together; [`indexing`] keeps the search index; `stated` puts forms
//! in words; `routes` shows lists and search; `compare` puts solutions side by side; `likeness` tells search how near rows are in meaning; `learning` keeps what is done with lists; `transfers`
//! shows who does the same elsewhere; `why_not` tells a vendor why its solution stands
//! where it stands.

mod allocation;
mod asked_price;
mod compare;
pub mod encoder;
pub mod encoding;
mod hits;
pub mod indexing;
mod kept_vectors;
pub mod learning;
mod likeness;
mod pool;
mod query_vectors;
mod records;
mod routes;
mod rows;
mod search_routes;
pub mod service;
pub mod stated;
mod transfers;
pub mod view;
mod why_not;

pub use pool::Pool;
pub use records::Records;
pub use rows::{scenario_row, scenario_text, solution_row, solution_text};
use utoipa_actix_web::service_config::ServiceConfig;

/// Adds the routes.
pub fn configure(config: &mut ServiceConfig) {
    routes::configure(config);
    allocation::configure(config);
    learning::configure(config);
    compare::configure(config);
    search_routes::configure(config);
    transfers::configure(config);
    why_not::configure(config);
}
