//! What the pages of the programme have in common, around what each of them says.

use web::{Page, Section};

use crate::programme::Programme;

/// A page of the programme, and what each of them has to say of itself.
pub(crate) struct Sheet<'a> {
    /// For the browser's tab: the site's name follows.
    pub(crate) title: &'a str,
    /// For search engines and previews.
    pub(crate) description: &'a str,
    /// Under which entry of the navigation it is.
    pub(crate) section: Section,
    /// Its address within the site.
    pub(crate) path: &'a str,
    /// Further elements of the head: HTML, already escaped.
    pub(crate) head: &'a str,
    /// The content: HTML, already escaped, with one `h1`.
    pub(crate) main: &'a str,
}

impl Sheet<'_> {
    /// The whole page.
    pub(crate) fn html(&self, programme: &Programme<'_>) -> String {
        let Self { title, description, section, path, head, main } = *self;
        let canonical = programme.url(path);
        let canonical = Some(canonical.as_str());
        Page { title, description, section, edition: Some(programme.edition), canonical, head, main }.html()
    }
}
