//! What an organiser can say at once of an event that the programme shows, without a moderator: that it is full, put off,
//! cancelled, that it moves online or to another room. It lies over the revision that is shown and changes none.

#[cfg(test)]
pub(crate) mod tests;

use serde::{Deserialize, Serialize};

use crate::attendance::{Attendance, Mode, Places};
use crate::content::{Content, RevisionNumber};
use crate::schedule::Schedule;
use crate::text::{Line, Prose};
use crate::vocabulary::UnknownCode;
use crate::web_link::WebLink;

/// Most characters of an organiser's news of the event.
pub const NEWS_MAX: usize = 500;

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Status {
    /// As announced.
    #[default]
    Scheduled,
    /// No place is left.
    Full,
    /// At another time, which is said or is yet to be said.
    Postponed,
    /// Not at all.
    Cancelled,
}

impl Status {
    /// Every value, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Scheduled, Self::Full, Self::Postponed, Self::Cancelled];

    /// The value as stored, in forms and in exports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Full => "full",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The value as people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Scheduled => "Maintenu",
            Self::Full => "Complet",
            Self::Postponed => "Reporté",
            Self::Cancelled => "Annulé",
        }
    }

    /// The value of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Whether it is the one that nobody needs to be told.
    pub fn is_usual(&self) -> bool {
        *self == Self::Scheduled
    }
}

impl TryFrom<String> for Status {
    type Error = UnknownCode;
    fn try_from(code: String) -> Result<Self, UnknownCode> {
        Self::from_code(&code).ok_or(UnknownCode(code))
    }
}

impl From<Status> for &'static str {
    fn from(status: Status) -> &'static str {
        status.code()
    }
}

/// What an organiser says of the event beside its revisions: all of it, each time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practical {
    /// Whether it takes place.
    #[serde(default, skip_serializing_if = "Status::is_usual")]
    pub status: Status,
    /// A word to those who want to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub news: Option<Prose<NEWS_MAX>>,
    /// The new dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// Whether it takes place online only, wherever it was to be.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moved_online: bool,
    /// The new public link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online_link: Option<WebLink>,
    /// The new name of its first place: another room, another door.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Line<140>>,
    /// The new page where one registers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_link: Option<WebLink>,
    /// The dates that no longer hold, where the new ones are yet to be said: never typed, noted by [`Practical::beside`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_off: Option<Schedule>,
}

impl Practical {
    /// Whether it says nothing.
    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }

    /// The content as it holds from now on.
    #[must_use]
    pub fn over(&self, content: &Content) -> Content {
        let mut content = content.clone();
        if let Some(schedule) = &self.schedule {
            content.schedule = schedule.clone();
        }
        content.attendance = self.attendance(content.attendance);
        if let Some(link) = &self.registration_link {
            content.registration.get_or_insert_default().link = Some(link.clone());
        }
        content
    }

    fn attendance(&self, usual: Attendance) -> Attendance {
        let link = self.online_link.as_ref().or(usual.link()).cloned();
        if self.moved_online {
            return Attendance::Online { link };
        }
        let renamed = |places: Places| match &self.room {
            Some(room) => places.with_first_named(room.clone()),
            None => places,
        };
        match usual {
            Attendance::OnSite { places } => Attendance::OnSite { places: renamed(places) },
            Attendance::Online { .. } => Attendance::Online { link },
            Attendance::Hybrid { places, .. } => Attendance::Hybrid { places: renamed(places), link },
        }
    }

    /// Without what the content says already, and what cannot be said of it: the room of an event that is online…
    #[must_use]
    pub fn beside(mut self, content: &Content) -> Self {
        let usual = &content.attendance;
        self.moved_online &= usual.mode() != Mode::Online;
        let mode = if self.moved_online { Mode::Online } else { usual.mode() };
        self.schedule = self.schedule.filter(|schedule| *schedule != content.schedule);
        self.online_link = self.online_link.filter(|link| mode.has_link() && usual.link() != Some(link));
        self.room = self
            .room
            .filter(|room| mode.has_place() && usual.place().is_some_and(|place| place.name != *room));
        self.registration_link =
            self.registration_link.filter(|link| content.registration_link() != Some(link));
        let is_put_off = self.status == Status::Postponed && self.schedule.is_none();
        self.put_off = is_put_off.then(|| content.schedule.clone());
        self
    }

    /// What holds of it over a content: what was put off takes place as announced once other dates are there.
    #[must_use]
    pub fn of(self, content: &Content) -> Self {
        match &self.put_off {
            Some(dates) if *dates != content.schedule => {
                Self { status: Status::Scheduled, put_off: None, ..self }
            }
            _ => self,
        }
    }

    /// What is left once a newer revision is shown, which says the rest: whether it takes place, and the word to those who
    /// want to come. Put off to dates that were said, it takes place as announced.
    fn overtaken(&self) -> Self {
        let is_said = self.status == Status::Postponed && self.schedule.is_some();
        let status = if is_said { Status::Scheduled } else { self.status };
        Self { status, news: self.news.clone(), put_off: self.put_off.clone(), ..Self::default() }
    }

    /// What a revision can say as well.
    fn said_of_the_content(&self) -> Self {
        Self { status: Status::default(), news: None, put_off: None, ..self.clone() }
    }
}

/// What an organiser has said, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlay {
    /// What.
    #[serde(flatten)]
    pub practical: Practical,
    /// The highest revision at the time: one that was sent later, once it is shown, says the rest.
    pub since: RevisionNumber,
    /// The event's version that it brought about.
    pub version: u32,
}

impl Overlay {
    /// What holds of it over the revision that is shown.
    pub(crate) fn holding(&self, shown: Option<RevisionNumber>) -> Practical {
        if self.is_overtaken(shown) { self.practical.overtaken() } else { self.practical.clone() }
    }

    fn is_overtaken(&self, shown: Option<RevisionNumber>) -> bool {
        shown.is_some_and(|shown| shown > self.since)
    }

    /// What is said from now on of an event that shows a revision. What is only said again, beside another status or another word,
    /// has been said since then, unless a newer revision has overtaken it.
    pub(crate) fn next(
        before: Option<&Self>,
        practical: &Practical,
        shown: Option<RevisionNumber>,
        highest: RevisionNumber,
        version: u32,
    ) -> Self {
        let again = before
            .filter(|before| !before.is_overtaken(shown))
            .filter(|before| before.practical.said_of_the_content() == practical.said_of_the_content());
        Self { practical: practical.clone(), since: again.map_or(highest, |before| before.since), version }
    }
}
