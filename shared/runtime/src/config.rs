//! The functions' configuration: environment variables that `infra/template.yaml` sets, read once at start.

use jiff::SignedDuration;

/// What is wrong with the configuration; the function does not start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// A variable is missing or empty.
    #[error("the environment variable {0} is not set")]
    Missing(&'static str),
    /// A variable has a value that makes no sense.
    #[error("the environment variable {name} has the value {value:?}: {expected}")]
    Invalid {
        /// Its name.
        name: &'static str,
        /// Its value.
        value: String,
        /// What would be right.
        expected: &'static str,
    },
}

/// The text of a variable.
pub fn text(name: &'static str) -> Result<String, ConfigError> {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
    let value = std::env::var(name).unwrap_or_default();
    if value.is_empty() { Err(ConfigError::Missing(name)) } else { Ok(value) }
}

/// A duration in whole seconds, at most the longest delay of an SQS message (15 minutes).
pub fn delay(name: &'static str) -> Result<SignedDuration, ConfigError> {
    let value = text(name)?;
    match value.parse() {
        Ok(seconds @ 0..=900) => Ok(SignedDuration::from_secs(seconds)),
        _ => Err(ConfigError::Invalid { name, value, expected: "0 to 900 seconds" }),
    }
}

/// A duration in whole seconds, from 1 to an hour; `usual` where the variable is not set.
pub fn seconds(name: &'static str, usual: SignedDuration) -> Result<SignedDuration, ConfigError> {
    let Ok(value) = text(name) else { return Ok(usual) };
    match value.parse() {
        Ok(seconds @ 1..=3600) => Ok(SignedDuration::from_secs(seconds)),
        _ => Err(ConfigError::Invalid { name, value, expected: "1 to 3600 seconds" }),
    }
}

/// The site's address: `https://…` (or `http://…` locally), without a slash at the end.
pub fn base_url(name: &'static str) -> Result<String, ConfigError> {
    let value = text(name)?;
    if (value.starts_with("https://") || value.starts_with("http://")) && !value.ends_with('/') {
        Ok(value)
    } else {
        Err(ConfigError::Invalid { name, value, expected: "https://… without a slash at the end" })
    }
}
