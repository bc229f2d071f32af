//! The page of an event that has left the programme: its address stays, none of its words do.

use askama::Template;
use model::edition::Edition;
use model::french::moment;
use model::material::Departed;
use web::Section;

use crate::address;
use crate::programme::Programme;
use crate::sheet::Sheet;

#[derive(Template)]
#[template(path = "departed.html")]
struct DepartedPage<'a> {
    edition: &'a Edition,
    event: &'a Departed,
}

/// The page. Search engines are asked not to list it.
pub(crate) fn page(programme: &Programme<'_>, event: &Departed) -> String {
    let main = DepartedPage { edition: programme.edition, event };
    Sheet {
        title: "Événement retiré du programme",
        description: "",
        section: Section::Programme,
        path: &event.path(),
        head: "",
        main: &main.render().unwrap_or_default(), // formats strings only: it has nothing to fail on
    }
    .unlisted(programme)
}

impl DepartedPage<'_> {
    fn since(&self) -> String {
        moment(self.event.departed_at)
    }

    fn list(&self) -> String {
        address::list(self.event.edition)
    }

    fn home(&self) -> String {
        address::home(self.event.edition)
    }
}
