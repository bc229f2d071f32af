//! The bucket of the files on their way.

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::{ProvideCredentials, SharedCredentialsProvider};
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use jiff::{SignedDuration, Timestamp};

use super::key::UploadKey;
use super::policy::{Field, Policy};

/// How long a form can be sent after its page was opened, if the function's own credentials last as long.
const FORM_HOLDS: SignedDuration = SignedDuration::from_hours(6);

/// The bucket of the files on their way, and the right to let browsers write there.
#[derive(Debug, Clone)]
pub struct Uploads {
    client: Client,
    bucket: String,
    region: String,
    credentials: SharedCredentialsProvider,
}

/// What is at a key.
#[derive(Debug)]
pub(crate) enum Upload {
    /// A file.
    File(Vec<u8>),
    /// A file of so many bytes, which has not been read.
    TooHeavy(u64),
    /// Nothing: it never came, or was there for more than a day.
    Gone,
}

/// Why the bucket did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UploadError {
    /// The SDK has neither a region nor credentials: the function is not set up.
    #[error("the SDK has no {0}")]
    NotConfigured(&'static str),
    /// There are no credentials at this moment.
    #[error("no credentials to sign with")]
    Credentials(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The bucket could not be reached, was busy or did not answer.
    #[error("S3 did not answer: {code}")]
    Unavailable {
        /// S3's error code, or what the connection said.
        code: String,
        /// The cause.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Uploads {
    /// The bucket of that name.
    pub fn new(aws: &SdkConfig, bucket: impl Into<String>) -> Result<Self, UploadError> {
        let region = aws.region().ok_or(UploadError::NotConfigured("region"))?.to_string();
        let credentials = aws.credentials_provider().ok_or(UploadError::NotConfigured("credentials"))?;
        Ok(Self { client: Client::new(aws), bucket: bucket.into(), region, credentials })
    }

    /// The hidden fields of a form that puts one file at `key` and then leads to `redirect`.
    pub(crate) async fn form(
        &self,
        key: &UploadKey,
        redirect: &str,
        now: Timestamp,
    ) -> Result<Vec<Field>, UploadError> {
        let credentials = self.credentials.provide_credentials().await;
        let credentials = credentials.map_err(|error| UploadError::Credentials(error.into()))?;
        let policy = Policy {
            bucket: &self.bucket,
            region: &self.region,
            key: key.as_str(),
            most_bytes: super::MOST_BYTES,
            redirect,
            made: now,
            expires: now + FORM_HOLDS,
        };
        Ok(policy.fields(&credentials))
    }

    /// What is at a key. A file that is too heavy is not read.
    pub(crate) async fn read(&self, key: &UploadKey) -> Result<Upload, UploadError> {
        let answer = self.client.get_object().bucket(&self.bucket).key(key.as_str()).send().await;
        let object = match answer {
            Ok(object) => object,
            Err(error) if error.code() == Some("NoSuchKey") => return Ok(Upload::Gone),
            Err(error) => return Err(unavailable(error)),
        };
        let weight =
            object.content_length().and_then(|length| u64::try_from(length).ok()).unwrap_or(u64::MAX);
        if weight > model::picture::MOST_BYTES {
            return Ok(Upload::TooHeavy(weight));
        }
        let body = object.body.collect().await.map_err(|error| UploadError::Unavailable {
            code: "the answer broke off".into(),
            source: error.into(),
        })?;
        Ok(Upload::File(body.to_vec()))
    }
}

fn unavailable<E, R>(error: SdkError<E, R>) -> UploadError
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    let code = error.code().map_or_else(|| error.to_string(), ToOwned::to_owned);
    UploadError::Unavailable { code, source: error.into() }
}
