//! An event as the programme shows it, and its permanent address.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::content::{Content, RevisionNumber};
use crate::edition::Year;
use crate::event::Event;
use crate::id::EventId;
use crate::practical::{NEWS_MAX, Practical, Status};
use crate::schedule::Schedule;
use crate::text::Prose;

/// How many featured events the programme's home shows: the next to take place.
pub const FEATURED_ON_HOME: usize = 6;

/// A published event: public content only, so that nothing private can reach the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// For ever.
    pub id: EventId,
    /// Its edition.
    pub edition: Year,
    /// The readable part of its address, fixed when it was first published.
    pub slug: String,
    /// Rises with every change: the calendar's SEQUENCE (RFC 5545 §3.8.7.4).
    pub sequence: u32,
    /// Which revision it is.
    pub revision: RevisionNumber,
    /// When it was first published.
    pub published_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Whether it takes place.
    #[serde(default, skip_serializing_if = "Status::is_usual")]
    pub status: Status,
    /// The organiser's word to those who want to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub news: Option<Prose<NEWS_MAX>>,
    /// The dates that were announced first, where the organiser has said others since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Schedule>,
    /// Whether it was to be at a place and is online only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moved_online: bool,
    /// Whether the team has put it on the programme's home.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub featured: bool,
    /// All that is public, as it holds: what the organiser has said since lies over the revision.
    pub content: Content,
}

/// An event's place in the programme: kept when the event leaves it, so that its address never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// The readable part of its address, fixed when it was first published.
    pub slug: String,
    /// Rises with every change: the calendar's SEQUENCE (RFC 5545 §3.8.7.4).
    pub sequence: u32,
    /// Which revision the programme shows; none when the event has left it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<RevisionNumber>,
    /// When it was first published.
    pub published_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Whether the team has put it on the programme's home. That is no change of the event: neither its number nor its
    /// date moves, so that no reader is told of one. Lost when it leaves the programme.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub featured: bool,
}

impl Listing {
    /// A first publication.
    pub fn first(shown: Option<RevisionNumber>, title: &str, now: Timestamp) -> Self {
        Self { slug: slug(title), sequence: 0, shown, published_at: now, updated_at: now, featured: false }
    }

    /// The same place with another revision, or with none.
    #[must_use]
    pub fn changed(self, shown: Option<RevisionNumber>, now: Timestamp) -> Self {
        let featured = self.featured && shown.is_some();
        Self { sequence: self.sequence + 1, shown, updated_at: now, featured, ..self }
    }
}

impl Publication {
    /// What the programme shows at this place; nothing when it shows none.
    pub fn new(id: EventId, edition: Year, listing: &Listing, content: Content) -> Option<Self> {
        Some(Self {
            id,
            edition,
            slug: listing.slug.clone(),
            sequence: listing.sequence,
            revision: listing.shown?,
            published_at: listing.published_at,
            updated_at: listing.updated_at,
            status: Status::default(),
            news: None,
            earlier: None,
            moved_online: false,
            featured: listing.featured,
            content,
        })
    }

    /// What the programme shows of an event, whose shown revision has this content: with all that holds beside it.
    pub fn of(event: &Event, content: &Content) -> Option<Self> {
        let practical = event.practical().of(content);
        let shown = Self::new(event.id, event.edition, event.listing.as_ref()?, practical.over(content))?;
        let earlier = practical.schedule.map(|_| content.schedule.clone());
        let Practical { status, news, moved_online, .. } = practical;
        Some(Self { status, news, earlier, moved_online, ..shown })
    }

    /// Whether one can plan to come: not when it is cancelled, nor when it is put off to dates that are yet to be said.
    pub fn takes_place(&self) -> bool {
        match self.status {
            Status::Scheduled | Status::Full => true,
            Status::Postponed => self.earlier.is_some(),
            Status::Cancelled => false,
        }
    }

    /// The event's permanent address within the site: `/2027/evenements/<slug>-<id>/`.
    pub fn path(&self) -> String {
        path(self.edition, &self.slug, self.id)
    }
}

/// The permanent address within the site of an event of this readable part.
pub fn path(edition: Year, slug: &str, id: EventId) -> String {
    format!("/{edition}/evenements/{slug}-{id}/")
}

/// Words of a title for an address: lower-case ASCII letters, digits and single dashes, at most 60 characters,
/// cut between words; `evenement` when nothing is left.
pub fn slug(title: &str) -> String {
    let plain = title.to_lowercase().replace('œ', "oe").replace('æ', "ae");
    let plain: String = plain.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let mut slug = String::new();
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let room = 60usize.saturating_sub(slug.len() + usize::from(!slug.is_empty()));
        if word.len() > room {
            if slug.is_empty() {
                slug.push_str(&word[..room]);
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "evenement".into() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_becomes_a_readable_address() {
        assert_eq!(slug("L’été de la co-production : cœur d’Île"), "l-ete-de-la-co-production-coeur-d-ile");
        assert_eq!(slug("!!! 你好"), "evenement");
        assert_eq!(
            slug(&"anticonstitutionnellement ".repeat(5)),
            "anticonstitutionnellement-anticonstitutionnellement"
        );
    }

    proptest! {
        #[test]
        fn a_slug_is_always_fit_for_an_address(title in any::<String>()) {
            let slug = slug(&title);
            prop_assert!((1..=60).contains(&slug.len()));
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }
    }
}
