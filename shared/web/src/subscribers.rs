//! What subscribers are told of their data (GDPR article 13), in the same words where they sign up and on the page of
//! personal data.

use askama::Template;
use model::edition::Edition;

#[derive(Template)]
#[template(path = "subscribers.html")]
struct Notice<'a> {
    edition: Option<&'a Edition>,
}

/// The items of a list: HTML.
pub fn notice(edition: Option<&Edition>) -> String {
    Notice { edition }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
}
