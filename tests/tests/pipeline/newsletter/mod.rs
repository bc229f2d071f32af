//! The newsletter: what readers and editors do, and what became of the copies of an issue.

mod figures;
mod readers;
mod robot;
mod scale;

use std::collections::BTreeMap;

use links::{Capability, Purpose, Subject};
use mail_parser::MessageParser;
use model::email::EmailAddress;
use model::id::{MailingId, PersonId};
use model::ledger::Status;
use model::mailing::{Delivery, Mailing, Progress, State};
use model::subscriber::Subscriber;
use model::territory::Region;
use model::text::Prose;
use pipeline_tests::cloud::{Cloud, SentMail};
use pipeline_tests::samples;

use crate::steps::{TRIES, path_in, value_of};
use crate::world::{BASE_URL, Page, World, edition, get, keys, person_key, post, team};

/// The words of an issue: without any, it does not leave.
const EDITORIAL: &str = "Bonjour,\n\nVoici les événements de la semaine.";

impl World {
    /// Fills the sign-up form and sends it until the page says that it was taken.
    pub(crate) async fn asks_for_the_newsletter(&self, address: &str) {
        let fields = [("email", address), ("region", "53"), ("consent", "oui")];
        for _ in 0..TRIES {
            if let Ok(page) = self.request(post("/abonnement", &fields)).await
                && page.status.is_success()
            {
                assert!(page.html.contains("Vérifiez votre boîte de réception"), "{}", page.html);
                return;
            }
        }
        panic!("the form was never taken");
    }

    /// Follows the link of the mail and confirms the subscription.
    pub(crate) async fn confirms_subscription(&self, mail: &SentMail) -> Page {
        let path = path_in(mail, "/abonnement/confirmer/");
        let confirmed = |page: &Page| page.html.contains("Votre abonnement est confirmé");
        self.act_until(&path, &[("confirm", "oui")], confirmed).await
    }

    /// What a mail client does when its user presses its own button.
    pub(crate) async fn unsubscribes_in_one_click(&self, mail: &SentMail) {
        let path = one_click_address(mail);
        for _ in 0..TRIES {
            if let Ok(page) = self.request(post(&path, &[("List-Unsubscribe", "One-Click")])).await
                && page.status.is_success()
            {
                assert!(page.html.contains("Vous ne recevez plus la lettre"), "{}", page.html);
                return;
            }
        }
        panic!("the unsubscription was never taken");
    }

    pub(crate) async fn subscriber(&self, address: &str) -> Option<Subscriber> {
        self.store.subscriber(&person(address)).await.unwrap()
    }

    /// Someone who receives the newsletter already.
    pub(crate) async fn has_reader(&self, address: &str, regions: &[Region]) -> PersonId {
        let reader = samples::reader(address, &person_key(), regions, self.cloud.now());
        self.store.record_subscriber(0, &reader, None, self.cloud.now()).await.unwrap();
        reader.person
    }

    /// An issue that an editor has written, and not sent yet.
    pub(crate) async fn has_draft(&self) -> MailingId {
        let now = self.cloud.now();
        let id = MailingId::derive(&[b"issue"]);
        let mut draft = Mailing::blank(id, &edition(), now, None, now).unwrap();
        draft.words.editorial = Some(Prose::parse(EDITORIAL).unwrap());
        self.store.create_mailing(&draft, vec![], now).await.unwrap();
        id
    }

    /// The editor sends the issue: from the page as it was shown, then again from a new one if it did not work.
    pub(crate) async fn launches(&self, id: MailingId, mut page: Page) {
        let path = page_of(id);
        for _ in 0..TRIES {
            let version = value_of(&page, "version");
            let fields = [("act", "decision"), ("version", version.as_str()), ("decision", "envoyer")];
            if let Ok(answer) = self.request(post(&path, &fields)).await
                && answer.status.is_success()
            {
                return;
            }
            page = self.open(&path).await;
            if self.store.mailing(id).await.unwrap().unwrap().launched_at().is_some() {
                return;
            }
        }
        panic!("the issue was never launched: {}", page.html);
    }

