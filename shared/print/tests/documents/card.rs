//! The card of an event.

use image::ImageFormat;
use model::practical::Status;
use model::publication::Publication;
use model::text::Line;
use print::Document;
use programme::Poster;
use proptest::prelude::*;
use serde_json::json;

use crate::fixture::{edition, event, usual, with};

pub(crate) fn set(event: &Publication) -> Vec<u8> {
    Document::card(&Poster::of(&edition(), event)).unwrap().set().unwrap()
}

fn titled(title: &str) -> Publication {
    event(0, &with(usual(0), &json!({ "title": title })), &json!({}))
}

/// Where the ink of a title stands: the card's left, top, right and bottom, the bar and the other words aside.
fn extent_of_title(card: &[u8]) -> (u32, u32, u32, u32) {
    let picture = image::load_from_memory_with_format(card, ImageFormat::Png).unwrap().to_rgb8();
    let inked = picture
        .enumerate_pixels()
        .filter(|(x, y, pixel)| *x > 40 && (150..500).contains(y) && pixel.0[0] < 128);
    inked.fold((1200, 630, 0, 0), |(left, top, right, bottom), (x, y, _)| {
        (left.min(x), top.min(y), right.max(x), bottom.max(y))
    })
}

#[test]
fn it_is_of_the_size_that_networks_ask_for_and_light_and_nothing_is_cut_off() {
    let long = "Ouvrir les données de la commande publique : retours d’expérience de trois collectivités, \
                outils à reprendre et questions ouvertes";
    let unbroken = "W".repeat(140);
    for title in ["Café", long, &unbroken, &"Wm ".repeat(46), "🚀🚀🚀"] {
        let card = set(&titled(title));
        let picture = image::load_from_memory_with_format(&card, ImageFormat::Png).unwrap();
        assert_eq!((picture.width(), picture.height()), (1200, 630));
        assert!(card.len() < 100_000, "{title}: {} bytes", card.len());
        let (left, top, right, bottom) = extent_of_title(&card);
        assert!(left >= 100 && right <= 1140, "{title}: from {left} to {right}");
        assert!(top >= 155 && bottom <= 460, "{title}: from {top} to {bottom}");
    }
}

/// Runs that have no place to be broken by themselves, in each of which there is one in the end.
#[test]
fn whatever_runs_on_is_broken_and_every_title_has_a_card() {
    let of_140 = |unit: &str| unit.repeat(140 / unit.chars().count());
    let address = format!("https://{}", "a".repeat(120));
    let titles = [
        address.clone(),
        format!("Voir {address}"),
        format!("https://exemple.fr/{}", of_140("W")),
        of_140("a/1-").replace('a', "1"),
        of_140("e\u{301}"),
    ];
    let runs =
        ["=", "—", "i", "W", "/", "-", ".", "□", "W\u{a0}", "(", "»", "\u{2e3b}", "@", "%", "‰"].map(of_140);
    for title in titles.iter().chain(&runs) {
        let title: String = title.chars().take(140).collect();
        for status in [Status::Scheduled, Status::Full] {
            let event = Publication { status, ..titled(&title) };
            let (left, top, right, bottom) = extent_of_title(&set(&event));
            assert!(left >= 100 && right <= 1140, "{title}: from {left} to {right}");
            assert!(top >= 155 && bottom <= 460, "{title}: from {top} to {bottom}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_title_of_any_length_has_a_card(unit in "\\PC{1,4}", address in any::<bool>()) {
        let start = if address { "https://" } else { "a" };
        let title: String = start.chars().chain(unit.chars().cycle()).take(139).chain(['a']).collect();
        prop_assume!(serde_json::from_value::<Line<140>>(json!(title)).is_ok()); // some are longer once composed
        let (left, _, right, bottom) = extent_of_title(&set(&titled(&title)));
        // Letters such as j reach a little beyond their place; no line begins with « : », so that one may be too long.
        let margin = if title.contains(char::is_whitespace) { 1200 } else { 1160 };
        prop_assert!(left >= 80 && right <= margin && bottom <= 475, "{title}: {left} to {right}, down to {bottom}");
    }
}

/// How tall the first letter of a title is, where it is an H: its left stem.
fn height_of_h(title: &str) -> usize {
    let card = set(&titled(title));
    let (left, top, ..) = extent_of_title(&card);
    let picture = image::load_from_memory_with_format(&card, ImageFormat::Png).unwrap().to_rgb8();
    (top..630).take_while(|y| picture.get_pixel(left + 3, *y).0[0] < 128).count()
}

#[test]
fn a_short_title_is_set_larger_than_a_long_one() {
    let (short, long) = (height_of_h("HHHH"), height_of_h("HHHH ".repeat(28).trim_end()));
    assert!(long > 20 && short > long, "{short} {long}");
}

#[test]
fn the_same_event_gives_the_same_card_and_its_standing_another() {
    let usual = titled("Café");
    let full = Publication { status: Status::Full, ..usual.clone() };
    assert!(set(&usual) == set(&usual.clone()));
    assert!(set(&usual) != set(&full));
}
