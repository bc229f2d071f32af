//! Issues of the newsletter: where each stands, what is frozen of it, how it is received.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use futures_util::future::try_join_all;
use jiff::{SignedDuration, Timestamp};
use model::edition::Year;
use model::id::MailingId;
use model::ledger::RECONCILIATION;
use model::letter::{Letter, MailingLetter, MailingOccasion};
use model::mailing::{Health, Issue, Mailing, Tally};
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::{expiring, item};
use crate::keys::{self, Key, edition_pk, mailing_pk};
use crate::outbox::OutboxItem;
use crate::table::Store;

const MAILING: &str = "mailing";
const MAILING_OF: &str = "mailing-of-edition";
const ISSUE: &str = "issue";
const ARCHIVED: &str = "archived-issue";
const FROZEN: &str = "frozen-shard";
const TALLY: &str = "tally";
const HEALTH: &str = "health";
const HOLD: &str = "hold";

/// Who is nudged about an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailingNudge {
    /// `newsletter`: it is to leave.
    Launch,
    /// `send`: it has copies left to send.
    Send,
    /// Nobody.
    None,
}

#[derive(Serialize, Deserialize)]
struct MailingOf {
    mailing: MailingId,
}

#[derive(Serialize, Deserialize)]
struct Frozen {
    shard: u8,
}

#[derive(Serialize)]
struct Held {
    until: i64,
}

fn millisecond(at: Timestamp) -> AttributeValue {
    AttributeValue::N(at.as_millisecond().to_string())
}

/// An issue that has left.
#[derive(Serialize, Deserialize)]
struct Archived {
    left_at: Timestamp,
    issue: Issue,
}

impl Store {
    /// An issue.
    pub async fn mailing(&self, mailing: MailingId) -> Result<Option<Mailing>, StoreError> {
        self.get(Key::mailing(mailing), MAILING).await
    }

    /// The issues of an edition, whatever their state.
    pub async fn mailings(&self, edition: Year) -> Result<Vec<Mailing>, StoreError> {
        let known: Vec<MailingOf> =
            self.collection(&edition_pk(edition), keys::MAILING_OF, MAILING_OF).await?;
        let mailings = try_join_all(known.iter().map(|it| self.mailing(it.mailing))).await?;
        Ok(mailings.into_iter().flatten().collect())
    }

    /// Records a new issue with its letters. A conflict means that it is there already.
    pub async fn create_mailing(
        &self,
        mailing: &Mailing,
        letters: Vec<MailingLetter>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let known = item(
            Key::mailing_of(mailing.edition, mailing.id),
            MAILING_OF,
            &MailingOf { mailing: mailing.id },
        )?;
        let mut writes =
            vec![self.create(item(Key::mailing(mailing.id), MAILING, mailing)?)?, self.create(known)?];
        writes.extend(self.editors_letters(letters, now)?);
        self.transact(writes).await
    }

    /// Records what becomes of an issue, with letters and a nudge. A conflict means that it has changed since it was read.
    pub async fn record_mailing(
        &self,
        after: &Mailing,
        letters: Vec<MailingLetter>,
        nudge: MailingNudge,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writes =
            vec![self.succeed(item(Key::mailing(after.id), MAILING, after)?, after.version - 1)?];
        writes.extend(self.editors_letters(letters, now)?);
        let occasion = format!("v{}", after.version);
        match nudge {
            MailingNudge::Launch => {
                writes.push(self.create(OutboxItem::launch(after.id, &occasion).into_item(now)?)?);
            }
            MailingNudge::Send => {
                writes.push(self.create(OutboxItem::mailing(after.id, &occasion).into_item(now)?)?);
            }
            MailingNudge::None => {}
        }
        self.transact(writes).await
    }

    /// Writes letters to editors. A conflict means that one was written before.
    pub async fn write_to_editors(
        &self,
        letters: Vec<MailingLetter>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let writes = self.editors_letters(letters, now)?;
        self.transact(writes).await
    }

    /// Nudges someone about an issue again, once an instant (in whole seconds). Saying it twice is saying it once.
    pub async fn nudge_mailing(
        &self,
        mailing: MailingId,
        nudge: MailingNudge,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let occasion = format!("at{}", now.as_second());
        let nudge = match nudge {
            MailingNudge::Launch => OutboxItem::launch(mailing, &occasion),
            MailingNudge::Send => OutboxItem::mailing(mailing, &occasion),
            MailingNudge::None => return Ok(()),
        };
        self.put_if_absent(nudge.into_item(now)?).await.map(|_| ())
    }

    /// Keeps an issue as it is launched, unless it is kept already: what was kept first stays.
    pub async fn keep_issue(&self, issue: &Issue) -> Result<(), StoreError> {
        self.put_if_absent(item(Key::issue(issue.id), ISSUE, issue)?).await.map(|_| ())
    }

