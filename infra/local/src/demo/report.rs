//! What the demonstration did, step by step.

use std::future::Future;
use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use crate::console;

/// The report, as written to `target/demo/report.json`.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    pub(super) passed: bool,
    pub(super) steps: Vec<Step>,
    pub(super) events_published: usize,
    pub(super) mails: usize,
}

/// One step.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    name: String,
    ok: bool,
    ms: u128,
}

impl Report {
    /// Does a step, prints it with its time and writes it down.
    pub(super) async fn step<T>(
        &mut self,
        name: impl Into<String>,
        work: impl Future<Output = anyhow::Result<T>>,
    ) -> anyhow::Result<T> {
        let (name, started) = (name.into(), Instant::now());
        let outcome = console::step(&name, work).await;
        self.steps.push(Step { name, ok: outcome.is_ok(), ms: started.elapsed().as_millis() });
        outcome
    }

    /// Writes the report.
    pub(super) fn write(&self, file: &Path) -> anyhow::Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, serde_json::to_string_pretty(self)? + "\n")?;
        Ok(())
    }
}
