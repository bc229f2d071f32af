//! The page of a new proposal.

use askama::Template;
use lambda_http::http::StatusCode;
use web::{Answer, Page, Section};

use crate::Outage;
use crate::form::Form;

#[derive(Template)]
#[template(path = "propose.html")]
struct ProposePage<'a> {
    form: &'a Form<'a>,
    key: &'a str,
    /// Title and text.
    alert: Option<(&'static str, &'static str)>,
}

pub(super) fn answer(form: &Form<'_>, key: &str, outage: Option<Outage>, status: StatusCode) -> Answer {
    let page = ProposePage { form, key, alert: outage.map(words) };
    let main = page.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    let title = if form.has_problems() || outage.is_some() {
        "Erreur – Proposer un événement"
    } else {
        "Proposer un événement"
    };
    let page = Page { section: Section::Propose, ..Page::private(title, form.edition(), &main) };
    Answer::with_status(status, &page)
}

fn words(outage: Outage) -> (&'static str, &'static str) {
    match outage {
        Outage::NothingRecorded => (
            "Votre proposition n’a pas pu être envoyée",
            "Un incident nous empêche de la recevoir\u{a0}: rien n’a été enregistré. Tout ce que vous avez saisi est \
             encore ci-dessous. Attendez une minute, puis appuyez de nouveau sur «\u{a0}Envoyer ma \
             proposition\u{a0}».",
        ),
        Outage::PerhapsRecorded => (
            "Nous ne savons pas si votre proposition est arrivée",
            "Tout ce que vous avez saisi est encore ci-dessous. Attendez une minute, puis renvoyez-la telle \
             quelle\u{a0}: si elle était arrivée, elle ne sera pas enregistrée deux fois.",
        ),
    }
}
