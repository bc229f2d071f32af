//! What seldom happens, so that the register's tests see each field at least once.

use model::draft::{Draft, DraftId};
use model::edition::{Edition, State};
use model::id::{OrderId, PersonId};
use model::mailing::{Mailing, Segment, Week};
use model::moderation::Moderator;
use model::order::{Action, Order, Target};
use model::pace::Pace;
use model::practical::{Practical, Status};
use model::proposal::Proposal;
use model::reason::Reasons;
use model::step::Step;
use model::subscriber::{
    CURRENT_TEXT, Consent, Departure, Left, Preferences, Request, Source, Standing, Subscriber,
};
use model::web_link::WebLink;
use pipeline_tests::pipeline::Pipeline;
use store::PaceChange;

use super::month::{ORGANISER, READERS, full_edition, month};
use crate::newsletter::person;
use crate::world::{World, team};

/// The month, then an edition that closes, an order, someone who comes by an import, another who changes address…
pub(crate) async fn rare(world: &World, pipeline: &mut Pipeline<'_>) {
    month(world, pipeline).await;
    let (store, now) = (&world.store, world.cloud.now());
    store.open_edition(&Edition { state: State::Closed { at: now }, ..full_edition() }).await.unwrap();
    let [national, _] = team();
    store
        .put_moderator(&Moderator { away_until: Some("2024-11-20".parse().unwrap()), ..national.clone() })
        .await
        .unwrap();
    let pace = PaceChange {
        moderator: national.id,
        after: Pace { version: 1, letters: vec![now], held_since: Some(now) },
    };
    store.write_to_moderators(vec![], &[], 2024.into(), Some(&pace), now).await.unwrap();

    let shown = store.publications(2024.into()).await.unwrap().remove(0);
    let event = store.event(shown.id).await.unwrap().unwrap();
    let content = store.revision(event.id, shown.revision).await.unwrap().unwrap().content;
    let practical = Practical {
        status: Status::Postponed,
        moved_online: true,
        online_link: WebLink::parse("https://visio.exemple.gouv.fr/autre").ok(),
        ..Practical::default()
    };
    let target = Target { event: event.id, revision: shown.revision, assigned: Some(national.id) };
    let step = Step::practical(event, &person(ORGANISER), practical, &content, now).unwrap();
    store.record(&step).await.unwrap();

    let order = Order {
        id: OrderId::derive(&[b"rare"]),
        edition: 2024.into(),
        moderator: national.id,
        moderator_name: national.name,
        at: now,
        undo_until: now,
        undone_at: None,
        action: Action::Reject {
            reason: Reasons::default().refusals[0].clone(),
            message: Some("Un message groupé.".to_owned().try_into().unwrap()),
        },
        targets: vec![target],
    };
    store.give_order(&order).await.unwrap();

    let copied =
        Draft::open(DraftId::derive(&[b"rare"]), 2024.into(), Proposal::default(), Some(shown.id), now);
    store.open_draft(&copied).await.unwrap();
    subscribers(world).await;

    let week = Week::of("2024-11-18".parse().unwrap());
    let mut weekly = Mailing::weekly(&full_edition(), week, jiff::Timestamp::UNIX_EPOCH, now).unwrap();
    weekly.featured = vec![shown.id];
    weekly.segment = Segment { regions: [model::territory::Region::LA_REUNION].into(), ..Segment::default() };
    store.create_mailing(&weekly, vec![], now).await.unwrap();
}

async fn subscribers(world: &World) {
    let (store, now) = (&world.store, world.cloud.now());
    let someone = |name: &str| {
        PersonId::of(&format!("{name}@example.org").try_into().unwrap(), &crate::world::person_key())
    };
    let address = |name: &str| format!("{name}@example.org").try_into().unwrap();
    let consent = |source| Consent { at: now, text: CURRENT_TEXT, source };
    let proof = Source::Import { proof: "Feuille d’émargement".to_owned().try_into().unwrap() };
    let standings = [
        Standing::Active {
            address: address("importee"),
            preferences: Preferences::default(),
            consent: consent(proof),
            confirmed_at: None,
            reminded_at: Some(now),
            soft_bounces: vec![now],
        },
        Standing::Pending {
            address: address("hesitante"),
            preferences: Preferences {
                rhythm: model::subscriber::Rhythm::UntilNextEdition { paused: 2024.into() },
                ..Preferences::default()
            },
            consent: consent(Source::Move),
            asked: vec![now],
            replaces: Some(person(READERS[1])),
            left: Some(Left { why: Departure::Unsubscribed, at: now }),
        },
    ];
    for (name, standing) in ["importee", "hesitante"].into_iter().zip(standings) {
        let subscriber = Subscriber { person: someone(name), version: 1, standing };
        store.record_subscriber(0, &subscriber, None, now).await.unwrap();
    }
    let moves = Request {
        address: address("demenagee"),
        preferences: Preferences {
            rhythm: model::subscriber::Rhythm::UntilNextEdition { paused: 2024.into() },
            ..Preferences::default()
        },
        consent: consent(Source::Move),
        replaces: Some(person(READERS[1])),
    };
    store.ask_subscription(&someone("demenagee"), moves.window(), &moves, now).await.unwrap();
}
