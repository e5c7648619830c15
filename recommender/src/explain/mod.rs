//! Which words show that a solution fits, line by line, and why does it stand where it stands?

mod compare;
mod coverage;
mod lines;
mod passages;
mod quantity;
mod reasons;
mod telling;

pub(crate) use coverage::{RequirementTerms, cover};
pub(crate) use lines::lines_of_text;
pub(crate) use passages::Passages;
pub(crate) use reasons::{reasons, shared_terms, words};
pub(crate) use telling::is_filler;
