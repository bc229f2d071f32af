//! Child processes: started with a log, ended without a trace.
//!
//! Each has a process group of its own, so that it can be ended with all that it has started, and so that Ctrl-C
//! reaches this command only, which then decides the order of things. If this command is killed hard, the end of
//! its standard input tells the emulators' launcher to end too.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::time::sleep;

/// How often a running child is looked at.
const LOOK: Duration = Duration::from_millis(25);

/// What to start.
#[derive(Debug)]
pub struct Program {
    path: PathBuf,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    directory: Option<PathBuf>,
}

impl Program {
    /// A program, by its path or its name.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { path: program.into(), arguments: Vec::new(), environment: Vec::new(), directory: None }
    }

    /// Adds arguments.
    #[must_use]
    pub fn args<I: IntoIterator<Item = S>, S: Into<String>>(mut self, arguments: I) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// Sets one environment variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// Runs it in this folder.
    #[must_use]
    pub fn directory(mut self, directory: &Path) -> Self {
        self.directory = Some(directory.to_owned());
        self
    }

    /// Starts it with all it says going to `log`.
    pub fn start_logging_to(self, log: &Path) -> anyhow::Result<Running> {
        if let Some(folder) = log.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        let errors = file.try_clone()?;
        self.start(file.into(), errors.into())
    }

    /// Runs it to its end, its output on our terminal.
    pub async fn run(self) -> anyhow::Result<ExitStatus> {
        self.start(Stdio::inherit(), Stdio::inherit())?.wait().await
    }

    /// Runs it to its end quietly; when it fails, the error carries the end of what it said.
    pub async fn run_quietly(self, log: &Path) -> anyhow::Result<()> {
        let name = self.path.display().to_string();
        let status = self.start_logging_to(log)?.wait().await?;
        if !status.success() {
            bail!("`{name}` failed ({status}); the end of {}:\n{}", log.display(), tail(log, 30));
        }
        Ok(())
    }

    fn start(self, output: Stdio, errors: Stdio) -> anyhow::Result<Running> {
        let name = self.path.display().to_string();
        let mut command = Command::new(self.path);
        command.args(self.arguments).envs(self.environment);
        if let Some(directory) = self.directory {
            command.current_dir(directory);
        }
        let child = command
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(errors)
            .spawn()
            .with_context(|| format!("cannot start `{name}`"))?;
        Ok(Running(child))
    }
}

/// A running child. Dropping it asks it and every process of its group to end, and waits until it has.
#[derive(Debug)]
pub struct Running(Child);

impl Running {
    /// Waits until it ends by itself.
    pub async fn wait(&mut self) -> anyhow::Result<ExitStatus> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            sleep(LOOK).await;
        }
    }

    /// Its status, if it has ended.
    pub fn ended(&mut self) -> anyhow::Result<Option<ExitStatus>> {
        // Not `wait`, which would close the standard input that keeps an emulator going.
        Ok(self.0.try_wait()?)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Ok(None) = self.0.try_wait() {
            let group = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw);
            // One that has just ended by itself is no error.
            let _ = group.map(|group| kill_process_group(group, Signal::TERM));
            let _ = self.0.wait();
        }
    }
}

/// The last lines of a log, for a person to read.
pub fn tail(log: &Path, lines: usize) -> String {
    let text =
        std::fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].iter().flat_map(|line| ["  | ", line, "\n"]).collect()
}
