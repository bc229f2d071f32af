//! Forwards outbox items from the table's stream to their queues.
//!
//! An item that is forwarded twice is a nudge that comes twice, which changes nothing. So a record that fails does not
//! hold back those that follow it: all are tried, the answer names those that failed, and the stream hands over again
//! everything from the first of them on.

use aws_lambda_events::dynamodb::{Event, EventRecord};
use aws_lambda_events::streams::{DynamoDbBatchItemFailure, DynamoDbEventResponse};
use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::DisplayErrorContext;
use store::{Nudge, OUTBOX, OutboxItem};

/// What the function works with.
#[derive(Debug, Clone)]
pub struct Deps {
    /// SQS.
    pub sqs: Client,
    /// The address of `validate`'s queue.
    pub submissions_queue: String,
    /// The address of `send`'s queue.
    pub mail_queue: String,
    /// The address of `publish`'s queue.
    pub programme_queue: String,
    /// The address of `desk`'s queue.
    pub desk_queue: String,
    /// The address of `newsletter`'s queue.
    pub newsletter_queue: String,
    /// The address of the queue of issues that `send` has to send.
    pub mailings_queue: String,
}

/// Why an item is not forwarded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not an outbox item.
    #[error("the record is not an outbox item")]
    Shape(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// SQS did not take it.
    #[error("the queue did not take the message: {0}")]
    Queue(String),
}

/// Forwards a batch of stream records.
pub async fn handle(deps: &Deps, event: Event) -> DynamoDbEventResponse {
    let mut response = DynamoDbEventResponse::default();
    for record in event.records {
        let sequence_number = record.change.sequence_number.clone();
        if let Err(error) = forward(deps, record).await {
            tracing::error!(%error, "an outbox item is not forwarded yet");
            let mut failure = DynamoDbBatchItemFailure::default();
            failure.item_identifier = sequence_number;
            response.batch_item_failures.push(failure);
        }
    }
    response
}

async fn forward(deps: &Deps, record: EventRecord) -> Result<(), Error> {
    let image = record.change.new_image;
    let kind = image.get("entity").and_then(|entity| match entity {
        serde_dynamo::AttributeValue::S(kind) => Some(kind.as_str()),
        _ => None,
    });
    if record.event_name != "INSERT" || kind != Some(OUTBOX) {
        return Ok(()); // the stream's filter lets none through; without it, nothing else is for us either
    }
    let item: OutboxItem = serde_dynamo::from_item(image).map_err(|error| Error::Shape(error.into()))?;
    hand_on(deps, &item).await
}

/// Puts an item's nudge into its queue. An operator does it, too, with the items that the stream has given up.
pub async fn hand_on(deps: &Deps, item: &OutboxItem) -> Result<(), Error> {
    let body = serde_json::to_string(&item.nudge).map_err(|error| Error::Shape(error.into()))?;
    let message = deps.sqs.send_message().message_body(body);
    let message = match &item.nudge {
        Nudge::Mail { .. } => message.queue_url(&deps.mail_queue).delay_seconds(item.delay_seconds),
        Nudge::Submission { .. } => message.queue_url(&deps.submissions_queue),
        Nudge::Programme { edition } => message
            .queue_url(&deps.programme_queue)
            .message_group_id(edition.to_string())
            .message_deduplication_id(&item.id),
        // One group: one sender at a time, so that SES's rate is kept by one pace.
        Nudge::Mailing { .. } => message
            .queue_url(&deps.mailings_queue)
            .message_group_id("mailings")
            .message_deduplication_id(&item.id),
        Nudge::SubscriptionAsked { .. } | Nudge::Launch { .. } => message.queue_url(&deps.newsletter_queue),
        Nudge::Review { .. }
        | Nudge::Order { .. }
        | Nudge::LinkAsked { .. }
        | Nudge::EventLinksAsked { .. }
        | Nudge::Round => message.queue_url(&deps.desk_queue),
    };
    message.send().await.map_err(|error| Error::Queue(DisplayErrorContext(error).to_string()))?;
    tracing::info!(outbox.id = item.id, "an outbox item is in its queue");
    Ok(())
}
