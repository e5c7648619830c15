//! Would a wrong rule be noticed? Every constant, comparison and condition of every article is changed
//! once, and a case must break. The table by article is printed; survivors fail the test.

mod support;

use std::{collections::BTreeMap, fs};

use subsidy::PolicySet;
use support::{CaseFile, broken, case_files, policy_folder};

/// One changed file and what was changed in it.
struct Mutant {
    file: String,
    what: String,
    text: String,
}

#[derive(Default)]
struct Count {
    mutants: usize,
    by_loader: usize,
    survivors: Vec<String>,
}

/// Cases of the article in that file; the head has none of its own.
fn cases_of(file: &str, cases: &[CaseFile]) -> usize {
    cases
        .iter()
        .find(|of| file == format!("article-{:02}.yaml", of.article))
        .map_or(0, |of| of.cases.len())
}

#[test]
fn every_changed_rule_breaks_a_case() {
    let files: BTreeMap<String, String> = fs::read_dir(policy_folder())
        .expect("the folder of rules")
        .filter_map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name()?.to_str()?.to_owned();
            path.is_file()
                .then(|| (name, fs::read_to_string(&path).expect("a readable file")))
        })
        .filter(|(name, _)| name.ends_with(".yaml"))
        .collect();
    assert_eq!(files.len(), 21, "a head and twenty articles");
    let cases = case_files();
    let mut table: BTreeMap<&str, Count> = BTreeMap::new();
    for (name, text) in &files {
        for mutant in mutants(name, text) {
            let count = table.entry(name).or_default();
            count.mutants += 1;
            match verdict(&files, &mutant, &cases) {
                Verdict::Refused => count.by_loader += 1,
                Verdict::Broken => {}
                Verdict::Survived => count.survivors.push(mutant.what),
            }
        }
    }
    println!(
        "{:<18} {:>5} {:>7} {:>14} {:>9}",
        "file", "cases", "mutants", "by the loader", "survivors"
    );
    for (name, count) in &table {
        println!(
            "{name:<18} {:>5} {:>7} {:>14} {:>9}",
            cases_of(name, &cases),
            count.mutants,
            count.by_loader,
            count.survivors.len()
        );
        assert!(count.mutants >= 2, "{name}: nothing was changed");
    }
    assert_eq!(table.len(), files.len(), "every file was changed");
    let survivors: Vec<String> = table
        .iter()
        .flat_map(|(name, count)| count.survivors.iter().map(move |what| format!("{name}: {what}")))
        .collect();
    assert!(survivors.is_empty(), "survivors:\n{}", survivors.join("\n"));
}

enum Verdict {
    Refused,
    Broken,
    Survived,
}

fn verdict(files: &BTreeMap<String, String>, mutant: &Mutant, cases: &[CaseFile]) -> Verdict {
    let id = subsidy::DEFAULT_POLICY;
    let changed = files.iter().map(|(name, text)| {
        let text = if *name == mutant.file { &mutant.text } else { text };
        (format!("{id}/{name}"), text.clone())
    });
    let Ok(set) = PolicySet::from_files(changed) else {
        return Verdict::Refused;
    };
    let policy = set.policy(id).expect("the changed policy");
    let breaks = cases.iter().any(|file| {
        file.cases
            .iter()
            .any(|case| !broken(policy, file, case).is_empty())
    });
    if breaks {
        Verdict::Broken
    } else {
        Verdict::Survived
    }
}

/// Every change of one file.
fn mutants(file: &str, text: &str) -> Vec<Mutant> {
    let lines: Vec<&str> = text.lines().collect();
    let mut mutants = Vec::new();
    let mut add = |line: usize, replacement: Vec<String>, removed: usize, what: &str| {
        let mut changed: Vec<String> = lines[..line].iter().map(ToString::to_string).collect();
        changed.extend(replacement);
        changed.extend(lines[line + removed..].iter().map(ToString::to_string));
        mutants.push(Mutant {
            file: file.to_owned(),
            what: format!("line {}: {what}: {}", line + 1, lines[line].trim()),
            text: changed.join("\n") + "\n",
        });
    };
    let mut in_rules = false;
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        // Facts only ask; what is changed are conditions, amounts and caps.
        if ["conditions:", "amount:", "caps:"].contains(&trimmed) || trimmed.starts_with("groups:") {
            in_rules = true;
        } else if trimmed == "facts:" {
            in_rules = false;
        }
        for (from, to) in SWAPS {
            let switches = in_rules || from.starts_with("once_per_entity");
            if switches && trimmed.contains(from) && !trimmed.starts_with("phrase:") {
                add(
                    at,
                    vec![line.replacen(from, to, 1)],
                    1,
                    &format!("`{from}` to `{to}`"),
                );
            }
        }
        if !in_rules {
            continue;
        }
        for (number, start, end) in numbers(line) {
            for other in [number + 1, number - 1, number * 2, 0] {
                if other != number && other >= 0 {
                    let changed = format!("{}{other}{}", &line[..start], &line[end..]);
                    add(at, vec![changed], 1, &format!("{number} to {other}"));
                }
            }
        }
        for list in ["one_of: [", "open: ["] {
            if let Some(start) = line.find(list).map(|start| start + list.len()) {
                let end = start + line[start..].find(']').expect("a closed list");
                let values: Vec<&str> = line[start..end].split(", ").collect();
                for dropped in &values {
                    let kept: Vec<&str> = values.iter().copied().filter(|value| value != dropped).collect();
                    let changed = format!("{}{}{}", &line[..start], kept.join(", "), &line[end..]);
                    add(at, vec![changed], 1, &format!("`{dropped}` dropped"));
                }
            }
        }
        if trimmed.starts_with("- id: ") && !trimmed.contains("scenario-projects") {
            let indent = line.len() - trimmed.len();
            let block = 1 + lines[at + 1..]
                .iter()
                .take_while(|next| next.len() - next.trim_start().len() > indent)
                .count();
            add(at, Vec::new(), block, "removed");
        }
    }
    mutants
}

const SWAPS: [(&str, &str); 11] = [
    ("is: true", "is: false"),
    ("is: false", "is: true"),
    ("at_least:", "more_than:"),
    ("at_least:", "at_most:"),
    ("any: [", "all: ["),
    ("kind: ceiling", "kind: exact"),
    ("kind: exact", "kind: ceiling"),
    ("per: entity_year", "per: item"),
    ("per: item", "per: entity_year"),
    ("rate: not_stated", "rate: 50%"),
    ("once_per_entity: true", "once_per_entity: false"),
];

/// Constants in a line of rules: `rate: 30%`, `fixed: 500000`, `amount: 500000`, `at_least: 1`.
fn numbers(line: &str) -> Vec<(i64, usize, usize)> {
    let mut found = Vec::new();
    for key in ["rate: ", "fixed: ", "amount: ", "at_least: "] {
        let mut from = 0;
        while let Some(start) = line[from..].find(key).map(|at| from + at + key.len()) {
            let digits = line[start..].bytes().take_while(u8::is_ascii_digit).count();
            if let Ok(number) = line[start..start + digits].parse() {
                found.push((number, start, start + digits));
            }
            from = start;
        }
    }
    found
}
