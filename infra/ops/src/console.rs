//! How the command answers: sentences for a person, JSON for a program, a bar while it works.

use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// How to answer.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(crate) struct Console {
    /// Answers in JSON, for a program.
    #[arg(long, global = true)]
    json: bool,
}

impl Console {
    /// Answers: as its sentences, or as its fields.
    pub(crate) fn tell(self, answer: &(impl Display + Serialize)) -> anyhow::Result<()> {
        if self.json {
            say(serde_json::to_string_pretty(answer)?);
        } else {
            say(answer);
        }
        Ok(())
    }

    /// Whether a program reads the answer.
    pub(crate) fn is_json(self) -> bool {
        self.json
    }

    /// A bar for long work, of `total` steps, on the standard error; none where nobody looks.
    #[expect(clippy::unused_self, reason = "how to answer is asked of the console alone")]
    pub(crate) fn progress(self, what: &'static str, total: u64) -> ProgressBar {
        if !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len} {eta}");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::new(total).with_style(style).with_message(what)
    }
}

/// An answer whose sentences are written by hand, beside its fields.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Told<T> {
    /// The sentences.
    #[serde(skip)]
    pub(crate) said: String,
    /// The fields.
    pub(crate) fields: T,
}

impl<T> Told<T> {
    pub(crate) fn new(said: impl Into<String>, fields: T) -> Self {
        Self { said: said.into(), fields }
    }
}

impl<T> Display for Told<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.said)
    }
}

/// A line of a command's answer.
pub(crate) fn say(line: impl Display) {
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprint(&format!("the standard output does not take the answer: {error}"));
        }
        _ => {} // who has read enough (`mip … | head`) hangs up
    }
}

/// A line about the work itself: what went wrong, what is left to do.
#[expect(clippy::print_stderr, reason = "a command says what went wrong on its standard error")]
pub(crate) fn eprint(line: &str) {
    eprintln!("{line}");
}
