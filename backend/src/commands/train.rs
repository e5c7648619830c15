//! `train`: learn a candidate from what people did on the platform.

use clap::Args;

use super::boot;
use crate::platform::config::Settings;
use crate::stages::matching::learning;

/// Options of `train`.
#[derive(Args, Debug)]
pub struct TrainArgs {
    /// Print the model with its whole card as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: Settings,
}

/// Trains, and prints what came of it. Nothing that serves is touched: an operator promotes.
///
/// # Errors
/// What lacks, where there is too little to learn from; nothing is written then.
pub async fn run(args: TrainArgs) -> anyhow::Result<()> {
    let app = boot::app(&boot::quiet(args.settings)).await?;
    let trained = learning::train(&app, None).await.map_err(|problem| {
        let what = problem.detail.unwrap_or_default();
        anyhow::anyhow!("{}: {what}; nothing was written", problem.code.title())
    })?;
    let row = trained.model;
    if args.json {
        let card = serde_json::json!({
            "id": row.id, "new": trained.new, "state": row.state, "digest": row.digest,
            "trained_digest": row.trained_digest, "created_at": row.created_at, "card": row.card,
        });
        say!("{}", serde_json::to_string_pretty(&card)?);
        return Ok(());
    }
    say!(
        "model {} {}",
        row.id,
        if trained.new { "(new)" } else { "(as before)" }
    );
    say!("state: {}", row.state.as_str());
    let data = &row.card["data"];
    say!(
        "taught: {} pairs of {} scenarios and {} solutions",
        data["judgements"],
        data["scenarios"],
        data["solutions"]
    );
    let compared = &row.card["compared"];
    let figure = |name: &str| compared[name].as_f64().unwrap_or_default();
    let difference = |name: &str| compared["difference"][name].as_f64().unwrap_or_default();
    say!(
        "NDCG@10 on {} held-out scenarios: {:.4}, what serves {:.4}; difference {:+.4} [{:+.4}, {:+.4}]",
        compared["scenarios"],
        figure("candidate_ndcg"),
        figure("serving_ndcg"),
        difference("mean"),
        difference("low"),
        difference("high"),
    );
    for unmet in row.card["decision"]["unmet"].as_array().into_iter().flatten() {
        say!("not met: {}", unmet.as_str().unwrap_or_default());
    }
    Ok(())
}
