//! What a cell of a list says: codes and words are both understood, whatever their case and accents.

use std::collections::BTreeSet;

use model::email::{EmailAddress, EmailError};
use model::publication::slug;
use model::territory::Region;
use model::vocabulary::{Administration, Interest, Profession};

/// Between several values of a cell.
const SEPARATOR: char = '|';

pub(super) fn address(text: &str) -> Result<EmailAddress, String> {
    const EXAMPLE: &str = "example: camille.durand@exemple.gouv.fr";
    EmailAddress::parse(text).map_err(|error| match error {
        EmailError::Malformed if text.contains(['\n', '\r']) => {
            format!("a line break within the address: is a quotation mark not closed? ({EXAMPLE})")
        }
        error => format!("{error} ({EXAMPLE})"),
    })
}

pub(super) fn administration(text: &str) -> Result<Option<Administration>, String> {
    one(text, Administration::ALL, |it| [it.code(), it.label()], "collectivite")
}

pub(super) fn profession(text: &str) -> Result<Option<Profession>, String> {
    one(text, Profession::ALL, |it| [it.code(), it.label()], "innovation")
}

/// Several are understood, as in interests.
pub(super) fn regions(text: &str) -> Result<BTreeSet<Region>, String> {
    let region = |text: &str| {
        let wanted = slug(text);
        // A spreadsheet drops the zero of 04.
        let padded = format!("{text:0>2}");
        let mut all = Region::all();
        let found = all.find(|it| [text, &padded].contains(&it.code()) || slug(it.name()) == wanted);
        found.ok_or_else(|| {
            format!("{text:?} is not a region: its COG code or its name (example: 53, or Bretagne)")
        })
    };
    parts(text).map(region).collect()
}

pub(super) fn interests(text: &str) -> Result<BTreeSet<Interest>, String> {
    let names = |it: Interest| [it.code(), it.label()];
    let found = parts(text).map(|part| one(part, Interest::ALL, names, "evenements|ressources"));
    Ok(found.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(SEPARATOR).map(str::trim).filter(|part| !part.is_empty())
}

fn one<T: Copy>(
    text: &str,
    all: &[T],
    names: impl Fn(T) -> [&'static str; 2],
    example: &str,
) -> Result<Option<T>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let wanted = slug(text);
    let found = all
        .iter()
        .copied()
        .find(|it| names(*it).into_iter().any(|name| name == text || slug(name) == wanted));
    found.map(Some).ok_or_else(|| {
        let codes: Vec<_> = all.iter().map(|it| names(*it)[0]).collect();
        format!("{text:?} is none of {} (example: {example})", codes.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_words_are_understood_whatever_their_case_and_accents() {
        assert_eq!(administration("collectivite"), Ok(Some(Administration::Collectivite)));
        assert_eq!(
            administration("ADMINISTRATION CENTRALE DE L'ETAT"),
            Ok(Some(Administration::EtatCentrale))
        );
        assert_eq!(profession("Numérique et données"), Ok(Some(Profession::Numerique)));
        assert_eq!(profession(""), Ok(None));
        let both = BTreeSet::from([Interest::Evenements, Interest::Appels]);
        assert_eq!(interests(" evenements | Appels à contribution |"), Ok(both));
    }

    #[test]
    fn a_region_is_a_code_or_a_name_and_the_zero_of_a_code_is_optional() {
        let reunion = BTreeSet::from([Region::LA_REUNION]);
        for text in ["04", "4", "La Réunion", "la reunion"] {
            assert_eq!(regions(text), Ok(reunion.clone()), "{text}");
        }
        assert_eq!(regions("53|11").unwrap().len(), 2);
        assert_eq!(
            regions("provence-alpes-cote d’azur"),
            Ok(BTreeSet::from([Region::PROVENCE_ALPES_COTE_D_AZUR]))
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_what_would_be_right_and_cannot_move_the_cursor() {
        let error = administration("etat\u{1b}[2J").unwrap_err();
        assert!(error.contains("etat-centrale") && error.contains("example: collectivite"), "{error}");
        assert!(!error.contains('\u{1b}'), "{error}");
        assert!(regions("999").unwrap_err().contains("example: 53"));
        assert!(address("a@exemple.fr\nb@exemple.fr").unwrap_err().contains("not closed"));
        assert!(address("rené@exemple.fr").unwrap_err().contains("ASCII"));
    }
}
