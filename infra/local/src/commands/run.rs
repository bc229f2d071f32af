//! `local run`: everything up until one has seen enough.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::bail;
use tokio::time::sleep;

use crate::cloud::Target;
use crate::console::{say, seconds};
use crate::rounds::Rounds;
use crate::seed::NATIONAL_MODERATOR;
use crate::session::{Purpose, Session};
use crate::workspace::Workspace;

/// How often the emulator is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Starts everything, says where, and serves until interrupted.
pub(super) async fn run(workspace: &Workspace, target: &Target, port: u16) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    say(format!("Starting on {}", target.cloud.name()));
    let mut session = Session::start(workspace, Purpose::Run, target, port).await?;
    let _rounds = Rounds::begin(&session.clients, &session.stack, &session.cloud.endpoint)?;
    let base = &session.base_url;
    say(format!("\nReady in {}. Open:", seconds(started.elapsed())));
    say(format!("  accueil              {base}/"));
    say(format!("  formulaire           {base}/proposer"));
    say(format!("  mes événements       {base}/mes-evenements"));
    say(format!("  lettre               {base}/abonnement"));
    say(format!("  modération           {base}/moderation  ({NATIONAL_MODERATOR})"));
    say(format!("  boîte aux lettres    {base}/_boite/"));
    say(format!(
        "  cloud                {}  (region eu-west-3, key and secret `test`)",
        session.cloud.endpoint
    ));
    say("\nCtrl-C stops everything; nothing is kept.");
    while !session.cloud.has_died() {
        sleep(LOOK).await;
    }
    bail!("the emulator has ended by itself; its log is under target/local/");
}
