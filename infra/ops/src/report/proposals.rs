//! What was proposed, when, what became of it, how long it took, and who had how much of it to read.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use model::edition::Year;
use model::event::State;
use model::id::EventId;
use model::practical::Status;
use model::territory::Region;
use model::zone::Zone;

use super::days::{every, monday, week_of};
use super::programme::{ONLINE, count};
use super::source::Source;
use super::story::Story;
use super::table::{Cell, Chart, Lines, Measure, Row, Section, Sums, Table};

/// The tables; with `names`, how much each moderator has decided.
pub(super) fn tables(source: &Source, names: bool) -> Vec<Table> {
    let stories = Story::all(&source.journal);
    let mut tables = vec![
        states(source, &stories),
        weeks(source, &stories),
        delays(source, &stories),
        outcomes(source, &stories),
        regions(source, &stories),
    ];
    if names {
        tables.push(moderators(source, &stories));
    }
    tables
}

fn measure(key: &'static str, label: &str, edition: Year) -> Measure {
    Measure { key, label: label.to_owned(), edition }
}

fn table(
    (key, title, line): (&'static str, &'static str, &'static str),
    measures: Vec<Measure>,
    rows: Vec<Row>,
) -> Table {
    Table {
        key,
        section: Section::Proposals,
        title,
        line,
        counted: String::new(),
        measures,
        rows,
        total: vec![],
        sums: Sums::AddUp,
        chart: Chart::Bars,
        hides_empty: false,
    }
}

fn state_label(state: State) -> &'static str {
    match state {
        State::Unconfirmed => "Adresse à confirmer par l’organisateur",
        State::InReview => "À relire par l’équipe",
        State::ChangesRequested => "Modifications attendues de l’organisateur",
        State::Published => "Au programme",
        State::Rejected => "Refusées",
        State::Spam => "Classées comme indésirables",
        State::Withdrawn => "Retirées",
    }
}

const STATES: [State; 7] = [
    State::Published,
    State::InReview,
    State::ChangesRequested,
    State::Unconfirmed,
    State::Rejected,
    State::Spam,
    State::Withdrawn,
];

