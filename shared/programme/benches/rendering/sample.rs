//! Events such as organisers propose, as many as one likes, and always the same.

use std::collections::BTreeSet;

use jiff::civil::{Date, date, time};
use jiff::{SignedDuration, Timestamp};
use model::attendance::Place;
use model::content::{Content, RevisionNumber};
use model::edition::Edition;
use model::id::EventId;
use model::material::Material;
use model::publication::{Listing, Publication};
use model::schedule::{Period, Schedule, Slot, Slots};
use model::territory::{Commune, Postcode};
use model::theme::Theme;
use model::vocabulary::{Audience, Disability, Format, OrganisationKind};
use model::zone::Zone;
use programme::Setting;
use serde_json::json;

pub(crate) const BASE_URL: &str = "https://mois.exemple.gouv.fr";

/// As long as the description of an event that is well described.
const DESCRIPTION: usize = 1_500;

/// Postcode and INSEE code of towns of every region.
#[rustfmt::skip]
const TOWNS: [(&str, &str); 40] = [
    ("35000", "35238"), ("29200", "29019"), ("56000", "56260"), ("44000", "44109"), ("49000", "49007"), ("72000", "72181"),
    ("69003", "69123"), ("38000", "38185"), ("63000", "63113"), ("74000", "74010"), ("13001", "13055"), ("06000", "06088"),
    ("83000", "83137"), ("59000", "59350"), ("80000", "80021"), ("67000", "67482"), ("57000", "57463"), ("51100", "51454"),
    ("33000", "33063"), ("64000", "64445"), ("87000", "87085"), ("86000", "86194"), ("31000", "31555"), ("34000", "34172"),
    ("30000", "30189"), ("66000", "66136"), ("21000", "21231"), ("25000", "25056"), ("45000", "45234"), ("37000", "37261"),
    ("76000", "76540"), ("14000", "14118"), ("75015", "75056"), ("93000", "93008"), ("78000", "78646"), ("20000", "2A004"),
    ("97400", "97411"), ("97200", "97209"), ("97300", "97302"), ("97100", "97105"),
];

const DEEDS: [&str; 8] = [
    "Réécrire ensemble",
    "Simplifier",
    "Imaginer",
    "Explorer",
    "Partager",
    "Comprendre",
    "Expérimenter",
    "Évaluer",
];

const THINGS: [&str; 10] = [
    "l’accueil des usagers",
    "les courriers que personne ne comprend",
    "le budget participatif de demain",
    "les données ouvertes de la commune",
    "nos démarches en ligne",
    "l’accès aux droits en milieu rural",
    "la sobriété numérique au bureau",
    "les métiers du service public",
    "la transition écologique à l’hôpital",
    "le parcours des jeunes aidants",
];

const HOW: [&str; 6] = [
    "avec celles et ceux qui s’en servent",
    "en une matinée",
    "à partir de cas réels",
    "avec des designers et des agents",
    "sans jargon",
    "entre voisins",
];

const SENTENCES: [&str; 10] = [
    "Pendant deux heures, agents, usagers et élus travaillent par petits groupes sur des situations apportées par chacun.",
    "Nous commencerons par un tour d’horizon de ce qui se fait ailleurs, avec trois témoignages de terrain.",
    "Aucune connaissance préalable n’est nécessaire : il suffit d’avoir envie d’améliorer le quotidien.",
    "Les idées retenues seront présentées à la direction, qui s’est engagée à répondre à chacune avant la fin de l’année.",
    "Un temps de pratique suivra, avec des outils simples que vous pourrez réutiliser dès le lendemain.",
    "La salle est accessible en fauteuil roulant, et une boucle magnétique est installée.",
    "Venez avec une démarche qui vous agace : nous la prendrons comme point de départ.",
    "L’équipe partagera aussi ce qui n’a pas marché, parce que c’est souvent là que l’on apprend le plus.",
    "Une collation préparée par un établissement d’insertion sera servie à la pause.",
    "Le compte rendu sera publié sous licence ouverte, avec les supports et les contacts utiles.",
];

/// As it is read in the second week of the month.
pub(crate) fn setting() -> Setting<'static> {
    static NONE: BTreeSet<String> = BTreeSet::new();
    Setting { base_url: BASE_URL, today: date(2027, 11, 9), documents: &NONE }
}

/// A programme of that many events.
pub(crate) fn material(events: usize) -> Material {
    Material { events: (0..events).map(event).collect(), ..Material::of(edition()) }
}

fn edition() -> Edition {
    let edition = json!({
        "year": 2027,
        "ordinal": 14,
        "name": "Mois de l’innovation publique",
        "period": month(),
        "operator": "Direction interministérielle de la transformation publique (DITP)",
        "contact": "mois@exemple.gouv.fr",
        "themes": Theme::usual(),
    });
    serde_json::from_value(edition).unwrap()
}

