//! One scenario through the whole house, and the house after a crash.

mod crash;
mod first_operator;
mod one_scenario;
