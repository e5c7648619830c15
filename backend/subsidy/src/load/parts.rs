//! What does a piece of a rules file say? Facts, conditions, amounts and caps.

use std::{collections::BTreeMap, sync::Arc};

use super::node::{Map, Node, Reader, Yaml};
use crate::{
    money::Money,
    nearest::nearest,
    rules::{
        Amount, AmountKind, Bonus, Cap, CapPer, Choice, Comparison, Condition, ConditionKind, Each, FactDef,
        FactType, Formula, Test,
    },
    text::Text,
};

/// The facts known so far, by name, with their definitions.
#[derive(Default)]
pub(crate) struct FactTable {
    pub(crate) defs: Vec<FactDef>,
    pub(crate) index: BTreeMap<Arc<str>, usize>,
    /// File, line and field where each is defined.
    pub(crate) origins: Vec<(String, u64, String)>,
}

/// How the values of a fact are to be used by a rule.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Bool,
    Choice,
    Number,
    Money,
    Count,
}

impl Reader<'_> {
    pub(crate) fn fact(&mut self, node: &Node, path: &str, text: &str) -> Option<FactDef> {
        let map = self.map(
            node,
            path,
            &["name", "type", "phrase", "question"],
            &["unit", "choices"],
        )?;
        let name = self.arc(&map, "name");
        let phrase = self.phrase(&map, "phrase", text);
        let question = self.bilingual(&map, "question");
        let unit = self.arc(&map, "unit");
        let kind_node = map.get("type")?;
        let kind = match self.text(kind_node, &map.at("type"))? {
            "bool" => FactType::Bool,
            "count" => FactType::Count,
            "money" => FactType::Money,
            "choice" => FactType::Choice {
                choices: self.choices(&map)?,
            },
            other => {
                let message =
                    format!("`{other}` is no type of fact: allowed are `bool`, `count`, `money`, `choice`");
                self.fail(kind_node.line, &map.at("type"), "load.fact_type", &message);
                return None;
            }
        };
        let unit_line = map.get("unit").map_or(map.line, |node| node.line);
        match (&kind, unit.as_deref()) {
            (FactType::Money, Some("yuan")) | (FactType::Count, Some(_)) => {}
            (FactType::Money, _) => self.fail(
                unit_line,
                &map.at("unit"),
                "load.unit",
                "a money fact has the unit `yuan`",
            ),
            (FactType::Count, None) => self.fail(
                unit_line,
                &map.at("unit"),
                "load.unit",
                "a count names what it counts in `unit`",
            ),
            (_, Some(_)) => self.fail(
                unit_line,
                &map.at("unit"),
                "load.unit",
                "only a money or count fact has a unit",
            ),
            (_, None) => {}
        }
        Some(FactDef {
            name: name?,
            kind,
            unit,
            phrase: phrase?,
            question: question?,
        })
    }

    fn choices(&mut self, map: &Map<'_>) -> Option<Vec<Choice>> {
        let Some(node) = map.get("choices") else {
            self.fail(
                map.line,
                &map.at("choices"),
                "load.missing_field",
                "a choice lists its allowed values in `choices`",
            );
            return None;
        };
        let path = map.at("choices");
        let mut choices: Vec<Choice> = Vec::new();
        for (place, item) in self.list(node, &path).iter().enumerate() {
            let path = format!("{path}.{place}");
            let map = self.map(item, &path, &["value", "zh", "en"], &[])?;
            let value = self.arc(&map, "value")?;
            let label = Text {
                zh: self.arc(&map, "zh")?,
                en: self.arc(&map, "en")?,
            };
            if choices.iter().any(|choice| choice.value == value) {
                let message = format!("the value `{value}` stands twice");
                self.fail(item.line, &path, "load.duplicate", &message);
            }
            choices.push(Choice { value, label });
        }
        if choices.is_empty() {
            self.fail(node.line, &path, "load.empty", "a choice has at least one value");
            return None;
        }
        Some(choices)
    }

    /// The place of the fact that `name` of `map` refers to, checked for how it is used.
    pub(crate) fn fact_ref(
        &mut self,
        map: &Map<'_>,
        name: &str,
        wanted: Wanted,
        facts: &FactTable,
    ) -> Option<usize> {
        let node = map.get(name)?;
        let fact = self.text(node, &map.at(name))?;
        let Some(&index) = facts.index.get(fact) else {
            let guess = nearest(fact, facts.index.keys().map(|name| &**name))
                .map(|name| format!("; did you mean `{name}`?"))
                .unwrap_or_default();
            let message =
                format!("no fact `{fact}`: define it in this file or in `policy.yaml`, under `facts`{guess}");
            self.fail(node.line, &map.at(name), "load.unknown_fact", &message);
            return None;
        };
        let (fits, words) = match (wanted, &facts.defs[index].kind) {
            (Wanted::Bool, kind) => (*kind == FactType::Bool, "bool"),
            (Wanted::Choice, kind) => (matches!(kind, FactType::Choice { .. }), "choice"),
            (Wanted::Money, kind) => (*kind == FactType::Money, "money"),
            (Wanted::Count, kind) => (*kind == FactType::Count, "count"),
            (Wanted::Number, kind) => (
                matches!(kind, FactType::Money | FactType::Count),
                "money or count",
            ),
        };
        if !fits {
            let message = format!("the fact `{fact}` cannot be used here: expected type {words}");
            self.fail(node.line, &map.at(name), "load.fact_use", &message);
            return None;
        }
        Some(index)
    }

    pub(crate) fn condition(
        &mut self,
        node: &Node,
        path: &str,
        text: &str,
        facts: &FactTable,
    ) -> Option<Condition> {
        let map = self.map(
            node,
            path,
            &["id", "kind", "phrase", "label", "when"],
            &["adds_rate", "adds_amount", "opens", "measure", "counterparty"],
        )?;
        let id = self.arc(&map, "id");
        let phrase = self.phrase(&map, "phrase", text);
        let label = self.bilingual(&map, "label");
        let when = map
            .get("when")
            .and_then(|node| self.test(node, &map.at("when"), facts));
        let kind_node = map.get("kind")?;
        let bonus = self.bonus(&map);
        let kind = match (self.text(kind_node, &map.at("kind"))?, bonus) {
            ("gate", None) => ConditionKind::Gate,
            ("discretionary", None) => ConditionKind::Discretionary,
            ("bonus", Some(bonus)) => ConditionKind::Bonus(bonus),
            ("bonus", None) => {
                self.fail(
                    map.line,
                    &map.path,
                    "load.bonus",
                    "a bonus says what it adds: one of `adds_rate`, `adds_amount`, `opens: amount`",
                );
                return None;
            }
            ("gate" | "discretionary", Some(_)) => {
                self.fail(
                    map.line,
                    &map.path,
                    "load.bonus",
                    "only a condition of kind `bonus` adds something",
                );
                return None;
            }
            (other, _) => {
                let message = format!(
                    "`{other}` is no kind of condition: allowed are `gate`, `bonus`, `discretionary`"
                );
                self.fail(kind_node.line, &map.at("kind"), "load.condition_kind", &message);
                return None;
            }
        };
        let measure_open = match map.get("measure") {
            None => kind == ConditionKind::Discretionary,
            Some(node) if matches!(&node.value, Yaml::Text(text) if text == "not_stated") => true,
            Some(node) => {
                self.fail(
                    node.line,
                    &map.at("measure"),
                    "load.choice",
                    "allowed is `not_stated`: the text leaves open what satisfies the condition",
                );
                return None;
            }
        };
        let non_affiliated = match map.get("counterparty") {
            None => false,
            Some(node) if matches!(&node.value, Yaml::Text(text) if text == "not_affiliated") => true,
            Some(node) => {
                self.fail(
                    node.line,
                    &map.at("counterparty"),
                    "load.choice",
                    "allowed is `not_affiliated`: the condition is met by dealings with non-affiliated parties",
                );
                return None;
            }
        };
        Some(Condition {
            id: id?,
            kind,
            non_affiliated,
            measure_open,
            phrase: phrase?,
            label: label?,
            when: when?,
        })
    }

    fn bonus(&mut self, map: &Map<'_>) -> Option<Bonus> {
        if let Some(node) = map.get("adds_rate") {
            return self
                .dated(node, &map.at("adds_rate"), Self::rate)
                .map(Bonus::Rate);
        }
        if let Some(node) = map.get("adds_amount") {
            return self
                .dated(node, &map.at("adds_amount"), Self::money)
                .map(Bonus::Amount);
        }
        let node = map.get("opens")?;
        if matches!(&node.value, Yaml::Text(text) if text == "amount") {
            return Some(Bonus::Opens);
        }
        self.fail(
            node.line,
            &map.at("opens"),
            "load.choice",
            "allowed is `amount`: the amount is stated only for those who meet the condition",
        );
        None
    }

    fn test(&mut self, node: &Node, path: &str, facts: &FactTable) -> Option<Test> {
        const COMPARISONS: [(&str, Comparison); 4] = [
            ("at_least", Comparison::AtLeast),
            ("more_than", Comparison::MoreThan),
            ("at_most", Comparison::AtMost),
            ("less_than", Comparison::LessThan),
        ];
        let mut allowed = vec!["fact", "is", "one_of", "open", "all", "any"];
        allowed.extend(COMPARISONS.map(|(name, _)| name));
        let map = self.map(node, path, &[], &allowed)?;
        for (name, combine) in [("all", Test::All as fn(Vec<Test>) -> Test), ("any", Test::Any)] {
            if let Some(node) = map.get(name) {
                let path = map.at(name);
                let tests: Option<Vec<Test>> = self
                    .list(node, &path)
                    .iter()
                    .enumerate()
                    .map(|(place, item)| self.test(item, &format!("{path}.{place}"), facts))
                    .collect();
                let tests = tests?;
                if tests.is_empty() {
                    self.fail(node.line, &path, "load.empty", "expected at least one test");
                    return None;
                }
                return Some(combine(tests));
            }
        }
        if let Some(node) = map.get("is") {
            let fact = self.fact_ref(&map, "fact", Wanted::Bool, facts)?;
            return self.bool(node, &map.at("is")).map(|is| Test::Is(fact, is));
        }
        if map.get("one_of").is_some() {
            let fact = self.fact_ref(&map, "fact", Wanted::Choice, facts)?;
            let yes = self.values_of(&map, "one_of", &facts.defs[fact])?;
            let open = match map.get("open") {
                Some(_) => self.values_of(&map, "open", &facts.defs[fact])?,
                None => Vec::new(),
            };
            return Some(Test::OneOf { fact, yes, open });
        }
        for (name, comparison) in COMPARISONS {
            if let Some(node) = map.get(name) {
                let fact = self.fact_ref(&map, "fact", Wanted::Number, facts)?;
                let read = if facts.defs[fact].kind == FactType::Money {
                    |reader: &mut Self, node: &Node, path: &str| reader.money(node, path).map(Money::fen)
                } else {
                    Self::whole
                };
                let threshold = self.dated(node, &map.at(name), read)?;
                return Some(Test::Compare(fact, comparison, threshold));
            }
        }
        self.fail(
            map.line,
            &map.path,
            "load.test",
            "a test is one of `fact` with `is`, `one_of`, `at_least`, `more_than`, `at_most`, `less_than`; or `all`, `any`",
        );
        None
    }

    fn whole(&mut self, node: &Node, path: &str) -> Option<i64> {
        match node.value {
            Yaml::Integer(value) if value >= 0 => Some(value),
            _ => {
                let message = format!(
                    "expected a whole number that is not negative, found {}",
                    node.value.describe()
                );
                self.fail(node.line, path, "load.whole", &message);
                None
            }
        }
    }

    fn values_of(&mut self, map: &Map<'_>, name: &str, def: &FactDef) -> Option<Vec<u16>> {
        let FactType::Choice { choices } = &def.kind else {
            return None;
        };
        let node = map.get(name)?;
        let path = map.at(name);
        let mut values = Vec::new();
        for item in self.list(node, &path) {
            let value = self.text(item, &path)?;
            let place = choices.iter().position(|choice| &*choice.value == value);
            let Some(place) = place.and_then(|place| u16::try_from(place).ok()) else {
                let message = format!("`{value}` is not {} of `{}`", def.expects(), def.name);
                self.fail(item.line, &path, "load.choice", &message);
                return None;
            };
            values.push(place);
        }
        if values.is_empty() {
            self.fail(node.line, &path, "load.empty", "expected at least one value");
            return None;
        }
        Some(values)
    }

    pub(crate) fn amount(
        &mut self,
        node: &Node,
        path: &str,
        text: &str,
        facts: &FactTable,
    ) -> Option<Amount> {
        let map = self.map(node, path, &["kind", "phrase"], &["rate", "of", "fixed", "each"])?;
        let phrase = self.phrase(&map, "phrase", text);
        let kind_node = map.get("kind")?;
        let kind = match self.text(kind_node, &map.at("kind"))? {
            "exact" => AmountKind::Exact,
            "ceiling" => AmountKind::Ceiling,
            other => {
                let message = format!("`{other}` is no kind of amount: allowed are `exact`, `ceiling`");
                self.fail(kind_node.line, &map.at("kind"), "load.amount_kind", &message);
                return None;
            }
        };
        let formula = match (map.get("rate"), map.get("fixed"), map.get("each")) {
            (Some(node), None, None) => {
                if map.get("of").is_none() {
                    self.fail(
                        map.line,
                        &map.at("of"),
                        "load.missing_field",
                        "a `rate` names the money fact it is taken `of`",
                    );
                }
                let of = self.fact_ref(&map, "of", Wanted::Money, facts);
                if matches!(&node.value, Yaml::Text(text) if text == "not_stated") {
                    Formula::Cost { of: of? }
                } else {
                    let rate = self.dated(node, &map.at("rate"), Self::rate);
                    Formula::Share { rate: rate?, of: of? }
                }
            }
            (None, Some(node), None) => Formula::Fixed(self.dated(node, &map.at("fixed"), Self::money)?),
            (None, None, Some(node)) => Formula::Each(self.each(node, &map.at("each"), facts)?),
            _ => {
                self.fail(
                    map.line,
                    &map.path,
                    "load.amount",
                    "an amount has exactly one of `rate` (with `of`), `fixed`, `each`",
                );
                return None;
            }
        };
        Some(Amount {
            kind,
            phrase: phrase?,
            formula,
        })
    }

    fn each(&mut self, node: &Node, path: &str, facts: &FactTable) -> Option<Vec<Each>> {
        let mut all = Vec::new();
        for (place, item) in self.list(node, path).iter().enumerate() {
            let path = format!("{path}.{place}");
            let map = self.map(item, &path, &["fact", "amount", "label"], &[])?;
            let fact = self.fact_ref(&map, "fact", Wanted::Count, facts);
            let amount = self.dated(map.get("amount")?, &map.at("amount"), Self::money);
            let label = self.bilingual(&map, "label");
            all.push(Each {
                fact: fact?,
                amount: amount?,
                label: label?,
            });
        }
        if all.is_empty() {
            self.fail(node.line, path, "load.empty", "expected at least one thing");
            return None;
        }
        Some(all)
    }

    pub(crate) fn cap(&mut self, node: &Node, path: &str, text: &str) -> Option<Cap> {
        let map = self.map(node, path, &["id", "per", "amount", "phrase"], &[])?;
        let id = self.arc(&map, "id");
        let phrase = self.phrase(&map, "phrase", text);
        let amount = map
            .get("amount")
            .and_then(|node| self.dated(node, &map.at("amount"), Self::money));
        let per_node = map.get("per")?;
        let per = match self.text(per_node, &map.at("per"))? {
            "item" => CapPer::Item,
            "entity_year" => CapPer::EntityYear,
            other => {
                let message = format!("`{other}` is no scope of a cap: allowed are `item`, `entity_year`");
                self.fail(per_node.line, &map.at("per"), "load.cap_per", &message);
                return None;
            }
        };
        Some(Cap {
            id: id?,
            per,
            amount: amount?,
            phrase: phrase?,
        })
    }
}
