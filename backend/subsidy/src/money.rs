//! How much is it, exactly? Amounts in whole fen and rates in whole parts of a million.
//!
//! No value here was ever a float. Outside the crate money is a decimal string of yuan with two
//! places (`"500000.00"`), and a rate is a percentage (`"30%"`).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An exact amount of Chinese yuan, kept in fen. May be negative where it is a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct Money(i64);

/// Why a text is not an amount or a rate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// The text is not a decimal number with at most two places.
    #[error(
        "`{0}` is not an amount: expected yuan as a decimal string such as \"500000.00\", without unit or separators"
    )]
    NotMoney(String),
    /// The text is not a percentage.
    #[error("`{0}` is not a rate: expected a percentage such as \"30%\", with at most four places")]
    NotRate(String),
    /// The number is too large to keep exactly.
    #[error("`{0}` is too large to be kept exactly")]
    TooLarge(String),
}

impl AmountError {
    /// A stable code for this kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotMoney(_) => "amount.not_money",
            Self::NotRate(_) => "amount.not_rate",
            Self::TooLarge(_) => "amount.too_large",
        }
    }
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount that can be kept.
    pub const MAX: Self = Self(i64::MAX);

    /// From whole fen.
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// From whole yuan; the largest amount where it does not fit.
    pub const fn from_yuan(yuan: i64) -> Self {
        Self(yuan.saturating_mul(100))
    }

    /// In whole fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// Is it below nothing?
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Is it nothing?
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum, or `None` where it cannot be kept.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The sum, held at the largest amount that can be kept.
    pub fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left of `self` after `used`, never below nothing.
    pub fn less(self, used: Self) -> Self {
        Self(self.0.saturating_sub(used.0).max(0))
    }

    /// `count` times the amount, held at the largest amount that can be kept.
    pub fn times(self, count: i64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    /// The difference `self - other`; negative where `other` is larger.
    pub fn difference(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl FromStr for Money {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let fen = decimal(digits, 2).ok_or_else(|| AmountError::NotMoney(text.to_owned()))?;
        let fen = fen.ok_or_else(|| AmountError::TooLarge(text.to_owned()))?;
        Ok(Self(sign * fen))
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

/// A share of an amount, exact to a ten-thousandth of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct Rate(i64);

impl Rate {
    /// The whole.
    pub const WHOLE: Self = Self(1_000_000);
    /// No share at all.
    pub const ZERO: Self = Self(0);

    /// From parts of a million: 300,000 is 30 %.
    pub const fn from_millionths(parts: i64) -> Self {
        Self(parts)
    }

    /// In parts of a million.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// This share of `amount`, rounded down to the fen: the text names no rounding, and a ceiling
    /// must not be passed by rounding up.
    pub fn of(self, amount: Money) -> Money {
        // The usual sizes fit: wide division is the slowest step of a batch.
        if let Some(parts) = amount.fen().checked_mul(self.0) {
            return Money(parts.div_euclid(1_000_000));
        }
        let parts = i128::from(amount.fen()) * i128::from(self.0);
        Money(i64::try_from(parts.div_euclid(1_000_000)).unwrap_or(i64::MAX))
    }

    /// This share of another share, rounded down to a millionth.
    pub fn of_rate(self, other: Self) -> Self {
        let parts = i128::from(self.0) * i128::from(other.0) / 1_000_000;
        Self(i64::try_from(parts).unwrap_or(i64::MAX))
    }

    /// The smallest amount of which this share reaches `target`; `None` for a rate of nothing.
    pub fn smallest_base_for(self, target: Money) -> Option<Money> {
        if self.0 <= 0 {
            return None;
        }
        let parts = i128::from(target.fen()) * 1_000_000;
        let rate = i128::from(self.0);
        let base = parts.div_euclid(rate) + i128::from(parts.rem_euclid(rate) != 0);
        i64::try_from(base).ok().map(Money)
    }

    /// The sum of two rates.
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 10_000, self.0 % 10_000);
        if part == 0 {
            write!(f, "{whole}%")
        } else {
            let text = format!("{part:04}");
            write!(f, "{whole}.{}%", text.trim_end_matches('0'))
        }
    }
}

impl FromStr for Rate {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.strip_suffix('%')
            .and_then(|digits| decimal(digits.trim_end(), 4))
            .ok_or_else(|| AmountError::NotRate(text.to_owned()))?
            .map(Self)
            .ok_or_else(|| AmountError::TooLarge(text.to_owned()))
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

/// Reads `digits` as a decimal with at most `places` places, scaled by ten to the `places`.
/// Outer `None`: not such a number. Inner `None`: too large.
fn decimal(digits: &str, places: usize) -> Option<Option<i64>> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let dot_without_places = digits.contains('.') && part.is_empty();
    if whole.is_empty() || dot_without_places || part.len() > places || !is_number(whole) || !is_number(part)
    {
        return None;
    }
    let scaled = format!("{whole}{part:0<places$}");
    Some(scaled.parse().ok())
}
