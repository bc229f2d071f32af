//! A small programme such as organisers propose.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, date, time};
use model::attendance::{Attendance, Place};
use model::content::{Content, RevisionNumber};
use model::edition::Edition;
use model::id::{EventId, MailingId};
use model::mailing::{Block, Card, Issue, Mailing, Week, Words, gather};
use model::material::Material;
use model::organisation::Organisation;
use model::publication::{Listing, Publication};
use model::reason::Reasons;
use model::schedule::{Period, Schedule, Slot, Slots};
use model::territory::{Commune, Postcode};
use model::vocabulary::{Audience, Format, OrganisationKind};
use model::web_link::WebLink;
use model::zone::Zone;
use programme::{File, Programme, Setting, Stage};

pub(crate) const BASE_URL: &str = "https://mois.exemple.gouv.fr";

pub(crate) fn edition() -> Edition {
    Edition {
        year: 2027.into(),
        ordinal: 14,
        name: "Mois de l’innovation publique".to_owned().try_into().unwrap(),
        period: Edition::usual_period(2027.into()).unwrap(),
        operator: "Direction interministérielle de la transformation publique (DITP)"
            .to_owned()
            .try_into()
            .unwrap(),
        contact: "mois@exemple.gouv.fr".to_owned().try_into().unwrap(),
        reasons: Reasons::default(),
        themes: Vec::new(),
        data_protection: model::data_protection::DataProtection::default(),
        legal: model::legal::Legal::default(),
        state: model::edition::State::default(),
    }
}

pub(crate) fn slot(day: i8, from: i8, to: i8, zone: Zone) -> Slot {
    Slot::local(date(2027, 11, day), time(from, 0, 0, 0), time(to, 0, 0, 0), zone).unwrap()
}

pub(crate) fn slots(zone: Zone, slots: Vec<Slot>) -> Schedule {
    Schedule::Slots { zone, slots: Slots::try_from(slots).unwrap() }
}

pub(crate) fn place(name: &str, address: Option<&str>, postcode: &str, commune: &str) -> Place {
    Place {
        name: name.to_owned().try_into().unwrap(),
        address: address.map(|text| text.to_owned().try_into().unwrap()),
        postcode: Postcode::parse(postcode).unwrap(),
        town: Commune::from_code(commune).unwrap().into(),
    }
}

pub(crate) fn link(address: &str) -> WebLink {
    WebLink::parse(address).unwrap()
}

fn content(
    title: &str,
    summary: &str,
    format: Format,
    schedule: Schedule,
    attendance: Attendance,
    organisation: (&str, OrganisationKind),
) -> Content {
    Content {
        title: title.to_owned().try_into().unwrap(),
        summary: summary.to_owned().try_into().unwrap(),
        description: format!(
            "{summary}\n\nAu programme\u{a0}:\n– un temps d’échange\u{a0};\n– un temps de pratique."
        )
        .try_into()
        .unwrap(),
        format,
        schedule,
        attendance,
        audience: vec![Audience::Agents, Audience::GrandPublic],
        registration: None,
        themes: Vec::new(),
        language: model::vocabulary::Language::default(),
        capacity: None,
        accessibility: model::accessibility::Accessibility::default(),
        contact: None,
        picture: None,
        organisation: Organisation {
            name: organisation.0.to_owned().try_into().unwrap(),
            kind: organisation.1,
            partners: Vec::new(),
        },
    }
}

/// At ten in the morning in Réunion, which is seven in Paris.
pub(crate) fn in_reunion() -> Content {
    let place = place("Préfecture de La Réunion", Some("6 rue des Messageries"), "97400", "97411");
    let zone = Zone::of(&place.town);
    Content {
        registration: Some(
            link("https://www.demarches.exemple.gouv.fr/inscription?atelier=12&lieu=974").into(),
        ),
        ..content(
            "Simplifier l’accueil des usagers, avec eux",
            "Un atelier pour réécrire ensemble les courriers que personne ne comprend.",
            Format::Atelier,
            slots(zone, vec![slot(9, 10, 12, zone)]),
            Attendance::OnSite { places: place.into() },
            ("Préfecture de La Réunion", OrganisationKind::Etat),
        )
    }
}