fn states(source: &Source, stories: &[Story<'_>]) -> Table {
    let mut lines = Lines::of(1, STATES.map(|state| (state.code(), state_label(state))));
    for story in stories {
        lines.one(story.state.code(), String::new);
    }
    let measures = vec![measure("proposals", "Propositions", source.edition.year)];
    Table {
        counted: "Formulaires envoyés, là où ils en sont le jour où ces chiffres sont arrêtés. Une modification n’est pas une \
                  nouvelle proposition\u{a0}: un événement du programme dont l’organisateur a envoyé une nouvelle version est \
                  « à relire » et reste au programme."
            .into(),
        total: vec![count(stories)],
        ..table(("proposals-by-state", "Où en sont les propositions", "État"), measures, lines.rows())
    }
}

fn weeks(source: &Source, stories: &[Story<'_>]) -> Table {
    let week = |at: Timestamp| monday(Zone::PARIS.date(at));
    let decided = |story: &Story<'_>| story.first_decision().map(|decision| decision.at);
    let known = stories.iter().flat_map(|story| [Some(story.sent), decided(story)]).flatten().map(week);
    let (first, last) = known.fold((None, None), |(first, last), week| {
        (
            Some(first.map_or(week, |it: jiff::civil::Date| it.min(week))),
            Some(last.map_or(week, |it: jiff::civil::Date| it.max(week))),
        )
    });
    let all = first.zip(last).into_iter().flat_map(|(first, last)| every(first, last, 7));
    let mut lines = Lines::of(2, all.map(|monday| (monday.to_string(), week_of(monday))));
    for story in stories {
        for (column, at) in [Some(story.sent), decided(story)].into_iter().enumerate() {
            if let Some(monday) = at.map(week) {
                lines.add(&monday.to_string(), || week_of(monday), column, 1);
            }
        }
    }
    let year = source.edition.year;
    let measures =
        vec![measure("proposals", "Envoyées", year), measure("decided", "Première décision", year)];
    let all_decided: Vec<_> = stories.iter().filter_map(Story::first_decision).collect();
    Table {
        counted: "Formulaires envoyés chaque semaine, du lundi au dimanche à l’heure de Paris, et propositions qui ont reçu \
                  leur première décision cette semaine-là. Une décision annulée par l’équipe ne compte pas."
            .into(),
        total: vec![count(stories), count(&all_decided)],
        chart: Chart::Columns,
        ..table(("proposals-by-week", "Propositions par semaine", "Semaine"), measures, lines.rows())
    }
}

/// The value below which `per_cent` of the sorted values are (the nearest rank).
pub(super) fn quantile(sorted: &[SignedDuration], per_cent: usize) -> Option<SignedDuration> {
    let rank = (sorted.len() * per_cent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

/// How long organisers and the team have waited for the first decision: from the sending, from the confirmation.
pub(super) fn waits(stories: &[Story<'_>]) -> [Vec<SignedDuration>; 2] {
    let since = |from: fn(&Story<'_>) -> Option<Timestamp>| {
        let mut waits: Vec<_> = stories
            .iter()
            .filter_map(|story| Some(story.first_decision()?.at.duration_since(from(story)?)))
            .collect();
        waits.sort_unstable();
        waits
    };
    [since(|story| Some(story.sent)), since(|story| story.read_since)]
}

fn delays(source: &Source, stories: &[Story<'_>]) -> Table {
    let waits = waits(stories);
    let hours = |per_cent: usize| -> Vec<Cell> {
        let hours =
            |wait: SignedDuration| Cell::Hours(u64::try_from(wait.as_hours() + 1).unwrap_or_default());
        waits.iter().map(|waits| quantile(waits, per_cent).map_or(Cell::Unknown, hours)).collect()
    };
    let row = |key: &str, label: &str, per_cent| Row {
        key: key.into(),
        label: label.into(),
        cells: hours(per_cent),
    };
    let year = source.edition.year;
    let rows =
        vec![row("median", "La moitié en moins de", 50), row("nine-in-ten", "Neuf sur dix en moins de", 90)];
    let measures = vec![
        measure("hours-since-sent", "Depuis l’envoi", year),
        measure("hours-since-confirmed", "Depuis l’adresse confirmée", year),
    ];
    Table {
        counted: format!(
            "Temps entre l’envoi du formulaire, ou la confirmation de l’adresse de l’organisateur, et la première décision de \
             l’équipe, nuits et fins de semaine comprises, sur {} propositions décidées.",
            model::french::number(waits[0].len())
        ),
        total: vec![],
        sums: Sums::Apart("Ces lignes ne s’additionnent pas."),
        chart: Chart::None,
        ..table(("time-to-decision", "Le temps d’une réponse", "Propositions décidées"), measures, rows)
    }
}

fn outcomes(source: &Source, stories: &[Story<'_>]) -> Table {
    let cancelled: HashSet<EventId> = source
        .events
        .iter()
        .filter(|event| event.status == Status::Cancelled)
        .map(|event| event.id)
        .collect();
    let named = [
        ("changes", "L’équipe a demandé des modifications"),
        ("corrected", "L’équipe a corrigé elle-même"),
        ("rejected", "Refusées"),
        ("spam", "Classées comme indésirables"),
        ("retracted", "Retirées par leur organisateur"),
        ("withdrawn", "Retirées du programme par l’équipe"),
        ("cancelled", "Au programme, puis annulées"),
    ];
    let mut lines = Lines::of(1, named);
    let readable: Vec<_> = stories.iter().filter(|story| story.was_readable()).collect();
    for story in &readable {
        let is = |state| story.state == state;
        for ((key, _), holds) in named.into_iter().zip([
            story.was_asked_for_changes(),
            story.was_corrected(),
            is(State::Rejected),
            is(State::Spam),
            story.retracted,
            is(State::Withdrawn) && !story.retracted,
            cancelled.contains(&story.event),
        ]) {
            if holds {
                lines.one(key, String::new);
            }
        }
    }
    let measures = vec![measure("proposals", "Propositions", source.edition.year)];
    Table {
        counted: "Propositions que l’équipe a pu lire\u{a0}: l’adresse de l’organisateur est confirmée."
            .into(),
        total: vec![count(&readable)],
        sums: Sums::Apart(
            "Une proposition peut être dans plusieurs lignes, ou dans aucune\u{a0}: les lignes ne font pas le total.",
        ),
        ..table(
            ("proposals-by-outcome", "Corrigées, refusées, retirées, annulées", "Ce qui est arrivé"),
            measures,
            lines.rows(),
        )
    }
}

fn regions(source: &Source, stories: &[Story<'_>]) -> Table {
    const NOWHERE: (&str, &str) = ("unknown", "Lieu effacé");
    let shown: HashMap<EventId, Vec<Region>> =
        source.events.iter().map(|event| (event.id, event.content.regions())).collect();
    let named = Region::in_order().into_iter().map(|region| (region.code(), region.name()));
    let mut lines = Lines::of(2, named.chain([ONLINE, NOWHERE]));
    let (mut events, mut decisions) = (0, 0);
    for story in stories.iter().filter(|story| !story.decisions.is_empty()) {
        let taken = u64::try_from(story.decisions.len()).unwrap_or_default();
        let keys: Vec<&str> = match shown.get(&story.event).or_else(|| source.elsewhere.get(&story.event)) {
            None => vec![NOWHERE.0],
            Some(regions) if regions.is_empty() => vec![ONLINE.0],
            Some(regions) => regions.iter().map(Region::code).collect(),
        };
        for key in keys {
            lines.add(key, String::new, 0, taken);
            lines.add(key, String::new, 1, 1);
        }
        (events, decisions) = (events + 1, decisions + taken);
    }
    let year = source.edition.year;
    let measures = vec![measure("decisions", "Décisions", year), measure("decided", "Propositions", year)];
    Table {
        counted: "Décisions de l’équipe, celles qu’elle a annulées à part, et propositions dont elles décident, selon le lieu de \
                  l’événement."
            .into(),
        total: vec![Cell::Count(decisions), Cell::Count(events)],
        sums: Sums::Overlap("Une décision sur un événement de plusieurs régions compte une fois dans chacune."),
        hides_empty: true,
        ..table(("decisions-by-region", "Le travail de l’équipe par région", "Région"), measures, lines.rows())
    }
}

/// Asked for: it names people.
fn moderators(source: &Source, stories: &[Story<'_>]) -> Table {
    let mut by: BTreeMap<(&str, String), u64> = BTreeMap::new();
    for decision in stories.iter().flat_map(|story| &story.decisions) {
        *by.entry((decision.moderator_name.as_str(), decision.moderator.to_string())).or_default() += 1;
    }
    let total = by.values().sum();
    let rows = by.into_iter().map(|((name, id), count)| Row {
        key: id,
        label: name.to_owned(),
        cells: vec![Cell::Count(count)],
    });
    Table {
        counted: "Décisions de chaque membre de l’équipe, celles qui ont été annulées à part. Ce tableau nomme des personnes\u{a0}: \
                  il reste dans l’équipe."
            .into(),
        total: vec![Cell::Count(total)],
        ..table(
            ("decisions-by-moderator", "Le travail de l’équipe par personne", "Membre de l’équipe"),
            vec![measure("decisions", "Décisions", source.edition.year)],
            rows.collect(),
        )
    }
}
