//! What happened to an event, and what became of each mail.

use std::fmt;

use anyhow::{Result, bail};
use model::event::LogEntry;
use serde::Serialize;
use store::Store;

use super::case;
use crate::console::Console;
use crate::in_paris;
use crate::log::{self, Followed, Line};

/// The lines of a history, the first first.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct History<'a>(pub(super) Vec<Line<'a>>);

/// Tells the history of an event.
pub(super) async fn tell(store: &Store, typed: &str, console: Console) -> Result<()> {
    let entries: Vec<LogEntry> = store.history(case::id(typed)?).await?;
    if entries.is_empty() {
        bail!("nothing is known of an event {typed}, or no longer: mip events list");
    }
    let mails = log::mails(store, &entries).await?;
    console.tell(&History(entries.iter().map(|entry| Line::of(entry, &mails)).collect()))
}

impl fmt::Display for History<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, line) in self.0.iter().enumerate() {
            let end = if at == 0 { "" } else { "\n" };
            write!(f, "{end}{}  {}", in_paris(line.at), deed(line))?;
            for said in line.words.lines() {
                write!(f, "\n    « {said} »")?;
            }
            for mail in &line.mails {
                write!(f, "\n    mail {}: {}", mail.mail, became(mail))?;
            }
        }
        Ok(())
    }
}

/// What was done, by whom, and where the event stands after.
fn deed(line: &Line<'_>) -> String {
    let who = if line.name.is_empty() { line.by } else { line.name };
    let what = if line.outcome.is_empty() { line.deed } else { line.outcome };
    format!("{what} by {who}, then {}", line.after)
}

/// What became of a mail, in plain words.
fn became(mail: &Followed<'_>) -> &'static str {
    match (mail.status, mail.fate) {
        (_, Some("delivered")) => "delivered: their server took it",
        (_, Some("bounced")) => "bounced: the address is wrong, or the mailbox is full",
        (_, Some("complained")) => "called spam",
        (Some("pending"), _) => "waits",
        (Some("claimed"), _) => "is being sent",
        (Some("sent"), _) => "sent; nothing says yet whether it arrived",
        (Some("refused"), _) => "SES refused it",
        (Some("skipped"), _) => "not sent: it had been overtaken",
        (Some("unknown"), _) => "perhaps sent: SES’s answer was lost",
        (Some(_), _) => "in a state that this command does not know",
        (None, _) => "no longer kept",
    }
}
