//! The events that the programme shows: how many, where, in which form, by whom, for whom, about what.

use std::collections::BTreeSet;

use model::attendance::Mode;
use model::edition::Year;
use model::practical::Status;
use model::publication::Publication;
use model::territory::{Departement, Region};
use model::vocabulary::{Audience, Format, OrganisationKind};

use super::source::Source;
use super::table::{Cell, Chart, Lines, Measure, Section, Sums, Table};

/// Of what the tables of the programme's events count.
pub(super) const TAKING_PLACE: &str =
    "Événements du programme qui ont lieu\u{a0}: ni annulés, ni reportés à des dates qui restent à dire.";

/// The key and the label of what is nowhere.
pub(super) const ONLINE: (&str, &str) = ("online", "En ligne seulement");

/// The events that take place.
pub(super) fn taking_place(source: &Source) -> Vec<&Publication> {
    source.events.iter().filter(|event| event.takes_place()).collect()
}

/// So many of them.
pub(super) fn count<T>(of: &[T]) -> Cell {
    Cell::Count(u64::try_from(of.len()).unwrap_or(u64::MAX))
}

/// The column of a number of events.
pub(super) fn events(edition: Year) -> Measure {
    Measure { key: "events", label: "Événements".into(), edition }
}

/// The tables.
pub(super) fn tables(source: &Source) -> Vec<Table> {
    let events = taking_place(source);
    vec![
        status(source),
        regions(source, &events),
        departements(source, &events),
        formats(source, &events),
        modes(source, &events),
        organisations(source, &events),
        audiences(source, &events),
        themes(source, &events),
    ]
}

/// A table of the events that take place, with one column and a bar a line.
fn table(
    source: &Source,
    of: &[&Publication],
    (key, title, line): (&'static str, &'static str, &'static str),
    (sums, more): (Sums, &str),
    lines: Lines,
) -> Table {
    let counted = if more.is_empty() { TAKING_PLACE.to_owned() } else { format!("{TAKING_PLACE} {more}") };
    Table {
        key,
        section: Section::Programme,
        title,
        line,
        counted,
        measures: vec![events(source.edition.year)],
        rows: lines.rows(),
        total: vec![count(of)],
        sums,
        chart: Chart::Bars,
        hides_empty: false,
    }
}

fn status(source: &Source) -> Table {
    let mut lines = Lines::of(1, Status::ALL.map(|status| (status.code(), status.label())));
    for event in &source.events {
        lines.one(event.status.code(), String::new);
    }
    Table {
        counted: "Événements que le programme présente le jour où ces chiffres sont arrêtés, annulés et reportés compris."
            .into(),
        total: vec![count(&source.events)],
        ..table(source, &[], ("events-by-status", "Ce que le programme présente", "Situation"), (Sums::AddUp, ""), lines)
    }
}

fn regions(source: &Source, of: &[&Publication]) -> Table {
    let named = Region::in_order().into_iter().map(|region| (region.code(), region.name()));
    let mut lines = Lines::of(1, named.chain([ONLINE]));
    for event in of {
        let regions = event.content.regions();
        for region in &regions {
            lines.one(region.code(), || region.name().to_owned());
        }
        if regions.is_empty() {
            lines.one(ONLINE.0, String::new);
        }
    }
    let sums = Sums::Overlap(
        "Un événement qui a lieu dans plusieurs régions compte une fois dans chacune, et une seule fois dans le total.",
    );
    let table = table(source, of, ("events-by-region", "Événements par région", "Région"), (sums, ""), lines);
    Table { hides_empty: true, ..table }
}

fn departements(source: &Source, of: &[&Publication]) -> Table {
    let named = Departement::all().map(|it| (it.code(), format!("{} ({})", it.name(), it.code())));
    let mut lines = Lines::of(1, named.chain([(ONLINE.0, ONLINE.1.to_owned())]));
    for event in of {
        let places = event.content.attendance.places();
        let departements: BTreeSet<_> = places.map(|place| place.town.departement()).collect();
        for departement in &departements {
            lines.one(departement.code(), || departement.name().to_owned());
        }
        if departements.is_empty() {
            lines.one(ONLINE.0, String::new);
        }
    }
    let sums = Sums::Overlap(
        "Un événement qui a lieu dans plusieurs départements compte une fois dans chacun, et une seule fois dans le total.",
    );
    let title = ("events-by-departement", "Événements par département", "Département");
    Table { chart: Chart::None, hides_empty: true, ..table(source, of, title, (sums, ""), lines) }
}

fn formats(source: &Source, of: &[&Publication]) -> Table {
    let mut lines = Lines::of(1, Format::ALL.iter().map(|format| (format.code(), format.label())));
    for event in of {
        lines.one(event.content.format.code(), String::new);
    }
    table(source, of, ("events-by-format", "Événements par format", "Format"), (Sums::AddUp, ""), lines)
}

fn modes(source: &Source, of: &[&Publication]) -> Table {
    let mut lines = Lines::of(1, Mode::ALL.map(|mode| (mode.code(), mode.label())));
    for event in of {
        lines.one(event.content.attendance.mode().code(), String::new);
    }
    table(
        source,
        of,
        ("events-by-mode", "Événements par mode de participation", "Mode"),
        (Sums::AddUp, ""),
        lines,
    )
}

fn organisations(source: &Source, of: &[&Publication]) -> Table {
    let mut lines = Lines::of(1, OrganisationKind::ALL.iter().map(|kind| (kind.code(), kind.label())));
    for event in of {
        lines.one(event.content.organisation.kind.code(), String::new);
    }
    let title = ("events-by-organisation", "Événements par type d’organisation", "Organisation");
    table(
        source,
        of,
        title,
        (Sums::AddUp, "Le type est celui de l’organisation qui propose, partenaires à part."),
        lines,
    )
}

fn audiences(source: &Source, of: &[&Publication]) -> Table {
    let mut lines = Lines::of(1, Audience::ALL.iter().map(|audience| (audience.code(), audience.label())));
    for event in of {
        for audience in event.content.audience.iter().copied().collect::<BTreeSet<_>>() {
            lines.one(audience.code(), String::new);
        }
    }
    let sums = Sums::Overlap("Un événement ouvert à plusieurs publics compte une fois pour chacun.");
    table(source, of, ("events-by-audience", "Événements par public", "Public"), (sums, ""), lines)
}

fn themes(source: &Source, of: &[&Publication]) -> Table {
    let named = source.edition.themes.iter().map(|theme| (theme.code.clone(), theme.label.to_string()));
    let mut lines = Lines::of(1, named);
    for event in of {
        let themes = &event.content.themes;
        let mut seen = BTreeSet::new();
        for theme in themes.iter().filter(|theme| seen.insert(&theme.code)) {
            lines.one(&theme.code, || theme.label.to_string());
        }
        if themes.is_empty() {
            lines.one("none", || "Sans thème".to_owned());
        }
    }
    let sums = Sums::Overlap("Un événement qui a plusieurs thèmes compte une fois pour chacun.");
    table(source, of, ("events-by-theme", "Événements par thème", "Thème"), (sums, ""), lines)
}
