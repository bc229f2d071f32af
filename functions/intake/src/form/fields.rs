//! Each field: its hint, its choices, what was typed in it.

use model::attendance::Mode;
use model::content::{DESCRIPTION_MAX, SUMMARY_MAX, TITLE_MAX};
use model::french;
use model::proposal::Field;
use model::vocabulary::{Audience, Format, OrganisationKind};
use web::form::{Choice, Textarea};

use super::Form;

impl Form<'_> {
    pub(super) fn title(&self) -> String {
        let hint = format!(
            "{TITLE_MAX} caractères au plus. Exemple\u{a0}: Repenser l’accueil en mairie avec les usagers"
        );
        self.text(Field::Title, &self.typed.title, &hint)
    }

    pub(super) fn summary_field(&self) -> String {
        let hint = format!("Une phrase pour donner envie, {SUMMARY_MAX} caractères au plus.");
        self.text(Field::Summary, &self.typed.summary, &hint)
    }

    pub(super) fn description(&self) -> String {
        let hint = format!(
            "L’objectif, le déroulé, les intervenants. Texte simple, {} caractères au plus\u{a0}; une \
             ligne vide sépare deux paragraphes.",
            french::number(DESCRIPTION_MAX)
        );
        Textarea {
            id: Field::Description.name(),
            name: Field::Description.name(),
            label: Field::Description.label(),
            hint: &hint,
            rows: 8,
            value: &self.typed.description,
            advice: &self.advice(Field::Description),
            error: self.error(Field::Description, 0),
        }
        .html()
    }

    pub(super) fn format(&self) -> String {
        let choices = Format::ALL.iter().map(|it| (it.code(), it.label()));
        self.select(Field::Format, &self.typed.format, choices)
    }

    pub(super) fn schedule(&self) -> String {
        let over_a_period = self.typed.is_over_a_period();
        let choice = |value, label, chosen| Choice { value, label, chosen };
        let choices = vec![
            choice("slots", "À des dates précises", !over_a_period),
            choice(
                "period",
                "Il est disponible sur une période (podcast, module de formation)",
                over_a_period,
            ),
        ];
        self.choices(Field::Schedule, "", false, choices)
    }

    pub(super) fn mode(&self) -> String {
        let choice = |mode: Mode| Choice {
            value: mode.code(),
            label: mode.label(),
            chosen: self.typed.mode == mode.code(),
        };
        self.choices(Field::Mode, "", false, Mode::ALL.into_iter().map(choice).collect())
    }

    pub(super) fn audience(&self) -> String {
        let choice = |audience: &Audience| Choice {
            value: audience.code(),
            label: audience.label(),
            chosen: self.typed.audience.iter().any(|code| code == audience.code()),
        };
        let choices = Audience::ALL.iter().map(choice).collect();
        self.choices(Field::Audience, "Plusieurs réponses possibles.", true, choices)
    }

    pub(super) fn organisation_kind(&self) -> String {
        let choices = OrganisationKind::ALL.iter().map(|it| (it.code(), it.label()));
        self.select(Field::OrganisationKind, &self.typed.organisation_kind, choices)
    }
}
