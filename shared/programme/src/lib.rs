//! The programme: published events in, files out. Pure.
//!
//! The same edition, events and issues always give the same bytes, whatever the time, the machine and the order in which the
//! events come: so `publish` writes only what changed, and a snapshot is named after its content.
//!
//! | file | what |
//! | --- | --- |
//! | `<year>/evenements/<slug>-<id>/index.html` | an event's page |
//! | `<year>/evenements/<slug>-<id>/evenement.ics` | its slots, for a calendar |
//! | `<year>/lettres/<id>/index.html` | an issue of the newsletter |
//! | `<year>/programme.json` | the whole as data: `docs/exports.md` |
//! | `<year>/programme.schema.json` | the shape of that, as a JSON Schema |
//! | `<year>/programme.csv` | the whole as a table, a row for each slot |
//! | `<year>/openagenda.json` | the whole as OpenAgenda has it |
//! | `<year>/evenements.atom` | the events, what changed last first, to follow |
//! | `<year>/programme.ics` | every slot, for a calendar to subscribe to |
//! | `<year>/lettres.atom` | the issues of the newsletter, to follow |
//! | `<year>/sitemap.xml` | the addresses of the pages, for search engines |
//! | `<year>/evenements/index.html` | the list, by day |
//! | `<year>/lettres/index.html` | the issues of the newsletter |
//! | `<year>/index.html` | the edition's home |
//! | `index.html`, `404.html`, `robots.txt` | the site's own, for the current edition only |

mod address;
mod article;
mod calendar;
mod card;
mod described;
pub mod document;
mod event_feed;
mod event_page;
mod export;
mod fact;
mod facts;
mod feed;
mod figures;
mod file;
mod french;
mod home;
mod illustration;
mod issue_feed;
mod issue_list;
mod issue_page;
mod json;
mod licence;
mod linked_data;
mod list;
mod openagenda;
mod programme;
mod robots;
mod selection;
mod sheet;
mod shown;
mod site;
mod spreadsheet;

pub use article::{TitleLevel, event_article, published_article};
pub use fact::{Fact, Said};
pub use facts::{facts, published_facts};
pub use file::File;
pub use programme::{DOCUMENTS, Programme, Setting, Stage};
pub use site::SITE_FILES;
