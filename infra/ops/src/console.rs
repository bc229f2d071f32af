//! How the command answers: sentences for a person, JSON for a program, a bar while it works.

use std::fmt::Display;
use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// How to answer.
#[derive(Debug, Clone, Copy, clap::Args)]
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

/// A line of a command's answer.
#[expect(clippy::print_stdout, reason = "a command answers on its standard output")]
pub(crate) fn say(line: impl Display) {
    println!("{line}");
}

/// A line about the work itself: what went wrong, what is left to do.
#[expect(clippy::print_stderr, reason = "a command says what went wrong on its standard error")]
pub(crate) fn eprint(line: &str) {
    eprintln!("{line}");
}
