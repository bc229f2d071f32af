//! The PDF programme.

use lopdf::Object;
use model::material::Material;
use model::territory::Region;
use print::Document;
use programme::Booklet;
use serde_json::json;

use crate::fixture::{BASE_URL, event, many, material, usual, with};
use crate::read::Pdf;

pub(crate) fn set(material: &Material) -> Vec<u8> {
    Document::booklet(&Booklet::whole(material, BASE_URL).unwrap()).unwrap().set().unwrap()
}

fn region(name: &str) -> Region {
    Region::all().find(|region| region.name() == name).unwrap()
}

#[test]
fn it_is_tagged_and_says_its_title_and_its_language() {
    let pdf = Pdf::read(&set(&many(3)));
    let catalogue = pdf.catalogue();
    let marked = pdf.resolved(catalogue.get(b"MarkInfo").unwrap()).as_dict().unwrap();
    assert_eq!(marked.get(b"Marked").unwrap(), &Object::Boolean(true));
    assert_eq!(lopdf::decode_text_string(catalogue.get(b"Lang").unwrap()).unwrap(), "fr");
    let viewer = pdf.resolved(catalogue.get(b"ViewerPreferences").unwrap()).as_dict().unwrap();
    assert_eq!(viewer.get(b"DisplayDocTitle").unwrap(), &Object::Boolean(true));
    assert_eq!(pdf.information(b"Title"), "Mois de l’innovation publique 2027");
    let metadata = pdf.resolved(catalogue.get(b"Metadata").unwrap()).as_stream().unwrap();
    let metadata = String::from_utf8(metadata.get_plain_content().unwrap()).unwrap();
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{metadata}");
}

/// Three events of two days each: five days, three descriptions.
#[test]
fn its_structure_is_that_of_a_page() {
    let pdf = Pdf::read(&set(&many(3)));
    let structure = pdf.structure();
    let of_kind = |wanted: &str| structure.iter().filter(|kind| *kind == wanted).count();
    let headings: Vec<_> =
        structure.iter().filter(|kind| kind.starts_with('H')).map(String::as_str).collect();
    assert_eq!(headings, ["H1", "H1", "H2", "H1", "H2", "H1", "H2", "H1", "H1"]);
    assert_eq!((of_kind("Title"), of_kind("TOC"), of_kind("TOCI")), (1, 1, 5));
    assert_eq!((of_kind("L"), of_kind("Lbl"), of_kind("LBody")), (3, 3 * 7, 3 * 7), "a term for each fact");
    assert!(!pdf.annotations().is_empty());
    for link in pdf.annotations() {
        assert!(link.has(b"Contents"), "what a link leads to is said");
        assert!(link.has(b"StructParent"), "and read where it is");
    }
}

#[test]
fn everything_that_is_said_of_an_event_can_be_read_and_followed() {
    let pdf = Pdf::read(&set(&many(3)));
    let text = pdf.text();
    for said in [
        "14ᵉ édition, du 4 au 30 novembre 2027 3 événements",
        "Organisé par : Direction interministérielle de la transformation publique (DITP)",
        "Samedi 6 novembre 2027 De 8 h à 9 h 30 · Rennes (Ille-et-Vilaine) \
         Atelier n° 0 : réécrire un courrier que personne ne comprend – voir page 2",
        "Atelier n° 2 : réécrire un courrier que personne ne comprend \
         De 13 h à 14 h 30 (heure de La Réunion) · Saint-Denis (La Réunion)",
        "Où : Tiers-lieu La Fabrique, 2 rue de la République, 97400 Saint-Denis (La Réunion)",
        "Inscriptions jusqu’au mardi 2 novembre 2027 inclus",
        "Contact : Camille Durand",
        "Page de l’événement : mois.exemple.gouv.fr/2027/evenements/evenement-p3ptakdpnfzn/",
        "Mois de l’innovation publique 2027 Samedi 6 novembre – Lundi 8 novembre",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    let links = pdf.links();
    for link in [
        "https://mois.exemple.gouv.fr/2027/evenements/",
        "https://www.demarches.exemple.gouv.fr/inscription?atelier=2&lieu=97411",
        "mailto:atelier@exemple.gouv.fr",
        "tel:0123456789",
    ] {
        assert!(links.contains(link), "{link} is not in {links:?}");
    }
}

#[test]
fn a_region_has_what_takes_place_there() {
    let booklet = |name| Booklet::of_region(&many(10), region(name), BASE_URL);
    let pdf = Pdf::read(&Document::booklet(&booklet("La Réunion").unwrap()).unwrap().set().unwrap());
    assert_eq!(pdf.information(b"Title"), "Mois de l’innovation publique 2027 – La Réunion");
    assert!(pdf.text().contains("2 événements"));
    assert!(pdf.text().contains("97400 Saint-Denis") && !pdf.text().contains("35000 Rennes"));
    assert_eq!(booklet("Corse"), None);
}

#[test]
fn the_same_words_give_the_same_bytes_in_whatever_order_events_come() {
    let mut material = many(12);
    let first = set(&material);
    material.events.reverse();
    assert!(set(&material) == first);
    material.events.pop();
    assert!(set(&material) != first);
}

#[test]
fn what_has_changed_is_said_and_what_has_no_day_comes_last() {
    let online = with(usual(1), &json!({ "attendance": { "mode": "online" } }));
    let period = json!({ "kind": "period", "period": { "first": "2027-11-04", "last": "2027-11-30" } });
    let podcast = with(usual(2), &json!({ "schedule": period, "title": "Un balado" }));
    let events = [
        event(0, &usual(0), &json!({ "status": "cancelled" })),
        event(1, &online, &json!({ "status": "postponed", "news": "Nous cherchons une date." })),
        event(2, &podcast, &json!({})),
    ];
    let pdf = Pdf::read(&set(&material(events)));
    let text = pdf.text();
    for said in [
        "Annulé – Atelier n° 0 : réécrire un courrier que personne ne comprend",
        "Cet événement est annulé.",
        "Disponibles sur une période Un balado Disponible du 4 au 30 novembre 2027",
        "Dates à venir Atelier n° 1 : réécrire un courrier que personne ne comprend Date à venir · En ligne",
        "Nous cherchons une date.",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    let links = pdf.links();
    assert!(!links.iter().any(|link| link.contains("atelier=0")), "nobody registers for what is cancelled");
}
