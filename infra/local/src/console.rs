//! What the command says on the terminal: the only place that prints.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is a command-line tool")]

use std::future::Future;
use std::time::{Duration, Instant};

/// Says one line.
pub fn say(line: impl AsRef<str>) {
    println!("{}", line.as_ref());
}

/// Says what went wrong, with its causes, one per line.
pub fn complain(error: &anyhow::Error) {
    eprintln!("\nerror: {error}");
    for cause in error.chain().skip(1) {
        eprintln!("  because: {cause}");
    }
}

/// Does one step and says how long it took, or that it failed.
pub async fn step<T>(name: &str, work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let started = Instant::now();
    let outcome = work.await;
    let mark = if outcome.is_ok() { "ok" } else { "FAILED" };
    say(format!("  {name:<58} {:>8}  {mark}", seconds(started.elapsed())));
    outcome
}

/// A duration as a person reads it: `0.42 s`.
pub fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}
