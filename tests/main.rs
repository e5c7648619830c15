//! Every test of the service in one binary: it links once.

mod guards;
mod journeys;
mod stages;
mod support;
