//! The page where everything is checked.

use model::proposal::Stage;

use super::*;

fn lines(html: &str) -> Vec<(String, String)> {
    let page = Html::parse_fragment(html);
    let words = |it| text(it).split_whitespace().collect::<Vec<_>>().join(" ");
    let labels = all(&page, "dt").into_iter().map(words);
    labels.zip(all(&page, "dd").into_iter().map(words)).collect()
}

#[test]
fn all_that_was_typed_is_read_back_as_it_was_understood() {
    let edition = edition();
    let typed =
        Proposal { newsletter: "oui".into(), organiser_role: "Cheffe de projet".into(), ..workshop() };
    let html = form(&typed, &edition).recap(|_| None);
    let expected = [
        ("Titre de l’événement", "Repenser l’accueil"),
        ("Résumé", "Un atelier pour repenser l’accueil."),
        ("Description", "Venez nombreux.Vraiment. <b>Apportez</b> vos idées."),
        ("Format", "Atelier"),
        ("Thèmes", "Design et expérience des usagers"),
        ("Langue", "Français"),
        ("Dates", "mardi 9 novembre 2027, de 10 h à 12 h mercredi 10 novembre 2027, de 14 h à 16 h 30"),
        ("Comment y participer ?", "Sur place"),
        ("Lieu n° 1", "Médiathèque12 rue de la Paix97400 Saint-Denis"),
        ("Lieu n° 2", "Mairie97410 Saint-Pierre"),
        ("À qui s’adresse l’événement ?", "Agents publics Grand public"),
        ("Nom de l’organisation", "Département"),
        ("Type d’organisation", "Collectivité territoriale ou intercommunalité"),
        ("Vous (non publié)", "Camille Durand"),
        ("Votre fonction (non publiée)", "Cheffe de projet"),
        ("Votre adresse électronique (non publiée)", "camille.durand@exemple.gouv.fr"),
        ("Lettre d’information", "Vous la recevrez à cette adresse"),
    ];
    assert_eq!(lines(&html), expected.map(|(label, text)| (label.to_owned(), text.to_owned())));
    assert!(!html.contains("À compléter") && html.contains("Venez nombreux.<br>Vraiment."), "{html}");
}

#[test]
fn what_is_missing_says_so_and_what_may_be_is_left_out() {
    let edition = edition();
    let typed = Proposal { mode: "hybrid".into(), online_access: "public".into(), ..Proposal::default() };
    let problems = typed.check(&edition).unwrap_err();
    let told = lines(&form(&typed, &edition).with_problems(&problems).recap(|_| None));
    let missing: Vec<_> = told
        .iter()
        .filter(|(_, text)| text.starts_with("À compléter"))
        .map(|(label, _)| label.as_str())
        .collect();
    let expected = [
        "Titre de l’événement",
        "Résumé",
        "Description",
        "Format",
        "Thèmes",
        "Date",
        "Lieu",
        "Lien de connexion",
        "À qui s’adresse l’événement ?",
        "Nom de l’organisation",
        "Type d’organisation",
        "Vous (non publié)",
        "Votre adresse électronique (non publiée)",
    ];
    assert_eq!(missing, expected);
    assert_eq!(told.len(), missing.len() + 3); // language, mode, access
    for problem in &problems {
        let message = problem.message.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.iter().any(|(_, text)| text.contains(&message)), "{message}");
    }
}

#[test]
fn each_step_is_changed_by_a_link_that_says_which() {
    let (typed, edition) = (workshop(), edition());
    let to = |stage: Stage| (stage != Stage::Place).then(|| format!("/ici/{}", stage.code()));
    let page = Html::parse_fragment(&form(&typed, &edition).recap(to));
    let links: Vec<_> =
        all(&page, "a").into_iter().map(|link| (link.attr("href").unwrap(), text(link))).collect();
    let expected = [
        ("/ici/evenement", "Modifier ce qui décrit l’événement"),
        ("/ici/dates", "Modifier les dates"),
        ("/ici/public", "Modifier le public et l’inscription"),
        ("/ici/organisation", "Modifier l’organisation et vos coordonnées"),
        ("/ici/image", "Ajouter une image"),
    ];
    assert_eq!(links, expected.map(|(href, words)| (href, words.to_owned())));
}

#[test]
fn a_date_and_a_place_that_are_not_complete_are_read_back_as_far_as_they_go() {
    let edition = edition();
    let typed = Proposal {
        slot_date: strings(&["bientôt"]),
        slot_start: strings(&["10h30"]),
        slot_end: strings(&[""]),
        place_name: strings(&[""]),
        address: strings(&["12 rue de la Paix"]),
        postcode: strings(&["35000"]),
        commune: strings(&[""]),
        ..workshop()
    };
    let told = lines(&form(&typed, &edition).recap(|_| None));
    let line = |label: &str| told.iter().find(|(it, _)| it == label).unwrap().1.clone();
    assert_eq!(line("Date"), "bientôt, de 10 h 30 à …");
    assert_eq!(line("Lieu"), "Nom du lieu : à compléter12 rue de la Paix35000Commune : à compléter");
}

#[test]
fn a_picture_is_told_with_its_words() {
    let edition = edition();
    let typed = Proposal {
        picture: "7k3qx9mb2fht-1200x800".into(),
        picture_alt: "Six agents autour d’une maquette.".into(),
        picture_credit: "Camille Durand".into(),
        picture_rights: "oui".into(),
        ..workshop()
    };
    let html = form(&typed, &edition).recap(|_| Some("/ici".into()));
    let told = lines(&html);
    assert!(told.contains(&("Image".into(), "Ajoutée, 1200 × 800 pixels".into())), "{told:?}");
    assert!(told.contains(&("Texte qui remplace l’image".into(), typed.picture_alt.clone())), "{told:?}");
    assert!(!html.contains("Aucune image") && html.contains("Modifier<span class=\"fr-sr-only\"> l’image"));
}
