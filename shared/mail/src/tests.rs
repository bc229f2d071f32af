//! What people receive, as snapshots to read aloud, and read back by an independent parser.

use jiff::Timestamp;
use jiff::civil::date;
use links::Keyring;
use mail_parser::MessageParser;
use model::edition::{Edition, Year};
use model::email::EmailAddress;
use model::event::{Decision, Event, Outcome};
use model::id::{EventId, ModeratorId, PersonId, PersonKey};
use model::letter::{Letter, Purpose};
use model::moderation::{Moderator, Scope};
use model::proposal::Proposal;
use model::schedule::Period;
use model::territory::Region;
use model::text::{Line, Prose};

use crate::{Dossier, Message, Sender, compose};

const BASE_URL: &str = "https://mois.exemple.gouv.fr";

fn now() -> Timestamp {
    "2027-09-03T08:32:00Z".parse().unwrap()
}

fn edition() -> Edition {
    Edition {
        year: Year::from(2027),
        ordinal: 14,
        name: Line::parse("Mois de l’innovation publique").unwrap(),
        period: Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap(),
        operator: Line::parse("DITP").unwrap(),
        contact: EmailAddress::parse("mip@exemple.gouv.fr").unwrap(),
    }
}

fn moderator(scope: Scope) -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[b"moderator"]),
        name: Line::parse("Dominique Martin").unwrap(),
        email: EmailAddress::parse("dominique.martin@exemple.gouv.fr").unwrap(),
        scope,
    }
}

fn proposal(title: &str) -> Proposal {
    let strings = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
    Proposal {
        title: title.into(),
        summary: "Un atelier pour améliorer ensemble l’accueil des usagers.".into(),
        description: "Venez avec vos idées.".into(),
        format: "atelier".into(),
        slot_date: strings(&["2027-11-09", "2027-11-16"]),
        slot_start: strings(&["10:00", "10:00"]),
        slot_end: strings(&["12:30", "12:30"]),
        mode: "on-site".into(),
        place_name: "Médiathèque François-Mitterrand".into(),
        postcode: "97400".into(),
        commune: "Saint-Denis".into(),
        audience: strings(&["agents"]),
        organisation: "Département de La Réunion".into(),
        organisation_kind: "collectivite".into(),
        organiser_name: "Camille Durand".into(),
        organiser_email: "camille.durand@exemple.gouv.fr".into(),
        ..Proposal::default()
    }
}

