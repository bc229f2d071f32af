//! What search engines read, and what a reader finds where there is nothing.

use askama::Template;
use jiff::Timestamp;
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
    let day = |at: Timestamp| at.to_zoned(Zone::PARIS.rules()).date();
    let always = [address::home(year), address::list(year), address::issues(year)];
    let mut pages: Vec<_> = always.iter().map(|address| (programme.url(address), None)).collect();
    let events = programme.events.iter().map(|event| (event.path(), event.updated_at));
    let issues = programme.issues.iter().map(|(left_at, issue)| (issue.path(), *left_at));
    pages.extend(events.chain(issues).map(|(path, at)| (programme.url(&path), Some(day(at)))));
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
