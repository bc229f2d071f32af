//! The page of a step.

use askama::Template;
use form::{Action, Address, Focus, Form};
use lambda_http::http::StatusCode;
use model::draft::Draft;
use model::edition::Edition;
use model::french;
use model::proposal::{Problem, Proposal, Stage};
use web::Answer;

use super::button;
use crate::begin::OPENING;
use crate::case::Case;
use crate::page::{self, Alert};

/// The table does not answer.
pub(crate) const OUTAGE: Alert = Alert {
    status: StatusCode::SERVICE_UNAVAILABLE,
    title: "Cette étape n’a pas pu être enregistrée",
    text: "Un incident nous en empêche. Tout ce que vous avez saisi est encore ci-dessous. Attendez une minute, puis \
           appuyez de nouveau sur le même bouton\u{a0}: enregistrer deux fois est sans effet.",
};

/// The page of the first step was open for more than a day.
pub(crate) const TOO_OLD: Alert = Alert {
    status: StatusCode::UNPROCESSABLE_ENTITY,
    title: "Cette page était ouverte depuis longtemps",
    text: "Rien n’est encore enregistré, et tout ce que vous avez saisi est ci-dessous. Appuyez de nouveau sur le même \
           bouton pour continuer.",
};

/// The field that people are not shown was filled.
pub(crate) const TRAPPED: Alert = Alert {
    status: StatusCode::UNPROCESSABLE_ENTITY,
    title: "Appuyez une seconde fois pour continuer",
    text: "Votre navigateur a rempli de lui-même un champ qui doit rester vide\u{a0}: il est vidé, et tout ce que vous \
           avez saisi est ci-dessous. Rien n’est encore enregistré.",
};

/// Too many drafts are opened from a network.
pub(crate) const CROWD: Alert = Alert {
    status: StatusCode::TOO_MANY_REQUESTS,
    title: "Trop de formulaires arrivent en même temps",
    text: "Pour écarter les robots, nous en acceptons un nombre limité par heure depuis un même réseau. Rien n’est encore \
           enregistré, et tout ce que vous avez saisi est ci-dessous\u{a0}: gardez cette page ouverte et appuyez de \
           nouveau sur le même bouton dans une heure.",
};

/// More than a draft can hold.
pub(crate) const TOO_LONG: Alert = Alert {
    status: StatusCode::PAYLOAD_TOO_LARGE,
    title: "Ce que vous avez saisi est trop long",
    text: "Un brouillon ne peut pas contenir autant de texte, et cette étape n’est pas enregistrée. Raccourcissez les \
           textes ci-dessous, retirez des lignes, puis appuyez de nouveau sur le même bouton.",
};

const KEPT: &str =
    "Tout ce que vous avez saisi est enregistré dans votre brouillon. Corrigez, puis continuez.";

/// The page of a step, with what was typed.
#[derive(Template)]
#[template(path = "step.html")]
pub(crate) struct Sheet<'a> {
    pub(crate) stage: Stage,
    pub(crate) typed: &'a Proposal,
    /// None while the table cannot be read.
    pub(crate) edition: Option<&'a Edition>,
    /// Where the form goes.
    pub(crate) address: &'a str,
    /// The token of a form that has no draft yet; empty once it has one.
    pub(crate) opening: &'a str,
    /// None before there is one, or while it cannot be read.
    pub(crate) draft: Option<&'a Draft>,
    /// What is to be put right, in what was saved.
    pub(crate) problems: Vec<Problem>,
    /// Whether the page was asked for, rather than the answer to a form.
    pub(crate) asked: bool,
    /// The row that takes the focus.
    pub(crate) focus: Option<Focus>,
    pub(crate) alert: Option<Alert>,
}

impl<'a> Sheet<'a> {
    /// What was typed, wherever it came from.
    pub(crate) fn new(
        stage: Stage,
        typed: &'a Proposal,
        edition: Option<&'a Edition>,
        address: &'a str,
    ) -> Self {
        Self {
            stage,
            typed,
            edition,
            address,
            opening: "",
            draft: None,
            problems: vec![],
            asked: false,
            focus: None,
            alert: None,
        }
    }

    /// What a draft says.
    pub(crate) fn of(case: &'a Case, stage: Stage, address: &'a str) -> Self {
        let sheet = Self::new(stage, &case.draft.proposal, Some(&case.edition), address);
        Self { draft: Some(&case.draft), ..sheet }
    }

    pub(crate) fn answer(&self) -> Answer {
        let status = match self.alert {
            Some(alert) => alert.status,
            None if self.problems.is_empty() || self.asked => StatusCode::OK,
            None => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let number = self.stage.number().unwrap_or_default();
        let title = format!(
            "Étape {number} sur {} – {} – Proposer un événement",
            Stage::STEPS.len(),
            self.stage.title()
        );
        let wrong = self.alert.is_some() || !self.problems.is_empty();
        page::answer(status, &title, wrong, self.edition, self)
    }

    fn summary(&self) -> String {
        page::summary(KEPT, &self.problems, |_| String::new())
    }

    fn fields(&self) -> String {
        let form = Form::new(self.typed, self.edition, Address::Asked).with_problems(&self.problems);
        match self.focus {
            Some(focus) => form.with_focus(focus),
            None => form,
        }
        .stage(self.stage)
    }

    /// Until when the draft is kept: « 4 décembre 2027 ».
    fn kept_until(&self) -> Option<String> {
        self.draft.map(|draft| french::moment(draft.expires()))
    }

    fn origin(&self) -> Option<String> {
        self.draft?.origin.map(model::id::EventId::reference)
    }

    fn go_on(&self) -> &'static str {
        if self.stage.next().is_some() { "Continuer" } else { "Vérifier ma proposition" }
    }
}