/// Without a public link: those who register are sent one.
pub(crate) fn online() -> Content {
    Content {
        registration: Some(link("https://inscription.exemple.fr/open-innovation").into()),
        ..content(
            "Comprendre l’open innovation en une heure",
            "Ce que les administrations gagnent à innover avec les start-up, les chercheurs et les citoyens.",
            Format::Webinaire,
            slots(Zone::PARIS, vec![slot(9, 11, 12, Zone::PARIS)]),
            Attendance::Online { link: None },
            ("DITP", OrganisationKind::Etat),
        )
    }
}

pub(crate) fn hybrid() -> Content {
    content(
        "Coproduire les politiques publiques\u{a0}: mode d’emploi",
        "Retours d’expérience de trois collectivités bretonnes.",
        Format::Conference,
        slots(Zone::PARIS, vec![slot(16, 14, 17, Zone::PARIS)]),
        Attendance::Hybrid {
            places: place("Hôtel de Rennes Métropole", Some("4 avenue Henri-Fréville"), "35200", "35238")
                .into(),
            link: Some(link("https://visio.exemple.fr/coproduire")),
        },
        ("Rennes Métropole", OrganisationKind::Collectivite),
    )
}

/// Available over the whole month.
pub(crate) fn podcast() -> Content {
    let period = Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap();
    content(
        "Service public en pratique, saison 3",
        "Quatre agents racontent l’idée qui a changé leur quotidien.",
        Format::Podcast,
        Schedule::Period { period },
        Attendance::Online { link: Some(link("https://podcast.exemple.fr/saison-3")) },
        ("École du service public", OrganisationKind::Operateur),
    )
}

/// Twice on one day and once on another.
pub(crate) fn several_slots() -> Content {
    let zone = Zone::PARIS;
    content(
        "S’initier au langage clair",
        "Trois séances identiques\u{a0}: choisissez celle qui vous convient.",
        Format::Formation,
        slots(zone, vec![slot(9, 9, 10, zone), slot(9, 14, 15, zone), slot(18, 9, 10, zone)]),
        Attendance::OnSite {
            places: place("Lieu de la transformation publique", None, "75015", "75056").into(),
        },
        ("Association Clair & Net", OrganisationKind::Association),
    )
}

/// Text that attacks pages, mails and calendars.
pub(crate) fn hostile() -> Content {
    let attack = "\"><img src=x onerror=alert(1)>\u{202E}</script><!--\r\nBEGIN:VEVENT; 'a' & b, c\\n";
    Content {
        description: format!("{attack}\n\n<iframe src=\"https://exemple.fr\">\n\n{{{{ 7*7 }}}}")
            .try_into()
            .unwrap(),
        ..content(
            attack,
            &format!("Résumé\u{a0}: {attack}"),
            Format::DebatCitoyen,
            slots(Zone::PARIS, vec![slot(30, 18, 20, Zone::PARIS)]),
            Attendance::Hybrid {
                places: place(attack, Some(attack), "75001", "75056").into(),
                link: Some(link("https://exemple.fr/?q=\"><script>")),
            },
            (attack, OrganisationKind::Autre),
        )
    }
}

pub(crate) fn publication(number: u8, content: Content) -> Publication {
    let published: Timestamp = "2027-09-03T08:32:10.5Z".parse().unwrap();
    let listing = Listing::first(Some(RevisionNumber::FIRST), content.title.as_str(), published);
    Publication::new(EventId::derive(&[&[number]]), 2027.into(), &listing, content).unwrap()
}

/// In no particular order.
pub(crate) fn publications() -> Vec<Publication> {
    let all = [hybrid(), podcast(), hostile(), in_reunion(), several_slots(), online()];
    let mut all: Vec<_> = (1..).zip(all).map(|(number, content)| publication(number, content)).collect();
    // One has changed since.
    all[0].sequence = 2;
    all[0].updated_at = "2027-10-20T15:00:00Z".parse().unwrap();
    all
}

