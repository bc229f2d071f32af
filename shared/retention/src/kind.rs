//! What kind of row a row is, by its key.

use serde::{Deserialize, Serialize};
use store::RowKey;

/// Declares the kinds, each with its name in the register.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident),* $(,)?) => {
        /// A kind of row. The register says how its key is made.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind { $($(#[$doc])* $kind),* }

        impl Kind {
            /// Each of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];
        }
    };
}

kinds! {
    /// An edition.
    Edition,
    /// Which edition is the current one.
    CurrentEdition,
    /// The list of editions.
    EditionOf,
    /// A published event.
    Published,
    /// A published event on the programme's home.
    Featured,
    /// An event that has left the programme.
    Departed,
    /// An event that waits for a moderator.
    Waiting,
    /// What events are compared with.
    Profile,
    /// That moderators were reminded.
    Told,
    /// An order that is not wholly carried out.
    OpenOrder,
    /// That an edition has an issue.
    MailingOf,
    /// An issue that has left, for the web.
    ArchivedIssue,
    /// A line of an edition's history.
    Journal,
    /// A bulk order.
    Order,
    /// How often a moderator was written to.
    Pace,
    /// A moderator.
    Moderator,
    /// An event's state.
    Event,
    /// A revision.
    Revision,
    /// A line of an event's history.
    Log,
    /// A colleague's address.
    Colleague,
    /// A draft.
    Draft,
    /// What is known of an organiser.
    Organiser,
    /// That a person answers for an event.
    EventOf,
    /// How often an address was asked to be confirmed.
    Confirmations,
    /// Links to events were asked for.
    LinksRequest,
    /// A subscriber.
    Subscriber,
    /// That someone has left.
    Departure,
    /// What was asked with an address.
    Asked,
    /// A subscriber without address.
    Reader,
    /// An issue.
    Mailing,
    /// An issue as launched.
    Issue,
    /// A shard that is frozen.
    Frozen,
    /// Who is freezing an audience.
    Hold,
    /// Nothing is left in a part of an audience.
    Tally,
    /// Bounces and complaints.
    Health,
    /// A recipient's copy.
    Delivery,
    /// A counter of requests.
    Rate,
    /// A single mail.
    Mail,
    /// The mail that SES knows under an identifier.
    AcceptedMail,
    /// A nudge.
    Outbox,
    /// Where the purge goes on.
    PurgeCursor,
}

/// How the keys of a kind are made: `*` stands for text without `#`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct KeyPattern {
    /// The partition.
    pub pk: String,
    /// The place within.
    pub sk: String,
}

impl KeyPattern {
    /// How much it leaves open.
    pub(crate) fn stars(&self) -> usize {
        self.pk.matches('*').count() + self.sk.matches('*').count()
    }

    /// Whether a key is made like this.
    pub fn covers(&self, key: &RowKey) -> bool {
        covers(&self.pk, &key.pk) && covers(&self.sk, &key.sk)
    }
}

fn covers(pattern: &str, text: &str) -> bool {
    let (mut patterns, mut texts) = (pattern.split('#'), text.split('#'));
    loop {
        match (patterns.next(), texts.next()) {
            (None, None) => return true,
            (Some("*"), Some(part)) if !part.is_empty() => {}
            (Some(pattern), Some(part)) if pattern == part => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_one_part_of_a_key() {
        assert!(covers("EDITION#*#LOG", "EDITION#2027#LOG") && covers("META", "META"));
        for (pattern, text) in [
            ("EDITION#*", "EDITION#2027#LOG"),
            ("EDITION#*", "EDITION#"),
            ("EDITION#*", "EDITION"),
            ("META", "META#1"),
            ("*", "a#b"),
        ] {
            assert!(!covers(pattern, text), "{pattern} {text}");
        }
    }
}
