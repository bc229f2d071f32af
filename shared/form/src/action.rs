//! What the buttons of the form do, with or without a script: go on, or change the rows.

use model::attendance::MOST_PLACES;
use model::edition::Edition;
use model::proposal::{Field, Proposal};
use model::schedule::MOST_SLOTS;

/// The button that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Send, or continue: also what the Enter key does, and a browser that names no button.
    Go,
    /// Go back one step.
    Back,
    /// One more date.
    AddSlot,
    /// One date less: its row, from 0.
    RemoveSlot(usize),
    /// The last date again, each week until the end of the month.
    RepeatWeekly,
    /// One more place.
    AddPlace,
    /// One place less: its row, from 0.
    RemovePlace(usize),
    /// The commune of this row is typed again instead of chosen among those of its postcode.
    RetypeCommune(usize),
}

/// The field of a row where one goes on typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    /// A column of the row.
    pub field: Field,
    /// The row, from 0.
    pub row: usize,
}

const REMOVE_SLOT: &str = "retirer-creneau-";
const REMOVE_PLACE: &str = "retirer-lieu-";
const RETYPE_COMMUNE: &str = "saisir-commune-";

impl Action {
    /// The action of the `action` that a form was sent with; whatever is unknown goes on.
    pub fn of(text: &str) -> Self {
        let row = |start: &str| text.strip_prefix(start)?.parse().ok();
        match text {
            "revenir" => Self::Back,
            "ajouter-creneau" => Self::AddSlot,
            "repeter" => Self::RepeatWeekly,
            "ajouter-lieu" => Self::AddPlace,
            _ => row(REMOVE_SLOT)
                .map(Self::RemoveSlot)
                .or_else(|| row(REMOVE_PLACE).map(Self::RemovePlace))
                .or_else(|| row(RETYPE_COMMUNE).map(Self::RetypeCommune))
                .unwrap_or(Self::Go),
        }
    }

    /// The value of its button.
    pub fn value(self) -> String {
        match self {
            Self::Go => "continuer".to_owned(),
            Self::Back => "revenir".to_owned(),
            Self::AddSlot => "ajouter-creneau".to_owned(),
            Self::RemoveSlot(row) => format!("{REMOVE_SLOT}{row}"),
            Self::RepeatWeekly => "repeter".to_owned(),
            Self::AddPlace => "ajouter-lieu".to_owned(),
            Self::RemovePlace(row) => format!("{REMOVE_PLACE}{row}"),
            Self::RetypeCommune(row) => format!("{RETYPE_COMMUNE}{row}"),
        }
    }

    /// Does it to what was typed, and says where one goes on typing; none for what leaves the page.
    pub fn apply(self, typed: &mut Proposal, edition: &Edition) -> Option<Focus> {
        let last_slot = |typed: &Proposal| typed.slots().count().saturating_sub(1);
        let (field, row) = match self {
            Self::Go | Self::Back => return None,
            Self::AddSlot => {
                if typed.slots().count() < MOST_SLOTS {
                    add(&mut [&mut typed.slot_date, &mut typed.slot_start, &mut typed.slot_end]);
                }
                (Field::SlotDate, last_slot(typed))
            }
            Self::RemoveSlot(row) => {
                typed.remove_slot(row);
                (Field::SlotDate, row.min(last_slot(typed)))
            }
            Self::RepeatWeekly => {
                let typed_by_hand = typed.slots().filter(|row| !row.is_blank()).count();
                let added = typed.repeat_weekly(edition.period.last());
                (Field::SlotDate, if added { typed_by_hand } else { last_slot(typed) })
            }
            Self::AddPlace => {
                if typed.places().count() < MOST_PLACES {
                    add(&mut [
                        &mut typed.place_name,
                        &mut typed.address,
                        &mut typed.postcode,
                        &mut typed.commune,
                        &mut typed.place_departement,
                    ]);
                }
                (Field::PlaceName, typed.places().count().saturating_sub(1))
            }
            Self::RemovePlace(row) => {
                typed.remove_place(row);
                (Field::PlaceName, row.min(typed.places().count().saturating_sub(1)))
            }
            Self::RetypeCommune(row) => (Field::Commune, row.min(typed.places().count().saturating_sub(1))),
        };
        Some(Focus { field, row })
    }
}

/// A blank row under the others, whose columns may be of unequal length.
fn add(columns: &mut [&mut Vec<String>]) {
    let rows = columns.iter().map(|column| column.len()).max().unwrap_or(0);
    for column in columns {
        column.resize(rows + 1, String::new());
    }
}
