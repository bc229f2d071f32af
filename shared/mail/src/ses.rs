//! SES, and what its answers mean for a copy.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_ses::Client;
use aws_sdk_ses::config::http::HttpResponse;
use aws_sdk_ses::config::retry::RetryConfig;
use aws_sdk_ses::config::timeout::TimeoutConfig;
use aws_sdk_ses::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_ses::operation::send_raw_email::SendRawEmailError;
use aws_sdk_ses::primitives::Blob;
use aws_sdk_ses::types::{MessageTag, RawMessage};
use model::email::EmailAddress;
use model::letter::MailId;

/// How long SES may take to answer.
const PATIENCE: Duration = Duration::from_secs(8);

/// The one way to send a mail.
#[derive(Debug, Clone)]
pub struct Ses {
    pub(crate) client: Client,
    configuration_set: String,
}

/// Why SES has not said that it accepts a mail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendFailure {
    /// Not now: too many within a second. SES has not taken it.
    #[error("SES does not take the mail now: too many within a second")]
    TooFast,
    /// Not now: as many within 24 hours as the account may send. SES has not taken it.
    #[error("SES does not take the mail now: the quota of the day is spent")]
    DaySpent,
    /// Not now: something is to be set right in the account. SES has not taken it.
    #[error("SES does not take the mail now: {0}")]
    NotNow(String),
    /// Never: SES refuses this very mail.
    #[error("SES refuses the mail: {0}")]
    Refused(String),
    /// No answer, or an answer that tells nothing: SES may have taken it.
    #[error("whether SES has taken the mail is not known: {0}")]
    Unknown(String),
}

impl Ses {
    /// SES with its own retries off, a second call could be a second mail, and with more patience than other services
    /// get: giving up on an answer costs a second mail too.
    pub fn new(aws: &SdkConfig, configuration_set: impl Into<String>) -> Self {
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(1))
            .operation_attempt_timeout(PATIENCE)
            .operation_timeout(PATIENCE)
            .build();
        let config = aws_sdk_ses::config::Builder::from(aws)
            .retry_config(RetryConfig::disabled())
            .timeout_config(timeouts)
            .build();
        Self { client: Client::from_conf(config), configuration_set: configuration_set.into() }
    }

    /// Hands a mail to SES, once, and gives SES's identifier. The tag brings the row's identifier back in SES's events.
    pub async fn send(
        &self,
        mime: Vec<u8>,
        from: &EmailAddress,
        to: &EmailAddress,
        id: &MailId,
    ) -> Result<String, SendFailure> {
        let unsent = |error: &dyn std::fmt::Display| SendFailure::NotNow(error.to_string());
        let raw = RawMessage::builder().data(Blob::new(mime)).build().map_err(|error| unsent(&error))?;
        let tag =
            MessageTag::builder().name("mail").value(id.as_str()).build().map_err(|error| unsent(&error))?;
        let call = self
            .client
            .send_raw_email()
            .source(from.as_str())
            .destinations(to.as_str())
            .configuration_set_name(&self.configuration_set)
            .tags(tag)
            .raw_message(raw);
        call.send().await.map(|answer| answer.message_id).map_err(|error| failure(&error))
    }
}

fn failure(error: &SdkError<SendRawEmailError, HttpResponse>) -> SendFailure {
    let code = error.code().unwrap_or("no code").to_owned();
    let message = error.message().unwrap_or_default();
    match error {
        SdkError::ConstructionFailure(_) => SendFailure::NotNow("the request could not be built".into()),
        SdkError::ServiceError(answer) if answer.raw().status().is_server_error() => {
            SendFailure::Unknown(code)
        }
        SdkError::ServiceError(_) => match code.as_str() {
            // The sender's own address is not verified: the account is to be set right, the mail is good.
            "MessageRejected" if message.contains("not verified") => SendFailure::NotNow(code),
            "MessageRejected" | "InvalidParameterValue" => SendFailure::Refused(code),
            "Throttling" if message.contains("Daily message quota") => SendFailure::DaySpent,
            "Throttling" => SendFailure::TooFast,
            _ => SendFailure::NotNow(code), // paused sending, missing rights…
        },
        other if runtime::aws::was_never_sent(other) => SendFailure::NotNow("no connection".into()),
        other => SendFailure::Unknown(DisplayErrorContext(other).to_string()),
    }
}
