//! Whether the table is protected against whoever slips, and forgets what it is to forget.

use aws_sdk_dynamodb::types::{
    ContinuousBackupsDescription, PointInTimeRecoveryStatus, StreamSpecification, TableDescription,
    TableStatus, TimeToLiveDescription, TimeToLiveStatus,
};

use super::account::Account;
use super::finding::Finding;
use crate::exit::reached;

pub(super) async fn look(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let (client, name) = (aws_sdk_dynamodb::Client::new(&account.aws), account.output("TableName")?);
    let table =
        reached("the table (dynamodb:DescribeTable)", client.describe_table().table_name(name).send().await)?;
    let backups = reached(
        "the table's backups (dynamodb:DescribeContinuousBackups)",
        client.describe_continuous_backups().table_name(name).send().await,
    )?;
    let expiry = reached(
        "the table's expiry (dynamodb:DescribeTimeToLive)",
        client.describe_time_to_live().table_name(name).send().await,
    )?;
    Ok(vec![
        settings(table.table().unwrap_or(&TableDescription::builder().build())),
        recovery(backups.continuous_backups_description()),
        expires(expiry.time_to_live_description()),
    ])
}

pub(super) fn settings(table: &TableDescription) -> Finding {
    const CHECK: &str = "table";
    let mut wrong = Vec::new();
    if table.table_status() != Some(&TableStatus::Active) {
        let status = table.table_status().map_or("of no status", TableStatus::as_str);
        return Finding::wrong(CHECK, format!("the table is {status}: wait, or see docs/restore.md"));
    }
    if !table.stream_specification().is_some_and(StreamSpecification::stream_enabled) {
        return Finding::wrong(
            CHECK,
            "the table has no stream, so that nothing leaves it: deploy infra/template.yaml again",
        );
    }
    if table.deletion_protection_enabled() != Some(true) {
        wrong.push("deletion protection is off");
    }
    if table.sse_description().is_none() {
        wrong.push("it is encrypted with AWS's key, not the account's");
    }
    if wrong.is_empty() {
        return Finding::ok(CHECK, "active, with its stream, encryption and deletion protection");
    }
    Finding::warning(CHECK, format!("{}: deploy infra/template.yaml again", wrong.join(", and ")))
}

pub(super) fn recovery(backups: Option<&ContinuousBackupsDescription>) -> Finding {
    const CHECK: &str = "table: recovery";
    let recovery = backups.and_then(ContinuousBackupsDescription::point_in_time_recovery_description);
    if recovery.and_then(|it| it.point_in_time_recovery_status()) == Some(&PointInTimeRecoveryStatus::Enabled)
    {
        return Finding::ok(CHECK, "the table can be brought back as it was at any instant of the last days");
    }
    Finding::wrong(
        CHECK,
        "point-in-time recovery is off, so a mistake cannot be undone: aws dynamodb update-continuous-backups \
         --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true --table-name …",
    )
}

pub(super) fn expires(expiry: Option<&TimeToLiveDescription>) -> Finding {
    const CHECK: &str = "table: expiry";
    let on = |it: &&TimeToLiveDescription| {
        matches!(it.time_to_live_status(), Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling))
            && it.attribute_name() == Some("expires_at")
    };
    match expiry.filter(on) {
        Some(_) => Finding::ok(CHECK, "what is to be forgotten is deleted (TTL on expires_at)"),
        None => Finding::wrong(
            CHECK,
            "TTL on expires_at is off, so that drafts and requests are kept for ever: aws dynamodb update-time-to-live \
             --time-to-live-specification Enabled=true,AttributeName=expires_at --table-name …",
        ),
    }
}
