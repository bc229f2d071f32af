//! Mails to an editor about an issue of the newsletter.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::MailId;
use crate::due;
use crate::id::{MailingId, ModeratorId};
use crate::mailing::{Mailing, State};
use crate::moderation::Moderator;
use crate::zone::Zone;

/// A mail to an editor about an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailingLetter {
    /// About which issue.
    pub mailing: MailingId,
    /// The version that called for it.
    pub version: u32,
    /// To whom.
    pub moderator: ModeratorId,
    /// Why.
    #[serde(flatten)]
    pub occasion: MailingOccasion,
}

/// Why one writes to an editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "occasion", rename_all = "kebab-case")]
pub enum MailingOccasion {
    /// The service has drafted it, or they have started it: the issue as readers will receive it, with the link to its page.
    Draft,
    /// They want to see it as readers will.
    Test {
        /// When they asked, in seconds since 1970: asking again is another mail.
        asked: i64,
    },
    /// It has begun to leave.
    Started,
    /// It has stopped by itself.
    Halted,
    /// The day's quota is spent.
    Parked,
    /// All of it has left, or it was cancelled: the figures.
    Report,
}

impl MailingLetter {
    /// A letter that the present version calls for.
    pub fn of(mailing: &Mailing, moderator: ModeratorId, occasion: MailingOccasion) -> Self {
        Self { mailing: mailing.id, version: mailing.version, moderator, occasion }
    }

    /// The same letter to each of its editors: the national moderators who are at work.
    pub fn to_editors(
        mailing: &Mailing,
        team: &[Moderator],
        occasion: MailingOccasion,
        now: Timestamp,
    ) -> Vec<Self> {
        let editors = due::escalation(team, Zone::PARIS.date(now));
        editors.into_iter().map(|editor| Self::of(mailing, editor.id, occasion)).collect()
    }

    pub(super) fn id(&self) -> MailId {
        let Self { mailing, version, moderator, occasion } = self;
        let occasion = match occasion {
            MailingOccasion::Draft => "draft".to_owned(),
            MailingOccasion::Test { asked } => format!("test-{asked}"),
            MailingOccasion::Started => "started".to_owned(),
            MailingOccasion::Halted => "halted".to_owned(),
            MailingOccasion::Parked => "parked".to_owned(),
            MailingOccasion::Report => "report".to_owned(),
        };
        MailId(format!("{mailing}-{version}-{occasion}-{moderator}"))
    }

    /// Whether events have overtaken it.
    pub fn is_overtaken_by(&self, mailing: &Mailing) -> bool {
        match self.occasion {
            MailingOccasion::Draft => !mailing.state.is_open(),
            MailingOccasion::Test { .. } => matches!(mailing.state, State::Discarded { .. }),
            MailingOccasion::Started => mailing.state.is_over(),
            MailingOccasion::Halted => !matches!(mailing.state, State::Paused { by_itself: true, .. }),
            MailingOccasion::Parked => !matches!(mailing.state, State::Parked { .. }),
            MailingOccasion::Report => false,
        }
    }
}
