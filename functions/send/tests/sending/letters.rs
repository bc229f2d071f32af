//! Letters to subscribers about their subscription, to editors about an issue.

use model::ledger::Status;
use model::letter::{Letter, MailId, MailingOccasion, SubscriberLetter, SubscriberOccasion};
use model::mailing::Command;
use model::subscriber::Subscriber;
use pipeline_tests::cloud::{Fault, FaultKind};

use crate::world::{World, moderator};

impl World {
    async fn written(&self, reader: &Subscriber, occasion: SubscriberOccasion) -> MailId {
        let again = Subscriber { version: reader.version + 1, ..reader.clone() };
        let now = self.cloud.now();
        self.deps.store.record_subscriber(reader.version, &again, Some(occasion), now).await.unwrap();
        let person = reader.person.clone();
        Letter::Subscriber(SubscriberLetter { person, version: again.version, occasion }).id()
    }
}

#[tokio::test(start_paused = true)]
async fn who_subscribes_is_welcomed_with_the_way_to_their_choices() {
    let world = World::new().await;
    let reader = world.reader("camille@exemple.gouv.fr", &[]).await;
    let letter = world.written(&reader, SubscriberOccasion::Welcome).await;
    assert!(world.nudge(&letter).await);
    assert_eq!(world.received(&reader), 1);
    assert!(world.only_mail().contains("/abonnement/mes-choix/"));
}

#[tokio::test(start_paused = true)]
async fn who_has_left_or_confirmed_meanwhile_is_not_written_to() {
    let world = World::new().await;
    let reader = world.reader("camille@exemple.gouv.fr", &[]).await;
    let confirm = world.written(&reader, SubscriberOccasion::ConfirmSubscription).await;
    assert!(world.nudge(&confirm).await && world.is_skipped(&confirm).await, "they have confirmed");
    let reader = world.deps.store.subscriber(&reader.person).await.unwrap().unwrap();
    let welcome = world.written(&reader, SubscriberOccasion::Welcome).await;
    let reader = world.deps.store.subscriber(&reader.person).await.unwrap().unwrap();
    world.unsubscribes(&reader).await;
    assert!(world.nudge(&welcome).await && world.is_skipped(&welcome).await, "they have left");
    assert!(world.cloud.mails().is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_editor_reads_the_draft_as_readers_will_with_the_way_to_its_page() {
    let world = World::new().await;
    let draft = world.draft().await;
    let letter = world.written_to_alex(&draft, MailingOccasion::Draft).await;
    assert!(world.nudge(&letter).await);
    let mail = world.only_mail();
    assert!(mail.contains("/lettre/"), "{mail}");
    assert!(
        !mail.contains("/abonnement/mes-choix/") && !mail.contains("/desabonner/"),
        "no reader's link: {mail}"
    );
}

#[tokio::test(start_paused = true)]
async fn each_test_that_is_asked_for_is_sent() {
    let world = World::new().await;
    let draft = world.draft().await;
    for asked in [1, 2] {
        let letter = world.written_to_alex(&draft, MailingOccasion::Test { asked }).await;
        assert!(world.nudge(&letter).await);
    }
    assert_eq!(world.cloud.mails().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_letter_about_an_issue_that_events_have_overtaken_is_dropped() {
    let world = World::new().await;
    let draft = world.draft().await;
    let letter = world.written_to_alex(&draft, MailingOccasion::Draft).await;
    world.decides(draft.id, Command::Discard).await;
    assert!(world.nudge(&letter).await && world.is_skipped(&letter).await);
}

#[tokio::test(start_paused = true)]
async fn who_has_left_the_team_is_told_nothing_of_the_newsletter() {
    let world = World::new().await;
    let draft = world.draft().await;
    let letter = world.written_to_alex(&draft, MailingOccasion::Draft).await;
    world.deps.store.remove_moderator(moderator("Alex").id).await.unwrap();
    assert!(world.nudge(&letter).await && world.is_skipped(&letter).await);
}

#[tokio::test(start_paused = true)]
async fn the_editors_learn_how_long_it_takes_and_how_to_stop_it() {
    let world = World::new().await;
    let readers = world.readers(3).await;
    let id = world.sending(&readers, 1).await;
    let mailing = world.mailing(id).await;
    let letter = world.written_to_alex(&mailing, MailingOccasion::Started).await;
    assert!(world.nudge(&letter).await);
    let mail = world.only_mail();
    assert!(mail.contains("moins d=E2=80=99une minute") && mail.contains("/lettre/"), "{mail}");
}

#[tokio::test(start_paused = true)]
async fn a_letter_that_is_perhaps_sent_and_then_overtaken_goes_on_saying_so() {
    let world = World::new().await;
    let draft = world.draft().await;
    let letter = world.written_to_alex(&draft, MailingOccasion::Draft).await;
    world.cloud.plan(Fault::at("send", "SendRawEmail", 1, FaultKind::AnswerLost));
    assert!(!world.nudge(&letter).await);
    world.decides(draft.id, Command::Discard).await;
    world.cloud.clock().advance(3600);
    assert!(world.nudge(&letter).await, "nothing is left to do");
    assert!(matches!(world.status(&letter).await, Status::Unknown { attempts: 1, .. }));
    assert_eq!(world.cloud.mails().len(), 1);
}
