//! Where everything is: addresses within the site start with a slash; files have the same path without it.

use jiff::civil::Date;
use model::edition::Year;
use model::material::Departed;
use model::publication::Publication;

use crate::selection::Value;

/// The edition's home.
pub(crate) fn home(year: Year) -> String {
    format!("/{year}/")
}

/// The list of events.
pub(crate) fn list(year: Year) -> String {
    format!("/{year}/evenements/")
}

/// The podcasts and the training modules.
pub(crate) fn resources(year: Year) -> String {
    format!("/{year}/ressources/")
}

/// The events that have something in common: those of a region, of a day… There is a page where there is an event.
pub(crate) fn selection(year: Year, value: Value<'_>) -> String {
    format!("{}{}/{}/", list(year), value.facet().folder(), value.slug())
}

/// The same, for a calendar to subscribe to.
pub(crate) fn selection_calendar(year: Year, value: Value<'_>) -> String {
    format!("{}agenda.ics", selection(year, value))
}

/// The same, what changed last first.
pub(crate) fn selection_feed(year: Year, value: Value<'_>) -> String {
    format!("{}flux.atom", selection(year, value))
}

/// A page of a list, which goes on from the one before; the first is the list itself.
pub(crate) fn numbered_page(list: &str, number: usize) -> String {
    if number == 1 { list.to_owned() } else { format!("{list}page-{number}/") }
}

/// The words of the events, to search them.
pub(crate) fn search_index(year: Year) -> String {
    format!("{}recherche.json", list(year))
}

/// The whole as data.
pub(crate) fn json(year: Year) -> String {
    format!("/{year}/programme.json")
}

/// The whole as a calendar.
pub(crate) fn calendar(year: Year) -> String {
    format!("/{year}/programme.ics")
}

/// The whole as a table.
pub(crate) fn table(year: Year) -> String {
    format!("/{year}/programme.csv")
}

/// The whole as OpenAgenda has it.
pub(crate) fn openagenda(year: Year) -> String {
    format!("/{year}/openagenda.json")
}

/// The whole on a map.
pub(crate) fn map(year: Year) -> String {
    format!("/{year}/programme.geojson")
}

/// Where what has changed is, day by day.
pub(crate) fn changes(year: Year) -> String {
    format!("/{year}/changements/index.json")
}

/// What last changed on a day, in Paris.
pub(crate) fn changes_of(year: Year, day: Date) -> String {
    format!("/{year}/changements/{day}.json")
}

/// The shape of both.
pub(crate) fn changes_schema(year: Year) -> String {
    format!("/{year}/changements/changements.schema.json")
}

/// The shape of the whole as data.
pub(crate) fn schema(year: Year) -> String {
    format!("/{year}/programme.schema.json")
}

/// The events, what changed last first.
pub(crate) fn event_feed(year: Year) -> String {
    format!("/{year}/evenements.atom")
}

/// Where the addresses of all pages are.
pub(crate) const SITEMAPS: &str = "/sitemap.xml";

/// The addresses of the site's own pages.
pub(crate) const SITE_SITEMAP: &str = "/sitemap-site.xml";

/// The addresses of the edition's pages.
pub(crate) fn sitemap(year: Year) -> String {
    format!("/{year}/sitemap.xml")
}

/// The issues of the newsletter that have left.
pub(crate) fn issues(year: Year) -> String {
    format!("/{year}/lettres/")
}

/// The same, as a feed.
pub(crate) fn issue_feed(year: Year) -> String {
    format!("/{year}/lettres.atom")
}

/// An event's slots, for a calendar; an event that is available over a period has none.
pub(crate) fn event_calendar(event: &Publication) -> String {
    format!("{}evenement.ics", event.path())
}

/// What an event left in calendars before it left the programme, at its address.
pub(crate) fn departed_calendar(event: &Departed) -> String {
    format!("{}evenement.ics", event.path())
}

/// The file that is served at an address: `/2027/` is `2027/index.html`.
pub(crate) fn file(address: &str) -> String {
    let path = address.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// The host of the site's address, without its port: the right-hand side of calendar identifiers.
pub(crate) fn host(base_url: &str) -> &str {
    let after_scheme = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    after_scheme.split(['/', ':']).next().unwrap_or(after_scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ending_with_a_slash_is_an_index() {
        assert_eq!(file("/"), "index.html");
        assert_eq!(file("/2027/evenements/"), "2027/evenements/index.html");
        assert_eq!(file("/2027/programme.ics"), "2027/programme.ics");
    }

    #[test]
    fn the_host_has_neither_scheme_nor_port() {
        assert_eq!(host("https://mois.gouv.fr"), "mois.gouv.fr");
        assert_eq!(host("http://localhost:8080"), "localhost");
    }
}
