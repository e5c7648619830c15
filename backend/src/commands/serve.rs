//! `serve` and `work`.

use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use anyhow::Context as _;
use tokio::sync::watch;

use super::{boot, seed};
use crate::http;
use crate::platform::config::{ServeSettings, Settings};
use crate::platform::jobs::Runner;
use crate::stages::matching::learning;
use crate::state::App;
use crate::wiring::{Jobs, TRAIN_MODEL};

/// How often it is looked whether a training is due.
const LOOK: Duration = Duration::from_secs(600);

/// Serves until told to stop, then lets requests and the present batch of jobs end.
///
/// # Errors
/// Where a setting is wrong or the address is taken.
pub fn run(runtime: &tokio::runtime::Runtime, settings: ServeSettings) -> anyhow::Result<()> {
    if settings.demo {
        runtime.block_on(async {
            // Loaded before the server's state is made: the logins are part of it.
            let app = boot::app(&boot::quiet(settings.common.clone())).await?;
            seed::load_if_empty(&app).await?;
            anyhow::Ok(())
        })?;
    }
    let app = runtime.block_on(boot::app(&settings))?;
    let (stop, watch) = watch::channel(false);
    let jobs = settings.jobs.then(|| {
        let runner = Runner::new(
            app.db.clone(),
            Arc::new(Jobs(Arc::clone(&app))),
            Arc::clone(&app.notify),
        );
        runtime.spawn(runner.run(watch))
    });
    if settings.jobs {
        runtime.spawn(train_now_and_then(Arc::clone(&app), stop.subscribe()));
    }
    let listener = std::net::TcpListener::bind(settings.addr)
        .with_context(|| format!("SCENEPOOL_ADDR: cannot listen on {}", settings.addr))?;
    let address = listener.local_addr()?;
    announce(&app, address);
    // The pool fits itself before the first caller has to wait for it.
    let warm = Arc::clone(&app);
    runtime.spawn(async move {
        if let Err(error) = warm.pool.with(&warm.db, |_| Ok(())).await {
            tracing::error!(%error, "the matching engine could not be fitted");
        }
    });
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let served = actix_web::rt::System::new().block_on(async move {
        let (_, server) = http::app::start(web::Data::from(app), listener, workers)?;
        server.await
    });
    let _ = stop.send(true);
    if let Some(jobs) = jobs {
        runtime.block_on(jobs)?;
    }
    Ok(served?)
}

/// Queues a training whenever one is due, until `stop` turns true.
async fn train_now_and_then(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match learning::queue_when_due(&app.db, TRAIN_MODEL, app.settings.train_hours).await {
            Ok(true) => app.wake(),
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "no training could be queued"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            _ = stop.changed() => {}
        }
    }
}

fn announce(app: &App, address: std::net::SocketAddr) {
    println!("场景资源池 ScenePool: http://{address}");
    println!("  接口 API: http://{address}/api/openapi.json");
    for login in &app.demo_logins {
        let role = format!("{:?}", login.role).to_lowercase();
        println!(
            "  演示账号 demo login, {role}: {}  密码 password: {}",
            login.email, login.password
        );
    }
}

/// Runs jobs until told to stop.
///
/// # Errors
/// Where a setting is wrong.
pub async fn work(settings: Settings) -> anyhow::Result<()> {
    let app = boot::app(&boot::quiet(settings)).await?;
    let (stop, watch) = watch::channel(false);
    let runner = Runner::new(
        app.db.clone(),
        Arc::new(Jobs(Arc::clone(&app))),
        Arc::clone(&app.notify),
    );
    let jobs = tokio::spawn(runner.run(watch));
    tokio::spawn(train_now_and_then(Arc::clone(&app), stop.subscribe()));
    tokio::signal::ctrl_c().await?;
    let _ = stop.send(true);
    Ok(jobs.await?)
}
