//! Which table, which bucket and which key: named, or found through the stack that made them.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, bail};
use aws_config::SdkConfig;
use aws_sdk_cloudformation::config::ProvideCredentials;
use aws_sdk_cloudformation::types::{Stack, StackStatus};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use model::id::PersonKey;
use runtime::{aws, secrets};
use site::Bucket;
use store::Store;
use tokio::time::timeout;

use crate::exit::{Unreachable, reached};

/// Where the service is.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Place {
    /// The CloudFormation stack, whose outputs `TableName` and `PersonKeySecretId` name the table and the secret.
    #[arg(long, env = "MIP_STACK", default_value = "mip", global = true)]
    stack: String,
    /// The table itself, instead of the stack.
    #[arg(long, env = "MIP_TABLE_NAME", global = true)]
    table: Option<String>,
    /// The secret with the key under which addresses are hashed, instead of the stack: its name or ARN.
    #[arg(long, env = "MIP_PERSON_KEY_SECRET_ID", global = true)]
    person_key_secret: Option<String>,
    /// The site's bucket, instead of the stack's output `SiteBucketName`.
    #[arg(long, env = "MIP_SITE_BUCKET", global = true)]
    bucket: Option<String>,
}

/// The service, on an account.
#[derive(Debug)]
pub(crate) struct Service {
    /// Its table.
    pub(crate) store: Store,
    place: Place,
    aws: SdkConfig,
}

impl Place {
    /// The site's bucket.
    pub(crate) async fn site(&self) -> anyhow::Result<Bucket> {
        let aws = account().await?;
        let bucket = match &self.bucket {
            Some(bucket) => bucket.clone(),
            None => output(&aws, &self.stack, "SiteBucketName", "--bucket").await?,
        };
        Ok(bucket_named(&aws, bucket))
    }

    /// The account and the stack itself, whatever it lacks.
    pub(crate) async fn described(&self) -> anyhow::Result<(SdkConfig, Stack)> {
        let aws = account().await?;
        let stack = stack(&aws, &self.stack, "AWS_REGION, AWS_PROFILE").await?;
        Ok((aws, stack))
    }

    /// What is named instead of an output of the stack.
    pub(crate) fn named(&self) -> Vec<(&'static str, String)> {
        let named = [
            ("TableName", &self.table),
            ("PersonKeySecretId", &self.person_key_secret),
            ("SiteBucketName", &self.bucket),
        ];
        named.into_iter().filter_map(|(output, value)| Some((output, value.clone()?))).collect()
    }

    /// The service, once its table is known.
    pub(crate) async fn open(self) -> anyhow::Result<Service> {
        let aws = account().await?;
        let table = match &self.table {
            Some(table) => table.clone(),
            None => output(&aws, &self.stack, "TableName", "--table").await?,
        };
        let store = Store::new(aws_sdk_dynamodb::Client::new(&aws), table);
        Ok(Service { store, place: self, aws })
    }
}

impl Service {
    /// The account.
    pub(crate) fn aws(&self) -> &SdkConfig {
        &self.aws
    }

    /// A bucket of that name.
    pub(crate) fn bucket(&self, name: String) -> Bucket {
        bucket_named(&self.aws, name)
    }

    /// The name of the stack.
    pub(crate) fn stack(&self) -> &str {
        &self.place.stack
    }

    /// Every output of the stack.
    pub(crate) async fn outputs(&self) -> anyhow::Result<BTreeMap<String, String>> {
        let stack = stack(&self.aws, &self.place.stack, "--stack").await?;
        let outputs = stack.outputs.unwrap_or_default().into_iter();
        Ok(outputs.filter_map(|it| Some((it.output_key?, it.output_value?))).collect())
    }

    /// The version of its key that our CloudFront says, if the front door is ours: the stack's parameter, once a change of
    /// the stack has come to its end.
    pub(crate) async fn front_door_key_version(&self) -> anyhow::Result<Option<String>> {
        let Some(stack) = find(&self.aws, &format!("{}-front-door", self.place.stack)).await? else {
            return Ok(None);
        };
        let is_over = stack.stack_status().is_some_and(|status| {
            matches!(status, StackStatus::CreateComplete | StackStatus::UpdateComplete)
        });
        let version = stack
            .parameters()
            .iter()
            .find(|parameter| parameter.parameter_key() == Some("FrontDoorKeyVersion") && is_over)
            .and_then(|parameter| parameter.parameter_value());
        Ok(Some(version.unwrap_or_default().to_owned()))
    }

