//! The form's page: what was typed, what is wrong, and where.

use askama::Template;
use lambda_http::http::StatusCode;
use model::attendance::Mode;
use model::content::{DESCRIPTION_MAX, SUMMARY_MAX, TITLE_MAX};
use model::edition::Edition;
use model::french;
use model::proposal::{Field, Problem, Proposal};
use model::schedule::MOST_SLOTS;
use model::vocabulary::{Audience, Format, OrganisationKind};
use web::form::{Choice, Choices, ErrorSummary, FieldError, Input, Select, Textarea};
use web::{Answer, Page, Section};

/// What the page says above the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Nothing in particular.
    None,
    /// The form could not be sent.
    NothingRecorded,
    /// The form was sent, and whether it arrived is not known.
    PerhapsRecorded,
}

/// The form with what was typed.
#[derive(Clone)]
pub(crate) struct Form<'a> {
    typed: &'a Proposal,
    key: &'a str,
    edition: Option<&'a Edition>,
    problems: &'a [Problem],
    notice: Notice,
    one_more_slot: bool,
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    form: &'a Form<'a>,
}

impl<'a> Form<'a> {
    pub(crate) fn new(typed: &'a Proposal, key: &'a str, edition: Option<&'a Edition>) -> Self {
        Self { typed, key, edition, problems: &[], notice: Notice::None, one_more_slot: false }
    }

    pub(crate) fn for_edition(self, edition: &'a Edition) -> Self {
        Self { edition: Some(edition), ..self }
    }

    pub(crate) fn with_problems(self, problems: &'a [Problem]) -> Self {
        Self { problems, ..self }
    }

    pub(crate) fn with_notice(self, notice: Notice) -> Self {
        Self { notice, ..self }
    }

    pub(crate) fn with_one_more_slot(self) -> Self {
        Self { one_more_slot: true, ..self }
    }

    pub(crate) fn answer(&self, status: StatusCode) -> Answer {
        let main = FormPage { form: self }.render().unwrap_or_default(); // formats strings only
        let title = match (self.problems.is_empty(), self.notice) {
            (true, Notice::None) => "Proposer un événement",
            _ => "Erreur – Proposer un événement",
        };
        Answer::with_status(
            status,
            &Page { section: Section::Propose, ..Page::private(title, self.edition, &main) },
        )
    }

    fn period(&self) -> String {
        self.edition.map(|edition| french::period(edition.period)).unwrap_or_default()
    }

    /// Title and text of the notice, if there is one.
    fn alert(&self) -> Option<(&'static str, &'static str)> {
        match self.notice {
            Notice::None => None,
            Notice::NothingRecorded => Some((
                "Votre proposition n’a pas pu être envoyée",
                "Un incident nous empêche de la recevoir\u{a0}: rien n’a été enregistré. Tout ce que vous avez saisi est \
                 encore ci-dessous. Attendez une minute, puis appuyez de nouveau sur «\u{a0}Envoyer ma \
                 proposition\u{a0}».",
            )),
            Notice::PerhapsRecorded => Some((
                "Nous ne savons pas si votre proposition est arrivée",
                "Tout ce que vous avez saisi est encore ci-dessous. Attendez une minute, puis renvoyez-la telle \
                 quelle\u{a0}: si elle était arrivée, elle ne sera pas enregistrée deux fois.",
            )),
        }
    }

    fn summary(&self) -> String {
        let line = |problem: &'a Problem| FieldError { anchor: problem.anchor(), message: &problem.message };
        ErrorSummary { errors: self.problems.iter().map(line).collect() }.html()
    }

