//! What organisers and their colleagues have done since: announced, taken back, invited; and how the page tells it.

use model::email::EmailAddress;
use model::event::Seat;
use model::id::{PersonId, PersonKey};
use model::practical::{Practical, Status as Announced};
use model::web_link::WebLink;

use super::*;

fn colleague() -> (PersonId, EmailAddress) {
    let address = EmailAddress::parse("lou.petit@exemple.gouv.fr").unwrap();
    (PersonId::of(&address, &PersonKey::new("k")), address)
}

fn published() -> Case {
    later(decide(case(), Outcome::Publish, None))
}

fn announce(case: Case, practical: Practical, by: &PersonId) -> Case {
    let shown = case.content(case.event.shown().unwrap()).unwrap().clone();
    let step = Step::practical(case.event.clone(), by, practical, &shown, case.now).unwrap();
    after(case, step)
}

fn full() -> Practical {
    let news = Some(Prose::parse("Inscrivez-vous <ailleurs>.").unwrap());
    Practical { status: Announced::Full, news, ..Practical::default() }
}

#[test]
fn what_was_announced_stands_beside_the_version() {
    let told = "L’organisateur a annoncé\u{a0}: complet, un mot au public";
    let plain = published();
    let organiser = plain.event.organiser.clone();
    assert!(!page(&plain).contains("id=\"annonce\""));
    let html = page(&announce(plain, full(), &organiser));
    assert!(html.contains(told) && html.contains("Inscrivez-vous &#60;ailleurs&#62;."), "{html}");
    assert!(html.contains("depuis le 3\u{a0}septembre 2027 à 10\u{a0}h\u{a0}37"), "{html}");

    // A version that was sent later says the rest, once it is published; one that was sent before does not.
    let elsewhere =
        Practical { registration_link: WebLink::parse("https://example.org/autre").ok(), ..full() };
    let edited = sample::at_current(edit(announce(published(), elsewhere, &organiser), "Accueil"));
    let html = page(&edited);
    let left = "il ne restera que l’état de l’événement et le mot au public";
    assert!(
        html.contains("complet, une nouvelle page d’inscription, un mot") && html.contains(left),
        "{html}"
    );
    let waiting = sample::at_current(edit(published(), "Accueil"));
    let html = page(&announce(waiting, full(), &organiser));
    assert!(html.contains(told) && html.contains("n’y change rien"), "{html}");
    let silent = announce(edited, Practical::default(), &organiser);
    assert!(!page(&silent).contains("id=\"annonce\""));
}

#[test]
fn changes_are_compared_with_what_the_programme_says_now() {
    let mut other = sample::full().content;
    other.schedule = sample::revision().content.schedule;
    let mut base = case();
    base.revision.content = other;
    let published = later(decide(base, Outcome::Publish, None));
    let organiser = published.event.organiser.clone();
    let edited = sample::at_current(edit(published, "Accueil"));
    let online = Practical { moved_online: true, ..Practical::default() };
    // The event moves online while its edit waits: publishing the edit does not bring it back to its places.
    let html = page(&announce(edited, online, &organiser));
    let told = html.split_once("id=\"changements\">").unwrap().1.split_once("</dl>").unwrap().0;
    assert!(told.contains("<dt>Titre</dt>") && !told.contains("<dt>Lieu</dt>"), "{told}");
}

#[test]
fn the_history_tells_what_organisers_do_in_plain_words_and_without_their_addresses() {
    let case = published();
    let organiser = case.event.organiser.clone();
    let (lou, address) = colleague();
    let content = case.revision.content.clone();
    let invited = Step::invite(case.event.clone(), &organiser, (lou.clone(), address), &content, case.now);
    let case = announce(after(case, invited.unwrap()), full(), &lou);
    let case = announce(case, Practical::default(), &organiser);
    let seat = case.event.colleagues[0].seat;
    assert_ne!(seat, Seat::ORGANISER);
    let dismissed =
        |case: &Case, by: &PersonId| Step::dismiss(case.event.clone(), by, seat, &content, case.now).unwrap();
    let (left, mut removed) = (dismissed(&case, &lou), dismissed(&case, &organiser));
    removed.log.version += 1;
    let told_of_both = page(&after(after(case, left), removed));
    for line in [
        "Collègue invité à suivre l’événement par l’organisateur.",
        "Annoncé par un collègue de l’organisateur, sans relecture\u{a0}: complet, un mot au public.",
        "Inscrivez-vous &#60;ailleurs&#62;.",
        "Annonce retirée par l’organisateur",
        "Un collègue de l’organisateur a choisi de ne plus suivre l’événement.",
        "Collègue retiré du suivi de l’événement par l’organisateur.",
    ] {
        assert!(told_of_both.contains(line), "{line}: {told_of_both}");
    }
    assert!(!told_of_both.contains("lou.petit@"), "{told_of_both}");
}

#[test]
fn what_was_taken_back_says_so_and_asks_for_nothing() {
    let request = ChangeRequest {
        wishes: vec![Wish {
            part: Part::Title,
            reason: None,
            text: Some(Prose::parse("Plus court.").unwrap()),
        }],
        message: None,
    };
    let asked = later(decide(case(), Outcome::RequestChanges { request }, None));
    for standing in [case(), asked] {
        let organiser = standing.event.organiser.clone();
        let content = standing.revision.content.clone();
        let step = Step::retract(standing.event.clone(), &organiser, &content, standing.now).unwrap();
        let html = page(&after(standing, step));
        assert!(html.contains("<h1>Proposition retirée par son organisateur</h1>"), "{html}");
        assert!(html.contains("Proposition retirée par l’organisateur."), "{html}");
        assert!(html.contains("<h2>Repenser l’accueil</h2>"), "{html}");
        assert_eq!(forms(&html), ["note"]);
    }
}
