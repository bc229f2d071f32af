//! Texts as they come, honest and not.

use jiff::civil::date;
use proptest::prelude::*;

use super::honest::HONEST;
use super::*;
use crate::attendance::Attendance;
use crate::organisation::Organisation;
use crate::schedule::{Period, Schedule};
use crate::text::{Line, Prose};
use crate::vocabulary::{Audience, Format, OrganisationKind};

fn event(title: &str, summary: &str, description: &str) -> Content {
    let period = Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap();
    Content {
        title: Line::parse(title).unwrap(),
        summary: Line::parse(summary).unwrap(),
        description: Prose::parse(description).unwrap(),
        format: Format::Webinaire,
        schedule: Schedule::Period { period },
        attendance: Attendance::Online { link: None },
        audience: vec![Audience::Agents],
        registration: None,
        themes: Vec::new(),
        language: crate::vocabulary::Language::default(),
        capacity: None,
        accessibility: crate::accessibility::Accessibility::default(),
        contact: None,
        picture: None,
        organisation: Organisation {
            name: Line::parse("Société Exemple").unwrap(),
            kind: OrganisationKind::Autre,
            partners: Vec::new(),
        },
    }
}

/// An honest event whose title is another.
fn titled(title: &str) -> Content {
    event(title, "Un atelier pour améliorer ensemble un formulaire.", HONEST[0].2)
}

fn reasons(content: &Content) -> Vec<SpamReason> {
    spam_signs(content).reasons
}

#[test]
fn a_sale_of_software_is_suspicious_and_says_why() {
    let suspicion = spam_signs(&event(
        "Webinaire : découvrez notre logiciel de gestion du courrier",
        "Une démonstration commerciale de quarante-cinq minutes suivie d’une offre réservée aux participants.",
        "Notre équipe présente toutes les fonctions de la version 8 et répond à vos questions.\n\n\
         Remise de dix pour cent pour toute commande avant la fin du mois.",
    ));
    assert!(suspicion.is_suspicious(), "{suspicion:?}");
    assert_eq!(
        suspicion.reasons[0].sentence(),
        "Le vocabulaire semble commercial\u{a0}: «\u{a0}démonstration commerciale\u{a0}», «\u{a0}notre \
         logiciel\u{a0}», «\u{a0}offre réservée\u{a0}», «\u{a0}pour toute commande\u{a0}», «\u{a0}remise de\u{a0}»."
    );
}

#[test]
fn what_robots_post_is_suspicious() {
    for (title, summary, description) in [
        (
            "GAGNEZ AU CASINO EN LIGNE !!!",
            "Bonus de bienvenue de 500 € pour tous.",
            "Inscrivez-vous sur https://bit.ly/xyz et jouez dès maintenant.",
        ),
        (
            "Prêt rapide entre particuliers, 06 12 34 56 78",
            "Prêt personnel de 2 000 à 50 000 €, sans justificatif.",
            "Contactez-nous vite pour un crédit immédiat, la réponse vient dans l’heure.",
        ),
        (
            "Best online pharmacy",
            "Get your pills now with free delivery, best prices for you and your family.",
            "We are the best shop on the web and this is how you can order from our catalogue: visit the site.",
        ),
        ("Montres de luxe à 99 €", "Achetez vos montres à prix cassé.", "Montres de luxe à 99 €"),
    ] {
        let suspicion = spam_signs(&event(title, summary, description));
        assert!(suspicion.is_suspicious(), "{title}: {suspicion:?}");
    }
}

#[test]
fn honest_events_are_not_suspicious() {
    for &(title, summary, description) in HONEST {
        let suspicion = spam_signs(&event(title, summary, description));
        assert!(suspicion.score < SUSPICIOUS / 2, "{title}: {suspicion:?}");
    }
}

#[test]
fn links_are_counted_where_people_see_them() {
    let four =
        "Voir https://a.example.org, (https://b.example.org) et www.c.example.org ; http://d.example.org.";
    assert_eq!(reasons(&event("Atelier", "Un atelier.", four)), [SpamReason::ManyLinks { count: 4 }]);
    assert!(reasons(&titled("Atelier sur https://example.org")).contains(&SpamReason::LinkInTitle));
    let three = "Voir https://a.example.org, https://b.example.org et www.c.example.org.";
    assert_eq!(reasons(&event("Atelier", "Un atelier.", three)), []);
}

