//! The pages.

mod closed;
mod describe;
mod upload;

pub(crate) use closed::{closed, no_draft};
pub(crate) use describe::{DescribePage, Notice, REMOVE, Shown};
pub(crate) use upload::UploadPage;

use askama::Template;
use lambda_http::http::StatusCode;
use model::edition::Edition;
use web::{Answer, Page};

/// A page of this function: a title, and what follows it.
fn answer(status: StatusCode, title: &str, edition: Option<&Edition>, main: &impl Template) -> Answer {
    let main = main.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    let wrong = status.is_client_error() || status.is_server_error();
    let title = format!("{}{title}", if wrong { "Erreur – " } else { "" });
    // The script says at once that a file is too heavy, before it is sent.
    let page = Page { head: form::SCRIPT, ..Page::private(&title, edition, &main) };
    Answer::with_status(status, &page).scripted()
}
