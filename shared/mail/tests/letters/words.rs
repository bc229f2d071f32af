//! What letters say in one case and not in another.

use links::{Purpose, Subject};
use model::email::EmailAddress;
use model::event::{Outcome, Seat};
use model::moderation::{Moderator, Scope};
use model::reason::OTHER;
use model::territory::Region;

use crate::every::published;
use crate::links::opens_text;
use crate::said::{HONEST, reason};
use crate::story::{Story, alex, dominique, moderator, now};

fn reviewed_by(to: &Moderator, team: &[Moderator], story: Story) -> String {
    story.within(team).comes_to(to).to_moderator().text().replace('\u{a0}', " ")
}

fn proposed() -> Story {
    Story::in_review(HONEST.revision())
}

#[test]
fn a_moderator_is_told_why_the_event_comes_to_them() {
    let (dominique, alex) = (dominique(), alex());
    let team = [dominique.clone(), alex.clone()];
    let told = |text: String, why: &str| {
        let why = format!("Elle vous parvient parce que {why}.");
        assert!(text.contains(&why), "{why}: {text}");
    };
    told(reviewed_by(&dominique, &team, proposed()), "vous suivez la région La Réunion");
    let away = reviewed_by(&alex, &team, proposed());
    told(away, "personne n’est au travail en ce moment pour la région La Réunion");
    let alone = reviewed_by(&alex, std::slice::from_ref(&alex), proposed());
    told(alone, "personne ne suit la région La Réunion pour cette édition");
    let online = reviewed_by(&alex, &team, Story::in_review(HONEST.online()));
    told(online, "l’équipe nationale suit les événements en ligne");
    let mut entrusted = proposed();
    entrusted.event.standing.assigned = Some(alex.id);
    told(reviewed_by(&alex, &team, entrusted), "l’événement vous a été confié");
    let elsewhere = Moderator { scope: Scope::Regions { regions: vec![Region::MAYOTTE] }, ..dominique };
    let moved = reviewed_by(&elsewhere, std::slice::from_ref(&elsewhere), proposed());
    told(moved, "l’équipe vous l’a transmise");
}

#[test]
fn who_has_left_the_team_is_not_written_to() {
    let story = proposed().comes_to(&dominique());
    let gone = story.within(&[alex()]);
    assert!(gone.letter_to_moderator().is_none());
}

#[test]
fn a_new_version_says_which_parts_changed() {
    let edited = published(&HONEST).edited(HONEST.revised()).comes_to(&dominique());
    let text = edited.to_moderator().text();
    assert!(text.contains("Ce qui change\u{a0}: titre, date et heure. "), "{text}");
    let same = published(&HONEST).edited(HONEST.revision()).comes_to(&dominique());
    assert!(same.to_moderator().text().contains("rien de ce que le public lit"));
}

#[test]
fn a_reason_that_only_announces_the_text_is_not_repeated() {
    let refuse = |message| proposed().decided(Outcome::Reject { reason: reason(OTHER), message });
    let with_text = refuse(Some(HONEST.prose())).to_organiser().text();
    assert!(!with_text.contains("Autre raison") && with_text.contains("Un exemple aiderait."));
    let without = refuse(None).to_organiser().text();
    assert!(without.contains("> Autre raison"), "better little than nothing: {without}");
}

#[test]
fn a_refused_edit_says_that_the_event_stays_online_and_leads_to_it() {
    let story = published(&HONEST).edited(HONEST.revised()).decided(HONEST.refusal());
    let message = story.to_organiser();
    assert!(message.subject.starts_with("Modifications non retenues"));
    let text = message.text();
    assert!(
        text.contains("reste en ligne") && text.contains("/2027/evenements/repenser-l-accueil"),
        "{text}"
    );
    assert!(!text.contains("(suite)"), "the title is that of the programme: {text}");
}

#[test]
fn where_nothing_is_left_to_do_the_button_writes_to_the_team_about_the_event() {
    let refused = proposed().decided(HONEST.refusal());
    let withdrawn = published(&HONEST).decided(Outcome::Withdraw { message: HONEST.prose() });
    let taken_back = proposed().decided(HONEST.request()).taken_back();
    for story in [refused, withdrawn, taken_back] {
        let reference = story.event.id.reference();
        let html = story.to_organiser().html();
        let button = format!("class=\"button\" href=\"mailto:mip@exemple.gouv.fr?subject={reference}\"");
        assert!(html.contains(&button) && html.contains(">Écrire à l’équipe</a>"), "{html}");
    }
}

#[test]
fn a_publication_without_corrections_speaks_of_none() {
    assert!(!published(&HONEST).to_organiser().text().contains("corrigé"));
}