    /// An issue as it was launched.
    pub async fn issue(&self, mailing: MailingId) -> Result<Option<Issue>, StoreError> {
        self.get(Key::issue(mailing), ISSUE).await
    }

    /// Puts an issue into its edition's archive and has the programme rendered, once.
    pub async fn archive_issue(&self, issue: &Issue, now: Timestamp) -> Result<(), StoreError> {
        let archived = Archived { left_at: now, issue: issue.clone() };
        let kept = item(Key::archived(issue.edition, issue.id), ARCHIVED, &archived)?;
        let nudge = OutboxItem::programme(issue.edition, &format!("{}-archive", issue.id));
        match self.transact(vec![self.create(kept)?, self.create(nudge.into_item(now)?)?]).await {
            Err(error) if error.is_conflict() => Ok(()), // it is there
            outcome => outcome,
        }
    }

    /// The issues of an edition that have left, each with when it did, the latest first.
    pub async fn archive(&self, edition: Year) -> Result<Vec<(Timestamp, Issue)>, StoreError> {
        let archived: Vec<Archived> = self.collection(&edition_pk(edition), keys::ARCHIVED, ARCHIVED).await?;
        let mut archive: Vec<_> = archived.into_iter().map(|it| (it.left_at, it.issue)).collect();
        archive.sort_by_key(|(left_at, issue)| (std::cmp::Reverse(*left_at), issue.id));
        Ok(archive)
    }

    /// Takes an issue into one's hands until an instant, unless another has it: true when one has it. Two at once would freeze
    /// what the other no longer sees.
    pub async fn hold_mailing(
        &self,
        mailing: MailingId,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let held = item(Key::hold(mailing), HOLD, &Held { until: until.as_millisecond() })?;
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(expiring(held, until)))
            // One's own hold, too: the answer to the first request may have been lost.
            .condition_expression("attribute_not_exists(#pk) OR #until <= :now OR #until = :until")
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_names("#until", "until")
            .expression_attribute_values(":now", millisecond(now))
            .expression_attribute_values(":until", millisecond(until));
        match put.send().await.map_err(StoreError::of) {
            Ok(_) => Ok(true),
            Err(error) if error.is_conflict() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Lets go of an issue that one has held until this instant.
    pub async fn let_go_of_mailing(&self, mailing: MailingId, until: Timestamp) -> Result<(), StoreError> {
        let key = Key::hold(mailing);
        let delete = self
            .client
            .delete_item()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .condition_expression("attribute_not_exists(#pk) OR #until = :until")
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_names("#until", "until")
            .expression_attribute_values(":until", millisecond(until));
        match delete.send().await.map_err(StoreError::of) {
            Err(error) if !error.is_conflict() => Err(error),
            _ => Ok(()), // another has taken it since
        }
    }

    /// Notes that a shard of the readers is frozen.
    pub async fn note_frozen(&self, mailing: MailingId, shard: u8) -> Result<(), StoreError> {
        self.put_if_absent(item(Key::frozen(mailing, shard), FROZEN, &Frozen { shard })?).await.map(|_| ())
    }

    /// The shards of the readers that are frozen.
    pub async fn frozen(&self, mailing: MailingId) -> Result<Vec<u8>, StoreError> {
        let frozen: Vec<Frozen> = self.collection(&mailing_pk(mailing), keys::FROZEN, FROZEN).await?;
        Ok(frozen.into_iter().map(|it| it.shard).collect())
    }

    /// Notes that nothing is left to do in a part of the audience; what was noted first stays.
    pub async fn note_tally(&self, mailing: MailingId, tally: &Tally) -> Result<(), StoreError> {
        self.put_if_absent(item(Key::tally(mailing, tally.bucket), TALLY, tally)?).await.map(|_| ())
    }

    /// The parts of the audience in which nothing is left to do.
    pub async fn tallies(&self, mailing: MailingId) -> Result<Vec<Tally>, StoreError> {
        self.collection(&mailing_pk(mailing), keys::TALLY, TALLY).await
    }

    /// How an issue is received.
    pub async fn health(&self, mailing: MailingId) -> Result<Health, StoreError> {
        Ok(self.get(Key::health(mailing), HEALTH).await?.unwrap_or_default())
    }

    fn editors_letters(
        &self,
        letters: Vec<MailingLetter>,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut writes = Vec::new();
        for letter in letters {
            // A report waits for what SES has yet to say of copies whose answer was lost.
            let is_report = letter.occasion == MailingOccasion::Report;
            let hold = if is_report { RECONCILIATION } else { SignedDuration::ZERO };
            writes.extend(self.letter(Letter::Mailing(letter), hold, now)?);
        }
        Ok(writes)
    }
}
