//! What is looked at: an account, and the stack in it.

use anyhow::Context;
use aws_config::SdkConfig;
use aws_sdk_cloudformation::types::Stack;
use jiff::Timestamp;
use jiff::civil::Date;
use model::zone::Zone;
use site::Bucket;
use store::Store;

use crate::table::Place;

/// An account with a stack.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) aws: SdkConfig,
    pub(super) stack: Stack,
    /// Whether it is a local cloud.
    pub(super) is_local: bool,
    pub(super) now: Timestamp,
    /// What the command line names, instead of the stack.
    pub(super) named: Vec<(&'static str, String)>,
}

impl Account {
    pub(super) fn of(aws: SdkConfig, stack: Stack, place: &Place, now: Timestamp) -> Self {
        let is_local = std::env::var_os("AWS_ENDPOINT_URL").is_some();
        Self { aws, stack, is_local, now, named: place.named() }
    }

    /// The same, for a test.
    #[cfg(test)]
    pub(super) fn sample(aws: SdkConfig, stack: Stack, is_local: bool, now: Timestamp) -> Self {
        Self { aws, stack, is_local, now, named: vec![] }
    }

    /// The stack's name.
    pub(super) fn name(&self) -> &str {
        self.stack.stack_name().unwrap_or_default()
    }

    /// An output of the stack.
    pub(super) fn output(&self, key: &str) -> anyhow::Result<&str> {
        let named = self.named.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str());
        let outputs = self.stack.outputs().iter();
        let said = || outputs.filter(|it| it.output_key() == Some(key)).find_map(|it| it.output_value());
        named.or_else(said).with_context(|| format!("the stack has no output {key}"))
    }

    /// A parameter of the stack.
    pub(super) fn parameter(&self, key: &str) -> anyhow::Result<&str> {
        let mut parameters = self.stack.parameters().iter();
        let found = parameters.find(|it| it.parameter_key() == Some(key));
        found.and_then(|it| it.parameter_value()).with_context(|| format!("the stack has no parameter {key}"))
    }

    /// The table.
    pub(super) fn store(&self) -> anyhow::Result<Store> {
        Ok(Store::new(aws_sdk_dynamodb::Client::new(&self.aws), self.output("TableName")?))
    }

    /// S3, at the address of a local cloud, too.
    pub(super) fn s3(&self) -> aws_sdk_s3::Client {
        let config = aws_sdk_s3::config::Builder::from(&self.aws).force_path_style(self.is_local).build();
        aws_sdk_s3::Client::from_conf(config)
    }

    /// The site's bucket.
    pub(super) fn bucket(&self) -> anyhow::Result<Bucket> {
        Ok(Bucket::new(self.s3(), self.output("SiteBucketName")?))
    }

    /// Today, in Paris.
    pub(super) fn today(&self) -> Date {
        Zone::PARIS.date(self.now)
    }
}
