//! What links are for.

use crate::subject::Subject;

/// What a link is for. Each purpose has its own subkey and its own path in the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The organiser confirms their address.
    Confirm,
    /// A moderator decides on a revision.
    Moderate,
    /// The organiser corrects their event.
    Edit,
    /// A moderator sees what waits for them in an edition.
    Queue,
    /// Someone confirms that they want the newsletter.
    Subscribe,
    /// A subscriber sees and changes their subscription.
    Preferences,
    /// A subscriber's mail client unsubscribes them (RFC 8058). Such a link stands in a mail's header and nowhere else.
    Unsubscribe,
    /// An editor works on an issue of the newsletter.
    Compose,
    /// Someone goes on with a draft of the form.
    Draft,
    /// Someone opens the form. No link: such a token stands in the form itself, and says when it was opened.
    Opening,
    /// One of the team of an event sees where it stands, and acts on it.
    Organise,
    /// Someone gives a draft or an event its picture.
    Illustrate,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 12] = [
        Self::Confirm,
        Self::Moderate,
        Self::Edit,
        Self::Queue,
        Self::Subscribe,
        Self::Preferences,
        Self::Unsubscribe,
        Self::Compose,
        Self::Draft,
        Self::Opening,
        Self::Organise,
        Self::Illustrate,
    ];

    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Confirm => 1,
            Self::Moderate => 2,
            Self::Edit => 3,
            Self::Queue => 4,
            Self::Subscribe => 5,
            Self::Preferences => 6,
            Self::Unsubscribe => 7,
            Self::Compose => 8,
            Self::Draft => 9,
            Self::Opening => 10,
            Self::Organise => 11,
            Self::Illustrate => 12,
        }
    }

    /// The path under which the site answers to such links.
    pub fn path(self) -> &'static str {
        match self {
            Self::Confirm => "/confirmer/",
            Self::Moderate => "/moderer/",
            Self::Edit => "/corriger/",
            Self::Queue => "/moderation/",
            Self::Subscribe => "/abonnement/confirmer/",
            Self::Preferences => "/abonnement/mes-choix/",
            Self::Unsubscribe => "/desabonner/",
            Self::Compose => "/lettre/",
            Self::Draft => "/proposition/",
            Self::Opening => "/proposer/",
            Self::Organise => "/mon-evenement/",
            Self::Illustrate => "/illustrer/",
        }
    }

    /// Whether a link for this purpose can be about `subject`.
    pub(crate) fn fits(self, subject: &Subject) -> bool {
        match self {
            Self::Confirm | Self::Moderate | Self::Edit => matches!(subject, Subject::Event { .. }),
            Self::Queue => matches!(subject, Subject::Edition(_)),
            Self::Subscribe | Self::Preferences | Self::Unsubscribe => {
                matches!(subject, Subject::Person(_))
            }
            Self::Compose => matches!(subject, Subject::Mailing(_)),
            Self::Draft | Self::Opening => matches!(subject, Subject::Draft(_)),
            Self::Organise => matches!(subject, Subject::Seat { .. }),
            Self::Illustrate => matches!(subject, Subject::Draft(_) | Subject::Seat { .. }),
        }
    }
}
