//! SQS batches: one bad message never takes its neighbours with it.
//!
//! The body is parsed inside the record, a panic is caught per record, what fails or is not reached before the
//! deadline is reported by its real message identifier, and the rest of the batch is done.

use std::fmt::Display;
use std::panic::AssertUnwindSafe;

use aws_lambda_events::sqs::{BatchItemFailure, SqsBatchResponse, SqsEvent, SqsMessage};
use futures_util::FutureExt;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;

use crate::Clock;

/// Time kept for the answer and a last record: none is started later than this before the deadline. A handler whose
/// calls must not be cut off asks the time again before them.
const MARGIN: SignedDuration = SignedDuration::from_secs(10);

/// The instant at which Lambda will stop this invocation.
pub fn deadline(context: &lambda_runtime::Context) -> Timestamp {
    i64::try_from(context.deadline)
        .ok()
        .and_then(|millisecond| Timestamp::from_millisecond(millisecond).ok())
        .unwrap_or(Timestamp::MAX)
}

/// Hands each record's body, parsed, to `handle`, one after the other.
pub async fn each<T, E>(
    event: SqsEvent,
    deadline: Timestamp,
    clock: &Clock,
    handle: impl AsyncFn(T) -> Result<(), E>,
) -> SqsBatchResponse
where
    T: DeserializeOwned,
    E: Display,
{
    let parse_and_handle = async |record: &SqsMessage| {
        let body = record.body.as_deref().unwrap_or_default();
        // The error names a line and a column of the body, never its text.
        let message = serde_json::from_str(body).map_err(|error| {
            format!("unreadable body at line {}, column {}", error.line(), error.column())
        })?;
        handle(message).await.map_err(|error| format!("{error:#}"))
    };
    each_record(event, deadline, clock, parse_and_handle).await
}

/// The same for a body that is not ours, or where it matters how often it has come: hands over the whole record.
pub async fn each_record<E: Display>(
    event: SqsEvent,
    deadline: Timestamp,
    clock: &Clock,
    handle: impl AsyncFn(&SqsMessage) -> Result<(), E>,
) -> SqsBatchResponse {
    let mut response = SqsBatchResponse::default();
    for record in event.records {
        let id = record.message_id.clone().unwrap_or_default();
        let done = if clock.now() + MARGIN < deadline {
            // Boxed: the future of a batch then stays as small as that of a record, and as quick to compile.
            match AssertUnwindSafe(Box::pin(handle(&record))).catch_unwind().await {
                Ok(done) => done.map_err(|error| format!("{error:#}")),
                Err(_) => Err("the handler panicked".to_owned()),
            }
        } else {
            Err("not attempted: the deadline is near".to_owned())
        };
        if let Err(error) = done {
            tracing::warn!(message.id = id, error, "the message goes back to its queue");
            let mut failure = BatchItemFailure::default();
            failure.item_identifier = id;
            response.batch_item_failures.push(failure);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    fn event(bodies: &[&str]) -> SqsEvent {
        let records: Vec<_> = bodies
            .iter()
            .enumerate()
            .map(|(n, body)| serde_json::json!({"messageId": format!("m{n}"), "body": body}))
            .collect();
        serde_json::from_value(serde_json::json!({ "Records": records })).unwrap()
    }

    fn clock(second: i64) -> Clock {
        Clock::of(move || Timestamp::from_second(second).unwrap())
    }

    fn failed(response: &SqsBatchResponse) -> Vec<&str> {
        response.batch_item_failures.iter().map(|failure| failure.item_identifier.as_str()).collect()
    }

    #[tokio::test]
    async fn a_malformed_a_failing_and_a_panicking_record_fail_alone() {
        let seen = Mutex::new(Vec::new());
        let handle = async |n: u32| match n {
            2 => Err("no"),
            3 => panic!("on purpose"),
            n => {
                seen.lock().unwrap().push(n);
                Ok(())
            }
        };
        let event = event(&["1", "{broken", "2", "3", "4"]);
        let response = each(event, Timestamp::MAX, &clock(0), handle).await;
        assert_eq!(failed(&response), ["m1", "m2", "m3"]);
        assert_eq!(*seen.lock().unwrap(), [1, 4]);
    }

    #[tokio::test]
    async fn what_the_deadline_leaves_no_time_for_is_reported() {
        let deadline = Timestamp::from_second(10).unwrap();
        let response =
            each(event(&["1", "2"]), deadline, &clock(6), async |_: u32| Ok::<_, String>(())).await;
        assert_eq!(failed(&response), ["m0", "m1"]);
    }
}
