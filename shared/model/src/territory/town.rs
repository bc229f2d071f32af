//! Where a place is: a commune of the official list, or one that its organiser names.

use serde::{Deserialize, Serialize};

use super::{Commune, Departement, Region};
use crate::text::Line;

/// A town. Nearly all are in the official list; what is not yet there, or is called otherwise, keeps the name that people
/// use, within a département.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Town {
    /// In the official list: stored as its INSEE code.
    Listed(Commune),
    /// As its organiser calls it.
    Named {
        /// The name.
        name: Line<80>,
        /// Where it is.
        departement: Departement,
    },
}

impl Town {
    /// As people call it.
    pub fn name(&self) -> &str {
        match self {
            Self::Listed(commune) => commune.name(),
            Self::Named { name, .. } => name.as_str(),
        }
    }

    /// The département, or the overseas collectivity in its place.
    pub fn departement(&self) -> Departement {
        match self {
            Self::Listed(commune) => commune.departement(),
            Self::Named { departement, .. } => *departement,
        }
    }

    /// The region, or the overseas collectivity in its place.
    pub fn region(&self) -> Region {
        self.departement().region()
    }

    /// The commune of the official list, if it is one.
    pub fn commune(&self) -> Option<Commune> {
        match self {
            Self::Listed(commune) => Some(*commune),
            Self::Named { .. } => None,
        }
    }
}

impl From<Commune> for Town {
    fn from(commune: Commune) -> Self {
        Self::Listed(commune)
    }
}

impl std::fmt::Display for Town {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_town_is_stored_as_its_code_and_a_named_one_as_its_name() {
        let rennes = Town::from(Commune::from_code("35238").unwrap());
        assert_eq!(serde_json::to_string(&rennes).unwrap(), r#""35238""#);
        let name = Line::parse("Commune nouvelle").unwrap();
        let named = Town::Named { name, departement: Departement::from_code("974").unwrap() };
        for town in [rennes, named] {
            let stored = serde_json::to_string(&town).unwrap();
            assert_eq!(serde_json::from_str::<Town>(&stored).unwrap(), town);
        }
    }
}
