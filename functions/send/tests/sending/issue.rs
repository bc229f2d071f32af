//! An issue that is being sent, and what became of its copies.

use model::event::Event;
use model::id::MailingId;
use model::ledger::{Fate, Report, Status};
use model::letter::{Letter, MailId, MailingLetter, MailingOccasion};
use model::mailing::{Block, Buckets, Card, Command, Delivery, Mailing, Progress, RegionNews, State, gather};
use model::subscriber::{Departure, Subscriber};
use model::territory::Region;
use model::text::Line;
use model::vocabulary::Format;
use pipeline_tests::samples::{self, edition};
use store::{MailingNudge, Nudge};

use crate::world::{World, moderator};

/// What is new in a region, by a title.
fn news(event: &Event, region: Region, title: &str) -> RegionNews {
    let card = Card {
        id: event.id,
        title: Line::parse(title).unwrap(),
        summary: None,
        format: Format::Atelier,
        when: "mardi 12 novembre 2024".into(),
        place: region.name().into(),
        path: "/2024/evenements/".into(),
    };
    RegionNews { region, cards: vec![card], more: 0 }
}

impl World {
    /// As many readers, each of no region.
    pub(crate) async fn readers(&self, count: usize) -> Vec<Subscriber> {
        let mut readers = Vec::new();
        for number in 1..=count {
            readers.push(self.reader(&format!("lectrice{number}@exemple.gouv.fr"), &[]).await);
        }
        readers
    }

    pub(crate) async fn reader(&self, address: &str, regions: &[Region]) -> Subscriber {
        let key = model::id::PersonKey::new("key");
        let reader = samples::reader(address, &key, regions, self.cloud.now());
        self.deps.store.record_subscriber(0, &reader, None, self.cloud.now()).await.unwrap();
        reader
    }

    pub(crate) async fn unsubscribes(&self, reader: &Subscriber) {
        let now = self.cloud.now();
        let left = reader.leave(Departure::Unsubscribed, now).unwrap();
        self.deps.store.record_subscriber(reader.version, &left, None, now).await.unwrap();
    }

    /// A draft, with what is new in two regions once it is launched.
    pub(crate) async fn draft(&self) -> Mailing {
        let now = self.cloud.now();
        let id = MailingId::derive(&[b"issue"]);
        let draft = Mailing::blank(id, &edition(2024), now, None, now).unwrap();
        self.deps.store.create_mailing(&draft, vec![], now).await.unwrap();
        draft
    }

    /// An issue whose audience is frozen into so many parts.
    pub(crate) async fn sending(&self, readers: &[Subscriber], parts: u16) -> MailingId {
        let (store, now) = (&self.deps.store, self.cloud.now());
        let draft = self.draft().await;
        let event = self.proposed("Atelier").await;
        let mut issue = gather(&draft, &edition(2024), &[], now);
        let regions = vec![
            news(&event, Region::BRETAGNE, "Un atelier à Rennes"),
            news(&event, Region::CORSE, "Une visite à Bastia"),
        ];
        issue.blocks.push(Block::NewInRegion { regions });
        store.keep_issue(&issue).await.unwrap();
        let buckets = Buckets::new(parts);
        let mut mailing = draft;
        let audience = u32::try_from(readers.len()).unwrap();
        for command in
            [Command::Launch { first_of_month: true }, Command::Cut { buckets }, Command::Freeze { audience }]
        {
            mailing = mailing.decide(command, None, now).unwrap();
            store.record_mailing(&mailing, vec![], MailingNudge::None, now).await.unwrap();
        }
        for reader in readers {
            store.freeze(&Delivery::new(mailing.id, buckets, reader.person.clone()), now).await.unwrap();
        }
        mailing.id
    }

    /// Someone decides about an issue.
    pub(crate) async fn decides(&self, id: MailingId, command: Command) {
        let after = self.mailing(id).await.decide(command, None, self.cloud.now()).unwrap();
        let now = self.cloud.now();
        self.deps.store.record_mailing(&after, vec![], MailingNudge::None, now).await.unwrap();
    }

    /// The queue nudges `send` about an issue; whether the nudge is done with.
    pub(crate) async fn goes_on(&self, id: MailingId) -> bool {
        self.nudged(&Nudge::Mailing { mailing: id }).await.unwrap_or(false)
    }

    pub(crate) async fn mailing(&self, id: MailingId) -> Mailing {
        self.deps.store.mailing(id).await.unwrap().unwrap()
    }

    pub(crate) async fn is_sent(&self, id: MailingId) -> bool {
        matches!(self.mailing(id).await.state, State::Sent { .. })
    }

    pub(crate) async fn copies(&self, id: MailingId) -> Vec<Delivery> {
        let mut copies = Vec::new();
        for bucket in self.mailing(id).await.buckets.unwrap().all() {
            copies.extend(self.deps.store.deliveries(id, bucket).await.unwrap());
        }
        copies
    }

    pub(crate) async fn copy_to(&self, id: MailingId, reader: &Subscriber) -> Delivery {
        self.copies(id).await.into_iter().find(|copy| copy.person == reader.person).unwrap()
    }

    pub(crate) async fn progress(&self, id: MailingId) -> Progress {
        Progress::of(&self.mailing(id).await.state, &self.copies(id).await)
    }

    /// How many mails an address has received.
    pub(crate) fn received(&self, reader: &Subscriber) -> usize {
        let address = reader.address().unwrap().as_str();
        self.cloud.mails().iter().filter(|mail| mail.destinations == [address]).count()
    }

    /// SES tells that a mailbox does not exist.
    pub(crate) async fn bounces(&self, copy: &Delivery) {
        let at = self.cloud.now();
        let fate = Fate::Bounced { at, permanent: true, why: "NoEmail".into() };
        let report = Report { ses_id: format!("ses-{}", copy.person), accepted_at: at, fate: Some(fate) };
        self.deps.store.report_delivery(copy, &report).await.unwrap();
    }

    /// The letters of an occasion that wait for their editors.
    pub(crate) async fn letters(&self, occasion: MailingOccasion) -> Vec<MailId> {
        let items = self.cloud.items().await;
        let mails = items.iter().filter(|item| item["entity"]["S"] == "mail");
        let letters = mails.filter_map(|item| {
            let letter: Letter = serde_dynamo::from_item(
                serde_json::from_value::<serde_dynamo::Item>(item["letter"]["M"].clone()).ok()?,
            )
            .ok()?;
            Some(letter)
        });
        letters
            .filter(|letter| matches!(letter, Letter::Mailing(MailingLetter { occasion: it, .. }) if *it == occasion))
            .map(|letter| letter.id())
            .collect()
    }

    /// A letter about an issue to Alex.
    pub(crate) async fn written_to_alex(&self, mailing: &Mailing, occasion: MailingOccasion) -> MailId {
        let moderator = moderator("Alex").id;
        let letter = MailingLetter { mailing: mailing.id, version: mailing.version, moderator, occasion };
        self.deps.store.write_to_editors(vec![letter.clone()], self.cloud.now()).await.unwrap();
        Letter::Mailing(letter).id()
    }
}

/// Whether SES has accepted a copy, for all that its row says.
pub(crate) fn is_sent(copy: &Delivery) -> bool {
    matches!(copy.status, Status::Sent { .. })
}
