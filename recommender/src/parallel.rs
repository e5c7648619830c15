//! How is one list of tasks shared among threads so that the answer does not depend on them?

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Hands that work on one search: the thread that asks, and those of the process's pool that are free.
pub(crate) const HANDS: usize = 2;

/// Tasks that a thread takes at once.
const CHUNK: usize = 32;

/// What `work` gives for each of `0..count`, in that order. Each thread has one `tool` of its own; an answer
/// must not depend on what a tool was used for before.
pub(crate) fn each<T: Send, S: Send>(
    tools: &mut [S],
    count: usize,
    work: impl Fn(usize, &mut S) -> T + Sync,
) -> Vec<T> {
    shared(tools, count, CHUNK, work)
}

fn shared<T: Send, S: Send>(
    tools: &mut [S],
    count: usize,
    chunk: usize,
    work: impl Fn(usize, &mut S) -> T + Sync,
) -> Vec<T> {
    let Some((own, others)) = tools.split_first_mut() else {
        return Vec::new();
    };
    if others.is_empty() || count <= chunk {
        return (0..count).map(|task| work(task, own)).collect();
    }
    let next = AtomicUsize::new(0);
    let run = |tool: &mut S| {
        let mut done: Vec<(usize, Vec<T>)> = Vec::new();
        loop {
            let from = next.fetch_add(chunk, Ordering::Relaxed);
            if from >= count {
                return done;
            }
            let tasks = from..(from + chunk).min(count);
            done.push((from, tasks.map(|task| work(task, tool)).collect()));
        }
    };
    let mut parts = std::thread::scope(|scope| {
        let handles: Vec<_> = others.iter_mut().map(|tool| scope.spawn(|| run(tool))).collect();
        let mut parts = run(own);
        for handle in handles {
            match handle.join() {
                Ok(more) => parts.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        parts
    });
    parts.sort_unstable_by_key(|(from, _)| *from);
    parts.into_iter().flat_map(|(_, answers)| answers).collect()
}

/// Threads that the machine has.
pub(crate) fn available() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// [`each`] for tasks that are few and long and need no tool: a thread takes one at a time.
pub(crate) fn each_of<T: Send>(threads: usize, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    shared(&mut vec![(); threads.max(1)], count, 1, |task, ()| work(task))
}

/// What each of so many hands makes of its number, in the order of the numbers. The first works on the thread that
/// asks, the others on the pool that all searches of the process share, so that no search waits for a thread to begin.
pub(crate) fn together<T: Send>(hands: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let work = &work;
    let mut others: Vec<Option<T>> = Vec::new();
    others.resize_with(hands.saturating_sub(1), || None);
    let first = rayon::in_place_scope(|scope| {
        for (made, hand) in others.iter_mut().zip(1..) {
            scope.spawn(move |_| *made = Some(work(hand)));
        }
        work(0)
    });
    std::iter::once(first)
        .chain(others.into_iter().flatten())
        .collect()
}

/// What `work` makes of each task, in the order of the tasks; each of so many hands takes the next as it becomes free.
pub(crate) fn share<Task: Send, T: Send>(
    hands: usize,
    tasks: Vec<Task>,
    work: impl Fn(Task) -> T + Sync,
) -> Vec<T> {
    let hands = hands.min(tasks.len()).max(1);
    let next = Mutex::new(tasks.into_iter().enumerate());
    let take = || next.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = |_| -> Vec<(usize, T)> {
        std::iter::from_fn(take)
            .map(|(at, task)| (at, work(task)))
            .collect()
    };
    let mut made: Vec<(usize, T)> = together(hands, run).into_iter().flatten().collect();
    made.sort_unstable_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

/// What `work` makes of neighbouring parts of the tasks, one for each hand, in the order of the tasks: for tasks that
/// are short and alike.
pub(crate) fn by_parts<Task: Sync, T: Send>(
    tasks: &[Task],
    work: impl Fn(&[Task]) -> Vec<T> + Sync,
) -> Vec<T> {
    let parts: Vec<&[Task]> = tasks.chunks(tasks.len().div_ceil(HANDS).max(1)).collect();
    let made = together(parts.len(), |hand| parts.get(hand).map(|part| work(part)));
    made.into_iter().flatten().flatten().collect()
}

/// What both make, each at the same time as the other; `there` may be asked for by another thread.
pub(crate) fn both<A, B: Send>(here: impl FnOnce() -> A, there: impl Fn() -> B + Sync) -> (A, B) {
    let mut other = None;
    let own = rayon::in_place_scope(|scope| {
        scope.spawn(|_| other = Some(there()));
        here()
    });
    // The scope has waited for it.
    (own, other.unwrap_or_else(there))
}

#[cfg(test)]
mod tests {
    use super::{HANDS, both, by_parts, share, together};

    #[test]
    fn parts_and_pairs_come_in_order() {
        let double = |part: &[u32]| part.iter().map(|task| task * 2).collect::<Vec<_>>();
        assert_eq!(by_parts(&[], double), Vec::<u32>::new());
        assert_eq!(by_parts(&[4], double), [8]);
        assert_eq!(by_parts(&[1, 2, 3, 4, 5], double), [2, 4, 6, 8, 10]);
        assert_eq!(both(|| "here", || 2), ("here", 2));
    }

    #[test]
    fn what_is_done_together_comes_in_order_and_a_panic_is_not_lost() {
        assert_eq!(together(1, |hand| hand), [0]);
        assert_eq!(together(3, |hand| hand * 2), [0, 2, 4]);
        let lost =
            std::panic::catch_unwind(|| together(2, |hand| assert!(hand == 0, "the second hand fails")));
        assert!(lost.is_err());
    }

    #[test]
    fn what_is_shared_out_comes_in_the_order_of_the_tasks() {
        assert_eq!(share(HANDS, Vec::<u32>::new(), |task| task), Vec::<u32>::new());
        let tasks: Vec<u32> = (0..500).collect();
        for hands in [1, HANDS, 3] {
            assert_eq!(
                share(hands, tasks.clone(), |task| task * 3),
                tasks.iter().map(|t| t * 3).collect::<Vec<_>>()
            );
        }
    }
}
