//! The embedded files are what the code takes them for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use super::commune::other_names;
use super::*;

const COMMUNES: &str = include_str!("../../data/communes.txt");
const POSTCODES: &str = include_str!("../../data/postcodes.txt");
const PARTS: &str = include_str!("../../data/parts.txt");
const CENTRES: &str = include_str!("../../data/centres.txt");

fn every_commune() -> Vec<Commune> {
    Commune::starting_with("").collect()
}

fn every_postcode() -> impl Iterator<Item = Postcode> {
    POSTCODES.lines().map(|line| Postcode::parse(&line[..5]).unwrap())
}

#[test]
fn every_file_is_sorted_without_double_keys_and_ends_its_last_line() {
    for (file, text) in
        [("communes", COMMUNES), ("postcodes", POSTCODES), ("parts", PARTS), ("centres", CENTRES)]
    {
        let keys: Vec<&str> = text.lines().map(|line| &line[..5]).collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{file}");
        assert!(text.ends_with('\n') && !text.contains('\r') && !text.contains("\n\n"), "{file}");
        assert!(text.lines().all(|line| line.as_bytes()[5] == b' ' && line.trim_end() == line), "{file}");
    }
}

#[test]
fn the_counts_are_those_of_the_cog_2026() {
    assert_eq!(every_commune().len(), 34_969);
    assert_eq!(COMMUNES.lines().count(), 34_969, "every line is read");
    assert_eq!(every_postcode().count(), 6_310);
    assert_eq!(
        every_postcode().flat_map(|postcode| communes_of(&postcode).collect::<Vec<_>>()).count(),
        35_493
    );
    assert_eq!(PARTS.lines().count(), 4_795);
    assert_eq!(Departement::all().count(), 109);
    assert_eq!(Region::all().count(), 26);
}

/// Latitudes and longitudes between which each part of the territory lies, by the start of its communes' codes.
const BOUNDS: [(&str, [f64; 4]); 14] = [
    ("971", [15.8, 16.6, -61.9, -60.9]),
    ("972", [14.3, 14.9, -61.3, -60.8]),
    ("973", [2.0, 5.8, -54.7, -51.6]),
    ("974", [-21.4, -20.8, 55.2, 55.9]),
    ("975", [46.7, 47.2, -56.5, -56.1]),
    ("976", [-13.1, -12.6, 45.0, 45.4]),
    ("977", [17.8, 18.0, -62.9, -62.7]),
    ("978", [18.0, 18.2, -63.2, -62.9]),
    ("986", [-14.4, -13.1, -178.3, -176.1]),
    ("987", [-28.0, -7.8, -155.0, -134.0]),
    ("988", [-23.0, -18.0, 158.0, 172.5]),
    ("2A", [41.3, 42.4, 8.5, 9.5]),
    ("2B", [41.8, 43.1, 8.6, 9.6]),
    ("", [42.3, 51.2, -5.2, 8.3]),
];

#[test]
fn every_centre_is_a_commune_s_and_where_it_can_be() {
    for line in CENTRES.lines() {
        let commune = Commune::from_code(&line[..5]).unwrap();
        assert_eq!(commune.code(), &line[..5]);
        let at = commune.centre().expect("every line is read");
        let (_, [south, north, west, east]) =
            BOUNDS.iter().find(|(start, _)| commune.code().starts_with(start)).unwrap();
        let is_there = (*south..=*north).contains(&at.latitude) && (*west..=*east).contains(&at.longitude);
        assert!(is_there, "{commune:?}: {at:?}");
    }
    assert_eq!(CENTRES.lines().count(), 14_518);
    let prefectures =
        ["75056", "35238", "13055", "2A004", "97411", "97209", "97302", "97611", "98735", "98818"];
    assert!(prefectures.iter().all(|code| Commune::from_code(code).unwrap().centre().is_some()));
    let rennes = Commune::from_code("35238").unwrap().centre().unwrap();
    assert_eq!((rennes.latitude, rennes.longitude), (48.111, -1.674));
    let small = Commune::from_code("01001").unwrap();
    assert_eq!(small.centre(), None);
}

