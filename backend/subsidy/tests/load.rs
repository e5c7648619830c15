//! Does the loader say what is wrong, and where? One broken file for each of its rules.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use subsidy::{LoadError, PolicySet};

const HEAD: &str = "policy.yaml";
const ONE: &str = "article-01.yaml";
const TWO: &str = "article-02.yaml";
const THREE: &str = "article-03.yaml";

/// The files of the invented policy, by name.
fn files() -> BTreeMap<String, String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/policies/lakeside-robots");
    [HEAD, ONE, TWO, THREE]
        .map(|name| {
            let text = fs::read_to_string(folder.join(name)).expect("a readable file");
            (name.to_owned(), text)
        })
        .into()
}

fn load(files: &BTreeMap<String, String>) -> Result<PolicySet, Vec<LoadError>> {
    PolicySet::from_files(
        files
            .iter()
            .map(|(name, text)| (format!("lakeside-robots/{name}"), text.clone())),
    )
}

/// A rule of the loader: in which file which words are replaced, and the error that must come.
struct Broken {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
    field: &'static str,
}

const fn broken(
    file: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
    field: &'static str,
) -> Broken {
    Broken {
        file,
        from,
        to,
        code,
        field,
    }
}

const RULES: &[Broken] = &[
    broken(ONE, "article: 1", "article: [1", "load.yaml", ""),
    broken(
        ONE,
        "article: 1",
        "article: first",
        "load.article_number",
        "article",
    ),
    broken(ONE, "article: 1", "article: 4", "load.file_name", "article"),
    broken(TWO, "article: 2", "article: 1", "load.duplicate", "article"),
    broken(
        ONE,
        "beneficiary:",
        "beneficary:",
        "load.unknown_field",
        "beneficary",
    ),
    broken(
        TWO,
        "beneficiary: {zh: 小企业, en: small firms}\n",
        "",
        "load.missing_field",
        "beneficiary",
    ),
    broken(
        ONE,
        "group: robots",
        "group: robotics",
        "load.unknown_group",
        "group",
    ),
    broken(
        HEAD,
        "articles: [\"1\", \"2\", \"3\"]",
        "articles: [\"1\", \"2\"]",
        "load.group_articles",
        "groups",
    ),
    broken(
        ONE,
        "title: {zh: 购置机器人, en: Buying robots}",
        "title: Buying robots",
        "load.type",
        "title",
    ),
    broken(
        ONE,
        "phrase: 超过10万元",
        "phrase: 超过11万元",
        "load.phrase",
        "conditions.1.phrase",
    ),
    broken(
        ONE,
        "type: money",
        "type: amount",
        "load.fact_type",
        "facts.0.type",
    ),
    broken(ONE, "unit: yuan", "unit: fen", "load.unit", "facts.0.unit"),
    broken(
        ONE,
        "name: robots.first",
        "name: robots.spent",
        "load.duplicate",
        "facts.1",
    ),
    broken(
        ONE,
        "{fact: robots.first, is: true}",
        "{fact: robots.frst, is: true}",
        "load.unknown_fact",
        "conditions.2.when.fact",
    ),
    broken(
        ONE,
        "{fact: robots.first, is: true}",
        "{fact: robots.first, is: true}\n    counterparty: affiliated",
        "load.choice",
        "conditions.2.counterparty",
    ),
    broken(
        ONE,
        "{fact: robots.first, is: true}",
        "{fact: robots.spent, is: true}",
        "load.fact_use",
        "conditions.2.when.fact",
    ),
    broken(
        ONE,
        "{fact: robots.first, is: true}",
        "{fact: robots.first}",
        "load.test",
        "conditions.2.when",
    ),
    broken(
        ONE,
        "one_of: [country]",
        "one_of: [forest]",
        "load.choice",
        "conditions.3.when.one_of",
    ),
    broken(
        ONE,
        "at_least: 20",
        "at_least: -20",
        "load.whole",
        "conditions.0.when.all.0.at_least",
    ),
    broken(
        ONE,
        "more_than: 100000",
        "more_than: 100000.5",
        "load.money",
        "conditions.1.when.more_than",
    ),
    broken(
        ONE,
        "value: \"200000.00\"",
        "value: -200000",
        "load.money",
        "caps.0.amount.0.value",
    ),
    broken(
        ONE,
        "adds_rate: 5%",
        "adds_rate: 0.05",
        "load.rate",
        "conditions.2.adds_rate",
    ),
    broken(
        ONE,
        "adds_rate: 5%",
        "adds_rate: 105%",
        "load.rate",
        "conditions.2.adds_rate",
    ),
    broken(ONE, "    adds_rate: 5%\n", "", "load.bonus", "conditions.2"),
    broken(
        ONE,
        "kind: bonus\n    adds_rate",
        "kind: gate\n    adds_rate",
        "load.bonus",
        "conditions.2",
    ),
    broken(
        ONE,
        "id: robots.size\n    kind: gate",
        "id: robots.size\n    kind: door",
        "load.condition_kind",
        "conditions.0.kind",
    ),
    broken(
        ONE,
        "id: robots.threshold",
        "id: robots.size",
        "load.duplicate",
        "id",
    ),
    broken(
        ONE,
        "kind: exact",
        "kind: precise",
        "load.amount_kind",
        "amount.kind",
    ),
    broken(TWO, ", fixed: 80000", "", "load.amount", "amount"),
    broken(
        ONE,
        "from: 2024-02-01",
        "from: 2024-02-30",
        "load.date",
        "amount.rate.0.from",
    ),
    broken(
        ONE,
        "from: 2025-01-01",
        "from: 2024-02-01",
        "load.date_order",
        "amount.rate.1",
    ),
    broken(
        HEAD,
        "until: 2026-12-31",
        "until: 2023-12-31",
        "load.date_order",
        "in_force",
    ),
    broken(ONE, "per: item", "per: month", "load.cap_per", "caps.0.per"),
    broken(ONE, "per: item", "per: entity_year", "load.caps", "caps"),
    broken(
        TWO,
        "{any: [{fact: firm.staff, at_most: 19}]}",
        "{any: []}",
        "load.empty",
        "conditions.0.when.any",
    ),
    broken(
        ONE,
        "one_of: [country]",
        "one_of: []",
        "load.empty",
        "conditions.3.when.one_of",
    ),
    broken(
        HEAD,
        "policy: lakeside-robots",
        "policy: seaside-robots",
        "load.policy_id",
        "policy",
    ),
    broken(
        HEAD,
        "title_stated: true",
        "title_stated: maybe",
        "load.type",
        "title_stated",
    ),
    broken(
        HEAD,
        "facts:\n",
        "facts:\n  - {name: firm.age, type: count, unit: years, phrase: 年限, question: {zh: 几年？, en: How old?}}\n",
        "load.unused_fact",
        "facts.0",
    ),
];

