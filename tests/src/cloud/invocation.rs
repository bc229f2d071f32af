//! One invocation of a function: who calls the cloud, and how a process dies in the middle.

use std::future::Future;
use std::sync::Arc;

use tokio::sync::Notify;

use super::{Cloud, locked};

tokio::task_local! {
    static CURRENT: Arc<Invocation>;
}

/// A function at work. It follows the task: calls made from a task the function spawned are the test's own.
pub(super) struct Invocation {
    pub(super) function: String,
    died: Notify,
}

impl Invocation {
    /// The invocation whose task this is, if any.
    pub(super) fn current() -> Option<Arc<Self>> {
        CURRENT.try_with(Arc::clone).ok()
    }

    /// The process dies here: the driver drops the handler, and this call never returns.
    pub(super) async fn die(&self) -> std::convert::Infallible {
        self.died.notify_one();
        std::future::pending().await
    }
}

/// The function's process died; AWS reports a failed invocation and starts another process for the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crashed {
    /// The function that died.
    pub function: String,
}

impl std::fmt::Display for Crashed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the process of {} died", self.function)
    }
}

impl std::error::Error for Crashed {}

impl Cloud {
    /// Runs `work` as an invocation of `function`: its calls carry the function's name, are held to its role and
    /// can be hit by a planned fault. A crash drops `work` where it stands.
    pub async fn invoke<T>(&self, function: &str, work: impl Future<Output = T>) -> Result<T, Crashed> {
        *locked(&self.0.invocations).entry(function.to_owned()).or_default() += 1;
        let invocation = Arc::new(Invocation { function: function.to_owned(), died: Notify::new() });
        tokio::select! {
            biased;
            () = invocation.died.notified() => Err(Crashed { function: function.to_owned() }),
            output = CURRENT.scope(Arc::clone(&invocation), work) => Ok(output),
        }
    }
}
