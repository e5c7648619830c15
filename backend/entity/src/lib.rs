//! What does the database hold? One file a table; `states` holds the enums that are stored as words.

pub mod app_user;
pub mod assessment;
pub mod audit_entry;
pub mod contract;
pub mod deal;
pub mod deal_event;
pub mod evidence;
pub mod idempotency_key;
pub mod import_run;
pub mod indicator;
pub mod job;
pub mod match_entry;
pub mod match_list;
pub mod milestone;
pub mod organisation;
pub mod proposal;
pub mod refresh_token;
pub mod review;
pub mod scenario;
pub mod scenario_version;
pub mod solution;
pub mod solution_version;
pub mod states;
pub mod stored_file;
