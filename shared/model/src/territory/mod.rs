//! Where things take place: commune, département, région, from the official geographic code (COG).
//!
//! The list is embedded as sorted text (`shared/model/data`, which says where it comes from) and searched
//! by bisection where it lies: nothing is parsed at start-up.
//!
//! Overseas collectivities have no département and no région. Here each is its own, under its COG code
//! (`975`, `987`…), as in the reference data: so every commune has both. [`Region::part`] groups them for menus.

mod centre;
mod commune;
mod departement;
mod name;
mod postcode;
mod region;
mod resolve;
mod table;
mod town;
mod zone;

#[cfg(test)]
mod data_tests;
#[cfg(test)]
mod story_tests;

pub use centre::Centre;
pub use commune::{Commune, communes_of};
pub use departement::Departement;
pub use postcode::{Postcode, PostcodeError};
pub use region::{Part, Region};
pub use resolve::{Unresolved, resolve};
pub use town::Town;
pub use zone::zones;

/// A stored code that the list does not have.
#[derive(Debug, thiserror::Error)]
#[error("no {kind} has the code {code:?}")]
struct UnknownCode {
    kind: &'static str,
    code: String,
}

/// What has a `from_code`, a `code` and a `name`: shown by its name, stored as its code.
macro_rules! known_by_code {
    ($type:ident, $kind:literal) => {
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{} {}", self.code(), self.name())
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        // By hand: the derive would take the `&'static str` inside for something borrowed from the input.
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::from_code(&code)
                    .ok_or($crate::territory::UnknownCode { kind: $kind, code })
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}
use known_by_code;
