//! The third step: where, in rows, and by which link.

use askama::Template;
use model::attendance::{MOST_PLACES, Mode};
use model::proposal::{Field, LINK_FOR_REGISTERED, PUBLIC_LINK};
use model::territory::{Commune, Departement, Postcode, communes_of, resolve};
use web::form::{Choice, Select};

use super::manner::Manner;
use super::row::RowButton;
use super::value::cell;
use super::{Action, Focus, Form};

#[derive(Template)]
#[template(path = "place.html")]
struct Place<'a> {
    form: &'a Form<'a>,
}

impl Form<'_> {
    pub(crate) fn place(&self) -> String {
        Place { form: self }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    fn mode(&self) -> String {
        let choice = |mode: Mode| Choice {
            value: mode.code(),
            label: mode.label(),
            chosen: self.typed.mode == mode.code(),
        };
        self.radios(Field::Mode, "", Mode::ALL.into_iter().map(choice).collect())
    }

    fn places(&self) -> usize {
        self.rows(self.typed.places().count(), Field::PlaceName, MOST_PLACES)
    }

    fn remove_place(&self, row: usize) -> String {
        if self.places() == 1 {
            return String::new();
        }
        let about = format!("le lieu n°\u{a0}{}", row + 1);
        RowButton { action: Action::RemovePlace(row), label: "Retirer", about: &about }.html()
    }

    fn add_place() -> String {
        RowButton { action: Action::AddPlace, label: "Ajouter un lieu", about: "" }.html()
    }

    fn retype_commune(row: usize) -> String {
        let action = Action::RetypeCommune(row);
        RowButton { action, label: "Saisir un autre nom", about: "de commune" }.html()
    }

    /// The communes among which one chooses instead of typing: those of the postcode, or those of that name, when what
    /// was typed is none of them. None for who says that theirs is not in the list.
    fn candidates(&self, row: usize) -> Vec<Commune> {
        let typed = |field| cell(self.typed, field, row);
        let retypes = self.focus == Some(Focus { field: Field::Commune, row });
        let Ok(postcode) = Postcode::parse(typed(Field::Postcode)) else { return vec![] };
        if retypes || !typed(Field::PlaceDepartement).trim().is_empty() {
            return vec![];
        }
        let commune = typed(Field::Commune);
        if commune.trim().is_empty() {
            return communes_of(&postcode).collect();
        }
        resolve(&postcode, commune)
            .err()
            .map(|unresolved| unresolved.candidates().to_vec())
            .unwrap_or_default()
    }

    /// The communes of the postcode; what was typed instead of one stays among them.
    fn choice_of_commune(&self, row: usize, candidates: &[Commune]) -> String {
        let (field, typed) = (Field::Commune, cell(self.typed, Field::Commune, row));
        let as_typed = format!("{typed} (votre saisie)");
        let blank = typed.trim().is_empty();
        let kept = (!blank).then(|| Choice { value: typed, label: &as_typed, chosen: true });
        let choice =
            |commune: &Commune| Choice { value: commune.name(), label: commune.name(), chosen: false };
        Select {
            id: &field.anchor(row),
            name: field.name(),
            label: field.label(),
            hint: if blank {
                "Choisissez parmi les communes de ce code postal."
            } else {
                "Nous ne reconnaissons pas cette commune\u{a0}: choisissez parmi les plus probables."
            },
            choices: kept.into_iter().chain(candidates.iter().map(choice)).collect(),
            error: self.error(field, row),
            ..Select::default()
        }
        .html()
    }

    fn departement(&self, row: usize) -> String {
        let field = Field::PlaceDepartement;
        let typed = cell(self.typed, field, row).trim();
        let labels: Vec<_> =
            Departement::all().map(|it| (it.code(), format!("{} – {}", it.code(), it.name()))).collect();
        let choice = |(code, label)| Choice { value: code, label, chosen: code == typed };
        Select {
            id: &field.anchor(row),
            name: field.name(),
            label: field.label(),
            hint: &Manner::of(field).hint,
            choices: labels.iter().map(|(code, label)| choice((*code, label.as_str()))).collect(),
            error: self.error(field, row),
            ..Select::default()
        }
        .html()
    }

    /// Whether the way out for a place that is not in the list is open from the start.
    fn is_out_of_the_list(&self, row: usize) -> bool {
        let wrong = [Field::Postcode, Field::Commune, Field::PlaceDepartement];
        let retypes = self.focus == Some(Focus { field: Field::Commune, row });
        retypes
            || !cell(self.typed, Field::PlaceDepartement, row).trim().is_empty()
            || wrong.iter().any(|field| self.error(*field, row).is_some())
    }

    fn online_access(&self) -> String {
        let choice = |value, label| Choice { value, label, chosen: self.typed.online_access == value };
        let choices = vec![
            choice(PUBLIC_LINK, "Tout le monde\u{a0}: il est publié au programme"),
            choice(LINK_FOR_REGISTERED, "Les personnes inscrites\u{a0}: vous le leur envoyez"),
        ];
        self.radios(Field::OnlineAccess, "", choices)
    }
}
