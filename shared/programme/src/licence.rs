//! The licence of everything that the programme publishes.

use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Licence {
    pub(crate) name: &'static str,
    pub(crate) url: &'static str,
}

/// Licence Ouverte 2.0 (Etalab).
pub(crate) const LICENCE: Licence =
    Licence { name: "Licence Ouverte 2.0", url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/" };

impl std::fmt::Display for Licence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.name, self.url)
    }
}
