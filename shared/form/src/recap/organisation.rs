//! Who proposes, whom the public asks, who is written to.

use model::proposal::{Field, YES};
use model::vocabulary::OrganisationKind;

use super::{Line, one};
use crate::{Address, Form};

impl<'a> Form<'a> {
    pub(super) fn organisation_lines(&self) -> Vec<Option<Line<'a>>> {
        let typed = self.typed;
        let kind = OrganisationKind::from_code(&typed.organisation_kind).map(OrganisationKind::label);
        let email = match self.address {
            Address::Asked => self.told(Field::OrganiserEmail),
            Address::Confirmed(address) => {
                let address = address.map(ToString::to_string);
                address.and_then(|address| self.chosen(Field::OrganiserEmail, Some(&address)))
            }
            Address::OfAnother => None,
        };
        let own = |field| if self.is_of_another() { None } else { self.told(field) };
        let newsletter = (typed.newsletter == YES).then(|| Line {
            label: "Lettre d’information".to_owned(),
            paragraphs: one(Some("Vous la recevrez à cette adresse")),
            problems: vec![],
        });
        vec![
            self.told(Field::Organisation),
            self.chosen(Field::OrganisationKind, kind),
            self.told(Field::Partners),
            renamed(self.told(Field::ContactName), "Contact public"),
            self.told(Field::ContactEmail),
            self.told(Field::ContactPhone),
            renamed(own(Field::OrganiserName), "Vous (non publié)"),
            renamed(own(Field::OrganiserRole), "Votre fonction (non publiée)"),
            renamed(email, "Votre adresse électronique (non publiée)"),
            renamed(own(Field::OrganiserPhone), "Votre téléphone (non publié)"),
            newsletter,
        ]
    }
}

/// By a name that says enough without the group that the field has in the form.
fn renamed<'a>(line: Option<Line<'a>>, label: &str) -> Option<Line<'a>> {
    line.map(|line| Line { label: label.to_owned(), ..line })
}
