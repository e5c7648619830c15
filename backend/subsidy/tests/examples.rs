//! Are the worked examples of the documentation what the program computes? They are written by it:
//! `SUBSIDY_WRITE_EXAMPLES=1 cargo test -p subsidy --test examples` renews the page.

use std::fmt::Write as _;

use subsidy::{DEFAULT_POLICY, Facts, Language, Options, Policy, ProjectFacts, builtin};

fn policy() -> &'static Policy {
    builtin()
        .expect("the built-in policies load")
        .policy(DEFAULT_POLICY)
        .expect("the default policy")
}

fn day() -> chrono::NaiveDate {
    "2026-12-31".parse().expect("a day")
}

fn one(page: &mut String, title: &str, article: &str, facts: Facts) {
    let options = Options {
        entity: Some("example".to_owned()),
        ..Options::default()
    };
    let assessment = policy().assess(&facts, day(), &options).expect("an assessment");
    let result = assessment.article(article).expect("the article");
    let _ = writeln!(
        page,
        "## {title}\n\n```text\n{}\n```\n\n```text\n{}\n```\n",
        result.report(Language::Zh),
        result.report(Language::En)
    );
}

fn page() -> String {
    let mut page = String::from(
        "# 算例 Worked examples\n\n\
         本页由程序算出，不手写；测试保证它与程序一致。\n\
         This page is computed by the program; a test keeps it equal to what the program gives.\n\n",
    );
    let compute = Facts::new()
        .with("compute.rents", true)
        .with("compute.provider_affiliated", false)
        .with("compute.effect_notable", true)
        .with("compute.contract_total", "2000000.00");
    one(
        &mut page,
        "算力合同二百万元 A compute contract of 2,000,000",
        "1",
        compute.clone(),
    );
    one(
        &mut page,
        "出租方是关联方 The provider is affiliated",
        "1",
        compute.with("compute.provider_affiliated", true),
    );
    let data = Facts::new()
        .with("applicant.kind", "enterprise")
        .with("data.exchange_compliant", true)
        .with("data.provider_affiliated", false)
        .with("data.purpose", "model-training")
        .with("data.annual_amount", "12000000.00");
    one(
        &mut page,
        "数据交易一千二百万元 Data purchases of 12,000,000",
        "2",
        data,
    );
    let maas = Facts::new()
        .with("maas.platform", true)
        .with("maas.compute_cost", "3000000.00");
    one(
        &mut page,
        "规模是否达到尚未认定 The scale is not found yet",
        "7",
        maas,
    );

    page.push_str("## 一年六个验收项目 Six accepted projects in one year\n\n");
    page.push_str(
        "按验收日、再按名称排序；每个项目用去其上限，余下的额度归后面的项目。\n\
         In the order of acceptance, then of name; each uses its whole ceiling, what is left is for those after it.\n\n```text\n",
    );
    let directions = [
        "industry",
        "education",
        "agents",
        "healthcare",
        "culture-tourism",
        "industry",
    ];
    let projects: Vec<ProjectFacts> = directions
        .iter()
        .enumerate()
        .map(|(place, direction)| ProjectFacts {
            reference: format!("项目{}", place + 1),
            direction: Some((*direction).to_owned()),
            applicant: Some("enterprise".to_owned()),
            advanced: Some(true),
            replicable: Some(true),
            exemplary: Some(true),
            accepted_on: chrono::NaiveDate::from_ymd_opt(2026, 1 + place as u32, 15),
            entity: Some("example".to_owned()),
            ..ProjectFacts::default()
        })
        .collect();
    let results = policy()
        .assess_projects(&projects, day(), &Options::default())
        .expect("results");
    for language in [Language::Zh, Language::En] {
        for result in &results {
            let _ = writeln!(page, "{}", result.headline(language));
        }
    }
    page.push_str("```\n");
    page
}

#[test]
fn the_worked_examples_are_what_the_program_computes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/EXAMPLES.md");
    let page = page();
    if std::env::var_os("SUBSIDY_WRITE_EXAMPLES").is_some() {
        std::fs::write(path, &page).expect("a writable page");
    }
    let kept = std::fs::read_to_string(path).expect("the page of examples");
    assert_eq!(
        kept.replace("\r\n", "\n"),
        page,
        "renew it: SUBSIDY_WRITE_EXAMPLES=1 cargo test -p subsidy --test examples"
    );
    for amount in ["600000.00", "500000.00", "1200000.00", "1000000.00"] {
        assert!(page.contains(amount), "{amount}");
    }
}
