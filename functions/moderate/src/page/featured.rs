//! Putting a published event on the programme's home, or taking it off.

use askama::Template;
use model::publication::FEATURED_ON_HOME;
use web::form::TickBox;

use super::{Sheet, words};

#[derive(Template)]
#[template(path = "featured.html")]
struct Featured<'a> {
    sheet: &'a Sheet<'a>,
    is_there: bool,
    /// How many events are on the home now.
    count: String,
    is_full: bool,
    tick_box: String,
}

/// The form; nothing where this moderator has no say in it.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    if !sheet.case.may_feature() {
        return String::new();
    }
    let is_there = sheet.case.event.is_featured();
    let label = if is_there {
        "Oui, je retire cet événement de la une."
    } else {
        "Oui, je mets cet événement à la une."
    };
    let error = sheet.error("une");
    let tick_box =
        TickBox { id: "une", name: "une", value: "oui", label, error, ..TickBox::default() }.html();
    let count = sheet.around.featured.len();
    let featured = Featured {
        sheet,
        is_there,
        count: words::featured(count),
        is_full: count >= FEATURED_ON_HOME,
        tick_box,
    };
    featured.render().unwrap_or_default() // formats strings only
}

impl Featured<'_> {
    fn act(&self) -> &'static str {
        if self.is_there { "unfeature" } else { "feature" }
    }
}
