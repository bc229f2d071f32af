//! The pages where a form does not go on, and why. What was typed is on them, so that it can be copied.

use askama::Template;
use form::{Address, Form};
use lambda_http::http::StatusCode;
use model::edition::{Edition, State};
use model::email::EmailAddress;
use model::proposal::Proposal;
use web::Answer;

use crate::case::Case;
use crate::page;

#[derive(Template)]
#[template(path = "stopped.html")]
struct Stopped<'a> {
    title: &'a str,
    text: &'a str,
    /// Words and address of the way on.
    way: (&'a str, &'a str),
    /// Where the organising team answers, when no proposal can be sent any more.
    contact: Option<&'a EmailAddress>,
    /// What was typed, and what is said of it.
    typed: Option<(&'a str, String)>,
}

/// What was typed, with the edition that tells its themes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) typed: &'a Proposal,
    pub(crate) edition: Option<&'a Edition>,
}

impl Words<'_> {
    fn recap(self) -> String {
        Form::new(self.typed, self.edition, Address::Asked).recap(|_| None)
    }
}

/// The edition takes no proposals: it is over, or its team has closed it before; or there is none.
pub(crate) fn closed(edition: Option<&Edition>, typed: Option<&Proposal>) -> Answer {
    let text = match edition.filter(|edition| edition.state != State::Open) {
        Some(edition) => format!("L’édition {} ne reçoit plus de proposition.", edition.year),
        None => "Aucune édition ne reçoit de proposition en ce moment. Revenez à l’automne\u{a0}: la prochaine édition \
                 sera annoncée sur la page d’accueil."
            .to_owned(),
    };
    let stopped = Stopped {
        title: "Les propositions sont closes",
        text: &text,
        way: ("Aller à l’accueil", "/"),
        contact: edition.map(|edition| &edition.contact),
        typed: typed.map(|typed| {
            let words = Words { typed, edition };
            ("Votre proposition n’a pas été envoyée. Voici ce que vous aviez saisi.", words.recap())
        }),
    };
    answer(StatusCode::OK, edition, &stopped)
}

/// The draft is not kept any more.
pub(crate) fn gone(words: Option<Words<'_>>) -> Answer {
    let stopped = Stopped {
        title: "Ce brouillon n’existe plus",
        text: "Un brouillon est gardé 30\u{a0}jours après son dernier enregistrement, puis effacé. Si vous l’aviez \
               envoyé, les courriels reçus ensuite contiennent le lien de votre événement. Sinon, recommencez\u{a0}: \
               il faut dix minutes.",
        way: ("Commencer une proposition", "/proposer"),
        contact: None,
        typed: words.map(|words| {
            ("Voici ce que vous venez de saisir\u{a0}: copiez-le avant de quitter cette page.", words.recap())
        }),
    };
    answer(StatusCode::NOT_FOUND, None, &stopped)
}

/// The draft has been sent, and something else was typed since.
pub(crate) fn sent(case: &Case, typed: &Proposal) -> Answer {
    let words = Words { typed, edition: Some(&case.edition) };
    let home = case.way.home();
    let stopped = Stopped {
        title: "Cette proposition est déjà envoyée",
        text: "Ce que vous venez de saisir n’a pas été enregistré. Pour changer votre événement, suivez le lien du \
               courriel que vous recevez à son sujet.",
        way: ("Voir la proposition envoyée", &home),
        contact: None,
        typed: Some(("Voici votre dernière saisie\u{a0}: copiez ce qui vous manquera.", words.recap())),
    };
    answer(StatusCode::CONFLICT, Some(&case.edition), &stopped)
}

fn answer(status: StatusCode, edition: Option<&Edition>, stopped: &Stopped<'_>) -> Answer {
    page::answer(status, stopped.title, false, edition, stopped)
}
