//! The demo: what a first look at the product finds there.

use std::process::Command;

use crate::support::program;

#[test]
fn the_demo_has_claims_of_every_stage_and_its_audit_chain_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |command: &str| {
        let done = Command::new(program())
            .arg(command)
            .env("SCENEPOOL_DATA_DIR", folder.path())
            .env("SCENEPOOL_DATABASE_URL", "")
            .output()
            .expect("the program runs");
        assert!(
            done.status.success(),
            "{command}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    };
    run("seed");
    run("audit");
    let url = format!("sqlite://{}", folder.path().join("scenepool.db").display());
    let states = tokio::runtime::Runtime::new()
        .expect("a runtime")
        .block_on(async {
            use entity::{claim, solution};
            use sea_orm::EntityTrait as _;
            let db = sea_orm::Database::connect(url)
                .await
                .expect("the demo's database");
            let solutions = solution::Entity::find().all(&db).await.expect("solutions");
            let now = chrono::Utc::now();
            let dates: Vec<_> = solutions.iter().filter_map(|s| s.published_at).collect();
            assert!(dates.len() > 100, "{}", dates.len());
            assert!(dates.iter().all(|at| *at < now), "published in the future");
            let rows = claim::Entity::find().all(&db).await.expect("claims");
            assert!(
                rows.iter()
                    .all(|c| c.requested_fen == c.limit_fen && c.deal_id.is_some())
            );
            let mut states: Vec<_> = rows.into_iter().map(|c| c.state.as_str()).collect();
            states.sort_unstable();
            states.dedup();
            states
        });
    assert_eq!(states, ["draft", "paid", "submitted"]);
}
