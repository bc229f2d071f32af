//! The feeds and exports of the whole: `docs/exports.md`.

use crate::file::File;
use crate::programme::Programme;
use crate::{
    address, calendar, changes, event_feed, geojson, issue_feed, json, openagenda, robots, spreadsheet,
};

/// Each of them, in no order that matters.
pub(crate) fn files<'a>(programme: &'a Programme<'_>) -> Box<dyn Iterator<Item = File> + Send + 'a> {
    let all: [fn(&Programme<'_>) -> File; 10] = [
        |it| File::json(address::file(&address::json(it.edition.year)), json::programme(it)),
        |it| File::calendar(address::file(&address::calendar(it.edition.year)), calendar::of_programme(it)),
        |it| File::atom(address::file(&address::issue_feed(it.edition.year)), issue_feed::feed(it)),
        |it| File::schema(address::file(&address::schema(it.edition.year)), json::SCHEMA),
        |it| File::table(address::file(&address::table(it.edition.year)), spreadsheet::table(it)),
        |it| File::map(address::file(&address::map(it.edition.year)), geojson::programme(it)),
        |it| File::schema(address::file(&address::changes_schema(it.edition.year)), changes::SCHEMA),
        |it| File::json(address::file(&address::openagenda(it.edition.year)), openagenda::programme(it)),
        |it| File::atom(address::file(&address::event_feed(it.edition.year)), event_feed::feed(it)),
        |it| File::xml(address::file(&address::sitemap(it.edition.year)), robots::sitemap(it)),
    ];
    Box::new(all.into_iter().map(move |file| file(programme)).chain(changes::files(programme)))
}
