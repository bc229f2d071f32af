//! What a secret says, read when the function starts and again while it runs.
//!
//! A function that read its secrets once would go on with them for as long as its process lives, which may be many hours: a
//! link signed by a new key would be refused there, one signed by a key that was taken out would be taken. So what a
//! function knows of a secret is never older than ten minutes when it begins an invocation. Time alone decides when the
//! secret is read, nothing that a visitor sends: nobody outside can cause a call.

use std::fmt::{Debug, Formatter};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::config::retry::RetryConfig;
use aws_sdk_secretsmanager::config::timeout::TimeoutConfig;
use aws_sdk_secretsmanager::error::DisplayErrorContext;
use jiff::{SignedDuration, Timestamp};

use crate::Clock;

/// How long what was read of a secret is gone on with, where `SECRETS_KNOWN_FOR_SECONDS` does not say otherwise.
pub const KNOWN_FOR: SignedDuration = SignedDuration::from_mins(10);

/// How long after a reading that failed the next is tried: a page does not wait for each.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(1);

/// How long a page waits for a secret that it can do without for now.
const PATIENCE: Duration = Duration::from_secs(2);

/// How what a secret says is taken, or why it is not.
type Take<T> = Box<dyn Fn(&T, &str) -> anyhow::Result<()> + Send + Sync>;

/// What a secret says.
pub struct Renewed<T> {
    value: T,
    take: Take<T>,
    client: Client,
    secret: String,
    clock: Clock,
    known_for: SignedDuration,
    /// When it is read next.
    due: Mutex<Timestamp>,
}

impl<T> Renewed<T> {
    /// Reads the secret of this name or ARN: by `read` now, by `take` into the same value later.
    pub(crate) async fn read<E: std::error::Error + Send + Sync + 'static>(
        client: Client,
        secret: String,
        (clock, known_for): (Clock, SignedDuration),
        read: fn(&str) -> Result<T, E>,
        take: fn(&T, &str) -> Result<(), E>,
    ) -> anyhow::Result<Self>
    where
        T: 'static,
    {
        let take: Take<T> = Box::new(move |value, text| Ok(take(value, text)?));
        let now = clock.now();
        let answer = client.get_secret_value().secret_id(&secret).send().await?;
        let text =
            answer.secret_string.ok_or_else(|| anyhow::anyhow!("the secret {secret} holds no text"))?;
        let due = Mutex::new(now + known_for);
        Ok(Self { value: read(&text)?, take, client, secret, clock, known_for, due })
    }

    /// What it says; its clones are renewed with it.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Reads the secret again if it is time: before each invocation. Where it cannot be read, or makes no sense, the function
    /// goes on with what it knows, and the log says so.
    pub async fn renew(&self) {
        let now = self.clock.now();
        {
            let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
            if now < *due {
                return;
            }
            *due = now + self.known_for.min(AGAIN_AFTER);
        }
        if let Err(cause) = self.renewed().await {
            tracing::error!(secret = self.secret, cause, "the secret was not read again");
            return;
        }
        *self.due.lock().unwrap_or_else(PoisonError::into_inner) = now + self.known_for;
    }

    async fn renewed(&self) -> Result<(), String> {
        let timeouts = TimeoutConfig::builder().operation_timeout(PATIENCE).build();
        let once = aws_sdk_secretsmanager::config::Builder::new()
            .timeout_config(timeouts)
            .retry_config(RetryConfig::standard().with_max_attempts(1));
        let asked = self.client.get_secret_value().secret_id(&self.secret).customize().config_override(once);
        let answer = asked.send().await.map_err(|error| DisplayErrorContext(error).to_string())?;
        let text = answer.secret_string().ok_or_else(|| "it holds no text".to_owned())?;
        (self.take)(&self.value, text).map_err(|error| format!("{error:#}"))
    }
}

impl<T> Debug for Renewed<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Renewed").field("secret", &self.secret).finish_non_exhaustive()
    }
}
