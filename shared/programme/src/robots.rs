//! What search engines read, and what a reader finds where there is nothing.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use model::edition::{Edition, Year};
use model::zone::Zone;
use web::Page;

use crate::legal::PAGES;
use crate::programme::Programme;
use crate::{address, past, selection};

/// `robots.txt` (RFC 9309). The dated exports repeat the programme: they are for those who reuse it.
pub(crate) fn robots(programme: &Programme<'_>) -> String {
    let sitemaps = programme.url(address::SITEMAPS);
    format!("User-agent: *\nDisallow: /snapshots/\n\nSitemap: {sitemaps}\n")
}

#[derive(Template)]
#[template(path = "sitemap-index.xml")]
struct Sitemaps {
    sitemaps: Vec<String>,
}

/// Where the addresses of all pages are: the site's own, and those of each edition.
pub(crate) fn sitemaps(programme: &Programme<'_>) -> String {
    let others = programme.others.iter().map(|edition| edition.year);
    let of_edition = |year: Year| programme.url(&address::sitemap(year));
    let editions = std::iter::once(programme.edition.year).chain(others).map(of_edition);
    let sitemaps = std::iter::once(programme.url(address::SITE_SITEMAP)).chain(editions).collect();
    Sitemaps { sitemaps }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
}

#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap {
    pages: Vec<(String, Option<Date>)>,
}

/// The addresses of the site's own pages.
pub(crate) fn site_sitemap(programme: &Programme<'_>) -> String {
    let own = std::iter::once("/").chain(PAGES.iter().map(|page| page.path));
    let pages = own.map(|path| (programme.url(path), None)).collect();
    Sitemap { pages }.render().unwrap_or_default()
}

/// The addresses of the pages of the edition (sitemaps.org, protocol 0.9), but for those that name another as the one to
/// keep. It lies beside them, as the protocol wants.
pub(crate) fn sitemap(programme: &Programme<'_>) -> String {
    let year = programme.edition.year;
    let day = |at: Timestamp| Zone::PARIS.date(at);
    let lists = [address::home(year), address::resources(year), address::issues(year)];
    let lists = lists.into_iter().chain(selection::addresses(programme));
    let own = lists.filter(|path| past::canonical(programme, path) == programme.url(path));
    let events = programme.events.iter().map(|event| (event.path(), event.updated_at));
    let issues = programme.issues.iter().map(|(left_at, issue)| (issue.path(), *left_at));
    let dated = events.chain(issues).map(|(path, at)| (programme.url(&path), Some(day(at))));
    let pages = own.map(|path| (programme.url(&path), None)).chain(dated).collect();
    Sitemap { pages }.render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "not-found.html")]
struct NotFound<'a> {
    edition: &'a Edition,
    list: String,
}

/// The page served, with status 404, at every address where there is nothing.
pub(crate) fn not_found(edition: &Edition) -> String {
    let main = NotFound { edition, list: address::list(edition.year) };
    Page::private("Page introuvable", Some(edition), &main.render().unwrap_or_default()).html()
}
