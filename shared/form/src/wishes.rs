//! What the team asks, in words and at its field.

use model::attendance::Mode;
use model::event::{ChangeRequest, Wish};
use model::part::Part;
use model::proposal::{Field, Proposal};

/// The field where a part is corrected: one that the page shows.
pub fn field_of(part: Part, typed: &Proposal) -> Field {
    match part.field() {
        // What is said of the link is hidden while one can only come in person: the way to it is the choice above.
        Field::OnlineAccess if Mode::from_code(&typed.mode) == Some(Mode::OnSite) => Field::Mode,
        field => field,
    }
}

/// What is asked about a part: the reason, then the text. The reason that only announces the text is left out.
pub fn words(wish: &Wish) -> Vec<String> {
    let reason = wish.reason.as_ref().filter(|reason| reason.says_something() || wish.text.is_none());
    let reason = reason.map(|reason| reason.label.to_string());
    reason.into_iter().chain(wish.text.as_ref().map(ToString::to_string)).collect()
}

/// What is asked at a field, line by line, and by whom; nothing if nothing is.
pub(crate) fn advice(request: &ChangeRequest, field: Field, typed: &Proposal) -> String {
    let here: Vec<_> = request.wishes.iter().filter(|wish| field_of(wish.part, typed) == field).collect();
    if here.is_empty() {
        return String::new();
    }
    let mut lines = vec!["L’équipe vous demande\u{a0}:".to_owned()];
    for wish in here {
        // A wish that is not at its own field says what it is about.
        if wish.part.field() != field {
            lines.push(format!("{}\u{a0}:", wish.part.label()));
        }
        lines.extend(words(wish));
    }
    lines.join("\n")
}
