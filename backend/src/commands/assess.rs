//! `assess`: which support is due, at most? Facts in a plain file, the answer as JSON or text.
//!
//! Needs no server and no database: the policies are in the binary, another folder of them may be named.

use std::{
    fs,
    io::{self, Read as _, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, anyhow, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde_json::json;
use subsidy::{
    Answer, Assessment, DEFAULT_POLICY, FactError, Facts, Language, LoadError, Money, Options, PlanRequest,
    Policy, PolicySet, Replay, Request,
};

/// Assess facts against a policy 按政策测算
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// Facts: JSON, or CSV with one row a case and facts as columns; `-` reads JSON from standard input
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["schema", "explain", "replay"])]
    facts: Option<PathBuf>,
    /// Day for which to compute, YYYY-MM-DD (default: today in Asia/Shanghai)
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// Policy by id
    #[arg(long, value_name = "ID")]
    policy: Option<String>,
    /// Folder of policies to use instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    policies: Option<PathBuf>,
    /// Print JSON (CSV input: one line a row)
    #[arg(long, conflicts_with = "text")]
    json: bool,
    /// Print text (the default)
    #[arg(long)]
    text: bool,
    /// Language of the text
    #[arg(long, value_enum, default_value = "zh")]
    language: TextLanguage,
    /// Print the JSON Schema of facts
    #[arg(long)]
    schema: bool,
    /// Explain an article: its words, conditions, amount and facts
    #[arg(long, value_name = "ARTICLE")]
    explain: Option<String>,
    /// Compute a kept assessment again and say what differs
    #[arg(long, value_name = "FILE")]
    replay: Option<PathBuf>,
    /// Find the best plan for the projects and expenses of a file, over articles and years
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["facts", "schema", "explain", "replay"])]
    plan: Option<PathBuf>,
    /// With --facts: print which facts are missing, by what is at stake
    #[arg(long, requires = "facts", conflicts_with_all = ["changes", "needed"])]
    questions: bool,
    /// With --facts: print which other answer would change which article
    #[arg(long, requires = "facts", conflicts_with = "needed")]
    changes: bool,
    /// With --facts: print the smallest contract, cost or turnover that reaches the article's limit
    #[arg(long, value_name = "ARTICLE", requires = "facts")]
    needed: Option<String>,
    /// With --needed: a target in yuan instead of the limit
    #[arg(long, value_name = "YUAN", requires = "needed")]
    target: Option<Money>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TextLanguage {
    Zh,
    En,
}

/// Runs the command and writes to standard output.
pub fn run(args: &AssessArgs) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match write(args, &mut out) {
        // Whoever reads us has seen enough.
        Err(error)
            if error
                .downcast_ref::<io::Error>()
                .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) =>
        {
            Ok(())
        }
        result => result,
    }
}

