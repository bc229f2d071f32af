//! The stack: whether its last change came to its end, and whether it is this service's.

use aws_sdk_cloudformation::types::{Stack, StackStatus};

use super::account::Account;
use super::finding::Finding;

/// What the service cannot be operated without.
pub(super) const OUTPUTS: [&str; 5] =
    ["TableName", "SiteBucketName", "LinkKeysSecretId", "PersonKeySecretId", "ConfigurationSetName"];

pub(super) fn look(account: &Account) -> Vec<Finding> {
    vec![status(&account.stack), outputs(|key| account.output(key).is_ok())]
}

/// How the last deployment ended.
pub(super) fn status(stack: &Stack) -> Finding {
    const CHECK: &str = "stack";
    let (name, status) = (stack.stack_name().unwrap_or_default(), stack.stack_status());
    let word = status.map_or("of no status", StackStatus::as_str);
    match status {
        Some(StackStatus::CreateComplete | StackStatus::UpdateComplete) => {
            Finding::ok(CHECK, format!("{name} is deployed ({word})"))
        }
        Some(StackStatus::UpdateRollbackComplete) => Finding::warning(
            CHECK,
            format!(
                "the last deployment of {name} failed and was taken back, so the one before runs: read the stack's events"
            ),
        ),
        Some(status) if status.as_str().ends_with("_IN_PROGRESS") => {
            Finding::warning(CHECK, format!("{name} is being changed ({word}): ask again when it is done"))
        }
        _ => Finding::wrong(CHECK, format!("{name} is {word}: read the stack's events, then deploy again")),
    }
}

/// Whether it says all that is asked of it.
pub(super) fn outputs(has: impl Fn(&str) -> bool) -> Finding {
    const CHECK: &str = "outputs";
    let missing: Vec<_> = OUTPUTS.into_iter().filter(|key| !has(key)).collect();
    if missing.is_empty() {
        return Finding::ok(CHECK, "the stack says where everything is");
    }
    Finding::wrong(
        CHECK,
        format!(
            "the stack does not say {}: is it this service's? Deploy infra/template.yaml again",
            missing.join(", ")
        ),
    )
}
