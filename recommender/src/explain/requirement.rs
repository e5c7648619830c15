//! What of a requirement does a text hold: which of its words, in its own or in others, and what does it say no to?

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::rows::Requirement;
use crate::text::{Analyzer, normalize};

use super::asked::{Numbered, Places};
use super::compare::Asks;
use super::forms::FormAsked;
use super::listed::{listed, only};
use super::other_words::{InOtherWords, Ways};
use super::passages::Piece;
use super::premises;
use super::quantity::{Bound, is_measure, quantities};
use super::telling::{Denial, Word, denies, does, lacked, needs, says_little, told};

/// A word that is said in another counts this much of what it would count itself.
const OTHERWISE: f32 = 0.8;
/// Absent words may weigh this share of a requirement that counts as covered.
const ABSENT: f32 = 0.2;
/// The same where the other requirements are answered well, of a requirement of more words than [`FEW`].
const ABSENT_BESIDE: f32 = 0.6;
const FEW: usize = 2;
/// Who says of this share of what shall not be that it is not, and of nothing that it is, keeps all of it out.
const DENIED: f32 = 0.5;

/// One telling word as terms: held where all of them are.
pub(crate) struct Need {
    terms: Vec<u32>,
    /// The rarest of its terms.
    weight: f32,
    /// Nothing stands in for it.
    special: bool,
    /// It is a word of everyday speech, or of what somebody lacks: who refuses it refuses nothing of what is asked for.
    little: bool,
    /// The word, where it is asked for that this is not so.
    denied: Option<(String, Denial)>,
    /// The word, normalised, where it is an item of a list.
    item: Option<String>,
}

impl Need {
    fn of(text: &str, word: Word, places: &[(u32, (usize, usize))], weights: &[(u32, f32)]) -> Option<Self> {
        let inside = |span: (usize, usize)| word.span.0 <= span.0 && span.1 <= word.span.1;
        let weigh = |n: &u32| {
            weights
                .binary_search_by_key(n, |w| w.0)
                .map_or(0.0, |at| weights[at].1)
        };
        let mut terms: Vec<u32> = if word.named {
            // The concept comes after the characters that it is written with.
            places
                .iter()
                .rfind(|p| p.1 == word.span)
                .map(|p| p.0)
                .into_iter()
                .collect()
        } else {
            // Characters lie inside the pairs: the pairs are enough, where there are any.
            let within = || places.iter().filter(|p| inside(p.1));
            let longest = within().map(|p| p.1.1 - p.1.0).max()?;
            within()
                .filter(|p| p.1.1 - p.1.0 == longest)
                .map(|p| p.0)
                .collect()
        };
        terms.sort_unstable();
        terms.dedup();
        let weight = terms.iter().map(weigh).fold(0.0, f32::max);
        let special = word.special;
        let of_lack = || {
            lacked(text)
                .iter()
                .any(|l| l.0 <= word.span.0 && word.span.1 <= l.1)
        };
        let little = says_little(&normalize(&text[word.span.0..word.span.1])) || of_lack();
        let denied = word
            .denied
            .map(|denial| (text[word.span.0..word.span.1].to_owned(), denial));
        (!terms.is_empty()).then_some(Self {
            terms,
            weight,
            special,
            little,
            denied,
            item: None,
        })
    }

    pub fn held(&self, held: &Held<'_>) -> bool {
        self.terms
            .iter()
            .all(|t| held.own.holds(*t) || held.otherwise.holds(*t))
    }

    pub fn among(&self, terms: &Places) -> bool {
        self.terms.iter().all(|t| terms.holds(*t))
    }
}

/// A word of the requirement, and what says the same.
pub(crate) struct Other {
    /// The terms that it is written with.
    terms: Places,
    ways: Places,
}

/// What a text holds of a requirement.
pub(crate) struct Held<'a> {
    /// In its own words.
    pub own: Cow<'a, Places>,
    /// Terms of words that are said in others.
    pub otherwise: Places,
}

