//! Everything that is held on someone, in a file.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use anyhow::Context;
use jiff::Timestamp;
use model::id::PersonId;
use model::moderation::Moderator;
use retention::kind::Kind;
use retention::person::Held;
use runtime::Clock;
use serde::Serialize;

use super::Someone;
use crate::console::Console;

/// What the file says.
#[derive(Debug, Serialize)]
pub(super) struct File {
    address: String,
    /// How rows name them: the keyed hash of the address.
    person: PersonId,
    taken_at: Timestamp,
    /// Their place in the organising team.
    moderator: Option<Moderator>,
    /// Every row that names them, by kind.
    held: Held,
}

/// What was written where.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    file: PathBuf,
    rows: BTreeMap<Kind, usize>,
    moderator: bool,
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, rows) in &self.rows {
            writeln!(f, "{rows:7} {}", super::erase::name_of(*kind))?;
        }
        if self.moderator {
            writeln!(f, "{:7} place in the organising team", 1)?;
        }
        let all: usize = self.rows.values().sum::<usize>() + usize::from(self.moderator);
        if all == 0 {
            writeln!(f, "Nothing is held on this address.")?;
        }
        write!(
            f,
            "Written to {}, which only you may read: send it by a way that only they read, then delete it.",
            self.file.display()
        )
    }
}

/// Looks everything up and writes the file.
pub(super) async fn run(
    someone: &Someone<'_>,
    output: Option<PathBuf>,
    console: Console,
    clock: &Clock,
) -> anyhow::Result<()> {
    let answer = write(someone, output, console, clock.now()).await?;
    console.tell(&answer)
}

pub(super) async fn write(
    someone: &Someone<'_>,
    output: Option<PathBuf>,
    console: Console,
    now: Timestamp,
) -> anyhow::Result<Answer> {
    let person = &someone.erasure.person;
    let path = output.unwrap_or_else(|| PathBuf::from(format!("person-{}.json", &person.as_str()[..8])));
    // Before the long look: a file that is there is not to be found out at the end.
    let mut to =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).with_context(|| {
            format!("{} cannot be made: is it there already? --output names another", path.display())
        })?;
    let bar = console.progress("looking through the table", 0);
    let looked = async {
        let held = someone.people.held(|rows| bar.inc(u64::try_from(rows).unwrap_or_default())).await?;
        Ok::<_, anyhow::Error>((held, someone.moderator().await?))
    };
    let found = looked.await;
    bar.finish_and_clear();
    let written = found.and_then(|(held, moderator)| {
        let rows = held.0.iter().map(|(kind, rows)| (*kind, rows.len())).collect();
        let answer = Answer { file: path.clone(), rows, moderator: moderator.is_some() };
        let file = File {
            address: someone.address.to_string(),
            person: person.clone(),
            taken_at: now,
            moderator,
            held,
        };
        to.write_all(&serde_json::to_vec_pretty(&file)?)?;
        to.sync_all()?;
        Ok(answer)
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&path); // it has nothing in it, or half of what is held
    }
    written
}