    fn error(&self, field: Field, row: usize) -> Option<&'a str> {
        let here = |problem: &&Problem| problem.field == field && problem.row == row;
        self.problems.iter().find(here).map(|problem| problem.message.as_str())
    }

    fn text(&self, field: Field, value: &str, hint: &str) -> String {
        self.input(field, value, hint, "text", "")
    }

    fn input(&self, field: Field, value: &str, hint: &str, kind: &str, autocomplete: &str) -> String {
        Input {
            id: field.name(),
            name: field.name(),
            label: field.label(),
            hint,
            kind,
            autocomplete,
            inputmode: if field == Field::Postcode { "numeric" } else { "" },
            value,
            error: self.error(field, 0),
            focused: false,
        }
        .html()
    }

    fn title(&self) -> String {
        let hint = format!(
            "{TITLE_MAX} caractères au plus. Exemple\u{a0}: Repenser l’accueil en mairie avec les usagers"
        );
        self.text(Field::Title, &self.typed.title, &hint)
    }

    fn summary_field(&self) -> String {
        let hint = format!("Une phrase pour donner envie, {SUMMARY_MAX} caractères au plus.");
        self.text(Field::Summary, &self.typed.summary, &hint)
    }

    fn description(&self) -> String {
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
            error: self.error(Field::Description, 0),
        }
        .html()
    }

    fn format(&self) -> String {
        let choices = Format::ALL.iter().map(|it| (it.code(), it.label()));
        self.select(Field::Format, &self.typed.format, choices)
    }

    fn organisation_kind(&self) -> String {
        let choices = OrganisationKind::ALL.iter().map(|it| (it.code(), it.label()));
        self.select(Field::OrganisationKind, &self.typed.organisation_kind, choices)
    }

    fn select(
        &self,
        field: Field,
        chosen: &str,
        choices: impl Iterator<Item = (&'static str, &'static str)>,
    ) -> String {
        let choices =
            choices.map(|(value, label)| Choice { value, label, chosen: value == chosen }).collect();
        Select { name: field.name(), label: field.label(), choices, error: self.error(field, 0) }.html()
    }

    fn schedule(&self) -> String {
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

    fn mode(&self) -> String {
        let choice = |mode: Mode| Choice {
            value: mode.code(),
            label: mode.label(),
            chosen: self.typed.mode == mode.code(),
        };
        self.choices(Field::Mode, "", false, Mode::ALL.into_iter().map(choice).collect())
    }

    fn audience(&self) -> String {
        let choice = |audience: &Audience| Choice {
            value: audience.code(),
            label: audience.label(),
            chosen: self.typed.audience.iter().any(|code| code == audience.code()),
        };
        let choices = Audience::ALL.iter().map(choice).collect();
        self.choices(Field::Audience, "Plusieurs réponses possibles.", true, choices)
    }

    fn choices(&self, field: Field, hint: &str, several: bool, choices: Vec<Choice<'_>>) -> String {
        let (name, legend) = (field.name(), field.label());
        Choices { name, legend, hint, several, choices, error: self.error(field, 0) }.html()
    }

    /// The rows of slots: those typed, at least one, and a blank one if it was asked for.
    fn slots(&self) -> Vec<[String; 3]> {
        let mut rows: Vec<_> = self.typed.slots().map(|row| [row.date, row.start, row.end]).collect();
        rows.truncate(MOST_SLOTS + 1); // one more than the limit shows that there is one
        if rows.is_empty() || self.one_more_slot {
            rows.push([""; 3]);
        }
        let last = rows.len() - 1;
        let cell = |field: Field, row: usize, value: &str| {
            let id = format!("{}-{row}", field.name());
            Input {
                id: &id,
                name: field.name(),
                label: field.label(),
                hint: "",
                kind: if field == Field::SlotDate { "date" } else { "time" },
                autocomplete: "",
                inputmode: "",
                value,
                error: self.error(field, row),
                focused: self.one_more_slot && row == last && field == Field::SlotDate,
            }
            .html()
        };
        rows.iter()
            .enumerate()
            .map(|(row, [date, start, end])| {
                [
                    cell(Field::SlotDate, row, date),
                    cell(Field::SlotStart, row, start),
                    cell(Field::SlotEnd, row, end),
                ]
            })
            .collect()
    }
}
