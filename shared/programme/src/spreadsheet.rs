//! The programme as a table: `<year>/programme.csv` (RFC 4180), a row for each slot, one for an event that is available
//! over a period. Its columns are described in `docs/exports.md`; one may be added at the end, none changes its meaning.
//!
//! *For spreadsheets* it starts with the mark by which they know UTF-8, and no cell is one that they would run: see
//! [`tame`]. Every text is of one line, so every row is.

use std::io;

use csv::{Terminator, WriterBuilder};
use jiff::civil::Date;
use model::attendance::Place;
use model::picture::PictureKind;
use model::publication::Publication;
use model::text::Line;

use crate::illustration;
use crate::licence::LICENCE;
use crate::linked_data::{dates, zone};
use crate::programme::Programme;
use crate::shown::Shown;

/// By which a spreadsheet knows that a file is in UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Between the values of a cell that has several.
const BETWEEN: &str = " | ";

const COLUMNS: [&str; 41] = [
    "id",
    "reference",
    "slot",
    "title",
    "summary",
    "format",
    "themes",
    "status",
    "takes_place",
    "mode",
    "places",
    "addresses",
    "postcodes",
    "towns",
    "insee_codes",
    "departements",
    "regions",
    "time_zone",
    "starts_at",
    "ends_at",
    "online_link",
    "registration_link",
    "registration_email",
    "registration_phone",
    "registration_deadline",
    "capacity",
    "audience",
    "accessibility",
    "organisation",
    "organisation_kind",
    "partners",
    "contact_name",
    "contact_email",
    "contact_phone",
    "language",
    "picture_url",
    "picture_credit",
    "url",
    "published_at",
    "updated_at",
    "licence",
];

/// The table.
pub(crate) fn table(programme: &Programme<'_>) -> Vec<u8> {
    written(programme).unwrap_or_default() // into memory, and every row has its columns: it has nothing to fail on
}

fn written(programme: &Programme<'_>) -> Result<Vec<u8>, io::Error> {
    let mut table =
        WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    table.write_record(COLUMNS)?;
    for event in &programme.events {
        for (number, dates) in (1..).zip(dates(&event.content.schedule)) {
            table.write_record(row(programme, event, number, dates).iter().map(|cell| tame(cell)))?;
        }
    }
    table.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn row(
    programme: &Programme<'_>,
    event: &Publication,
    number: usize,
    (starts_at, ends_at): (String, String),
) -> [String; COLUMNS.len()] {
    let (content, shown) = (&event.content, Shown::from(event));
    let registration = shown.registration();
    let contact = content.contact.as_ref();
    let organisation = &content.organisation;
    let of_places = |said: fn(&Place) -> &str| several(content.attendance.places().map(said));
    [
        event.id.to_string(),
        event.id.reference(),
        number.to_string(),
        content.title.to_string(),
        content.summary.to_string(),
        content.format.label().into(),
        several(content.themes.iter().map(|theme| theme.label.as_str())),
        event.status.code().into(),
        if shown.takes_place() { "true" } else { "false" }.into(),
        content.attendance.mode().code().into(),
        of_places(|place| place.name.as_str()),
        of_places(|place| place.address.as_ref().map(Line::as_str).unwrap_or_default()),
        of_places(|place| place.postcode.as_str()),
        of_places(|place| place.town.name()),
        of_places(|place| place.town.commune().map(|commune| commune.code()).unwrap_or_default()),
        of_places(|place| place.town.departement().name()),
        of_places(|place| place.town.region().name()),
        zone(content).name().into(),
        starts_at,
        ends_at,
        said(shown.link()),
        said(registration.and_then(|it| it.link.as_ref())),
        said(registration.and_then(|it| it.email.as_ref())),
        said(registration.and_then(|it| it.phone.as_ref())),
        said(registration.and_then(|it| it.deadline.as_ref()).map(Date::to_string).as_ref()),
        said(content.capacity.as_ref()),
        several(content.audience.iter().map(|one| one.label())),
        several(content.accessibility.provided_for.iter().map(|one| one.code())),
        organisation.name.to_string(),
        organisation.kind.label().into(),
        several(organisation.partners.iter().map(Line::as_str)),
        said(contact.and_then(|it| it.name.as_ref())),
        said(contact.and_then(|it| it.email.as_ref())),
        said(contact.and_then(|it| it.phone.as_ref())),
        content.language.label().into(),
        said(content.picture.as_ref().map(|it| picture(programme, it)).as_ref()),
        said(content.picture.as_ref().map(|it| &it.credit)),
        programme.url(&event.path()),
        event.published_at.to_string(),
        event.updated_at.to_string(),
        LICENCE.name.into(),
    ]
}

/// The address of its largest file, as what every program reads.
fn picture(programme: &Programme<'_>, picture: &model::picture::Picture) -> String {
    programme.url(&picture.frame.path(illustration::largest(picture), PictureKind::Jpeg))
}

fn said(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// The values of one cell. What stands between them is in none of them, so that it parts them for sure.
fn several<'a>(values: impl Iterator<Item = &'a str>) -> String {
    values.map(|value| value.replace('|', "/")).collect::<Vec<_>>().join(BETWEEN)
}

/// The cell with an apostrophe wherever a spreadsheet would take what follows for a formula (OWASP, "CSV Injection"):
/// at its start; and after a semicolon, by which spreadsheets set up in French part cells, whatever the quotes.
fn tame(cell: &str) -> String {
    let parts: Vec<_> = cell.split(';').collect();
    let tamed = (0..).zip(&parts).map(|(place, part)| {
        let start = if place == 0 { part } else { part.trim_start_matches(['"', ' ']) };
        if start.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            format!("'{part}")
        } else {
            (*part).to_owned()
        }
    });
    tamed.collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (typed, written) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+33612345678", "'+33612345678"),
            ("-1", "'-1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("a;=1;+2", "a;'=1;'+2"),
            ("a; \"=1\"", "a;' \"=1\""),
            ("1 = 1; 2", "1 = 1; 2"),
            ("", ""),
        ] {
            assert_eq!(tame(typed), written);
        }
    }

    #[test]
    fn what_parts_values_is_in_none_of_them() {
        assert_eq!(several(["a | b"].into_iter()), "a / b");
        assert_eq!(several(["a | b", "", "c"].into_iter()), "a / b |  | c");
    }
}
