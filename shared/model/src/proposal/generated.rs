//! Forms that nobody thought of, all of them valid: what is kept of them can be typed again.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::Proposal;
use super::tests::edition;
use crate::vocabulary::{Audience, Format, OrganisationKind};

/// In every zone, with every way of naming a commune: its own name, an arrondissement, a former commune, CEDEX.
const PLACES: [(&str, &str); 18] = [
    ("35000", "rennes"),
    ("35 026", "Rennes Cedex 7"),
    ("75007", "Paris 7e"),
    ("75700", "Paris 07 SP"),
    ("69003", "Lyon"),
    ("20000", "Ajaccio"),
    ("58120", "Château-Chinon (Ville)"),
    ("97100", "basse terre"),
    ("97133", "Saint-Barthélemy"),
    ("97200", "Fort-de-France"),
    ("97300", "Cayenne"),
    ("97400", "St Denis"),
    ("97743", "Saint-Denis Cedex 9"),
    ("97500", "Saint-Pierre"),
    ("97600", "Mamoudzou"),
    ("98714", "Papeete"),
    ("98742", "Nuku-Hiva"),
    ("98800", "Nouméa"),
];

fn line() -> impl Strategy<Value = String> {
    "[A-Za-zÉœ][ -~À-ÿœ’«»…\u{a0}\u{202f}🎉\t]{0,90}"
}

fn prose() -> impl Strategy<Value = String> {
    let breaks = select(&["\r\n", "\n", "\r\n\r\n", "\n\n\n\n", " \n  "][..]);
    (line(), proptest::collection::vec((breaks, line()), 0..6)).prop_map(|(first, rest)| {
        rest.into_iter().fold(first, |text, (between, line)| text + between + &line)
    })
}

fn link() -> impl Strategy<Value = String> {
    "(https?://)?[a-z]{1,12}\\.(gouv|exemple|été)\\.fr(/[a-zé%20?=&#;,\"']{0,30})?"
}

/// Two minutes of a day, in order. In Saint-Pierre-et-Miquelon one of the days has 25 hours, and one o'clock twice.
fn hours() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![(0u16..60, 120u16..1300), (120u16..700, 700u16..1440), (120u16..1439, Just(1439u16))]
}

fn time() -> impl Fn(u16, bool) -> String {
    |minutes, picked| {
        let (hour, minute) = (minutes / 60, minutes % 60);
        if picked { format!("{hour:02}:{minute:02}") } else { format!("{hour} h {minute:02}") }
    }
}

fn scheduled() -> impl Strategy<Value = Proposal> {
    let format = select(Format::ALL).prop_map(|format| format.code().to_owned());
    let rows = proptest::collection::vec((4u8..=30, hours(), any::<bool>()), 1..=60);
    let slots = (format, rows).prop_map(|(format, rows)| {
        let mut proposal = Proposal { format, schedule: "slots".into(), ..Proposal::default() };
        for (day, (start, end), picked) in rows {
            let date = if picked { format!("2027-11-{day:02}") } else { format!("{day}/11/2027") };
            proposal.slot_date.push(date);
            proposal.slot_start.push(time()(start, picked));
            proposal.slot_end.push(time()(end, picked));
        }
        proposal
    });
    let lasting = select(&["podcast", "module-de-formation"][..]);
    let period = (lasting, 1u8..=12, 4u8..=28).prop_map(|(format, month, day)| Proposal {
        format: format.into(),
        schedule: "period".into(),
        period_from: format!("2027-{:02}-{day:02}", month.min(11)),
        period_to: format!("{day}/{month}/2028"),
        ..Proposal::default()
    });
    prop_oneof![3 => slots, 1 => period]
}

fn attended() -> impl Strategy<Value = Proposal> {
    let modes = select(&["on-site", "online", "hybrid"][..]);
    let links = (proptest::option::of(link()), link());
    let places = (line(), prop_oneof![Just(String::new()), line()], select(&PLACES[..]));
    (modes, links, places).prop_map(|(mode, (online, registration), place)| {
        let (place_name, address, (postcode, commune)) = place;
        let (postcode, commune) = (postcode.to_owned(), commune.to_owned());
        let (mode, online_link) = (mode.to_owned(), online.unwrap_or_default());
        let registration_link = registration;
        let proposal = Proposal { mode, online_link, registration_link, ..Proposal::default() };
        Proposal { place_name, address, postcode, commune, ..proposal }
    })
}

/// A form that the rules accept.
fn valid() -> impl Strategy<Value = Proposal> {
    let texts = (line(), line(), prose(), line(), line());
    let audience = subsequence(Audience::ALL, 1..=Audience::ALL.len());
    let kind = select(OrganisationKind::ALL);
    (scheduled(), attended(), texts, audience, kind, any::<bool>()).prop_map(
        |(scheduled, attended, texts, audience, kind, registers)| {
            let (title, summary, description, organisation, organiser_name) = texts;
            let needs_registration = attended.mode != "on-site" && attended.online_link.is_empty();
            let registration_link =
                if registers || needs_registration { attended.registration_link } else { String::new() };
            Proposal {
                title,
                summary,
                description,
                organisation,
                organiser_name,
                organiser_email: " Camille.Durand@été.example.org".into(),
                audience: audience.iter().rev().map(|audience| audience.code().to_owned()).collect(),
                organisation_kind: kind.code().to_owned(),
                registration_link,
                mode: attended.mode,
                online_link: attended.online_link,
                place_name: attended.place_name,
                address: attended.address,
                postcode: attended.postcode,
                commune: attended.commune,
                ..scheduled
            }
        },
    )
}

proptest! {
    /// So a form that is opened and sent as it is changes nothing, whoever or whatever sends it.
    #[test]
    fn what_is_kept_of_a_form_can_be_typed_again(typed in valid()) {
        let revision = typed.check(&edition()).expect("every generated form is valid");
        prop_assert_eq!(Proposal::of(&revision).check(&edition()), Ok(revision));
    }
}
