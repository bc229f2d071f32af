//! An issue with its events, as it is frozen at launch: the same for the mails, their previews and the page on the web.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{EDITORIAL_MAX, PREHEADER_MAX, SUBJECT_MAX};
use crate::content::{SUMMARY_MAX, TITLE_MAX};
use crate::edition::Year;
use crate::id::{EventId, MailingId};
use crate::territory::Region;
use crate::text::{Line, Prose};
use crate::vocabulary::Format;

/// An issue with its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Which.
    pub id: MailingId,
    /// Its edition.
    pub edition: Year,
    /// The edition's name: "Mois de l’innovation publique".
    pub edition_name: Line<100>,
    /// Who answers for it, as in the legal notice: the edition's operator.
    pub operator: Line<140>,
    /// The subject.
    pub subject: Line<SUBJECT_MAX>,
    /// The line beside the subject.
    pub preheader: Line<PREHEADER_MAX>,
    /// Its sections, in order, none of them empty.
    pub blocks: Vec<Block>,
}

/// A section with what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "section", rename_all = "kebab-case")]
pub enum Block {
    /// What the team says, in Markdown.
    Editorial {
        /// The text.
        text: Prose<EDITORIAL_MAX>,
    },
    /// The events at its head.
    Featured {
        /// Which.
        cards: Vec<Card>,
    },
    /// What is new, by region. A reader is shown that of their regions; one without is shown none of it.
    NewInRegion {
        /// By region, in the order of their codes.
        regions: Vec<RegionNews>,
    },
    /// The week, day by day.
    Week {
        /// The days on which something takes place.
        days: Vec<Day>,
    },
    /// Online, for everyone.
    Online {
        /// Which.
        cards: Vec<Card>,
        /// How many more there are in the programme.
        more: u32,
    },
    /// At any hour.
    Resources {
        /// Which.
        cards: Vec<Card>,
        /// How many more there are in the programme.
        more: u32,
    },
}

/// What is new in a region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionNews {
    /// Which.
    pub region: Region,
    /// The events.
    pub cards: Vec<Card>,
    /// How many more there are in the programme.
    pub more: u32,
}

/// A day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The civil date at the place of each event.
    pub date: Date,
    /// The events, in order of time.
    pub cards: Vec<Card>,
    /// How many more there are in the programme.
    pub more: u32,
}

/// An event in a few lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Which.
    pub id: EventId,
    /// Its title.
    pub title: Line<TITLE_MAX>,
    /// One sentence; only where there is room for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Line<SUMMARY_MAX>>,
    /// What kind of event.
    pub format: Format,
    /// When, in words: « mardi 9 novembre 2027, de 10 h à 12 h ».
    pub when: String,
    /// Where, in words: « Rennes », « en ligne », « Rennes · complet ».
    pub place: String,
    /// Its address within the site.
    pub path: String,
}

impl Issue {
    /// What a reader of these regions is shown: the sections that are not about other regions.
    pub fn blocks_for(&self, regions: &BTreeSet<Region>) -> Vec<Block> {
        let for_them = |block: &Block| match block {
            Block::NewInRegion { regions: all } => {
                let theirs: Vec<_> =
                    all.iter().filter(|news| regions.contains(&news.region)).cloned().collect();
                (!theirs.is_empty()).then_some(Block::NewInRegion { regions: theirs })
            }
            other => Some(other.clone()),
        };
        self.blocks.iter().filter_map(for_them).collect()
    }

    /// The regions of which it has news: each has a variant of its own.
    pub fn regions(&self) -> BTreeSet<Region> {
        let news = self.blocks.iter().filter_map(|block| match block {
            Block::NewInRegion { regions } => Some(regions),
            _ => None,
        });
        news.flatten().map(|news| news.region).collect()
    }

    /// The variant that readers of these regions share: the regions of theirs that it has news of.
    pub fn variant(&self, regions: &BTreeSet<Region>) -> BTreeSet<Region> {
        self.regions().intersection(regions).copied().collect()
    }

    /// Its page within the site: `/2027/lettres/<id>/`.
    pub fn path(&self) -> String {
        format!("/{}/lettres/{}/", self.edition, self.id)
    }
}
