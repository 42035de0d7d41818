//! How far a long run is, told on standard error while somebody looks: nothing in a pipe or a file, nothing in a run that is over in a moment.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Runs shorter than this show nothing.
const MOMENT: Duration = Duration::from_millis(800);

/// A line that counts articles.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    wanted: bool,
    quiet: bool,
}

impl Progress {
    /// For a run that prints its results on standard output (`prints`) or not. Records that run down the same screen would tear the line.
    pub fn new(quiet: bool, prints: bool) -> Self {
        let wanted = !quiet && std::io::stderr().is_terminal() && !(prints && std::io::stdout().is_terminal());
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        // No colours: with NO_COLOR and without it the line is the same.
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} articles read, {per_sec}, {elapsed}, {wide_msg}") {
            bar.set_style(style);
        }
        Self { bar, started: Instant::now(), wanted, quiet }
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
