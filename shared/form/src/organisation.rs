//! The last step: who proposes the event, whom the public asks, who is written to.

use askama::Template;
use model::edition::Edition;
use model::proposal::{Field, YES};
use model::vocabulary::OrganisationKind;
use web::form::TickBox;

use super::{Address, Form};

#[derive(Template)]
#[template(path = "organisation.html")]
struct Organisation<'a> {
    form: &'a Form<'a>,
}

/// What organisers are told of their data where they give them (GDPR article 13).
#[derive(Template)]
#[template(path = "data-protection.html")]
struct DataProtection<'a> {
    edition: &'a Edition,
}

impl Form<'_> {
    pub(crate) fn organisation(&self) -> String {
        Organisation { form: self }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    /// Whether a colleague fills it in, of whom nothing is asked.
    pub(crate) fn is_of_another(&self) -> bool {
        matches!(self.address, Address::OfAnother)
    }

    fn organisation_kind(&self) -> String {
        let choices = OrganisationKind::ALL.iter().map(|it| (it.code(), it.label()));
        self.select(Field::OrganisationKind, &self.typed.organisation_kind, choices)
    }

    /// The tick box of the newsletter; not on a correction, which subscribes nobody.
    fn newsletter(&self) -> String {
        if !matches!(self.address, Address::Asked) {
            return String::new();
        }
        TickBox {
            id: "newsletter",
            name: "newsletter",
            value: YES,
            label: "Je veux recevoir la lettre d’information du mois à cette adresse (optionnel)",
            ticked: self.typed.newsletter == YES,
            error: None,
        }
        .html()
    }

    fn data_protection(&self) -> String {
        let Some(edition) = self.edition else { return String::new() };
        DataProtection { edition }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }
}
