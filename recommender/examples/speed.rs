//! Times matching on generated rows, in process: `speed SOLUTIONS [QUERIES [ROUNDS]]` prints one line of JSON.
//!
//! `match_ms` is of every match. With several rounds `match_ms_best_of_rounds` is of each query's best one: what is
//! slow there is slow by the query's own work, the rest is the machine's.
//!
//! Rows are made from a seed, so two runs measure the same work; `lists` is a digest of every list with its reasons, so
//! two builds that print the same rank and tell the same. Memory is what the process holds
//! (`VmRSS`), so it is there on Linux only.

mod support;

use std::sync::Arc;
use std::time::Instant;

use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use recommender::{Engine, Facets, MatchOptions, Params, Passage, Requirement, Scenario, Solution};
use sha2::{Digest, Sha256};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const THINGS: [&str; 24] = [
    "智能客服",
    "视频分析",
    "知识问答",
    "缺陷检测",
    "设备预测维护",
    "公文写作",
    "合同审查",
    "客流预测",
    "能耗优化",
    "病历质控",
    "影像筛查",
    "舆情监测",
    "数字人讲解",
    "票据识别",
    "代码助手",
    "排产调度",
    "路径规划",
    "风险预警",
    "数据治理",
    "语音转写",
    "多语翻译",
    "巡检机器人",
    "课程推荐",
    "智能体平台",
];
const PLACES: [&str; 16] = [
    "政务大厅",
    "医院",
    "学校",
    "文旅景区",
    "轨道交通",
    "制造车间",
    "园区",
    "社区",
    "商圈",
    "仓库",
    "法院",
    "银行",
    "电网",
    "水厂",
    "机场",
    "农场",
];
const EFFECTS: [&str; 12] = [
    "缩短办理时间",
    "降低人工成本",
    "提升准确率",
    "减少漏检",
    "保障数据安全",
    "支持国产化部署",
    "接入现有系统",
    "提供审计日志",
    "自动生成报告",
    "减少等待",
    "提高处理效率",
    "支持私有化部署",
];
const REGIONS: [&str; 6] = ["110000", "110112", "110105", "131000", "120000", "310000"];

fn main() {
    let mut args = std::env::args().skip(1);
    let solutions: usize = args.next().and_then(|a| a.parse().ok()).unwrap_or(20_000);
    let queries: usize = args.next().and_then(|a| a.parse().ok()).unwrap_or(200);
    let rounds: usize = args.next().and_then(|a| a.parse().ok()).unwrap_or(1);
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let names: Vec<String> = (0..4_000).map(|_| name(&mut random)).collect();
    let sample: Vec<Solution> = (0..solutions.min(20_000))
        .map(|n| solution(n, &names, &mut random))
        .collect();
    let scenarios: Vec<Scenario> = (0..queries).map(|n| scenario(n, &names, &mut random)).collect();
    let analyzer = match support::analyzer() {
        Ok(analyzer) => Arc::new(analyzer),
        Err(error) => {
            eprintln!("speed: {error}");
            std::process::exit(1);
        }
    };

    let begun = Instant::now();
    let fitted = Engine::fit(sample, scenarios.clone(), analyzer, &Params::default());
    let mut engine = match fitted {
        Ok(engine) => engine,
        Err(error) => {
            eprintln!("speed: {error}");
            std::process::exit(1);
        }
    };
    let fit = begun.elapsed();
    let before = resident();
    let begun = Instant::now();
    let mut texts = 0;
    for n in engine.solutions()..solutions {
        let row = solution(n, &names, &mut random);
        texts += bytes(&row);
        if let Err(error) = engine.upsert_solution(row) {
            eprintln!("speed: {error}");
            std::process::exit(1);
        }
    }
    let taken = begun.elapsed();
    let added = solutions.saturating_sub(20_000).max(1) as u64;
    let options = MatchOptions {
        top: 20,
        hard_filters: true,
        ..MatchOptions::default()
    };
    let mut times: Vec<f64> = Vec::new();
    let mut best = vec![f64::INFINITY; scenarios.len()];
    let mut shown = 0;
    let mut lists = Sha256::new();
    let mut worked = 0;
    for round in 0..rounds.max(1) {
        for (query, best) in scenarios.iter().zip(&mut best) {
            let (begun, before) = (Instant::now(), processor_time());
            let list = engine.match_scenario(query, &options);
            let taken = begun.elapsed().as_secs_f64() * 1e3;
            worked += processor_time().saturating_sub(before);
            times.push(taken);
            *best = best.min(taken);
            match list {
                Ok(list) if round == 0 => {
                    shown += list.entries.len();
                    lists.update(serde_json::to_vec(&list.entries).unwrap_or_default());
                }
                Ok(_) => {}
                Err(error) => eprintln!("speed: {error}"),
            }
        }
    }
    let recall = recall(&engine, &scenarios, &options);
    let worked = worked as f64 / 1e6 / times.len() as f64;
    println!(
        "{}",
        serde_json::json!({
            "solutions": solutions, "queries": queries, "shown": shown,
            "fit_s": fit.as_secs_f64(), "upsert_us": taken.as_secs_f64() * 1e6 / added as f64,
            "match_ms": percentiles(times), "match_ms_best_of_rounds": (rounds > 1).then(|| percentiles(best)),
            "match_processor_ms": worked,
            "recall": recall, "lists": format!("{:x}", lists.finalize())[..16],
            "resident_bytes_per_added": resident().saturating_sub(before) / added,
            "index_bytes_per_solution": engine.index_bytes() / solutions.max(1),
            "text_bytes_per_added": texts as u64 / added,
        })
    );
}

