//! Lambda, as far as an operator uses it: a function is asked to run, and runs later.

use std::sync::Mutex;

use serde_json::Value;

use super::locked;
use super::wire::{Answer, Request, header};

/// What functions were asked to do.
#[derive(Default)]
pub(super) struct Lambda {
    invoked: Mutex<Vec<(String, Value)>>,
}

impl Lambda {
    /// The functions and the events they were handed, in order.
    pub(super) fn invoked(&self) -> Vec<(String, Value)> {
        locked(&self.invoked).clone()
    }

    pub(super) fn perform(
        &self,
        operation: &str,
        function: &str,
        request: &Request,
    ) -> Result<Answer, String> {
        if operation != "Invoke" || header(request, "x-amz-invocation-type") != Some("Event") {
            return Err("only asynchronous invocations; add it to the in-process Lambda".to_owned());
        }
        let event = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
        locked(&self.invoked).push((function.to_owned(), event));
        Ok(Answer::json(202, String::new()))
    }
}
