//! As many events as one wants, such as a month has: all over the country, on one day or several, with pictures or without.

use jiff::Timestamp;
use model::attendance::{Attendance, Place, Places};
use model::content::{Content, RevisionNumber};
use model::id::{EventId, PictureId};
use model::picture::{Frame, Picture};
use model::practical::Status;
use model::publication::{Listing, Publication};
use model::schedule::{Period, Schedule};
use model::territory::{Commune, Departement, Postcode};
use model::theme::Theme;
use model::vocabulary::{Audience, Format};
use model::zone::Zone;

use crate::fixture::{online, slot, slots};

/// Numbers that look like chance and are always the same (Knuth's MMIX generator).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }
}

const WORDS: &[&str] = &[
    "accès",
    "accompagner",
    "accueil",
    "action",
    "agents",
    "aider",
    "améliorer",
    "analyser",
    "apprendre",
    "atelier",
    "avenir",
    "avec",
    "besoins",
    "bienveillance",
    "budget",
    "chercheurs",
    "citoyens",
    "clair",
    "co-construire",
    "collectif",
    "collectivités",
    "comment",
    "comprendre",
    "concertation",
    "concevoir",
    "confiance",
    "courriers",
    "créer",
    "cybersécurité",
    "dans",
    "débat",
    "décider",
    "découvrir",
    "démarches",
    "démocratie",
    "des",
    "design",
    "données",
    "du",
    "durable",
    "écologie",
    "économie",
    "écouter",
    "éducation",
    "ensemble",
    "entreprises",
    "équipe",
    "essayer",
    "et",
    "évaluer",
    "expérience",
    "expérimenter",
    "faire",
    "former",
    "guichet",
    "handicap",
    "hôpital",
    "idées",
    "imaginer",
    "impact",
    "inclusion",
    "innovation",
    "intelligence",
    "inventer",
    "jeunes",
    "jeux",
    "laboratoire",
    "langage",
    "les",
    "lieux",
    "logement",
    "maison",
    "management",
    "métiers",
    "mobilité",
    "nature",
    "numérique",
    "ouverture",
    "parcours",
    "partage",
    "participer",
    "penser",
    "politiques",
    "pour",
    "pratiques",
    "prévention",
    "prospective",
    "publics",
    "quartier",
    "questions",
    "recherche",
    "réduire",
    "rencontre",
    "réseau",
    "ressources",
    "santé",
    "scénarios",
    "sens",
    "service",
    "simplifier",
    "sobriété",
    "solidarité",
    "sport",
    "stratégie",
    "sur",
    "témoignages",
    "territoires",
    "tester",
    "tiers-lieu",
    "transformer",
    "transition",
    "travail",
    "une",
    "usagers",
    "utile",
    "vers",
    "vie",
    "ville",
    "visite",
    "volontaires",
];

/// At most so many letters, every sixth word the name of a place.
fn text(dice: &mut Dice, letters: usize, places: &[Commune]) -> String {
    let mut text = String::from("Ensemble,");
    loop {
        let word = match dice.roll(6) {
            0 => dice.pick(places).name(),
            _ => dice.pick(WORDS),
        };
        if text.chars().count() + word.chars().count() >= letters {
            return text;
        }
        text.push(' ');
        text.push_str(word);
    }
}

fn place(dice: &mut Dice, places: &[Commune]) -> Place {
    let commune = *dice.pick(places);
    Place {
        name: text(dice, 40, places).try_into().unwrap(),
        address: None,
        postcode: Postcode::parse("35000").unwrap(),
        town: commune.into(),
    }
}

fn attendance(dice: &mut Dice, places: &[Commune]) -> Attendance {
    let here = place(dice, places);
    match dice.roll(10) {
        0 | 1 => Attendance::Online { link: None },
        2 => Attendance::Hybrid { places: here.into(), link: None },
        3 => {
            let there = place(dice, places);
            // In one time zone, or at the first alone.
            let both = Places::try_from(vec![here.clone(), there]);
            Attendance::OnSite { places: both.unwrap_or_else(|_| here.into()) }
        }
        _ => Attendance::OnSite { places: here.into() },
    }
}

fn schedule(dice: &mut Dice, zone: Zone) -> Schedule {
    if dice.roll(12) == 0 {
        let day = |day| jiff::civil::date(2027, 11, day);
        return Schedule::Period { period: Period::new(day(4), day(30)).unwrap() };
    }
    let one = |dice: &mut Dice| {
        let (day, hour) = (i8::try_from(dice.roll(27)).unwrap(), i8::try_from(dice.roll(10)).unwrap());
        slot(4 + day, 8 + hour, 10 + hour, zone)
    };
    let mut all = vec![one(dice)];
    while dice.roll(5) == 0 {
        all.push(one(dice));
    }
    slots(zone, all)
}

fn content(dice: &mut Dice, places: &[Commune]) -> Content {
    let attendance = attendance(dice, places);
    let first_theme = dice.roll(8);
    let picture = (dice.roll(2) == 0).then(|| {
        let frame = Frame { id: PictureId::derive(&[&dice.0.to_be_bytes()]), width: 1200, height: 800 };
        Picture { frame, alt: None, credit: "Préfecture".to_owned().try_into().unwrap() }
    });
    let mut audience = vec![*dice.pick(Audience::ALL), *dice.pick(Audience::ALL)];
    audience.dedup();
    Content {
        title: text(dice, 75, places).try_into().unwrap(),
        summary: text(dice, 180, places).try_into().unwrap(),
        description: text(dice, 1_600, places).try_into().unwrap(),
        format: *dice.pick(Format::ALL),
        schedule: schedule(dice, attendance.zone()),
        attendance,
        audience,
        themes: Theme::usual().into_iter().cycle().skip(first_theme).take(dice.roll(3)).collect(),
        picture,
        ..online()
    }
}

/// Some of them: as many of its codes as are in use.
fn communes_of(departement: Departement) -> impl Iterator<Item = Commune> {
    let digits = 5 - departement.code().len();
    (1..100).filter_map(move |number| Commune::from_code(&format!("{}{number:0digits$}", departement.code())))
}

/// So many events.
pub(crate) fn crowd(seed: u64, events: usize) -> Vec<Publication> {
    let mut dice = Dice::new(seed);
    let places: Vec<Commune> = Departement::all().flat_map(communes_of).collect();
    let published: Timestamp = "2027-09-03T08:32:10Z".parse().unwrap();
    (0..events)
        .map(|number| {
            let content = content(&mut dice, &places);
            let listing = Listing::first(Some(RevisionNumber::FIRST), content.title.as_str(), published);
            let id = EventId::derive(&[b"crowd", &seed.to_be_bytes(), &number.to_be_bytes()]);
            let status = if dice.roll(15) == 0 { Status::Cancelled } else { Status::Scheduled };
            let event = Publication::new(id, 2027.into(), &listing, content).unwrap();
            Publication { status, ..event }
        })
        .collect()
}