#[test]
fn departements_and_regions_are_those_of_the_cog() {
    let departements: Vec<String> =
        Departement::all().map(|d| format!("{} {} {}", d.code(), d.region().code(), d.name())).collect();
    assert_eq!(departements, include_str!("../../data/departements.txt").lines().collect::<Vec<_>>());
    let regions: Vec<String> = Region::all().map(|r| format!("{} {}", r.code(), r.name())).collect();
    assert_eq!(regions, include_str!("../../data/regions.txt").lines().collect::<Vec<_>>());
    for departement in Departement::all() {
        assert_eq!(Departement::from_code(departement.code()), Some(departement));
        assert!(departement.region().departements().any(|d| d == departement));
    }
    for region in Region::all() {
        assert_eq!(Region::from_code(region.code()), Some(region));
    }
    let sizes = Part::ALL.map(|part| Region::all().filter(|region| region.part() == part).count());
    assert_eq!(sizes, [13, 5, 8]);
}

#[test]
fn every_departement_has_a_commune() {
    let mut communes = BTreeMap::new();
    for commune in every_commune() {
        *communes.entry(commune.departement()).or_insert(0) += 1;
    }
    assert!(communes.keys().copied().eq(Departement::all()));
    for (departement, expected) in
        [("75", 1), ("2A", 124), ("974", 24), ("976", 17), ("987", 48), ("988", 33)]
    {
        assert_eq!(communes[&Departement::from_code(departement).unwrap()], expected, "{departement}");
    }
}

#[test]
fn every_code_leads_to_its_commune() {
    for commune in every_commune() {
        assert_eq!(Commune::from_code(commune.code()), Some(commune));
        assert_eq!(commune.code().len(), 5);
        assert!(commune.code().starts_with(commune.departement().code()));
    }
    for line in PARTS.lines() {
        assert_eq!(Commune::from_code(&line[..5]).unwrap().code(), &line[6..11], "{line}");
    }
}

/// Also says that no two communes of a postcode are confused by what the comparison forgives.
#[test]
fn every_commune_is_found_by_each_of_its_postcodes_and_its_name() {
    let mut reached = BTreeSet::new();
    for postcode in every_postcode() {
        let served: Vec<Commune> = communes_of(&postcode).collect();
        assert!(!served.is_empty() && served.is_sorted_by(|a, b| a < b), "{postcode}");
        for commune in served {
            assert_eq!(resolve(&postcode, commune.name()), Ok(commune), "{postcode}");
            reached.insert(commune);
        }
    }
    let unreached: Vec<&str> =
        every_commune().iter().filter(|commune| !reached.contains(*commune)).map(Commune::code).collect();
    assert_eq!(unreached, ["98411", "98412", "98413", "98414", "98415"], "the TAAF have no postcode");
}

#[test]
fn every_commune_is_found_when_its_name_is_shouted_with_a_cedex() {
    for postcode in every_postcode() {
        for commune in communes_of(&postcode) {
            let shouted = format!("{} CEDEX 9", commune.name().to_uppercase().replace('-', " "));
            assert_eq!(resolve(&postcode, &shouted), Ok(commune), "{postcode} {shouted}");
        }
    }
}

#[test]
fn every_other_name_belongs_to_a_commune() {
    assert!(other_names().count() > 2_500);
    for (code, name) in other_names() {
        assert_eq!(Commune::from_code(code).unwrap().code(), code, "{name}");
        assert!(!name.is_empty() && name.trim() == name, "{code} {name:?}");
    }
}

#[test]
fn every_zone_is_in_the_bundled_database() {
    let known: Vec<&str> = zones().collect();
    for zone in &known {
        assert!(TimeZone::get(zone).is_ok(), "{zone}");
    }
    for commune in every_commune() {
        assert!(known.contains(&commune.zone()), "{commune:?}");
    }
}
