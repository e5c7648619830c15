//! What does one article say? One file an article, put together with the group it belongs to.

use std::collections::BTreeSet;

use super::{
    head::{not_stated, rules_of},
    node::{Node, Reader, Yaml},
    parts::FactTable,
};
use crate::rules::{Article, CapPer, Formula, Group, Test};

/// Reads an article; conditions, amount and caps of its group come after its own.
pub(crate) fn article(
    reader: &mut Reader<'_>,
    root: &Node,
    groups: &[Group],
    facts: &FactTable,
) -> Option<Article> {
    let map = reader.map(
        root,
        "",
        &["article", "title", "text", "beneficiary"],
        &[
            "group",
            "facts",
            "conditions",
            "amount",
            "caps",
            "one_off",
            "once_per_entity",
            "also",
            "silent",
        ],
    )?;
    let number = map.get("article").and_then(|node| match node.value {
        Yaml::Integer(number) if (1..=999).contains(&number) => u32::try_from(number).ok(),
        _ => {
            let message = format!("expected the article's number, found {}", node.value.describe());
            reader.fail(node.line, "article", "load.article_number", &message);
            None
        }
    });
    let title = reader.bilingual(&map, "title");
    let text = reader.quotation(&map);
    let quoted = text.clone().unwrap_or_default();
    let beneficiary = reader.bilingual(&map, "beneficiary");
    let one_off = reader.phrase(&map, "one_off", &quoted);
    let once_per_entity = match map.get("once_per_entity") {
        Some(node) => reader.bool(node, "once_per_entity")?,
        None => false,
    };
    let mut also = Vec::new();
    if let Some(node) = map.get("also") {
        for item in reader.list(node, "also") {
            if let Some(phrase) = reader.text(item, "also") {
                if !quoted.contains(phrase) {
                    let message = format!("`{phrase}` does not stand in the quoted text");
                    reader.fail(item.line, "also", "load.phrase", &message);
                }
                also.push(phrase.into());
            }
        }
    }
    let mut silent = Vec::new();
    if let Some(node) = map.get("silent") {
        for (place, item) in reader.list(node, "silent").iter().enumerate() {
            silent.extend(reader.bilingual_node(item, &format!("silent.{place}")));
        }
    }

    let group = match map.get("group") {
        Some(node) => {
            let id = reader.text(node, "group")?;
            let group = groups.iter().find(|group| &*group.id == id);
            if group.is_none() {
                let message = format!("no group `{id}` in `policy.yaml`");
                reader.fail(node.line, "group", "load.unknown_group", &message);
                return None;
            }
            group
        }
        None => None,
    };
    let (mut conditions, mut caps) = rules_of(reader, &map, &quoted, facts);
    let own_amount = map.get("amount");
    let mut amount = own_amount.and_then(|node| reader.amount(node, "amount", &quoted, facts));
    if let Some(group) = group {
        conditions.extend(group.conditions.iter().cloned());
        caps.extend(group.caps.iter().cloned());
        amount = amount.or_else(|| group.amount.clone());
    }
    if amount.is_none() && own_amount.is_none_or(not_stated) {
        reader.fail(
            root.line,
            "amount",
            "load.missing_field",
            "the article has no `amount`, nor has a group it names",
        );
    }
    // Limits on the thing itself first: the year's room is used by what is left of it.
    caps.sort_by_key(|cap| cap.per == CapPer::EntityYear);
    let years = caps.iter().filter(|cap| cap.per == CapPer::EntityYear).count();
    if years > 1 {
        reader.fail(
            root.line,
            "caps",
            "load.caps",
            "an article and its group have at most one cap per `entity_year`: the ledger counts over one group",
        );
    }
    let number = number?;
    let id: std::sync::Arc<str> = number.to_string().into();
    let amount = amount?;
    let mut uses = BTreeSet::new();
    for condition in &conditions {
        used_by_test(&condition.when, &mut uses);
    }
    match &amount.formula {
        Formula::Share { of, .. } | Formula::Cost { of } => {
            uses.insert(*of);
        }
        Formula::Fixed(_) => {}
        Formula::Each(all) => uses.extend(all.iter().map(|each| each.fact)),
    }
    if conditions.is_empty() {
        reader.fail(
            root.line,
            "conditions",
            "load.empty",
            "the article has no condition: everybody would be entitled",
        );
    }
    Some(Article {
        ledger_group: group.map_or_else(|| id.clone(), |group| group.id.clone()),
        id,
        number,
        title: title?,
        text: text?,
        beneficiary: beneficiary?,
        one_off,
        once_per_entity,
        also,
        silent,
        conditions,
        amount,
        caps,
        uses: uses.into_iter().collect(),
    })
}

fn used_by_test(test: &Test, uses: &mut BTreeSet<usize>) {
    match test {
        Test::Is(fact, _) | Test::OneOf { fact, .. } | Test::Compare(fact, _, _) => {
            uses.insert(*fact);
        }
        Test::All(tests) | Test::Any(tests) => {
            for test in tests {
                used_by_test(test, uses);
            }
        }
    }
}