/// The terms of one requirement by their places among all that are asked, with weights and bytes.
pub(crate) struct RequirementTerms {
    pub(super) id: String,
    text: String,
    /// Whether it is to run, or its data to stay, in the house.
    pub(super) in_house: bool,
    /// And nothing beside.
    pub(super) house_alone: bool,
    /// Whether somebody is to be there at all hours.
    pub(super) always: bool,
    /// What it asks of a form.
    pub(super) form: FormAsked,
    /// Text and criterion with their figures.
    pub(super) asked: Asks,
    /// So many of the first of them stand in the text itself.
    pub(super) stated: usize,
    /// Its terms, to be compared with those of a piece.
    held: Places,
    /// Weights by place, from the first place on.
    weights: Vec<f32>,
    first: usize,
    /// Place and bytes of every occurrence, by start.
    places: Vec<(u32, (usize, usize))>,
    /// Its telling words.
    needs: Vec<Need>,
    /// Its words that have others.
    others: Vec<Other>,
    ways: Arc<Ways>,
    /// Its figures as [`Piece::named`] has those of a piece.
    named: OnceLock<Asks>,
    pub(super) total: f32,
}

impl RequirementTerms {
    /// `numbered` are the terms of its text, by their places among all that are asked.
    /// `others` are its words that have others.
    pub(super) fn of(
        requirement: &Requirement,
        analyzer: &Analyzer,
        numbered: &Numbered,
        (others, ways): (Vec<InOtherWords>, &Arc<Ways>),
    ) -> Self {
        let mut terms = Vec::new();
        let mut places = Vec::new();
        // Figures are compared as figures; as words they would only dilute. So would filler.
        let told = told(&requirement.text, analyzer);
        let figures = quantities(&requirement.text);
        let stated = figures.len();
        let spans: Vec<(usize, usize)> = figures.iter().map(|q| q.span).chain(told.filler).collect();
        let apart = |span: (usize, usize)| !figures.iter().any(|q| q.span.0 < span.1 && span.0 < q.span.1);
        let words = told.words.into_iter().filter(|w| apart(w.span));
        let words: Vec<Word> = words.collect();
        for &(place, weight, bytes) in numbered {
            if spans.iter().any(|span| bytes.0 < span.1 && bytes.1 > span.0) {
                continue;
            }
            terms.push((place, weight));
            places.push((place, bytes));
        }
        terms.sort_unstable_by_key(|t| t.0);
        terms.dedup_by_key(|t| t.0);
        let total = terms.iter().map(|t| t.1).sum();
        let spans: Vec<(usize, usize)> = words.iter().map(|w| w.span).collect();
        let listed = listed(&requirement.text, &spans);
        let need = |(word, listed): (&Word, bool)| {
            let need = Need::of(&requirement.text, *word, &places, &terms)?;
            let item = || normalize(&requirement.text[word.span.0..word.span.1]);
            Some(Need {
                item: listed.then(item),
                ..need
            })
        };
        let needs = words.iter().zip(listed).filter_map(need).collect();
        let figures = match &requirement.criterion {
            Some(criterion) => format!("{}，{criterion}", requirement.text),
            None => requirement.text.clone(),
        };
        let first = terms.first().map_or(0, |t| t.0);
        let last = terms.last().map_or(0, |t| t.0);
        let mut weights = vec![0.0; (last - first) as usize + 1];
        let mut held = Places::default();
        for (place, weight) in &terms {
            held.put(*place);
            weights[(place - first) as usize] = *weight;
        }
        let others = others
            .into_iter()
            .map(|(span, its)| {
                let mut within = Places::default();
                let inside = places.iter().filter(|p| span.0 <= p.1.0 && p.1.1 <= span.1);
                inside.for_each(|p| within.put(p.0));
                Other {
                    terms: within,
                    ways: its,
                }
            })
            .filter(|other| other.terms != Places::default())
            .collect();
        Self {
            first: first as usize,
            others,
            ways: ways.clone(),
            named: OnceLock::new(),
            weights,
            held,
            asked: {
                let asked = quantities(&figures);
                Asks::new(figures, asked)
            },
            stated,
            id: requirement.id.clone(),
            in_house: premises::asks(&requirement.text),
            house_alone: premises::asks_alone(&requirement.text),
            always: premises::asks_always(&requirement.text),
            form: FormAsked::of(&requirement.text),
            text: requirement.text.clone(),
            needs,
            places,
            total,
        }
    }