#[test]
fn a_publication_tells_the_dates_that_the_programme_shows() {
    let waits = published(&HONEST).edited(HONEST.revised()).told(HONEST.practical());
    let text = waits.decided(Outcome::Publish).to_organiser().text().replace('\u{a0}', " ");
    assert!(text.contains("mardi 23 novembre 2027, de 14 h à 16 h"), "{text}");
}

#[test]
fn once_something_else_has_happened_the_letter_says_what_is_true_of_both() {
    let republished = published(&HONEST).edited(HONEST.revised()).decided(Outcome::Publish);
    assert!(republished.to_organiser().subject.starts_with("Nouvelle version publiée"));
    let mut forgotten = republished;
    forgotten.event.replaced = None;
    assert!(forgotten.to_organiser().subject.starts_with("Publié\u{a0}:"));
}

#[test]
fn an_event_that_has_left_the_programme_meanwhile_is_not_announced() {
    let mut story = published(&HONEST);
    story.event.listing.as_mut().unwrap().shown = None;
    assert!(story.letter_to_organiser().is_none());
}

#[test]
fn silence_follows_spam() {
    let story = proposed().decided(Outcome::Spam);
    assert!(story.calls_for_nothing());
}

#[test]
fn a_colleague_who_has_left_is_a_colleague_still() {
    let by = moderator("Sacha Leroy", Scope::National);
    let story = proposed().entrusted(&by, &dominique());
    assert_eq!(
        story.to_moderator().subject,
        "Sacha Leroy vous confie une décision\u{a0}: Repenser l’accueil avec les usagers"
    );
    let left = story.within(&[dominique()]);
    assert!(left.to_moderator().subject.starts_with("Quelqu’un de l’équipe vous confie une décision"));
}

#[test]
fn each_of_a_team_is_written_to_with_their_own_link_and_what_is_theirs() {
    let told = Story::in_review(HONEST.full()).invited().decided(HONEST.request());
    let (organiser, colleague) = (told.to_organiser(), told.to_colleague());
    assert_eq!(
        (organiser.to.as_str(), colleague.to.as_str()),
        ("camille.durand@exemple.gouv.fr", "dominique.hoarau@exemple.gouv.fr")
    );
    for (text, seat) in [(organiser.text(), Seat::ORGANISER), (colleague.text(), 1.into())] {
        let link = opens_text(&text, Purpose::Organise, now()).unwrap();
        assert_eq!(link.subject, Subject::Seat { event: told.event.id, seat });
    }
    assert!(organiser.text().contains(Purpose::Edit.path()));
    assert!(
        !colleague.text().contains(Purpose::Edit.path()),
        "that link is the organiser's, whoever leaves the team"
    );
    assert!(!colleague.text().contains("Camille"), "{}", colleague.text());
}

#[test]
fn a_receipt_says_all_that_was_sent() {
    let story = Story::in_review(HONEST.full());
    let text = story.to_organiser().text().replace('\u{2060}', "").replace('\u{a0}', " ");
    for said in [
        "Repenser l’accueil avec les usagers",
        "des maquettes en carton. Vous repartirez",
        "Mardi 16 novembre 2027, de 10 h à 12 h 30 (heure de La Réunion)",
        "Mairie annexe",
        "97410 Saint-Pierre (La Réunion)",
        "Communiqué aux personnes inscrites",
        "https://inscription.exemple.fr/atelier",
        "inscription@exemple.gouv.fr",
        "02 62 01 02 03",
        "Jusqu’au vendredi 5 novembre 2027",
        "40 places",
        "Handicap moteur",
        "Université de La Réunion",
        "accueil@exemple.gouv.fr",
        "Crédit : Camille Durand",
        "Téléphone : +262262010204",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn nobody_is_asked_to_confirm_the_address_of_another() {
    let mut story = Story::begins("event", HONEST.revision(), false, now());
    let other = EmailAddress::parse("autre@exemple.gouv.fr").unwrap();
    assert!(story.letter_to(Seat::ORGANISER, Some(&other)).is_none());
    story = story.confirmed().invited();
    assert!(story.letter_to(1.into(), None).is_none(), "who had the seat has left");
}

#[test]
fn what_is_said_is_told_as_it_holds_and_only_while_the_programme_shows_it() {
    let told = published(&HONEST).told(HONEST.practical());
    let text = told.to_organiser().text().replace('\u{a0}', " ");
    assert!(text.contains("Mardi 23 novembre 2027, de 14 h à 16 h") && text.contains("reporté"), "{text}");
    assert!(text.contains("grande salle") && !text.contains("16 novembre"), "{text}");
    let mut gone = told;
    gone.event.listing.as_mut().unwrap().shown = None;
    assert!(gone.letter_to_organiser().is_none());
}