#[test]
fn every_rule_of_the_loader_names_file_line_and_field() {
    let sound = files();
    assert!(load(&sound).is_ok(), "{:?}", load(&sound).err());
    for rule in RULES {
        let mut changed = sound.clone();
        let text = changed.get_mut(rule.file).expect("a file");
        let at = text
            .find(rule.from)
            .unwrap_or_else(|| panic!("`{}` is not in {}", rule.from, rule.file));
        let line = 1 + text[..at].matches('\n').count() as u64;
        *text = text.replacen(rule.from, rule.to, 1);
        let errors = load(&changed).expect_err(rule.to);
        let found = errors
            .iter()
            .find(|error| error.code == rule.code && error.field == rule.field)
            .unwrap_or_else(|| panic!("{} {}: {errors:#?}", rule.code, rule.field));
        assert_eq!(found.file, format!("lakeside-robots/{}", rule.file), "{found}");
        // Some errors are of a whole map or file: they stand at or before the changed words.
        let whole = [
            "load.group_articles",
            "load.missing_field",
            "load.bonus",
            "load.duplicate",
            "load.caps",
            "load.amount",
        ];
        if found.line > 0 && !whole.contains(&found.code) && found.code != "load.yaml" {
            assert!(
                (line..=line + 1).contains(&found.line) || found.line == 1,
                "line {line}: {found}"
            );
        }
        assert!(found.message.len() > 15, "{found}");
    }
}

#[test]
fn folders_that_hold_no_sound_policy_are_refused() {
    let code = |files: &BTreeMap<String, String>| load(files).expect_err("an error")[0].code;
    let mut headless = files();
    headless.remove(HEAD);
    assert_eq!(code(&headless), "load.no_head");
    let mut bodiless = files();
    bodiless.retain(|name, _| name == HEAD);
    bodiless.insert(
        HEAD.to_owned(),
        "policy: lakeside-robots\ntitle: {zh: 无, en: none}\ntitle_stated: true\nissuer: not_stated\nin_force: not_stated\n".to_owned(),
    );
    assert_eq!(code(&bodiless), "load.no_article");
    assert_eq!(code(&BTreeMap::new()), "load.no_policy");
    let missing = PolicySet::load_dir(&PathBuf::from("no/such/folder")).expect_err("an error");
    assert_eq!(missing[0].code, "load.unreadable");
}

#[test]
fn every_code_of_the_loader_has_its_broken_file() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/load");
    let mut in_source = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the loader") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("source");
        for part in text.split("\"load.").skip(1) {
            in_source.insert(format!("load.{}", part.split('"').next().expect("a code")));
        }
    }
    assert!(in_source.len() > 20, "{in_source:?}");
    let elsewhere = [
        "load.no_head",
        "load.no_article",
        "load.no_policy",
        "load.unreadable",
    ];
    let tested: BTreeSet<String> = RULES
        .iter()
        .map(|rule| rule.code)
        .chain(elsewhere)
        .map(str::to_owned)
        .collect();
    assert_eq!(in_source, tested);
}

#[test]
fn the_digest_depends_on_the_words_and_not_on_line_ends() {
    let digest =
        |files: &BTreeMap<String, String>| load(files).expect("a policy").policies()[0].digest().to_owned();
    let sound = files();
    let mut windows = sound.clone();
    for text in windows.values_mut() {
        *text = text.replace('\n', "\r\n");
    }
    assert_eq!(digest(&sound), digest(&windows));
    let mut other = sound.clone();
    let text = other.get_mut(TWO).expect("a file");
    *text = text.replace("80000", "80001");
    assert_ne!(digest(&sound), digest(&other));
}

#[test]
fn the_built_in_policy_is_the_one_in_the_folder() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../seed-data/policies");
    let loaded = PolicySet::load_dir(&folder).expect("the folder loads");
    let built_in = subsidy::builtin().expect("the built-in policies load");
    let digests = |set: &PolicySet| -> Vec<String> {
        set.policies()
            .iter()
            .map(|policy| policy.digest().to_owned())
            .collect()
    };
    assert_eq!(digests(&loaded), digests(built_in));
    assert_eq!(built_in.policies()[0].articles().len(), 20);
}
