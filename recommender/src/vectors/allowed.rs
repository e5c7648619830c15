//! Which rows may be shown? One bit for each of the caller's numbers.

/// A set of row numbers; a bit each up to the largest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed {
    bits: Vec<u64>,
    count: usize,
}

impl Allowed {
    /// Adds a number.
    pub fn insert(&mut self, key: u32) {
        let word = key as usize / 64;
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        let bit = 1 << (key % 64);
        self.count += usize::from(self.bits[word] & bit == 0);
        self.bits[word] |= bit;
    }

    /// Whether a number is in the set.
    pub fn contains(&self, key: u32) -> bool {
        let word = self.bits.get(key as usize / 64).copied().unwrap_or(0);
        word >> (key % 64) & 1 == 1
    }

    /// How many numbers are in the set.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether nothing is in the set.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The numbers, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.bits.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(at as u32 * 64 + bit)
            })
        })
    }
}

impl FromIterator<u32> for Allowed {
    fn from_iter<I: IntoIterator<Item = u32>>(keys: I) -> Self {
        let mut allowed = Self::default();
        keys.into_iter().for_each(|key| allowed.insert(key));
        allowed
    }
}
