//! Copies of an issue: what is the same for everyone is made once, and a copy is that with its reader's values.

mod press;
mod stencil;

use std::collections::{BTreeMap, BTreeSet};

use model::email::EmailAddress;
use model::mailing::{CopyId, Issue};
use model::territory::Region;

use crate::compose::Addresses;
use crate::mime::Sender;

pub use press::Press;

/// Most variants that are kept ready: beyond, all are made anew as they are needed. Each takes as much memory as a copy.
const MOST_KEPT: usize = 128;

/// The copies of an issue, whatever the regions of their readers.
#[derive(Debug)]
pub struct Copies<'a> {
    issue: &'a Issue,
    sender: &'a Sender,
    addresses: Addresses<'a>,
    presses: BTreeMap<BTreeSet<Region>, Press<'a>>,
}

impl<'a> Copies<'a> {
    /// None is made yet.
    pub fn new(issue: &'a Issue, sender: &'a Sender, addresses: Addresses<'a>) -> Self {
        Self { issue, sender, addresses, presses: BTreeMap::new() }
    }

    /// The copy of a reader of these regions, as the bytes that SES sends as they are.
    pub fn copy(
        &mut self,
        id: &CopyId,
        to: &EmailAddress,
        regions: &BTreeSet<Region>,
    ) -> std::io::Result<Vec<u8>> {
        let variant = self.issue.variant(regions);
        if let Some(press) = self.presses.get(&variant) {
            return Ok(press.copy(id, to));
        }
        if self.presses.len() >= MOST_KEPT {
            self.presses.clear();
        }
        let press = Press::new(self.issue, &variant, self.sender, self.addresses)?;
        let copy = press.copy(id, to);
        self.presses.insert(variant, press);
        Ok(copy)
    }
}
