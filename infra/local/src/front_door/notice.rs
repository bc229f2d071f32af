//! The front door's own pages, for what goes wrong before a function or the site can answer.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// What is wrong, what to do, and a link to go on.
#[derive(Template)]
#[template(path = "notice.html")]
pub(crate) struct Notice {
    pub(crate) title: &'static str,
    pub(crate) advice: &'static str,
    /// The link's words and its address.
    pub(crate) way: (&'static str, &'static str),
}

impl Notice {
    /// The page, with this status.
    pub(crate) fn respond(&self, status: StatusCode) -> Response {
        match self.render() {
            Ok(page) => (status, Html(page)).into_response(),
            Err(_) => (status, self.title).into_response(),
        }
    }
}
