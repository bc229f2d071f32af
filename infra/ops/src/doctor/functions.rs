//! How many functions may run at once.

use aws_sdk_lambda::types::AccountLimit;

use super::account::Account;
use super::finding::Finding;
use crate::exit::reached;

/// What AWS leaves for functions without a reserve of their own, and what an account begins with once it is in use.
const LEFT: i32 = 100;
const USUAL: i32 = 1000;

pub(super) async fn look(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let answer = aws_sdk_lambda::Client::new(&account.aws).get_account_settings().send().await;
    let settings = reached("how many functions may run at once (lambda:GetAccountSettings)", answer)?;
    Ok(settings.account_limit().map(limit).into_iter().collect())
}

pub(super) fn limit(limit: &AccountLimit) -> Finding {
    const CHECK: &str = "functions: at once";
    let (all, free) =
        (limit.concurrent_executions(), limit.unreserved_concurrent_executions().unwrap_or_default());
    let said = format!("{all} functions may run at once, {free} of them are not set apart for one");
    if free < LEFT {
        return Finding::wrong(
            CHECK,
            format!(
                "{said}: ask for {USUAL} in Service Quotas (Lambda, « Concurrent executions »), and deploy afterwards"
            ),
        );
    }
    if all < USUAL {
        return Finding::warning(
            CHECK,
            format!(
                "{said}: ask for {USUAL} in Service Quotas (Lambda, « Concurrent executions ») before the edition"
            ),
        );
    }
    Finding::ok(CHECK, said)
}
