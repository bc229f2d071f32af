//! What the site has once, about its current edition.

use crate::file::File;
use crate::programme::Programme;
use crate::{home, robots};

/// The paths of [`files`].
pub const SITE_FILES: [&str; 3] = ["index.html", "404.html", "robots.txt"];

/// Each of them.
pub(crate) fn files<'a>(programme: &'a Programme<'_>) -> Box<dyn Iterator<Item = File> + Send + 'a> {
    let all: [fn(&Programme<'_>) -> File; SITE_FILES.len()] = [
        |it| File::html(SITE_FILES[0].into(), home::page(it)),
        |it| File::html(SITE_FILES[1].into(), robots::not_found(it.edition)),
        |it| File::text(SITE_FILES[2], robots::robots(it)),
    ];
    Box::new(all.into_iter().map(move |file| file(programme)))
}
