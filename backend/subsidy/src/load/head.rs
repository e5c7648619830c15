//! What does the whole policy say? Its head, shared facts and groups, and its articles put together.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    LoadError, digest,
    node::{Map, Node, Reader, Yaml},
    parts::FactTable,
    whole_file,
};
use crate::{
    rules::{Article, FactDef, Group, Period, Policy, Silence, Stated},
    text::Text,
};

const HEAD: &str = "policy.yaml";

/// Loads the policy in `folder` from its files by name.
pub(crate) fn policy(folder: &str, files: &BTreeMap<String, String>) -> Result<Policy, Vec<LoadError>> {
    let path = |name: &str| {
        if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        }
    };
    let Some(head_text) = files.get(HEAD) else {
        return Err(vec![whole_file(
            &path(HEAD),
            "load.no_head",
            "the folder has rules but no `policy.yaml`: every policy has a head",
        )]);
    };
    let head_path = path(HEAD);
    let (mut reader, root) = Reader::open(&head_path, head_text);
    let mut errors = Vec::new();
    let mut facts = FactTable::default();

    // Facts first, of every file: rules may use what another article asks for.
    let article_paths: Vec<(String, &String)> = files
        .iter()
        .filter(|(name, _)| *name != HEAD)
        .map(|(name, text)| (path(name), text))
        .collect();
    let mut articles: Vec<(Reader<'_>, Option<Node>)> = article_paths
        .iter()
        .map(|(path, text)| Reader::open(path, text))
        .collect();
    if let Some(root) = &root {
        facts_of(&mut reader, root, &mut facts);
    }
    for (reader, root) in &mut articles {
        if let Some(root) = root {
            facts_of(reader, root, &mut facts);
        }
    }

    let head = root.and_then(|root| head(&mut reader, &root, folder, &facts));
    let mut found: Vec<(u64, Article)> = Vec::new();
    let no_groups = Vec::new();
    let groups = head.as_ref().map_or(&no_groups, |head| &head.groups);
    for (reader, root) in &mut articles {
        let Some(root) = root else { continue };
        if let Some(article) = super::article::article(reader, root, groups, &facts) {
            check_article(reader, root.line, &article, &found);
            found.push((root.line, article));
        }
    }
    if let Some(head) = &head {
        check_groups(&mut reader, head, &found);
    }
    errors.append(&mut reader.errors);
    for (reader, _) in &mut articles {
        errors.append(&mut reader.errors);
    }
    // While other errors stand, rules that would read a fact may be the ones left out.
    if errors.is_empty() && !found.is_empty() {
        errors = unused(&facts, &found);
    }
    if article_paths.is_empty() {
        errors.push(whole_file(
            folder,
            "load.no_article",
            "the policy has no article: expected at least one `article-NN.yaml` beside `policy.yaml`",
        ));
    }
    let Some(head) = head.filter(|_| errors.is_empty()) else {
        return Err(errors);
    };
    found.sort_by_key(|(_, article)| article.number);
    Ok(Policy {
        id: head.id,
        title: head.title,
        title_stated: head.title_stated,
        issuer: head.issuer,
        in_force: head.in_force,
        silent: head.silent,
        facts: facts.defs,
        fact_index: facts.index,
        groups: head.groups,
        articles: found.into_iter().map(|(_, article)| article).collect(),
        digest: digest(files).into(),
    })
}

struct Head {
    id: Arc<str>,
    title: Text,
    title_stated: bool,
    issuer: Stated<Text>,
    in_force: Stated<Period>,
    silent: Vec<Silence>,
    groups: Vec<Group>,
    group_lines: Vec<u64>,
}

