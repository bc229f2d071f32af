//! Calendars as another library reads them (`calcard`, with a database of time zones of its own).

use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarStatus,
    ICalendarTransparency,
};
use calcard::{Entry, Parser};
use jiff::Timestamp;
use jiff::civil::date;
use model::material::{Departed, Material};
use model::practical::Status;
use programme::{Programme, Stage};

use crate::everything::everything;
use crate::fixture::{
    BASE_URL, all_files, hostile, material, podcast, programme, publication, publications, text,
};
use crate::standing::{put_off_to_the_twentieth, said_to_be};

/// A calendar, read.
pub(crate) struct Read {
    calendar: ICalendar,
    instants: Vec<(u32, [Timestamp; 2])>,
}

/// One of its entries.
pub(crate) struct Slot<'a> {
    component: &'a ICalendarComponent,
    pub(crate) from: Timestamp,
    pub(crate) to: Timestamp,
}

impl Read {
    pub(crate) fn of(text: &str) -> Self {
        let mut parser = Parser::new(text);
        let calendar = match parser.entry() {
            Entry::ICalendar(calendar) => calendar,
            other => panic!("no calendar, but {other:?}"),
        };
        assert!(matches!(parser.entry(), Entry::Eof), "something comes after it");
        // It passes over what it does not understand: nothing must be left over.
        let entries: usize = calendar.components.iter().map(|component| component.entries.len() + 2).sum();
        assert_eq!(text.replace("\r\n ", "").split_terminator("\r\n").count(), entries, "every line is read");
        let dates = calendar.expand_dates(Tz::Floating, 10_000);
        assert_eq!(dates.errors, []);
        let instant = |seconds| Timestamp::from_second(seconds).unwrap();
        let mut instants: Vec<_> = dates
            .events
            .iter()
            .map(|event| (event.comp_id, [event.timestamps().0, event.timestamps().1].map(instant)))
            .collect();
        instants.sort_unstable();
        Self { calendar, instants }
    }

    /// In the order of the file.
    pub(crate) fn slots(&self) -> Vec<Slot<'_>> {
        let component = |id: u32| self.calendar.component_by_id(id).unwrap();
        let all = self.instants.iter();
        all.map(|(id, [from, to])| Slot { component: component(*id), from: *from, to: *to }).collect()
    }

    /// How many there are of a kind.
    pub(crate) fn count(&self, kind: &ICalendarComponentType) -> usize {
        self.calendar.components.iter().filter(|component| component.component_type == *kind).count()
    }

    /// How many there are of all kinds, the calendar itself included.
    pub(crate) fn components(&self) -> usize {
        self.calendar.components.len()
    }

    fn calendar(&self) -> &ICalendarComponent {
        &self.calendar.components[0]
    }
}

/// What is said, as text.
fn said(component: &ICalendarComponent, property: &ICalendarProperty) -> Option<String> {
    let values = &component.property(property)?.values;
    Some(values.iter().map(|value| value.as_text().expect("text").to_owned()).collect::<Vec<_>>().join("\t"))
}

impl Slot<'_> {
    pub(crate) fn said(&self, property: &ICalendarProperty) -> String {
        said(self.component, property).unwrap_or_default()
    }

    fn number(&self, property: &ICalendarProperty) -> i64 {
        self.component.property(property).unwrap().values[0].as_integer().unwrap()
    }

    fn has(&self, property: &ICalendarProperty) -> bool {
        self.component.has_property(property)
    }
}

/// An event that has left the programme since.
pub(crate) fn departed(number: u8, content: model::content::Content, at: &str) -> Departed {
    let event = publication(number, content);
    Departed {
        id: event.id,
        edition: event.edition,
        slug: event.slug,
        sequence: event.sequence + 1,
        departed_at: at.parse().unwrap(),
        schedule: event.content.schedule,
    }
}

pub(crate) fn with_departed(departed: Vec<Departed>) -> Material {
    Material { departed, ..material(&publications(), &[]) }
}

fn calendars(programme: &Programme<'_>) -> Vec<String> {
    let own = programme.files(Stage::Calendars).chain(programme.files(Stage::Feeds));
    own.filter(|file| file.content_type.starts_with("text/calendar"))
        .map(|file| String::from_utf8(file.body).unwrap())
        .collect()
}

#[test]
fn every_calendar_is_read_back_slot_by_slot() {
    let mut events = publications();
    events.extend([publication(7, everything()), put_off_to_the_twentieth()].into_iter().zip(20..).map(
        |(event, number)| model::publication::Publication {
            id: model::id::EventId::derive(&[&[number]]),
            ..event
        },
    ));
    let material = material(&events, &[]);
    let programme = programme(&material);
    let mut read = 0;
    for text in calendars(&programme) {
        let calendar = Read::of(&text);
        for slot in calendar.slots() {
            let id = slot.said(&ICalendarProperty::Uid);
            let (id, host) = id.split_once('@').unwrap();
            assert_eq!(host, "mois.exemple.gouv.fr");
            let (id, number) =
                id.split_once('-').map_or((id, 1), |(id, number)| (id, number.parse().unwrap()));
            let event = events.iter().find(|event| event.id.to_string() == id).unwrap();
            let model::schedule::Schedule::Slots { slots, .. } = &event.content.schedule else {
                panic!("{id}")
            };
            let expected = slots.iter().nth(number - 1).unwrap();
            assert_eq!((slot.from, slot.to), (expected.start(), expected.end()), "{id}");
            assert_eq!(slot.said(&ICalendarProperty::Summary), event.content.title.as_str());
            let description = slot.said(&ICalendarProperty::Description);
            assert!(description.starts_with(event.content.summary.as_str()), "{description}");
            assert!(description.ends_with(&format!("{BASE_URL}{}", event.path())), "{description}");
            for place in event.content.attendance.places() {
                assert!(slot.said(&ICalendarProperty::Location).contains(place.name.as_str()));
            }
            assert_eq!(slot.said(&ICalendarProperty::Url), format!("{BASE_URL}{}", event.path()));
            let categories = slot.said(&ICalendarProperty::Categories);
            let labels = event.content.themes.iter().map(|theme| theme.label.as_str());
            let labels: Vec<_> = std::iter::once(event.content.format.label()).chain(labels).collect();
            assert_eq!(categories.split('\t').collect::<Vec<_>>(), labels);
            assert_eq!(slot.number(&ICalendarProperty::Sequence), i64::from(event.sequence));
            read += 1;
        }
    }
    assert_eq!(read, 2 * 10, "seven events have ten slots, each in two files");
}

