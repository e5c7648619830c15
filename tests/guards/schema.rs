//! Every foreign key has an index, on PostgreSQL, where it can be asked.

use sea_orm::{ConnectionTrait, Statement};

use crate::support::{Backend, TestApp};

#[actix_web::test]
async fn every_foreign_key_has_an_index() {
    let Some(backend) = Backend::postgres().await else {
        return;
    };
    let app = TestApp::start(backend).await;
    let ask = |sql: &str| Statement::from_string(app.state.db.get_database_backend(), sql.to_owned());
    let keys = app
        .state
        .db
        .query_all_raw(ask("SELECT conname FROM pg_constraint WHERE contype = 'f'"))
        .await
        .expect("keys");
    assert!(keys.len() > 15, "{}", keys.len());
    let bare = app
        .state
        .db
        .query_all_raw(ask(
            "SELECT c.conname FROM pg_constraint c WHERE c.contype = 'f' AND NOT EXISTS (
                SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])",
        ))
        .await
        .expect("keys without an index");
    let names: Vec<String> = bare
        .iter()
        .map(|r| r.try_get("", "conname").expect("a name"))
        .collect();
    assert!(names.is_empty(), "{names:?}");
    app.stop().await;
}
