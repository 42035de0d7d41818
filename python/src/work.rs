//! Long work: on a thread of its own, without the interpreter's lock, given up at once when the user presses Ctrl-C.

use std::ops::ControlFlow;
use std::thread::Builder;
use std::time::Duration;

use crossbeam_channel::{RecvTimeoutError, Sender, bounded};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// How long a Ctrl-C may go unnoticed.
const PATIENCE: Duration = Duration::from_millis(50);

/// How many results may wait to be taken.
const WAITING: usize = 64;

/// Stack of the thread: what walks trees and graphs by recursion has as much as on a main thread.
const STACK: usize = 8 << 20;

/// Where work hands over its results; it is to end when one is not wanted any more.
pub struct Give<T>(Sender<T>);

impl<T> Give<T> {
    /// Hands over a result.
    pub fn give(&self, result: T) -> ControlFlow<()> {
        if self.0.send(result).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

/// Runs work that gives many results, and takes them one by one. After a Ctrl-C the work, which sees that its next result is not wanted, ends by itself.
///
/// # Errors
/// `KeyboardInterrupt`, or whatever else a signal handler of Python raises; `RuntimeError` for an error inside newsgraph.
pub fn stream<T: Send + 'static>(py: Python<'_>, work: impl FnOnce(&Give<T>) + Send + 'static, mut take: impl FnMut(T)) -> PyResult<()> {
    let (give, got) = bounded(WAITING);
    let worker = Builder::new().name("newsgraph".into()).stack_size(STACK).spawn(move || work(&Give(give)))?;
    loop {
        match py.detach(|| got.recv_timeout(PATIENCE)) {
            Ok(result) => take(result),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        py.check_signals()?;
    }
    py.detach(|| worker.join()).map_err(|_| PyRuntimeError::new_err("an error inside newsgraph, please report it"))
}

/// All items of an iterator that may take long.
///
/// # Errors
/// As [`stream`].
pub fn collect<T: Send + 'static>(py: Python<'_>, mut items: impl Iterator<Item = T> + Send + 'static) -> PyResult<Vec<T>> {
    let mut all = Vec::new();
    let work = move |give: &Give<T>| {
        let _ = items.try_for_each(|item| give.give(item));
    };
    stream(py, work, |item| all.push(item))?;
    Ok(all)
}

/// Runs work that gives one result.
///
/// # Errors
/// As [`stream`].
pub fn run<T: Send + 'static>(py: Python<'_>, work: impl FnOnce() -> T + Send + 'static) -> PyResult<T> {
    let mut result = None;
    stream(
        py,
        |give| {
            let _ = give.give(work());
        },
        |value| result = Some(value),
    )?;
    result.ok_or_else(|| PyRuntimeError::new_err("an error inside newsgraph, please report it"))
}
