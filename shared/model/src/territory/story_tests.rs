//! What people type, and what they must get.

use proptest::prelude::*;

use super::*;

fn found(postcode: &str, name: &str) -> String {
    let commune = resolve(&Postcode::parse(postcode).unwrap(), name);
    commune.map_or_else(|unresolved| panic!("{postcode} {name}: {unresolved:?}"), |c| format!("{c:?}"))
}

fn refused(postcode: &str, name: &str) -> Unresolved {
    resolve(&Postcode::parse(postcode).unwrap(), name).expect_err(name)
}

fn names(communes: &[Commune]) -> Vec<&'static str> {
    communes.iter().map(Commune::name).collect()
}

#[test]
fn the_postcode_tells_the_two_saint_denis_apart() {
    assert_eq!(found("97400", "Saint-Denis"), "97411 Saint-Denis");
    assert_eq!(found("93200", "Saint-Denis"), "93066 Saint-Denis");
    let reunion = Commune::from_code("97411").unwrap();
    assert_eq!(reunion.departement().name(), "La Réunion");
    assert_eq!((reunion.departement().region().code(), reunion.zone()), ("04", "Indian/Reunion"));
    let seine_saint_denis = Commune::from_code("93066").unwrap();
    assert_eq!(seine_saint_denis.departement().region(), Region::ILE_DE_FRANCE);
    assert_eq!(seine_saint_denis.zone(), "Europe/Paris");
}

#[test]
fn an_arrondissement_is_in_its_commune() {
    for name in
        ["Paris", "PARIS", "Paris 1er", "paris 1", "Paris 1er Arrondissement", "Paris Ier", "Paris Cedex 01"]
    {
        assert_eq!(found("75001", name), "75056 Paris");
    }
    for (postcode, name, commune) in [
        ("75116", "Paris 16e", "75056 Paris"),
        ("75020", "Paris XXe", "75056 Paris"),
        ("69003", "Lyon 3ème", "69123 Lyon"),
        ("69007", "LYON 07", "69123 Lyon"),
        ("13008", "Marseille 8e arrondissement", "13055 Marseille"),
    ] {
        assert_eq!(found(postcode, name), commune);
    }
    assert_eq!(Commune::from_code("75107").unwrap().name(), "Paris");
}

#[test]
fn spelling_is_forgiven() {
    for (postcode, name, commune) in [
        ("42000", "St Etienne", "42218 Saint-Étienne"),
        ("42100", "ST. ETIENNE", "42218 Saint-Étienne"),
        ("94240", "L’Haÿ-les-Roses", "94038 L'Haÿ-les-Roses"),
        ("94240", "l hay les roses", "94038 L'Haÿ-les-Roses"),
        ("94240", "Haÿ les Roses", "94038 L'Haÿ-les-Roses"),
        ("78130", "les mureaux", "78440 Les Mureaux"),
        ("78130", "Mureaux", "78440 Les Mureaux"),
        ("76600", "Le  Havre ", "76351 Le Havre"),
        ("97115", "Ste-Rose", "97129 Sainte-Rose"),
        ("97233", "Schoelcher", "97229 Schœlcher"),
        ("54500", "vandœuvre lès nancy", "54547 Vandœuvre-lès-Nancy"),
        ("85770", "vix", "85303 Vix"),
    ] {
        assert_eq!(found(postcode, name), commune);
    }
}

#[test]
fn the_republic_is_found_overseas_and_in_corsica() {
    for (postcode, name, commune, region, zone) in [
        ("97100", "Basse-Terre", "97105 Basse-Terre", "Guadeloupe", "America/Guadeloupe"),
        ("97200", "Fort de France", "97209 Fort-de-France", "Martinique", "America/Martinique"),
        ("97300", "Cayenne", "97302 Cayenne", "Guyane", "America/Cayenne"),
        ("97500", "Saint-Pierre", "97502 Saint-Pierre", "Saint-Pierre-et-Miquelon", "America/Miquelon"),
        ("97500", "Miquelon", "97501 Miquelon-Langlade", "Saint-Pierre-et-Miquelon", "America/Miquelon"),
        ("97600", "Mamoudzou", "97611 Mamoudzou", "Mayotte", "Indian/Mayotte"),
        ("97133", "Gustavia", "97701 Saint-Barthélemy", "Saint-Barthélemy", "America/St_Barthelemy"),
        ("97150", "St Martin", "97801 Saint-Martin", "Saint-Martin", "America/Marigot"),
        ("98600", "Mata-Utu", "98613 Uvea", "Wallis et Futuna", "Pacific/Wallis"),
        ("98600", "Wallis", "98613 Uvea", "Wallis et Futuna", "Pacific/Wallis"),
        ("98714", "Papeete", "98735 Papeete", "Polynésie française", "Pacific/Tahiti"),
        ("98704", "Faa'a", "98715 Faaa", "Polynésie française", "Pacific/Tahiti"),
        ("98742", "Nuku Hiva", "98731 Nuku-Hiva", "Polynésie française", "Pacific/Marquesas"),
        ("98755", "Gambier", "98719 Gambier", "Polynésie française", "Pacific/Gambier"),
        ("98800", "Noumea", "98818 Nouméa", "Nouvelle-Calédonie", "Pacific/Noumea"),
        ("20000", "Ajaccio", "2A004 Ajaccio", "Corse", "Europe/Paris"),
        ("20200", "Bastia", "2B033 Bastia", "Corse", "Europe/Paris"),
    ] {
        assert_eq!(found(postcode, name), commune);
        let commune = Commune::from_code(&commune[..5]).unwrap();
        assert_eq!((commune.departement().region().name(), commune.zone()), (region, zone), "{commune}");
    }
}