    /// Its text and criterion as [`Piece::named`] has those of a piece, with their figures.
    pub fn named(&self, analyzer: &Analyzer) -> &Asks {
        self.named.get_or_init(|| {
            let text = analyzer.other_words().named(self.asked.text()).into_owned();
            let figures = quantities(&text);
            Asks::new(text, figures)
        })
    }

    /// What it comes to where these are held together, and whether the words tell.
    pub fn most(&self, held: &Held<'_>) -> (f32, Told) {
        // Sums are made in another order when pieces are read.
        let share = self.share(held, &Places::default()) / self.total.max(f32::MIN_POSITIVE) + 1e-4;
        (share, self.told(|need| need.held(held)))
    }

    /// Weight of the terms that are held and that `without` lacks, added in the order of places.
    pub fn share(&self, held: &Held<'_>, without: &Places) -> f32 {
        let mut sum = 0.0;
        let mut weigh = |terms: &Places, without: &Places, by: f32| {
            self.held.common(terms, without, |place| {
                sum += by * self.weights[place - self.first]
            });
        };
        weigh(&held.own, without, 1.0);
        if held.otherwise != Places::default() {
            weigh(&held.otherwise, &without.with(&held.own), OTHERWISE);
        }
        sum
    }

    /// What terms hold, in its words and, by these ways, in others.
    pub fn held<'a>(&self, own: Cow<'a, Places>, said: &Places) -> Held<'a> {
        let mut otherwise = Places::default();
        if *said != Places::default() {
            for other in self.others.iter().filter(|other| other.ways.meets(said)) {
                otherwise.add(&other.terms);
            }
        }
        Held { own, otherwise }
    }

    /// Whether enough of the telling words are held to say that this is covered, and any of them.
    pub fn told(&self, held: impl Fn(&Need) -> bool) -> Told {
        let (mut absent, mut all, mut special) = (0.0, 0.0, false);
        let mut any = false;
        for need in &self.needs {
            all += need.weight;
            if held(need) {
                any = true;
            } else {
                absent += need.weight;
                special |= need.special;
            }
        }
        Told {
            all: any && !special && absent <= ABSENT * all,
            most: any && !special && absent <= ABSENT_BESIDE * all && self.needs.len() > FEW,
            any,
            nothing: self.needs.is_empty(),
        }
    }

    /// Whether the piece says of all telling words that this is not done.
    pub fn refused_by(&self, piece: &Piece<'_>) -> bool {
        let says_no = |need: &Need| need.among(&piece.refused);
        !self.denies() && self.needs.iter().all(says_no) && self.needs.iter().any(|need| !need.little)
    }

    /// The share of its telling words that one piece refuses and that none holds, and that piece.
    pub fn refused_part<'a, 'b>(&self, pieces: &'a [Piece<'b>]) -> Option<(f32, &'a Piece<'b>)> {
        let mut refusing = pieces
            .iter()
            .filter(|p| p.refused != Places::default())
            .peekable();
        refusing.peek()?;
        if self.denies() {
            return None;
        }
        let done = |need: &Need| pieces.iter().any(|piece| need.held(&self.held_by(piece)));
        let open: Vec<&Need> = self
            .needs
            .iter()
            .filter(|need| !need.little && !done(need))
            .collect();
        let all: f32 = self.needs.iter().map(|need| need.weight).sum();
        let parts = refusing.map(|piece| {
            let held = self.held(Cow::Borrowed(&piece.refused), &self.ways.said(&piece.refused));
            let refused = open.iter().filter(|need| need.held(&held));
            let weight: f32 = refused.map(|need| need.weight).sum();
            (weight / all.max(f32::MIN_POSITIVE), piece)
        });
        // The first of equals.
        let parts = parts.filter(|part| part.0 > 0.0);
        parts.reduce(|most, part| if part.0 > most.0 { part } else { most })
    }

    /// The piece that refuses an item of a list which no piece says is done, or says that there are only others. That
    /// nobody names an item says less: it may be said in other words.
    pub fn item_refused<'a, 'b>(&self, pieces: &'a [Piece<'b>]) -> Option<&'a Piece<'b>> {
        let items: Vec<&Need> = self.needs.iter().filter(|need| need.item.is_some()).collect();
        if items.is_empty() || self.denies() {
            return None;
        }
        let done = |need: &&Need| pieces.iter().any(|piece| need.held(&self.held_by(piece)));
        let (done, open): (Vec<&Need>, Vec<&Need>) = items.into_iter().partition(done);
        if open.is_empty() {
            return None;
        }
        let refuses = |piece: &&Piece<'_>| {
            let said = self.ways.said(&piece.refused);
            let held = self.held(Cow::Borrowed(&piece.refused), &said);
            piece.refused != Places::default() && open.iter().any(|need| need.held(&held))
        };
        let names = |clause: &str| {
            let mut words = done.iter().filter_map(|need| need.item.as_deref());
            words.any(|word| clause.contains(word))
        };
        let others = |piece: &&Piece<'_>| only(piece.text, names);
        pieces.iter().find(|piece| refuses(piece) || others(piece))
    }

    /// Whether what is refused has a telling word of it, itself or in other words. Who asks for something not to be is
    /// answered by a refusal.
    pub fn touched(&self, refused: &Places, said: &Places) -> bool {
        let own = || self.needs.iter().any(|need| !need.little && need.among(refused));
        let otherwise = || self.others.iter().any(|other| other.ways.meets(said));
        !self.denies() && (own() || otherwise())
    }

    /// Whether a piece says no to one of its telling words, whatever else it says: 家属端可看周报，警报不发家属.
    pub fn refused_beside(&self, piece: &Piece<'_>) -> bool {
        piece.refused != Places::default() && self.touched(&piece.refused, &self.ways.said(&piece.refused))
    }

    /// Whether it asks for something not to be.
    pub fn denies(&self) -> bool {
        self.needs.iter().any(|need| need.denied.is_some())
    }

    /// What a piece holds of it: also what it refuses, where that may be just what is asked for.
    pub fn held_by<'a>(&self, piece: &'a Piece<'_>) -> Held<'a> {
        if self.denies() && piece.refused != Places::default() {
            let own = piece.terms.with(&piece.refused);
            self.held(Cow::Owned(own), &piece.said_or_refused)
        } else {
            self.held(Cow::Borrowed(&piece.terms), &piece.said)
        }
    }

    /// What pieces say of that which shall not be.
    pub fn kept_out<'a, 'b: 'a>(&self, pieces: impl Iterator<Item = &'a Piece<'b>>) -> KeptOut<'a, 'b> {
        let denied: Vec<_> = (self.needs.iter())
            .filter_map(|need| {
                need.denied
                    .as_ref()
                    .map(|(word, denial)| (word, denial, need.weight))
            })
            .collect();
        if denied.is_empty() {
            return KeptOut::Kept;
        }
        let all: f32 = denied.iter().map(|(.., weight)| weight).sum();
        let mut done = None;
        for piece in pieces {
            let says: Vec<Option<bool>> = denied.iter().map(|(word, ..)| denies(piece.text, word)).collect();
            let kept = denied.iter().zip(&says).filter(|(_, says)| **says == Some(true));
            let kept: f32 = kept.map(|((.., weight), _)| weight).sum();
            // Who names less of it denies more: 不采集人脸 of 不采集业主人脸信息.
            if kept >= DENIED * all && !says.contains(&Some(false)) {
                return KeptOut::Kept;
            }
            if done.is_some() || !says.iter().all(|says| *says == Some(false)) {
                continue;
            }
            let held = self.held_by(piece);
            let all = self.needs.iter().all(|need| need.among(&held.own));
            let forbidden = denied.iter().all(|(_, denial, _)| **denial == Denial::Forbidden);
            let needed = || denied.iter().all(|(word, ..)| needs(piece.text, word));
            let does = || does(piece.text, denied.iter().map(|(word, ..)| word.as_str()));
            if (all && forbidden) || needed() || does() {
                done = Some(piece);
            }
        }
        done.map_or(KeptOut::Unsaid, KeptOut::Done)
    }

    /// Whether each bound that its text states is among the figures that were found kept.
    pub fn keeps_all(&self, kept: &[usize]) -> bool {
        let asked = self.asked.figures()[..self.stated].iter().enumerate();
        let mut bounds =
            asked.filter(|(_, q)| matches!(q.bound, Bound::AtMost | Bound::AtLeast) || q.meant.is_some());
        bounds.all(|(at, _)| kept.contains(&at))
    }

    /// Whether pieces state a figure of the kind of each that its text states, bound or not: who speaks of cracks says
    /// nothing of those of a millimetre.
    pub fn measured<'a, 'b: 'a, Pieces: Iterator<Item = &'a Piece<'b>>>(
        &self,
        pieces: impl Fn() -> Pieces,
    ) -> bool {
        let mut asked = self.asked.figures()[..self.stated].iter();
        asked.all(|asked| {
            let alike = |piece: &Piece<'_>| piece.quantities().iter().any(|q| q.dimension == asked.dimension);
            asked.change || !is_measure(asked.dimension) || pieces().any(alike)
        })
    }

    /// The longest stretches of the requirement that the piece holds, for showing.
    pub fn shown(&self, piece: &Piece<'_>) -> Vec<String> {
        let held = self.held_by(piece).own;
        let mut stretches: Vec<(usize, usize)> = Vec::new();
        for (place, (start, end)) in &self.places {
            // A single character proves nothing to a reader: pairs and longer forms are shown.
            if !held.holds(*place) || self.text[*start..*end].chars().nth(1).is_none() {
                continue;
            }
            match stretches.last_mut() {
                Some(last) if *end <= last.1 => {}
                // As long as the piece says it in one stretch, too: only so can it be marked there.
                Some(last) if *start < last.1 && piece.text.contains(&self.text[last.0..*end]) => {
                    last.1 = *end
                }
                _ => stretches.push((*start, *end)),
            }
        }
        let mut shown: Vec<String> = Vec::new();
        for (start, end) in stretches {
            let text = &self.text[start..end];
            if !shown.iter().any(|s| s == text) {
                shown.push(text.to_owned());
            }
        }
        for other in &self.others {
            other.ways.common(&piece.said, &Places::default(), |way| {
                let word = self.ways.word(way);
                if piece.text.contains(word) && !shown.iter().any(|s| s.contains(word)) {
                    shown.push(word.to_owned());
                }
            });
        }
        shown
    }
}

/// How many of the telling words are held.
pub(crate) struct Told {
    /// So many that it may be covered by them.
    pub all: bool,
    /// So many that it may be, where the other requirements are answered well.
    pub most: bool,
    pub any: bool,
    /// There are none: what is left of the requirement are single characters, which tell nothing.
    pub nothing: bool,
}

/// What a solution says of that which shall not be.
pub(crate) enum KeptOut<'a, 'b> {
    /// That it is not, or nothing is forbidden.
    Kept,
    Unsaid,
    /// A piece says that it is.
    Done(&'a Piece<'b>),
}
