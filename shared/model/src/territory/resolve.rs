//! From what a person types to one commune.

use super::commune::other_names;
use super::name::{self, Words};
use super::{Commune, Postcode, communes_of};

/// Why a postcode and a name do not give one commune, and what the person may have meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unresolved {
    /// The list does not have this postcode.
    #[error("no commune has this postcode; {} of the département have this name", candidates.len())]
    UnknownPostcode {
        /// The communes of that name in the département that the postcode starts with; often none.
        candidates: Vec<Commune>,
    },
    /// The postcode is known, but not with this name.
    #[error("this postcode has no commune of this name, but {} others", candidates.len())]
    NoSuchCommune {
        /// Every commune that the postcode serves, at least one; the nearest spelling comes first.
        candidates: Vec<Commune>,
    },
    /// The name fits several communes of the postcode, or of the département if the postcode is a CEDEX one.
    #[error("{} communes have this name", candidates.len())]
    Ambiguous {
        /// Those that it fits; at least two.
        candidates: Vec<Commune>,
    },
}

impl Unresolved {
    /// What to offer the person.
    pub fn candidates(&self) -> &[Commune] {
        match self {
            Self::UnknownPostcode { candidates }
            | Self::NoSuchCommune { candidates }
            | Self::Ambiguous { candidates } => candidates,
        }
    }
}

/// The commune that a postcode and a name mean.
///
/// The name forgives case, accents, punctuation, `St` and `Ste`, a missing article, `CEDEX` and an
/// arrondissement at the end; the name of a former commune or of an arrondissement gives today's commune.
///
/// CEDEX postcodes belong to one organisation each and are not in the list. Most administrations have one, so
/// when the name says CEDEX (or SP, the mark of ministries: `75700 Paris 07 SP`) and names one commune of the
/// département, that commune is the answer. Without the word, an unknown postcode may be a slip: it is refused,
/// with the communes of that name to choose from.
pub fn resolve(postcode: &Postcode, name: &str) -> Result<Commune, Unresolved> {
    let typed = Words::of(name);
    let mut served: Vec<Commune> = communes_of(postcode).collect();
    if !served.is_empty() {
        let fitting = fitting(&served, &typed);
        return match fitting[..] {
            [commune] => Ok(commune),
            [] => {
                served.sort_by_cached_key(|commune| std::cmp::Reverse(alike(commune, &typed)));
                Err(Unresolved::NoSuchCommune { candidates: served })
            }
            _ => Err(Unresolved::Ambiguous { candidates: fitting }),
        };
    }
    let nearby: Vec<Commune> = departements(postcode).into_iter().flat_map(Commune::starting_with).collect();
    let fitting = fitting(&nearby, &typed);
    match fitting[..] {
        [commune] if typed.has_cedex() => Ok(commune),
        [_, _, ..] if typed.has_cedex() => Err(Unresolved::Ambiguous { candidates: fitting }),
        _ => Err(Unresolved::UnknownPostcode { candidates: fitting }),
    }
}

/// Those of `communes` (sorted) that the name fits, by the strictest reading that fits any.
fn fitting(communes: &[Commune], typed: &Words) -> Vec<Commune> {
    let routed = typed.clone().without_cedex();
    let plain = routed.clone().without_arrondissement();
    let mut keys = vec![typed.key(), routed.key(), plain.key()];
    keys.dedup();
    let loose = plain.without_article().key();

    let names: Vec<String> = communes.iter().map(|commune| name::key(commune.name())).collect();
    let official = keys.iter().map(|key| {
        communes.iter().zip(&names).filter(|(_, name)| *name == key).map(|(commune, _)| *commune).collect()
    });
    let other = keys.iter().map(|key| also_called(communes, key));
    let without_article = std::iter::once_with(|| {
        those(communes, |commune| {
            Words::of(before_parenthesis(commune.name())).without_article().key() == loose
        })
    });
    official
        .chain(other)
        .chain(without_article)
        .find(|fitting: &Vec<_>| !fitting.is_empty())
        .unwrap_or_default()
}

/// How many letters the name and what was typed share at the beginning and at the end, articles aside: a slip
/// of the pen parts them in between.
fn alike(commune: &Commune, typed: &Words) -> usize {
    let name = Words::of(commune.name()).without_article().key();
    let typed = typed.clone().without_article().key();
    let beginning = name.chars().zip(typed.chars()).take_while(|(a, b)| a == b).count();
    let end = name.chars().rev().zip(typed.chars().rev()).take_while(|(a, b)| a == b).count();
    beginning + end
}

fn those(communes: &[Commune], fits: impl Fn(&Commune) -> bool) -> Vec<Commune> {
    communes.iter().copied().filter(fits).collect()
}

/// Those that have this name beside their official one.
fn also_called(communes: &[Commune], key: &str) -> Vec<Commune> {
    let known = |code| communes.binary_search_by_key(&code, Commune::code).is_ok();
    let called: Vec<&str> = other_names()
        .filter(|&(code, name)| known(code) && name::key(name) == key)
        .map(|(code, _)| code)
        .collect();
    those(communes, |commune| called.contains(&commune.code()))
}

/// `Château-Chinon` for `Château-Chinon (Ville)`: what people say before they learn that there are two.
fn before_parenthesis(name: &str) -> &str {
    name.split_once(" (").map_or(name, |(before, _)| before)
}

/// The codes of the départements, sorted, whose postcodes, CEDEX ones included, start like this one.
fn departements(postcode: &Postcode) -> Vec<&str> {
    let code = postcode.as_str();
    match (&code[..2], &code[..3]) {
        ("20", _) => vec!["2A", "2B"],
        (_, "970" | "971") => vec!["971", "977", "978"], // the two islands left Guadeloupe in 2007
        (_, "977" | "978") => vec!["974", "977", "978"], // Réunion's CEDEX: `97743 Saint-Denis Cedex 9`
        ("97" | "98", overseas) => vec![overseas],
        (mainland, _) => vec![mainland],
    }
}
