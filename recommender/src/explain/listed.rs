//! Which words of a requirement are items of one list, each of which is asked for?
//!
//! 裂缝、坑槽、修补、车辙 are four things: who refuses one of them, or says that there
//! are only others, contradicts. Alternatives (支付宝或微信) are no such list.

use super::telling::clauses;
use crate::text::normalize;

/// What stands between items.
const BETWEEN: [&str; 6] = ["、", "以及", "和", "与", "及", "跟"];
/// Words that begin like one of these and are none.
const NOT_BETWEEN: [&str; 4] = ["及时", "及格", "和谐", "与否"];
/// What makes items alternatives.
const EITHER: [char; 2] = ['或', '/'];
/// What says that there is nothing else.
const ONLY: [&str; 18] = [
    "只做",
    "只支持",
    "只提供",
    "只有",
    "只含",
    "只能",
    "只限",
    "只识别",
    "仅做",
    "仅支持",
    "仅提供",
    "仅有",
    "仅含",
    "仅能",
    "仅限",
    "仅识别",
    "限于",
    "仅为",
];

/// For each word of a text, by its bytes and in their order, whether it is an item of a list.
pub(super) fn listed(text: &str, words: &[(usize, usize)]) -> Vec<bool> {
    let mut listed = vec![false; words.len()];
    for (start, clause) in clauses(text) {
        if clause.contains(EITHER) {
            continue;
        }
        let end = start + clause.len();
        let inside: Vec<usize> = (0..words.len())
            .filter(|at| start <= words[*at].0 && words[*at].1 <= end)
            .collect();
        for pair in inside.windows(2) {
            let gap = &text[words[pair[0]].1..words[pair[1]].0.max(words[pair[0]].1)];
            let rest = &text[words[pair[0]].1..];
            if BETWEEN.contains(&gap.trim()) && !NOT_BETWEEN.iter().any(|not| rest.starts_with(not)) {
                pair.iter().for_each(|at| listed[*at] = true);
            }
        }
    }
    listed
}

/// Whether a clause of a text says that there is nothing but what it names, and names this.
pub(super) fn only(text: &str, named: impl Fn(&str) -> bool) -> bool {
    clauses(text)
        .filter(|(_, clause)| ONLY.iter().any(|only| clause.contains(only)))
        .any(|(_, clause)| named(&normalize(clause)))
}

#[cfg(test)]
mod tests {
    use super::{listed, only};

    /// The words of a text that are items, where its words stand between bars.
    fn items(marked: &str) -> Vec<String> {
        let (mut text, mut words, mut open) = (String::new(), Vec::new(), None);
        for c in marked.chars() {
            match (c, open.take()) {
                ('|', None) => open = Some(text.len()),
                ('|', Some(from)) => words.push((from, text.len())),
                (c, was) => {
                    open = was;
                    text.push(c);
                }
            }
        }
        let is = listed(&text, &words);
        let items = words.iter().zip(is).filter(|(_, is)| *is);
        items.map(|((from, to), _)| text[*from..*to].to_owned()).collect()
    }

    #[test]
    fn items_are_told_from_other_words() {
        for (marked, expected) in [
            (
                "|识别||裂缝|、|坑槽|、|车辙|四类|病害|",
                vec!["裂缝", "坑槽", "车辙"],
            ),
            ("支持|普通话|和|维吾尔语|", vec!["普通话", "维吾尔语"]),
            ("与|大厅|现有|叫号|系统联动", vec![]),
            ("|支付宝|或|微信|、|现金|", vec![]),
            ("|发现|及时|报警|", vec![]),
            ("|英文|，|日文|", vec![]),
        ] {
            assert_eq!(items(marked), expected, "{marked}");
        }
    }

    #[test]
    fn what_is_only_is_told_by_its_clause() {
        assert!(only("识别率高，只做普通话和英语。", |clause| {
            clause.contains("普通话")
        }));
        assert!(!only("只做英语，普通话也行", |clause| clause
            .contains("普通话")));
        assert!(!only("支持普通话和英语", |clause| clause.contains("普通话")));
    }
}
