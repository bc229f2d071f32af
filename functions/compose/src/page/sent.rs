//! The page of an issue that was launched, or that will not leave.

use std::collections::BTreeSet;

use askama::Template;
use model::mailing::State;
use web::form::{Choice, Choices, Input, TickBox};

use super::{Sheet, history, issues, progress, state};
use crate::transit::Transit;

#[derive(Template)]
#[template(path = "sent.html")]
struct Sent<'a> {
    sheet: &'a Sheet<'a>,
    transit: Option<&'a Transit>,
}

/// The page.
pub(super) fn html(sheet: &Sheet<'_>, transit: Option<&Transit>) -> String {
    Sent { sheet, transit }.render().unwrap_or_default() // formats strings only
}

impl Sent<'_> {
    fn state(&self) -> String {
        state::line(self.sheet.case)
    }

    fn preview(&self, form: &str) -> String {
        self.sheet.case.link.preview(&BTreeSet::new(), form)
    }

    fn progress(&self) -> String {
        self.transit.map(|transit| progress::html(self.sheet.case, transit)).unwrap_or_default()
    }

    fn history(&self) -> String {
        history::html(self.sheet.case)
    }

    fn issues(&self) -> String {
        issues::html(self.sheet)
    }

    /// What can become of the sending, as it stands.
    fn choice(&self) -> String {
        let mut choices = Vec::new();
        match self.sheet.case.mailing.state {
            State::Sending { .. } | State::Parked { .. } => {
                choices.push(("pause", "Mettre l’envoi en pause"));
            }
            State::Paused { .. } => choices.push(("reprendre", "Reprendre l’envoi")),
            _ => {}
        }
        choices.push(("annuler", "Annuler l’envoi pour de bon"));
        let chosen = self.sheet.value("suite", "suite");
        let choice = |(value, label)| Choice { value, label, chosen: value == chosen };
        Choices {
            name: "suite",
            legend: "Que devient l’envoi\u{a0}?",
            choices: choices.into_iter().map(choice).collect(),
            error: self.sheet.error("suite"),
            ..Choices::default()
        }
        .html()
    }

    fn cancel_box(&self) -> String {
        TickBox {
            id: "annuler",
            name: "annuler",
            value: "oui",
            label: "Oui, j’annule l’envoi\u{a0}: ce qui n’est pas parti ne partira pas.",
            error: self.sheet.error("annuler"),
            ..TickBox::default()
        }
        .html()
    }

    fn who(&self) -> String {
        Input {
            id: "adresse",
            name: "adresse",
            label: "Adresse électronique",
            hint: "Exemple\u{a0}: prenom.nom@exemple.gouv.fr",
            kind: "email",
            value: self.sheet.value("qui", "adresse"),
            error: self.sheet.error("adresse"),
            ..Input::default()
        }
        .html()
    }
}
