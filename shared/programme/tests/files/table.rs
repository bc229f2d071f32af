//! The table, read back by the rules of RFC 4180.

use csv::{ReaderBuilder, StringRecord};
use model::accessibility::Accessibility;
use model::attendance::Attendance;
use model::content::Content;
use model::practical::Status;
use model::publication::Publication;
use model::zone::Zone;
use proptest::prelude::*;

use crate::everything::{everything, saying};
use crate::fixture::{
    files, hostile, in_reunion, online, place, podcast, publication, publications, several_slots, slot,
    slots, text,
};
use crate::standing::{put_off_to_the_twentieth, said_to_be};
use crate::texts::{contents, typed};

struct Table {
    columns: StringRecord,
    rows: Vec<StringRecord>,
}

impl Table {
    fn of(events: &[Publication]) -> Self {
        let file = text(&files(events), "2027/programme.csv");
        let body = file.strip_prefix('\u{FEFF}').expect("spreadsheets are told that it is UTF-8");
        assert!(
            body.ends_with("\r\n") && !body.replace("\r\n", "").contains(['\r', '\n']),
            "a row is a line"
        );
        let mut reader = ReaderBuilder::new().from_reader(body.as_bytes());
        let columns = reader.headers().unwrap().clone();
        Self { columns, rows: reader.records().map(|row| row.unwrap()).collect() } // as many cells as columns
    }

    fn column(&self, name: &str) -> Vec<&str> {
        let at = self.columns.iter().position(|column| column == name).expect("the column is there");
        self.rows.iter().map(|row| &row[at]).collect()
    }
}

/// As a spreadsheet shows a cell: without the apostrophes that keep it from being run.
fn shown(cell: &str) -> String {
    cell.replace('\'', "")
}

#[test]
fn table() {
    let mut events = publications();
    events.push(publication(7, everything()));
    insta::assert_snapshot!("csv", text(&files(&events), "2027/programme.csv").replace('\r', ""));
}

#[test]
fn a_slot_is_a_row_and_so_is_a_period() {
    let events = [publication(1, several_slots()), publication(2, podcast())];
    let table = Table::of(&events);
    assert_eq!(table.column("slot"), ["1", "1", "2", "3"], "the podcast is there first");
    assert_eq!(table.column("starts_at")[..2], ["2027-11-04", "2027-11-09T09:00:00+01:00"]);
    assert_eq!(table.column("ends_at")[..2], ["2027-11-30", "2027-11-09T10:00:00+01:00"]);
    assert_eq!(table.column("id")[1..], [events[0].id.to_string().as_str(); 3]);
    assert_eq!(table.column("reference")[1], events[0].id.reference());
}

#[test]
fn an_edition_without_an_event_has_its_columns() {
    let table = Table::of(&[]);
    assert!(table.rows.is_empty() && table.columns.len() > 40);
}

#[test]
fn hours_are_those_of_the_place_with_their_distance_from_utc() {
    let place = place("Mairie de Papeete", None, "98714", "98735");
    let zone = Zone::of(&place.town);
    let tahiti = Content {
        schedule: slots(zone, vec![slot(9, 10, 12, zone)]),
        attendance: Attendance::OnSite { places: place.into() },
        ..in_reunion()
    };
    let table = Table::of(&[publication(1, in_reunion()), publication(2, tahiti)]);
    assert_eq!(table.column("starts_at"), ["2027-11-09T10:00:00+04:00", "2027-11-09T10:00:00-10:00"]);
    assert_eq!(table.column("time_zone"), ["Indian/Reunion", "Pacific/Tahiti"]);
    assert_eq!(table.column("departements"), ["La Réunion", "Polynésie française"]);
    assert_eq!(table.column("insee_codes"), ["97411", "98735"]);
}

