//! What does a policy say? The rules as they stand in memory once the loader has checked them.
//!
//! Every constant carries the phrase it rests on. Facts are referred to by their place in
//! [`Policy::fact_defs`], conditions of a group are shared by its articles: nothing is looked up by
//! name while an assessment runs.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    money::{Money, Rate},
    text::Text,
};

/// One policy: its head, its articles and the digest of its files.
#[derive(Debug, Clone)]
pub struct Policy {
    pub(crate) id: Arc<str>,
    pub(crate) title: Text,
    pub(crate) title_stated: bool,
    pub(crate) issuer: Stated<Text>,
    pub(crate) in_force: Stated<Period>,
    pub(crate) silent: Vec<Silence>,
    pub(crate) facts: Vec<FactDef>,
    pub(crate) fact_index: BTreeMap<Arc<str>, usize>,
    pub(crate) groups: Vec<Group>,
    pub(crate) articles: Vec<Article>,
    pub(crate) digest: Arc<str>,
}

/// Something that a policy may or may not state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stated<T> {
    /// The text states it.
    Yes(T),
    /// The text is silent.
    No,
}

impl<T> Stated<T> {
    /// What the text states, if it does.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Yes(value) => Some(value),
            Self::No => None,
        }
    }
}

/// The days on which a policy is in force, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day, if one is set.
    pub until: Option<NaiveDate>,
}

impl Period {
    /// Is `day` one of these days?
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|last| day <= last)
    }
}

/// A point on which the text says nothing, and how that is handled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Silence {
    /// Name of the point.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: Arc<str>,
    /// What is not said, and what follows.
    pub note: Text,
}

/// What kind of answer a fact takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FactType {
    /// Yes or no.
    Bool,
    /// A whole number of things, not negative.
    Count,
    /// An amount of yuan, not negative.
    Money,
    /// One of a closed list.
    Choice {
        /// The allowed values.
        choices: Vec<Choice>,
    },
}

/// One allowed value of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    /// The value as it is written in a facts file.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub value: Arc<str>,
    /// How it is shown.
    pub label: Text,
}

/// A fact that rules ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactDef {
    /// Its name, for example `compute.contract_total`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Arc<str>,
    /// The kind of answer.
    #[serde(flatten)]
    pub kind: FactType,
    /// Unit of the answer: `yuan` for money, what is counted for a count.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub unit: Option<Arc<str>>,
    /// The words of the text that ask for it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub phrase: Arc<str>,
    /// The question to put to a person.
    pub question: Text,
}

/// What a condition does to the article it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionKind {
    /// Must be met; the text says what is asked.
    Gate,
    /// Must be met; the text leaves the measure open and a reviewer decides.
    Discretionary,
    /// Adds to the amount when it is met.
    Bonus(Bonus),
}

/// What a bonus condition adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bonus {
    /// More of the base.
    Rate(Dated<Rate>),
    /// A fixed amount more.
    Amount(Dated<Money>),
    /// The stated amount itself: without the condition the support stands, but the text names no amount.
    Opens,
}

/// One condition with the words it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Its name within the policy.
    pub id: Arc<str>,
    /// What it does.
    pub kind: ConditionKind,
    /// Is it that the other party of the dealing is not affiliated? Whoever prepares a claim names that party.
    pub non_affiliated: bool,
    /// Does the text leave open what satisfies it?
    pub measure_open: bool,
    /// The words of the text.
    pub phrase: Arc<str>,
    /// The condition in short.
    pub label: Text,
    /// When it is met.
    pub when: Test,
}

/// A test over facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// A yes/no fact equals the value.
    Is(usize, bool),
    /// A choice fact is one of `yes`; one of `open` leaves it to a reviewer.
    OneOf {
        /// The fact.
        fact: usize,
        /// Values that meet it.
        yes: Vec<u16>,
        /// Values on which the text is silent.
        open: Vec<u16>,
    },
    /// A count or an amount (in fen) compares to the constant.
    Compare(usize, Comparison, Dated<i64>),
    /// All are met.
    All(Vec<Test>),
    /// At least one is met.
    Any(Vec<Test>),
}

/// How a number is compared with its threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// Not less than.
    AtLeast,
    /// More than.
    MoreThan,
    /// Not more than.
    AtMost,
    /// Less than.
    LessThan,
}

impl Comparison {
    /// Does `value` pass against `threshold`?
    pub fn passes(self, value: i64, threshold: i64) -> bool {
        match self {
            Self::AtLeast => value >= threshold,
            Self::MoreThan => value > threshold,
            Self::AtMost => value <= threshold,
            Self::LessThan => value < threshold,
        }
    }
}

/// A constant of the law with the days from which its values hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dated<T> {
    /// One value for as long as the policy is in force.
    Always(T),
    /// Values by first day, ascending.
    From(Vec<(NaiveDate, T)>),
}

