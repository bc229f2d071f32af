//! Letters to the team of an event: to each of them, with what is theirs, for as long as they are of it.

use model::email::EmailAddress;
use model::event::{Event, Outcome, Seat};
use model::id::{PersonId, PersonKey};
use model::ledger::Status;
use model::letter::{Letter, MailId};
use model::practical::{Practical, Status as Happens};
use model::step::Step;

use crate::world::{WINDOW, World, request};

pub(crate) const ORGANISER: &str = "camille.durand@exemple.gouv.fr";
pub(crate) const COLLEAGUE: &str = "dominique.hoarau@exemple.gouv.fr";

fn colleague() -> (PersonId, EmailAddress) {
    let address = EmailAddress::parse(COLLEAGUE).unwrap();
    (PersonId::of(&address, &PersonKey::new("key")), address)
}

impl World {
    /// A step is recorded; the event and the mails that it calls for, in the order of the team.
    pub(crate) async fn takes(&self, step: Step) -> (Event, Vec<MailId>) {
        self.deps.store.record(&step).await.unwrap();
        (step.after, step.letters.iter().map(Letter::id).collect())
    }

    pub(crate) async fn invited(&self, event: &Event) -> (Event, Vec<MailId>) {
        let content = self.content(event).await;
        let by = event.organiser.clone();
        self.takes(Step::invite(event.clone(), &by, colleague(), &content, self.cloud.now()).unwrap()).await
    }

    pub(crate) async fn dismissed(&self, event: &Event) -> Event {
        let (content, now) = (self.content(event).await, self.cloud.now());
        let step = Step::dismiss(event.clone(), &event.organiser, event.last_seat, &content, now).unwrap();
        self.takes(step).await.0
    }

    async fn edited(&self, event: &Event) -> (Event, Vec<MailId>) {
        let revision = pipeline_tests::samples::revision("Atelier repensé");
        let now = self.cloud.now();
        let step = Step::edit(event.clone(), &event.organiser, event.revision(), revision, now);
        self.takes(step.unwrap()).await
    }

    async fn told(&self, event: &Event, status: Happens) -> (Event, Vec<MailId>) {
        let practical = Practical { status, ..Practical::default() };
        let (content, now) = (self.content(event).await, self.cloud.now());
        let step = Step::practical(event.clone(), &event.organiser, practical, &content, now).unwrap();
        self.takes(step).await
    }

    /// The decision is told to each of the team; the mails.
    pub(crate) async fn decided_for_all(&self, event: &Event, outcome: Outcome) -> (Event, Vec<MailId>) {
        let (event, _) = self.decided(event, outcome, None).await;
        self.cloud.clock().advance(WINDOW.as_secs() + 2);
        let history = self.deps.store.history(event.id).await.unwrap();
        (event, history.last().unwrap().mails.clone())
    }

    async fn all_leave(&self, mails: &[MailId]) {
        for mail in mails {
            assert!(self.nudge(mail).await);
        }
    }

    /// Who has been written to, in order.
    pub(crate) fn written_to(&self) -> Vec<String> {
        self.cloud.mails().into_iter().flat_map(|mail| mail.destinations).collect()
    }

    /// The text of the last mail.
    pub(crate) fn last_mail(&self) -> String {
        let mail = self.cloud.mails().pop().unwrap();
        String::from_utf8(mail.raw).unwrap().replace("=\r\n", "")
    }
}

#[tokio::test(start_paused = true)]
async fn who_is_invited_is_written_to_once_with_their_own_link() {
    let world = World::new().await;
    let (_, mails) = world.invited(&world.proposed("Atelier").await).await;
    assert_eq!(mails.len(), 1, "nobody else is told");
    for _ in 0..2 {
        assert!(world.nudge(&mails[0]).await);
    }
    assert_eq!(world.written_to(), [COLLEAGUE]);
    let mail = world.only_mail();
    assert!(mail.contains("/mon-evenement/") && mail.contains("Ne plus suivre"), "{mail}");
    assert!(!mail.contains("Camille"), "who invites is not named: {mail}");
}

#[tokio::test(start_paused = true)]
async fn who_has_left_before_the_invitation_leaves_is_not_written_to() {
    let world = World::new().await;
    let (event, mails) = world.invited(&world.proposed("Atelier").await).await;
    let event = world.dismissed(&event).await;
    assert!(world.nudge(&mails[0]).await);
    assert!(world.is_skipped(&mails[0]).await && world.cloud.mails().is_empty());
    let (event, again) = world.invited(&event).await;
    assert_eq!(event.last_seat, Seat::from(2), "another place, another link");
    assert!(world.nudge(&again[0]).await && world.nudge(&mails[0]).await);
    assert_eq!(world.written_to(), [COLLEAGUE]);
}