    /// An output of the stack, for what no option names.
    pub(crate) async fn output(&self, key: &str) -> anyhow::Result<String> {
        output(&self.aws, &self.place.stack, key, "--stack").await
    }

    /// The key under which addresses are hashed: only for what an address is asked for.
    pub(crate) async fn person_key(&self) -> anyhow::Result<PersonKey> {
        let secret = match &self.place.person_key_secret {
            Some(secret) => secret.clone(),
            None => output(&self.aws, &self.place.stack, "PersonKeySecretId", "--person-key-secret").await?,
        };
        let key = secrets::person_key_in(&self.aws, secret.clone()).await;
        key.with_context(|| {
            format!("the secret {secret} cannot be read: may these credentials call secretsmanager:GetSecretValue on it?")
        })
    }
}

fn bucket_named(aws: &SdkConfig, name: String) -> Bucket {
    let local = std::env::var_os("AWS_ENDPOINT_URL").is_some();
    // A local cloud answers at one address, which no bucket's name can come before.
    let config = aws_sdk_s3::config::Builder::from(aws).force_path_style(local).build();
    Bucket::new(aws_sdk_s3::Client::from_conf(config), name)
}

/// How long the region, and then the credentials, are looked for: where the environment and the profile say nothing, the SDK
/// asks the machine it runs on, which seldom is one that answers.
const LOOKED_FOR: Duration = Duration::from_secs(5);

/// The account of the environment.
async fn account() -> anyhow::Result<SdkConfig> {
    let aws = timeout(LOOKED_FOR, aws::config()).await.ok().filter(|aws| aws.region().is_some());
    let Some(aws) = aws else {
        bail!(Unreachable(
            "no AWS region is set: set AWS_REGION (eu-west-3 is Paris) or AWS_PROFILE".to_owned()
        ));
    };
    let found = match aws.credentials_provider() {
        Some(provider) => {
            timeout(LOOKED_FOR, provider.provide_credentials()).await.is_ok_and(|it| it.is_ok())
        }
        None => false,
    };
    if !found {
        bail!(Unreachable(
            "no AWS credentials are found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
                .to_owned()
        ));
    }
    Ok(aws)
}

/// An output of the stack; `instead`: the option that makes it needless.
async fn output(aws: &SdkConfig, name: &str, key: &str, instead: &str) -> anyhow::Result<String> {
    let stack = stack(aws, name, instead).await?;
    let value = stack.outputs().iter().find(|output| output.output_key() == Some(key));
    value
        .and_then(|output| output.output_value())
        .map(ToOwned::to_owned)
        .with_context(|| format!("the stack {name:?} has no output {key}: is it this service's? ({instead})"))
}

/// The stack of this name; `instead`: the option that makes it needless.
async fn stack(aws: &SdkConfig, name: &str, instead: &str) -> anyhow::Result<Stack> {
    let Some(stack) = find(aws, name).await? else {
        bail!(Unreachable(format!(
            "there is no stack {name:?} in this account and region: is it deployed, is its name another? (--stack, {instead})"
        )));
    };
    Ok(stack)
}

/// The stack of this name, if there is one.
async fn find(aws: &SdkConfig, stack: &str) -> anyhow::Result<Option<Stack>> {
    let stacks = aws_sdk_cloudformation::Client::new(aws).describe_stacks().stack_name(stack).send().await;
    // "Stack with id … does not exist" has no code of its own.
    let is_unknown = |error: &aws_sdk_cloudformation::operation::describe_stacks::DescribeStacksError| {
        error.code() == Some("ValidationError")
    };
    if stacks.as_ref().is_err_and(|error| error.as_service_error().is_some_and(is_unknown)) {
        return Ok(None);
    }
    let stacks = reached(&format!("the stack {stack:?} (cloudformation:DescribeStacks)"), stacks)?;
    Ok(stacks.stacks.unwrap_or_default().pop())
}
