//! Letters that organisers ask for themselves: the links to their events, the address of their draft.

use jiff::SignedDuration;
use model::draft::Draft;
use model::email::EmailAddress;
use model::event::Outcome;
use model::id::{DraftId, PersonId, PersonKey};
use model::letter::{Letter, MailId, OrganiserLetter, OrganiserOccasion};
use model::proposal::Proposal;
use store::Nudge;

use crate::team::{COLLEAGUE, ORGANISER};
use crate::world::{WINDOW, World};

const WHEN: i64 = 3_041_234;

fn person(address: &str) -> PersonId {
    PersonId::of(&EmailAddress::parse(address).unwrap(), &PersonKey::new("key"))
}

impl World {
    /// Someone asks for the links to their events, and the desk has them written.
    pub(crate) async fn asks_for_links(&self, address: &str) -> MailId {
        let (store, now) = (&self.deps.store, self.cloud.now());
        let (person, address) = (person(address), EmailAddress::parse(address).unwrap());
        store.ask_event_links(&person, &address, WHEN, now).await.unwrap();
        store.write_event_links(person.clone(), WHEN, now).await.unwrap();
        let occasion = OrganiserOccasion::Links { window: WHEN };
        Letter::Organiser(OrganiserLetter { person, occasion }).id()
    }

    /// Someone has begun to fill in the form.
    pub(crate) async fn begun(&self) -> Draft {
        let proposal = Proposal { title: "Gagnez un bon".into(), ..Proposal::default() };
        let draft = Draft::open(DraftId::derive(&[b"draft"]), 2024.into(), proposal, None, self.cloud.now());
        assert!(self.deps.store.open_draft(&draft).await.unwrap());
        draft
    }

    /// They ask for the address of their draft.
    pub(crate) async fn asks_for_draft(&self, draft: &Draft, address: &str) -> (Draft, MailId) {
        let now = self.cloud.now();
        let after = draft.mail(EmailAddress::parse(address).unwrap(), now).unwrap();
        self.deps.store.mail_draft(&after, person(address), now).await.unwrap();
        let occasion = OrganiserOccasion::Draft { draft: after.id, nth: after.mailed };
        let letter = Letter::Organiser(OrganiserLetter { person: person(address), occasion });
        (after, letter.id())
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_asks_gets_the_links_to_all_their_events_once() {
    let world = World::new().await;
    let (first, _) = world.invited(&world.proposed("Premier atelier").await).await;
    world.proposed("Second atelier").await;
    let (_, decided) = world.decided(&first, Outcome::Publish, None).await;
    assert!(decided.is_some());
    let mail = world.asks_for_links(ORGANISER).await;
    for _ in 0..2 {
        assert!(world.nudge(&mail).await);
    }
    assert_eq!(world.written_to(), [ORGANISER]);
    let text = world.only_mail();
    assert!(text.contains("Premier atelier") && text.contains("Second atelier"), "{text}");
    assert!(!text.contains("Au programme"), "that decision can still be undone: {text}");
    world.cloud.clock().advance(WINDOW.as_secs() + 2);
    let theirs = world.asks_for_links(COLLEAGUE).await;
    assert!(world.nudge(&theirs).await);
    let text = world.last_mail();
    assert!(text.contains("Premier atelier") && !text.contains("Second atelier"), "{text}");
    assert!(text.contains("Au programme") && world.written_to().ends_with(&[COLLEAGUE.to_owned()]), "{text}");
}

#[tokio::test(start_paused = true)]
async fn who_answers_for_nothing_or_has_left_is_not_written_to() {
    let world = World::new().await;
    let unknown = world.asks_for_links("inconnue@exemple.gouv.fr").await;
    assert!(world.nudge(&unknown).await && world.is_skipped(&unknown).await);
    let (event, _) = world.invited(&world.proposed("Atelier").await).await;
    let asked = world.asks_for_links(COLLEAGUE).await;
    world.dismissed(&event).await;
    assert!(world.nudge(&asked).await && world.is_skipped(&asked).await);
    assert!(world.cloud.mails().is_empty());
}

#[tokio::test(start_paused = true)]
async fn links_that_nobody_can_say_where_to_send_are_not_sent() {
    let world = World::new().await;
    world.proposed("Atelier").await;
    let mail = world.asks_for_links(ORGANISER).await;
    world.deps.store.forget_event_links_request(&person(ORGANISER), WHEN).await.unwrap();
    assert!(world.nudge(&mail).await && world.is_skipped(&mail).await);
}

#[tokio::test(start_paused = true)]
async fn the_address_of_a_draft_goes_once_to_whoever_asked_without_a_word_of_theirs() {
    let world = World::new().await;
    let (_, mail) = world.asks_for_draft(&world.begun().await, ORGANISER).await;
    for _ in 0..2 {
        assert!(world.nudge(&mail).await);
    }
    assert_eq!(world.written_to(), [ORGANISER]);
    let text = world.only_mail();
    assert!(text.contains("/proposition/") && !text.contains("Gagnez"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn who_mistyped_their_address_and_asks_again_is_written_to_at_the_right_one() {
    let world = World::new().await;
    let (draft, mistyped) = world.asks_for_draft(&world.begun().await, "camile@exemple.gouv.fr").await;
    let (_, right) = world.asks_for_draft(&draft, ORGANISER).await;
    assert!(world.nudge(&mistyped).await && world.nudge(&right).await);
    assert!(world.is_skipped(&mistyped).await);
    assert_eq!(world.written_to(), [ORGANISER]);
}

#[tokio::test(start_paused = true)]
async fn the_address_of_a_draft_that_was_sent_or_has_expired_is_of_no_use() {
    let world = World::new().await;
    let (draft, mail) = world.asks_for_draft(&world.begun().await, ORGANISER).await;
    let sent = draft.send(false, None, world.cloud.now()).unwrap();
    world.deps.store.send_draft(&sent, world.cloud.now()).await.unwrap();
    assert!(world.nudge(&mail).await && world.is_skipped(&mail).await);

    let world = World::new().await;
    let (draft, mail) = world.asks_for_draft(&world.begun().await, ORGANISER).await;
    world.cloud.clock().set(draft.expires() + SignedDuration::from_secs(1));
    assert!(world.nudge(&mail).await && world.is_skipped(&mail).await);
    assert!(world.cloud.mails().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_letter_that_is_not_in_the_table_is_never_written() {
    let world = World::new().await;
    let occasion = OrganiserOccasion::Links { window: WHEN };
    let mail = Letter::Organiser(OrganiserLetter { person: person(ORGANISER), occasion }).id();
    assert!(
        !world.nudged(&Nudge::Mail { mail }).await.unwrap(),
        "its nudge ends where the operator finds it"
    );
}
