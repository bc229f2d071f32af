//! The rows of single mails: see `model::ledger` for the states.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use jiff::{SignedDuration, Timestamp};
use model::ledger::{Fate, Report, Status};
use model::letter::{Letter, MailId};
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::{Attributes, expiring, item};
use crate::keys::Key;
use crate::outbox::OutboxItem;
use crate::rows::{Standing, value_of};
use crate::table::Store;

const MAIL: &str = "mail";
const ACCEPTED: &str = "accepted-mail";

/// How long a mail's row is kept: for as long as anyone may ask whether it was sent.
const KEPT: SignedDuration = SignedDuration::from_hours(365 * 24);

/// How long a mail is found by SES's identifier: longer than anyone takes to call it spam.
const ACCEPTED_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// The row of a single mail: what it is for, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// What it is for.
    pub letter: Letter,
    /// Where it stands.
    pub status: Status,
    /// What became of it once it was sent, as far as SES has told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fate: Option<Fate>,
}

/// Which mail SES knows under an identifier of its own.
#[derive(Serialize, Deserialize)]
struct Accepted {
    mail: MailId,
}

impl Mail {
    pub(crate) fn new(letter: Letter) -> Self {
        Self { letter, status: Status::NEW, fate: None }
    }

    pub(crate) fn into_item(self, now: Timestamp) -> Result<Attributes, StoreError> {
        Ok(expiring(item(Key::mail(&self.letter.id()), MAIL, &self)?, now + KEPT))
    }
}

impl Store {
    /// Parts of a transaction: a letter's row, which must not be there yet, and its nudge, which waits for `hold`.
    pub(crate) fn letter(
        &self,
        letter: Letter,
        hold: SignedDuration,
        now: Timestamp,
    ) -> Result<[TransactWriteItem; 2], StoreError> {
        let nudge = OutboxItem::mail(letter.id(), hold).into_item(now)?;
        Ok([self.create(Mail::new(letter).into_item(now)?)?, self.create(nudge)?])
    }

    /// The row of a mail.
    pub async fn mail(&self, id: &MailId) -> Result<Option<Mail>, StoreError> {
        self.get(Key::mail(id), MAIL).await
    }

    /// The mail that SES has accepted under this identifier, if that is written down.
    pub async fn mail_accepted_as(&self, ses_id: &str) -> Result<Option<MailId>, StoreError> {
        let accepted: Option<Accepted> = self.get(Key::accepted_mail(ses_id), ACCEPTED).await?;
        Ok(accepted.map(|it| it.mail))
    }

    /// Moves a mail from the status it was read with to another; a conflict means that someone else has moved it.
    pub async fn move_mail(&self, id: &MailId, from: &Status, to: &Status) -> Result<(), StoreError> {
        self.change_mail(id, (from, None), (to, None)).await
    }

    /// Writes down what SES reports of a mail, unless all of it is known. A conflict means that the row has changed
    /// since it was read.
    pub async fn report_mail(&self, mail: &Mail, report: &Report) -> Result<(), StoreError> {
        let (status, fate) = (report.status(&mail.status), report.fate(mail.fate.as_ref()));
        if (&status, &fate) == (&mail.status, &mail.fate) {
            return Ok(());
        }
        let (from, to) = ((&mail.status, mail.fate.as_ref()), (&status, fate.as_ref()));
        self.change_mail(&mail.letter.id(), from, to).await
    }

    /// Writes down under which identifier SES has accepted a mail.
    pub(crate) async fn point_to(&self, ses_id: &str, mail: MailId, at: Timestamp) -> Result<(), StoreError> {
        let accepted = item(Key::accepted_mail(ses_id), ACCEPTED, &Accepted { mail })?;
        self.replace(expiring(accepted, at + ACCEPTED_KEPT)).await
    }

    async fn change_mail(&self, id: &MailId, from: Standing<'_>, to: Standing<'_>) -> Result<(), StoreError> {
        let mut writes = vec![self.row_change(Key::mail(id), from, to)?];
        if let (Status::Sent { ses_id, at }, false) = (to.0, to.0 == from.0) {
            // What SES tells of it may come without our tag, under SES's identifier only.
            let accepted = item(Key::accepted_mail(ses_id), ACCEPTED, &Accepted { mail: id.clone() })?;
            writes.push(self.put(expiring(accepted, *at + ACCEPTED_KEPT))?);
        }
        self.transact(writes).await
    }

    /// Part of a transaction: a mail that nobody has begun to send, and nobody will. One that was skipped stays so.
    pub(crate) fn unsay(&self, id: &MailId, at: Timestamp) -> Result<TransactWriteItem, StoreError> {
        let (key, skipped) = (Key::mail(id), Status::Skipped { at });
        let update = Update::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .update_expression("SET #status = :skipped")
            .condition_expression("#status = :new OR #status.#status = :code")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":new", value_of(&Status::NEW)?)
            .expression_attribute_values(":code", AttributeValue::S(skipped.code().into()))
            .expression_attribute_values(":skipped", value_of(&skipped)?)
            .build()
            .map_err(|error| StoreError::shape(MAIL, error))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}
