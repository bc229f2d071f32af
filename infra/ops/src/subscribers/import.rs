//! Brings in people who have agreed to receive the newsletter, by a proof that the operator holds.
//!
//! A person at a time, each in one transaction on the condition that they have not changed since they were read. So an
//! import that breaks off is taken up by doing it again, and nobody who leaves meanwhile is brought back.

use std::fmt;
use std::path::PathBuf;

use anyhow::{Context, bail};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use model::id::{PersonId, PersonKey};
use model::subscriber::{CURRENT_TEXT, Consent, Departure, Request, Source, Standing, Subscriber};
use model::text::Line;
use runtime::Clock;
use store::{Store, StoreError, insist};

use super::list::{List, Person};
use crate::table::Service;
use crate::{eprint, say};

/// What to bring in.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// CSV in UTF-8 whose first line names its columns: adresse, and if wanted administration, profession, region (code or
    /// name), interets (several parted by |).
    file: PathBuf,
    /// Where the proof of their consent is, such as "feuille d’émargement du 12 mars 2027".
    #[arg(long)]
    proof: String,
    /// Does it. Without it, says what would happen.
    #[arg(long)]
    apply: bool,
    /// Leaves out the lines with errors. Without it, nothing is written as long as there is one.
    #[arg(long)]
    skip_errors: bool,
}

/// How many people are looked at and written at a time.
const AT_ONCE: usize = 25;

/// How many between two words of progress.
const EVERY: usize = 1_000;

/// Most mistakes that are shown.
const MOST_SHOWN: usize = 100;

/// Reads the list, says what is wrong with it, and brings its people in.
pub(super) async fn run(service: &Service, import: &Import, clock: &Clock) -> anyhow::Result<()> {
    let file = import.file.display();
    let proof = Line::parse(&import.proof)
        .context("--proof must say where the proof is, in at most 200 characters")?;
    let content = std::fs::read(&import.file).with_context(|| format!("{file} cannot be read"))?;
    let list = List::read(&content).with_context(|| format!("{file} is not such a list"))?;
    for mistake in list.mistakes.iter().take(MOST_SHOWN) {
        say(mistake);
    }
    if list.mistakes.len() > MOST_SHOWN {
        say(format!("… and {} more", list.mistakes.len() - MOST_SHOWN));
    }
    if import.apply && list.wrong > 0 && !import.skip_errors {
        bail!(
            "nothing is written; lines with errors: {}; correct them, or leave them out with --skip-errors",
            list.wrong
        );
    }
    let key = service.person_key().await?;
    let work = Work { store: &service.store, key, proof, apply: import.apply, now: clock.now() };
    let tally = work.all(&list.people, eprint).await?;
    say(Report { list: &list, tally: &tally, apply: import.apply });
    if list.wrong > 0 && !import.skip_errors {
        bail!("lines with errors: {}; correct them, or leave them out with --skip-errors", list.wrong);
    }
    Ok(())
}

/// What is done for each person.
struct Work<'a> {
    store: &'a Store,
    key: PersonKey,
    proof: Line<200>,
    apply: bool,
    now: Timestamp,
}

/// What becomes of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// They are new.
    Arrives,
    /// They had asked and not confirmed.
    Confirms,
    /// They subscribe already, and keep what they chose.
    Stays,
    /// They have left, and stay out.
    Left(Departure),
}

/// How many people became what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Tally {
    arrive: usize,
    confirm: usize,
    stay: usize,
    unsubscribed: usize,
    moved: usize,
    complained: usize,
    bounced: usize,
    erased: usize,
}

