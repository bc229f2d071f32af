//! Départements, and the overseas collectivities that stand in for one.

use super::{Region, known_by_code, zone};

/// One of the 101 départements of the COG, or an overseas collectivity or territory under its COG code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Departement(&'static Row);

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Row {
    code: &'static str,
    name: &'static str,
    region: Region,
}

impl Departement {
    /// Every département, ordered by code: `2A` and `2B` come between `29` and `30`.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(Self)
    }

    /// The département that has this COG code (`35`, `2A`, `974`, `987`).
    pub fn from_code(code: &str) -> Option<Self> {
        ROWS.binary_search_by_key(&code, |row| row.code).ok().map(|at| Self(&ROWS[at]))
    }

    /// The COG code.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The official name, with its article where it has one: `La Réunion`, `Ille-et-Vilaine`.
    pub fn name(&self) -> &'static str {
        self.0.name
    }

    /// The region it belongs to.
    pub fn region(&self) -> Region {
        self.0.region
    }

    /// The IANA time zone in which most of it lives; [`super::Commune::zone`] knows the exceptions.
    pub fn zone(&self) -> &'static str {
        zone::of_departement(self.0.code)
    }

    /// The one whose code a commune's code starts with: three characters overseas, two elsewhere.
    pub(super) fn of_commune_code(code: &str) -> Option<Self> {
        let length = if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 };
        code.get(..length).and_then(Self::from_code)
    }
}

known_by_code!(Departement, "département");

const fn row(code: &'static str, name: &'static str, region: Region) -> Row {
    Row { code, name, region }
}