fn head(reader: &mut Reader<'_>, root: &Node, folder: &str, facts: &FactTable) -> Option<Head> {
    let map = reader.map(
        root,
        "",
        &["policy", "title", "title_stated", "issuer", "in_force"],
        &["preamble", "facts", "groups", "silent"],
    )?;
    let id = reader.arc(&map, "policy");
    let own_folder = folder.rsplit('/').next().unwrap_or_default();
    if let (Some(id), Some(node)) = (&id, map.get("policy"))
        && !own_folder.is_empty()
        && **id != *own_folder
    {
        let message = format!("the policy `{id}` stands in the folder `{own_folder}`: both have one name");
        reader.fail(node.line, "policy", "load.policy_id", &message);
    }
    let title = reader.bilingual(&map, "title");
    let title_stated = map
        .get("title_stated")
        .and_then(|node| reader.bool(node, "title_stated"));
    let issuer = map.get("issuer").and_then(|node| {
        if not_stated(node) {
            Some(Stated::No)
        } else {
            reader.bilingual_node(node, "issuer").map(Stated::Yes)
        }
    });
    let in_force = map.get("in_force").and_then(|node| {
        if not_stated(node) {
            Some(Stated::No)
        } else {
            period(reader, node).map(Stated::Yes)
        }
    });
    let mut silent = Vec::new();
    if let Some(node) = map.get("silent") {
        for (place, item) in reader.list(node, "silent").iter().enumerate() {
            let path = format!("silent.{place}");
            let Some(map) = reader.map(item, &path, &["id", "zh", "en"], &[]) else {
                continue;
            };
            let id = reader.arc(&map, "id");
            let (zh, en) = (reader.arc(&map, "zh"), reader.arc(&map, "en"));
            if let (Some(id), Some(zh), Some(en)) = (id, zh, en) {
                silent.push(Silence {
                    id,
                    note: Text { zh, en },
                });
            }
        }
    }
    let (groups, group_lines) = groups(reader, &map, facts);
    Some(Head {
        id: id?,
        title: title?,
        title_stated: title_stated?,
        issuer: issuer?,
        in_force: in_force?,
        silent,
        groups,
        group_lines,
    })
}

fn groups(reader: &mut Reader<'_>, map: &Map<'_>, facts: &FactTable) -> (Vec<Group>, Vec<u64>) {
    let (mut groups, mut lines): (Vec<Group>, Vec<u64>) = Default::default();
    let Some(node) = map.get("groups") else {
        return (groups, lines);
    };
    for (place, item) in reader.list(node, "groups").iter().enumerate() {
        let path = format!("groups.{place}");
        let Some(group) = group(reader, item, &path, facts) else {
            continue;
        };
        if groups.iter().any(|other| other.id == group.id) {
            let message = format!("the group `{}` stands twice", group.id);
            reader.fail(item.line, &path, "load.duplicate", &message);
        }
        groups.push(group);
        lines.push(item.line);
    }
    (groups, lines)
}

fn group(reader: &mut Reader<'_>, node: &Node, path: &str, facts: &FactTable) -> Option<Group> {
    let map = reader.map(
        node,
        path,
        &["id", "title", "text", "articles"],
        &["conditions", "amount", "caps"],
    )?;
    let id = reader.arc(&map, "id");
    let title = reader.bilingual(&map, "title");
    let text = reader.quotation(&map);
    let quoted = text.clone().unwrap_or_default();
    let mut articles = Vec::new();
    if let Some(node) = map.get("articles") {
        let path = map.at("articles");
        for item in reader.list(node, &path) {
            if let Some(article) = reader.text(item, &path) {
                articles.push(article.into());
            }
        }
    }
    let (conditions, caps) = rules_of(reader, &map, &quoted, facts);
    let amount = map
        .get("amount")
        .and_then(|node| reader.amount(node, &map.at("amount"), &quoted, facts));
    Some(Group {
        id: id?,
        title: title?,
        text: text?,
        articles,
        conditions,
        amount,
        caps,
    })
}

/// Conditions and caps of a group or an article.
pub(crate) fn rules_of(
    reader: &mut Reader<'_>,
    map: &Map<'_>,
    text: &str,
    facts: &FactTable,
) -> (Vec<crate::rules::Condition>, Vec<crate::rules::Cap>) {
    let mut conditions = Vec::new();
    if let Some(node) = map.get("conditions") {
        let path = map.at("conditions");
        for (place, item) in reader.list(node, &path).iter().enumerate() {
            conditions.extend(reader.condition(item, &format!("{path}.{place}"), text, facts));
        }
    }
    let mut caps = Vec::new();
    if let Some(node) = map.get("caps") {
        let path = map.at("caps");
        for (place, item) in reader.list(node, &path).iter().enumerate() {
            caps.extend(reader.cap(item, &format!("{path}.{place}"), text));
        }
    }
    (conditions, caps)
}

