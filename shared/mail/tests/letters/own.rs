//! Letters that organisers ask for themselves: the links to their events, the address of their draft.

use jiff::SignedDuration;
use links::{Purpose, Rejection, Subject};
use mail::{Addresses, DraftDossier, LinksDossier, Message, OwnEvent};
use model::draft::Draft;
use model::email::EmailAddress;
use model::event::{Event, Outcome, Seat};
use model::id::DraftId;
use model::practical::Practical;

use crate::links::opens_text;
use crate::said::{HONEST, HOSTILE, Said, edition};
use crate::story::{BASE_URL, Story, keys, now};

fn address() -> EmailAddress {
    EmailAddress::parse("camille.durand@exemple.gouv.fr").unwrap()
}

/// One day later, when every decision stands.
fn addresses(keys: &links::Keyring) -> Addresses<'_> {
    Addresses { base_url: BASE_URL, keys, now: now() + SignedDuration::from_hours(24) }
}

fn links_to(events: &[(Event, Seat)], said: &Said) -> Option<Message> {
    let own = |(event, seat): &(Event, Seat)| OwnEvent {
        event: event.clone(),
        seat: *seat,
        content: said.revision().content,
    };
    let events: Vec<_> = events.iter().map(own).collect();
    let dossier = LinksDossier { to: &address(), edition: &edition(), events: &events };
    dossier.compose(&addresses(&keys()))
}

/// An event in each state, the latest first, then one of an edition before.
fn in_every_state(said: &Said) -> Vec<(Event, Seat)> {
    let begins = |id: &str, hours: i64| {
        Story::begins(id, said.revision(), true, now() - SignedDuration::from_hours(hours))
    };
    let published = |id: &str, hours: i64| begins(id, hours).decided(Outcome::Publish);
    let mut past = published("past", 0).event;
    past.edition = 2026.into();
    let stories = [
        begins("in-review", 1),
        published("in-review-again", 2).edited(said.revised()),
        begins("to-change", 3).decided(said.request()),
        published("to-change-again", 4).edited(said.revised()).decided(said.request()),
        published("published", 5),
        published("postponed", 6).told(said.practical()),
        begins("refused", 7).decided(said.refusal()),
        published("withdrawn", 8).decided(Outcome::Withdraw { message: said.prose() }),
        begins("spam", 9).decided(Outcome::Spam),
    ];
    let mut events: Vec<_> = stories.into_iter().map(|story| (story.event, Seat::ORGANISER)).collect();
    events.push((past, Seat::from(2)));
    events
}

fn draft(said: &Said) -> Draft {
    let opened = now() - SignedDuration::from_hours(3);
    let draft = Draft::open(DraftId::derive(&[b"draft"]), 2027.into(), said.proposal(), None, opened);
    draft.mail(address(), now()).unwrap()
}

fn to_draft(draft: &Draft) -> Option<Message> {
    DraftDossier { draft, edition: &edition() }.compose(&addresses(&keys()))
}

pub(crate) fn to_organisers(said: &Said) -> Vec<(&'static str, Message)> {
    vec![
        ("links", links_to(&in_every_state(said), said).unwrap()),
        ("links-unconfirmed", links_to(&unproven(said), said).unwrap()),
        ("draft", to_draft(&draft(said)).unwrap()),
    ]
}

/// What anybody can have proposed in the name of this address: one that waits for its confirmation, one taken back.
fn unproven(said: &Said) -> Vec<(Event, Seat)> {
    let begins = |id| Story::begins(id, said.revision(), false, now());
    vec![(begins("one").event, Seat::ORGANISER), (begins("two").retracted().event, Seat::ORGANISER)]
}

#[test]
fn each_event_has_the_link_of_whoever_asks_for_it() {
    let events = in_every_state(&HONEST);
    for (event, seat) in &events {
        let text = links_to(&[(event.clone(), *seat)], &HONEST).unwrap().text();
        let later = now() + SignedDuration::from_hours(24 * 400);
        let link = opens_text(&text, Purpose::Organise, later).unwrap();
        assert_eq!(link.subject, Subject::Seat { event: event.id, seat: *seat });
        let expired = opens_text(&text, Purpose::Organise, later + SignedDuration::from_hours(24));
        assert_eq!(expired, Err(Rejection::Expired));
    }
    let all = links_to(&events, &HONEST).unwrap().text();
    assert_eq!(all.matches(Purpose::Organise.path()).count(), events.len());
    assert!(all.find("Édition 2027") < all.find("Édition 2026"), "{all}");
}

#[test]
fn a_decision_that_can_be_undone_is_not_told() {
    let story = Story::in_review(HONEST.revision()).decided(HONEST.refusal());
    let own =
        OwnEvent { event: story.event.clone(), seat: Seat::ORGANISER, content: HONEST.revision().content };
    let at = |minutes| story.event.decision().unwrap().at + SignedDuration::from_mins(minutes);
    let told = |minutes| {
        let addresses = Addresses { base_url: BASE_URL, keys: &keys(), now: at(minutes) };
        let dossier =
            LinksDossier { to: &address(), edition: &edition(), events: std::slice::from_ref(&own) };
        dossier.compose(&addresses).unwrap().text()
    };
    assert!(told(1).contains("En relecture") && !told(1).contains("Non retenu"));
    assert!(told(6).contains("Non retenu"));
}

#[test]
fn the_hours_of_an_event_that_has_moved_online_are_those_of_one_clock() {
    let moved = Practical { moved_online: true, ..Practical::default() };
    let event = Story::in_review(HONEST.revision()).decided(Outcome::Publish).told(moved).event;
    let text = links_to(&[(event, Seat::ORGANISER)], &HONEST).unwrap().text();
    assert!(text.contains("heure de La Réunion") && !text.contains("heure de Paris"), "{text}");
}

#[test]
fn who_answers_for_no_event_is_not_written_to() {
    assert!(links_to(&[], &HONEST).is_none());
}

#[test]
fn nobody_has_the_service_write_their_words_to_an_address_that_nobody_has_confirmed() {
    let typed = ["Gagnez", "mechant", "Cliquez"];
    let letters = [links_to(&unproven(&HOSTILE), &HOSTILE), to_draft(&draft(&HOSTILE))];
    for message in letters.map(Option::unwrap) {
        let all = format!("{} {} {}", message.subject, message.text(), message.html());
        assert!(typed.iter().all(|word| !all.contains(word)), "{all}");
    }
}

#[test]
fn who_has_lost_the_mail_to_confirm_their_address_finds_its_link_again() {
    let text = links_to(&unproven(&HONEST), &HONEST).unwrap().text();
    let link = opens_text(&text, Purpose::Confirm, now()).unwrap();
    assert_eq!(link.event(), Some((unproven(&HONEST)[0].0.id, 1.into())));
}

#[test]
fn the_link_to_a_draft_lives_as_long_as_the_draft_and_the_letter_says_until_when() {
    let draft = draft(&HONEST);
    let text = to_draft(&draft).unwrap().text();
    let last = draft.expires() - SignedDuration::from_secs(1);
    assert_eq!(opens_text(&text, Purpose::Draft, last).unwrap().subject, Subject::Draft(draft.id));
    assert_eq!(opens_text(&text, Purpose::Draft, draft.expires()), Err(Rejection::Expired));
    assert!(text.contains("valable jusqu’au 3\u{a0}octobre 2027"), "{text}");
}

#[test]
fn a_draft_that_nobody_asked_for_has_no_letter() {
    assert!(to_draft(&Draft { mail_to: None, ..draft(&HONEST) }).is_none());
}
