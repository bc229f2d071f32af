//! Forms that nobody thought of, all of them valid: what is kept of them can be typed again.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::tests::edition;
use super::{LINK_FOR_REGISTERED, PUBLIC_LINK, Proposal, YES};
use crate::id::PictureId;
use crate::picture::Frame;
use crate::vocabulary::{Audience, Disability, Format, Language, OrganisationKind};

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
        let access = if online_link.is_empty() { LINK_FOR_REGISTERED } else { PUBLIC_LINK };
        let online_access = access.to_owned();
        let proposal =
            Proposal { mode, online_access, online_link, registration_link, ..Proposal::default() };
        let (place_name, address) = (vec![place_name], vec![address]);
        Proposal { place_name, address, postcode: vec![postcode], commune: vec![commune], ..proposal }
    })
}

/// What an organiser may leave out.
fn optional() -> impl Strategy<Value = Proposal> {
    let blank_or = |text: &'static str| select(vec![String::new(), text.to_owned()]);
    let texts =
        (blank_or("1\u{202f}200"), blank_or("0262 12 34 56"), blank_or("inscription@exemple.gouv.fr"));
    let more = (
        proptest::option::of(prose()),
        proptest::option::of(prose()),
        proptest::option::of(line()),
        select(Language::ALL),
    );
    let picture = (any::<[u8; 8]>(), any::<bool>(), any::<bool>(), line());
    let disabilities = subsequence(Disability::ALL, 0..=Disability::ALL.len());
    (texts, more, picture, disabilities).prop_map(|(texts, more, picture, disabilities)| {
        let (capacity, phone, email) = texts;
        let (details, partners, role, language) = more;
        let (id, illustrated, decorative, alt) = picture;
        let yes = |it: bool| if it { YES.to_owned() } else { String::new() };
        let frame = Frame { id: PictureId::from_bytes(id), width: 1200, height: 800 };
        Proposal {
            capacity,
            registration_phone: phone.clone(),
            registration_email: email.clone(),
            contact_name: if email.is_empty() { String::new() } else { alt.clone() },
            contact_email: email,
            contact_phone: phone.clone(),
            organiser_phone: phone,
            organiser_role: role.unwrap_or_default(),
            language: language.code().to_owned(),
            accessibility: disabilities.iter().map(|it| it.code().to_owned()).collect(),
            accessibility_details: details.unwrap_or_default(),
            accessibility_contact: alt.clone(),
            partners: partners.unwrap_or_default(),
            picture: if illustrated { frame.code() } else { String::new() },
            picture_alt: alt.clone(),
            picture_decorative: yes(decorative),
            picture_credit: alt,
            picture_rights: yes(true),
            ..Proposal::default()
        }
    })
}

/// A form that the rules accept.
fn valid() -> impl Strategy<Value = Proposal> {
    let texts = (line(), line(), prose(), line(), line());
    let audience = subsequence(Audience::ALL, 1..=Audience::ALL.len());
    let kind = select(OrganisationKind::ALL);
    (scheduled(), attended(), texts, audience, kind, any::<bool>(), optional()).prop_map(
        |(scheduled, attended, texts, audience, kind, registers, optional)| {
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
                online_access: attended.online_access,
                online_link: attended.online_link,
                place_name: attended.place_name,
                address: attended.address,
                postcode: attended.postcode,
                commune: attended.commune,
                format: scheduled.format,
                schedule: scheduled.schedule,
                slot_date: scheduled.slot_date,
                slot_start: scheduled.slot_start,
                slot_end: scheduled.slot_end,
                period_from: scheduled.period_from,
                period_to: scheduled.period_to,
                ..optional
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
