//! What can vendors do? Solutions with their capabilities and cases, from draft to the public pool.
//!
//! | from | move | to |
//! |---|---|---|
//! | (nothing) | create | draft |
//! | draft, returned | edit, submit | submitted |
//! | submitted | review: approve (a frozen version), return (with reasons) | published, returned |
//! | published | edit: the working content moves on, the public version stays until the next approval | published |
//! | published | submit (a new version) | submitted |
//! | draft, submitted, returned, published | withdraw | withdrawn |

pub mod input;
pub mod review;
mod routes;
pub mod service;
pub mod store;
pub mod view;

pub use routes::configure;
