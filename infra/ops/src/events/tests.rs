use jiff::SignedDuration;
use model::email::EmailAddress;
use model::event::{Actor, Deed, Outcome, Seat, State};
use model::id::{EventId, PersonId, PersonKey};
use model::letter::{Letter, Purpose};
use model::reception::Reception;
use model::step::{Ruling, Step};
use pipeline_tests::cloud::Cloud;
use pipeline_tests::samples;
use store::Store;

use super::case::Case;
use super::list::{Query, Stand};
use super::*;
use crate::on_cloud;

const ORGANISER: &str = "camille.durand@exemple.gouv.fr";
const SUCCESSOR: &str = "sacha.petit@exemple.gouv.fr";

struct World {
    cloud: Cloud,
    store: Store,
    clock: Clock,
    key: PersonKey,
}

impl World {
    /// The edition of 2024 with a moderator.
    async fn new() -> Self {
        let cloud = Cloud::new().await;
        let store = on_cloud::store(&cloud);
        store.open_edition(&samples::edition(2024)).await.unwrap();
        store.put_moderator(&samples::moderator()).await.unwrap();
        let clock = on_cloud::clock(&cloud);
        Self { cloud, store, clock, key: PersonKey::new("a key") }
    }

    fn person(&self, address: &str) -> PersonId {
        PersonId::of(&EmailAddress::parse(address).unwrap(), &self.key)
    }

    /// An event of that title, as it comes in; its reference.
    async fn comes(&self, title: &str, reception: Reception) -> EventId {
        let (id, now) = (EventId::derive(&[title.as_bytes()]), self.cloud.now());
        let revision = samples::revision(title);
        let step = Step::submit(id, 2024.into(), self.person(ORGANISER), reception, revision, now);
        assert!(self.store.submit(&step, None).await.unwrap());
        id
    }

    async fn published(&self, title: &str) -> EventId {
        let id = self.comes(title, Reception::Known).await;
        let Case { event, revision } = self.case(id).await;
        let moderator = samples::moderator();
        let window = SignedDuration::from_secs(300);
        let ruling =
            Ruling { moderator: &moderator, outcome: Outcome::Publish, corrected: None, window, order: None };
        let number = event.revision();
        let step = Step::decide(event, number, ruling, &revision.content, self.cloud.now()).unwrap();
        self.store.record(&step).await.unwrap();
        self.cloud.clock().advance(600);
        id
    }

    async fn case(&self, id: EventId) -> Case {
        Case::read(&self.store, id).await.unwrap()
    }

    async fn list(&self, query: Query) -> Vec<String> {
        let console = Console::default();
        let found = list::of(&self.store, &query, console, self.cloud.now()).await.unwrap();
        found.0.into_iter().map(|row| row.title).collect()
    }

    fn withdrawal(id: EventId) -> withdraw::Wish {
        withdraw::Wish::read(&id.reference(), "La salle a brûlé.").unwrap()
    }

    fn reassignment(&self, id: EventId, from: Option<&str>) -> reassign::Wish {
        reassign::Wish::read(&id.reference(), SUCCESSOR, from, &self.key).unwrap()
    }

    /// The purposes and places of the letters of an event's last deed.
    async fn letters(&self, id: EventId) -> Vec<(Purpose, Seat)> {
        let history = self.store.history(id).await.unwrap();
        let mut letters = Vec::new();
        for mail in &history.last().unwrap().mails {
            match self.store.mail(mail).await.unwrap().unwrap().letter {
                Letter::Event(letter) => letters.push((letter.purpose, letter.seat)),
                other => panic!("{other:?}"),
            }
        }
        letters
    }

    async fn last_actor(&self, id: EventId) -> Actor {
        self.store.history(id).await.unwrap().pop().unwrap().actor
    }
}

