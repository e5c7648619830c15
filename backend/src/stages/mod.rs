//! The journey, in order. A stage may import an earlier one, never a later one.

pub mod award;
pub mod deal;
pub mod demand;
pub mod identity;
pub mod insight;
pub mod matching;
pub mod outcome;
pub mod supply;
