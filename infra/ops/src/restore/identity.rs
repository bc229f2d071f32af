//! Whether a table was written under the key that the functions have: under another one every person's rows would be there, and
//! found by nobody.

use anyhow::bail;
use model::id::{PersonId, PersonKey};
use model::subscriber::Subscriber;
use store::Store;

use super::kept::kind;

/// Looks at the first person whose address a row holds.
pub(super) async fn check(table: &Store, key: &PersonKey) -> anyhow::Result<()> {
    let mut pages = table.pages(0, 1);
    while let Some(page) = pages.next().await? {
        for item in page.iter().filter(|item| item.entity() == kind::SUBSCRIBER) {
            let Ok(subscriber) = item.value::<Subscriber>() else { continue };
            let Some(address) = subscriber.address() else { continue };
            if PersonId::of(address, key) != subscriber.person {
                bail!(
                    "{} was written under another person key: put the value of the old secret into this stack's, then try again (docs/restore.md)",
                    table.name()
                );
            }
            return Ok(());
        }
    }
    Ok(())
}