fn month() -> Period {
    Edition::usual_period(2027.into()).unwrap()
}

/// An event: all that an organiser can say but a picture.
fn event(number: usize) -> Publication {
    let mut draw = Draw(number as u64);
    let format = draw.one(Format::ALL);
    let (place, zone) = place(&mut draw);
    let is_online = draw.chance(25);
    let zone = if is_online { Zone::PARIS } else { zone };
    let schedule = schedule(format, zone, &mut draw);
    let link = format!("https://visio.exemple.fr/salle/{}", draw.below(100_000));
    let attendance = match draw.below(4) {
        _ if is_online => json!({ "mode": "online", "link": link }),
        0 => json!({ "mode": "hybrid", "place": place, "places": [place], "link": link }),
        _ => json!({ "mode": "on-site", "place": place, "places": [place] }),
    };
    let (deed, thing, how) = (draw.one(&DEEDS), draw.one(&THINGS), draw.one(&HOW));
    let usual = Theme::usual();
    let themes: Vec<_> = usual.iter().skip(draw.below(7)).take(1 + draw.below(2)).collect();
    let audience: Vec<_> = Audience::ALL.iter().skip(draw.below(5)).take(2).collect();
    let content = json!({
        "title": format!("{deed} {thing} {how}"),
        "summary": format!("Un temps pour {} {thing}, {how}, et en garder quelque chose.", deed.to_lowercase()),
        "description": description(&mut draw),
        "format": format,
        "themes": themes,
        "schedule": schedule,
        "attendance": attendance,
        "audience": audience,
        "capacity": 10 + draw.below(200),
        "registration": { "link": format!("https://inscription.exemple.fr/{number}"), "deadline": "2027-11-03" },
        "accessibility": { "provided_for": [Disability::ALL[0], Disability::ALL[3]], "contact": "accueil@exemple.gouv.fr" },
        "organisation": {
            "name": format!("Laboratoire d’innovation n° {}", draw.below(400)),
            "kind": draw.one(OrganisationKind::ALL),
            "partners": ["Université de l’exemple", "Association Clair & Net"],
        },
        "contact": { "name": "Camille Durand", "email": "camille.durand@exemple.gouv.fr" },
    });
    let content: Content = serde_json::from_value(content).unwrap();
    let published: Timestamp = "2027-09-01T08:00:00Z".parse().unwrap();
    let published = published + SignedDuration::from_mins(i64::try_from(number).unwrap());
    let listing = Listing::first(Some(RevisionNumber::FIRST), content.title.as_str(), published);
    let id = EventId::derive(&[&number.to_le_bytes()]);
    Publication::new(id, 2027.into(), &listing, content).unwrap()
}

fn place(draw: &mut Draw) -> (Place, Zone) {
    let (postcode, commune) = draw.one(&TOWNS);
    let town = Commune::from_code(commune).unwrap().into();
    let zone = Zone::of(&town);
    let place = Place {
        name: format!("Maison des services publics n° {}", draw.below(300)).try_into().unwrap(),
        address: Some(format!("{} rue de la République", 1 + draw.below(90)).try_into().unwrap()),
        postcode: Postcode::parse(postcode).unwrap(),
        town,
    };
    (place, zone)
}

/// Mostly one slot, sometimes three; what can be available all month is.
fn schedule(format: Format, zone: Zone, draw: &mut Draw) -> Schedule {
    if format.may_be_available_over_a_period() {
        return Schedule::Period { period: month() };
    }
    let first: Date = date(2027, 11, 4);
    let count = if draw.chance(20) { 3 } else { 1 };
    let day = draw.below(20);
    let slot = |number: usize, draw: &mut Draw| {
        let day = first.saturating_add(jiff::Span::new().days(i64::try_from(day + 3 * number).unwrap()));
        let hour = i8::try_from(8 + draw.below(10)).unwrap();
        Slot::local(day, time(hour, 0, 0, 0), time(hour + 2, 0, 0, 0), zone).unwrap()
    };
    let slots: Vec<_> = (0..count).map(|number| slot(number, draw)).collect();
    Schedule::Slots { zone, slots: Slots::try_from(slots).unwrap() }
}

fn description(draw: &mut Draw) -> String {
    let mut text = String::new();
    while text.chars().count() < DESCRIPTION {
        if !text.is_empty() {
            text.push_str(if draw.chance(30) { "\n\n" } else { " " });
        }
        text.push_str(draw.one(&SENTENCES));
    }
    text
}

/// Numbers that look drawn by chance and follow from the first (SplitMix64).
pub(crate) struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most as u64).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}
