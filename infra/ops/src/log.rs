//! The log as CSV, one line for each deed and each mail that followed it; or as JSON, an object for each deed.

mod line;

use std::collections::HashMap;
use std::fmt;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use futures_util::future::try_join_all;
use jiff::Timestamp;
use model::edition::Year;
use model::event::LogEntry;
use model::id::EventId;
use model::letter::MailId;
use serde::Serialize;
use store::{Mail, Store};

use crate::console::Console;
use crate::spreadsheet;
pub(crate) use line::{Followed, Line};

/// What to export.
#[derive(Debug, clap::Args)]
pub(crate) struct Query {
    /// The edition's year; the current one if not given.
    #[arg(long)]
    edition: Option<i16>,
    /// Only this event: its reference or identifier.
    #[arg(long)]
    event: Option<String>,
    /// Only what this moderator did: their address.
    #[arg(long)]
    moderator: Option<String>,
    /// A file instead of the standard output.
    #[arg(long)]
    output: Option<PathBuf>,
}

const COLUMNS: [&str; 17] = [
    "at",
    "event",
    "version",
    "revision",
    "by",
    "moderator",
    "name",
    "deed",
    "outcome",
    "corrected_revision",
    "order",
    "before",
    "after",
    "words",
    "mail",
    "mail_status",
    "mail_fate",
];

/// How many mails are read at a time.
const AT_ONCE: usize = 25;

/// Writes the log: as CSV or, with `--json`, as an object a line.
pub(crate) async fn export(store: &Store, query: &Query, console: Console) -> anyhow::Result<()> {
    let entries = entries(store, query).await?;
    let mails = mails(store, &entries).await?;
    let log = if console.is_json() { json_lines(&entries, &mails)? } else { csv(&entries, &mails)? };
    match &query.output {
        Some(path) => {
            std::fs::write(path, log).with_context(|| format!("{} cannot be written", path.display()))?;
            console.tell(&Written { deeds: entries.len(), output: path.clone() })
        }
        None => std::io::stdout().write_all(&log).context("the standard output does not take it"),
    }
}

#[derive(Serialize)]
struct Written {
    deeds: usize,
    output: PathBuf,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} deeds in {}", self.deeds, self.output.display())
    }
}

async fn entries(store: &Store, query: &Query) -> anyhow::Result<Vec<LogEntry>> {
    let mut entries = if let Some(event) = &query.event {
        let event = EventId::parse(event).with_context(|| format!("{event} is not an event's reference"))?;
        store.history(event).await?
    } else {
        let year = match query.edition {
            Some(year) => Year::from(year),
            None => store.current_edition().await?.context("no edition is open: --edition <year>")?.year,
        };
        store.journal(year, Timestamp::UNIX_EPOCH).await?
    };
    if let Some(email) = &query.moderator {
        let team = store.team().await?;
        let who = team.iter().find(|moderator| moderator.email.as_str().eq_ignore_ascii_case(email));
        let who = who.with_context(|| format!("nobody in the team has the address {email}"))?.id;
        entries.retain(|entry| entry.is_by(who));
    }
    Ok(entries)
}

/// The mails that followed.
pub(crate) async fn mails(store: &Store, entries: &[LogEntry]) -> anyhow::Result<HashMap<MailId, Mail>> {
    let ids: Vec<_> = entries.iter().flat_map(|entry| &entry.mails).collect();
    let mut mails = HashMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        let read = try_join_all(chunk.iter().map(|id| store.mail(id))).await?;
        mails.extend(chunk.iter().zip(read).filter_map(|(&id, mail)| Some((id.clone(), mail?))));
    }
    Ok(mails)
}

/// For spreadsheets; no cell is a formula.
fn csv(entries: &[LogEntry], mails: &HashMap<MailId, Mail>) -> anyhow::Result<Vec<u8>> {
    let mut writer = spreadsheet::writer();
    writer.write_record(COLUMNS)?;
    for entry in entries {
        let line = Line::of(entry, mails);
        let row = line.cells();
        if line.mails.is_empty() {
            writer.write_record(row.iter().map(String::as_str).chain(["", "", ""]))?;
        }
        for mail in &line.mails {
            let [status, fate] = [mail.status, mail.fate].map(Option::unwrap_or_default);
            let row = row.iter().map(String::as_str);
            writer.write_record(row.chain([mail.mail.as_str(), status, fate]))?;
        }
    }
    writer.into_inner().context("the table cannot be written")
}

/// For programs: an object a line.
fn json_lines(entries: &[LogEntry], mails: &HashMap<MailId, Mail>) -> anyhow::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut lines, &Line::of(entry, mails))?;
        lines.push(b'\n');
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::event::{Actor, Deed, Seat, State};
    use model::id::ModeratorId;
    use model::letter::{EventLetter, Letter, Purpose};
    use model::text::Prose;

    fn entry(deed: Deed, mails: Vec<MailId>) -> LogEntry {
        LogEntry {
            event: EventId::derive(&[b"event"]),
            version: 4,
            at: "2027-11-05T09:00:00Z".parse().unwrap(),
            actor: Actor::Moderator {
                moderator: ModeratorId::derive(&[b"m"]),
                name: model::text::Line::parse("=Noa").unwrap(),
            },
            deed,
            before: Some(State::InReview),
            after: State::InReview,
            revision: 1.into(),
            mails,
        }
    }

    #[test]
    fn each_mail_has_its_line_and_no_cell_is_a_formula() {
        let event = EventId::derive(&[b"event"]);
        let organiser = Seat::ORGANISER;
        let letter = |purpose| {
            Letter::Event(EventLetter { event, revision: 1.into(), version: 4, seat: organiser, purpose })
        };
        let [first, second] = [letter(Purpose::Decision), letter(Purpose::Received)];
        let left = |letter: &Letter| {
            let row = serde_json::json!({
                "letter": letter,
                "status": { "status": "sent", "ses_id": "1", "at": "2027-11-05T09:05:02Z" },
                "fate": { "fate": "delivered", "at": "2027-11-05T09:05:09Z" },
            });
            (letter.id(), serde_json::from_value(row).unwrap())
        };
        let note = Deed::Noted { text: Prose::parse("-1 pour « ce » titre\nà revoir").unwrap() };
        let entries = [entry(note, vec![]), entry(Deed::Undone, vec![first.id(), second.id()])];
        let mails = HashMap::from([left(&first)]);
        let table = csv(&entries, &mails).unwrap();
        let text = String::from_utf8(table.clone()).unwrap();
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{text}");
        let mut read = csv::Reader::from_reader(&table[3..]);
        assert_eq!(read.headers().unwrap(), COLUMNS.as_slice());
        let lines: Vec<_> = read.records().map(Result::unwrap).collect();
        assert_eq!(lines.len(), 3);
        assert_eq!((&lines[0][6], &lines[0][13]), ("'=Noa", "'-1 pour « ce » titre\nà revoir"));
        assert_eq!((&lines[1][14], &lines[1][15], &lines[1][16]), (first.id().as_str(), "sent", "delivered"));
        assert_eq!((&lines[2][14], &lines[2][15]), (second.id().as_str(), ""));

        let lines = json_lines(&entries, &mails).unwrap();
        let lines: Vec<serde_json::Value> =
            lines.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!((&lines[0]["name"], &lines[0]["by"]), (&"=Noa".into(), &"moderator".into()));
        assert_eq!(lines[1]["mails"][0]["fate"], "delivered");
        assert_eq!(lines[1]["mails"][1]["status"], serde_json::Value::Null);
    }
}