    pub(crate) async fn the_mailing(&self, id: MailingId) -> Mailing {
        self.store.mailing(id).await.unwrap().expect("the issue")
    }

    /// Every copy of an issue.
    pub(crate) async fn copies(&self, id: MailingId) -> Vec<Delivery> {
        let mut copies = Vec::new();
        for bucket in
            self.the_mailing(id).await.buckets.into_iter().flat_map(|it| it.all().collect::<Vec<_>>())
        {
            copies.extend(self.store.deliveries(id, bucket).await.unwrap());
        }
        copies
    }
}

/// The national editor's page of an issue.
pub(crate) fn page_of(id: MailingId) -> String {
    let page = Capability {
        purpose: Purpose::Compose,
        subject: Subject::Mailing(id),
        moderator: Some(team()[0].id),
        expires: "2025-12-01T00:00:00Z".parse().unwrap(),
    };
    page.link("", &keys())
}

/// Whose address it is.
pub(crate) fn person(address: &str) -> PersonId {
    PersonId::of(&EmailAddress::parse(address).unwrap(), &person_key())
}

/// The address by which a mail client unsubscribes: RFC 8058 §3.1.
pub(crate) fn one_click_address(mail: &SentMail) -> String {
    one_click_address_if_any(mail).expect("a List-Unsubscribe with an address of ours")
}

/// The same for any mail.
pub(crate) fn one_click_address_if_any(mail: &SentMail) -> Option<String> {
    let message = MessageParser::new().parse(&mail.raw).expect("a mail that parses");
    let header = message.header_raw("List-Unsubscribe")?;
    let mut addresses = header.split(',').map(|address| address.trim().trim_matches(['<', '>']));
    addresses.find_map(|address| address.strip_prefix(BASE_URL)).map(ToOwned::to_owned)
}

/// Copies that SES has accepted, by their tag.
pub(crate) fn left(cloud: &Cloud) -> BTreeMap<String, usize> {
    let mut left = BTreeMap::new();
    for mail in cloud.mails().iter().filter(|mail| mail.tags["mail"].starts_with("copy-")) {
        *left.entry(mail.tags["mail"].clone()).or_default() += 1;
    }
    left
}

/// What must hold of an issue that has left, whatever broke on the way: one row a reader, nobody twice, every row in a named
/// state that says what SES has accepted, and figures that add up.
pub(crate) async fn has_left_well(world: &World, cloud: &Cloud, id: MailingId, audience: u32) -> Progress {
    let mailing = world.the_mailing(id).await;
    assert!(matches!(mailing.state, State::Sent { .. }), "{:?}", mailing.state);
    assert_eq!(mailing.audience, Some(audience));
    let copies = world.copies(id).await;
    let people: std::collections::BTreeSet<_> = copies.iter().map(|copy| copy.person.clone()).collect();
    assert_eq!(people.len(), copies.len(), "one row a reader");
    let left = left(cloud);
    for copy in &copies {
        let times = left.get(copy.id().mail_id().as_str()).copied().unwrap_or_default();
        match &copy.status {
            Status::Sent { .. } => assert_eq!(times, 1, "{copy:?}"),
            Status::Unknown { .. } => assert!(times <= 1, "{copy:?}"),
            Status::Refused { .. } | Status::Skipped { .. } => assert_eq!(times, 0, "{copy:?}"),
            Status::Pending { .. } | Status::Claimed { .. } => panic!("{copy:?} is still to be sent"),
        }
    }
    assert!(left.values().all(|&times| times == 1), "nobody twice");
    let progress = Progress::of(&mailing.state, &copies);
    assert_eq!((progress.audience(), progress.waiting), (audience, 0), "{progress:?}");
    progress
}

/// Opens the page of an issue, for its version.
pub(crate) async fn opened(world: &World, id: MailingId) -> Page {
    world.request(get(&page_of(id))).await.unwrap()
}
