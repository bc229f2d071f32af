//! What pages weigh as they travel.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use model::content::{Content, DESCRIPTION_MAX, SUMMARY_MAX, TITLE_MAX};
use model::practical::NEWS_MAX;
use model::publication::Publication;
use model::schedule::MOST_SLOTS;
use model::text::{Line, Prose};
use model::zone::Zone;
use programme::Stage;

use crate::everything::everything;
use crate::fixture::{material, programme, publication, slot, slots};

/// Most bytes of an event's page.
const MOST: usize = 60_000;

/// Letters that look like chance, so that they compress as badly as words do not.
fn chance(letters: usize) -> String {
    let mut state = 1u32;
    let mut text = String::new();
    while text.chars().count() < letters {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push(char::from_digit(state >> 27, 36).unwrap());
        if state.is_multiple_of(7) {
            text.push(' ');
        }
    }
    text.chars().take(letters).collect::<String>().trim().to_owned()
}

fn line<const MAX: usize>() -> Line<MAX> {
    Line::parse(&chance(MAX)).unwrap()
}

/// With its longest texts, in as many slots as there can be.
fn heaviest() -> Publication {
    let zone = Zone::PARIS;
    let hours =
        (4..30).flat_map(|day| [slot(day, 8, 9, zone), slot(day, 10, 11, zone), slot(day, 14, 16, zone)]);
    let mut content = Content {
        title: line::<TITLE_MAX>(),
        summary: line::<SUMMARY_MAX>(),
        description: Prose::<DESCRIPTION_MAX>::parse(&chance(DESCRIPTION_MAX)).unwrap(),
        schedule: slots(zone, hours.take(MOST_SLOTS).collect()),
        ..everything()
    };
    content.organisation.name = line();
    content.organisation.partners = (0..10).map(|_| line()).collect();
    content.accessibility.details = Some(Prose::parse(&chance(1_000)).unwrap());
    let news = Some(Prose::parse(&chance(NEWS_MAX)).unwrap());
    Publication { news, ..publication(1, content) }
}

fn compressed(page: &[u8]) -> usize {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(page).unwrap();
    gzip.finish().unwrap().len()
}

#[test]
fn the_heaviest_event_is_light() {
    // Others beside it, to which its page can lead.
    let events: Vec<_> =
        std::iter::once(heaviest()).chain((2..40).map(|number| publication(number, everything()))).collect();
    let material = material(&events, &[]);
    let programme = programme(&material);
    let path = format!("{}index.html", &events[0].path()[1..]);
    let page = programme.files(Stage::Events).find(|file| file.path == path).unwrap();
    let weight = compressed(&page.body);
    assert!((5_000..MOST).contains(&weight), "{weight} bytes, of {}", page.body.len());
}
