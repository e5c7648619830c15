//! How does a template become a sentence, and a range a number?

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::material::Steps;

/// What stands for each placeholder.
#[derive(Clone, Default)]
pub(super) struct Words(Vec<(&'static str, String)>);

impl Words {
    pub fn set(&mut self, name: &'static str, word: impl Into<String>) {
        self.0.retain(|(n, _)| *n != name);
        self.0.push((name, word.into()));
    }

    /// Fills the placeholders that have a word; others stay as they are.
    pub fn fill(&self, template: &str) -> String {
        let mut text = template.to_owned();
        for (name, word) in &self.0 {
            text = text.replace(&format!("{{{name}}}"), word);
        }
        text
    }
}

/// A multiple of the step between the bounds.
pub(super) fn value(rng: &mut ChaCha8Rng, steps: &Steps) -> f64 {
    let [from, to] = steps.range;
    // A little room: a bound that is a multiple must not be lost to rounding.
    let most = ((to - from) / steps.step + 0.001).floor() as u32;
    from + f64::from(rng.gen_range(0..=most)) * steps.step
}

/// Written with the decimals that the step has, without zeros at the end.
pub(super) fn number(value: f64, step: f64) -> String {
    let decimals = (0..4).find(|d| {
        let scaled = step * 10_f64.powi(*d);
        (scaled - scaled.round()).abs() < 1e-9
    });
    let text = format!("{value:.*}", decimals.unwrap_or(4) as usize);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}
