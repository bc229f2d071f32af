//! The programme to print: the PDFs that are there.

use model::territory::Region;

use crate::document;
use crate::programme::Programme;

/// Where they are.
pub(crate) struct Documents {
    pub(crate) whole: Option<String>,
    /// Each with the region's name, in the order of menus.
    pub(crate) regions: Vec<(String, String)>,
}

impl Documents {
    pub(crate) fn of(programme: &Programme<'_>) -> Self {
        let year = programme.edition.year;
        let of_region = |region: Region| {
            let address = programme.document(&document::of_region(year, region))?;
            Some((crate::selection::Value::Region(region).label(), address))
        };
        Self {
            whole: programme.document(&document::whole(year)),
            regions: Region::in_order().into_iter().filter_map(of_region).collect(),
        }
    }

    pub(crate) fn are_there(&self) -> bool {
        self.whole.is_some() || !self.regions.is_empty()
    }
}
