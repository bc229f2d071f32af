//! Among moderators: entrusting someone with the decision, leaving a note.

use askama::Template;
use model::event::NOTE_MAX;
use model::french;
use model::moderation::Moderator;
use model::zone::Zone;
use web::form::{Choice, Select, Textarea};

use super::Sheet;
use crate::act::NOBODY;

#[derive(Template)]
#[template(path = "assign.html")]
struct Assign<'a> {
    sheet: &'a Sheet<'a>,
    to: String,
}

#[derive(Template)]
#[template(path = "note.html")]
struct Note<'a> {
    sheet: &'a Sheet<'a>,
    note: String,
}

/// The form that entrusts a colleague, or oneself.
pub(super) fn assign(sheet: &Sheet<'_>) -> String {
    let case = sheet.case;
    let others = case.team.iter().filter(|member| member.id != case.moderator.id);
    let mut colleagues: Vec<_> = others.map(|member| (member.id.to_string(), name(member, sheet))).collect();
    colleagues.sort_by(|one, other| one.1.cmp(&other.1));
    colleagues.insert(0, (case.moderator.id.to_string(), format!("Moi, {}", name(&case.moderator, sheet))));
    colleagues.push((NOBODY.to_owned(), "Personne en particulier".to_owned()));
    let chosen = sheet.value("assign", "to");
    let choices =
        colleagues.iter().map(|(value, label)| Choice { value, label, chosen: value == chosen }).collect();
    let to = Select {
        name: "to",
        label: "Confier la décision à",
        choices,
        error: sheet.error("to"),
        ..Select::default()
    }
    .html();
    Assign { sheet, to }.render().unwrap_or_default() // formats strings only
}

/// The form that adds a note.
pub(super) fn note(sheet: &Sheet<'_>) -> String {
    let note = Textarea {
        id: "note",
        name: "note",
        label: "Votre note",
        hint: &format!("Seuls les modérateurs la verront. {} caractères au plus.", french::number(NOTE_MAX)),
        rows: 3,
        value: sheet.value("note", "note"),
        error: sheet.error("note"),
        ..Textarea::default()
    }
    .html();
    Note { sheet, note }.render().unwrap_or_default() // formats strings only
}

/// « Alex Martin (absence jusqu’au 12 septembre 2027) ».
fn name(member: &Moderator, sheet: &Sheet<'_>) -> String {
    let today = Zone::PARIS.date(sheet.case.now);
    match member.away_until.filter(|_| !member.is_available(today)) {
        Some(last) => format!("{} (absence jusqu’au {})", member.name, french::day(last)),
        None => member.name.to_string(),
    }
}
