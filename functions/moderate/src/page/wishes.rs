//! The fields of a request for changes: each part with a box, a reason from the edition's list and a text.

use askama::Template;
use model::event::{MESSAGE_MAX, WISH_MAX};
use model::french;
use model::part::Part;
use model::reason::Reason;
use web::form::{Choice, Select, Textarea, TickBox};

use super::Sheet;

#[derive(Template)]
#[template(path = "wishes.html")]
struct Wishes<'a> {
    parts: Vec<Wish>,
    error: Option<&'a str>,
    message: String,
}

/// One part.
struct Wish {
    tick_box: String,
    reason: String,
    text: String,
    /// Whether its fields are shown although the box is not ticked: something was typed there.
    kept: bool,
}

/// The fields.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let message = Textarea {
        id: "changes_message",
        name: "changes_message",
        label: "Un mot à l’organisateur (optionnel)",
        hint: &format!("Il le lira avant vos demandes. {} caractères au plus.", french::number(MESSAGE_MAX)),
        rows: 3,
        value: sheet.value("decide", "changes_message"),
        error: sheet.error("changes_message"),
        ..Textarea::default()
    };
    let wishes = Wishes {
        parts: Part::ALL.into_iter().map(|part| wish(part, sheet)).collect(),
        error: sheet.error("part"),
        message: message.html(),
    };
    wishes.render().unwrap_or_default() // formats strings only
}

fn wish<'a>(part: Part, sheet: &Sheet<'a>) -> Wish {
    let (code, label) = (part.code(), part.label());
    let [id, reason_field, text_field] = ["part", "reason", "text"].map(|field| format!("{field}-{code}"));
    let ticked = sheet.typed.has("part", code);
    let (chosen, written) = (sheet.value("decide", &reason_field), sheet.value("decide", &text_field));
    let choice = |reason: &'a Reason| Choice {
        value: &reason.code,
        label: reason.label.as_str(),
        chosen: reason.code == chosen,
    };
    let has_words = !chosen.is_empty() || !written.trim().is_empty();
    Wish {
        tick_box: TickBox { id: &id, name: "part", value: code, label, ticked, error: sheet.error(&id) }
            .html(),
        reason: Select {
            name: &reason_field,
            label: &format!("{label}\u{a0}: le motif"),
            choices: sheet.case.edition.reasons.changes.iter().map(choice).collect(),
            error: sheet.error(&reason_field),
            ..Select::default()
        }
        .html(),
        text: Textarea {
            id: &text_field,
            name: &text_field,
            label: &format!("{label}\u{a0}: ce qu’il faut changer"),
            hint: &format!("Optionnel, si le motif suffit. {} caractères au plus.", french::number(WISH_MAX)),
            rows: 2,
            value: written,
            error: sheet.error(&text_field),
            ..Textarea::default()
        }
        .html(),
        kept: !ticked && has_words,
    }
}
