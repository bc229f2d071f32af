//! What becomes of an issue before it leaves: nothing is preselected.

use askama::Template;
use model::mailing::State;
use model::zone::Zone;
use web::form::{Choice, Choices, Input};

use super::Sheet;

const ACT: &str = "decision";

#[derive(Template)]
#[template(path = "decision.html")]
struct Decision<'a> {
    sheet: &'a Sheet<'a>,
}

/// The form.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    Decision { sheet }.render().unwrap_or_default() // formats strings only
}

impl Decision<'_> {
    fn choice(&self) -> String {
        let scheduled = matches!(self.sheet.case.mailing.state, State::Scheduled { .. });
        let program =
            if scheduled { "Programmer l’envoi à un autre moment" } else { "Programmer l’envoi" };
        let mut choices = vec![("envoyer", "Envoyer maintenant"), ("programmer", program)];
        if scheduled {
            choices.push(("deprogrammer", "Annuler la programmation"));
        }
        choices.push(("abandonner", "Ne pas envoyer cette lettre"));
        let chosen = self.sheet.value(ACT, "decision");
        let choice = |(value, label)| Choice { value, label, chosen: value == chosen };
        Choices {
            name: "decision",
            legend: "Que devient cette lettre\u{a0}?",
            choices: choices.into_iter().map(choice).collect(),
            error: self.sheet.error("decision"),
            ..Choices::default()
        }
        .html()
    }

    /// When it is scheduled for, as date and time fields take it.
    fn scheduled(&self, format: &str) -> String {
        match self.sheet.case.mailing.state {
            State::Scheduled { at } => at.to_zoned(Zone::PARIS.rules()).strftime(format).to_string(),
            _ => String::new(),
        }
    }

    fn date(&self) -> String {
        let hint = "Si vous programmez. Exemple\u{a0}: 12/11/2027";
        self.cell("date", "Date d’envoi", hint, &self.scheduled("%Y-%m-%d"))
    }

    fn time(&self) -> String {
        let hint = "À l’heure de Paris. Exemple\u{a0}: 09:30";
        self.cell("heure", "Heure d’envoi", hint, &self.scheduled("%H:%M"))
    }

    fn cell(&self, name: &str, label: &str, hint: &str, present: &str) -> String {
        Input {
            id: name,
            name,
            label,
            hint,
            kind: if name == "date" { "date" } else { "time" },
            value: self.sheet.typed(ACT, name).unwrap_or(present),
            error: self.sheet.error(name),
            ..Input::default()
        }
        .html()
    }
}
