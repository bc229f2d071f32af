//! The log as CSV: one line for each deed and each mail that followed it.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use futures_util::future::try_join_all;
use jiff::Timestamp;
use model::edition::Year;
use model::event::{Actor, Deed, LogEntry, Outcome, State};
use model::id::EventId;
use model::ledger::Fate;
use model::letter::MailId;
use store::{Mail, Store};

use crate::say;
use crate::spreadsheet::{self, harmless};

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

/// Writes the log.
pub(crate) async fn export(store: &Store, query: &Query) -> anyhow::Result<()> {
    let entries = entries(store, query).await?;
    let mails = mails(store, &entries).await?;
    let csv = csv(&entries, &mails)?;
    match &query.output {
        Some(path) => {
            std::fs::write(path, csv).with_context(|| format!("{} cannot be written", path.display()))?;
            say(format!("{} deeds in {}", entries.len(), path.display()));
            Ok(())
        }
        None => std::io::stdout().write_all(&csv).context("the standard output does not take it"),
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

async fn mails(store: &Store, entries: &[LogEntry]) -> anyhow::Result<HashMap<MailId, Mail>> {
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
        let row = row(entry);
        if entry.mails.is_empty() {
            writer.write_record(row.iter().map(String::as_str).chain(["", "", ""]))?;
        }
        for id in &entry.mails {
            let (status, fate) = mails.get(id).map_or((String::new(), String::new()), became);
            let row = row.iter().map(String::as_str);
            writer.write_record(row.chain([id.as_str(), status.as_str(), fate.as_str()]))?;
        }
    }
    writer.into_inner().context("the table cannot be written")
}

fn row(entry: &LogEntry) -> [String; 14] {
    let (by, moderator, name) = match &entry.actor {
        Actor::Organiser { .. } => ("organiser", String::new(), ""),
        Actor::Moderator { moderator, name } => ("moderator", moderator.to_string(), name.as_str()),
        Actor::Service => ("service", String::new(), ""),
    };
    let decision = match &entry.deed {
        Deed::Decided { decision } => Some(decision),
        _ => None,
    };
    let corrected = decision.and_then(|decision| decision.corrected).map(|it| it.to_string());
    let order = decision.and_then(|decision| decision.order).map(|it| it.to_string());
    let (outcome, words) = match &entry.deed {
        Deed::Decided { decision } => (decision.outcome.code(), words(&decision.outcome)),
        Deed::Noted { text } => ("", text.as_str().to_owned()),
        Deed::Routed { to } => ("", to.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
        Deed::Assigned { to } => ("", to.map(|to| to.to_string()).unwrap_or_default()),
        Deed::Practical { practical } => {
            let news = practical.news.as_ref().map(ToString::to_string);
            (practical.status.code(), news.unwrap_or_default())
        }
        Deed::Invited { seat, .. } | Deed::Dismissed { seat, .. } => ("", seat.to_string()),
        Deed::Submitted
        | Deed::Confirmed
        | Deed::Edited
        | Deed::Retracted
        | Deed::Undone
        | Deed::TakenBack
        | Deed::Featured
        | Deed::Unfeatured => ("", String::new()),
    };
    [
        entry.at.to_string(),
        entry.event.reference(),
        entry.version.to_string(),
        entry.revision.to_string(),
        by.to_owned(),
        moderator,
        harmless(name),
        entry.deed.code().to_owned(),
        outcome.to_owned(),
        corrected.unwrap_or_default(),
        order.unwrap_or_default(),
        entry.before.map(State::code).unwrap_or_default().to_owned(),
        entry.after.code().to_owned(),
        harmless(&words),
    ]
}

/// What a moderator wrote, reason first.
fn words(outcome: &Outcome) -> String {
    let lines: Vec<String> = match outcome {
        Outcome::Publish | Outcome::Spam => vec![],
        Outcome::Withdraw { message } => vec![message.as_str().to_owned()],
        Outcome::Reject { reason, message } => {
            let message = message.as_ref().map(|message| message.as_str().to_owned());
            std::iter::once(reason.label.to_string()).chain(message).collect()
        }
        Outcome::RequestChanges { request } => {
            let wish = |wish: &model::event::Wish| {
                let reason = wish.reason.as_ref().map_or("", |reason| reason.label.as_str());
                let text = wish.text.as_ref().map_or("", |text| text.as_str());
                format!("{}: {reason} {text}", wish.part.code())
            };
            let message = request.message.as_ref().map(|message| message.as_str().to_owned());
            request.wishes.iter().map(wish).chain(message).collect()
        }
    };
    lines.join("\n")
}

/// Where a mail's row stands, and what SES said of it afterwards.
fn became(mail: &Mail) -> (String, String) {
    let fate = mail.fate.as_ref().map_or("", Fate::code);
    (mail.status.code().to_owned(), fate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::event::Seat;
    use model::id::ModeratorId;
    use model::letter::{EventLetter, Letter, Purpose};
    use model::text::{Line, Prose};

    fn entry(deed: Deed, mails: Vec<MailId>) -> LogEntry {
        LogEntry {
            event: EventId::derive(&[b"event"]),
            version: 4,
            at: "2027-11-05T09:00:00Z".parse().unwrap(),
            actor: Actor::Moderator {
                moderator: ModeratorId::derive(&[b"m"]),
                name: Line::parse("=Noa").unwrap(),
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
    }
}
