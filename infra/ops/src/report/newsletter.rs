//! The newsletter: who receives it now, and what became of each letter of the edition.

use model::edition::Year;
use model::french;
use model::subscriber::{Reader, Rhythm};
use model::territory::Region;
use model::zone::Zone;

use super::source::{Letter, Source};
use super::table::{Cell, Chart, Lines, Measure, Row, Section, Sums, Table};

const NOT_SAID: (&str, &str) = ("not-said", "Toute la France (pas de région choisie)");

/// The tables of the subscribers, who are of no edition.
pub(super) fn subscribers(year: Year, readers: &[Reader]) -> Vec<Table> {
    let named = Region::in_order().into_iter().map(|region| (region.code(), region.name()));
    let mut by_region = Lines::of(1, named.chain([NOT_SAID]));
    let rhythms = [
        ("each-issue", "Reçoivent chaque lettre"),
        ("monthly", "Reçoivent une lettre par mois"),
        ("paused", "En pause jusqu’à la prochaine édition"),
    ];
    let mut by_rhythm = Lines::of(1, rhythms);
    for reader in readers {
        let wants = &reader.preferences;
        for region in &wants.regions {
            by_region.one(region.code(), String::new);
        }
        if wants.regions.is_empty() {
            by_region.one(NOT_SAID.0, String::new);
        }
        let rhythm = match wants.rhythm {
            Rhythm::UntilNextEdition { paused } if paused >= year => "paused",
            Rhythm::EachIssue | Rhythm::UntilNextEdition { .. } => "each-issue",
            Rhythm::Monthly => "monthly",
        };
        by_rhythm.one(rhythm, String::new);
    }
    let few = "Un nombre inférieur à cinq n’est pas précisé.";
    let table = |(key, title, line), counted: &str, sums, lines: Lines| Table {
        key,
        section: Section::Newsletter,
        title,
        line,
        counted: format!("{counted} {few}"),
        measures: vec![Measure { key: "subscribers", label: "Abonnés".into(), edition: year }],
        rows: protected(lines.rows()),
        total: vec![Cell::people(number(readers.len()))],
        sums,
        chart: Chart::Bars,
        hides_empty: true,
    };
    vec![
        table(
            ("subscribers-by-rhythm", "Abonnés selon leur rythme", "Rythme"),
            "Personnes abonnées le jour où ces chiffres sont arrêtés\u{a0}: leur adresse est confirmée et elles ne sont pas \
             parties. Les autres ne sont dans aucune liste.",
            Sums::AddUp,
            by_rhythm,
        ),
        table(
            ("subscribers-by-region", "Abonnés par région", "Région"),
            "Régions dont les personnes abonnées veulent les nouveautés.",
            Sums::Overlap("Qui suit plusieurs régions compte une fois dans chacune."),
            by_region,
        ),
    ]
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Without the numbers by which someone could be recognised.
fn protected(mut rows: Vec<Row>) -> Vec<Row> {
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        if let Cell::Count(count) = *cell {
            *cell = Cell::people(count);
        }
    }
    rows
}

/// The table of an edition's letters.
pub(super) fn letters(source: &Source) -> Table {
    let edition = source.edition.year;
    let measures = [
        ("audience", "Destinataires"),
        ("sent", "Envoyés"),
        ("not-sent", "Non envoyés"),
        ("unknown", "Incertains"),
        ("delivered", "Arrivés"),
        ("bounced", "Adresses mortes"),
        ("complained", "Signalés indésirables"),
        ("unsubscribed", "Départs ensuite"),
    ];
    let measures = measures.map(|(key, label)| Measure { key, label: label.into(), edition });
    let rows: Vec<_> = source.letters.iter().map(row).collect();
    let total = (0..measures.len()).map(|column| {
        let numbers: Option<Vec<u64>> = rows.iter().map(|row| row.cells[column].number()).collect();
        numbers.map_or(Cell::Unknown, |numbers| Cell::Count(numbers.iter().sum()))
    });
    Table {
        key: "letters",
        section: Section::Newsletter,
        title: "Les lettres de l’édition",
        line: "Lettre",
        counted: "Exemplaires de chaque lettre lancée, un par destinataire. Non envoyés\u{a0}: la personne est partie avant son \
                  tour, le service d’envoi a refusé l’exemplaire, l’envoi a été annulé ou n’est pas terminé. Incertains\u{a0}: la réponse du service \
                  d’envoi s’est perdue\u{a0}; ils ne sont pas renvoyés. Arrivés, adresses mortes et signalés indésirables, parmi les \
                  envoyés, selon les serveurs des destinataires. Départs ensuite\u{a0}: personnes dont c’est la dernière lettre et qui \
                  ne sont plus abonnées (désinscription, changement d’adresse). Les exemplaires sont gardés un an\u{a0}: au-delà, « n.\u{a0}c. »."
            .into(),
        total: total.collect(),
        measures: measures.into(),
        rows,
        sums: Sums::AddUp,
        chart: Chart::None,
        hides_empty: false,
    }
}

fn row(letter: &Letter) -> Row {
    let Letter { id, subject, launched_at, audience, progress, left } = letter;
    let on = Zone::PARIS.date(*launched_at);
    let is_whole = audience.is_none_or(|audience| audience <= progress.audience());
    let known = |count: u32| if is_whole { Cell::Count(u64::from(count)) } else { Cell::Unknown };
    Row {
        key: id.clone(),
        label: format!("{}\u{a0}: {subject}", french::day(on)),
        cells: vec![
            Cell::Count(u64::from(audience.unwrap_or(progress.audience()))),
            known(progress.sent),
            known(progress.refused + progress.skipped + progress.waiting),
            known(progress.unknown),
            known(progress.delivered),
            known(progress.bounced),
            known(progress.complained),
            known(*left),
        ],
    }
}
