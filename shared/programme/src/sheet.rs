//! What the pages of the programme have in common, around what each of them says.

use web::{Page, Section};

use crate::programme::Programme;
use crate::{past, social};

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
        self.illustrated(programme, None)
    }

    /// The same with a picture that is shown beside a link to it.
    pub(crate) fn illustrated(&self, programme: &Programme<'_>, picture: Option<&social::Picture>) -> String {
        let canonical = past::canonical(programme, self.path);
        let head = format!("{}\n{}", social::tags(programme, self, picture), self.head);
        Sheet { head: &head, ..*self }.page(programme, Some(&canonical))
    }

    /// The same, which nothing leads to but the links that people have kept: search engines are asked not to list it.
    pub(crate) fn unlisted(&self, programme: &Programme<'_>) -> String {
        self.page(programme, None)
    }

    fn page(&self, programme: &Programme<'_>, canonical: Option<&str>) -> String {
        let Self { title, description, section, head, main, .. } = *self;
        let main = &format!("{}{main}", past::notice(programme));
        Page { title, description, section, edition: Some(programme.edition), canonical, head, main }.html()
    }
}
