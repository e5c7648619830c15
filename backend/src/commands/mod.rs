//! Which commands does the program have? Each is a thin shell over the stages or the pure libraries.

/// As `println!`, but a reader that went away (`scenepool near … | head -1`) is no fault of the command's.
macro_rules! say {
    ($($line:tt)*) => {
        $crate::commands::say(format_args!($($line)*))
    };
}

pub mod allocate;
pub mod assess;
pub mod audit;
pub mod boot;
pub mod evaluate;
pub mod generate;
pub mod import;
pub mod maintain;
pub mod match_files;
pub mod near;
pub mod operator;
pub mod report;
pub mod seed;
mod seed_claims;
pub mod seed_deals;
pub mod serve;
pub mod train;
pub mod words;

use std::fmt;
use std::io::{self, Write as _};

use clap::{Parser, Subcommand};

/// ScenePool 场景资源池: matchmaking of AI solutions and scenarios
#[derive(Debug, Parser)]
#[command(name = "scenepool", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve API and web page 启动服务
    Serve(crate::platform::config::ServeSettings),
    /// Run jobs only, beside any number of servers 只运行后台任务
    Work(crate::platform::config::Settings),
    /// Bring the database's schema up to date 升级数据库结构
    Migrate(crate::platform::config::Settings),
    /// Load the demo data into an empty database 载入演示数据
    Seed(crate::platform::config::Settings),
    /// Register who runs the platform 登记运营方
    Operator(operator::OperatorArgs),
    /// Load solutions or scenarios from a file 导入文件
    Import(import::ImportArgs),
    /// Build the search index anew 重建搜索索引
    Reindex(crate::platform::config::Settings),
    /// Freeze match lists of every open scenario anew 重新匹配全部需求
    Rematch(crate::platform::config::Settings),
    /// Learn a candidate model from what was done on the platform 从平台行为训练候选模型
    Train(train::TrainArgs),
    /// The platform's figures for a period 平台成效数据
    Report(report::ReportArgs),
    /// Words that the dictionary lacks 新词
    Words(words::WordsArgs),
    /// Published solutions whose vectors are near a text 按向量找相近方案
    Near(near::NearArgs),
    /// Check the audit chain 校验审计链
    Audit(crate::platform::config::Settings),
    /// Match two plain files, without server or database 按文件匹配
    Match(match_files::MatchArgs),
    /// Give out the places of match lists within everybody's limits 按容量统筹分配
    Allocate(allocate::AllocateArgs),
    /// Measure ranking on a folder in BEIR layout 评测排序
    Evaluate(evaluate::EvaluateArgs),
    /// Put facts to the measures 政策测算
    Assess(assess::AssessArgs),
    /// Make any number of rows for trials of scale 生成规模测试数据
    Generate(generate::GenerateArgs),
    /// Print the OpenAPI document 输出接口描述
    Openapi,
}

/// Writes a line to standard output.
fn say(line: fmt::Arguments<'_>) {
    let written = writeln!(io::stdout().lock(), "{line}");
    if let Err(error) = written.as_ref().map_err(io::Error::kind)
        && error != io::ErrorKind::BrokenPipe
    {
        eprintln!("Error: standard output: {error}");
    }
}

/// Runs the command that was asked for.
///
/// # Errors
/// What the command could not do.
pub fn run() -> anyhow::Result<()> {
    let cli = Cli::parse();
    match cli.command {
        Command::Match(args) => return match_files::run(&args),
        Command::Allocate(args) => return allocate::run(&args),
        Command::Evaluate(args) => return evaluate::run(&args),
        Command::Assess(args) => return assess::run(&args),
        Command::Generate(args) => return generate::run(&args),
        Command::Openapi => {
            say!("{}", crate::http::app::openapi().to_pretty_json()?);
            return Ok(());
        }
        _ => {}
    }
    crate::platform::telemetry::start();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match cli.command {
        // actix runs its workers on runtimes of their own; the jobs stay on this one.
        Command::Serve(settings) => serve::run(&runtime, settings),
        Command::Work(settings) => runtime.block_on(serve::work(settings)),
        Command::Migrate(settings) => runtime.block_on(maintain::migrate(settings)),
        Command::Seed(settings) => runtime.block_on(maintain::seed(settings)),
        Command::Import(args) => runtime.block_on(import::run(args)),
        Command::Operator(args) => runtime.block_on(operator::run(args)),
        Command::Reindex(settings) => runtime.block_on(maintain::reindex(settings)),
        Command::Rematch(settings) => runtime.block_on(maintain::rematch(settings)),
        Command::Train(args) => runtime.block_on(train::run(args)),
        Command::Report(args) => runtime.block_on(report::run(args)),
        Command::Words(args) => runtime.block_on(words::run(args)),
        Command::Near(args) => runtime.block_on(near::run(args)),
        Command::Audit(settings) => runtime.block_on(audit::run(settings)),
        Command::Match(_)
        | Command::Allocate(_)
        | Command::Evaluate(_)
        | Command::Assess(_)
        | Command::Generate(_)
        | Command::Openapi => {
            unreachable!("these commands returned above")
        }
    }
}
