//! How old the keys that sign links are.

use aws_sdk_secretsmanager::operation::describe_secret::DescribeSecretOutput;
use jiff::Timestamp;

use super::account::Account;
use super::finding::Finding;
use crate::exit::reached;

/// Keys change once a year, before the edition, which may be a month later than the year before.
const OLD_DAYS: i64 = 400;

pub(super) async fn look(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let client = aws_sdk_secretsmanager::Client::new(&account.aws);
    let secret = client.describe_secret().secret_id(account.output("LinkKeysSecretId")?).send().await;
    Ok(vec![age(&reached("the keys that sign links (secretsmanager:DescribeSecret)", secret)?, account.now)])
}

pub(super) fn age(secret: &DescribeSecretOutput, now: Timestamp) -> Finding {
    const CHECK: &str = "keys";
    if secret.deleted_date().is_some() {
        return Finding::wrong(
            CHECK,
            "the secret of the keys that sign links is to be deleted, and every link would die: aws secretsmanager restore-secret",
        );
    }
    let changed = secret.last_changed_date().or(secret.created_date());
    let Some(at) = changed.and_then(|at| Timestamp::from_second(at.secs()).ok()) else {
        return Finding::unknown(
            CHECK,
            "when the keys that sign links were last changed is not said: mip keys status",
        );
    };
    let days = now.duration_since(at).as_hours() / 24;
    let said = format!("the keys that sign links last changed {days} days ago");
    if days > OLD_DAYS {
        return Finding::warning(CHECK, format!("{said}: mip keys rotate, which breaks no link"));
    }
    Finding::ok(CHECK, said)
}
