//! What does the form of a solution state, in the words that requirements use?
//!
//! Lines such as 本地化部署, 通过等保三级 or 合同签订后 60 天内交付 are answered by fields of the form, not by its texts.
//! Tags that prove nothing (technologies, industries) and what filters decide (data level, region) are not stated.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use recommender::Passage;

use crate::platform::taxonomy::Taxonomies;
use crate::stages::supply::input::SolutionContent;

/// Chinese names of ways to deploy and of filings; requirements are written in Chinese.
static NAMES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let built_in = Taxonomies::builtin().expect("taxonomies that the program started with");
    let items = built_in.deployments.into_iter().chain(built_in.filings);
    items.map(|item| (item.code, item.zh)).collect()
});

/// The lines of a platform's form, each quoted as `form:<id>`.
pub(super) fn stated(content: &SolutionContent) -> Vec<Passage> {
    let filings = content.filings.iter().map(|filing| filing.kind.as_str());
    lines(&content.deployments, filings, content.delivery_days)
}

/// What codes and days of a solution state, in words.
pub fn lines<'a>(
    deployments: &'a [String],
    filings: impl Iterator<Item = &'a str>,
    delivery_days: Option<u32>,
) -> Vec<Passage> {
    let line = |id: &str, text: String| Passage {
        id: id.to_owned(),
        text,
    };
    let runs = named(deployments.iter().map(String::as_str));
    let filed = named(filings);
    [
        runs.map(|runs| line("deployments", format!("可部署于{runs}"))),
        filed.map(|filed| line("filings", filed)),
        delivery_days.map(|days| line("delivery", format!("合同签订后 {days} 天内交付"))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The names of codes; none where no code has one.
fn named<'a>(codes: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in codes.filter_map(|code| NAMES.get(code)) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join("、"))
}
