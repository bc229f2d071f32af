//! What the links of letters let their bearer do, and until when.

use jiff::Timestamp;
use links::{Capability, Purpose, Rejection, Subject};
use mail::Message;
use model::event::Outcome;
use model::letter::Occasion;

use crate::desk::letter;
use crate::every::published;
use crate::said::HONEST;
use crate::story::{BASE_URL, Story, alex, dominique, keys, now};

fn opens(message: &Message, purpose: Purpose, at: Timestamp) -> Result<Capability, Rejection> {
    opens_text(&message.text(), purpose, at)
}

/// What the link of this purpose, alone on its line, lets its bearer do.
pub(crate) fn opens_text(text: &str, purpose: Purpose, at: Timestamp) -> Result<Capability, Rejection> {
    let start = format!("{BASE_URL}{}", purpose.path());
    let token = text.lines().find_map(|line| line.strip_prefix(&start)).unwrap();
    Capability::verify(token, purpose, &keys(), at)
}

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

#[test]
fn the_organiser_can_correct_until_a_month_after_the_edition() {
    let asked = Story::in_review(HONEST.revision()).decided(HONEST.request());
    let message = asked.to_organiser();
    assert!(message.text().contains("jusqu’au 30\u{a0}décembre 2027"));
    let capability = opens(&message, Purpose::Edit, at("2027-12-30T22:59:59Z")).unwrap();
    let (event, revision) = (asked.event.id, asked.event.revision());
    assert_eq!((capability.subject, capability.moderator), (Subject::Event { event, revision }, None));
    assert_eq!(opens(&message, Purpose::Edit, at("2027-12-30T23:00:00Z")), Err(Rejection::Expired));
}

#[test]
fn the_link_of_a_corrected_event_opens_what_was_published() {
    let story = Story::in_review(HONEST.revision());
    let story = story.decided_with(Outcome::Publish, Some(HONEST.corrected()));
    let capability = opens(&story.to_organiser(), Purpose::Edit, now()).unwrap();
    assert_eq!(capability.event(), Some((story.event.id, 2.into())));
}

#[test]
fn the_link_of_a_refused_edit_opens_what_is_online() {
    let story = published(&HONEST).edited(HONEST.revised()).decided(HONEST.refusal());
    let capability = opens(&story.to_organiser(), Purpose::Edit, now()).unwrap();
    assert_eq!(capability.event(), Some((story.event.id, 1.into())));
}

#[test]
fn a_moderator_decides_on_this_revision_and_as_themselves() {
    let story = Story::in_review(HONEST.revision()).comes_to(&dominique());
    let capability = opens(&story.to_moderator(), Purpose::Moderate, at("2027-12-30T12:00:00Z")).unwrap();
    assert_eq!(capability.event(), Some((story.event.id, 1.into())));
    assert_eq!(capability.moderator, Some(dominique().id));
}

#[test]
fn a_link_to_the_queue_lives_two_days_and_the_letter_says_so() {
    let message = letter(Occasion::LinkAsked { window: 0 }, &[], &alex());
    let capability = opens(&message, Purpose::Queue, at("2027-09-05T08:31:59Z")).unwrap();
    assert_eq!((capability.edition(), capability.moderator), (Some(2027.into()), Some(dominique().id)));
    assert_eq!(opens(&message, Purpose::Queue, at("2027-09-05T08:32:00Z")), Err(Rejection::Expired));
    let text = message.text();
    assert!(text.contains("valable 48\u{a0}heures") && text.contains(&format!(": {BASE_URL}/moderation\n")));
}
