//! What is written in a field? Texts, quoted phrases, amounts, rates and dated values.

use std::sync::Arc;

use chrono::NaiveDate;

use super::node::{Map, Node, Reader, Yaml};
use crate::{
    money::{Money, Rate},
    rules::Dated,
    text::Text,
};

impl Reader<'_> {
    pub(crate) fn arc(&mut self, map: &Map<'_>, name: &str) -> Option<Arc<str>> {
        let node = map.get(name)?;
        self.text(node, &map.at(name)).map(Into::into)
    }

    pub(crate) fn bilingual(&mut self, map: &Map<'_>, name: &str) -> Option<Text> {
        let node = map.get(name)?;
        self.bilingual_node(node, &map.at(name))
    }

    pub(crate) fn bilingual_node(&mut self, node: &Node, path: &str) -> Option<Text> {
        let map = self.map(node, path, &["zh", "en"], &[])?;
        let (zh, en) = (self.arc(&map, "zh"), self.arc(&map, "en"));
        Some(Text { zh: zh?, en: en? })
    }

    /// A phrase: it must be words of the text it is quoted from.
    pub(crate) fn phrase(&mut self, map: &Map<'_>, name: &str, text: &str) -> Option<Arc<str>> {
        let phrase = self.arc(map, name)?;
        if !text.is_empty() && !phrase.split('…').all(|part| text.contains(part.trim())) {
            let line = map.get(name).map_or(map.line, |node| node.line);
            self.fail(
                line,
                &map.at(name),
                "load.phrase",
                &format!(
                    "`{phrase}` does not stand in the quoted text: quote it word for word (… for words left out)"
                ),
            );
        }
        Some(phrase)
    }

    /// The full quotation of an article or preamble: at least one line, line ends removed.
    pub(crate) fn quotation(&mut self, map: &Map<'_>) -> Option<Arc<str>> {
        let text = self.arc(map, "text")?;
        Some(text.lines().map(str::trim).collect::<String>().into())
    }

    pub(crate) fn money(&mut self, node: &Node, path: &str) -> Option<Money> {
        let amount = match &node.value {
            Yaml::Integer(yuan) => yuan.checked_mul(100).map(Money::from_fen),
            Yaml::Text(text) => text.parse().ok(),
            _ => None,
        };
        match amount {
            Some(amount) if amount > Money::ZERO => Some(amount),
            _ => {
                let message = format!(
                    "expected yuan above nothing, whole or as a quoted decimal (500000, \"500000.50\"), found {}",
                    node.value.describe()
                );
                self.fail(node.line, path, "load.money", &message);
                None
            }
        }
    }

    pub(crate) fn rate(&mut self, node: &Node, path: &str) -> Option<Rate> {
        let rate: Option<Rate> = match &node.value {
            Yaml::Text(text) => text.parse().ok(),
            _ => None,
        };
        match rate {
            Some(rate) if rate > Rate::ZERO && rate <= Rate::WHOLE => Some(rate),
            _ => {
                let message = format!(
                    "expected a percentage above 0% and up to 100% such as 30%, found {}",
                    node.value.describe()
                );
                self.fail(node.line, path, "load.rate", &message);
                None
            }
        }
    }

    pub(crate) fn date(&mut self, node: &Node, path: &str) -> Option<NaiveDate> {
        let date = match &node.value {
            Yaml::Text(text) => text.parse().ok(),
            _ => None,
        };
        if date.is_none() {
            let message = format!("expected a date as YYYY-MM-DD, found {}", node.value.describe());
            self.fail(node.line, path, "load.date", &message);
        }
        date
    }

    /// A constant: one value, or a list of `{from, value}` with ascending days.
    pub(crate) fn dated<T>(
        &mut self,
        node: &Node,
        path: &str,
        read: fn(&mut Self, &Node, &str) -> Option<T>,
    ) -> Option<Dated<T>> {
        let Yaml::List(list) = &node.value else {
            return read(self, node, path).map(Dated::Always);
        };
        let mut values: Vec<(NaiveDate, T)> = Vec::new();
        for (place, item) in list.iter().enumerate() {
            let path = format!("{path}.{place}");
            let map = self.map(item, &path, &["from", "value"], &[])?;
            let (from, value) = (map.get("from")?, map.get("value")?);
            let from = self.date(from, &map.at("from"))?;
            let value = read(self, value, &map.at("value"))?;
            if values.last().is_some_and(|(last, _)| *last >= from) {
                self.fail(
                    item.line,
                    &path,
                    "load.date_order",
                    "dated values stand in ascending order, each day once",
                );
            }
            values.push((from, value));
        }
        if values.is_empty() {
            self.fail(node.line, path, "load.empty", "expected at least one dated value");
            return None;
        }
        Some(Dated::From(values))
    }
}
