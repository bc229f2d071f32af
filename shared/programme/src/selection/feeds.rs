//! What readers follow a selection by: a calendar to subscribe to, and an Atom feed.

use super::Selection;
use crate::feed::Of;
use crate::file::File;
use crate::programme::Programme;
use crate::{address, calendar, event_feed};

/// Both.
pub(super) fn files(programme: &Programme<'_>, selection: &Selection<'_>) -> [File; 2] {
    let (value, year) = (selection.value, programme.edition.year);
    let title = value.title();
    let (calendar, feed) = (address::selection_calendar(year, value), address::selection_feed(year, value));
    let of = Of {
        name: &format!("evenements/{}/{}", value.facet().folder(), value.slug()),
        about: &title,
        own: feed.clone(),
        page: address::selection(year, value),
    };
    [
        File::calendar(
            address::file(&calendar),
            calendar::of_selection(programme, &title, &selection.events),
        ),
        File::atom(address::file(&feed), event_feed::of_events(programme, &of, &selection.events)),
    ]
}
