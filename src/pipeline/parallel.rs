//! An ordered map over several threads with a bounded number of items under way, and a guard that turns a panic over one article into an error.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crossbeam_channel::{bounded, unbounded};

use crate::error::{Error, Result};
use crate::types::{Article, WORKER};

/// Items under way for each thread: enough to keep it busy while an earlier, longer item is waited for.
const AHEAD: usize = 8;

/// Maps `items` on `threads` threads and hands the results to `sink`, on this thread and in the order of the items.
///
/// An item is taken from the iterator only when a permit is free, and a permit is given back only when `sink` has consumed a result, so that
/// results which wait for an earlier one cannot pile up.
pub fn map_in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> ControlFlow<()>,
) {
    let threads = threads.max(1);
    let permits = threads * AHEAD;
    let (give_permit, permit) = bounded::<()>(permits);
    let (give_job, job) = bounded::<(usize, T)>(threads);
    let (give_result, result) = unbounded::<(usize, R)>();
    for _ in 0..permits {
        let _ = give_permit.send(());
    }
    std::thread::scope(|scope| {
        let feed = move || {
            for item in items.enumerate() {
                if permit.recv().is_err() || give_job.send(item).is_err() {
                    break;
                }
            }
        };
        drop(std::thread::Builder::new().name(WORKER.into()).spawn_scoped(scope, feed));
        for _ in 0..threads {
            let (job, give_result, work) = (job.clone(), give_result.clone(), &work);
            let run = move || job.iter().try_for_each(|(i, item)| give_result.send((i, work(item)))).unwrap_or_default();
            // Deep dependency trees are walked on the stack: as much of it as a main thread has.
            let started = std::thread::Builder::new().name(WORKER.into()).stack_size(8 << 20).spawn_scoped(scope, run);
            drop(started);
        }
        drop((job, give_result));
        let (mut waiting, mut next) = (BTreeMap::new(), 0);
        for (i, value) in result {
            waiting.insert(i, value);
            while let Some(value) = waiting.remove(&next) {
                if sink(value).is_break() {
                    // Dropping the permits and the results makes the other threads stop.
                    return drop(give_permit);
                }
                next += 1;
                let _ = give_permit.send(());
            }
        }
    });
}

/// Runs the work on one article; a panic becomes an error that names the article, so that one article never ends a run.
pub fn guarded<R>(article: &Article, work: impl Fn(&Article) -> Result<R>) -> Result<R> {
    catch_unwind(AssertUnwindSafe(|| work(article))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        Err(Error::input(article.place(), format!("article “{}” is left out: an error inside newsgraph, please report it ({text})", article.id)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        for threads in [1, 2, 5] {
            let mut seen = Vec::new();
            let work = |i: u64| {
                std::thread::sleep(std::time::Duration::from_micros((i * 7919) % 300));
                i
            };
            map_in_order(0..200, threads, work, |i| {
                seen.push(i);
                ControlFlow::Continue(())
            });
            assert_eq!(seen, (0..200).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_sink_that_has_enough_ends_an_endless_run() {
        let mut seen = 0;
        map_in_order(
            0..,
            2,
            |i: u64| i,
            |i| {
                seen = i;
                if i == 30 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(seen, 30);
    }

    #[test]
    fn a_panic_is_an_error_that_names_the_article() {
        let article = Article { id: "a7".into(), path: "news.txt".into(), ..Article::default() };
        let error = guarded(&article, |_| -> Result<()> { panic!("index out of range") }).unwrap_err().to_string();
        assert!(error.contains("news.txt") && error.contains("a7") && error.contains("index out of range"), "{error}");
    }
}