#[tokio::test(start_paused = true)]
async fn events_are_found_by_what_is_asked_whatever_the_collection() {
    let world = World::new().await;
    world.comes("Jamais confirmé", Reception::Ask).await;
    world.cloud.clock().advance(60);
    world.published("Atelier publié").await;
    world.comes("Balade en attente", Reception::Known).await;
    world.cloud.clock().advance(3 * 24 * 3600);
    world.comes("Débat d’Été", Reception::Known).await;
    let all = world.list(Query::default()).await;
    assert_eq!(all, ["Balade en attente", "Débat d’Été", "Jamais confirmé", "Atelier publié"]);
    let stand = |state| Query { state: Some(state), ..Query::default() };
    assert_eq!(world.list(stand(Stand::Waiting)).await, ["Balade en attente", "Débat d’Été"]);
    assert_eq!(world.list(stand(Stand::Published)).await, ["Atelier publié"]);
    assert_eq!(world.list(stand(Stand::Unconfirmed)).await, ["Jamais confirmé"]);
    assert!(world.list(stand(Stand::Withdrawn)).await.is_empty());
    let old = Query { waiting_longer_than: Some(2), ..Query::default() };
    assert_eq!(world.list(old).await, ["Balade en attente"]);
    let titled = Query { title: Some("débat d’été".into()), ..Query::default() };
    assert_eq!(world.list(titled).await, ["Débat d’Été"]);
    let of_the_state = model::vocabulary::OrganisationKind::from_code("etat");
    assert_eq!(world.list(Query { kind: of_the_state, ..Query::default() }).await.len(), 4);
    let others =
        model::vocabulary::OrganisationKind::ALL.iter().copied().find(|kind| Some(*kind) != of_the_state);
    assert!(world.list(Query { kind: others, ..Query::default() }).await.is_empty());
    let in_brittany = Query { region: Some("53".into()), ..Query::default() };
    assert!(world.list(in_brittany).await.is_empty(), "they are online");
    assert!(world.list(Query { edition: Some(2023), ..Query::default() }).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_event_is_shown_without_those_who_follow_it_unless_they_are_asked_for() {
    let world = World::new().await;
    let id = world.published("Atelier").await;
    let shown = show::event(&world.store, &id.reference(), false, world.cloud.now()).await.unwrap();
    let (said, fields) = (shown.to_string(), serde_json::to_string(&shown).unwrap());
    for text in [&said, &fields] {
        assert!(!text.contains("camille") && !text.contains("Camille"), "{text}");
        assert!(text.contains("c…@exemple.gouv.fr") && text.contains("En quelques phrases."), "{text}");
    }
    assert!(
        said.contains("published  revision 1") && said.contains("page       /2024/evenements/atelier-"),
        "{said}"
    );
    let shown = show::event(&world.store, &id.reference(), true, world.cloud.now()).await.unwrap();
    assert!(shown.to_string().contains(ORGANISER) && shown.to_string().contains("Camille Durand"));
    let nowhere = show::event(&world.store, "0000000000000", false, world.cloud.now()).await.unwrap_err();
    assert!(nowhere.to_string().contains("mip events list"), "{nowhere}");
}

#[tokio::test(start_paused = true)]
async fn a_history_tells_the_deeds_and_what_became_of_the_mails() {
    let world = World::new().await;
    let id = world.published("Atelier").await;
    withdraw::grant(&world.store, &World::withdrawal(id), &world.clock).await.unwrap();
    let entries = world.store.history(id).await.unwrap();
    let mails = crate::log::mails(&world.store, &entries).await.unwrap();
    let lines = entries.iter().map(|entry| crate::log::Line::of(entry, &mails)).collect();
    let said = history::History(lines).to_string();
    assert!(said.contains("  submitted by organiser, then in-review\n"), "{said}");
    assert!(said.contains("  publish by Dominique Martin, then published\n"), "{said}");
    assert!(said.contains("  withdraw by operator, then withdrawn\n    « La salle a brûlé. »\n"), "{said}");
    assert!(said.lines().any(|line| line.starts_with("    mail ") && line.ends_with(": waits")), "{said}");
}

#[tokio::test(start_paused = true)]
async fn a_published_event_is_withdrawn_once_and_its_organiser_is_told_why() {
    let world = World::new().await;
    let id = world.published("Atelier").await;
    let wish = World::withdrawal(id);
    let foreseen = withdraw::foresee(&world.store, &wish, world.cloud.now()).await.unwrap();
    assert!(foreseen.contains("would be taken out of the programme, and 1 mails"), "{foreseen}");
    assert_eq!(world.case(id).await.event.state(), State::Published, "nothing was done");
    let done = withdraw::grant(&world.store, &wish, &world.clock).await.unwrap();
    assert!(done.written && world.store.publications(2024.into()).await.unwrap().is_empty());
    assert_eq!(world.letters(id).await, [(Purpose::Decision, Seat::ORGANISER)]);
    assert_eq!(world.last_actor(id).await, Actor::Operator);
    let version = world.case(id).await.event.version;
    assert!(!withdraw::grant(&world.store, &wish, &world.clock).await.unwrap().written);
    assert_eq!(world.case(id).await.event.version, version);
}

#[tokio::test(start_paused = true)]
async fn what_waits_is_refused_and_what_is_nobodys_move_is_said() {
    let world = World::new().await;
    let waiting = world.comes("Balade", Reception::Known).await;
    withdraw::grant(&world.store, &World::withdrawal(waiting), &world.clock).await.unwrap();
    let event = world.case(waiting).await.event;
    assert_eq!(event.state(), State::Rejected);
    let Some(Outcome::Reject { message, .. }) = event.decision().map(|it| &it.outcome) else {
        panic!("{event:?}")
    };
    assert_eq!(message.as_ref().unwrap().as_str(), "La salle a brûlé.");
    let unconfirmed = world.comes("Jamais confirmé", Reception::Ask).await;
    let refused =
        withdraw::grant(&world.store, &World::withdrawal(unconfirmed), &world.clock).await.unwrap_err();
    assert!(refused.to_string().contains("was never confirmed"), "{refused}");
}

#[tokio::test(start_paused = true)]
async fn the_organisers_place_goes_to_another_and_old_links_are_dead() {
    let world = World::new().await;
    let id = world.published("Atelier").await;
    let wish = world.reassignment(id, None);
    let foreseen = reassign::foresee(&world.store, &wish, world.cloud.now()).await.unwrap();
    assert_eq!(
        foreseen,
        "« Atelier »: the organiser’s links would be dead, and s…@exemple.gouv.fr would get a link by mail"
    );
    assert_eq!(world.store.events_of(&world.person(SUCCESSOR)).await.unwrap(), []);
    assert!(reassign::grant(&world.store, &wish, &world.clock).await.unwrap().written);
    let event = world.case(id).await.event;
    let seat = event.seat_of(&world.person(SUCCESSOR)).unwrap();
    assert_eq!(event.person_at(Seat::ORGANISER), None, "a link to that place leads to nobody");
    assert_eq!(event.seats().collect::<Vec<_>>(), [seat]);
    assert_eq!(world.store.colleague(id, seat).await.unwrap().unwrap().as_str(), SUCCESSOR);
    assert_eq!(world.store.events_of(&world.person(ORGANISER)).await.unwrap(), []);
    assert_eq!(world.store.events_of(&world.person(SUCCESSOR)).await.unwrap()[0].seat, seat);
    assert_eq!(world.letters(id).await, [(Purpose::Invited, seat)]);
    let history = world.store.history(id).await.unwrap();
    let deeds: Vec<_> = history.iter().rev().take(2).collect();
    assert!(matches!((&deeds[0].deed, &deeds[1].deed), (Deed::Invited { .. }, Deed::Dismissed { .. })));
    assert!(deeds.iter().all(|entry| entry.actor == Actor::Operator));
    let again = reassign::grant(&world.store, &wish, &world.clock).await.unwrap();
    assert!(!again.written && world.case(id).await.event.version == event.version, "{again}");
    // What is decided from now on is told to whoever follows it.
    withdraw::grant(&world.store, &World::withdrawal(id), &world.clock).await.unwrap();
    assert_eq!(world.letters(id).await, [(Purpose::Decision, seat)]);
}

#[tokio::test(start_paused = true)]
async fn a_reassignment_that_was_cut_short_is_brought_to_its_end() {
    let world = World::new().await;
    let id = world.published("Atelier").await;
    let Case { event, revision } = world.case(id).await;
    let half = Step::unseat(event, Seat::ORGANISER, &revision.content, world.cloud.now()).unwrap();
    world.store.record(&half).await.unwrap();
    let wish = world.reassignment(id, None);
    let foreseen = reassign::foresee(&world.store, &wish, world.cloud.now()).await.unwrap();
    assert!(foreseen.contains("the place is empty already"), "{foreseen}");
    assert!(reassign::grant(&world.store, &wish, &world.clock).await.unwrap().written);
    assert!(world.case(id).await.event.seat_of(&world.person(SUCCESSOR)).is_some());
}

#[tokio::test(start_paused = true)]
async fn a_colleagues_place_is_given_and_a_wrong_address_is_told() {
    let world = World::new().await;
    let id = world.published("Atelier").await;
    let Case { event, revision } = world.case(id).await;
    let lou = "lou.martin@exemple.gouv.fr";
    let invited = (world.person(lou), EmailAddress::parse(lou).unwrap());
    let step = Step::invite(event.clone(), &event.organiser, invited, &revision.content, world.cloud.now());
    world.store.record(&step.unwrap()).await.unwrap();
    let wish = world.reassignment(id, Some("personne@example.org"));
    let refused = reassign::grant(&world.store, &wish, &world.clock).await.unwrap_err().to_string();
    assert!(refused.contains("has the address of --from"), "{refused}");
    reassign::grant(&world.store, &world.reassignment(id, Some(lou)), &world.clock).await.unwrap();
    let event = world.case(id).await.event;
    assert_eq!(event.seat_of(&world.person(lou)), None);
    assert_eq!(event.seats().count(), 2, "the organiser stays");
    let mine = reassign::Wish::read(&id.reference(), ORGANISER, None, &world.key).unwrap();
    let refused = reassign::grant(&world.store, &mine, &world.clock).await.unwrap_err().to_string();
    assert!(refused.contains("theirs all along"), "{refused}");
    let unconfirmed = world.comes("Jamais confirmé", Reception::Ask).await;
    let wish = world.reassignment(unconfirmed, None);
    let refused = reassign::grant(&world.store, &wish, &world.clock).await.unwrap_err().to_string();
    assert!(refused.contains("nobody has confirmed"), "{refused}");
}