#[test]
fn a_shortened_link_is_seen_in_the_text_and_in_the_fields() {
    let shortened = |site: &str| SpamReason::ShortenedLink { site: site.into() };
    let text = event("Atelier", "Inscription : bit.ly/atelier", HONEST[0].2);
    assert_eq!(reasons(&text), [shortened("bit.ly")]);
    let field = Content {
        registration: WebLink::parse("https://tinyurl.com/x").ok().map(Into::into),
        ..titled("Atelier")
    };
    assert_eq!(reasons(&field), [shortened("tinyurl.com")]);
    let other = Content {
        registration: WebLink::parse("https://orbit.ly.example.org/x").ok().map(Into::into),
        ..titled("Atelier")
    };
    assert_eq!(reasons(&other), []);
}

#[test]
fn capitals_are_shouting_but_acronyms_are_not() {
    assert_eq!(reasons(&titled("VENEZ TOUS À NOTRE GRAND ATELIER")), [SpamReason::Shouting]);
    assert_eq!(reasons(&titled("La DITP et l’ANCT au RGPD Café")), []);
    assert_eq!(reasons(&titled("SIMPLIFICATHON")), []);
}

#[test]
fn a_title_is_no_place_for_a_number_or_a_price() {
    for title in [
        "Atelier 06 12 34 56 78",
        "Atelier (+33 6 12 34 56 78)",
        "Atelier 0612345678",
        "Tél. +33(0)612345678",
        "Atelier : 01.23.45.67.89",
    ] {
        assert_eq!(reasons(&titled(title)), [SpamReason::PhoneInTitle], "{title}");
    }
    for title in ["Formation à 99 €", "Formation à 99€ seulement", "Formation : 1500 euros"] {
        assert_eq!(reasons(&titled(title)), [SpamReason::PriceInTitle], "{title}");
    }
    for title in [
        "L’Europe des services en 2035",
        "Webinaire du 05/11/2027 10h",
        "Le 05.11.2027, 10 h",
        "Loi 2018-727 : dix ans après",
        "De 2024 à 2027, 3 ans d’essais",
    ] {
        assert_eq!(reasons(&titled(title)), [], "{title}");
    }
}

#[test]
fn repeated_signs_and_many_emoji_are_told() {
    assert_eq!(reasons(&titled("Venez nombreux !!!")), [SpamReason::Repetition { run: "!!!".into() }]);
    assert_eq!(reasons(&titled("🎉🎁🎉 Atelier")), [SpamReason::ManyEmoji { count: 3 }]);
    let ruled = event("Atelier", "Un atelier…", "Programme\n--------\nMatin....... accueil\n======");
    assert_eq!(reasons(&ruled), []);
}

#[test]
fn a_text_in_another_language_is_told_and_a_bilingual_one_is_not() {
    let english =
        "This workshop is for all of you who want to know how public services can be improved with users.";
    assert_eq!(reasons(&event("Design workshop", "A workshop.", english)), [SpamReason::NotFrench]);
    let spanish =
        "Un taller para mejorar los servicios públicos con los usuarios y el personal de la administración.";
    assert_eq!(reasons(&event("Taller de diseño", "Un taller.", spanish)), [SpamReason::NotFrench]);
    let both = format!("{}\n\n{english}", HONEST[0].2);
    assert_eq!(reasons(&event("Atelier de design", HONEST[0].1, &both)), []);
}

#[test]
fn a_description_that_only_repeats_the_title_is_told() {
    let lazy = event("Atelier de design", "Un atelier.", "ATELIER DE DESIGN");
    assert_eq!(reasons(&lazy), [SpamReason::DescriptionRepeatsTitle]);
}

#[test]
fn a_suspicion_reads_back() {
    let suspicion = spam_signs(&event("Casino !!!", "Voir bit.ly/x", "Achetez."));
    let json = serde_json::to_string(&suspicion).unwrap();
    assert_eq!(serde_json::from_str::<Suspicion>(&json).unwrap(), suspicion);
}

proptest! {
    #[test]
    fn no_text_surprises_it(title in "\\PC{1,140}", description in "\\PC{1,400}") {
        if let (Ok(title), Ok(description)) = (Line::parse(&title), Prose::parse(&description)) {
            let suspicion = spam_signs(&Content { title, description, ..titled("Atelier") });
            prop_assert_eq!(suspicion.score == 0, suspicion.reasons.is_empty());
        }
    }
}