impl<T> Dated<T> {
    /// The value on `day`; `None` before the first one.
    pub fn on(&self, day: NaiveDate) -> Option<&T> {
        match self {
            Self::Always(value) => Some(value),
            Self::From(values) => values
                .iter()
                .rev()
                .find(|(from, _)| *from <= day)
                .map(|(_, value)| value),
        }
    }

    /// Every value.
    pub fn values_mut(&mut self) -> Vec<&mut T> {
        match self {
            Self::Always(value) => vec![value],
            Self::From(values) => values.iter_mut().map(|(_, value)| value).collect(),
        }
    }
}

/// Does the text fix the amount, or only a limit within which the government decides?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AmountKind {
    /// The text fixes the amount.
    Exact,
    /// The text says "at most": the amount is decided within it.
    Ceiling,
}

/// How an article arrives at its amount, before caps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// Exact or ceiling.
    pub kind: AmountKind,
    /// The words of the text.
    pub phrase: Arc<str>,
    /// The calculation.
    pub formula: Formula,
}

/// A calculation of an amount from facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// A share of a money fact.
    Share {
        /// The share.
        rate: Dated<Rate>,
        /// The money fact.
        of: usize,
    },
    /// The money fact itself is the most that can be supported: the text names no rate.
    Cost {
        /// The money fact.
        of: usize,
    },
    /// One amount.
    Fixed(Dated<Money>),
    /// A sum of amounts for each of several counted things.
    Each(Vec<Each>),
}

/// One counted thing and its amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Each {
    /// The count fact.
    pub fact: usize,
    /// Amount for each.
    pub amount: Dated<Money>,
    /// What is counted.
    pub label: Text,
}

/// Over what a cap is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CapPer {
    /// One contract, project, platform or model.
    Item,
    /// One entity and calendar year, over everything in the ledger's group.
    EntityYear,
}

/// A limit on the amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// Its name within the policy.
    pub id: Arc<str>,
    /// Over what it is counted.
    pub per: CapPer,
    /// The limit.
    pub amount: Dated<Money>,
    /// The words of the text.
    pub phrase: Arc<str>,
}

/// Articles that share a preamble: its conditions, amount and caps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name, used by the ledger.
    pub id: Arc<str>,
    /// Its title.
    pub title: Text,
    /// The preamble.
    pub text: Arc<str>,
    /// The articles that use it.
    pub articles: Vec<Arc<str>>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) amount: Option<Amount>,
    pub(crate) caps: Vec<Cap>,
}

/// One article.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its id, used by the ledger where no group is named.
    pub id: Arc<str>,
    /// Its number in the text.
    pub number: u32,
    /// Its title.
    pub title: Text,
    /// The words of the text, complete.
    pub text: Arc<str>,
    /// Who may receive the support.
    pub beneficiary: Text,
    /// Under which name the ledger keeps what was granted.
    pub ledger_group: Arc<str>,
    /// Is the support given once for each thing supported?
    pub one_off: Option<Arc<str>>,
    /// Is it refused to an entity that the ledger shows as supported before, in any year?
    pub once_per_entity: bool,
    /// What the article gives beside money.
    pub also: Vec<Arc<str>>,
    /// Points on which this article is silent.
    pub silent: Vec<Text>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) amount: Amount,
    pub(crate) caps: Vec<Cap>,
    /// Every fact it may use, ascending.
    pub(crate) uses: Vec<usize>,
}

impl Article {
    /// Exact or ceiling.
    pub fn kind(&self) -> AmountKind {
        self.amount.kind
    }

    /// Its conditions, in the order in which they are tested.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// How it arrives at its amount.
    pub fn amount(&self) -> &Amount {
        &self.amount
    }

    /// Its caps: those on one item first.
    pub fn caps(&self) -> &[Cap] {
        &self.caps
    }
}

impl Policy {
    /// Ids of the conditions by which an article asks that the other party is not affiliated; empty where it does
    /// not ask, or where there is no such article.
    pub fn non_affiliated(&self, article: &str) -> Vec<&Arc<str>> {
        self.articles
            .iter()
            .filter(|one| &*one.id == article)
            .flat_map(|one| &one.conditions)
            .filter(|condition| condition.non_affiliated)
            .map(|condition| &condition.id)
            .collect()
    }

    /// The policy's id: the name of its folder.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The policy's title.
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// Does the text itself carry this title, or did the project name it?
    pub fn title_is_stated(&self) -> bool {
        self.title_stated
    }

    /// Who issued it, where the text says so.
    pub fn issuer(&self) -> Option<&Text> {
        self.issuer.value()
    }

    /// When it is in force, where the text says so.
    pub fn in_force(&self) -> Option<&Period> {
        self.in_force.value()
    }

    /// What the text does not say.
    pub fn silences(&self) -> &[Silence] {
        &self.silent
    }

    /// Every fact that its rules ask for.
    pub fn fact_defs(&self) -> &[FactDef] {
        &self.facts
    }

    /// Its groups of articles.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Its articles by number.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// SHA-256, in hexadecimal, of the names and contents of its files.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}
