//! A handler of any event type, called with JSON: what the Lambda runtime does around it.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(super) trait Handler {
    fn call(&self, event: Value) -> Pin<Box<dyn Future<Output = Result<Value, String>> + '_>>;
}

pub(super) struct Typed<H, E, R, X> {
    handler: H,
    types: PhantomData<fn(E) -> Result<R, X>>,
}

impl<H, E, R, X> Typed<H, E, R, X> {
    pub(super) fn new(handler: H) -> Self {
        Self { handler, types: PhantomData }
    }
}

impl<H, E, R, X> Handler for Typed<H, E, R, X>
where
    H: AsyncFn(E) -> Result<R, X>,
    E: DeserializeOwned,
    R: Serialize,
    X: std::fmt::Display,
{
    fn call(&self, event: Value) -> Pin<Box<dyn Future<Output = Result<Value, String>> + '_>> {
        Box::pin(async move {
            let event =
                serde_json::from_value(event).map_err(|cause| format!("unreadable event: {cause}"))?;
            let answer = (self.handler)(event).await.map_err(|error| error.to_string())?;
            serde_json::to_value(answer).map_err(|cause| format!("unwritable answer: {cause}"))
        })
    }
}

/// The identifiers that a batch answer reports as failed; nothing when the whole batch failed, as Lambda reads it:
/// an answer it cannot read, or an identifier that is empty or not of the batch.
pub(super) fn failures(answer: &Value, batch: &[&str]) -> Option<Vec<String>> {
    let reported = match &answer["batchItemFailures"] {
        Value::Null => return Some(Vec::new()),
        Value::Array(reported) => reported,
        _ => return None,
    };
    let ids = reported.iter().map(|failure| {
        let id = failure["itemIdentifier"].as_str()?;
        batch.contains(&id).then(|| id.to_owned())
    });
    ids.collect()
}
