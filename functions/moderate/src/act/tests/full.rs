//! An event in which every field says something: what a moderator asks or corrects touches nothing else.

use model::content::Revision;

use super::*;
use crate::sample::full;

#[test]
fn a_request_about_the_picture_or_the_accessibility_reaches_that_part() {
    let (outcome, _) = decided([
        ("decision", "changes"),
        ("part", "picture"),
        ("text-picture", "Décrivez ce que l’on y voit."),
        ("part", "accessibility"),
        ("reason-accessibility", "a-preciser"),
    ]);
    let Outcome::RequestChanges { request } = outcome else { panic!("{outcome:?}") };
    let parts: Vec<_> = request.wishes.iter().map(|wish| wish.part).collect();
    assert_eq!(parts, [Part::Accessibility, Part::Picture]);
    let picture = request.about(Part::Picture).unwrap();
    assert_eq!(picture.text.as_ref().unwrap().as_str(), "Décrivez ce que l’on y voit.");
    assert_eq!(Part::Picture.field().anchor(0), "picture");
}

#[test]
fn a_correction_keeps_all_that_it_is_not_about() {
    let case = Case { revision: full(), ..case() };
    let typed = [("decision", "publish"), ("title", "Repenser l’accueil ensemble")];
    let Ok(Act::Decide { corrected, .. }) = Act::parse(&Typed::from(typed), &case) else {
        panic!("no decision")
    };
    let mut expected: Revision = full();
    expected.content.title = "Repenser l’accueil ensemble".to_owned().try_into().unwrap();
    assert_eq!(*corrected.unwrap(), expected);
    let unchanged = [("decision", "publish"), ("title", "Repenser l’accueil")];
    let Ok(Act::Decide { corrected, .. }) = Act::parse(&Typed::from(unchanged), &case) else { panic!() };
    assert_eq!(corrected, None);
}
