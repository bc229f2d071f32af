//! Stopping the service, so that nothing writes while the table is replaced, and giving it back as it was.
//!
//! Triggers first, functions second: a message that meets a function held at no concurrency counts as tried, and would end
//! among the dead letters. The other way round when it starts.

use std::time::Duration;

use anyhow::{Context, bail};
use aws_config::SdkConfig;
use aws_sdk_cloudformation::types::StackResourceSummary;
use aws_sdk_lambda::operation::get_event_source_mapping::GetEventSourceMappingError;
use aws_sdk_lambda::types::EventSourceMappingConfiguration;
use jiff::SignedDuration;
use store::Before;

use crate::exit::reached;

/// How long a trigger may take to stop or to start: minutes, says Lambda's guide.
const TRIGGER: Duration = Duration::from_mins(5);

/// How often it is asked whether it has.
const ASK_EVERY: Duration = Duration::from_secs(2);

/// The functions of a stack.
#[derive(Debug, Clone)]
pub(super) struct Functions {
    lambda: aws_sdk_lambda::Client,
    names: Vec<String>,
}

/// The functions as they are now.
#[derive(Debug, Clone)]
pub(super) struct Now {
    /// What to give back.
    pub(super) before: Before,
    /// The longest that anything that runs may go on.
    pub(super) longest: SignedDuration,
}

impl Functions {
    /// Those that the stack has made, and no other stack's, whatever its name begins with.
    pub(super) async fn of(aws: &SdkConfig, stack: &str) -> anyhow::Result<Self> {
        let cloudformation = aws_sdk_cloudformation::Client::new(aws);
        let mut pages = cloudformation.list_stack_resources().stack_name(stack).into_paginator().send();
        let mut names = Vec::new();
        while let Some(page) = pages.next().await {
            let page = reached("the stack's functions (cloudformation:ListStackResources)", page)?;
            let is_function =
                |it: &&StackResourceSummary| it.resource_type() == Some("AWS::Lambda::Function");
            let functions = page.stack_resource_summaries().iter().filter(is_function);
            names.extend(functions.filter_map(|it| it.physical_resource_id()).map(ToOwned::to_owned));
        }
        names.sort();
        if names.is_empty() {
            bail!("the stack {stack:?} has no function: is it this service's? (--stack)");
        }
        Ok(Self::new(aws_sdk_lambda::Client::new(aws), names))
    }

    /// These functions.
    pub(super) fn new(lambda: aws_sdk_lambda::Client, names: Vec<String>) -> Self {
        Self { lambda, names }
    }

    /// How they are now.
    pub(super) async fn now(&self) -> anyhow::Result<Now> {
        let (mut before, mut longest) = (Before::default(), 0);
        for name in &self.names {
            let reserved = self.lambda.get_function_concurrency().function_name(name).send().await;
            let reserved = reached("a function's concurrency (lambda:GetFunctionConcurrency)", reserved)?;
            before.functions.insert(name.clone(), reserved.reserved_concurrent_executions());
            let configuration = self.lambda.get_function_configuration().function_name(name).send().await;
            let configuration =
                reached("a function's settings (lambda:GetFunctionConfiguration)", configuration)?;
            longest = longest.max(configuration.timeout().unwrap_or_default());
            for trigger in self.triggers(name).await? {
                if !matches!(trigger.state(), Some("Disabled" | "Disabling"))
                    && let Some(id) = trigger.uuid()
                {
                    before.triggers.push(id.to_owned());
                }
            }
        }
        Ok(Now { before, longest: SignedDuration::from_secs(longest.into()) })
    }

    /// Stops them. Doing it twice changes nothing.
    pub(super) async fn stop(&self, before: &Before) -> anyhow::Result<()> {
        for trigger in &before.triggers {
            self.switch(trigger, false).await?;
        }
        for trigger in &before.triggers {
            self.wait_for(trigger, "Disabled").await?;
        }
        for name in before.functions.keys() {
            self.reserve(name, Some(0)).await?;
        }
        Ok(())
    }

    /// Gives them back as they were. Doing it twice changes nothing.
    pub(super) async fn start(&self, before: &Before) -> anyhow::Result<()> {
        for (name, reserved) in &before.functions {
            self.reserve(name, *reserved).await?;
        }
        for trigger in &before.triggers {
            self.switch(trigger, true).await?;
        }
        for trigger in &before.triggers {
            self.wait_for(trigger, "Enabled").await?;
        }
        Ok(())
    }

    async fn triggers(&self, name: &str) -> anyhow::Result<Vec<EventSourceMappingConfiguration>> {
        let mut pages =
            self.lambda.list_event_source_mappings().function_name(name).into_paginator().items().send();
        let mut triggers = Vec::new();
        while let Some(trigger) = pages.next().await {
            triggers.push(reached("a function's triggers (lambda:ListEventSourceMappings)", trigger)?);
        }
        Ok(triggers)
    }

    async fn switch(&self, trigger: &str, on: bool) -> anyhow::Result<()> {
        // Lambda refuses while an earlier change is still under way.
        self.settled(trigger).await?;
        let switched = self.lambda.update_event_source_mapping().uuid(trigger).enabled(on).send().await;
        reached("a trigger (lambda:UpdateEventSourceMapping)", switched).map(drop)
    }

    async fn settled(&self, trigger: &str) -> anyhow::Result<()> {
        self.wait(trigger, |state| !state.ends_with("ing")).await.map(drop)
    }

    async fn wait_for(&self, trigger: &str, state: &str) -> anyhow::Result<()> {
        let is = self.wait(trigger, |is| is == state).await?;
        if is != state {
            bail!(
                "the trigger {trigger} is {is} and not {state} after five minutes: run the same command again"
            );
        }
        Ok(())
    }

    /// Waits until a trigger is as wanted, but not for ever; says how it is then.
    async fn wait(&self, trigger: &str, is_wanted: impl Fn(&str) -> bool) -> anyhow::Result<String> {
        let mut waited = Duration::ZERO;
        loop {
            let is = self.lambda.get_event_source_mapping().uuid(trigger).send().await;
            if is.as_ref().is_err_and(|error| {
                error
                    .as_service_error()
                    .is_some_and(GetEventSourceMappingError::is_resource_not_found_exception)
            }) {
                bail!(
                    "the trigger {trigger} is gone: was the stack deployed meanwhile? mip restore start, then start anew"
                );
            }
            let is = reached("a trigger's state (lambda:GetEventSourceMapping)", is)?;
            let is = is.state().context("a trigger has no state")?.to_owned();
            if is_wanted(&is) || waited >= TRIGGER {
                return Ok(is);
            }
            tokio::time::sleep(ASK_EVERY).await;
            waited += ASK_EVERY;
        }
    }

    async fn reserve(&self, name: &str, reserved: Option<i32>) -> anyhow::Result<()> {
        if let Some(reserved) = reserved {
            let put = self.lambda.put_function_concurrency().function_name(name);
            let put = put.reserved_concurrent_executions(reserved).send().await;
            reached("a function's concurrency (lambda:PutFunctionConcurrency)", put).map(drop)
        } else {
            let delete = self.lambda.delete_function_concurrency().function_name(name).send().await;
            reached("a function's concurrency (lambda:DeleteFunctionConcurrency)", delete).map(drop)
        }
    }
}

#[cfg(test)]
mod tests;
