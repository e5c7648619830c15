//! How does a claim go from an assessment to payment?
//!
//! | from | move | by | to | room |
//! |---|---|---|---|---|
//! | (none) | prepare, from an assessment | applicant | draft | reserved |
//! | draft, returned | submit: every required document is there | applicant | submitted | |
//! | submitted | return, with a reason | operator | returned | |
//! | submitted | approve: as many different persons as the threshold asks for | operator | approved | the amount decided |
//! | submitted | refuse, with a reason | operator | refused | released |
//! | approved | pay | operator | paid | fixed |
//! | draft, submitted, returned, approved | withdraw | applicant | withdrawn | released |

pub mod documents;
mod form;
pub mod input;
pub mod moves;
mod package;
pub mod prepare;
mod routes;
pub mod settings;
pub mod store;
mod view;

pub(super) use routes::configure;
