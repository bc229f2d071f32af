//! The layout of every page, public or not: the State's design system (DSFR), nothing from elsewhere. No page needs a
//! script; one that a script makes better names it in its head.

use askama::Template;
use model::edition::Edition;

/// A whole page.
#[derive(Template)]
#[template(path = "page.html")]
pub struct Page<'a> {
    /// What the page is, for the browser's tab; the site's name follows.
    pub title: &'a str,
    /// For search engines and previews; empty for pages that only a link's bearer sees.
    pub description: &'a str,
    /// Which entry of the navigation it is under.
    pub section: Section,
    /// The current edition, when it is known.
    pub edition: Option<&'a Edition>,
    /// The page's own address, when search engines may list it; without it, they are asked not to.
    pub canonical: Option<&'a str>,
    /// Further elements of the head: HTML, already escaped.
    pub head: &'a str,
    /// The content: HTML, already escaped, with one `h1`.
    pub main: &'a str,
}

/// The entries of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The home.
    Home,
    /// The programme.
    Programme,
    /// The podcasts and the training modules.
    Resources,
    /// The form.
    Propose,
    /// None of them.
    Elsewhere,
}

impl Page<'_> {
    /// A page that search engines do not list, outside the navigation.
    pub fn private<'a>(title: &'a str, edition: Option<&'a Edition>, main: &'a str) -> Page<'a> {
        Page { title, description: "", section: Section::Elsewhere, edition, canonical: None, head: "", main }
    }

    /// The HTML.
    pub fn html(&self) -> String {
        // Rendering writes into a String and formats strings only: it has nothing to fail on.
        self.render().unwrap_or_default()
    }

    fn site_name(&self) -> &str {
        self.edition.map_or("Mois de l’innovation publique", |edition| edition.name.as_str())
    }

    fn period(edition: &Edition) -> String {
        model::french::period(edition.period)
    }

    fn current(&self, section: Section) -> &'static str {
        if self.section == section { " aria-current=\"page\"" } else { "" }
    }
}
