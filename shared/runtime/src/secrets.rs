//! The secrets, read once when the function starts.
//!
//! A function that runs goes on with what it has read: see `links::Keyring` for how keys are rotated without breaking
//! a link.

use aws_config::SdkConfig;
use aws_sdk_secretsmanager::Client;
use links::Keyring;
use model::id::PersonKey;

use crate::config;

/// Reads the link keys from the secret named by `LINK_KEYS_SECRET_ID`.
pub async fn link_keys(aws: &SdkConfig) -> anyhow::Result<Keyring> {
    Ok(Keyring::from_secret(&secret(aws, config::text("LINK_KEYS_SECRET_ID")?).await?)?)
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

/// Reads the secret by which functions know the front door (`web::front_door`) from the one named by
/// `FRONT_DOOR_SECRET_ID`.
pub async fn front_door(aws: &SdkConfig) -> anyhow::Result<String> {
    secret(aws, config::text("FRONT_DOOR_SECRET_ID")?).await
}

async fn secret(aws: &SdkConfig, id: String) -> anyhow::Result<String> {
    let answer = Client::new(aws).get_secret_value().secret_id(&id).send().await?;
    answer.secret_string.ok_or_else(|| anyhow::anyhow!("the secret {id} holds no text"))
}
