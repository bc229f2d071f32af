//! Whether an issue is received badly enough to stop.

use model::mailing::{Deed, Health, Mailing};

/// Whether it is to stop by itself. An editor who has let it go on knows: it then stops at twice as much, and so on.
pub(super) fn is_ill(mailing: &Mailing, health: Health, sent: u32) -> bool {
    let halts = mailing.history.iter().filter(|entry| entry.deed == Deed::Halted).count();
    let times = u32::try_from(halts).unwrap_or(u32::MAX).saturating_add(1);
    Health { bounced: health.bounced / times, complained: health.complained / times }.is_bad(sent)
}
