//! Who are you, for which organisation, and what may you do?
//!
//! Organisations register with a unified social credit code whose check digit is verified; users log in with
//! email and password (argon2id) and get a short access token (JWT) and a refresh token that is exchanged once:
//! a second use of the same refresh token revokes its whole family.

mod caller;
pub mod credit_code;
mod input;
pub mod password;
mod routes;
pub mod service;
pub mod tokens;
mod view;

pub use caller::Caller;
pub use input::{Kind, OrganisationInput, RegisterInput, UserInput};
pub use routes::configure;
pub use view::{DemoLogin, OrganisationBrief, brief, briefs};
