//! One secret, changed under a condition.
//!
//! `PutSecretValue` alone would let the last of two operators win. So a new version is written beside the current one,
//! under the label `AWSPENDING`, and then the label `AWSCURRENT` is moved to it *from the version that was read*:
//! Secrets Manager refuses that when the label is elsewhere by now (API reference, `UpdateSecretVersionStage`,
//! `RemoveFromVersionId`). A command that dies in between leaves a version that nobody reads.

use anyhow::Context;
use aws_sdk_secretsmanager::Client;
use jiff::Timestamp;
use runtime::Random;

use crate::exit::reached;

const CURRENT: &str = "AWSCURRENT";
const PENDING: &str = "AWSPENDING";

/// A secret in Secrets Manager.
pub(super) struct Vault<'a> {
    client: &'a Client,
    id: String,
    random: &'a Random,
}

/// What it says, in which version.
pub(super) struct Held {
    pub(super) text: String,
    pub(super) version: String,
}

impl<'a> Vault<'a> {
    pub(super) fn new(client: &'a Client, id: String, random: &'a Random) -> Self {
        Self { client, id, random }
    }

    pub(super) async fn read(&self) -> anyhow::Result<Held> {
        let what = format!("the secret {} (secretsmanager:GetSecretValue)", self.id);
        let answer = reached(&what, self.client.get_secret_value().secret_id(&self.id).send().await)?;
        let text = answer.secret_string.with_context(|| format!("the secret {} holds no text", self.id))?;
        let version = answer.version_id.with_context(|| format!("the secret {} has no version", self.id))?;
        Ok(Held { text, version })
    }

    /// When the secret was made.
    pub(super) async fn made(&self) -> anyhow::Result<Option<Timestamp>> {
        let what = format!("the secret {} (secretsmanager:DescribeSecret)", self.id);
        let answer = reached(&what, self.client.describe_secret().secret_id(&self.id).send().await)?;
        Ok(answer.created_date.and_then(|at| Timestamp::from_second(at.secs()).ok()))
    }

    /// Says `text` from now on, if what was read still stands; false when another has written since.
    pub(super) async fn replace(&self, read: &Held, text: String) -> anyhow::Result<bool> {
        let next = self.random.key()?;
        let put = self
            .client
            .put_secret_value()
            .secret_id(&self.id)
            .client_request_token(&next) // its own retries write one version
            .secret_string(text)
            .version_stages(PENDING);
        reached(&format!("the secret {} (secretsmanager:PutSecretValue)", self.id), put.send().await)?;
        let moved = self
            .client
            .update_secret_version_stage()
            .secret_id(&self.id)
            .version_stage(CURRENT)
            .remove_from_version_id(&read.version)
            .move_to_version_id(&next)
            .send()
            .await;
        let Err(error) = moved else { return Ok(true) };
        // Done, and the answer was lost; refused, since another was faster; or not done.
        match self.read().await?.version {
            version if version == next => Ok(true),
            version if version != read.version => Ok(false),
            _ => {
                let what = format!("the secret {} (secretsmanager:UpdateSecretVersionStage)", self.id);
                reached(&what, Err(error)).map(|()| false)
            }
        }
    }

    /// A key that nobody can guess: 256 random bits.
    pub(super) fn draw(&self) -> anyhow::Result<String> {
        Ok(format!("{}{}", self.random.key()?, self.random.key()?))
    }
}
