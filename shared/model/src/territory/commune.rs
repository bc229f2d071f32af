//! Communes and the postcodes they are served by.

use super::table::Table;
use super::{Departement, Postcode, known_by_code, zone};

/// `35238 Rennes`
static COMMUNES: Table = Table(include_str!("../../data/communes.txt"));
/// `35000 238`: the communes a postcode serves, three characters long where they start like the postcode.
static POSTCODES: Table = Table(include_str!("../../data/postcodes.txt"));
/// `74011 74010 Annecy-le-Vieux`: codes that lead to a commune without being one, with their name if known.
static PARTS: Table = Table(include_str!("../../data/parts.txt"));

/// Names that people and La Poste use for a commune overseas instead of its own.
const USUAL_NAMES: [(&str, &str); 8] = [
    ("97501", "Miquelon"),
    ("97701", "Gustavia"),
    ("97801", "Marigot"),
    ("98613", "Mata-Utu"),
    ("98613", "Wallis"),
    ("98729", "Moorea"),
    ("98731", "Taiohae"),
    ("98901", "Clipperton"),
];

/// A commune of today's COG, overseas included. Paris, Lyon and Marseille are one commune each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Commune {
    code: &'static str,
    name: &'static str,
    departement: Departement,
}

impl Commune {
    /// The commune that has this INSEE code, or into which the former holder of this code merged, or of which
    /// it is an arrondissement: `75101` gives Paris. So a stored code outlives its commune.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::current(code).or_else(|| PARTS.get(code)?.get(..5).and_then(Self::current))
    }

    /// The INSEE code, which is not a postcode.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The official name, with its article: `Le Havre`, `L'Haÿ-les-Roses`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The département, or the overseas collectivity in its place.
    pub fn departement(&self) -> Departement {
        self.departement
    }

    /// The IANA time zone in which it lives: the département's, except on a few islands.
    pub fn zone(&self) -> &'static str {
        zone::exception(self.code).unwrap_or_else(|| self.departement.zone())
    }

    fn current(code: &str) -> Option<Self> {
        COMMUNES.starting_with(code).next().and_then(Self::read).filter(|commune| commune.code == code)
    }

    fn read(line: &'static str) -> Option<Self> {
        let (code, name) = line.split_once(' ')?;
        Some(Self { code, name, departement: Departement::of_commune_code(code)? })
    }

    /// The communes whose code starts like this, ordered by code.
    pub(super) fn starting_with(start: &str) -> impl Iterator<Item = Self> {
        COMMUNES.starting_with(start).filter_map(Self::read)
    }
}

known_by_code!(Commune, "commune");

/// The communes that a postcode serves, ordered by code; none if it serves none. CEDEX codes, which serve
/// one organisation, are not in the list.
pub fn communes_of(postcode: &Postcode) -> impl Iterator<Item = Commune> {
    let near = &postcode.as_str()[..2];
    let served = POSTCODES.get(postcode.as_str()).unwrap_or_default();
    served.split_ascii_whitespace().filter_map(move |code| match code.len() {
        3 => Commune::current(&format!("{near}{code}")),
        _ => Commune::current(code),
    })
}

/// Names beside the official one, with the commune's code: those of the communes that merged into it and of
/// its arrondissements, and usual names.
pub(super) fn other_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    // `74011 74010 Annecy-le-Vieux`; a line that ends after the second code has no name.
    let parts = PARTS.starting_with("").filter_map(|line| line.get(6..)?.split_once(' '));
    parts.chain(USUAL_NAMES)
}