#[test]
fn each_calendar_says_its_licence_to_programs_and_to_people() {
    let material = material(&publications(), &[]);
    for text in calendars(&programme(&material)) {
        let calendar = Read::of(&text);
        let link = calendar.calendar().property(&ICalendarProperty::Link).unwrap();
        let address = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/";
        assert_eq!(link.values[0].as_text(), Some(address));
        let description = ICalendarProperty::Other("X-WR-CALDESC".into());
        assert!(said(calendar.calendar(), &description).unwrap().starts_with("Licence Ouverte 2.0"));
    }
}

/// Each zone is defined once, and no entry names one that is not.
#[test]
fn every_zone_that_an_entry_names_is_defined_once() {
    let material = material(&publications(), &[]);
    for text in calendars(&programme(&material)) {
        let calendar = Read::of(&text);
        let mut defined: Vec<_> =
            calendar.calendar.timezones().map(|zone| said(zone, &ICalendarProperty::Tzid).unwrap()).collect();
        let mut named: Vec<_> = calendar
            .slots()
            .iter()
            .flat_map(|slot| {
                [&ICalendarProperty::Dtstart, &ICalendarProperty::Dtend]
                    .map(|property| slot.component.property(property).unwrap().tz_id().unwrap().to_owned())
            })
            .collect();
        named.sort_unstable();
        named.dedup();
        defined.sort_unstable();
        assert_eq!(defined, named);
    }
}

/// A calendar that has the event learns that it does not take place; of its words, none is left.
#[test]
fn what_has_left_the_programme_stays_in_calendars_as_cancelled_without_a_word_of_it() {
    let gone = departed(9, everything(), "2027-10-25T09:30:00Z");
    let (id, path) = (gone.id, gone.path());
    let material = with_departed(vec![gone, departed(10, podcast(), "2027-10-25T09:31:00Z")]);
    let files = all_files(&programme(&material));
    let own = text(&files, &format!("{}evenement.ics", &path[1..]));
    assert!(!own.contains("Simplifier") && !own.contains("Préfecture") && !own.contains("LOCATION"), "{own}");
    let (own, whole) = (Read::of(&own), Read::of(&text(&files, "2027/programme.ics")));
    assert_eq!(own.slots().len(), 2);
    let whole_slots = whole.slots();
    let in_whole: Vec<_> = whole_slots
        .iter()
        .filter(|slot| slot.said(&ICalendarProperty::Uid).starts_with(&id.to_string()))
        .collect();
    assert_eq!(in_whole.len(), 2);
    let own_slots = own.slots();
    for (number, slot) in (1..).zip(own_slots.iter()).chain((1..).zip(in_whole)) {
        let uid = if number == 1 { format!("{id}@") } else { format!("{id}-{number}@") };
        assert_eq!(slot.said(&ICalendarProperty::Uid), format!("{uid}mois.exemple.gouv.fr"));
        assert_eq!(slot.said(&ICalendarProperty::Summary), "ANNULÉ\u{a0}– Événement retiré du programme");
        assert_eq!(slot.component.status(), Some(&ICalendarStatus::Cancelled));
        assert_eq!(slot.component.transparency(), Some(&ICalendarTransparency::Transparent));
        assert_eq!(slot.number(&ICalendarProperty::Sequence), 1);
        assert_eq!(slot.said(&ICalendarProperty::Url), format!("{BASE_URL}{path}"));
        assert!(!slot.has(&ICalendarProperty::Location) && !slot.has(&ICalendarProperty::Categories));
        let day = 8 + number;
        assert_eq!(slot.from, date(2027, 11, day).at(6, 0, 0, 0).in_tz("UTC").unwrap().timestamp());
    }
    assert!(
        files.iter().filter(|file| file.path.ends_with("evenement.ics")).count() == 6,
        "a podcast has none"
    );
}

#[test]
fn what_is_typed_ends_no_entry_and_begins_none() {
    let events = [publication(1, hostile()), said_to_be(Status::Cancelled)];
    let material = material(&events[..1], &[]);
    for text in calendars(&programme(&material)) {
        let calendar = Read::of(&text);
        assert_eq!(calendar.count(&ICalendarComponentType::VEvent), 1);
        assert_eq!(calendar.components(), 5, "the zone of Paris has two offsets");
    }
}
