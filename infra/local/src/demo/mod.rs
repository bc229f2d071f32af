//! `local demo`: the whole journey without a hand, over HTTP as a person would. What each person does is public: the
//! end-to-end tests do the same.

pub mod editor;
pub mod follow_up;
mod journey;
pub mod moderator;
mod newsletter;
pub mod organiser;
pub mod picture;
mod queue;
pub mod reader;
mod report;
pub mod samples;
pub mod subscriber;
pub mod walk;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use self::report::Report;
use self::samples::Sample;
use crate::cloud::Target;
use crate::console::{say, seconds};
use crate::session::{Purpose, Session};
use crate::workspace::Workspace;

/// How long a person waits for what follows from what they did.
const PATIENCE: Duration = Duration::from_secs(30);

const LOOK: Duration = Duration::from_millis(50);

/// Starts everything, runs the journey, writes the report.
pub(crate) async fn demo(workspace: &Workspace, target: &Target) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let samples = Sample::all(&workspace.samples())?;
    say(format!("Demonstration on {}", target.cloud.name()));
    let session = Session::start(workspace, Purpose::Demo, target, 0).await?;

    say("\nThe journey");
    let mut report = Report::default();
    let outcome = journey::run(&session, &samples, &mut report).await;
    report.passed = outcome.is_ok();
    let file = workspace.target().join("demo/report.json");
    report.write(&file)?;
    outcome?;
    say(format!(
        "\n{} events published, {} mails; report: target/demo/report.json",
        report.events_published, report.mails
    ));
    say(format!("demo passed: {} steps in {}", report.steps.len(), seconds(started.elapsed())));
    Ok(ExitCode::SUCCESS)
}

/// A text with single plain spaces: French typography puts unbreakable ones where people type plain ones.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text says this, spaces aside.
fn say_same(text: &str, this: &str) -> bool {
    plain(text).contains(&plain(this))
}