/// An issue of the week of 8 November with these words, as it was launched with these events.
pub(crate) fn issue(number: u8, subject: &str, editorial: &str, events: &[Publication]) -> Issue {
    let (edition, week) = (edition(), Week::of(date(2027, 11, 8)));
    let [since, now] = ["2027-09-01T00:00:00Z", "2027-11-04T08:00:00Z"].map(|at| at.parse().unwrap());
    let weekly = Mailing::weekly(&edition, week, since, now).unwrap();
    let words = Words {
        subject: subject.to_owned().try_into().unwrap(),
        editorial: Some(editorial.to_owned().try_into().unwrap()),
        ..weekly.words
    };
    let id = MailingId::derive(&[b"issue", &[number]]);
    gather(&Mailing { id, words, ..weekly }, &edition, events, now)
}

/// Two of them, the first to leave first; the second with an event that has left the programme since.
pub(crate) fn issues() -> Vec<(Timestamp, Issue)> {
    let mut events = publications();
    let first = issue(1, "Le mois commence", "Bonjour,\n\nnous y *sommes*\u{a0}!", &events);
    events.push(publication(
        7,
        Content { title: "Parti depuis".to_owned().try_into().unwrap(), ..in_reunion() },
    ));
    let attack = "\"><img src=x onerror=alert(1)></title><![CDATA[ ]]> & <script>";
    let editorial = format!(
        "# {attack}\n\n<script>alert(1)</script>\n\n- [là](javascript:alert(1)), [ici](https://exemple.fr/?a=1&b=2)\n\n\
         ![image](https://exemple.fr/suivi.png)"
    );
    let mut second = issue(2, attack, &editorial, &events);
    let Some(Block::Featured { cards }) =
        second.blocks.iter_mut().find(|block| matches!(block, Block::Featured { .. }))
    else {
        unreachable!("something is at its head")
    };
    let hostile = publication(3, hostile());
    cards[0] = Card {
        id: hostile.id,
        title: hostile.content.title.clone(),
        summary: Some(hostile.content.summary.clone()),
        format: hostile.content.format,
        path: hostile.path(),
        ..cards[0].clone()
    };
    let left = |at: &str| at.parse().unwrap();
    vec![(left("2027-11-04T23:30:00.25Z"), first), (left("2027-11-11T09:00:00Z"), second)]
}

/// Of these events and issues.
pub(crate) fn material(events: &[Publication], issues: &[(Timestamp, Issue)]) -> Material {
    Material { events: events.to_vec(), issues: issues.to_vec(), ..Material::of(edition()) }
}

/// The programme as it is read on the eve of the month.
pub(crate) fn programme(material: &Material) -> Programme<'_> {
    programme_on(date(2027, 11, 3), material)
}

/// The programme as it is read that day.
pub(crate) fn programme_on(today: Date, material: &Material) -> Programme<'_> {
    static NONE: BTreeSet<String> = BTreeSet::new();
    Programme::new(material, Setting { base_url: BASE_URL, today, documents: &NONE })
}

/// All the files of a programme, in the order of writing.
pub(crate) fn all_files(programme: &Programme<'_>) -> Vec<File> {
    Stage::ALL.into_iter().flat_map(|stage| programme.files(stage).collect::<Vec<_>>()).collect()
}

/// All the files without an issue, in the order of writing.
pub(crate) fn files(events: &[Publication]) -> Vec<File> {
    files_with(events, &[])
}

/// All the files, in the order of writing.
pub(crate) fn files_with(events: &[Publication], issues: &[(Timestamp, Issue)]) -> Vec<File> {
    all_files(&programme(&material(events, issues)))
}

/// The text of the file whose path ends like this.
pub(crate) fn text(files: &[File], end: &str) -> String {
    let file = files.iter().find(|file| file.path.ends_with(end)).expect("the file is rendered");
    String::from_utf8(file.body.clone()).unwrap()
}