#[test]
fn a_commune_that_merged_leads_to_the_one_of_today() {
    assert_eq!(found("74940", "Annecy-le-Vieux"), "74010 Annecy");
    assert_eq!(
        Commune::from_code("74011"),
        Commune::from_code("74010"),
        "a stored code outlives its commune"
    );
}

#[test]
fn several_communes_share_a_postcode() {
    let unresolved = refused("01000", "Lyon");
    assert_eq!(names(unresolved.candidates()), ["Bourg-en-Bresse", "Saint-Denis-lès-Bourg"]);
    assert!(matches!(unresolved, Unresolved::NoSuchCommune { .. }));
    assert_eq!(found("01000", "Saint Denis les Bourg"), "01344 Saint-Denis-lès-Bourg");
    assert!(matches!(refused("01000", " - "), Unresolved::NoSuchCommune { .. }));
}

#[test]
fn the_nearest_spelling_is_offered_first() {
    assert_eq!(refused("51300", "Vitri le François").candidates()[0].name(), "Vitry-le-François");
    assert_eq!(refused("01000", "saint denis").candidates()[0].name(), "Saint-Denis-lès-Bourg");
    assert_eq!(refused("01000", "Bourg").candidates()[0].name(), "Bourg-en-Bresse");
}

#[test]
fn a_name_that_fits_two_communes_is_asked_again() {
    let unresolved = refused("58120", "Château-Chinon");
    assert_eq!(names(unresolved.candidates()), ["Château-Chinon (Ville)", "Château-Chinon (Campagne)"]);
    assert!(matches!(unresolved, Unresolved::Ambiguous { .. }));
    assert_eq!(found("58120", "Chateau Chinon Ville"), "58062 Château-Chinon (Ville)");
}

#[test]
fn a_cedex_is_its_commune_when_the_person_says_cedex() {
    for (postcode, name, commune) in [
        ("35064", "Rennes Cedex", "35238 Rennes"),
        ("35044", "RENNES CEDEX 7", "35238 Rennes"),
        ("59039", "Lille Cédex", "59350 Lille"),
        ("75700", "Paris 07 SP", "75056 Paris"),
        ("75334", "Paris Cedex 07", "75056 Paris"),
        ("97743", "Saint-Denis Cedex 9", "97411 Saint-Denis"),
        ("20188", "Ajaccio Cedex 9", "2A004 Ajaccio"),
        ("20401", "Bastia Cedex", "2B033 Bastia"),
    ] {
        assert_eq!(found(postcode, name), commune);
    }
}

#[test]
fn an_unknown_postcode_is_refused_with_what_the_person_may_have_meant() {
    for (postcode, name, expected) in [
        ("35064", "Rennes", vec!["Rennes"]),
        ("69000", "Lyon", vec!["Lyon"]),
        ("35999", "Marseille", vec![]),
        ("00000", "Paris", vec![]),
        ("99999", "Rennes Cedex", vec![]),
        ("92055", "Paris La Défense Cedex", vec![]),
        ("97199", "Marigot", vec!["Saint-Martin"]),
    ] {
        let unresolved = refused(postcode, name);
        assert_eq!(names(unresolved.candidates()), expected, "{postcode} {name}");
        assert!(matches!(unresolved, Unresolved::UnknownPostcode { .. }), "{postcode} {name}");
    }
}

#[test]
fn places_are_stored_as_their_codes() {
    let rennes = Commune::from_code("35238").unwrap();
    let stored = serde_json::to_string(&(rennes, rennes.departement(), Region::LA_REUNION)).unwrap();
    assert_eq!(stored, r#"["35238","35","04"]"#);
    let read: (Commune, Departement, Region) = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, (rennes, rennes.departement(), Region::LA_REUNION));
    for unknown in [r#""35999""#, r#""""#, r#""3""#, r#""35238 ""#, r#""é5238""#, "35238"] {
        assert!(serde_json::from_str::<Commune>(unknown).is_err(), "{unknown}");
    }
    let error = serde_json::from_str::<Departement>(r#""20""#).unwrap_err().to_string();
    assert_eq!(error, "no département has the code \"20\"");
}

proptest! {
    #[test]
    fn whatever_is_typed_gets_an_answer(
        postcode in r"\PC{0,7}|[0-9]{5}|(97|98|20|75)[0-9]{3}",
        name in r".{0,30}|(St|Paris|Le) ?[0-9]{0,2}(e|er)? ?(cedex|sp)?",
    ) {
        let known = Commune::from_code(&postcode);
        prop_assert!(known.is_none_or(|commune| Commune::from_code(commune.code()) == Some(commune)));
        if let Ok(postcode) = Postcode::parse(&postcode) {
            match resolve(&postcode, &name) {
                Ok(commune) => prop_assert_eq!(Commune::from_code(commune.code()), Some(commune)),
                Err(Unresolved::UnknownPostcode { .. }) => prop_assert_eq!(communes_of(&postcode).count(), 0),
                Err(Unresolved::NoSuchCommune { candidates }) => prop_assert!(!candidates.is_empty()),
                Err(Unresolved::Ambiguous { candidates }) => prop_assert!(candidates.len() > 1),
            }
        }
    }
}

#[test]
fn in_a_menu_the_mainland_comes_first_by_name_whatever_the_accents() {
    let names: Vec<_> = Region::in_order().iter().map(Region::name).collect();
    assert_eq!(names[..2], ["Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté"]);
    let position = |name| names.iter().position(|it| *it == name);
    assert!(position("Île-de-France") < position("Normandie"));
    assert!(position("Corse") < position("Guadeloupe"));
    assert_eq!(names.len(), Region::all().count());
}
