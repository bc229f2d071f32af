//! The other table: recovered to an instant, from a backup, or there already.

use std::time::Duration;

use anyhow::{Context, bail};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::DateTime;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, RestoreSummary, ScalarAttributeType,
    TableDescription, TableStatus,
};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use jiff::Timestamp;

use crate::console::eprint;
use crate::exit::reached;

/// How often it is asked whether a table is ready.
const ASK_EVERY: Duration = Duration::from_secs(10);

/// What to restore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// The table as it was at an instant.
    At(Timestamp),
    /// A backup: its ARN.
    Backup(String),
    /// A table of the same account and region: its name.
    Table(String),
}

impl Source {
    /// The name of the table that it is found in: always the same for the same thing, so that a second run finds it.
    pub(super) fn table(&self, stacks: &str) -> String {
        match self {
            Self::At(at) => format!("{stacks}-at-{}", at.strftime("%Y%m%dT%H%M%SZ")),
            // arn:…:table/<name>/backup/<identifier>
            Self::Backup(arn) => format!("{stacks}-from-{}", arn.rsplit('/').next().unwrap_or("backup")),
            Self::Table(name) => name.clone(),
        }
    }

    /// The instant whose state it holds, if that is known.
    pub(super) fn at(&self) -> Option<Timestamp> {
        match self {
            Self::At(at) => Some(*at),
            Self::Backup(_) | Self::Table(_) => None,
        }
    }

    /// Asks for the table, unless it is there or on its way.
    pub(super) async fn ask_for(&self, dynamodb: &Client, stacks: &str) -> anyhow::Result<()> {
        let name = self.table(stacks);
        if name == stacks {
            bail!("{name} is the stack's own table: a restore needs another one");
        }
        if describe(dynamodb, &name).await?.is_some() {
            return Ok(());
        }
        match self {
            Self::At(at) => recover(dynamodb, stacks, &name, *at).await,
            Self::Backup(arn) => {
                let asked = dynamodb.restore_table_from_backup().backup_arn(arn).target_table_name(&name);
                let asked = asked.billing_mode_override(BillingMode::PayPerRequest).send().await;
                reached("a table from a backup (dynamodb:RestoreTableFromBackup)", asked).map(drop)
            }
            Self::Table(_) => {
                bail!("there is no table {name:?} in this account and region: aws dynamodb list-tables")
            }
        }
    }
}

/// Whether a table can be one of this service's.
pub(super) fn check(table: &TableDescription, name: &str) -> anyhow::Result<()> {
    let mut key: Vec<_> = table.key_schema().iter().map(KeySchemaElement::attribute_name).collect();
    key.sort_unstable();
    if key != ["pk", "sk"] {
        bail!("{name} is no table of this service: its key is {}", key.join(", "));
    }
    Ok(())
}

/// The instant whose state a table holds: what it was restored to, or else the day that it was made, before which nothing can
/// have been put into it.
pub(super) fn state_of(table: &TableDescription) -> Option<Timestamp> {
    let restored = table.restore_summary().map(RestoreSummary::restore_date_time);
    let at = restored.or_else(|| table.creation_date_time())?;
    Timestamp::from_second(at.secs()).ok()
}

/// A table; nothing if it is not there.
pub(super) async fn describe(dynamodb: &Client, name: &str) -> anyhow::Result<Option<TableDescription>> {
    let described = dynamodb.describe_table().table_name(name).send().await;
    if described.as_ref().is_err_and(|error| error.code() == Some("ResourceNotFoundException")) {
        return Ok(None);
    }
    Ok(reached(&format!("the table {name} (dynamodb:DescribeTable)"), described)?.table)
}

async fn recover(dynamodb: &Client, from: &str, to: &str, at: Timestamp) -> anyhow::Result<()> {
    let window = dynamodb.describe_continuous_backups().table_name(from).send().await;
    let window = reached("the table's recovery (dynamodb:DescribeContinuousBackups)", window)?;
    let window = window.continuous_backups_description.and_then(|it| it.point_in_time_recovery_description);
    let second = |at: Option<DateTime>| at.and_then(|at| Timestamp::from_second(at.secs()).ok());
    let window =
        window.map(|it| (second(it.earliest_restorable_date_time), second(it.latest_restorable_date_time)));
    match window {
        Some((Some(earliest), Some(latest))) if at < earliest || at > latest => {
            bail!("{from} can be brought back to any second from {earliest} to {latest}, and not to {at}")
        }
        Some((Some(_), Some(_))) => {}
        _ => bail!(
            "the recovery of {from} is off: choose a backup (aws dynamodb list-backups), then --from-backup"
        ),
    }
    let asked = dynamodb.restore_table_to_point_in_time().source_table_name(from).target_table_name(to);
    let asked = asked.restore_date_time(DateTime::from_secs(at.as_second()));
    let asked = asked.billing_mode_override(BillingMode::PayPerRequest).send().await;
    reached("a table of the past (dynamodb:RestoreTableToPointInTime)", asked).map(drop)
}

/// Waits until a table can be read and written: minutes for a new one, up to an hour or so for a recovered one.
pub(super) async fn ready(dynamodb: &Client, name: &str) -> anyhow::Result<TableDescription> {
    let mut has_said = false;
    loop {
        let table = describe(dynamodb, name).await?.with_context(|| format!("the table {name} is gone"))?;
        match table.table_status() {
            Some(TableStatus::Active | TableStatus::Updating) | None => return Ok(table),
            Some(TableStatus::Creating) => {}
            Some(other) => bail!("the table {name} is {other}"),
        }
        if !has_said {
            eprint(&format!(
                "waiting for the table {name}: 10 to 60 minutes for a recovery; Ctrl-C, and the same command again, loses nothing"
            ));
            has_said = true;
        }
        tokio::time::sleep(ASK_EVERY).await;
    }
}

/// Makes an empty table with the service's key and nothing else; one that is there is left as it is.
pub(super) async fn create(dynamodb: &Client, name: &str) -> anyhow::Result<()> {
    if describe(dynamodb, name).await?.is_none() {
        let mut create = dynamodb.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
        for (part, kind) in [("pk", KeyType::Hash), ("sk", KeyType::Range)] {
            let attribute = AttributeDefinition::builder().attribute_name(part);
            create = create
                .attribute_definitions(attribute.attribute_type(ScalarAttributeType::S).build()?)
                .key_schema(KeySchemaElement::builder().attribute_name(part).key_type(kind).build()?);
        }
        reached("another table (dynamodb:CreateTable)", create.send().await)?;
    }
    ready(dynamodb, name).await.map(drop)
}
