//! When is the embeddings service asked for the vector of what somebody searches for?
//!
//! A search waits for it only so long as the operator allows, never asks for a text that it was asked for lately, and
//! lets a service rest that did not answer several times in a row: one that is down costs a search nothing, but for one
//! now and then that tries. No more than a few questions are open at once. What is asked for is kept in memory alone,
//! by digest, for as many texts as fit.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, SemaphorePermit};

use super::kept_vectors::TextDigest;

/// Texts of one generation of what is remembered; two are kept.
const REMEMBERED: usize = 512;
/// Questions of searches that may be open at once.
const AT_ONCE: usize = 8;
/// Failures in a row after which the service rests.
const FAILURES: u32 = 3;
/// How long it rests before one search tries again.
const REST: Duration = Duration::from_secs(5);

/// What decides whether a search asks.
pub struct QueryVectors {
    remembered: Mutex<Remembered>,
    room: Semaphore,
    rest: Mutex<Rest>,
}

/// Vectors of texts, in two generations: what nobody asked for while a whole generation came is forgotten.
#[derive(Default)]
struct Remembered {
    young: HashMap<TextDigest, Vec<f32>>,
    old: HashMap<TextDigest, Vec<f32>>,
}

#[derive(Default)]
struct Rest {
    failures: u32,
    until: Option<Instant>,
}

impl Default for QueryVectors {
    fn default() -> Self {
        Self {
            remembered: Mutex::default(),
            room: Semaphore::new(AT_ONCE),
            rest: Mutex::default(),
        }
    }
}

impl QueryVectors {
    /// The vector of a text that was asked for lately.
    pub fn remembered(&self, text: &TextDigest) -> Option<Vec<f32>> {
        let mut kept = lock(&self.remembered);
        if let Some(vector) = kept.young.get(text) {
            return Some(vector.clone());
        }
        let vector = kept.old.remove(text)?;
        kept.put(*text, vector.clone());
        Some(vector)
    }

    /// Keeps the vector of a text.
    pub fn remember(&self, text: TextDigest, vector: Vec<f32>) {
        lock(&self.remembered).put(text, vector);
    }

    /// Leave to ask now; none while the service rests or enough others ask. After a rest one search has it.
    pub fn leave(&self) -> Option<SemaphorePermit<'_>> {
        let permit = self.room.try_acquire().ok()?;
        let mut rest = lock(&self.rest);
        let now = Instant::now();
        if rest.until.is_some_and(|until| now < until) {
            return None;
        }
        if rest.until.is_some() {
            // Others wait until this one knows.
            rest.until = Some(now + REST);
        }
        Some(permit)
    }

    /// It answered: whether it did not before.
    pub fn answered(&self) -> bool {
        let before = std::mem::take(&mut *lock(&self.rest));
        before.until.is_some()
    }

    /// It did not answer: whether it begins to rest now.
    pub fn failed(&self) -> bool {
        let mut rest = lock(&self.rest);
        rest.failures += 1;
        if rest.failures < FAILURES {
            return false;
        }
        rest.until = Some(Instant::now() + REST);
        rest.failures == FAILURES
    }
}

impl Remembered {
    fn put(&mut self, text: TextDigest, vector: Vec<f32>) {
        if self.young.len() >= REMEMBERED {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(text, vector);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