/// The letter of that purpose about an event with that title, decided so.
fn written(purpose: Purpose, title: &str, scope: Scope, outcome: Outcome) -> Message {
    let moderator = moderator(scope);
    let revision = proposal(title).check(&edition()).unwrap();
    let person = PersonId::of(&revision.organiser.email, &PersonKey::new("key"));
    let id = EventId::derive(&[b"event"]);
    let (mut event, _) = Event::submitted(id, Year::from(2027), person, true, now());
    event.decision = Some(Decision {
        outcome,
        revision: 1.into(),
        moderator: moderator.id,
        moderator_name: moderator.name.clone(),
        at: now(),
    });
    let keys = Keyring::from_secret(&format!(r#"{{"active":"1","1":"{}"}}"#, "k".repeat(64))).unwrap();
    let dossier = Dossier {
        letter: &Letter { event: id, revision: 1.into(), version: 1, purpose },
        event: &event,
        revision: &revision,
        edition: &edition(),
        moderator: Some(&moderator),
        public_path: Some("/2027/evenements/repenser-l-accueil-7k3qx9mb2fht/"),
    };
    compose(&dossier, BASE_URL, &keys, now()).unwrap()
}

fn letter(purpose: Purpose) -> Message {
    written(purpose, "Repenser l’accueil avec les usagers", Scope::National, Outcome::Publish)
}

fn review(scope: Scope) -> Message {
    let purpose = Purpose::Review { moderator: ModeratorId::derive(&[b"moderator"]) };
    written(purpose, "Repenser l’accueil avec les usagers", scope, Outcome::Publish)
}

fn both_parts(message: &Message) -> String {
    format!("Subject: {}\n\n{}\n{}\n{}", message.subject, message.text(), "=".repeat(80), message.html())
}

#[test]
fn to_the_organiser_confirm_your_address() {
    insta::assert_snapshot!(both_parts(&letter(Purpose::ConfirmAddress)));
}

#[test]
fn to_the_organiser_received() {
    insta::assert_snapshot!(letter(Purpose::Received).text());
}

#[test]
fn to_the_organiser_published() {
    insta::assert_snapshot!(letter(Purpose::Decision).text());
}

#[test]
fn to_the_organiser_rejected() {
    let reason =
        Prose::parse("L’atelier est réservé à votre service.\n\nOuvrez-le à tous, et écrivez-nous.").unwrap();
    let message =
        written(Purpose::Decision, "Repenser l’accueil", Scope::National, Outcome::Reject { reason });
    insta::assert_snapshot!(message.text());
}

#[test]
fn to_a_regional_moderator_please_decide() {
    insta::assert_snapshot!(both_parts(&review(Scope::Regions { regions: vec![Region::LA_REUNION] })));
}

#[test]
fn a_national_moderator_is_told_why_a_regional_event_comes_to_them() {
    assert!(review(Scope::National).why.contains("personne ne suit la région La Réunion"));
}

#[test]
fn hostile_words_come_out_inert() {
    let title = "<b>Gagnez</b>\r\nBcc: tous@example.org \u{202E}http://mechant.example/ & \"cie\"";
    let message = written(
        Purpose::Review { moderator: ModeratorId::derive(&[b"moderator"]) },
        title,
        Scope::National,
        Outcome::Publish,
    );
    let mime = sender().mime(&message, &mail_id(), now()).unwrap();
    let read = MessageParser::new().parse(&mime).unwrap();
    assert!(read.bcc().is_none());
    assert_eq!(read.subject().unwrap().lines().count(), 1);
    let html = read.body_html(0).unwrap();
    assert!(!html.contains("<b>") && html.contains("&#60;b&#62;"), "{html}");
    for part in [html, read.body_text(0).unwrap()] {
        assert!(!part.contains("http://mechant") && !part.contains("mechant.example"), "{part}");
        assert!(!part.contains('\u{202E}'));
    }
}

#[test]
fn the_mime_form_reads_back() {
    let message = letter(Purpose::ConfirmAddress);
    let mime = sender().mime(&message, &mail_id(), now()).unwrap();
    assert!(mime.split(|&byte| byte == b'\n').all(|line| line.len() < 998), "RFC 5322 §2.1.1");
    assert!(mime.is_ascii());
    let read = MessageParser::new().parse(&mime).unwrap();
    assert_eq!(read.subject(), Some(message.subject.as_str()));
    let address = |list: Option<&mail_parser::Address<'_>>| {
        let first = list.unwrap().first().unwrap();
        (first.name.as_deref().unwrap_or_default().to_owned(), first.address.as_deref().unwrap().to_owned())
    };
    let expected = |name: &str, address: &str| (name.to_owned(), address.to_owned());
    assert_eq!(address(read.to()), expected("Camille Durand", "camille.durand@exemple.gouv.fr"));
    assert_eq!(address(read.from()), expected("L’équipe du Mois", "mois@exemple.gouv.fr"));
    assert_eq!(address(read.reply_to()), expected("", "equipe@exemple.gouv.fr"));
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), message.text().trim_end());
    assert_eq!(read.body_html(0).unwrap().replace("\r\n", "\n").trim_end(), message.html().trim_end());
    assert_eq!(read.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
}

#[test]
fn the_link_of_a_text_part_stands_on_a_line_of_its_own() {
    let text = letter(Purpose::ConfirmAddress).text();
    assert!(text.lines().any(|line| line.starts_with(BASE_URL) && line.len() == BASE_URL.len() + "/confirmer/".len() + 68), "{text}");
}

fn mail_id() -> model::letter::MailId {
    Letter {
        event: EventId::derive(&[b"event"]),
        revision: 1.into(),
        version: 1,
        purpose: Purpose::ConfirmAddress,
    }
    .id()
}

fn sender() -> Sender {
    Sender::parse("L’équipe du Mois <mois@exemple.gouv.fr>", "equipe@exemple.gouv.fr").unwrap()
}
