//! An issue as the service drafts it in a busy week: about thirty events.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use model::french::full_day;
use model::id::{EventId, MailingId};
use model::mailing::{Block, Card, Day, Issue, RegionNews};
use model::territory::Region;
use model::text::{Line, Prose};
use model::vocabulary::Format;

pub(crate) const BASE_URL: &str = "https://mois.exemple.gouv.fr";

/// What people wrote.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    pub(crate) subject: String,
    pub(crate) editorial: String,
    pub(crate) titles: Vec<String>,
    pub(crate) summary: String,
}

impl Texts {
    pub(crate) fn honest() -> Self {
        Self {
            subject: "Mois de l’innovation publique\u{a0}: le programme du 8 au 14\u{a0}novembre 2027".into(),
            editorial: "Bonjour à toutes et à tous,\n\nLe mois commence **fort** : plus de cent événements cette \
                        semaine, *partout en France*.\n\n- [Le programme complet](https://mois.exemple.gouv.fr/2027/evenements/)\n\
                        - [La consultation « Services publics + »](https://www.exemple.gouv.fr/consultation?lieu=tous&mois=11)\n\n\
                        > Une idée simple, essayée pour de vrai, vaut mieux qu’un long rapport.\n\n\
                        Une question ? Écrivez à <mip@exemple.gouv.fr>."
                .into(),
            titles: [
                "Repenser l’accueil avec les usagers",
                "Simplifier un formulaire en une matinée",
                "L’intelligence artificielle au guichet : où en est-on ?",
                "Concevoir un service avec ceux qui s’en servent le moins",
                "Visite du laboratoire d’innovation de la région",
                "Écrire pour être compris : le langage clair dans les courriers administratifs",
                "Budget participatif : trois communes racontent",
            ]
            .map(str::to_owned)
            .to_vec(),
            summary: "Un atelier pour améliorer ensemble l’accueil des usagers, avec des maquettes en carton et un tour de \
                      ce qui marche ailleurs."
                .into(),
        }
    }

    fn title(&self, number: usize) -> String {
        let titles = &self.titles;
        titles[number % titles.len()].clone()
    }

    fn card(&self, number: usize, when: &str) -> Card {
        let places = ["Rennes", "en ligne", "Saint-Denis", "Lyon et en ligne"];
        let formats = [Format::Atelier, Format::Webinaire, Format::Visite, Format::Conference];
        Card {
            id: EventId::derive(&[b"event", &number.to_be_bytes()]),
            title: Line::parse(&self.title(number)).unwrap(),
            summary: None,
            format: formats[number % formats.len()],
            when: when.to_owned(),
            place: places[number % places.len()].to_owned(),
            path: format!("/2027/evenements/un-evenement-{number}-7k3qx9mb2fht/"),
        }
    }

    fn dated(&self, numbers: std::ops::Range<usize>) -> Vec<Card> {
        let card = |number: usize| {
            let day = date(2027, 11, 8).saturating_add(i64::try_from(number % 7).unwrap().days());
            self.card(number, &format!("{}, de 10\u{a0}h à 12\u{a0}h\u{a0}30", full_day(day)))
        };
        numbers.map(card).collect()
    }

    fn day(&self, date: Date, numbers: std::ops::Range<usize>, more: u32) -> Day {
        let cards = numbers.map(|number| self.card(number, &format!("{}\u{a0}h", 9 + number % 9))).collect();
        Day { date, cards, more }
    }

    pub(crate) fn issue(&self) -> Issue {
        let told = |card: Card| Card { summary: Some(Line::parse(&self.summary).unwrap()), ..card };
        Issue {
            id: MailingId::derive(&[b"issue"]),
            edition: 2027.into(),
            edition_name: Line::parse("Mois de l’innovation publique").unwrap(),
            operator: Line::parse("Direction interministérielle de la transformation publique (DITP)")
                .unwrap(),
            subject: Line::parse(&self.subject).unwrap(),
            preheader: Line::parse(
                "À la une, près de chez vous, en ligne\u{a0}: les événements de la semaine.",
            )
            .unwrap(),
            blocks: vec![
                Block::Editorial { text: Prose::parse(&self.editorial).unwrap() },
                Block::Featured { cards: self.dated(0..3).into_iter().map(told).collect() },
                Block::NewInRegion {
                    regions: vec![
                        RegionNews { region: Region::LA_REUNION, cards: self.dated(3..4), more: 0 },
                        RegionNews { region: bretagne(), cards: self.dated(4..6), more: 1 },
                    ],
                },
                Block::Week {
                    days: vec![
                        self.day(date(2027, 11, 8), 6..10, 0),
                        self.day(date(2027, 11, 9), 10..16, 14),
                        self.day(date(2027, 11, 11), 16..20, 0),
                        self.day(date(2027, 11, 12), 20..23, 0),
                    ],
                },
                Block::Online { cards: self.dated(23..27), more: 1_234 },
                Block::Resources {
                    cards: (27..30)
                        .map(|number| self.card(number, "disponible du 4 au 30\u{a0}novembre 2027"))
                        .collect(),
                    more: 0,
                },
            ],
        }
    }
}

pub(crate) fn bretagne() -> Region {
    Region::from_code("53").unwrap()
}

/// Readers of the regions that the sample has news of, and others.
pub(crate) fn everywhere() -> BTreeSet<Region> {
    BTreeSet::from([Region::LA_REUNION, bretagne(), Region::MAYOTTE])
}
