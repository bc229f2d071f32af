//! Regions, and the overseas collectivities that stand in for one.

use super::{Departement, known_by_code};
use crate::publication::slug;

/// One of the 18 régions of the COG, or an overseas collectivity or territory under its COG code.
///
/// Ordered by code, which puts the overseas régions first; see [`Region::part`] to group them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    code: &'static str,
    name: &'static str,
    part: Part,
}

/// The large parts of the Republic, to group regions in a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The 13 régions of Europe, Corsica included.
    Mainland,
    /// The five régions overseas (articles 72-3 and 73 of the Constitution).
    OverseasRegions,
    /// Everything else overseas: collectivities of article 74, New Caledonia, territories without inhabitants.
    OverseasCollectivities,
}

impl Part {
    /// Every part, in the order of a menu.
    pub const ALL: [Self; 3] = [Self::Mainland, Self::OverseasRegions, Self::OverseasCollectivities];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mainland => "France métropolitaine",
            Self::OverseasRegions => "Régions d’outre-mer",
            Self::OverseasCollectivities => "Collectivités et territoires d’outre-mer",
        }
    }
}

impl Region {
    /// Every region, ordered by code.
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.into_iter()
    }

    /// Every region in the order of a menu: part by part, by name within each, accents aside.
    pub fn in_order() -> Vec<Self> {
        let mut regions: Vec<_> = Self::all().collect();
        let part = |region: &Self| Part::ALL.iter().position(|part| *part == region.part);
        regions.sort_by_cached_key(|region| (part(region), slug(region.name)));
        regions
    }

    /// The region that has this COG code (`53`, `04`, `987`).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|region| region.code == code)
    }

    /// The COG code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The official name, with its article where it has one: `La Réunion`, `Bretagne`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The part of the Republic it belongs to.
    pub fn part(&self) -> Part {
        self.part
    }

    /// Its départements, ordered by code.
    pub fn departements(self) -> impl Iterator<Item = Departement> {
        Departement::all().filter(move |departement| departement.region() == self)
    }
}

known_by_code!(Region, "region");

const fn region(code: &'static str, name: &'static str, part: Part) -> Region {
    Region { code, name, part }
}

impl Region {
    /// Guadeloupe.
    pub const GUADELOUPE: Self = region("01", "Guadeloupe", Part::OverseasRegions);
    /// Martinique.
    pub const MARTINIQUE: Self = region("02", "Martinique", Part::OverseasRegions);
    /// Guyane.
    pub const GUYANE: Self = region("03", "Guyane", Part::OverseasRegions);
    /// La Réunion.
    pub const LA_REUNION: Self = region("04", "La Réunion", Part::OverseasRegions);
    /// Mayotte.
    pub const MAYOTTE: Self = region("06", "Mayotte", Part::OverseasRegions);
    /// Île-de-France.
    pub const ILE_DE_FRANCE: Self = region("11", "Île-de-France", Part::Mainland);
    /// Centre-Val de Loire.
    pub const CENTRE_VAL_DE_LOIRE: Self = region("24", "Centre-Val de Loire", Part::Mainland);
    /// Bourgogne-Franche-Comté.
    pub const BOURGOGNE_FRANCHE_COMTE: Self = region("27", "Bourgogne-Franche-Comté", Part::Mainland);
    /// Normandie.
    pub const NORMANDIE: Self = region("28", "Normandie", Part::Mainland);
    /// Hauts-de-France.
    pub const HAUTS_DE_FRANCE: Self = region("32", "Hauts-de-France", Part::Mainland);
    /// Grand Est.
    pub const GRAND_EST: Self = region("44", "Grand Est", Part::Mainland);
    /// Pays de la Loire.
    pub const PAYS_DE_LA_LOIRE: Self = region("52", "Pays de la Loire", Part::Mainland);
    /// Bretagne.
    pub const BRETAGNE: Self = region("53", "Bretagne", Part::Mainland);
    /// Nouvelle-Aquitaine.
    pub const NOUVELLE_AQUITAINE: Self = region("75", "Nouvelle-Aquitaine", Part::Mainland);
    /// Occitanie.
    pub const OCCITANIE: Self = region("76", "Occitanie", Part::Mainland);
    /// Auvergne-Rhône-Alpes.
    pub const AUVERGNE_RHONE_ALPES: Self = region("84", "Auvergne-Rhône-Alpes", Part::Mainland);
    /// Provence-Alpes-Côte d'Azur.
    pub const PROVENCE_ALPES_COTE_D_AZUR: Self = region("93", "Provence-Alpes-Côte d'Azur", Part::Mainland);
    /// Corse.
    pub const CORSE: Self = region("94", "Corse", Part::Mainland);
    /// Saint-Pierre-et-Miquelon.
    pub const SAINT_PIERRE_ET_MIQUELON: Self =
        region("975", "Saint-Pierre-et-Miquelon", Part::OverseasCollectivities);
    /// Saint-Barthélemy.
    pub const SAINT_BARTHELEMY: Self = region("977", "Saint-Barthélemy", Part::OverseasCollectivities);
    /// Saint-Martin.
    pub const SAINT_MARTIN: Self = region("978", "Saint-Martin", Part::OverseasCollectivities);
    /// Terres australes et antarctiques françaises.
    pub const TERRES_AUSTRALES_ET_ANTARCTIQUES_FRANCAISES: Self =
        region("984", "Terres australes et antarctiques françaises", Part::OverseasCollectivities);
    /// Wallis et Futuna.
    pub const WALLIS_ET_FUTUNA: Self = region("986", "Wallis et Futuna", Part::OverseasCollectivities);
    /// Polynésie française.
    pub const POLYNESIE_FRANCAISE: Self = region("987", "Polynésie française", Part::OverseasCollectivities);
    /// Nouvelle-Calédonie.
    pub const NOUVELLE_CALEDONIE: Self = region("988", "Nouvelle-Calédonie", Part::OverseasCollectivities);
    /// Île de Clipperton.
    pub const ILE_DE_CLIPPERTON: Self = region("989", "Île de Clipperton", Part::OverseasCollectivities);
}

const ALL: [Region; 26] = [
    Region::GUADELOUPE,
    Region::MARTINIQUE,
    Region::GUYANE,
    Region::LA_REUNION,
    Region::MAYOTTE,
    Region::ILE_DE_FRANCE,
    Region::CENTRE_VAL_DE_LOIRE,
    Region::BOURGOGNE_FRANCHE_COMTE,
    Region::NORMANDIE,
    Region::HAUTS_DE_FRANCE,
    Region::GRAND_EST,
    Region::PAYS_DE_LA_LOIRE,
    Region::BRETAGNE,
    Region::NOUVELLE_AQUITAINE,
    Region::OCCITANIE,
    Region::AUVERGNE_RHONE_ALPES,
    Region::PROVENCE_ALPES_COTE_D_AZUR,
    Region::CORSE,
    Region::SAINT_PIERRE_ET_MIQUELON,
    Region::SAINT_BARTHELEMY,
    Region::SAINT_MARTIN,
    Region::TERRES_AUSTRALES_ET_ANTARCTIQUES_FRANCAISES,
    Region::WALLIS_ET_FUTUNA,
    Region::POLYNESIE_FRANCAISE,
    Region::NOUVELLE_CALEDONIE,
    Region::ILE_DE_CLIPPERTON,
];
