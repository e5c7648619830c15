//! One scenario through the whole house, and the house after a crash.

mod allocate;
mod assess_command;
mod crash;
mod demo;
mod evaluate_encoder;
mod first_operator;
mod near;
mod new_words;
mod one_scenario;
mod plain_files;
mod train;