#[test]
fn several_places_are_in_the_same_order_in_each_of_their_columns() {
    let table = Table::of(&[publication(1, everything())]);
    assert_eq!(table.column("places")[0], "Préfecture de La Réunion | Case commune");
    assert_eq!(table.column("addresses")[0], "6 rue des Messageries | ");
    assert_eq!(table.column("insee_codes")[0], "97411 | ");
    assert_eq!(table.column("postcodes")[0], "97400 | 97433");
    assert_eq!(table.column("accessibility")[0], "hi | mi");
}

#[test]
fn what_is_not_said_is_an_empty_cell() {
    let bare = Content { registration: None, accessibility: Accessibility::default(), ..online() };
    let table = Table::of(&[publication(1, bare)]);
    for column in
        ["places", "towns", "online_link", "registration_link", "capacity", "partners", "picture_url"]
    {
        assert_eq!(table.column(column), [""], "{column}");
    }
}

#[test]
fn what_does_not_take_place_says_so_and_leads_nowhere() {
    let of = |event: Publication| Table::of(&[event]);
    for (event, status, takes_place) in [
        (said_to_be(Status::Scheduled), "scheduled", "true"),
        (said_to_be(Status::Full), "full", "true"),
        (said_to_be(Status::Postponed), "postponed", "false"),
        (put_off_to_the_twentieth(), "postponed", "true"),
        (said_to_be(Status::Cancelled), "cancelled", "false"),
    ] {
        let table = of(event);
        assert_eq!((table.column("status")[0], table.column("takes_place")[0]), (status, takes_place));
    }
    assert_eq!(of(put_off_to_the_twentieth()).column("starts_at"), ["2027-11-20T10:00:00+04:00"]);
    let cancelled = of(said_to_be(Status::Cancelled));
    for column in ["online_link", "registration_link", "registration_email", "registration_phone"] {
        assert_eq!(cancelled.column(column), ["", ""], "{column}");
    }
}

#[test]
fn a_title_that_is_a_formula_is_text() {
    let titled = |title: &str| Content { title: title.to_owned().try_into().unwrap(), ..hostile() };
    for (title, cell) in [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("\"Oui\";=1+1, non", "\"Oui\";'=1+1, non"),
        ("Un titre, \"entre guillemets\"", "Un titre, \"entre guillemets\""),
    ] {
        assert_eq!(Table::of(&[publication(1, titled(title))]).column("title"), [cell]);
    }
    let table = Table::of(&[publication(1, everything())]);
    assert_eq!(table.column("contact_phone")[0], "'+262262123457");
}

proptest! {
    #[test]
    fn texts_come_back_to_the_letter(content in contents()) {
        let table = Table::of(&[publication(1, content.clone())]);
        prop_assert_eq!(table.rows.len(), 1);
        prop_assert_eq!(shown(table.column("title")[0]), shown(content.title.as_str()));
        prop_assert_eq!(shown(table.column("summary")[0]), shown(content.summary.as_str()));
    }

    #[test]
    fn whatever_is_typed_anywhere_is_no_formula_and_adds_no_row(typed in typed(), start in "[=+@;\"|, -]{0,4}") {
        let Some(event) = saying(&format!("{start}{typed}")) else { return Ok(()) };
        let table = Table::of(std::slice::from_ref(&event));
        prop_assert_eq!(table.rows.len(), 2);
        for cell in table.rows.iter().flatten() {
            // A spreadsheet set up in French parts the line at semicolons.
            let after = cell.split(';').skip(1).map(|part| part.trim_start_matches(['"', ' ']));
            for part in std::iter::once(cell).chain(after) {
                prop_assert!(!part.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            }
        }
        let credit = event.content.picture.as_ref().unwrap().credit.as_str();
        prop_assert_eq!(shown(table.column("picture_credit")[0]), shown(credit));
        for column in ["places", "towns", "partners", "themes"] {
            prop_assert_eq!(table.column(column)[0].split(" | ").count(), 2, "{}", column);
        }
    }
}
