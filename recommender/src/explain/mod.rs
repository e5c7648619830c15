//! Which words show that a solution fits, line by line, and why does it stand where it stands?

mod asked;
mod compare;
mod coverage;
mod fields;
mod forms;
mod limits;
mod lines;
mod listed;
mod meant;
mod offers;
mod other_words;
mod passages;
mod per;
mod premises;
mod quantity;
mod reasons;
mod refusals;
mod requirement;
mod said;
mod shared;
mod telling;

pub(crate) use asked::Asked;
pub(crate) use coverage::{at_most, cover};
pub(crate) use fields::SharedFields;
pub(crate) use limits::limits;
pub use limits::said_and_refused;
pub(crate) use lines::lines_of_text;
pub(crate) use passages::Passages;
pub(crate) use reasons::{Common, reasons};
pub(crate) use said::Said;
pub(crate) use shared::{SharedWords, words};
pub(crate) use telling::says_little;