static ROWS: [Row; 109] = [
    row("01", "Ain", Region::AUVERGNE_RHONE_ALPES),
    row("02", "Aisne", Region::HAUTS_DE_FRANCE),
    row("03", "Allier", Region::AUVERGNE_RHONE_ALPES),
    row("04", "Alpes-de-Haute-Provence", Region::PROVENCE_ALPES_COTE_D_AZUR),
    row("05", "Hautes-Alpes", Region::PROVENCE_ALPES_COTE_D_AZUR),
    row("06", "Alpes-Maritimes", Region::PROVENCE_ALPES_COTE_D_AZUR),
    row("07", "Ardèche", Region::AUVERGNE_RHONE_ALPES),
    row("08", "Ardennes", Region::GRAND_EST),
    row("09", "Ariège", Region::OCCITANIE),
    row("10", "Aube", Region::GRAND_EST),
    row("11", "Aude", Region::OCCITANIE),
    row("12", "Aveyron", Region::OCCITANIE),
    row("13", "Bouches-du-Rhône", Region::PROVENCE_ALPES_COTE_D_AZUR),
    row("14", "Calvados", Region::NORMANDIE),
    row("15", "Cantal", Region::AUVERGNE_RHONE_ALPES),
    row("16", "Charente", Region::NOUVELLE_AQUITAINE),
    row("17", "Charente-Maritime", Region::NOUVELLE_AQUITAINE),
    row("18", "Cher", Region::CENTRE_VAL_DE_LOIRE),
    row("19", "Corrèze", Region::NOUVELLE_AQUITAINE),
    row("21", "Côte-d'Or", Region::BOURGOGNE_FRANCHE_COMTE),
    row("22", "Côtes-d'Armor", Region::BRETAGNE),
    row("23", "Creuse", Region::NOUVELLE_AQUITAINE),
    row("24", "Dordogne", Region::NOUVELLE_AQUITAINE),
    row("25", "Doubs", Region::BOURGOGNE_FRANCHE_COMTE),
    row("26", "Drôme", Region::AUVERGNE_RHONE_ALPES),
    row("27", "Eure", Region::NORMANDIE),
    row("28", "Eure-et-Loir", Region::CENTRE_VAL_DE_LOIRE),
    row("29", "Finistère", Region::BRETAGNE),
    row("2A", "Corse-du-Sud", Region::CORSE),
    row("2B", "Haute-Corse", Region::CORSE),
    row("30", "Gard", Region::OCCITANIE),
    row("31", "Haute-Garonne", Region::OCCITANIE),
    row("32", "Gers", Region::OCCITANIE),
    row("33", "Gironde", Region::NOUVELLE_AQUITAINE),
    row("34", "Hérault", Region::OCCITANIE),
    row("35", "Ille-et-Vilaine", Region::BRETAGNE),
    row("36", "Indre", Region::CENTRE_VAL_DE_LOIRE),
    row("37", "Indre-et-Loire", Region::CENTRE_VAL_DE_LOIRE),
    row("38", "Isère", Region::AUVERGNE_RHONE_ALPES),
    row("39", "Jura", Region::BOURGOGNE_FRANCHE_COMTE),
    row("40", "Landes", Region::NOUVELLE_AQUITAINE),
    row("41", "Loir-et-Cher", Region::CENTRE_VAL_DE_LOIRE),
    row("42", "Loire", Region::AUVERGNE_RHONE_ALPES),
    row("43", "Haute-Loire", Region::AUVERGNE_RHONE_ALPES),
    row("44", "Loire-Atlantique", Region::PAYS_DE_LA_LOIRE),
    row("45", "Loiret", Region::CENTRE_VAL_DE_LOIRE),
    row("46", "Lot", Region::OCCITANIE),
    row("47", "Lot-et-Garonne", Region::NOUVELLE_AQUITAINE),
    row("48", "Lozère", Region::OCCITANIE),
    row("49", "Maine-et-Loire", Region::PAYS_DE_LA_LOIRE),
    row("50", "Manche", Region::NORMANDIE),
    row("51", "Marne", Region::GRAND_EST),
    row("52", "Haute-Marne", Region::GRAND_EST),
    row("53", "Mayenne", Region::PAYS_DE_LA_LOIRE),
    row("54", "Meurthe-et-Moselle", Region::GRAND_EST),
    row("55", "Meuse", Region::GRAND_EST),
    row("56", "Morbihan", Region::BRETAGNE),
    row("57", "Moselle", Region::GRAND_EST),
    row("58", "Nièvre", Region::BOURGOGNE_FRANCHE_COMTE),
    row("59", "Nord", Region::HAUTS_DE_FRANCE),
    row("60", "Oise", Region::HAUTS_DE_FRANCE),
    row("61", "Orne", Region::NORMANDIE),
    row("62", "Pas-de-Calais", Region::HAUTS_DE_FRANCE),
    row("63", "Puy-de-Dôme", Region::AUVERGNE_RHONE_ALPES),
    row("64", "Pyrénées-Atlantiques", Region::NOUVELLE_AQUITAINE),
    row("65", "Hautes-Pyrénées", Region::OCCITANIE),
    row("66", "Pyrénées-Orientales", Region::OCCITANIE),
    row("67", "Bas-Rhin", Region::GRAND_EST),
    row("68", "Haut-Rhin", Region::GRAND_EST),
    row("69", "Rhône", Region::AUVERGNE_RHONE_ALPES),
    row("70", "Haute-Saône", Region::BOURGOGNE_FRANCHE_COMTE),
    row("71", "Saône-et-Loire", Region::BOURGOGNE_FRANCHE_COMTE),
    row("72", "Sarthe", Region::PAYS_DE_LA_LOIRE),
    row("73", "Savoie", Region::AUVERGNE_RHONE_ALPES),
    row("74", "Haute-Savoie", Region::AUVERGNE_RHONE_ALPES),
    row("75", "Paris", Region::ILE_DE_FRANCE),
    row("76", "Seine-Maritime", Region::NORMANDIE),
    row("77", "Seine-et-Marne", Region::ILE_DE_FRANCE),
    row("78", "Yvelines", Region::ILE_DE_FRANCE),
    row("79", "Deux-Sèvres", Region::NOUVELLE_AQUITAINE),
    row("80", "Somme", Region::HAUTS_DE_FRANCE),
    row("81", "Tarn", Region::OCCITANIE),
    row("82", "Tarn-et-Garonne", Region::OCCITANIE),
    row("83", "Var", Region::PROVENCE_ALPES_COTE_D_AZUR),
    row("84", "Vaucluse", Region::PROVENCE_ALPES_COTE_D_AZUR),
    row("85", "Vendée", Region::PAYS_DE_LA_LOIRE),
    row("86", "Vienne", Region::NOUVELLE_AQUITAINE),
    row("87", "Haute-Vienne", Region::NOUVELLE_AQUITAINE),
    row("88", "Vosges", Region::GRAND_EST),
    row("89", "Yonne", Region::BOURGOGNE_FRANCHE_COMTE),
    row("90", "Territoire de Belfort", Region::BOURGOGNE_FRANCHE_COMTE),
    row("91", "Essonne", Region::ILE_DE_FRANCE),
    row("92", "Hauts-de-Seine", Region::ILE_DE_FRANCE),
    row("93", "Seine-Saint-Denis", Region::ILE_DE_FRANCE),
    row("94", "Val-de-Marne", Region::ILE_DE_FRANCE),
    row("95", "Val-d'Oise", Region::ILE_DE_FRANCE),
    row("971", "Guadeloupe", Region::GUADELOUPE),
    row("972", "Martinique", Region::MARTINIQUE),
    row("973", "Guyane", Region::GUYANE),
    row("974", "La Réunion", Region::LA_REUNION),
    row("975", "Saint-Pierre-et-Miquelon", Region::SAINT_PIERRE_ET_MIQUELON),
    row("976", "Mayotte", Region::MAYOTTE),
    row("977", "Saint-Barthélemy", Region::SAINT_BARTHELEMY),
    row("978", "Saint-Martin", Region::SAINT_MARTIN),
    row(
        "984",
        "Terres australes et antarctiques françaises",
        Region::TERRES_AUSTRALES_ET_ANTARCTIQUES_FRANCAISES,
    ),
    row("986", "Wallis et Futuna", Region::WALLIS_ET_FUTUNA),
    row("987", "Polynésie française", Region::POLYNESIE_FRANCAISE),
    row("988", "Nouvelle-Calédonie", Region::NOUVELLE_CALEDONIE),
    row("989", "Île de Clipperton", Region::ILE_DE_CLIPPERTON),
];
