//! A pipeline of toys: a step writes an outbox item, `relay` forwards it, `send` mails it once under a claim.

use std::cell::RefCell;
use std::collections::HashMap;

use aws_lambda_events::dynamodb::Event;
use aws_lambda_events::sqs::SqsEvent;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use aws_sdk_ses::primitives::Blob;
use aws_sdk_ses::types::RawMessage;
use pipeline_tests::cloud::{Cloud, MAIL_DOMAIN, TABLE};
use serde_json::{Value, json};

/// The clients of every toy.
pub(crate) struct Toys {
    pub(crate) table: aws_sdk_dynamodb::Client,
    pub(crate) queues: aws_sdk_sqs::Client,
    pub(crate) mail: aws_sdk_ses::Client,
    pub(crate) site: aws_sdk_s3::Client,
    mail_queue: String,
    /// Bodies that `relay` and `send` saw, in order, seen again included.
    pub(crate) seen: RefCell<Vec<String>>,
}

impl Toys {
    /// Clients that do not try again.
    pub(crate) fn new(cloud: &Cloud) -> Self {
        Self::retrying(cloud, 1)
    }

    /// Clients that try so often, as the SDK does.
    pub(crate) fn retrying(cloud: &Cloud, attempts: u32) -> Self {
        let config = cloud.sdk_config(RetryConfig::standard().with_max_attempts(attempts));
        // A mail is never tried again by the SDK.
        let once = cloud.sdk_config(RetryConfig::disabled());
        Self {
            table: aws_sdk_dynamodb::Client::new(&config),
            queues: aws_sdk_sqs::Client::new(&config),
            mail: aws_sdk_ses::Client::new(&once),
            site: aws_sdk_s3::Client::new(&config),
            mail_queue: cloud.queue_url("Mail"),
            seen: RefCell::default(),
        }
    }

    /// One transaction: the state and the outbox item.
    pub(crate) async fn step(&self, id: &str) -> Result<(), aws_sdk_dynamodb::Error> {
        let rows = [(format!("EVENT#{id}"), "event"), (format!("OUTBOX#{id}"), "outbox")];
        let puts = rows.map(|(pk, entity)| {
            let put = Put::builder().table_name(TABLE).item("pk", AttributeValue::S(pk));
            let put = put.item("sk", AttributeValue::S("META".to_owned()));
            let put = put.item("entity", AttributeValue::S(entity.to_owned()));
            let put = put.item("event", AttributeValue::S(id.to_owned()));
            let put = put.condition_expression("attribute_not_exists(pk)").build().unwrap();
            TransactWriteItem::builder().put(put).build()
        });
        self.table.transact_write_items().set_transact_items(Some(puts.into())).send().await?;
        Ok(())
    }

    /// Forwards outbox items to the mail queue; what fails is reported, and with it what comes after.
    pub(crate) async fn relay(&self, event: Event) -> Result<Value, String> {
        for record in event.records {
            let item: HashMap<String, String> = serde_dynamo::from_item(record.change.new_image.clone())
                .map_err(|cause| cause.to_string())?;
            self.seen.borrow_mut().push(item["event"].clone());
            let sent = self.queues.send_message().queue_url(&self.mail_queue).message_body(&item["event"]);
            if sent.send().await.is_err() {
                return Ok(
                    json!({ "batchItemFailures": [{ "itemIdentifier": record.change.sequence_number }] }),
                );
            }
        }
        Ok(json!({ "batchItemFailures": [] }))
    }

    /// Claims a mail's row, then sends: at most once, whatever happens.
    pub(crate) async fn send(&self, event: SqsEvent) -> Result<Value, String> {
        let mut failed = Vec::new();
        for message in event.records {
            let id = message.body.unwrap_or_default();
            self.seen.borrow_mut().push(id.clone());
            match self.claim(&id).await {
                Ok(true) => {
                    // Refused or lost, the row stays claimed: that is a state with a name.
                    let _ = self.mail_to(&id).await;
                }
                Ok(false) => {}
                Err(()) => failed.push(json!({ "itemIdentifier": message.message_id })),
            }
        }
        Ok(json!({ "batchItemFailures": failed }))
    }

    /// True when this call claimed the row, false when it was claimed before.
    async fn claim(&self, id: &str) -> Result<bool, ()> {
        let claim =
            self.table.update_item().table_name(TABLE).key("sk", AttributeValue::S("META".to_owned()));
        let claim = claim.key("pk", AttributeValue::S(format!("MAIL#{id}")));
        let claim =
            claim.update_expression("SET claimed = :true").condition_expression("attribute_not_exists(pk)");
        match claim.expression_attribute_values(":true", AttributeValue::Bool(true)).send().await {
            Ok(_) => Ok(true),
            Err(error) => {
                let error = error.into_service_error();
                if error.is_conditional_check_failed_exception() { Ok(false) } else { Err(()) }
            }
        }
    }

    pub(crate) async fn mail_to(&self, id: &str) -> Result<(), aws_sdk_ses::Error> {
        let text = format!(
            "From: Mois <mois@{MAIL_DOMAIN}>\r\nTo: {id}@example.org\r\nSubject: {id}\r\n\r\nBonjour\r\n"
        );
        let raw = RawMessage::builder().data(Blob::new(text)).build().unwrap();
        self.mail.send_raw_email().raw_message(raw).destinations(format!("{id}@example.org")).send().await?;
        Ok(())
    }
}
