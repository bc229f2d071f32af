//! What a table needs besides its rows, and what a recovered one lacks: looked at after a restore, and set right where one
//! call does it.

use anyhow::Context;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    PointInTimeRecoverySpecification, PointInTimeRecoveryStatus, StreamViewType, TableDescription,
    TimeToLiveSpecification, TimeToLiveStatus,
};
use serde::Serialize;

use super::source;
use crate::exit::reached;

/// The attribute after which rows expire.
const EXPIRES_AT: &str = "expires_at";

const EXPIRY: &str = "expiry (TTL)";
const RECOVERY: &str = "point-in-time recovery";

/// What was found of one setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Setting {
    /// Which.
    pub(super) name: &'static str,
    /// How it is.
    pub(super) state: State,
    /// What to do, where there is something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<String>,
}

/// How a setting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    /// As it should be.
    Well,
    /// It was not, and is now.
    Repaired,
    /// It is not.
    Wrong,
    /// Nobody answered.
    Unknown,
}

impl Setting {
    fn well(name: &'static str) -> Self {
        Self { name, state: State::Well, next: None }
    }

    fn after<T>(name: &'static str, repaired: &anyhow::Result<T>, next: &'static str) -> Self {
        let state = if repaired.is_ok() { State::Repaired } else { State::Wrong };
        Self { name, state, next: repaired.is_err().then(|| next.to_owned()) }
    }

    fn unknown(name: &'static str, error: &anyhow::Error) -> Self {
        Self { name, state: State::Unknown, next: Some(crate::exit::in_a_line(error)) }
    }

    fn wrong(name: &'static str, next: &'static str) -> Self {
        Self { name, state: State::Wrong, next: Some(next.to_owned()) }
    }
}

/// Looks at the stack's table; what is wrong is set right unless only a deployment can. What cannot be looked at is said, and
/// keeps nothing from being done.
pub(super) async fn see_to(dynamodb: &Client, table: &str) -> Vec<Setting> {
    let described = source::describe(dynamodb, table).await;
    let described = described.and_then(|it| it.with_context(|| format!("there is no table {table}")));
    let described = match described {
        Ok(described) => described,
        Err(error) => return vec![Setting::unknown("settings", &error)],
    };
    let expiry = expiry(dynamodb, table).await;
    let recovery = recovery(dynamodb, table).await;
    vec![
        stream(&described),
        expiry.unwrap_or_else(|error| Setting::unknown(EXPIRY, &error)),
        recovery.unwrap_or_else(|error| Setting::unknown(RECOVERY, &error)),
        protection(dynamodb, &described, table).await,
    ]
}

fn stream(table: &TableDescription) -> Setting {
    let stream = table.stream_specification();
    match stream.filter(|it| it.stream_enabled()).and_then(|it| it.stream_view_type()) {
        Some(StreamViewType::NewImage | StreamViewType::NewAndOldImages) => Setting::well("stream"),
        _ => Setting::wrong(
            "stream",
            "nothing leaves the table: make deploy (a new stream has a new ARN, which the stack must learn)",
        ),
    }
}

async fn expiry(dynamodb: &Client, table: &str) -> anyhow::Result<Setting> {
    let known = dynamodb.describe_time_to_live().table_name(table).send().await;
    let known = reached("the table's expiry (dynamodb:DescribeTimeToLive)", known)?.time_to_live_description;
    let is_on = known.as_ref().is_some_and(|it| {
        matches!(it.time_to_live_status(), Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling))
            && it.attribute_name() == Some(EXPIRES_AT)
    });
    if is_on {
        return Ok(Setting::well(EXPIRY));
    }
    let specification =
        TimeToLiveSpecification::builder().enabled(true).attribute_name(EXPIRES_AT).build()?;
    let set = dynamodb.update_time_to_live().table_name(table).time_to_live_specification(specification);
    let set = reached("the table's expiry (dynamodb:UpdateTimeToLive)", set.send().await);
    Ok(Setting::after(EXPIRY, &set, "rows do not expire: make deploy"))
}

async fn recovery(dynamodb: &Client, table: &str) -> anyhow::Result<Setting> {
    if is_recoverable(dynamodb, table).await? {
        return Ok(Setting::well(RECOVERY));
    }
    let on = PointInTimeRecoverySpecification::builder().point_in_time_recovery_enabled(true).build()?;
    let set = dynamodb.update_continuous_backups().table_name(table);
    let set = set.point_in_time_recovery_specification(on).send().await;
    let set = reached("the table's recovery (dynamodb:UpdateContinuousBackups)", set);
    Ok(Setting::after(RECOVERY, &set, "nothing could be brought back again: make deploy"))
}

/// Whether a table can be brought back to an instant.
pub(super) async fn is_recoverable(dynamodb: &Client, table: &str) -> anyhow::Result<bool> {
    let known = dynamodb.describe_continuous_backups().table_name(table).send().await;
    let known = reached("the table's recovery (dynamodb:DescribeContinuousBackups)", known)?;
    let known = known.continuous_backups_description.and_then(|it| it.point_in_time_recovery_description);
    let status = known.and_then(|it| it.point_in_time_recovery_status);
    Ok(status == Some(PointInTimeRecoveryStatus::Enabled))
}

async fn protection(dynamodb: &Client, described: &TableDescription, table: &str) -> Setting {
    if described.deletion_protection_enabled() == Some(true) {
        return Setting::well("deletion protection");
    }
    let set = dynamodb.update_table().table_name(table).deletion_protection_enabled(true).send().await;
    let set = reached("the table's protection (dynamodb:UpdateTable)", set);
    Setting::after("deletion protection", &set, "the table can be deleted by mistake: make deploy")
}
