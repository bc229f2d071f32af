//! Clients of the AWS services, as the local clouds need them.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_s3::config::{
    Credentials, RequestChecksumCalculation, ResponseChecksumValidation, SharedCredentialsProvider,
};

use crate::cloud::{Cloud, REGION};

/// Access key and secret that emulators accept from anyone.
pub const ANYONE: &str = "test";

/// Clients of one cloud.
#[derive(Clone, Debug)]
pub struct Clients {
    /// Stacks.
    pub cloudformation: aws_sdk_cloudformation::Client,
    /// The table.
    pub dynamodb: aws_sdk_dynamodb::Client,
    /// Buckets.
    pub s3: aws_sdk_s3::Client,
    /// Secrets.
    pub secrets: aws_sdk_secretsmanager::Client,
    /// Mails.
    pub ses: aws_sdk_ses::Client,
    /// Queues.
    pub sqs: aws_sdk_sqs::Client,
}

impl Clients {
    /// Clients that talk to `cloud` and to nothing else.
    pub fn of(cloud: &Cloud) -> Self {
        let credentials = Credentials::new(ANYONE, ANYONE, None, None, "local");
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(REGION))
            .endpoint_url(&cloud.endpoint)
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .build();
        // Bucket names in the path: no name resolution. No checksums: they are slow in an unoptimised build.
        let s3 = aws_sdk_s3::config::Builder::from(&config)
            .force_path_style(true)
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
            .build();
        Self {
            cloudformation: aws_sdk_cloudformation::Client::new(&config),
            dynamodb: aws_sdk_dynamodb::Client::new(&config),
            s3: aws_sdk_s3::Client::from_conf(s3),
            secrets: aws_sdk_secretsmanager::Client::new(&config),
            ses: aws_sdk_ses::Client::new(&config),
            sqs: aws_sdk_sqs::Client::new(&config),
        }
    }
}
