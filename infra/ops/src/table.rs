//! Which table: named, or found through the stack that made it.

use anyhow::{Context, bail};
use runtime::aws;
use store::Store;

/// Where the table is.
#[derive(Debug, clap::Args)]
pub(crate) struct Place {
    /// The CloudFormation stack, whose output `TableName` names the table.
    #[arg(long, env = "MIP_STACK", default_value = "mip", global = true)]
    stack: String,
    /// The table itself, instead of the stack.
    #[arg(long, env = "MIP_TABLE_NAME", global = true)]
    table: Option<String>,
}

impl Place {
    /// The table, once it is known.
    pub(crate) async fn open(self) -> anyhow::Result<Store> {
        let aws = aws::config().await;
        if aws.region().is_none() {
            bail!("no AWS region is set: set AWS_REGION (eu-west-3 is Paris) or AWS_PROFILE");
        }
        let table = match self.table {
            Some(table) => table,
            None => of_stack(&aws, &self.stack).await?,
        };
        Ok(Store::new(aws_sdk_dynamodb::Client::new(&aws), table))
    }
}

async fn of_stack(aws: &aws_config::SdkConfig, name: &str) -> anyhow::Result<String> {
    let stacks = aws_sdk_cloudformation::Client::new(aws).describe_stacks().stack_name(name).send().await;
    let stacks = stacks.with_context(|| {
        format!("the stack {name:?} cannot be read: are the credentials and the region those of its account? (--stack, --table)")
    })?;
    let outputs = stacks.stacks().iter().flat_map(aws_sdk_cloudformation::types::Stack::outputs);
    let table =
        outputs.filter(|output| output.output_key() == Some("TableName")).find_map(|it| it.output_value());
    table
        .map(ToOwned::to_owned)
        .with_context(|| format!("the stack {name:?} has no output TableName: is it this service's?"))
}
