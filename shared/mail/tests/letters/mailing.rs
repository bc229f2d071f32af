//! Letters to editors about an issue of the newsletter.

use jiff::SignedDuration;
use jiff::civil::date;
use links::{Purpose, Rejection, Subject};
use mail::{Addresses, Mail, MailingDossier, Message, Proof};
use model::edition::Edition;
use model::id::ModeratorId;
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::{Block, Buckets, Command, Issue, Mailing, Progress, RegionNews, Week};
use model::moderation::{Moderator, Scope};
use model::territory::Region;

use crate::links::opens_text as opens;
use crate::said::{HONEST, Said, edition};
use crate::story::{BASE_URL, keys, moderator, now};

/// The week's issue, as the service drafts it.
fn draft() -> Mailing {
    Mailing::weekly(&edition(), Week::of(date(2027, 11, 9)), now(), now()).unwrap()
}

fn done(mailing: Mailing, commands: impl IntoIterator<Item = Command>) -> Mailing {
    let one = |mailing: Mailing, command| mailing.decide(command, None, now()).unwrap();
    commands.into_iter().fold(mailing, one)
}

fn sending(audience: u32) -> Mailing {
    let cut = Command::Cut { buckets: Buckets::new(64) };
    done(draft(), [Command::Launch { first_of_month: true }, cut, Command::Freeze { audience }])
}

fn parked() -> Mailing {
    let resumes_by = now() + SignedDuration::from_hours(20);
    done(sending(10_000), [Command::Park { resumes_by }])
}

fn half_way() -> Progress {
    Progress {
        sent: 4_000,
        waiting: 6_000,
        delivered: 3_790,
        bounced: 180,
        complained: 4,
        ..Progress::default()
    }
}

fn at_the_end() -> Progress {
    Progress {
        sent: 9_990,
        refused: 2,
        skipped: 5,
        unknown: 3,
        delivered: 9_871,
        bounced: 40,
        complained: 1,
        ..Progress::default()
    }
}

fn letter_about(mailing: &Mailing, to: &Moderator, occasion: MailingOccasion) -> MailingLetter {
    MailingLetter { mailing: mailing.id, version: mailing.version, moderator: to.id, occasion }
}

fn about(
    mailing: &Mailing,
    to: &Moderator,
    occasion: MailingOccasion,
    progress: Progress,
    lasts: Option<SignedDuration>,
) -> Option<Message> {
    let letter = letter_about(mailing, to, occasion);
    let edition = edition();
    let dossier =
        MailingDossier { letter: &letter, mailing, edition: &edition, moderator: to, progress, lasts };
    dossier.compose(&Addresses { base_url: BASE_URL, keys: &keys(), now: now() })
}

pub(crate) fn to_editors(said: &Said) -> Vec<(&'static str, Message)> {
    let to = editor(said);
    let letter = |mailing: &Mailing, occasion, progress| {
        about(mailing, &to, occasion, progress, Some(SignedDuration::from_secs(893))).unwrap()
    };
    let cancelled = done(sending(10_000), [Command::Cancel]);
    let stopped = Progress { skipped: 6_000, waiting: 0, ..half_way() };
    let finished = done(sending(10_000), [Command::Finish]);
    vec![
        ("mailing-started", letter(&sending(10_000), MailingOccasion::Started, Progress::default())),
        (
            "mailing-halted",
            letter(&done(sending(10_000), [Command::Halt]), MailingOccasion::Halted, half_way()),
        ),
        ("mailing-parked", letter(&parked(), MailingOccasion::Parked, half_way())),
        ("mailing-report", letter(&finished, MailingOccasion::Report, at_the_end())),
        ("mailing-report-cancelled", letter(&cancelled, MailingOccasion::Report, stopped)),
    ]
}

fn editor(said: &Said) -> Moderator {
    moderator(if said.name == HONEST.name { "Alex Petit" } else { said.name }, Scope::National)
}

fn issue(mailing: &Mailing, edition: &Edition) -> Issue {
    Issue {
        id: mailing.id,
        edition: edition.year,
        edition_name: edition.name.clone(),
        operator: edition.operator.clone(),
        subject: mailing.words.subject.clone(),
        preheader: mailing.words.preheader.clone(),
        blocks: vec![Block::NewInRegion {
            regions: [Region::LA_REUNION, Region::MAYOTTE]
                .map(|region| RegionNews { region, cards: vec![], more: 2 })
                .to_vec(),
        }],
    }
}

fn proof(mailing: &Mailing, occasion: MailingOccasion) -> Option<Mail> {
    let (to, edition) = (editor(&HONEST), edition());
    let letter = letter_about(mailing, &to, occasion);
    let proof = Proof { letter: &letter, mailing, issue: &issue(mailing, &edition), moderator: &to };
    proof.compose(&Addresses { base_url: BASE_URL, keys: &keys(), now: now() })
}

