//! The check page.

use askama::Template;
use form::{Address, Form};
use lambda_http::http::StatusCode;
use model::proposal::{Problem, Stage};
use web::Answer;
use web::form::TickBox;

use super::look_alikes::Other;
use crate::Deps;
use crate::case::Case;
use crate::page::{self, Alert};
use crate::way::{LATER, SEND};

/// The name of the box by which a person says that they have read it all.
pub(crate) const CONFIRM: &str = "exact";
/// The name of the field that a script fills with the proof of its work.
pub(crate) const PROOF: &str = "preuve";
/// The name of the field that says which version of the draft was read.
pub(crate) const VERSION: &str = "version";

const TITLE: &str = "Vérifier ma proposition";
const ANCHOR: &str = "exact";
const TICK: &str = "Cochez la case pour confirmer que les informations sont exactes, puis appuyez sur \
                    «\u{a0}Envoyer ma proposition\u{a0}».";
const TO_COMPLETE: &str = "Votre brouillon est enregistré. Corrigez pour pouvoir l’envoyer.";

/// Too many forms come from a network or a mail domain.
pub(crate) const CROWD: Alert = Alert {
    status: StatusCode::TOO_MANY_REQUESTS,
    title: "Trop de propositions arrivent en même temps",
    text: "Pour écarter les robots, nous en acceptons un nombre limité par heure depuis un même réseau ou une même \
           messagerie. La vôtre n’a pas été envoyée, et votre brouillon est intact. Revenez dans une heure, ou essayez \
           depuis un autre réseau.",
};

const TOO_FAST: Alert = Alert {
    status: StatusCode::UNPROCESSABLE_ENTITY,
    title: "Appuyez une seconde fois pour envoyer",
    text: "Votre envoi a été très rapide\u{a0}: relisez votre proposition, cochez la case et appuyez de nouveau sur \
           «\u{a0}Envoyer ma proposition\u{a0}». Rien n’est perdu.",
};

const TRAPPED: Alert = Alert {
    status: StatusCode::UNPROCESSABLE_ENTITY,
    title: "Appuyez une seconde fois pour envoyer",
    text: "Votre navigateur a rempli de lui-même un champ qui doit rester vide\u{a0}: il est vidé. Cochez la case et \
           appuyez de nouveau sur «\u{a0}Envoyer ma proposition\u{a0}». Rien n’est perdu.",
};

const CHANGED: Alert = Alert {
    status: StatusCode::CONFLICT,
    title: "Votre brouillon a changé depuis l’ouverture de cette page",
    text: "Il a été enregistré dans un autre onglet ou sur un autre appareil. Relisez-le ci-dessous, cochez la case et \
           appuyez de nouveau sur «\u{a0}Envoyer ma proposition\u{a0}».",
};

const NOT_SENT: Alert = Alert {
    status: StatusCode::SERVICE_UNAVAILABLE,
    title: "Votre proposition n’a pas été envoyée",
    text: "Un incident nous en a empêchés, et votre brouillon est intact. Attendez une minute, puis cochez la case et \
           appuyez de nouveau sur «\u{a0}Envoyer ma proposition\u{a0}».",
};

const PERHAPS_SENT: Alert = Alert {
    status: StatusCode::SERVICE_UNAVAILABLE,
    title: "Nous ne savons pas si votre proposition est partie",
    text: "Votre brouillon est intact. Attendez une minute, puis cochez la case et envoyez-la de nouveau\u{a0}: si \
           elle était partie, elle ne sera pas enregistrée deux fois.",
};

/// What is said of a form that was just sent, and did not go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The draft has something to be put right, or the box is not ticked.
    Refused {
        /// Whether it is.
        ticked: bool,
    },
    /// Faster than a person.
    TooFast,
    /// The field that people are not shown was filled.
    Trapped,
    /// Another version than the one that was read.
    Changed,
    /// Too many at once.
    Crowd,
    /// It was not sent.
    NotSent,
    /// Nobody knows.
    PerhapsSent,
}

/// The check page.
#[derive(Template)]
#[template(path = "check.html")]
pub(crate) struct Sheet<'a> {
    pub(crate) deps: &'a Deps,
    pub(crate) case: &'a Case,
    pub(crate) problems: Vec<Problem>,
    pub(crate) look_alikes: Vec<Other>,
    pub(crate) notice: Option<Notice>,
    /// The proof that has come already; empty if none has.
    pub(crate) proof: &'a str,
}

impl Sheet<'_> {
    pub(crate) fn answer(&self) -> Answer {
        let status = match (self.notice, self.alert()) {
            (None, _) => StatusCode::OK,
            (_, Some(alert)) => alert.status,
            (Some(_), None) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let wrong = self.notice.is_some() || !self.problems.is_empty();
        page::answer(status, TITLE, wrong, Some(&self.case.edition), self)
    }

    fn alert(&self) -> Option<Alert> {
        match self.notice? {
            Notice::Refused { .. } => None,
            Notice::TooFast => Some(TOO_FAST),
            Notice::Trapped => Some(TRAPPED),
            Notice::Changed => Some(CHANGED),
            Notice::Crowd => Some(CROWD),
            Notice::NotSent => Some(NOT_SENT),
            Notice::PerhapsSent => Some(PERHAPS_SENT),
        }
    }

    fn untold(&self) -> bool {
        self.notice == Some(Notice::Refused { ticked: false }) && self.problems.is_empty()
    }

    fn summary(&self) -> String {
        if self.alert().is_some() {
            return String::new();
        }
        if self.untold() {
            return page::one("Votre proposition n’est pas encore envoyée.", ANCHOR, TICK);
        }
        page::summary(TO_COMPLETE, &self.problems, |stage| self.case.way.stage_to_correct(self.deps, stage))
    }

    fn recap(&self) -> String {
        // While something is wrong, rows keep their places: the messages are at them.
        let said = if self.problems.is_empty() { self.case.said() } else { self.case.draft.proposal.clone() };
        let form = Form::new(&said, Some(&self.case.edition), Address::Asked);
        form.with_problems(&self.problems).recap(|stage| Some(self.case.way.stage(self.deps, stage)))
    }

    fn tick_box(&self) -> String {
        TickBox {
            id: ANCHOR,
            name: CONFIRM,
            value: "oui",
            label: "Je confirme que ces informations sont exactes",
            ticked: false,
            error: self.untold().then_some(TICK),
        }
        .html()
    }

    /// The last step, for who wants to go back.
    fn back(&self) -> String {
        self.case.way.to(Stage::Organisation.code())
    }
}
