//! How far a long run is, told on standard error while somebody looks: nothing in a pipe or a file, nothing in a run that is over in a moment.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::read;

/// Runs shorter than this show nothing.
const MOMENT: Duration = Duration::from_millis(800);

/// A line that counts articles.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    wanted: bool,
    quiet: bool,
    share: Option<Share>,
}

/// How much of the input has been read, in bytes.
struct Share {
    read: Arc<AtomicU64>,
    /// Known when all folders have been walked through.
    all: Arc<OnceLock<Option<u64>>>,
}

impl Progress {
    /// For a run that prints its results on standard output (`prints`) or not. Records that run down the same screen would tear the line.
    pub fn new(quiet: bool, prints: bool) -> Self {
        let wanted = !quiet && std::io::stderr().is_terminal() && !(prints && std::io::stdout().is_terminal());
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        // No colours: with NO_COLOR and without it the line is the same.
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} articles read, {per_sec}, {elapsed}{prefix}, {wide_msg}") {
            bar.set_style(style);
        }
        Self { bar, started: Instant::now(), wanted, quiet, share: None }
    }

    /// Tells from now on how much time is left. How large the inputs are is found out beside the run, for folders can hold millions of files.
    pub fn watch(&mut self, inputs: &[PathBuf], run: &read::Run) {
        if !self.wanted {
            return;
        }
        let all = Arc::new(OnceLock::new());
        let (inputs, known) = (inputs.to_vec(), all.clone());
        std::thread::spawn(move || known.set(read::bytes(&inputs)));
        self.share = Some(Share { read: run.amount(), all });
    }

    /// Whether the user wants errors only.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// One more article is done.
    pub fn step(&mut self, article: &str) {
        if self.wanted && self.bar.is_hidden() && self.started.elapsed() > MOMENT {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        if let Some(Share { read, all }) = &self.share
            && let Some(&Some(all)) = all.get()
            && let Some(words) = left(self.started.elapsed(), read.load(Ordering::Relaxed), all)
        {
            self.bar.set_prefix(words);
        }
        self.bar.set_message(super::screen::harmless(article));
        self.bar.inc(1);
    }

    /// Prints something else on standard error without tearing the line.
    pub fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// How much of the input is read and how much time the rest will take; `None` where too little is known.
fn left(elapsed: Duration, read: u64, all: u64) -> Option<String> {
    if read == 0 || read > all {
        return None;
    }
    let share = read as f64 / all as f64;
    let rest = Duration::from_secs_f64(elapsed.as_secs_f64() * (1.0 - share) / share);
    Some(format!(", {:.0} %, {:#} left", (share * 100.0).floor(), HumanDuration(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_told_from_the_bytes_that_are_read() {
        let minute = Duration::from_secs(60);
        assert_eq!(left(minute, 25, 100).unwrap(), ", 25 %, 3m left");
        assert_eq!(left(minute, 999, 1000).unwrap(), ", 99 %, 0s left");
        assert_eq!(left(minute, 0, 100), None);
        assert_eq!(left(minute, 101, 100), None, "the input grows while it is read");
        assert_eq!(left(minute, 0, 0), None);
    }
}
