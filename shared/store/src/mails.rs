//! The rows of single mails: see `model::ledger` for the states.

use aws_sdk_dynamodb::types::AttributeValue;
use model::ledger::Status;
use model::letter::{Letter, MailId};
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::{Attributes, item};
use crate::keys::Key;
use crate::table::Store;

const MAIL: &str = "mail";

/// The row of a single mail: what it is for, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// What it is for.
    pub letter: Letter,
    /// Where it stands.
    pub status: Status,
}

impl Mail {
    pub(crate) fn new(letter: Letter) -> Self {
        Self { letter, status: Status::NEW }
    }

    pub(crate) fn into_item(self) -> Result<Attributes, StoreError> {
        item(Key::mail(&self.letter.id()), MAIL, &self)
    }
}

impl Store {
    /// The row of a mail.
    pub async fn mail(&self, id: &MailId) -> Result<Option<Mail>, StoreError> {
        self.get(Key::mail(id), MAIL).await
    }

    /// Moves a mail from the status it was read with to another; a conflict means that someone else has moved it.
    pub async fn move_mail(&self, id: &MailId, from: &Status, to: &Status) -> Result<(), StoreError> {
        let status = |status: &Status| {
            serde_dynamo::to_attribute_value::<_, AttributeValue>(status)
                .map_err(|error| StoreError::shape(MAIL, error))
        };
        let key = Key::mail(id);
        self.client
            .update_item()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .update_expression("SET #status = :to")
            .condition_expression("#status = :from")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":from", status(from)?)
            .expression_attribute_values(":to", status(to)?)
            .send()
            .await
            .map_err(StoreError::of)
            .map(|_| ())
    }
}