#[tokio::test(start_paused = true)]
async fn each_of_the_team_hears_of_a_new_version_of_a_decision_and_of_what_is_said() {
    let world = World::new().await;
    let (event, _) = world.invited(&world.proposed("Atelier").await).await;
    let (event, received) = world.edited(&event).await;
    world.all_leave(&received).await;
    let (event, decided) = world.decided_for_all(&event, Outcome::Publish).await;
    world.all_leave(&decided).await;
    let (_, said) = world.told(&event, Happens::Full).await;
    world.all_leave(&said).await;
    assert_eq!(world.written_to(), [ORGANISER, COLLEAGUE].repeat(3));
    let links: Vec<_> = world
        .cloud
        .mails()
        .into_iter()
        .map(|mail| {
            let text = String::from_utf8(mail.raw).unwrap().replace("=\r\n", "");
            text.split("/mon-evenement/").nth(1).unwrap().chars().take(60).collect::<String>()
        })
        .collect();
    assert!(links.chunks(2).all(|both| both[0] != both[1]), "each their own: {links:?}");
}

#[tokio::test(start_paused = true)]
async fn a_colleague_who_leaves_before_the_decision_is_told_hears_nothing_and_the_organiser_does() {
    let world = World::new().await;
    let (event, _) = world.invited(&world.proposed("Atelier").await).await;
    let (event, mails) = world.decided_for_all(&event, Outcome::Publish).await;
    world.dismissed(&event).await;
    world.all_leave(&mails).await;
    assert_eq!(world.written_to(), [ORGANISER]);
    assert!(world.is_skipped(&mails[1]).await);
}

#[tokio::test(start_paused = true)]
async fn that_there_is_nothing_to_change_is_told_to_those_who_were_asked() {
    let world = World::new().await;
    let (event, _) = world.invited(&world.proposed("Atelier").await).await;
    let (event, asked) = world.decided_for_all(&event, request()).await;
    assert!(
        world.nudge(&asked[0]).await,
        "the organiser is asked, and the colleague's copy has yet to leave"
    );
    let first = world.taken_back(&event).await;
    let history = world.deps.store.history(event.id).await.unwrap();
    let mails = history.last().unwrap().mails.clone();
    assert_eq!(mails[0], first);
    world.all_leave(&mails).await;
    world.all_leave(&asked).await;
    assert_eq!(world.written_to(), [ORGANISER, ORGANISER]);
    assert!(world.is_skipped(&mails[1]).await && world.is_skipped(&asked[1]).await);
}

#[tokio::test(start_paused = true)]
async fn of_two_things_said_one_after_the_other_the_last_one_is_told() {
    let world = World::new().await;
    let (event, _) = world.decided_for_all(&world.proposed("Atelier").await, Outcome::Publish).await;
    let (event, full) = world.told(&event, Happens::Full).await;
    let (_, cancelled) = world.told(&event, Happens::Cancelled).await;
    world.all_leave(&cancelled).await;
    world.all_leave(&full).await;
    assert!(world.is_skipped(&full[0]).await);
    assert!(world.only_mail().contains("annul"));
}

#[tokio::test(start_paused = true)]
async fn what_was_said_of_an_event_that_has_left_the_programme_is_not_told() {
    let world = World::new().await;
    let (event, _) = world.decided_for_all(&world.proposed("Atelier").await, Outcome::Publish).await;
    let (event, said) = world.told(&event, Happens::Full).await;
    let message = model::text::Prose::parse("Doublon.").unwrap();
    world.decided(&event, Outcome::Withdraw { message }, None).await;
    world.all_leave(&said).await;
    assert!(world.is_skipped(&said[0]).await && world.cloud.mails().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_proposal_that_is_taken_back_is_told_to_all_and_its_receipt_too_however_late() {
    let world = World::new().await;
    let (event, _) = world.invited(&world.proposed("Atelier").await).await;
    let (event, received) = world.edited(&event).await;
    let (content, now) = (world.content(&event).await, world.cloud.now());
    let step = Step::retract(event.clone(), &event.organiser, &content, now).unwrap();
    let (_, retracted) = world.takes(step).await;
    world.all_leave(&retracted).await;
    assert_eq!(world.written_to(), [ORGANISER, COLLEAGUE]);
    assert!(world.last_mail().contains("retir"));
    world.all_leave(&received).await;
    assert!(matches!(world.status(&received[0]).await, Status::Sent { .. }), "a copy of what was sent");
}
