//! What a site of the State has to say of itself, on pages that the foot of every page leads to: the edition says what
//! (`model::legal`, `model::data_protection`), and what it does not say is worded, never invented.

mod plan;

use askama::Template;
use model::edition::Edition;
use model::legal::Conformity;
use web::Section;

use crate::address;
use crate::file::File;
use crate::licence::LICENCE;
use crate::programme::Programme;
use crate::sheet::Sheet;

/// One of the pages.
pub(crate) struct Page {
    /// Its address.
    pub(crate) path: &'static str,
    /// Its title, which is also its `h1` and the name by which other pages lead to it.
    pub(crate) title: &'static str,
    description: &'static str,
    main: fn(&Programme<'_>) -> String,
}

impl Page {
    /// Its file.
    pub(crate) fn file(&self, programme: &Programme<'_>) -> File {
        let sheet = Sheet {
            title: self.title,
            description: self.description,
            section: Section::Elsewhere,
            path: self.path,
            head: "",
            main: &(self.main)(programme),
        };
        File::html(address::file(self.path), sheet.html(programme))
    }
}

/// In the order of the foot of the pages, which is the design system's.
pub(crate) const PAGES: [Page; 5] = [
    Page {
        path: "/plan-du-site/",
        title: "Plan du site",
        description: "Toutes les pages du site, les données ouvertes et les abonnements.",
        main: plan::main,
    },
    Page {
        path: "/accessibilite/",
        title: "Déclaration d’accessibilité",
        description: "L’état de conformité du site au RGAA, et comment signaler un défaut d’accessibilité.",
        main: |programme| html(&Accessibility { edition: programme.edition, site: programme.url("/") }),
    },
    Page {
        path: "/mentions-legales/",
        title: "Mentions légales",
        description: "Qui édite et héberge le site, et comment ses contenus peuvent être réutilisés.",
        main: |programme| html(&Notices { edition: programme.edition, site: programme.url("/") }),
    },
    Page {
        path: "/donnees-personnelles/",
        title: "Données personnelles",
        description: "Ce que le site sait de vous, pourquoi, pour combien de temps, et vos droits.",
        main: |programme| html(&PersonalData { edition: programme.edition }),
    },
    Page {
        path: "/contact/",
        title: "Contact",
        description: "À qui s’adresser, pour quelle question.",
        main: |programme| html(&Contact { edition: programme.edition }),
    },
];

fn html(main: &impl Template) -> String {
    main.render().unwrap_or_default() // formats strings only: it has nothing to fail on
}

/// By the model of the order of 20 September 2019.
#[derive(Template)]
#[template(path = "legal/accessibility.html")]
struct Accessibility<'a> {
    edition: &'a Edition,
    site: String,
}

impl Accessibility<'_> {
    /// What the site is, in the model's words.
    fn state(&self) -> &'static str {
        match self.edition.conformity() {
            Conformity::None => "n’est pas conforme",
            Conformity::Partial => "est partiellement conforme",
            Conformity::Full => "est totalement conforme",
        }
    }
}

/// Law 2004-575, articles 1-1 and 19.
#[derive(Template)]
#[template(path = "legal/notices.html")]
struct Notices<'a> {
    edition: &'a Edition,
    site: String,
}

impl Notices<'_> {
    fn licence() -> &'static str {
        LICENCE.url
    }

    fn list(&self) -> String {
        address::list(self.edition.year)
    }
}

/// GDPR articles 13 and 14.
#[derive(Template)]
#[template(path = "legal/personal-data.html")]
struct PersonalData<'a> {
    edition: &'a Edition,
}

#[derive(Template)]
#[template(path = "legal/contact.html")]
struct Contact<'a> {
    edition: &'a Edition,
}

impl Contact<'_> {
    fn list(&self) -> String {
        address::list(self.edition.year)
    }
}
