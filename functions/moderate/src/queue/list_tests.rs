//! The page, as a moderator finds it.

use super::*;
use crate::queue::sample;

fn asked(pour: &str, page: &str) -> Asked {
    Asked { pour: pour.into(), page: page.into(), ..Asked::default() }
}

fn html(bearer: &Bearer, waiting: Vec<Waiting>, asked: &Asked) -> String {
    let visible = bearer.visible(waiting);
    let figures = Figures::of(&visible, &[], bearer);
    page(bearer, &visible, figures, asked, &HashMap::new(), &[]).html().replace('\u{a0}', " ")
}

fn alex() -> Bearer {
    sample::bearer(sample::national("Alex"))
}

#[test]
fn nothing_waits() {
    let page = html(&alex(), vec![], &Asked::default());
    assert!(page.contains("Tout est à jour, merci !") && !page.contains("/lot"), "{page}");
}

#[test]
fn nothing_waits_for_oneself_but_others_have_work() {
    let page = html(&alex(), vec![sample::waiting("Atelier", 1)], &Asked::default());
    assert!(page.contains("Rien ne vous attend") && page.contains("?pour=toutes\""), "{page}");
    assert!(!page.contains("Tout est à jour"), "{page}");
}

#[test]
fn nothing_matches_and_the_filters_can_be_removed() {
    let asked = Asked { q: "introuvable".into(), ..asked("toutes", "") };
    let page = html(&alex(), vec![sample::waiting("Atelier", 1)], &asked);
    assert!(page.contains("Retirer les filtres") && !page.contains("fr-card"), "{page}");
}

#[test]
fn a_card_says_what_one_must_know_before_opening_it() {
    let mut waiting = sample::waiting("Atelier <b>d’accueil</b>", 75);
    (waiting.look_alike, waiting.suspicion, waiting.is_edit) = (Some(87), 60, true);
    waiting.assigned = Some(sample::reunion("Noa").id);
    let page = html(&alex(), vec![waiting], &asked("toutes", ""));
    for told in [
        "Atelier &#60;b&#62;d’accueil&#60;/b&#62;</a></h3>",
        "mardi 9 novembre 2027, de 10 h à 12 h",
        "Saint-Denis (974)",
        "Département de La Réunion",
        "depuis 3 jours",
        "Modification",
        "Ressemble à un autre (87 sur 100)",
        "Suspect",
        "Confié à Noa",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

#[test]
fn one_event_is_spoken_of_in_the_singular() {
    let page = html(&alex(), vec![sample::waiting("Atelier", 1)], &asked("toutes", ""));
    assert!(page.contains("<summary>Décider pour cet événement</summary>"), "{page}");
}

#[test]
fn all_that_is_found_can_be_decided_at_once_not_only_the_visible_page() {
    let waiting: Vec<_> = (0..120).map(|hour| sample::waiting(&format!("Atelier {hour}"), hour)).collect();
    let page = html(&alex(), waiting, &asked("toutes", "2"));
    assert_eq!(page.matches("fr-card__title").count(), 50);
    assert!(page.contains("120 événements") && page.contains("page 2 sur 3"), "{page}");
    assert!(page.contains("name=\"pour\" value=\"toutes\""), "the filters go with the form: {page}");
    assert!(page.contains("?pour=toutes&#38;page=3\"") && page.contains("?pour=toutes\""), "{page}");
}

#[test]
fn a_list_longer_than_an_order_asks_for_filters() {
    let waiting: Vec<_> = (0..1001).map(|at| sample::waiting(&format!("Atelier {at}"), at)).collect();
    let page = html(&alex(), waiting, &asked("toutes", ""));
    assert!(!page.contains("name=\"action\"") && page.contains("1 000"), "{page}");
}

#[test]
fn a_page_of_five_hundred_events_stays_light() {
    let waiting: Vec<_> = (0..500).map(|at| sample::waiting(&format!("Atelier {at}"), at)).collect();
    let asked = Asked { q: "atelier accueil".into(), ..asked("toutes", "") };
    let page = html(&alex(), waiting, &asked);
    assert!(page.len() < 150_000, "{}", page.len());
}

#[test]
fn a_card_says_what_was_announced_of_an_event_that_is_in_the_programme() {
    let waiting = vec![sample::waiting("Atelier", 1), sample::waiting("Visite", 1)];
    let bearer = alex();
    let visible = bearer.visible(waiting.clone());
    let announced = [(waiting[0].event, Status::Full), (waiting[1].event, Status::Scheduled)].into();
    let figures = Figures::of(&visible, &[], &bearer);
    let page = page(&bearer, &visible, figures, &asked("toutes", ""), &announced, &[]);
    assert_eq!(page.html().matches("Annoncé").count(), 1, "{}", page.html());
    assert!(page.html().contains("Annoncé complet"));
}
