//! What is on the programme's home, of all that a moderator looks after: so that they can take it off.

use askama::Template;
use model::practical::Status;
use model::publication::{FEATURED_ON_HOME, Publication};
use model::waiting::Waiting;

use super::bearer::Bearer;
use crate::page::words;

#[derive(Template)]
#[template(path = "queue-featured.html")]
struct Featured<'a> {
    /// How many are on the home, in the whole country.
    count: String,
    is_partial: bool,
    lines: Vec<Line<'a>>,
}

struct Line<'a> {
    event: &'a Publication,
    /// Its decision page.
    path: String,
    when: String,
    place: String,
    /// What its organiser has announced; none when it takes place as planned.
    announced: Option<&'static str>,
}

/// The list, the next to take place first; nothing when nothing is there. `visible`: all that the bearer may see.
pub(super) fn html(featured: &[Publication], visible: &[Waiting], bearer: &Bearer) -> String {
    let theirs = |event: &&Publication| bearer.moderator.oversees(&event.content.regions());
    let mut events: Vec<_> = featured.iter().filter(theirs).collect();
    events.sort_by_key(|event| (event.content.schedule.starts(), event.id));
    let lines: Vec<_> = events.into_iter().map(|event| line(event, visible, bearer)).collect();
    if lines.is_empty() {
        return String::new();
    }
    let is_partial = lines.len() < featured.len();
    let list = Featured { count: words::featured(featured.len()), is_partial, lines };
    list.render().unwrap_or_default() // formats strings only: it has nothing to fail on
}

fn line<'a>(event: &'a Publication, visible: &[Waiting], bearer: &Bearer) -> Line<'a> {
    // Where a new version waits, one decides on that one's page.
    let waits = visible.iter().find(|waiting| waiting.event == event.id);
    let revision = waits.map_or(event.revision, |waiting| waiting.revision);
    Line {
        event,
        path: bearer.decision_path(event.id, revision),
        when: words::when(&event.content),
        place: words::place(&event.content),
        announced: Some(event.status).filter(|status| !status.is_usual()).map(Status::label),
    }
}
