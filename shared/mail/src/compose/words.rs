//! What several letters say in the same words.

use model::attendance::Mode;
use model::content::Content;
use model::difference::differences;
use model::french;
use model::id::EventId;
use model::schedule::Schedule;
use model::zone::Zone;

use crate::message::Block;
use crate::plain::unlinked;

pub(super) fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(text.into())
}

pub(super) fn title(content: &Content) -> String {
    unlinked(content.title.as_str())
}

/// « Repenser l’accueil » (référence H6NE-1SYK-BM0B).
pub(super) fn named(event: EventId, content: &Content) -> String {
    format!("«\u{a0}{}\u{a0}» (référence\u{a0}{})", title(content), event.reference())
}

pub(super) fn what_when_where(event: EventId, content: &Content) -> Vec<(&'static str, String)> {
    vec![
        ("Titre", title(content)),
        ("Référence", event.reference()),
        ("Format", content.format.label().to_owned()),
        ("Quand", when(content)),
        ("Où", place(content)),
    ]
}

pub(super) fn when(content: &Content) -> String {
    match &content.schedule {
        Schedule::Period { period } => format!("disponible {}", french::period(*period)),
        Schedule::Slots { zone, slots } => {
            // What has moved online keeps the hours of its place, which say so themselves.
            let online = content.attendance.mode() == Mode::Online && *zone == Zone::PARIS;
            let first = french::slot(&slots.first(), *zone) + if online { " (heure de Paris)" } else { "" };
            match slots.iter().count() - 1 {
                0 => first,
                1 => format!("{first}, et une autre date"),
                more => format!("{first}, et {more} autres dates"),
            }
        }
    }
}

pub(super) fn place(content: &Content) -> String {
    let mode = content.attendance.mode().label();
    content.attendance.place().map_or_else(
        || mode.to_owned(),
        |place| format!("{}, {} ({})", unlinked(place.name.as_str()), place.town.name(), mode.to_lowercase()),
    )
}

/// The parts that two versions do not have the same: « titre, date et heure, lieu ».
pub(super) fn changed_parts(before: &Content, after: &Content) -> String {
    let labels: Vec<_> =
        differences(before, after).iter().map(|difference| difference.part.label().to_lowercase()).collect();
    labels.join(", ")
}
