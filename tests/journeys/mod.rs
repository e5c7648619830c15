//! One scenario through the whole house, and the house after a crash.

mod crash;
mod one_scenario;
