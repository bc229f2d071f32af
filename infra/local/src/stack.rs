//! The deployed template: created through CloudFormation and watched until it is there.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Context, bail};
use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::types::{Capability, Parameter, StackStatus};
use tokio::time::{Instant, sleep};

/// The stack's name, which the functions' names start with.
pub const NAME: &str = "mip";

/// The command-line waiter looks every 30 s; a local stack is often there within one.
const LOOK: Duration = Duration::from_millis(300);

const PATIENCE: Duration = Duration::from_mins(3);

/// What the template gives back, by its own names.
#[derive(Clone, Debug)]
pub struct Stack {
    /// Function URL of the form.
    pub intake_url: String,
    /// Function URL of the pages of an event's team.
    pub organise_url: String,
    /// Function URL of the page of a picture.
    pub illustrate_url: String,
    /// Function URL of the moderators' pages.
    pub moderate_url: String,
    /// Function URL of the subscribers' pages.
    pub subscribe_url: String,
    /// Function URL of the editors' pages.
    pub compose_url: String,
    /// The bucket of the site.
    pub site_bucket: String,
    /// The bucket of pictures on their way.
    pub uploads_bucket: String,
    /// The table.
    pub table: String,
    outputs: HashMap<String, String>,
}

impl Stack {
    /// Every output, by the template's names.
    pub fn outputs(&self) -> &HashMap<String, String> {
        &self.outputs
    }

    /// One output.
    pub fn output(&self, name: &str) -> anyhow::Result<&str> {
        self.outputs
            .get(name)
            .map(String::as_str)
            .with_context(|| format!("the template has no output {name}"))
    }

    fn read(outputs: &HashMap<String, String>) -> anyhow::Result<Self> {
        let output = |name: &str| {
            outputs.get(name).cloned().with_context(|| format!("the template has no output {name}"))
        };
        Ok(Self {
            intake_url: output("IntakeUrl")?,
            organise_url: output("OrganiseUrl")?,
            illustrate_url: output("IllustrateUrl")?,
            moderate_url: output("ModerateUrl")?,
            subscribe_url: output("SubscribeUrl")?,
            compose_url: output("ComposeUrl")?,
            site_bucket: output("SiteBucketName")?,
            uploads_bucket: output("UploadsBucketName")?,
            table: output("TableName")?,
            outputs: outputs.clone(),
        })
    }
}

/// Creates the stack from the template at an address of S3 and waits until it is there; when it fails, the error says which
/// resources and why.
pub async fn create(
    client: &Client,
    template_url: &str,
    parameters: &[(&str, String)],
) -> anyhow::Result<Stack> {
    remove(client).await?;
    let parameters = parameters
        .iter()
        .map(|(name, value)| Parameter::builder().parameter_key(*name).parameter_value(value).build())
        .collect();
    client
        .create_stack()
        .stack_name(NAME)
        .template_url(template_url)
        .set_parameters(Some(parameters))
        .capabilities(Capability::CapabilityIam)
        .capabilities(Capability::CapabilityNamedIam)
        .capabilities(Capability::CapabilityAutoExpand)
        .send()
        .await
        .context("the emulator refused the template")?;
    match settled(client).await? {
        Some((StackStatus::CreateComplete, outputs)) => Stack::read(&outputs),
        Some((status, _)) => bail!("the deployment ended as {status}:\n{}", failures(client).await?),
        None => bail!("the deployment vanished"),
    }
}

/// An endpoint of one's own may still hold the stack of an earlier start.
async fn remove(client: &Client) -> anyhow::Result<()> {
    if look(client).await?.is_none() {
        return Ok(());
    }
    client.delete_stack().stack_name(NAME).send().await.context("an earlier stack could not be deleted")?;
    match settled(client).await? {
        None | Some((StackStatus::DeleteComplete, _)) => Ok(()),
        Some((status, _)) => {
            bail!("an earlier stack could not be deleted: {status}\n{}", failures(client).await?)
        }
    }
}

/// Looks until nothing is in progress any more.
async fn settled(client: &Client) -> anyhow::Result<Option<(StackStatus, HashMap<String, String>)>> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match look(client).await? {
            Some((status, _)) if status.as_str().ends_with("_IN_PROGRESS") => {}
            other => return Ok(other),
        }
        if Instant::now() > deadline {
            bail!("the deployment did not end within {} s:\n{}", PATIENCE.as_secs(), failures(client).await?);
        }
        sleep(LOOK).await;
    }
}

async fn look(client: &Client) -> anyhow::Result<Option<(StackStatus, HashMap<String, String>)>> {
    let described = match client.describe_stacks().stack_name(NAME).send().await {
        Ok(described) => described,
        Err(error)
            if error
                .as_service_error()
                .is_some_and(|error| error.meta().code() == Some("ValidationError")) =>
        {
            return Ok(None);
        }
        Err(error) => return Err(error).context("the emulator does not tell the stack's state"),
    };
    Ok(described.stacks().first().map(|stack| {
        let outputs = stack
            .outputs()
            .iter()
            .filter_map(|output| Some((output.output_key()?.to_owned(), output.output_value()?.to_owned())))
            .collect();
        (stack.stack_status().cloned().unwrap_or(StackStatus::CreateFailed), outputs)
    }))
}

/// The resources that failed and why, the first cause first.
async fn failures(client: &Client) -> anyhow::Result<String> {
    let events = client.describe_stack_events().stack_name(NAME).send().await?;
    let mut lines: Vec<String> = events
        .stack_events()
        .iter()
        .filter(|event| event.resource_status().is_some_and(|status| status.as_str().ends_with("_FAILED")))
        .map(|event| {
            format!(
                "  {} ({}): {}",
                event.logical_resource_id().unwrap_or("?"),
                event.resource_type().unwrap_or("?"),
                event.resource_status_reason().unwrap_or("no reason given"),
            )
        })
        .collect();
    lines.reverse();
    Ok(if lines.is_empty() { "  no resource says why".to_owned() } else { lines.join("\n") })
}
