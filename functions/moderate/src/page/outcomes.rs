//! The four outcomes, none preselected, each with its own fields.

use askama::Template;
use model::content::{DESCRIPTION_MAX, SUMMARY_MAX, TITLE_MAX};
use model::event::MESSAGE_MAX;
use model::french;
use model::reason::Reason;
use web::form::{Choice, Choices, Input, Select, Textarea};

use super::{Sheet, wishes};

#[derive(Template)]
#[template(path = "outcomes.html")]
struct Outcomes<'a> {
    sheet: &'a Sheet<'a>,
    wishes: String,
}

/// The form of a decision.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    Outcomes { sheet, wishes: wishes::html(sheet) }.render().unwrap_or_default() // formats strings only
}

impl<'a> Outcomes<'a> {
    fn is_edit(&self) -> bool {
        self.sheet.case.event.shown().is_some()
    }

    /// Whether what comes from this address is refused from then on: not while the event is in the programme all the same,
    /// nor when anybody could have sent it in another's name.
    fn shuts_out(&self) -> bool {
        self.sheet.case.event.confirmed_at.is_some() && !self.is_edit()
    }

    fn choice(&self) -> String {
        let chosen = self.sheet.value("decide", "decision");
        let refuse = if self.is_edit() {
            "Refuser cette version, et garder au programme celle qui y est"
        } else {
            "Refuser, en disant pourquoi"
        };
        let choices = [
            ("publish", "Publier"),
            ("changes", "Demander des modifications"),
            ("reject", refuse),
            ("spam", "Classer comme indésirable, sans prévenir l’organisateur"),
        ];
        let choice = |(value, label)| Choice { value, label, chosen: value == chosen };
        Choices {
            name: "decision",
            legend: "Que décidez-vous\u{a0}?",
            choices: choices.into_iter().map(choice).collect(),
            error: self.sheet.error("decision"),
            ..Choices::default()
        }
        .html()
    }

    /// Whether the corrections are unfolded: something was corrected there.
    fn corrects(&self) -> bool {
        let content = &self.sheet.case.revision.content;
        let present = [
            ("title", content.title.as_str()),
            ("summary", content.summary.as_str()),
            ("description", content.description.as_str()),
        ];
        present.into_iter().any(|(name, present)| {
            self.sheet.typed("decide", name).is_some_and(|typed| typed.replace("\r\n", "\n") != present)
        })
    }

    fn title(&self) -> String {
        let present = self.sheet.case.revision.content.title.as_str();
        self.line("title", "Titre", TITLE_MAX, present)
    }

    fn summary(&self) -> String {
        let present = self.sheet.case.revision.content.summary.as_str();
        self.line("summary", "Résumé", SUMMARY_MAX, present)
    }

    fn line(&self, name: &str, label: &str, most: usize, present: &str) -> String {
        Input {
            id: name,
            name,
            label,
            hint: &format!("{most} caractères au plus."),
            kind: "text",
            value: self.sheet.typed("decide", name).unwrap_or(present),
            error: self.sheet.error(name),
            ..Input::default()
        }
        .html()
    }

    fn description(&self) -> String {
        let present = self.sheet.case.revision.content.description.as_str();
        Textarea {
            id: "description",
            name: "description",
            label: "Description",
            hint: &format!(
                "{} caractères au plus\u{a0}; une ligne vide sépare deux paragraphes.",
                french::number(DESCRIPTION_MAX)
            ),
            rows: 8,
            value: self.sheet.typed("decide", "description").unwrap_or(present),
            error: self.sheet.error("description"),
            ..Textarea::default()
        }
        .html()
    }

    fn reject_reason(&self) -> String {
        let chosen = self.sheet.value("decide", "reject_reason");
        let choice = |reason: &'a Reason| Choice {
            value: &reason.code,
            label: reason.label.as_str(),
            chosen: reason.code == chosen,
        };
        Select {
            name: "reject_reason",
            label: "Motif du refus",
            choices: self.sheet.case.edition.reasons.refusals.iter().map(choice).collect(),
            error: self.sheet.error("reject_reason"),
            ..Select::default()
        }
        .html()
    }

    fn reject_message(&self) -> String {
        Textarea {
            id: "reject_message",
            name: "reject_message",
            label: "Explication (optionnelle, sauf pour une autre raison)",
            hint: &format!(
                "L’organisateur lira le motif, puis ce texte. {} caractères au plus.",
                french::number(MESSAGE_MAX)
            ),
            rows: 4,
            value: self.sheet.value("decide", "reject_message"),
            error: self.sheet.error("reject_message"),
            ..Textarea::default()
        }
        .html()
    }

    /// « 5 minutes », as long as a decision can be undone; nothing if it cannot.
    fn window(&self) -> Option<String> {
        let seconds = self.sheet.window.as_secs();
        let counted =
            |count: i64, unit: &str| format!("{count}\u{a0}{unit}{}", if count > 1 { "s" } else { "" });
        match seconds {
            ..=0 => None,
            _ if seconds % 60 == 0 => Some(counted(seconds / 60, "minute")),
            _ => Some(counted(seconds, "seconde")),
        }
    }
}