fn write(args: &AssessArgs, out: &mut impl Write) -> anyhow::Result<()> {
    let loaded;
    let set: &PolicySet = match &args.policies {
        Some(folder) => {
            loaded = PolicySet::load_dir(folder).map_err(|errors| rules_error(&errors))?;
            &loaded
        }
        None => subsidy::builtin().map_err(rules_error)?,
    };
    if let Some(file) = &args.replay {
        return replay(args, set, file, out);
    }
    if let Some(file) = &args.plan {
        return plan(args, policy(args, set, None)?, file, out);
    }
    let today = subsidy::shanghai_day(chrono::Utc::now());
    let language = language(args);
    if args.schema || args.explain.is_some() {
        let policy = policy(args, set, None)?;
        if let Some(article) = &args.explain {
            let text = policy
                .explain(article, language)
                .map_err(|error| facts_error(args, &error))?;
            return Ok(write!(out, "{text}")?);
        }
        return print_json(out, &policy.fact_schema());
    }
    let Some(file) = &args.facts else {
        bail!(
            "nothing to do: name one of --facts FILE, --plan FILE, --schema, --explain ARTICLE, --replay FILE"
        );
    };
    if file
        .extension()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("csv"))
    {
        if args.questions || args.changes || args.needed.is_some() {
            bail!("--questions, --changes and --needed take facts as JSON, not as CSV");
        }
        return rows(args, policy(args, set, None)?, file, today, out);
    }
    let request = Request::from_json(&read(file)?).map_err(|error| facts_error(args, &error))?;
    let policy = policy(args, set, request.policy.as_deref())?;
    let as_of = args.as_of.or(request.as_of).unwrap_or(today);
    if args.questions || args.changes || args.needed.is_some() {
        return ask(args, policy, &request, as_of, out);
    }
    let answer = policy
        .answer(&request, as_of)
        .map_err(|error| facts_error(args, &error))?;
    if args.json {
        return print_json(out, &answer);
    }
    match &answer {
        Answer::Assessment(assessment) => write!(out, "{}", assessment.report(language))?,
        Answer::Projects { order, projects } => {
            writeln!(out, "{order}")?;
            for project in projects {
                writeln!(out, "{}", project.headline(language))?;
                if let Some(article) = project.article() {
                    for step in &article.trace {
                        writeln!(out, "  - {}", step.sentence(language))?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// Questions, changes and inverse questions about facts.
fn ask(
    args: &AssessArgs,
    policy: &Policy,
    request: &Request,
    as_of: NaiveDate,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let options = Options {
        ledger: &request.ledger,
        entity: request.entity.clone(),
        related: request.related.clone(),
        scoring: request.scoring.as_ref(),
    };
    let language = language(args);
    let explained = |error: FactError| facts_error(args, &error);
    if let Some(article) = &args.needed {
        let needed = policy
            .needed(article, args.target, &request.facts, as_of, &options)
            .map_err(explained)?;
        if args.json {
            return print_json(out, &needed);
        }
        writeln!(out, "{} = {} → {}", needed.fact, needed.amount, needed.target)?;
    } else if args.changes {
        let changes = policy
            .what_would_change(&request.facts, as_of, &options)
            .map_err(explained)?;
        if args.json {
            return print_json(out, &changes);
        }
        for change in changes {
            writeln!(
                out,
                "{}: {} {} → {}: {} → {}",
                change.article,
                change.fact,
                change.from,
                change.to,
                change.before.words(language),
                change.after.words(language)
            )?;
        }
    } else {
        let assessment = policy
            .assess(&request.facts, as_of, &options)
            .map_err(explained)?;
        let questions = policy.questions(&assessment);
        if args.json {
            return print_json(out, &questions);
        }
        for question in questions {
            writeln!(
                out,
                "{} [{}] ≤ {} ({})",
                question.fact.question.in_language(language),
                question.fact.name,
                question.at_stake,
                question.articles.join(", ")
            )?;
        }
    }
    Ok(())
}

/// One assessment a row. A wrong row is reported in its place; the others are still assessed.
fn rows(
    args: &AssessArgs,
    policy: &Policy,
    file: &Path,
    today: NaiveDate,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let mut reader =
        csv::Reader::from_path(file).with_context(|| format!("cannot read {}", file.display()))?;
    let headers = reader
        .headers()
        .with_context(|| format!("{} has no header row", file.display()))?
        .clone();
    let (mut total, mut wrong) = (0_u64, 0_u64);
    for (place, record) in reader.records().enumerate() {
        let row = place + 2;
        total += 1;
        let result = record
            .map_err(anyhow::Error::from)
            .and_then(|record| one_row(args, policy, &headers, &record, today));
        match result {
            Ok((id, assessment)) if args.json => {
                let line = json!({"row": row, "id": id, "assessment": assessment});
                writeln!(out, "{line}")?;
            }
            Ok((id, assessment)) => {
                writeln!(out, "{row} {}", id.unwrap_or_default())?;
                for article in assessment.eligible() {
                    writeln!(out, "  {}", article.headline(language(args)))?;
                }
            }
            Err(error) => {
                wrong += 1;
                if args.json {
                    let error = error.to_string();
                    let error = serde_json::from_str(&error).unwrap_or_else(|_| json!(error));
                    writeln!(out, "{}", json!({"row": row, "error": error}))?;
                } else {
                    writeln!(out, "{row} {error}")?;
                }
            }
        }
    }
    if wrong > 0 {
        bail!("{wrong} of {total} rows could not be assessed");
    }
    Ok(())
}

/// A row's `id`, and its assessment; `id`, `entity` and `as_of` are columns that are no facts.
fn one_row(
    args: &AssessArgs,
    policy: &Policy,
    headers: &csv::StringRecord,
    record: &csv::StringRecord,
    today: NaiveDate,
) -> anyhow::Result<(Option<String>, Assessment)> {
    let mut facts = Facts::new();
    let (mut id, mut entity, mut as_of) = (None, None, None);
    let mut problems = Vec::new();
    for (name, cell) in headers.iter().zip(record) {
        let (name, cell) = (name.trim(), cell.trim());
        match name {
            _ if cell.is_empty() => {}
            "id" => id = Some(cell.to_owned()),
            "entity" => entity = Some(cell.to_owned()),
            "as_of" => {
                as_of = Some(
                    cell.parse()
                        .map_err(|_| anyhow!("as_of: expected YYYY-MM-DD, found `{cell}`"))?,
                );
            }
            _ => match policy.fact_from_text(name, cell) {
                Ok(value) => facts.set(name, value),
                Err(error) => problems.extend(error.problems),
            },
        }
    }
    if !problems.is_empty() {
        return Err(facts_error(args, &FactError { problems }));
    }
    let options = Options {
        entity,
        ..Options::default()
    };
    let assessment = policy
        .assess(&facts, as_of.or(args.as_of).unwrap_or(today), &options)
        .map_err(|error| facts_error(args, &error))?;
    Ok((id, assessment))
}

fn plan(args: &AssessArgs, policy: &Policy, file: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let request: PlanRequest = serde_json::from_str(&read(file)?)
        .with_context(|| format!("{} is not a request for a plan", file.display()))?;
    let plan = policy.plan(&request).map_err(|error| facts_error(args, &error))?;
    if args.json {
        return print_json(out, &plan);
    }
    let (total, at_most, other) = match args.language {
        TextLanguage::Zh => (
            "合计（上限与按条款核算金额，非核定金额）",
            "任何方案不超过",
            "次优方案合计",
        ),
        TextLanguage::En => (
            "Total (ceilings and exact amounts, not an award)",
            "No plan is worth more than",
            "Runner-up",
        ),
    };
    for claim in &plan.best.claims {
        let (year, article) = (claim.year, &claim.article);
        writeln!(out, "{year} {article} {}: {}", claim.reference, claim.amount)?;
    }
    writeln!(out, "{total}: {}", plan.best.total)?;
    if !plan.proven {
        writeln!(out, "{at_most}: {}", plan.bound)?;
    }
    if let Some(runner_up) = &plan.runner_up {
        writeln!(out, "{other}: {}", runner_up.total)?;
    }
    for cap in &plan.deciding {
        let year = cap.year.map(|year| year.to_string()).unwrap_or_default();
        writeln!(out, "{} {year}: {} (+{})", cap.group, cap.room, cap.held_back)?;
    }
    Ok(())
}

/// Computes a kept answer again: one assessment, or that of each project.
fn replay(args: &AssessArgs, set: &PolicySet, file: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let kept: Answer = serde_json::from_str(&read(file)?)
        .with_context(|| format!("{} is not a kept assessment", file.display()))?;
    let kept: Vec<&Assessment> = match &kept {
        Answer::Assessment(assessment) => vec![assessment],
        Answer::Projects { projects, .. } => projects.iter().map(|project| &project.assessment).collect(),
    };
    let replays: Vec<Replay> = kept
        .into_iter()
        .map(|kept| set.replay(kept))
        .collect::<Result<_, _>>()?;
    if args.json {
        return match replays.as_slice() {
            [replay] => print_json(out, replay),
            all => print_json(out, &all),
        };
    }
    let zh = matches!(args.language, TextLanguage::Zh);
    for replay in &replays {
        write_replay(replay, zh, out)?;
    }
    Ok(())
}

fn write_replay(replay: &Replay, zh: bool, out: &mut impl Write) -> anyhow::Result<()> {
    for (what, changed) in [
        (if zh { "规则摘要" } else { "rules" }, &replay.policy_digest),
        (if zh { "引擎" } else { "engine" }, &replay.engine),
    ] {
        if let Some(changed) = changed {
            writeln!(out, "{what}: {} → {}", changed.then, changed.now)?;
        }
    }
    let show = |value: &Option<serde_json::Value>| value.as_ref().map_or("-".to_owned(), ToString::to_string);
    for difference in &replay.differences {
        let (then, now) = (show(&difference.then), show(&difference.now));
        writeln!(out, "{}: {then} → {now}", difference.at)?;
    }
    let verdict = match (replay.same, zh) {
        (true, true) => "结果与留存的一致",
        (true, false) => "the result is the same as the kept one",
        (false, true) => "结果与留存的不一致",
        (false, false) => "the result differs from the kept one",
    };
    Ok(writeln!(out, "{verdict}")?)
}

fn policy<'a>(args: &AssessArgs, set: &'a PolicySet, of_file: Option<&str>) -> anyhow::Result<&'a Policy> {
    if let Some(id) = args.policy.as_deref().or(of_file) {
        return Ok(set.policy(id)?);
    }
    match set.policies() {
        [only] => Ok(only),
        _ => Ok(set.policy(DEFAULT_POLICY)?),
    }
}

fn language(args: &AssessArgs) -> Language {
    match args.language {
        TextLanguage::Zh => Language::Zh,
        TextLanguage::En => Language::En,
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    if file == Path::new("-") {
        let mut text = String::new();
        io::stdin()
            .read_to_string(&mut text)
            .context("cannot read standard input")?;
        return Ok(text);
    }
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn print_json(out: &mut impl Write, value: &impl serde::Serialize) -> anyhow::Result<()> {
    // Made whole before it is written, so that a closed pipe shows as what it is.
    let text = serde_json::to_string_pretty(value)?;
    Ok(writeln!(out, "{text}")?)
}

fn rules_error(errors: &[LoadError]) -> anyhow::Error {
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    anyhow!("{}", lines.join("\n"))
}

/// A problem with facts: as JSON where JSON was asked for.
fn facts_error(args: &AssessArgs, error: &FactError) -> anyhow::Error {
    if args.json {
        anyhow!("{}", json!({"code": error.code(), "problems": error.problems}))
    } else {
        anyhow!("{error}")
    }
}
