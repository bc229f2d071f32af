//! To whom an issue leaves, and what they read.

use model::ledger::Status;
use model::letter::MailingOccasion;
use model::territory::Region;

use crate::issue::is_sent;
use crate::world::World;

#[tokio::test(start_paused = true)]
async fn an_issue_leaves_once_to_each_of_its_readers_and_the_editors_get_the_figures() {
    let world = World::new().await;
    let readers = world.readers(9).await;
    let id = world.sending(&readers, 2).await;
    assert!(world.goes_on(id).await && world.is_sent(id).await);
    assert!(world.goes_on(id).await, "a nudge that comes again finds nothing to do");
    for reader in &readers {
        assert_eq!(world.received(reader), 1);
        assert!(is_sent(&world.copy_to(id, reader).await));
    }
    let letters = world.letters(MailingOccasion::Report).await;
    assert_eq!(letters.len(), 2, "Alex and Lou look after the whole country");
    assert!(world.nudge(&letters[0]).await);
    let report = world.cloud.mails().pop().unwrap();
    let report = String::from_utf8(report.raw).unwrap().replace("=\r\n", "");
    assert!(report.contains("Envoy=C3=A9s : 9") || report.contains("9 + 0 + 0 + 0 + 0"), "{report}");
}

#[tokio::test(start_paused = true)]
async fn who_has_unsubscribed_since_launch_is_not_mailed() {
    let world = World::new().await;
    let readers = world.readers(3).await;
    let id = world.sending(&readers, 1).await;
    world.unsubscribes(&readers[1]).await;
    assert!(world.goes_on(id).await && world.is_sent(id).await);
    assert_eq!(world.received(&readers[1]), 0);
    let progress = world.progress(id).await;
    assert_eq!((progress.sent, progress.skipped, progress.audience()), (2, 1, 3));
}

#[tokio::test(start_paused = true)]
async fn who_unsubscribes_while_their_copy_is_being_made_is_mailed_only_if_it_was_claimed_before() {
    let (mut mailed, mut spared_after_being_read) = (0, 0);
    for seed in 0..40 {
        let world = World::new().await;
        let readers = world.readers(1).await;
        let id = world.sending(&readers, 1).await;
        let earlier = world.cloud.calls().len();
        world.cloud.interleave(seed);
        let leaving = async {
            for _ in 0..seed / 2 {
                tokio::task::yield_now().await;
            }
            world.unsubscribes(&readers[0]).await;
        };
        let (done, ()) = tokio::join!(world.goes_on(id), leaving);
        assert!(done, "seed {seed}");
        let calls = world.cloud.calls().split_off(earlier);
        let place = |wanted: &str| calls.iter().position(|call| call.target.contains(wanted));
        let (left, claimed) = (place("Put PERSON#"), place("ConditionCheck PERSON#"));
        let read =
            calls.iter().position(|call| call.operation == "GetItem" && call.target.contains("SUBSCRIBER"));
        let received = world.received(&readers[0]);
        assert_eq!(received, usize::from(claimed.is_some_and(|claimed| Some(claimed) < left)), "seed {seed}");
        mailed += received;
        spared_after_being_read += usize::from(received == 0 && read < left);
    }
    assert!(
        mailed > 0 && spared_after_being_read > 0,
        "{mailed} mailed, {spared_after_being_read} spared in time"
    );
}

