//! The IANA time zones in which territories live.
//!
//! Source: `zone1970.tab` of the IANA database, whose comments say which islands a zone is meant for.

/// The zone in which most of a département lives.
pub(super) fn of_departement(code: &str) -> &'static str {
    match code {
        "971" => "America/Guadeloupe",
        "972" => "America/Martinique",
        "973" => "America/Cayenne",
        "974" => "Indian/Reunion",
        "975" => "America/Miquelon",
        "976" => "Indian/Mayotte",
        "977" => "America/St_Barthelemy",
        "978" => "America/Marigot",
        "984" => "Indian/Kerguelen",
        "986" => "Pacific/Wallis",
        "987" => "Pacific/Tahiti",
        "988" => "Pacific/Noumea",
        "989" => "Etc/GMT+8", // Clipperton, UTC−8 all year, has no zone of its own
        _ => "Europe/Paris",
    }
}

/// Communes that live at another hour than most of their département.
const EXCEPTIONS: [(&str, &str); 10] = [
    ("98413", "Indian/Reunion"),            // Crozet
    ("98414", "Antarctica/DumontDUrville"), // Terre-Adélie
    ("98415", "Indian/Reunion"),            // Îles Éparses
    ("98718", "Pacific/Marquesas"),         // Fatu-Hiva
    ("98719", "Pacific/Gambier"),
    ("98723", "Pacific/Marquesas"), // Hiva-Oa
    ("98731", "Pacific/Marquesas"), // Nuku-Hiva
    ("98746", "Pacific/Marquesas"), // Tahuata
    ("98756", "Pacific/Marquesas"), // Ua-Huka
    ("98757", "Pacific/Marquesas"), // Ua-Pou
];

/// The zone in which a commune lives, if it is not its département's.
pub(super) fn exception(commune: &str) -> Option<&'static str> {
    EXCEPTIONS.iter().find(|(code, _)| *code == commune).map(|(_, zone)| *zone)
}

/// Every zone in which a French territory lives, each once, sorted.
pub fn zones() -> impl Iterator<Item = &'static str> {
    let of_departements = super::Departement::all().map(|departement| departement.zone());
    let all: std::collections::BTreeSet<_> =
        of_departements.chain(EXCEPTIONS.iter().map(|(_, zone)| *zone)).collect();
    all.into_iter()
}
