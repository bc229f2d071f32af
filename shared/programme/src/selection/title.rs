//! What French says before a name: « en Bretagne », « dans les Hauts-de-France », « à La Réunion ».

use model::territory::Region;
use model::vocabulary::{Audience, Format};

/// Where: the preposition, and the region's name.
pub(super) fn in_region(region: Region) -> String {
    let before = match region {
        Region::LA_REUNION
        | Region::MAYOTTE
        | Region::SAINT_PIERRE_ET_MIQUELON
        | Region::SAINT_BARTHELEMY
        | Region::SAINT_MARTIN
        | Region::WALLIS_ET_FUTUNA => "à",
        Region::GRAND_EST => "dans le",
        Region::HAUTS_DE_FRANCE
        | Region::PAYS_DE_LA_LOIRE
        | Region::TERRES_AUSTRALES_ET_ANTARCTIQUES_FRANCAISES => "dans les",
        Region::ILE_DE_CLIPPERTON => return "sur l’île de Clipperton".into(),
        _ => "en",
    };
    format!("{before} {}", super::value::typeset(region.name()))
}

/// Events of a format.
pub(super) fn formats(format: Format) -> &'static str {
    match format {
        Format::Conference => "Conférences",
        Format::Webinaire => "Webinaires",
        Format::Formation => "Formations",
        Format::Atelier => "Ateliers",
        Format::Simplificathon => "Simplificathons",
        Format::DebatCitoyen => "Débats citoyens",
        Format::Visite => "Visites",
        Format::Podcast => "Podcasts",
        Format::ModuleDeFormation => "Modules de formation",
        Format::Autre => "Autres formats",
    }
}

/// For whom: « les agents publics ».
pub(super) fn people(audience: Audience) -> &'static str {
    match audience {
        Audience::Agents => "les agents publics",
        Audience::Managers => "les encadrants et cadres dirigeants",
        Audience::Elus => "les élus",
        Audience::Etudiants => "les étudiants et élèves du service public",
        Audience::Partenaires => "les associations, entreprises et chercheurs",
        Audience::GrandPublic => "le grand public",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_has_its_preposition() {
        let all: Vec<_> = Region::in_order().into_iter().map(in_region).collect();
        let read = [
            "en Auvergne-Rhône-Alpes",
            "en Bourgogne-Franche-Comté",
            "en Bretagne",
            "en Centre-Val de Loire",
            "en Corse",
            "dans le Grand Est",
            "dans les Hauts-de-France",
            "en Île-de-France",
            "en Normandie",
            "en Nouvelle-Aquitaine",
            "en Occitanie",
            "dans les Pays de la Loire",
            "en Provence-Alpes-Côte d’Azur",
            "en Guadeloupe",
            "en Guyane",
            "à La Réunion",
            "en Martinique",
            "à Mayotte",
            "sur l’île de Clipperton",
            "en Nouvelle-Calédonie",
            "en Polynésie française",
            "à Saint-Barthélemy",
            "à Saint-Martin",
            "à Saint-Pierre-et-Miquelon",
            "dans les Terres australes et antarctiques françaises",
            "à Wallis et Futuna",
        ];
        assert_eq!(all, read);
    }
}
