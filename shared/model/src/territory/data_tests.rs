//! The embedded files are what the code takes them for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use super::commune::other_names;
use super::*;

const COMMUNES: &str = include_str!("../../data/communes.txt");
const POSTCODES: &str = include_str!("../../data/postcodes.txt");
const PARTS: &str = include_str!("../../data/parts.txt");

fn every_commune() -> Vec<Commune> {
    Commune::starting_with("").collect()
}

fn every_postcode() -> impl Iterator<Item = Postcode> {
    POSTCODES.lines().map(|line| Postcode::parse(&line[..5]).unwrap())
}

#[test]
fn every_file_is_sorted_without_double_keys_and_ends_its_last_line() {
    for (file, text) in [("communes", COMMUNES), ("postcodes", POSTCODES), ("parts", PARTS)] {
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
