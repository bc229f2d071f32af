//! The page of what takes no picture, and why.

use askama::Template;
use lambda_http::http::StatusCode;
use model::edition::Edition;
use web::Answer;

use super::answer;
use crate::case::{Case, Closed, Subject};

#[derive(Template)]
#[template(path = "closed.html")]
struct ClosedPage<'a> {
    title: &'a str,
    advice: &'a str,
    /// The link's words and its address.
    way: (&'a str, &'a str),
}

/// It takes no picture now.
pub(crate) fn closed(closed: Closed, case: &Case, back: &str) -> Answer {
    let (title, advice) = match closed {
        Closed::Sent => (
            "Votre proposition est déjà envoyée",
            "Elle ne change plus ici. Pour changer son image, ouvrez le lien privé du courriel que vous recevez à son \
             sujet.",
        ),
        Closed::BeingDecided => (
            "L’équipe examine votre événement en ce moment",
            "Attendez quelques minutes, puis rechargez cette page\u{a0}: vous saurez ce qu’il en est.",
        ),
        Closed::Unconfirmed => (
            "Confirmez d’abord votre adresse électronique",
            "Ouvrez le courriel que nous vous avons envoyé et suivez son lien. Vous pourrez ensuite changer l’image.",
        ),
        Closed::Over => (
            "L’image de cet événement ne change plus",
            "L’événement n’a pas été retenu, ou il a été retiré. Sa page dit où il en est.",
        ),
    };
    let words = match case.subject {
        Subject::Draft(_) => "Revenir à votre proposition",
        Subject::Event(_) => "Revenir à votre événement",
    };
    page(StatusCode::OK, Some(&case.edition), &ClosedPage { title, advice, way: (words, back) })
}

/// There is no such draft any more.
pub(crate) fn no_draft() -> Answer {
    let page_of = ClosedPage {
        title: "Ce brouillon n’existe plus",
        advice: "Un brouillon est gardé trente jours après sa dernière modification, puis effacé. Vous pouvez en \
                 commencer un autre.",
        way: ("Proposer un événement", "/proposer"),
    };
    page(StatusCode::NOT_FOUND, None, &page_of)
}

fn page(status: StatusCode, edition: Option<&Edition>, page: &ClosedPage<'_>) -> Answer {
    answer(status, page.title, edition, page)
}