#[test]
fn a_draft_is_the_issue_itself_with_a_word_to_its_editor() {
    let mail = proof(&draft(), MailingOccasion::Draft).unwrap();
    assert!(mail.subject.starts_with("[À relire] Mois de l’innovation publique"), "{}", mail.subject);
    assert_eq!(mail.to_name, "Alex Petit");
    let banner = mail.text.split("***").next().unwrap();
    insta::assert_snapshot!("draft-banner", banner.replace(token(banner), "JETON"));
    assert!(mail.html.contains("Rien ne part sans vous"));
    assert!(mail.text.contains("La Réunion") && !mail.text.contains("Mayotte"), "{}", mail.text);
    let capability = opens(&mail.text, Purpose::Compose, now()).unwrap();
    assert_eq!(capability.subject, Subject::Mailing(draft().id));
    assert_eq!(capability.moderator, Some(editor(&HONEST).id));
}

fn token(text: &str) -> &str {
    text.split(Purpose::Compose.path()).nth(1).unwrap().lines().next().unwrap()
}

#[test]
fn a_draft_that_leaves_by_itself_says_when() {
    let at = "2027-11-08T07:00:00Z".parse().unwrap();
    let scheduled =
        draft().decide(Command::Schedule { at }, None, at - SignedDuration::from_hours(24)).unwrap();
    let mail = proof(&scheduled, MailingOccasion::Draft).unwrap();
    assert!(mail.text.contains("Elle partira le 8\u{a0}novembre 2027 à 8\u{a0}h"), "{}", mail.text);
    assert!(!mail.text.contains("Rien ne part sans vous"));
}

#[test]
fn a_test_says_that_it_is_one() {
    let mail = proof(&draft(), MailingOccasion::Test { asked: 1_820_000_000 }).unwrap();
    assert!(mail.subject.starts_with("[Test] "), "{}", mail.subject);
    let banner = mail.text.split("***").next().unwrap();
    insta::assert_snapshot!("test-banner", banner.replace(token(banner), "JETON"));
}

#[test]
fn a_letter_is_either_words_or_the_issue() {
    let (to, mailing) = (editor(&HONEST), sending(3));
    for occasion in [MailingOccasion::Draft, MailingOccasion::Test { asked: 0 }] {
        assert!(about(&mailing, &to, occasion, half_way(), None).is_none());
    }
    for occasion in [MailingOccasion::Started, MailingOccasion::Halted, MailingOccasion::Report] {
        assert!(proof(&mailing, occasion).is_none());
    }
}

#[test]
fn nobody_is_told_of_a_stop_that_is_over() {
    let (to, mailing) = (editor(&HONEST), sending(3));
    for occasion in [MailingOccasion::Halted, MailingOccasion::Parked] {
        assert!(about(&mailing, &to, occasion, half_way(), None).is_none());
    }
    let paused = done(mailing, [Command::Pause]);
    assert!(about(&paused, &to, MailingOccasion::Halted, half_way(), None).is_none(), "by a person");
}

#[test]
fn the_editor_is_told_which_limit_was_reached() {
    let halted = done(sending(10_000), [Command::Halt]);
    let told = |bounced, complained| {
        let progress = Progress { bounced, complained, ..half_way() };
        let message = about(&halted, &editor(&HONEST), MailingOccasion::Halted, progress, None).unwrap();
        message.text().replace('\u{a0}', " ")
    };
    let bounces = told(180, 0);
    assert!(
        bounces.contains("Sur 4 000 exemplaires envoyés, 180 visaient une adresse qui n’existe pas (4,5 %).")
    );
    let complaints = told(0, 4);
    assert!(
        complaints.contains(
            "Sur 4 000 exemplaires envoyés, 4 ont été signalés comme courrier indésirable (0,1 %)."
        )
    );
    let both = told(160, 4);
    assert!(both.contains("(4 %), et 4 ont été signalés"), "{both}");
    assert!(told(0, 0).contains("Trop d’adresses étaient en erreur"), "the figures came late");
}

#[test]
fn figures_that_do_not_add_up_are_not_said_to() {
    let finished = done(sending(10_001), [Command::Finish]);
    let message = about(&finished, &editor(&HONEST), MailingOccasion::Report, at_the_end(), None).unwrap();
    let text = message.text().replace('\u{a0}', " ");
    assert!(
        text.contains(
            "la liste des destinataires en comptait 10 001, et les lignes ci-dessus en font 10 000"
        )
    );
    assert!(!text.contains("Le compte est bon"));
}

#[test]
fn an_editors_link_is_theirs_for_sixty_days() {
    let days = |days: i64| now() + SignedDuration::from_hours(24 * days);
    for (name, message) in to_editors(&HONEST) {
        let capability = opens(&message.text(), Purpose::Compose, days(59)).unwrap();
        assert_eq!(capability.moderator, Some(ModeratorId::derive(&[b"Alex Petit"])), "{name}");
        assert_eq!(opens(&message.text(), Purpose::Compose, days(60)), Err(Rejection::Expired), "{name}");
    }
}