fn period(reader: &mut Reader<'_>, node: &Node) -> Option<Period> {
    let map = reader.map(node, "in_force", &["from"], &["until"])?;
    let from = reader.date(map.get("from")?, "in_force.from");
    let until = match map.get("until") {
        Some(node) => Some(reader.date(node, "in_force.until")?),
        None => None,
    };
    let from = from?;
    if until.is_some_and(|until| until < from) {
        reader.fail(
            node.line,
            "in_force",
            "load.date_order",
            "`until` is a day before `from`: the last day is not before the first",
        );
        return None;
    }
    Some(Period { from, until })
}

pub(crate) fn not_stated(node: &Node) -> bool {
    matches!(&node.value, Yaml::Text(text) if text == "not_stated")
}

/// Adds the facts that a file defines; its text is what their phrases must be quoted from.
fn facts_of(reader: &mut Reader<'_>, root: &Node, facts: &mut FactTable) {
    let Yaml::Map(entries) = &root.value else {
        return;
    };
    let field = |name: &str| {
        entries
            .iter()
            .find(|(key, _)| key.name == name)
            .map(|(_, node)| node)
    };
    let text = match field("text").map(|node| &node.value) {
        Some(Yaml::Text(text)) => text.lines().map(str::trim).collect::<String>(),
        _ => String::new(),
    };
    let Some(node) = field("facts") else { return };
    for (place, item) in reader.list(node, "facts").iter().enumerate() {
        let path = format!("facts.{place}");
        let Some(def) = reader.fact(item, &path, &text) else {
            continue;
        };
        let FactDef { name, .. } = &def;
        if facts.index.contains_key(name) {
            let message = format!("the fact `{name}` is defined twice");
            reader.fail(item.line, &path, "load.duplicate", &message);
            continue;
        }
        facts.index.insert(name.clone(), facts.defs.len());
        facts.origins.push((reader.file.to_owned(), item.line, path));
        facts.defs.push(def);
    }
}

fn check_article(reader: &mut Reader<'_>, line: u64, article: &Article, others: &[(u64, Article)]) {
    let expected = format!("article-{:02}.yaml", article.number);
    let file = reader.file.rsplit('/').next().unwrap_or_default();
    if file != expected {
        let message = format!("article {} stands in a file `{expected}`", article.number);
        reader.fail(line, "article", "load.file_name", &message);
    }
    let mut ids = BTreeSet::new();
    let own = article
        .conditions
        .iter()
        .map(|condition| &condition.id)
        .chain(article.caps.iter().map(|cap| &cap.id));
    for id in own {
        if !ids.insert(id) {
            let message = format!("the id `{id}` stands twice in article {}", article.id);
            reader.fail(line, "id", "load.duplicate", &message);
        }
    }
    if others.iter().any(|(_, other)| other.number == article.number) {
        let message = format!("article {} is given twice", article.number);
        reader.fail(line, "article", "load.duplicate", &message);
    }
}

fn check_groups(reader: &mut Reader<'_>, head: &Head, articles: &[(u64, Article)]) {
    for (group, line) in head.groups.iter().zip(&head.group_lines) {
        let of_group: BTreeSet<&str> = articles
            .iter()
            .filter(|(_, article)| article.ledger_group == group.id)
            .map(|(_, article)| &*article.id)
            .collect();
        let listed: BTreeSet<&str> = group.articles.iter().map(|id| &**id).collect();
        if of_group != listed {
            let message = format!(
                "the group `{}` lists {listed:?}, but the articles that name it are {of_group:?}",
                group.id
            );
            reader.fail(*line, "groups", "load.group_articles", &message);
        }
    }
}

/// A fact that no rule reads would be asked of people for nothing.
fn unused(facts: &FactTable, articles: &[(u64, Article)]) -> Vec<LoadError> {
    facts
        .defs
        .iter()
        .zip(&facts.origins)
        .enumerate()
        .filter(|(index, _)| !articles.iter().any(|(_, article)| article.uses.contains(index)))
        .map(|(_, (def, (file, line, field)))| LoadError {
            file: file.clone(),
            line: *line,
            field: field.clone(),
            message: format!("no rule reads the fact `{}`: remove it or use it", def.name),
            code: "load.unused_fact",
        })
        .collect()
}