fn percentiles(mut times: Vec<f64>) -> serde_json::Value {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get(((times.len() as f64 - 1.0) * share).round() as usize);
    serde_json::json!({"p50": at(0.5), "p90": at(0.9), "p99": at(0.99)})
}

/// Share of the lists with every row scored that the lists with a search hold, over the first queries.
fn recall(engine: &Engine, scenarios: &[Scenario], options: &MatchOptions) -> f64 {
    let (mut held, mut all) = (0, 0);
    for query in scenarios.iter().take(20) {
        let lists = (
            engine.match_scenario(query, options),
            engine.match_scenario_in_full(query, options),
        );
        let (Ok(list), Ok(full)) = lists else { continue };
        let ids: Vec<&str> = list.entries.iter().map(|e| e.id.as_str()).collect();
        all += full.entries.len();
        held += full
            .entries
            .iter()
            .filter(|e| ids.contains(&e.id.as_str()))
            .count();
    }
    f64::from(held as u32) / f64::from(all.max(1) as u32)
}

/// Two or three Chinese characters: products have names that nothing else has.
fn name(random: &mut ChaCha8Rng) -> String {
    let length = random.gen_range(2..4);
    let han = |r: &mut ChaCha8Rng| char::from_u32(0x4e00 + r.gen_range(0..3_000)).unwrap_or('一');
    (0..length).map(|_| han(random)).collect()
}

fn pick<'a>(from: &[&'a str], random: &mut ChaCha8Rng) -> &'a str {
    from.choose(random).copied().unwrap_or_default()
}

fn sentence(names: &[String], random: &mut ChaCha8Rng) -> String {
    let own = names.choose(random).map_or("", String::as_str);
    let (place, thing) = (pick(&PLACES, random), pick(&THINGS, random));
    let (effect, figure) = (pick(&EFFECTS, random), random.gen_range(1..500));
    format!("面向{place}的{own}{thing}，{effect}，响应时间不超过{figure}毫秒")
}

fn facets(random: &mut ChaCha8Rng) -> Facets {
    Facets {
        regions: vec![pick(&REGIONS, random).to_owned()],
        deployments: vec![pick(&["private", "cloud", "edge"], random).to_owned()],
        industries: vec![pick(&PLACES, random).to_owned()],
        data_level: Some(random.gen_range(1..4)),
        ..Facets::default()
    }
}

fn solution(n: usize, names: &[String], random: &mut ChaCha8Rng) -> Solution {
    let passages = |count: usize, random: &mut ChaCha8Rng| -> Vec<Passage> {
        let one = |n: usize, random: &mut ChaCha8Rng| Passage {
            id: n.to_string(),
            text: sentence(names, random),
        };
        (0..count).map(|n| one(n, random)).collect()
    };
    Solution {
        id: format!("s{n}"),
        title: sentence(names, random),
        text: (0..3)
            .map(|_| sentence(names, random))
            .collect::<Vec<_>>()
            .join("。"),
        capabilities: passages(3, random),
        cases: passages(1, random),
        facets: facets(random),
        vendor: Some(format!("v{}", n / 4)),
        price_low_fen: Some(random.gen_range(1_000_000..90_000_000)),
        ..Solution::default()
    }
}

fn scenario(n: usize, names: &[String], random: &mut ChaCha8Rng) -> Scenario {
    let requirements = (0..5).map(|n| Requirement {
        id: n.to_string(),
        text: sentence(names, random),
        essential: n == 0,
        ..Requirement::default()
    });
    let requirements = requirements.collect();
    Scenario {
        id: format!("q{n}"),
        title: sentence(names, random),
        text: sentence(names, random),
        requirements,
        facets: facets(random),
        budget_fen: Some(random.gen_range(20_000_000..90_000_000)),
        ..Scenario::default()
    }
}

fn bytes(row: &Solution) -> usize {
    let passages = row.capabilities.iter().chain(&row.cases);
    row.title.len() + row.text.len() + passages.map(|p| p.text.len()).sum::<usize>()
}

/// Nanoseconds that all threads of the process have run; 0 where that is not told. Beside other work it says more than
/// the time that has passed.
fn processor_time() -> u64 {
    let threads = std::fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten();
    let times = threads.filter_map(|thread| {
        let stat = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse::<u64>().ok()
    });
    times.sum()
}

/// Bytes that the process holds; 0 where that is not told.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}
