//! What do buyers need? Scenarios and their checkable requirements, from draft to closing.
//!
//! | from | move | to |
//! |---|---|---|
//! | (nothing) | create | draft |
//! | draft, returned | edit, submit | submitted |
//! | submitted | review: approve (a frozen version), return (with reasons) | published, returned |
//! | published | edit, then submit: the public version stays until the next approval | submitted |
//! | published | close: no more answers, deals go on | closed |
//! | draft, submitted, returned, published | withdraw, with a reason | withdrawn |

pub mod input;
mod routes;
pub mod service;
pub mod store;
pub mod view;

pub use routes::configure;
