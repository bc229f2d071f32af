//! Where: the places row by row, the link.
#![expect(clippy::option_option, reason = "the outer option is \"no problem\", the inner one \"not blank\"")]

use super::Checker;
use crate::attendance::{Attendance, MOST_PLACES, Mode, Place, Places, PlacesError};
use crate::proposal::{Field, LINK_FOR_REGISTERED, PUBLIC_LINK, TypedPlace};
use crate::territory::{Commune, Departement, Postcode, Town, Unresolved, resolve};
use crate::text::Line;
use crate::web_link::WebLink;

impl Checker<'_> {
    pub(super) fn attendance(&mut self) -> Option<Attendance> {
        let mode = self.choice(Field::Mode, Mode::from_code(&self.typed.mode))?;
        let places = if mode.has_place() { self.places() } else { None };
        let link = if mode.has_link() { self.online_link() } else { None };
        match mode {
            Mode::OnSite => Some(Attendance::OnSite { places: places? }),
            Mode::Online => Some(Attendance::Online { link: link? }),
            Mode::Hybrid => Some(Attendance::Hybrid { places: places?, link: link? }),
        }
    }

    fn places(&mut self) -> Option<Places> {
        let typed = self.typed;
        let mut rows: Vec<_> = typed.places().enumerate().filter(|(_, row)| !row.is_blank()).collect();
        if rows.len() > MOST_PLACES {
            self.tell(
                Field::PlaceName,
                format!("{} lieux, c’est plus que les {MOST_PLACES} possibles\u{a0}: répartissez-les entre deux propositions.", rows.len()),
            );
            return None;
        }
        if rows.is_empty() {
            rows.push((0, TypedPlace { name: "", address: "", postcode: "", commune: "", departement: "" }));
        }
        let places: Vec<_> = rows.iter().map(|(row, typed)| self.place(*row, *typed)).collect();
        let last = rows.last().map_or(0, |(row, _)| *row);
        match Places::try_from(places.into_iter().collect::<Option<Vec<_>>>()?) {
            Ok(places) => Some(places),
            Err(PlacesError::Zones | PlacesError::Count) => {
                self.tell_row(
                    Field::Commune,
                    last,
                    "Ces lieux ne sont pas à la même heure\u{a0}: faites une proposition pour chaque fuseau horaire. \
                     Exemple\u{a0}: une pour Paris, une pour La Réunion.",
                );
                None
            }
        }
    }

    fn place(&mut self, row: usize, typed: TypedPlace<'_>) -> Option<Place> {
        let name = self.line_in(Field::PlaceName, row, typed.name);
        let address = self.optional_line_in(Field::Address, row, typed.address);
        let postcode = Postcode::parse(typed.postcode)
            .map_err(|_| self.tell_row(Field::Postcode, row, Field::Postcode.request()))
            .ok();
        let town = self.town(row, typed, postcode.as_ref());
        Some(Place { name: name?, address: address?, postcode: postcode?, town: town? })
    }

    fn town(&mut self, row: usize, typed: TypedPlace<'_>, postcode: Option<&Postcode>) -> Option<Town> {
        if typed.commune.trim().is_empty() {
            self.tell_row(Field::Commune, row, Field::Commune.request());
            return None;
        }
        // What the list knows is the list's, whatever the organiser thinks of it.
        let unresolved = match resolve(postcode?, typed.commune) {
            Ok(commune) => return Some(commune.into()),
            Err(unresolved) => unresolved,
        };
        if typed.departement.trim().is_empty() {
            self.tell_unresolved(row, typed, &unresolved);
            return None;
        }
        let departement = Departement::from_code(typed.departement.trim());
        if departement.is_none() {
            self.tell_row(Field::PlaceDepartement, row, Field::PlaceDepartement.request());
        }
        let name: Option<Line<80>> = self.line_in(Field::Commune, row, typed.commune);
        Some(Town::Named { name: name?, departement: departement? })
    }

    fn tell_unresolved(&mut self, row: usize, typed: TypedPlace<'_>, unresolved: &Unresolved) {
        let names: Vec<_> = unresolved.candidates().iter().take(6).map(Commune::name).collect();
        let more = if unresolved.candidates().len() > names.len() { ", etc." } else { "." };
        let (names, postcode) = (names.join(", "), typed.postcode.trim());
        let (field, message) = match unresolved {
            Unresolved::UnknownPostcode { .. } => (
                Field::Postcode,
                format!(
                    "Aucune commune n’a le code postal {postcode}. Indiquez celui de la commune, sans CEDEX. \
                     Exemple\u{a0}: 35000 pour Rennes. Si votre lieu n’est vraiment pas dans la liste, choisissez son département."
                ),
            ),
            Unresolved::NoSuchCommune { .. } => (
                Field::Commune,
                format!(
                    "Le code postal {postcode} n’est pas celui de cette commune, mais de\u{a0}: {names}{more} Si votre \
                     commune n’est pas dans la liste, choisissez son département."
                ),
            ),
            Unresolved::Ambiguous { .. } => (
                Field::Commune,
                format!("Plusieurs communes correspondent\u{a0}: {names}{more} Choisissez la vôtre."),
            ),
        };
        self.tell_row(field, row, message);
    }

    fn online_link(&mut self) -> Option<Option<WebLink>> {
        let typed = self.typed;
        match typed.online_access.as_str() {
            PUBLIC_LINK if typed.online_link.trim().is_empty() => {
                self.tell(Field::OnlineLink, Field::OnlineLink.request());
                None
            }
            PUBLIC_LINK => self.optional_link(Field::OnlineLink, &typed.online_link),
            LINK_FOR_REGISTERED => Some(None),
            _ => {
                self.tell(Field::OnlineAccess, Field::OnlineAccess.request());
                None
            }
        }
    }
}
