//! The secrets, read when the function starts; those that are rotated, again while it runs ([`crate::renewed`]).

use aws_config::SdkConfig;
use aws_sdk_secretsmanager::Client;
use links::Keyring;
use model::id::PersonKey;

use crate::renewed::{KNOWN_FOR, Renewed};
use crate::{Clock, config};

/// Reads the link keys from the secret named by `LINK_KEYS_SECRET_ID`.
pub async fn link_keys(aws: &SdkConfig) -> anyhow::Result<Renewed<Keyring>> {
    let times = (Clock::system(), known_for()?);
    let id = config::text("LINK_KEYS_SECRET_ID")?;
    Renewed::read(Client::new(aws), id, times, Keyring::from_secret, Keyring::renew).await
}

/// The same from the secret of this name or ARN, by this clock.
pub async fn link_keys_in(aws: &SdkConfig, id: String, clock: Clock) -> anyhow::Result<Renewed<Keyring>> {
    Renewed::read(Client::new(aws), id, (clock, KNOWN_FOR), Keyring::from_secret, Keyring::renew).await
}

/// Reads the key under which addresses are hashed from the secret named by `PERSON_KEY_SECRET_ID`.
pub async fn person_key(aws: &SdkConfig) -> anyhow::Result<PersonKey> {
    person_key_in(aws, config::text("PERSON_KEY_SECRET_ID")?).await
}

/// Reads the same key from the secret of this name or ARN, for who is not a function.
pub async fn person_key_in(aws: &SdkConfig, secret_id: String) -> anyhow::Result<PersonKey> {
    #[derive(serde::Deserialize)]
    struct Secret {
        key: String,
    }
    let secret: Secret = serde_json::from_str(&secret(aws, secret_id).await?)?;
    anyhow::ensure!(secret.key.len() >= 32, "the person key is shorter than 32 characters");
    Ok(PersonKey::new(secret.key))
}

/// Reads the keys by which functions know the front door (`web::front_door`) from the secret named by
/// `FRONT_DOOR_SECRET_ID`.
pub async fn front_door<T: 'static, E: std::error::Error + Send + Sync + 'static>(
    aws: &SdkConfig,
    read: fn(&str) -> Result<T, E>,
    take: fn(&T, &str) -> Result<(), E>,
) -> anyhow::Result<Renewed<T>> {
    let times = (Clock::system(), known_for()?);
    Renewed::read(Client::new(aws), config::text("FRONT_DOOR_SECRET_ID")?, times, read, take).await
}

/// How old what a function knows of a secret may be: the local clouds shorten it, so that a test sees a rotation.
fn known_for() -> Result<jiff::SignedDuration, config::ConfigError> {
    config::seconds("SECRETS_KNOWN_FOR_SECONDS", KNOWN_FOR)
}

async fn secret(aws: &SdkConfig, id: String) -> anyhow::Result<String> {
    let answer = Client::new(aws).get_secret_value().secret_id(&id).send().await?;
    answer.secret_string.ok_or_else(|| anyhow::anyhow!("the secret {id} holds no text"))
}
