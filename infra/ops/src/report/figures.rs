//! The whole report: every table, beside the edition before where the table has one, and what they say in sentences.

use jiff::Timestamp;
use jiff::civil::Date;
use model::edition::Year;
use model::french;
use model::subscriber::Reader;
use model::zone::Zone;
use serde::Serialize;

use super::source::Source;
use super::table::Table;
use super::{days, newsletter, programme, proposals, sentences};

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Figures {
    /// Of which edition.
    pub(super) edition: Year,
    /// The edition's name.
    pub(super) name: String,
    /// Its rank in words.
    pub(super) rank: String,
    /// Its first day.
    pub(super) first: Date,
    /// Its last day.
    pub(super) last: Date,
    /// When the figures were taken.
    pub(super) taken_at: Timestamp,
    /// The edition that it is compared with.
    pub(super) before: Option<Year>,
    /// What is to be known first.
    pub(super) sentences: Vec<String>,
    /// The tables.
    pub(super) tables: Vec<Table>,
}

/// What the operator chooses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    /// Whether moderators are named.
    pub(super) names: bool,
    /// When.
    pub(super) now: Timestamp,
}

impl Figures {
    /// Counts an edition, beside the one before.
    pub(super) fn of(source: &Source, before: Option<&Source>, readers: &[Reader], wish: Wish) -> Self {
        let year = source.edition.year;
        let mut tables = counted(source, wish.names);
        if let Some(before) = before {
            let were = counted(before, false);
            let is_known = |table: &Table| {
                compares(table.key) && (!is_of_the_journal(table) || !before.journal.is_empty())
            };
            for table in tables.iter_mut().filter(|table| is_known(table)) {
                let was = were.iter().find(|was| was.key == table.key);
                *table = table.clone().beside(was, before.edition.year);
            }
        }
        tables.extend(newsletter::subscribers(year, readers));
        tables.push(newsletter::letters(source));
        let tables: Vec<_> = tables.into_iter().map(Table::tidied).collect();
        Self {
            edition: year,
            name: source.edition.name.to_string(),
            rank: source.edition.rank(),
            first: source.edition.period.first(),
            last: source.edition.period.last(),
            taken_at: wish.now,
            before: before.map(|before| before.edition.year),
            sentences: sentences::of(source, before, readers),
            tables,
        }
    }

    /// « Bilan du Mois de l’innovation publique 2027 ».
    pub(super) fn title(&self) -> String {
        format!("Bilan du {} {}", self.name, self.edition)
    }

    /// « 14ᵉ édition, du 4 au 30 novembre 2027. Chiffres arrêtés le 3 décembre 2027 à 10 h. »
    pub(super) fn subtitle(&self) -> String {
        let period = model::schedule::Period::new(self.first, self.last);
        let period = period.map(french::period).unwrap_or_default();
        format!("{}, {period}. Chiffres arrêtés le {}.", self.rank, french::moment(self.taken_at))
    }

    /// The same as HTML: not every font has the small letters of « 14ᵉ » and « 1ʳᵉ ». It holds numbers and words of ours only.
    pub(super) fn subtitle_html(&self) -> String {
        self.subtitle().replace("ʳᵉ", "<sup>re</sup>").replace('ᵉ', "<sup>e</sup>")
    }

    /// Whether moderators are named.
    pub(super) fn names_people(&self) -> bool {
        self.tables.iter().any(|table| table.key == "decisions-by-moderator")
    }

    /// The day on which they were taken, in Paris.
    pub(super) fn day(&self) -> Date {
        Zone::PARIS.date(self.taken_at)
    }
}

fn counted(source: &Source, names: bool) -> Vec<Table> {
    let mut tables = programme::tables(source);
    tables.extend(days::tables(source));
    tables.extend(proposals::tables(source, names));
    tables
}

/// Days and weeks of two years are not the same; people are not compared.
fn compares(key: &str) -> bool {
    !matches!(key, "events-by-day" | "events-by-week" | "proposals-by-week" | "decisions-by-moderator")
}

/// Whether it is counted from the journal, which is kept for a time only.
fn is_of_the_journal(table: &Table) -> bool {
    table.section == super::table::Section::Proposals
}
