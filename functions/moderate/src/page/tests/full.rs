//! A moderator sees all that an organiser has said, public or not, and what changes in each part.

use model::picture::Picture;

use super::*;

fn full() -> Case {
    Case { revision: sample::full(), ..case() }
}

#[test]
fn a_moderator_sees_every_field_of_a_full_event() {
    let html = page(&full()).replace('\u{a0}', " ");
    for told in [
        "Design et expérience des usagers",
        "<dt>Langue</dt>\n<dd>Anglais</dd>",
        "1 rue de Paris",
        "97400 Saint-Denis",
        "Maison des usagers",
        "Terre Nouvelle",
        "<dd>La Réunion, et en ligne</dd>",
        "https://visio.exemple.fr/visite",
        "40 places",
        "https://exemple.gouv.fr/inscription",
        "inscription@exemple.gouv.fr",
        "01 23 45 67 89",
        "2 novembre 2027",
        "Boucle magnétique à l’accueil.",
        "Lou, au 01 40 50 60 70",
        "Service accueil",
        "accueil@exemple.gouv.fr",
        "Agence des usagers",
        "alt=\"Six agents autour d’une maquette\"",
        "<dt>Texte de remplacement</dt>\n<dd>Six agents autour d’une maquette</dd>",
        "<dt>Crédit</dt>\n<dd>Camille Durand, ville de Rennes</dd>",
        "L’organisateur déclare avoir le droit de l’utiliser",
        "-1200.jpg\">Voir l’image seule, 1200 × 800 pixels</a>",
        "Camille Durand, Cheffe de projet (<a",
        "06 98 76 54 32",
    ] {
        assert!(html.contains(told), "{told}: {html}");
    }
    let decorative = Picture { alt: None, ..sample::full().content.picture.unwrap() };
    let mut case = full();
    case.revision.content.picture = Some(decorative);
    assert!(page(&case).contains("l’organisateur la dit décorative"));
    case.revision.content.picture = None;
    assert!(!page(&case).contains("Texte de remplacement"));
}

#[test]
fn each_part_that_changes_is_told() {
    let revised = Revision { content: sample::full().content, ..sample::full() };
    let published = later(decide(case(), Outcome::Publish, None));
    let (event, at) = (published.event.clone(), published.now);
    let step = Step::edit(event.clone(), &event.organiser, event.revision(), revised, at).unwrap();
    let html = page(&sample::at_current(after(published, step)));
    let told = html.split_once("id=\"changements\">").unwrap().1.split_once("</dl>").unwrap().0;
    let parts: Vec<_> = told
        .split("<dt>")
        .skip(1)
        .filter_map(|rest| rest.split_once("</dt>"))
        .map(|(part, _)| part)
        .collect();
    let same = ["Titre", "Résumé", "Description", "Format", "Date et heure", "Public"];
    let expected: Vec<_> =
        Part::ALL.iter().map(|part| part.label()).filter(|it| !same.contains(it)).collect();
    assert_eq!(parts, expected);
    assert!(told.contains("Six agents autour d’une maquette") && told.contains("Aucune image"), "{told}");
}

#[test]
fn changes_can_be_asked_for_in_each_part() {
    let html = page(&full());
    for part in Part::ALL {
        let code = part.code();
        for field in [
            format!("name=\"part\" value=\"{code}\""),
            format!("name=\"reason-{code}\""),
            format!("name=\"text-{code}\""),
        ] {
            assert!(html.contains(&field), "{field}");
        }
    }
}
