//! Whole-system guards: what must hold over every route, table and code.

mod openapi;
mod problems;
mod schema;
mod words;
