use jiff::Timestamp;
use jiff::civil::date;
use model::email::EmailAddress;
use model::id::{PersonId, PersonKey};
use model::ledger::{Fate, Report, Status};
use model::mailing::{Buckets, Command as Deed, Delivery, State, Week};
use pipeline_tests::cloud::Cloud;
use pipeline_tests::samples::{edition, moderator};
use store::{MailingNudge, StoreError};

use super::*;
use crate::on_cloud;

struct World {
    cloud: Cloud,
    store: Store,
    clock: Clock,
    key: PersonKey,
}

impl World {
    /// The edition of 2024 with a national moderator.
    async fn new() -> Self {
        let cloud = Cloud::new().await;
        let store = on_cloud::store(&cloud);
        store.open_edition(&edition(2024)).await.unwrap();
        store.put_moderator(&moderator()).await.unwrap();
        let clock = on_cloud::clock(&cloud);
        Self { cloud, store, clock, key: PersonKey::new("a key") }
    }

    fn now(&self) -> Timestamp {
        self.cloud.now()
    }

    async fn drafted(&self) -> Mailing {
        let week = Week::of(date(2024, 11, 11));
        let draft = Mailing::weekly(&edition(2024), week, Timestamp::UNIX_EPOCH, self.now()).unwrap();
        self.store.create_mailing(&draft, vec![], self.now()).await.unwrap();
        draft
    }

    async fn becomes(&self, before: &Mailing, deed: Deed) -> Mailing {
        let after = before.decide(deed, None, self.now()).unwrap();
        self.store.record_mailing(&after, vec![], MailingNudge::None, self.now()).await.unwrap();
        after
    }

    /// An issue for these people, which is leaving.
    async fn sending(&self, addresses: &[&str]) -> Mailing {
        let launched = self.becomes(&self.drafted().await, Deed::Launch { first_of_month: false }).await;
        let cut = self.becomes(&launched, Deed::Cut { buckets: Buckets::new(2) }).await;
        for address in addresses {
            self.store.freeze(&self.copy(&cut, address), self.now()).await.unwrap();
        }
        let audience = u32::try_from(addresses.len()).unwrap();
        self.becomes(&cut, Deed::Freeze { audience }).await
    }

    fn copy(&self, mailing: &Mailing, address: &str) -> Delivery {
        let person = PersonId::of(&EmailAddress::parse(address).unwrap(), &self.key);
        Delivery::new(mailing.id, mailing.buckets.unwrap(), person)
    }

    async fn moves(&self, mailing: &Mailing, address: &str, to: Status) {
        let copy = self.copy(mailing, address);
        self.store.move_delivery(&copy.id(), &copy.status, &to).await.unwrap();
    }

    async fn reported(&self, mailing: &Mailing, address: &str, fate: Fate) {
        let copy = self.store.delivery(&self.copy(mailing, address).id()).await.unwrap().unwrap();
        let Status::Sent { ses_id, at } = copy.status.clone() else { panic!("it was sent") };
        let report = Report { ses_id, accepted_at: at, fate: Some(fate) };
        self.store.report_delivery(&copy, &report).await.unwrap();
    }

    async fn wish(&self, mailing: &Mailing, wish: Wish) -> String {
        match wish::grant(&self.store, &self.clock, &mailing.id.to_string(), wish).await {
            Ok(told) => told.said,
            Err(error) => format!("refused: {error:#}"),
        }
    }

    async fn state(&self, mailing: &Mailing) -> State {
        self.store.mailing(mailing.id).await.unwrap().unwrap().state
    }

    /// The outbox's items of a kind.
    async fn nudges(&self, nudge: &str) -> usize {
        let is_one = |item: &&serde_json::Value| item["nudge"]["M"]["nudge"]["S"] == nudge;
        self.cloud.items().await.iter().filter(is_one).count()
    }

    async fn got(&self, mailing: &Mailing, address: &str) -> String {
        let mailing = self.store.mailing(mailing.id).await.unwrap().unwrap();
        got::got(&self.store, &mailing, address, &self.key).await.unwrap().said
    }
}

fn sent(at: Timestamp) -> Status {
    Status::Sent { ses_id: "0100-ses".into(), at }
}

#[tokio::test(start_paused = true)]
async fn the_numbers_of_an_issue_add_up_to_its_audience() {
    let world = World::new().await;
    let addresses = ["a@exemple.fr", "b@exemple.fr", "c@exemple.fr", "d@exemple.fr", "e@exemple.fr"];
    let mailing = world.sending(&addresses).await;
    let now = world.now();
    world.moves(&mailing, "a@exemple.fr", sent(now)).await;
    world.reported(&mailing, "a@exemple.fr", Fate::Delivered { at: now }).await;
    world.moves(&mailing, "b@exemple.fr", Status::Skipped { at: now }).await;
    world.moves(&mailing, "c@exemple.fr", Status::Unknown { attempts: 1, since: now }).await;
    world.moves(&mailing, "d@exemple.fr", Status::Refused { why: "MessageRejected".into(), at: now }).await;
    let told = show::issue(&world.store, &mailing).await.unwrap();
    let copies = &told.fields["copies"];
    assert_eq!(
        (&copies["sent"], &copies["waiting"], &copies["delivered"]),
        (&1.into(), &1.into(), &1.into())
    );
    let said = told.said;
    assert!(said.contains("audience  5\n"), "{said}");
    let counts: Vec<u32> = said
        .lines()
        .skip_while(|line| !line.starts_with("audience"))
        .skip(1)
        .map_while(|line| line.split_whitespace().next()?.parse().ok())
        .collect();
    assert_eq!(counts, [1, 1, 1, 1, 1], "{said}");
    assert!(said.contains("1 delivered, 0 bounced for good, 0 called spam"), "{said}");
    assert!(said.contains("Liste des destinataires arrêtée"), "{said}");
    let listed = list::of(&world.store, None).await.unwrap().said;
    assert!(listed.starts_with(&format!("{}\tsending\tweek of 2024-11-11\t", mailing.id)), "{listed}");
}

