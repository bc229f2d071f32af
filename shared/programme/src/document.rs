//! Documents that are set apart, in their own time: PDF programmes, and cards for social networks. Their keys, and where
//! pages lead to them; none leads to one that is not there.

use model::edition::Year;
use model::publication::{Publication, slug};
use model::territory::Region;

use crate::programme::{DOCUMENTS, Programme};

/// The key of the whole programme as a PDF.
pub fn whole(year: Year) -> String {
    format!("{DOCUMENTS}/{year}/programme.pdf")
}

/// The key of the programme of a region as a PDF.
pub fn of_region(year: Year, region: Region) -> String {
    format!("{DOCUMENTS}/{year}/programme-{}.pdf", slug(region.name()))
}

/// The key of an event's card, a PNG.
pub fn card(event: &Publication) -> String {
    format!("{DOCUMENTS}/{}/cartes/{}.png", event.edition, event.id)
}

impl Programme<'_> {
    /// The address of a document within the site, if it is there.
    pub(crate) fn document(&self, key: &str) -> Option<String> {
        self.setting.documents.contains(key).then(|| format!("/{key}"))
    }
}
