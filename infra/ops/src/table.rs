//! Which table, which bucket and which key: named, or found through the stack that made them.

use anyhow::{Context, bail};
use aws_config::SdkConfig;
use aws_sdk_cloudformation::types::Stack;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use model::id::PersonKey;
use runtime::{aws, secrets};
use site::Bucket;
use store::Store;

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
        let local = std::env::var_os("AWS_ENDPOINT_URL").is_some();
        // A local cloud answers at one address, which no bucket's name can come before.
        let config = aws_sdk_s3::config::Builder::from(&aws).force_path_style(local).build();
        Ok(Bucket::new(aws_sdk_s3::Client::from_conf(config), bucket))
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

/// The account of the environment.
async fn account() -> anyhow::Result<SdkConfig> {
    let aws = aws::config().await;
    if aws.region().is_none() {
        bail!(Unreachable(
            "no AWS region is set: set AWS_REGION (eu-west-3 is Paris) or AWS_PROFILE".to_owned()
        ));
    }
    Ok(aws)
}

/// An output of the stack; `instead`: the option that makes it needless.
async fn output(aws: &SdkConfig, stack: &str, key: &str, instead: &str) -> anyhow::Result<String> {
    let stacks = aws_sdk_cloudformation::Client::new(aws).describe_stacks().stack_name(stack).send().await;
    // "Stack with id … does not exist" has no code of its own.
    let is_unknown = |error: &aws_sdk_cloudformation::operation::describe_stacks::DescribeStacksError| {
        error.code() == Some("ValidationError")
    };
    if stacks.as_ref().is_err_and(|error| error.as_service_error().is_some_and(is_unknown)) {
        bail!(Unreachable(format!(
            "there is no stack {stack:?} in this account and region: is it deployed, is its name another? (--stack, {instead})"
        )));
    }
    let stacks = reached(&format!("the stack {stack:?} (cloudformation:DescribeStacks)"), stacks)?;
    let outputs = stacks.stacks().iter().flat_map(Stack::outputs);
    let value = outputs.filter(|output| output.output_key() == Some(key)).find_map(|it| it.output_value());
    value.map(ToOwned::to_owned).with_context(|| {
        format!("the stack {stack:?} has no output {key}: is it this service's? ({instead})")
    })
}
