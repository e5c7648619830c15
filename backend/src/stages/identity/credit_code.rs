//! Is that a unified social credit code? GB 32100-2015: 18 characters of a 31-character alphabet, the last one a
//! check digit over the seventeen before.

use std::fmt;

use serde::Serialize;

/// The alphabet of GB 32100-2015: digits and capital letters without I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Weights of the first seventeen characters: powers of 3 modulo 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A checked unified social credit code, upper case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CreditCode(String);

/// Why a text is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotACode {
    /// It does not have 18 characters.
    #[error("expected 18 characters")]
    Length,
    /// It has a character outside the alphabet.
    #[error("expected digits and capital letters without I, O, S, V, Z")]
    Alphabet,
    /// Its last character does not follow from the others.
    #[error("the check digit does not fit: one character is wrong or two are swapped")]
    CheckDigit,
}

impl CreditCode {
    /// Parses a code; small letters and surrounding blanks are taken.
    ///
    /// # Errors
    /// [`NotACode`] says which rule it breaks.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let code = text.trim().to_ascii_uppercase();
        if code.chars().count() != 18 {
            return Err(NotACode::Length);
        }
        let values: Vec<usize> = code
            .bytes()
            .map_while(|b| ALPHABET.iter().position(|a| *a == b))
            .collect();
        if values.len() != 18 {
            return Err(NotACode::Alphabet);
        }
        let sum: usize = values.iter().zip(WEIGHTS).map(|(v, w)| v * w).sum();
        if (31 - sum % 31) % 31 != values[17] {
            return Err(NotACode::CheckDigit);
        }
        Ok(Self(code))
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
