//! How is one list of tasks shared among threads so that the answer does not depend on them?

use std::sync::atomic::{AtomicUsize, Ordering};

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
