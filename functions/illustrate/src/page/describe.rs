//! The page that shows a picture and asks for its words: a picture that has just come, or the one that is kept.

use askama::Template;
use lambda_http::http::StatusCode;
use model::edition::Edition;
use model::picture::{ALT_MAX, Frame, PictureKind};
use model::proposal::{Proposal, YES};
use web::Answer;
use web::form::{ErrorSummary, FieldError, Input, TickBox};
use web::problem::{self, Problem};

use super::answer;

/// What the page says above the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The event has the picture, which moderators will read.
    Done,
    /// A decision can still be undone: nothing is taken in before the organiser can know of it.
    BeingDecided,
    /// It could not be kept, or nobody knows.
    Unavailable,
    /// Others have changed the draft or the event at that very moment, again and again.
    Overtaken,
}

/// The picture that is shown.
#[derive(Debug, Clone)]
pub(crate) enum Shown {
    /// One that has just come, under this key: an address that holds all of it, when it could be read.
    New {
        /// Where the file is.
        key: String,
        /// `data:image/jpeg;base64,…`
        preview: Option<String>,
    },
    /// The one that is kept.
    Kept(Frame),
}

/// The page.
#[derive(Template)]
#[template(path = "describe.html")]
pub(crate) struct DescribePage<'a> {
    pub(crate) edition: Option<&'a Edition>,
    /// What the event is called; empty when that is not known.
    pub(crate) event: String,
    /// Whether moderators wait for other changes of the event.
    pub(crate) awaited: bool,
    pub(crate) shown: Shown,
    pub(crate) typed: &'a Proposal,
    pub(crate) problems: Vec<Problem>,
    pub(crate) notice: Option<Notice>,
    /// This page, without a file.
    pub(crate) here: String,
    /// Where one came from.
    pub(crate) back: String,
}

/// The identifier and the value of the box by which a picture is taken away.
pub(crate) const REMOVE: &str = "retirer-image";

impl DescribePage<'_> {
    pub(crate) fn answer(&self) -> Answer {
        let status = match self.notice {
            Some(Notice::Unavailable) => StatusCode::SERVICE_UNAVAILABLE,
            Some(Notice::BeingDecided | Notice::Overtaken) => StatusCode::CONFLICT,
            _ if self.problems.is_empty() => StatusCode::OK,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        answer(status, self.title(), self.edition, self)
    }

    fn title(&self) -> &'static str {
        match self.shown {
            Shown::New { .. } => "Décrire l’image",
            Shown::Kept(_) => "L’image de votre événement",
        }
    }

    fn is_kept(&self) -> bool {
        matches!(self.shown, Shown::Kept(_))
    }

    fn key(&self) -> &str {
        match &self.shown {
            Shown::New { key, .. } => key,
            Shown::Kept(_) => "",
        }
    }

    /// The picture's address and, where they are known, its width and height in pixels.
    fn picture(&self) -> Option<(String, Option<(u32, u32)>)> {
        match &self.shown {
            Shown::New { preview, .. } => preview.clone().map(|address| (address, None)),
            Shown::Kept(frame) => {
                let width = frame.widths().into_iter().next()?;
                Some((frame.path(width, PictureKind::Jpeg), Some((width, frame.height_at(width)))))
            }
        }
    }

    /// Outage, overtaken…: a title and a text.
    fn warning(&self) -> Option<(&'static str, &'static str)> {
        match self.notice? {
            Notice::Done => None,
            Notice::BeingDecided => Some((
                "L’équipe examine votre événement en ce moment",
                "L’image n’est pas encore enregistrée, et tout ce que vous avez saisi est conservé ci-dessous. Attendez \
                 quelques minutes, puis appuyez de nouveau sur le bouton.",
            )),
            Notice::Unavailable => Some((
                "Service momentanément indisponible",
                "Nous ne savons pas si l’image est enregistrée. Tout ce que vous avez saisi est conservé ci-dessous\u{a0}: \
                 attendez une minute, puis appuyez de nouveau sur le bouton. Rien ne sera enregistré deux fois.",
            )),
            Notice::Overtaken => Some((
                "Quelqu’un d’autre modifie cet événement en ce moment",
                "L’image n’est pas encore enregistrée, et tout ce que vous avez saisi est conservé ci-dessous. Appuyez de \
                 nouveau sur le bouton.",
            )),
        }
    }

    fn summary(&self) -> String {
        let errors = self
            .problems
            .iter()
            .map(|problem| FieldError { anchor: problem.anchor.clone(), message: &problem.message });
        ErrorSummary { errors: errors.collect() }.html()
    }

    fn alt(&self) -> String {
        let hint = format!(
            "Une phrase pour les personnes qui ne voient pas l’image, de {ALT_MAX} caractères au plus, sauf si l’image \
             est décorative. Exemple\u{a0}: «\u{a0}Six agents autour d’une maquette de guichet.\u{a0}»"
        );
        Input {
            id: "picture_alt",
            name: "picture_alt",
            label: "Texte qui remplace l’image",
            hint: &hint,
            kind: "text",
            value: &self.typed.picture_alt,
            error: problem::at(&self.problems, "picture_alt"),
            ..Input::default()
        }
        .html()
    }

    fn decorative(&self) -> String {
        TickBox {
            id: "picture_decorative",
            name: "picture_decorative",
            value: YES,
            label: "L’image est décorative\u{a0}: elle n’apprend rien de plus que la page, aucun texte ne la remplace \
                    (optionnel)",
            ticked: self.typed.picture_decorative == YES,
            error: None,
        }
        .html()
    }

    fn credit(&self) -> String {
        Input {
            id: "picture_credit",
            name: "picture_credit",
            label: "Crédit",
            hint: "Qui a fait l’image\u{a0}: ce nom est publié avec elle. Exemple\u{a0}: «\u{a0}Camille Durand, ville de \
                   Rennes\u{a0}»",
            kind: "text",
            value: &self.typed.picture_credit,
            error: problem::at(&self.problems, "picture_credit"),
            ..Input::default()
        }
        .html()
    }

    fn rights(&self) -> String {
        TickBox {
            id: "picture_rights",
            name: "picture_rights",
            value: YES,
            label: "J’ai le droit d’utiliser cette image\u{a0}: je l’ai faite ou son auteur m’y autorise, et les personnes \
                    que l’on y reconnaît sont d’accord",
            ticked: self.typed.picture_rights == YES,
            error: problem::at(&self.problems, "picture_rights"),
        }
        .html()
    }

    fn remove(&self) -> String {
        TickBox {
            id: REMOVE,
            name: REMOVE,
            value: YES,
            label: "Oui, je veux retirer cette image",
            ticked: false,
            error: problem::at(&self.problems, REMOVE),
        }
        .html()
    }
}
