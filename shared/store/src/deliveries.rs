//! The copies of an issue: one row a recipient, see `model::mailing::Delivery` and `model::ledger`.

use aws_sdk_dynamodb::types::{AttributeValue, ConditionCheck, TransactWriteItem, Update};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use model::id::MailingId;
use model::ledger::{Fate, Report, Status};
use model::mailing::{Bucket, Buckets, CopyId, Delivery, Mailing, Progress};

use crate::error::StoreError;
use crate::item::{expiring, item};
use crate::keys::{self, Key, deliveries_pk};
use crate::table::Store;

const DELIVERY: &str = "delivery";

/// How long copies are kept after launch: for as long as anyone may ask who received what.
const KEPT: SignedDuration = SignedDuration::from_hours(365 * 24);

/// How many parts of an audience are read at once: a million people are in thousands of them.
const PARTS_AT_ONCE: usize = 16;

impl Store {
    /// Adds a copy to a frozen audience, unless it is there.
    pub async fn freeze(&self, copy: &Delivery, now: Timestamp) -> Result<(), StoreError> {
        let row = item(Key::delivery(&copy.id()), DELIVERY, copy)?;
        self.put_if_absent(expiring(row, now + KEPT)).await.map(|_| ())
    }

    /// How far an issue has come, counted from the rows of its copies, part by part; none before its audience is cut.
    pub async fn progress(&self, mailing: &Mailing) -> Result<Option<Progress>, StoreError> {
        let Some(buckets) = mailing.buckets else { return Ok(None) };
        let parts = stream::iter(Buckets::all(buckets)).map(|bucket| async move {
            let copies = self.deliveries(mailing.id, bucket).await?;
            Ok::<_, StoreError>(Progress::of(&mailing.state, &copies))
        });
        let sum = async |all: Progress, part| Ok(all + part);
        parts.buffer_unordered(PARTS_AT_ONCE).try_fold(Progress::default(), sum).await.map(Some)
    }

    /// The copies of a part of an audience.
    pub async fn deliveries(&self, mailing: MailingId, bucket: Bucket) -> Result<Vec<Delivery>, StoreError> {
        self.collection(&deliveries_pk(mailing, bucket), keys::TO, DELIVERY).await
    }

    /// How many copies there are in a part of an audience.
    pub async fn count_deliveries(&self, mailing: MailingId, bucket: Bucket) -> Result<usize, StoreError> {
        self.count_collection(&deliveries_pk(mailing, bucket), keys::TO).await
    }

    /// One copy.
    pub async fn delivery(&self, copy: &CopyId) -> Result<Option<Delivery>, StoreError> {
        self.get(Key::delivery(copy), DELIVERY).await
    }

    /// Claims a copy, on the condition that its person is an active subscriber in the same write. A conflict means that they
    /// are not any more, or that someone else has moved the copy.
    pub async fn claim_delivery(&self, copy: &Delivery, claimed: &Status) -> Result<(), StoreError> {
        let person = Key::subscriber(&copy.person);
        let active = ConditionCheck::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(person.pk))
            .key("sk", AttributeValue::S(person.sk))
            .condition_expression("#standing.#state = :active")
            .expression_attribute_names("#standing", "standing")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":active", AttributeValue::S("active".into()))
            .build()
            .map_err(|error| StoreError::shape(DELIVERY, error))?;
        let claim = self.row_change(Key::delivery(&copy.id()), (&copy.status, None), (claimed, None))?;
        self.transact(vec![TransactWriteItem::builder().condition_check(active).build(), claim]).await
    }

    /// Moves a copy from the status it was read with to another; a conflict means that someone else has moved it.
    ///
    /// SES's identifier is written down before the row says "sent": in between, an event that names the copy by it alone
    /// finds the row and sets it right.
    pub async fn move_delivery(&self, copy: &CopyId, from: &Status, to: &Status) -> Result<(), StoreError> {
        if let Status::Sent { ses_id, at } = to {
            self.point_to(ses_id, copy.mail_id(), *at).await?;
        }
        self.change_row(Key::delivery(copy), (from, None), (to, None)).await
    }

    /// Writes down what SES reports of a copy, unless all of it is known; a hard bounce or a complaint that was not known
    /// is added to the health in the same transaction. A conflict means that the row has changed since it was
    /// read.
    pub async fn report_delivery(&self, copy: &Delivery, report: &Report) -> Result<(), StoreError> {
        let (status, fate) = (report.status(&copy.status), report.fate(copy.fate.as_ref()));
        if (&status, &fate) == (&copy.status, &copy.fate) {
            return Ok(());
        }
        let (from, to) = ((&copy.status, copy.fate.as_ref()), (&status, fate.as_ref()));
        let key = Key::delivery(&copy.id());
        let counter = fate.as_ref().and_then(counter);
        match counter.filter(|_| copy.fate.as_ref().and_then(self::counter) != counter) {
            Some(counter) => {
                self.transact(vec![self.row_change(key, from, to)?, self.count(copy.mailing, counter)?]).await
            }
            // Alone, as nearly all are: a transaction of one costs twice as much.
            None => self.change_row(key, from, to).await,
        }
    }

    fn count(&self, mailing: MailingId, counter: &str) -> Result<TransactWriteItem, StoreError> {
        let key = Key::health(mailing);
        let update = Update::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .update_expression("SET #entity = :health ADD #counter :one")
            .condition_expression("attribute_not_exists(#entity) OR #entity = :health")
            .expression_attribute_names("#entity", "entity")
            .expression_attribute_names("#counter", counter)
            .expression_attribute_values(":health", AttributeValue::S("health".into()))
            .expression_attribute_values(":one", AttributeValue::N("1".into()))
            .build()
            .map_err(|error| StoreError::shape(DELIVERY, error))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

/// Which count of an issue's health a fate adds to.
fn counter(fate: &Fate) -> Option<&'static str> {
    match fate {
        Fate::Complained { .. } => Some("complained"),
        Fate::Bounced { permanent: true, why, .. } if !model::subscriber::is_about_the_mail(why) => {
            Some("bounced")
        }
        Fate::Bounced { .. } | Fate::Delivered { .. } => None,
    }
}
