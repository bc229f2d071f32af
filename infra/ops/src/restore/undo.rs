//! The way back from a restore: taken before the first row is written.

use anyhow::bail;
use aws_sdk_dynamodb::Client;
use jiff::Timestamp;
use store::Restoration;

use super::settings;
use crate::exit::reached;

/// Sees to it that the table as it is now can be brought back, and writes down how. Once is enough.
pub(super) async fn secure(
    dynamodb: &Client,
    table: &str,
    restoration: &mut Restoration,
    now: Timestamp,
    may_do_without: bool,
) -> anyhow::Result<()> {
    if restoration.undo_at.is_some() || restoration.undo_backup.is_some() {
        return Ok(());
    }
    if settings::is_recoverable(dynamodb, table).await.unwrap_or(false) {
        // A recovery is to a whole second; nothing was written since the service stands.
        restoration.undo_at = Timestamp::from_second(now.as_second()).ok();
        return Ok(());
    }
    let name = format!("before-restore-{}", now.strftime("%Y%m%dT%H%M%SZ"));
    let backup = dynamodb.create_backup().table_name(table).backup_name(name).send().await;
    match reached("a backup of the table (dynamodb:CreateBackup)", backup) {
        Ok(backup) => {
            restoration.undo_backup = backup.backup_details.map(|it| it.backup_arn);
            Ok(())
        }
        Err(_) if may_do_without => Ok(()),
        Err(error) => {
            let why = crate::exit::in_a_line(&error);
            bail!(
                "nothing is written: there would be no way back ({why}); --without-undo goes on all the same"
            )
        }
    }
}
