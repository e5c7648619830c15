//! What does a text say in figures, and beside which words does each stand? Read once, for every line that it is
//! compared with.

use std::cell::OnceCell;

use super::compare::{pairs, rate_of};
use super::per::{Per, per};
use super::quantity::{CLAUSE_ENDS, Quantity, clause, quantities};

/// The figures of one text.
#[derive(Debug, Clone)]
pub(crate) struct Offers {
    text: String,
    figures: Vec<Quantity>,
    /// One for each figure, read when first asked for.
    sides: Vec<OnceCell<OfferSide>>,
    /// The time that each is told for.
    times: Vec<OnceCell<Option<Per>>>,
    whole: OnceCell<Pairs>,
    heading: OnceCell<Pairs>,
}

/// The words around one figure.
#[derive(Debug, Clone)]
pub(super) struct OfferSide {
    /// The name of the rate that it gives.
    pub rate: Option<String>,
    /// Pairs of its clause, before it and after it.
    pub before: Pairs,
    after: Pairs,
}

impl OfferSide {
    /// Whether its clause has this pair.
    pub fn has(&self, pair: &(char, char)) -> bool {
        self.before.has(pair) || self.after.has(pair)
    }
}

/// Neighbouring characters, in order.
#[derive(Debug, Clone)]
pub(super) struct Pairs(Vec<(char, char)>);

impl Pairs {
    fn of(text: &str) -> Self {
        let mut of: Vec<_> = pairs(text, None).collect();
        of.sort_unstable();
        Self(of)
    }

    pub fn has(&self, pair: &(char, char)) -> bool {
        self.0.binary_search(pair).is_ok()
    }
}

impl Offers {
    /// Of a text.
    pub fn of(text: String) -> Self {
        let figures = quantities(&text);
        Self::with(text, figures)
    }

    /// Of a text whose figures are known.
    pub fn with(text: String, figures: Vec<Quantity>) -> Self {
        Self {
            sides: vec![OnceCell::new(); figures.len()],
            times: vec![OnceCell::new(); figures.len()],
            text,
            figures,
            whole: OnceCell::new(),
            heading: OnceCell::new(),
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn figures(&self) -> &[Quantity] {
        &self.figures
    }

    /// The words around the figure at this place.
    pub(super) fn side(&self, at: usize) -> &OfferSide {
        self.sides[at].get_or_init(|| {
            let its = clause(&self.text, self.figures[at].span);
            OfferSide {
                rate: rate_of(its).map(str::to_owned),
                before: Pairs::of(its.0),
                after: Pairs::of(its.1),
            }
        })
    }

    /// The time that the figure at this place is told for.
    pub(super) fn per(&self, at: usize) -> Option<Per> {
        *self.times[at].get_or_init(|| per(&self.text, &self.figures[at]))
    }

    /// Whether the text has this pair anywhere.
    pub(super) fn says(&self, pair: &(char, char)) -> bool {
        self.whole.get_or_init(|| Pairs::of(&self.text)).has(pair)
    }

    /// Whether its heading has this pair.
    pub(super) fn headed(&self, pair: &(char, char)) -> bool {
        self.heading
            .get_or_init(|| Pairs::of(heading(&self.text)))
            .has(pair)
    }
}

/// What a piece is headed with: 换品种：新品种学习 8 分钟. Longer words before a colon are a sentence.
fn heading(text: &str) -> &str {
    const LONGEST: usize = 12;
    let heading = text.split_once('：').map_or("", |(heading, _)| heading);
    if heading.contains(CLAUSE_ENDS) || heading.chars().count() > LONGEST {
        ""
    } else {
        heading
    }
}
