//! The way back to the queue, and to what waits there next.

use askama::Template;

use super::Sheet;

#[derive(Template)]
#[template(path = "way-back.html")]
struct QueueLink {
    queue: String,
    next: Option<Next>,
}

struct Next {
    title: String,
    address: String,
}

/// Where to go from here; nothing for who came from a mail.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let Some(queue) = sheet.case.link.queue() else { return String::new() };
    let next = sheet.around.next.as_ref().map(|next| Next {
        title: next.title.to_string(),
        address: sheet.case.link.address_of(next.event, next.revision, sheet.keys),
    });
    QueueLink { queue, next }.render().unwrap_or_default() // formats strings only
}
