//! What the site has once, about its current edition.

use crate::file::File;
use crate::legal::PAGES;
use crate::programme::Programme;
use crate::{address, home, manifest, robots, security};

/// The paths of [`files`].
pub const SITE_FILES: [&str; 12] = [
    "index.html",
    "404.html",
    "plan-du-site/index.html",
    "accessibilite/index.html",
    "mentions-legales/index.html",
    "donnees-personnelles/index.html",
    "contact/index.html",
    "manifest.webmanifest",
    security::PATH,
    "sitemap.xml",
    "sitemap-site.xml",
    "robots.txt",
];

/// Each of them.
pub(crate) fn files<'a>(programme: &'a Programme<'_>) -> Box<dyn Iterator<Item = File> + Send + 'a> {
    let others: [fn(&Programme<'_>) -> File; SITE_FILES.len() - PAGES.len()] = [
        |it| File::html("index.html".into(), home::page(it)),
        |it| File::html("404.html".into(), robots::not_found(it.edition)),
        |it| File::manifest("manifest.webmanifest", manifest::manifest(it)),
        |it| File::text(security::PATH, security::text(it)),
        |it| File::xml(address::file(address::SITEMAPS), robots::sitemaps(it)),
        |it| File::xml(address::file(address::SITE_SITEMAP), robots::site_sitemap(it)),
        |it| File::text("robots.txt", robots::robots(it)),
    ];
    let pages = PAGES.iter().map(|page| page.file(programme));
    Box::new(pages.chain(others.into_iter().map(move |file| file(programme))))
}
