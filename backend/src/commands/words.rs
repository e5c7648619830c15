//! `words`: which words do the published listings use that the dictionary lacks, and which are taken in?

use anyhow::ensure;
use clap::{Args, Subcommand};
use entity::{scenario, solution};
use recommender::{Analyzer, DiscoverOptions, discover, normalize};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::platform::config::Settings;
use crate::platform::{database, taxonomy};
use crate::stages::{demand, supply};

/// Most characters of a word.
const LONGEST: usize = 30;

/// Options of `words`.
#[derive(Args, Debug)]
pub struct WordsArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// Propose words, by how they stick together and how freely they stand 提出候选新词
    Propose(ProposeArgs),
    /// Take words into the dictionary of this data folder 采纳新词
    Accept(AcceptArgs),
}

#[derive(Args, Debug)]
struct ProposeArgs {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Least times that a word is used
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(2..))]
    count: u32,
    /// Least listings that use it
    #[arg(long, default_value_t = 3)]
    listings: u32,
    /// Most words
    #[arg(long, default_value_t = 100)]
    limit: usize,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Args, Debug)]
struct AcceptArgs {
    /// Words, each two to thirty characters
    #[arg(required = true)]
    words: Vec<String>,
    #[command(flatten)]
    settings: Settings,
}

/// Proposes or accepts words.
///
/// # Errors
/// Says which word is wrong; database and file errors.
pub async fn run(args: WordsArgs) -> anyhow::Result<()> {
    match args.action {
        Action::Propose(args) => propose(args).await,
        Action::Accept(args) => accept(&args),
    }
}

async fn propose(args: ProposeArgs) -> anyhow::Result<()> {
    let analyzer = Analyzer::new(&taxonomy::lexicon_in(&args.settings.data_dir)?);
    let db = database::present(&args.settings).await?;
    let mut texts: Vec<String> = Vec::new();
    let ids: Vec<Uuid> = solution::Entity::find()
        .select_only()
        .column(solution::Column::Id)
        .order_by_asc(solution::Column::Id)
        .into_tuple()
        .all(&db)
        .await?;
    for (_, c) in supply::store::published(&db, &ids).await? {
        let mut parts = vec![c.title, c.summary, c.description];
        parts.extend(c.capabilities.into_iter().flat_map(|p| [p.name, p.text]));
        parts.extend(c.cases.into_iter().flat_map(|p| [p.title, p.text, p.result]));
        texts.push(parts.join("\n"));
    }
    let ids: Vec<Uuid> = scenario::Entity::find()
        .select_only()
        .column(scenario::Column::Id)
        .order_by_asc(scenario::Column::Id)
        .into_tuple()
        .all(&db)
        .await?;
    for (_, c) in demand::store::published(&db, &ids).await? {
        let mut parts = vec![c.title, c.summary, c.description];
        parts.extend(c.requirements.into_iter().map(|r| r.text));
        texts.push(parts.join("\n"));
    }
    let options = DiscoverOptions {
        count: args.count,
        texts: args.listings,
        limit: args.limit,
        ..DiscoverOptions::default()
    };
    let found = discover(&analyzer, texts.iter().map(String::as_str), &options)?;
    if args.json {
        say!("{}", serde_json::to_string_pretty(&found)?);
    } else {
        for p in found {
            say!(
                "{}\t{}\t{}\t{:.1}\t{:.1}",
                p.word,
                p.count,
                p.texts,
                p.cohesion,
                p.freedom
            );
        }
    }
    Ok(())
}

fn accept(args: &AcceptArgs) -> anyhow::Result<()> {
    let folder = &args.settings.data_dir;
    ensure!(
        folder.is_dir(),
        "data_dir: no folder {}; expected the data folder of a server",
        folder.display()
    );
    let known = taxonomy::lexicon()?;
    let known = Analyzer::new(&known);
    let mut words = taxonomy::accepted_words(folder)?;
    let mut new = 0;
    for word in &args.words {
        let form = normalize(word.trim());
        let length = form.chars().count();
        let whole =
            form.chars().all(|c| c.is_alphanumeric() || "-+.# ".contains(c)) && !form.starts_with('#');
        ensure!(
            whole && (2..=LONGEST).contains(&length),
            "words: `{word}` is not a word of 2 to {LONGEST} letters or characters"
        );
        if !words.contains(&form) && known.lexicon().same_as(&form).is_empty() {
            words.push(form);
            new += 1;
        }
    }
    words.sort();
    taxonomy::write_accepted_words(folder, &words)?;
    say!(
        "{new} new, {} in all; the next start builds search and matching anew",
        words.len()
    );
    Ok(())
}