impl Work<'_> {
    async fn all(&self, people: &[Person], progress: impl Fn(&str)) -> anyhow::Result<Tally> {
        let mut done = Tally::default();
        let mut outcomes = stream::iter(people).map(|person| self.one(person)).buffer_unordered(AT_ONCE);
        loop {
            let next = outcomes.try_next().await.with_context(|| {
                format!("after {} of {} people; doing it again takes it up", done.people(), people.len())
            })?;
            let Some(outcome) = next else { return Ok(done) };
            done.count(outcome);
            if done.people() % EVERY == 0 {
                progress(&format!("{} of {}", done.people(), people.len()));
            }
        }
    }

    async fn one(&self, person: &Person) -> Result<Outcome, StoreError> {
        let id = PersonId::of(&person.address, &self.key);
        let request = Request {
            address: person.address.clone(),
            preferences: person.preferences.clone(),
            consent: Consent {
                at: self.now,
                text: CURRENT_TEXT,
                source: Source::Import { proof: self.proof.clone() },
            },
            replaces: None,
        };
        let attempt = async || {
            let known = self.store.subscriber(&id).await?;
            let after = request.import(&id, known.as_ref());
            if let Some(after) = after.as_ref().filter(|_| self.apply) {
                let before = known.as_ref().map_or(0, |known| known.version);
                self.store.record_subscriber(before, after, None, self.now).await?;
            }
            Ok(Outcome::of(known.as_ref()))
        };
        insist(attempt, StoreError::is_conflict).await
    }
}

impl Outcome {
    /// What becomes of someone of whom this is known.
    fn of(known: Option<&Subscriber>) -> Self {
        match known.map(|known| &known.standing) {
            None => Self::Arrives,
            Some(Standing::Pending { left: None, .. }) => Self::Confirms,
            Some(Standing::Active { .. }) => Self::Stays,
            Some(Standing::Pending { left: Some(left), .. } | Standing::Left(left)) => Self::Left(left.why),
        }
    }
}

impl Tally {
    fn count(&mut self, outcome: Outcome) {
        let place = match outcome {
            Outcome::Arrives => &mut self.arrive,
            Outcome::Confirms => &mut self.confirm,
            Outcome::Stays => &mut self.stay,
            Outcome::Left(Departure::Unsubscribed) => &mut self.unsubscribed,
            Outcome::Left(Departure::Moved) => &mut self.moved,
            Outcome::Left(Departure::Complained) => &mut self.complained,
            Outcome::Left(Departure::HardBounce | Departure::SoftBounces) => &mut self.bounced,
            Outcome::Left(Departure::Erased) => &mut self.erased,
        };
        *place += 1;
    }

    fn people(&self) -> usize {
        let Self { arrive, confirm, stay, unsubscribed, moved, complained, bounced, erased } = self;
        arrive + confirm + stay + unsubscribed + moved + complained + bounced + erased
    }
}

/// What was done, or would be: numbers that add up to the lines of the list.
struct Report<'a> {
    list: &'a List,
    tally: &'a Tally,
    apply: bool,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { arrive, confirm, stay, unsubscribed, moved, complained, bounced, erased } = *self.tally;
        let (subscribe, had_asked) = if self.apply {
            ("subscribe now", "of those who had asked and not confirmed, subscribe now")
        } else {
            ("would subscribe", "of those who have asked and not confirmed, would subscribe")
        };
        writeln!(f, "{:7} lines", self.list.lines())?;
        for (count, what) in [
            (arrive, subscribe),
            (confirm, had_asked),
            (stay, "subscribe already, and keep what they chose"),
            (unsubscribed, "have unsubscribed, and stay out"),
            (moved, "have given another address since, and stay out"),
            (complained, "have called a mail spam, and stay out"),
            (bounced, "have a mailbox that took no mail, and stay out"),
            (erased, "had their data erased, and stay out until they ask themselves"),
            (self.list.again, "name someone again"),
            (self.list.wrong, "have errors, and are left out"),
        ] {
            if count > 0 {
                writeln!(f, "{count:7} {what}")?;
            }
        }
        f.write_str(if self.apply {
            "Done. Doing it again changes nothing."
        } else {
            "Nothing is written: --apply does it."
        })
    }
}

#[cfg(test)]
mod tests;
