//! What search engines read, and what a reader finds where there is nothing.

use askama::Template;
use jiff::civil::Date;
use model::edition::Edition;
use model::zone::Zone;
use web::Page;

use crate::address;
use crate::programme::Programme;

/// `robots.txt` (RFC 9309). The dated exports repeat the programme: they are for those who reuse it.
pub(crate) fn robots(programme: &Programme<'_>) -> String {
    let sitemap = programme.url(&address::sitemap(programme.edition.year));
    format!("User-agent: *\nDisallow: /snapshots/\n\nSitemap: {sitemap}\n")
}

#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap {
    pages: Vec<(String, Option<Date>)>,
}

/// The addresses of the pages (sitemaps.org, protocol 0.9). It lies beside them, as the protocol wants.
pub(crate) fn sitemap(programme: &Programme<'_>) -> String {
    let year = programme.edition.year;
    let mut pages =
        vec![(programme.url(&address::home(year)), None), (programme.url(&address::list(year)), None)];
    pages.extend(programme.events.iter().map(|event| {
        let changed = event.updated_at.to_zoned(Zone::PARIS.rules()).date();
        (programme.url(&event.path()), Some(changed))
    }));
    Sitemap { pages }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
}

#[derive(Template)]
#[template(path = "not-found.html")]
struct NotFound {
    list: String,
}

/// The page served, with status 404, at every address where there is nothing.
pub(crate) fn not_found(edition: &Edition) -> String {
    let main = NotFound { list: address::list(edition.year) };
    Page::private("Page introuvable", Some(edition), &main.render().unwrap_or_default()).html()
}
