//! What does a test need? A server of its own on a random port, on SQLite and on PostgreSQL, with a database that
//! is dropped afterwards.

mod app;
mod client;
pub mod data;
mod program;
pub mod stand_in;

pub use app::{Backend, TestApp};
pub use client::{Answer, Client};
pub use program::program;

/// Runs a test on SQLite and on PostgreSQL, one after the other, each on a server of its own.
#[macro_export]
macro_rules! on_both {
    ($name:ident, $run:expr) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            #[actix_web::test]
            async fn sqlite() {
                let app = $crate::support::TestApp::start($crate::support::Backend::Sqlite).await;
                ($run)(&app).await;
                app.stop().await;
            }

            #[actix_web::test]
            async fn postgres() {
                let Some(backend) = $crate::support::Backend::postgres().await else {
                    return;
                };
                let app = $crate::support::TestApp::start(backend).await;
                ($run)(&app).await;
                app.stop().await;
            }
        }
    };
}