#[tokio::test(start_paused = true)]
async fn of_two_senders_at_once_one_sends_each_copy() {
    for seed in 0..12 {
        let world = World::new().await;
        let readers = world.readers(12).await;
        let id = world.sending(&readers, 2).await;
        world.cloud.interleave(seed);
        // One of them may meet copies that are in the other's hands, and looks again later.
        tokio::join!(world.goes_on(id), world.goes_on(id));
        assert!(world.goes_on(id).await && world.is_sent(id).await, "seed {seed}");
        assert!(readers.iter().all(|reader| world.received(reader) == 1), "seed {seed}");
        assert_eq!(world.progress(id).await.sent, 12, "seed {seed}");
        assert_eq!(world.letters(MailingOccasion::Report).await.len(), 2, "seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn each_reader_reads_the_news_of_their_regions() {
    let world = World::new().await;
    let breton = world.reader("breton@exemple.gouv.fr", &[Region::BRETAGNE]).await;
    let both = world.reader("les-deux@exemple.gouv.fr", &[Region::BRETAGNE, Region::CORSE]).await;
    let elsewhere = world.reader("ailleurs@exemple.gouv.fr", &[Region::OCCITANIE]).await;
    let id = world.sending(&[breton.clone(), both.clone(), elsewhere.clone()], 1).await;
    assert!(world.goes_on(id).await);
    for (reader, expected) in [(&breton, (true, false)), (&both, (true, true)), (&elsewhere, (false, false))]
    {
        let address = reader.address().unwrap().as_str();
        let mail = world.cloud.mails().into_iter().find(|mail| mail.destinations == [address]).unwrap();
        let text = String::from_utf8(mail.raw).unwrap().replace("=\r\n", "");
        assert_eq!((text.contains("Rennes"), text.contains("Bastia")), expected, "{address}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_mail_client_can_unsubscribe_each_of_them_alone() {
    let world = World::new().await;
    let readers = world.readers(2).await;
    let id = world.sending(&readers, 1).await;
    assert!(world.goes_on(id).await);
    let mut addresses = Vec::new();
    for mail in world.cloud.mails() {
        let text = String::from_utf8(mail.raw).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let header = |name: &str| {
            let line = head.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_else(|| panic!("{name} in {head}")).trim().to_owned()
        };
        // RFC 8058 §3.1: both headers, the first address by HTTPS, the value to the letter.
        assert_eq!(header("List-Unsubscribe-Post:"), "List-Unsubscribe=One-Click");
        let unsubscribe = header("List-Unsubscribe:");
        assert!(unsubscribe.starts_with("<https://mois.exemple.gouv.fr/desabonner/"), "{unsubscribe}");
        addresses.push(unsubscribe);
    }
    assert_ne!(addresses[0], addresses[1]);
}

#[tokio::test(start_paused = true)]
async fn a_copy_whose_answer_is_lost_is_never_sent_again() {
    use pipeline_tests::cloud::{Fault, FaultKind};
    for kind in [FaultKind::AnswerLost, FaultKind::AnswerBroken, FaultKind::ServerError] {
        let world = World::new().await;
        let readers = world.readers(3).await;
        let id = world.sending(&readers, 1).await;
        world.cloud.plan(Fault::at("send", "SendRawEmail", 2, kind));
        assert!(world.goes_on(id).await && world.is_sent(id).await, "{kind:?}");
        world.cloud.clock().advance(24 * 3600);
        assert!(world.goes_on(id).await);
        let unknown = |copy: &&model::mailing::Delivery| matches!(copy.status, Status::Unknown { .. });
        assert_eq!(world.copies(id).await.iter().filter(unknown).count(), 1, "{kind:?}");
        let happened = usize::from(kind != FaultKind::ServerError);
        assert_eq!(world.cloud.mails().len(), 2 + happened, "{kind:?}");
        assert!(readers.iter().all(|reader| world.received(reader) <= 1));
    }
}

#[tokio::test(start_paused = true)]
async fn the_copies_of_a_sender_that_died_are_perhaps_sent_and_the_others_go() {
    use pipeline_tests::cloud::{Fault, FaultKind};
    let world = World::new().await;
    let readers = world.readers(4).await;
    let id = world.sending(&readers, 1).await;
    world.cloud.plan(Fault::at("send", "SendRawEmail", 2, FaultKind::CrashAfter));
    assert!(!world.goes_on(id).await);
    assert!(!world.goes_on(id).await, "the dead sender may be alive");
    world.cloud.clock().advance(60);
    assert!(world.goes_on(id).await && world.is_sent(id).await);
    assert!(readers.iter().all(|reader| world.received(reader) <= 1));
    let progress = world.progress(id).await;
    assert_eq!((progress.waiting, progress.audience()), (0, 4));
    assert!(progress.unknown >= 1, "{progress:?}");
}
