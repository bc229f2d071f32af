//! An emulator of ours: installed, started and ended through the commands of `infra/local/clouds`.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::time::{Instant, sleep};

use super::{Cloud, CloudKind};
use crate::console::step;
use crate::mailbox::emulator::MailApi;
use crate::ports;
use crate::prerequisites::PYTHON;
use crate::process::{Program, Running, tail};
use crate::session::Purpose;
use crate::workspace::Workspace;

/// The launcher gives up by itself before this.
const PATIENCE: Duration = Duration::from_secs(90);

const LOOK: Duration = Duration::from_millis(25);

/// A running emulator. Dropping it ends it, with every function that it has started, and removes its state.
#[derive(Debug)]
pub(super) struct Emulator {
    process: Option<Running>,
    state: PathBuf,
    _lock: File,
}

impl Emulator {
    pub(super) fn has_died(&mut self) -> bool {
        self.process.as_mut().is_some_and(|process| matches!(process.ended(), Ok(Some(_)) | Err(_)))
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        drop(self.process.take());
        // Hundreds of megabytes of unpacked functions; the next start would remove what cannot be removed now.
        let _ = std::fs::remove_dir_all(&self.state);
    }
}

/// Installs an emulator with all that it needs, and starts it.
pub(super) async fn start(
    workspace: &Workspace,
    kind: CloudKind,
    mails: MailApi,
    purpose: Purpose,
) -> anyhow::Result<Cloud> {
    let name = kind.name();
    step(&format!("install {name}"), install(workspace, name)).await?;
    let work = workspace.scratch().join(format!("{}-{name}", purpose.name()));
    let lock = lock(&work)?;
    let port = ports::free().await?;
    let process = step(&format!("start {name}"), launch(workspace, name, &work, port)).await?;
    let sources = matches!(kind, CloudKind::Ministack).then(|| work.join("mails"));
    let endpoint = format!("http://127.0.0.1:{port}");
    let emulator = Emulator { process: Some(process), state: work.join("state"), _lock: lock };
    Ok(Cloud { kind, endpoint, mails, sources, emulator: Some(emulator) })
}

/// Keeps a second emulator out of the folder that the first one works in. The system forgets the lock of a process
/// that is gone.
fn lock(work: &Path) -> anyhow::Result<File> {
    let path = work.with_extension("lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("the same command is already running in this checkout: end it first")
        }
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("cannot lock {}", path.display()))
        }
    }
}

/// Installs the pinned environment; instant when nothing has changed.
async fn install(workspace: &Workspace, name: &str) -> anyhow::Result<()> {
    let log = workspace.scratch().join(format!("install-{name}.log"));
    let script = workspace.clouds().join("install.py").display().to_string();
    Program::new(PYTHON).args([&script, name]).run_quietly(&log).await
}

/// Starts the emulator and waits until its launcher says that it answers.
async fn launch(workspace: &Workspace, name: &str, work: &Path, port: u16) -> anyhow::Result<Running> {
    let script = workspace.clouds().join("run.py").display().to_string();
    let (port, folder) = (port.to_string(), work.display().to_string());
    let arguments = [&script, name, "--port", &port, "--work", &folder, "--until-stdin-closes"];
    let log = work.with_extension("log");
    let mut process = Program::new(PYTHON).args(arguments).start_logging_to(&log)?;
    let deadline = Instant::now() + PATIENCE;
    loop {
        if says_ready(&log) {
            return Ok(process);
        }
        let ended = process.ended()?.is_some();
        if ended || Instant::now() > deadline {
            let what = if ended { "ended before it answered" } else { "did not answer in time" };
            let said = tail(&log, 15) + &tail(&work.join("emulator.log"), 30);
            bail!("{name} {what}; the end of what it said:\n{said}");
        }
        sleep(LOOK).await;
    }
}

fn says_ready(log: &Path) -> bool {
    std::fs::read_to_string(log).is_ok_and(|said| said.lines().any(|line| line.starts_with("ready ")))
}
