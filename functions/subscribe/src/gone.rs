//! Pages for whoever does not receive the newsletter, or not yet.

use askama::Template;
use lambda_http::http::StatusCode;
use model::edition::Edition;
use web::{Answer, Page};

/// Why there is nothing to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gone {
    /// They have left, or nothing is known of them: the page tells nobody which.
    Left,
    /// They have just erased everything.
    Erased,
    /// They confirm what is not asked any more, or was asked too long ago.
    Expired,
}

#[derive(Template)]
#[template(path = "gone.html")]
struct GonePage<'a> {
    gone: Gone,
    edition: Option<&'a Edition>,
}

impl Gone {
    fn title(self) -> &'static str {
        match self {
            Self::Left => "Vous ne recevez plus la lettre",
            Self::Erased => "Tout est effacé",
            Self::Expired => "Cette demande n’est plus valable",
        }
    }

    /// The page.
    pub(crate) fn page(self, status: StatusCode, edition: Option<&Edition>) -> Answer {
        let main = GonePage { gone: self, edition }.render().unwrap_or_default(); // formats strings only
        Answer::with_status(status, &Page::private(self.title(), edition, &main))
    }
}
