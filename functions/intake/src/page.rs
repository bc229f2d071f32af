//! The frame of every page of the form.

use askama::Template;
use lambda_http::http::StatusCode;
use model::edition::Edition;
use model::proposal::{Problem, Stage};
use web::form::{ErrorLink, ErrorLinks};
use web::{Answer, Page, Section};

/// A page of the form; `wrong` when it says that something is.
pub(crate) fn answer(
    status: StatusCode,
    title: &str,
    wrong: bool,
    edition: Option<&Edition>,
    main: &impl Template,
) -> Answer {
    let main = main.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    let title = if wrong { format!("Erreur – {title}") } else { title.to_owned() };
    let page =
        Page { section: Section::Propose, head: form::SCRIPT, ..Page::private(&title, edition, &main) };
    Answer::with_status(status, &page).scripted()
}

/// Something that the page says before all else, and that takes the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Alert {
    pub(crate) status: StatusCode,
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
}

/// What is wrong with a draft, which is kept all the same: each line a link to its field, at the address that `page`
/// gives.
pub(crate) fn summary(lead: &str, problems: &[Problem], page: impl Fn(Stage) -> String) -> String {
    let links = problems.iter().map(|problem| ErrorLink {
        href: format!("{}#{}", page(problem.field.stage()), problem.anchor()),
        message: problem.message.as_str(),
    });
    ErrorLinks { lead, links: links.collect() }.html()
}

/// What is wrong with one field of the page itself.
pub(crate) fn one(lead: &str, anchor: &str, message: &str) -> String {
    ErrorLinks { lead, links: vec![ErrorLink { href: format!("#{anchor}"), message }] }.html()
}