#[tokio::test(start_paused = true)]
async fn an_issue_is_paused_goes_on_and_is_cancelled() {
    let world = World::new().await;
    let mailing = world.sending(&["a@exemple.fr", "b@exemple.fr"]).await;
    world.moves(&mailing, "a@exemple.fr", sent(world.now())).await;
    assert!(world.wish(&mailing, Wish::Pause).await.contains("is paused"));
    assert!(matches!(world.state(&mailing).await, State::Paused { by_itself: false, .. }));
    assert!(world.wish(&mailing, Wish::Pause).await.ends_with("(it was already)"));
    assert_eq!(world.nudges("mailing").await, 0);

    assert!(world.wish(&mailing, Wish::Resume).await.contains("goes on"));
    assert!(matches!(world.state(&mailing).await, State::Sending { .. }));
    assert_eq!(world.nudges("mailing").await, 1, "send is told");

    let id = mailing.id.to_string();
    let warned = wish::warn_of_cancelling(&world.store, &id).await.unwrap_err().to_string();
    assert!(
        warned.contains("1 of its 2 copies have not left") && warned.ends_with("add --yes to do it"),
        "{warned}"
    );
    assert!(matches!(world.state(&mailing).await, State::Sending { .. }));

    assert!(world.wish(&mailing, Wish::Cancel).await.contains("is cancelled"));
    assert!(matches!(world.state(&mailing).await, State::Cancelled { .. }));
    assert_eq!(world.nudges("mail").await, 1, "the editor gets the figures");
    assert!(world.wish(&mailing, Wish::Cancel).await.ends_with("(it was already)"));
    assert_eq!(world.nudges("mail").await, 1);
    let refused = world.wish(&mailing, Wish::Resume).await;
    assert!(
        refused.starts_with("refused: ") && refused.ends_with("its editors can start another"),
        "{refused}"
    );
}

#[tokio::test(start_paused = true)]
async fn what_was_not_launched_cannot_be_stopped_and_a_wrong_identifier_is_told() {
    let world = World::new().await;
    assert!(list::of(&world.store, None).await.unwrap().said.contains("no issue yet"));
    let draft = world.drafted().await;
    for wish in [Wish::Pause, Wish::Resume, Wish::Cancel] {
        let refused = world.wish(&draft, wish).await;
        assert!(refused.contains("is draft: it has not been launched"), "{refused}");
    }
    let id = draft.id.to_string();
    assert!(
        wish::warn_of_cancelling(&world.store, &id)
            .await
            .unwrap_err()
            .to_string()
            .contains("not been launched")
    );
    for (id, said) in [("lundi", "mip mailings list"), ("000000000000", "there is no issue 000000000000")] {
        let error = format!("{:#}", find(&world.store, id).await.unwrap_err());
        assert!(error.contains(said) && error.lines().count() == 1, "{error}");
    }
    assert!(find(&world.store, "000000000000").await.unwrap_err().downcast_ref::<StoreError>().is_none());
}

#[tokio::test(start_paused = true)]
async fn whether_someone_got_it_is_told_in_words() {
    let world = World::new().await;
    let mailing = world.sending(&["a@exemple.fr", "b@exemple.fr", "c@exemple.fr"]).await;
    let now = world.now();
    world.moves(&mailing, "a@exemple.fr", sent(now)).await;
    assert!(world.got(&mailing, "A@Exemple.fr").await.contains("Nothing says yet whether it arrived"));
    world.reported(&mailing, "a@exemple.fr", Fate::Delivered { at: now }).await;
    let said = world.got(&mailing, "a@exemple.fr").await;
    assert!(
        said.starts_with("Sent: SES accepted their copy on 2024-11-04 09:00 (Paris) as 0100-ses."),
        "{said}"
    );
    assert!(
        said.contains("Their server took it") && said.ends_with("nothing is known of this address."),
        "{said}"
    );
    world.moves(&mailing, "b@exemple.fr", Status::Unknown { attempts: 1, since: now }).await;
    assert!(world.got(&mailing, "b@exemple.fr").await.starts_with("Perhaps:"));
    assert!(world.got(&mailing, "c@exemple.fr").await.starts_with("Not yet: their copy waits"));
    assert!(world.got(&mailing, "z@exemple.fr").await.starts_with("No: they were not in the audience"));
    world.wish(&mailing, Wish::Cancel).await;
    assert!(world.got(&mailing, "c@exemple.fr").await.starts_with("No: the issue was cancelled"));
}
