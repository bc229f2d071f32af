//! The programme: published events in, files out. Pure.
//!
//! The same edition, events and issues, read on the same day, always give the same bytes, whatever the hour, the machine and the
//! order in which the events come: so `publish` writes only what changed, and a snapshot is named after its content.
//!
//! | file | what |
//! | --- | --- |
//! | `<year>/evenements/<slug>-<id>/index.html` | an event's page; once it has left the programme, one that says so |
//! | `<year>/evenements/<slug>-<id>/evenement.ics` | its slots, for a calendar |
//! | `<year>/lettres/<id>/index.html` | an issue of the newsletter |
//! | `<year>/programme.json` | the whole as data: `docs/exports.md` |
//! | `<year>/programme.schema.json` | the shape of that, as a JSON Schema |
//! | `<year>/programme.csv` | the whole as a table, a row for each slot |
//! | `<year>/programme.geojson` | the whole on a map |
//! | `<year>/changements/index.json`, `<year>/changements/<date>.json` | what has changed, day by day |
//! | `<year>/openagenda.json` | the whole as OpenAgenda has it |
//! | `<year>/evenements.atom` | the events, what changed last first, to follow |
//! | `<year>/programme.ics` | every slot, for a calendar to subscribe to |
//! | `<year>/lettres.atom` | the issues of the newsletter, to follow |
//! | `<year>/sitemap.xml` | the addresses of the pages, for search engines |
//! | `<year>/evenements/recherche.json` | the words of the events, for the script that searches them |
//! | `<year>/evenements/regions/<name>/…` | the events of a region: page, `agenda.ics` and `flux.atom`; likewise `departements`, `jours`, `modes`, `formats`, `themes`, `publics` |
//! | `<year>/evenements/index.html` | the list, by day; a long one goes on at `page-2/` |
//! | `<year>/ressources/index.html` | the podcasts and the training modules |
//! | `<year>/lettres/index.html` | the issues of the newsletter |
//! | `<year>/index.html` | the edition's home |
//! | `documents/<year>/…` | what is set apart from these words: [`document`] |
//! | `index.html`, `404.html`, `robots.txt` | the site's own, for the current edition only, as all that follows |
//! | `sitemap.xml`, `sitemap-site.xml` | where the addresses of all pages are; those of the site's own |
//! | `plan-du-site/`, `accessibilite/`, `mentions-legales/`, `donnees-personnelles/`, `contact/` | what a site of the State says of itself |
//! | `manifest.webmanifest`, `.well-known/security.txt` | for browsers, and for whoever finds a weakness |

mod address;
mod article;
mod booklet;
mod calendar;
mod card;
mod changes;
mod clock_rules;
mod days;
mod departed_page;
mod described;
pub mod document;
mod elapsed;
mod event_feed;
mod event_page;
mod export;
mod fact;
mod facts;
mod feed;
mod file;
mod french;
mod geojson;
mod home;
mod illustration;
mod issue_feed;
mod issue_list;
mod issue_page;
mod json;
mod kept;
mod legal;
mod licence;
mod linked_data;
mod list;
mod manifest;
mod map;
mod openagenda;
mod pagination;
mod past;
mod poster;
mod programme;
mod related;
mod removal;
mod resources;
mod robots;
mod search;
mod security;
mod selection;
mod sheet;
mod shown;
mod site;
mod social;
mod spreadsheet;

pub use article::{TitleLevel, event_article, published_article};
pub use booklet::Booklet;
pub use fact::{Fact, Said};
pub use facts::{facts, published_facts};
pub use file::File;
pub use poster::Poster;
pub use programme::{Programme, Setting, Stage};
pub use site::SITE_FILES;
