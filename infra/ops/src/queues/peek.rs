//! What the dead letters are.

use std::collections::HashSet;
use std::fmt;

use aws_sdk_sqs::Client;
use jiff::Timestamp;
use model::ledger::Status;
use serde::Serialize;
use store::{Nudge, Store};

use super::letter::{Content, Letter, Pile};
use super::place::Place;
use crate::in_paris;

/// How much is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) bodies: bool,
    pub(super) max: usize,
}

/// What was found.
#[derive(Debug, Serialize)]
pub(super) struct Seen {
    letters: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    queue: String,
    id: String,
    what: String,
    first_sent: Option<Timestamp>,
    received: u32,
    /// What is known of why it is here.
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
}

/// Looks at the dead letters of these places, and leaves them where they are.
pub(super) async fn at(sqs: &Client, store: &Store, places: &[&Place], shown: Shown) -> anyhow::Result<Seen> {
    let mut letters = Vec::new();
    for place in places {
        let pile = Pile::of(sqs, place);
        for letter in look(&pile, shown.max).await? {
            let content = letter.content(place);
            let why = why(store, &letter, &content).await?;
            letters.push(Line {
                queue: place.name.clone(),
                what: what(&content)?,
                first_sent: letter.sent_at,
                received: letter.receives,
                why,
                body: shown.bodies.then_some(letter.body),
                id: letter.id,
            });
        }
    }
    Ok(Seen { letters })
}

/// The first letters, each of which is shown to others again.
async fn look(pile: &Pile<'_>, max: usize) -> anyhow::Result<Vec<Letter>> {
    let (mut seen, mut letters) = (HashSet::new(), Vec::<Letter>::new());
    let looked = async {
        while letters.len() < max {
            let batch = pile.take().await?;
            let before = letters.len();
            letters.extend(batch.into_iter().filter(|letter| seen.insert(letter.id.clone())));
            if letters.len() == before {
                break; // the end, or only such as were hidden for too short
            }
        }
        anyhow::Ok(())
    }
    .await;
    for letter in &letters {
        pile.put_back(letter).await;
    }
    looked?;
    letters.truncate(max);
    Ok(letters)
}

/// A letter in a few words. A nudge holds identifiers and nothing else.
pub(super) fn what(content: &Content) -> anyhow::Result<String> {
    Ok(match content {
        Content::Nudge(nudge) => serde_json::to_string(nudge)?,
        Content::Event(kind) => format!("an event of SES: {kind}"),
        Content::Call { event, .. } => format!("a call with {event}"),
        Content::Stretch { records, from, .. } => {
            let from = from.map_or_else(|| "at an unknown time".to_owned(), in_paris);
            format!("{records} changes of the table that were not handed on, {from}")
        }
        Content::Foreign => "no message of this queue: it can never succeed (redrive --drop)".to_owned(),
    })
}

/// What is known of why a letter is here.
async fn why(store: &Store, letter: &Letter, content: &Content) -> anyhow::Result<String> {
    Ok(match content {
        Content::Nudge(Nudge::Mail { mail }) => match store.mail(mail).await?.map(|mail| mail.status) {
            None => "the mail is not in the table".to_owned(),
            Some(Status::Refused { why, .. }) => format!("SES has refused the mail: {why}"),
            Some(status) => format!("the mail's row says {}", status.code()),
        },
        Content::Call { why: Some(why), .. } => format!("{why}; the function's log says more"),
        Content::Foreign => "it cannot be read".to_owned(),
        _ => letter.error.clone().unwrap_or_else(|| "the function's log says it".to_owned()),
    })
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Line { queue, id, what, first_sent, received, why, body } in &self.letters {
            let sent = first_sent.map_or_else(|| "at an unknown time".to_owned(), in_paris);
            writeln!(f, "{queue}\t{id}\t{what}\tsent {sent}, received {received} times\t{why}")?;
            if let Some(body) = body {
                writeln!(f, "\t{body}")?;
            }
        }
        match self.letters.len() {
            0 => write!(f, "no dead letters, or all are being looked at by another"),
            1 => write!(f, "1 dead letter"),
            several => write!(f, "{several} dead letters"),
        }
    }
}
