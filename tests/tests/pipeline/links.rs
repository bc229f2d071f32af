//! Links that are not valid: one page for all, and nothing but a reason code in the log.

use jiff::Timestamp;
use lambda_http::http::StatusCode;
use links::{Capability, Keyring, Purpose, Subject};
use model::id::{EventId, ModeratorId};
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Delivery;

use crate::steps::{ORGANISER, path_in};
use crate::world::{World, get, keys, post, team};

#[tokio::test(start_paused = true)]
async fn whatever_is_wrong_with_a_link_its_bearer_gets_the_same_page() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let id = EventId::parse(&world.submit().await).unwrap();
    world.pipeline(Delivery::default()).settle().await;
    let good = path_in(&world.mails_to(ORGANISER)[0], "/confirmer/");
    let token = good.strip_prefix("/confirmer/").unwrap();

    let capability = Capability {
        purpose: Purpose::Moderate,
        subject: Subject::Event { event: id, revision: 1.into() },
        moderator: Some(team()[1].id),
        expires: "2025-01-01T00:00:00Z".parse().unwrap(),
    };
    let signed = |capability: &Capability, keys: &Keyring| capability.link("", keys);
    let retired = Keyring::from_secret(&format!(r#"{{"active":"9","9":"{}"}}"#, "o".repeat(64))).unwrap();
    let none = Subject::Event { event: EventId::derive(&[b"none"]), revision: 1.into() };
    let elsewhere = Capability { subject: none, ..capability.clone() };
    let stranger = Capability { moderator: Some(ModeratorId::derive(&[b"none"])), ..capability.clone() };
    let late = Capability { expires: Timestamp::from_second(1).unwrap(), ..capability.clone() };
    let future = Subject::Event { event: id, revision: 7.into() };
    let future_revision = Capability { subject: future, ..capability.clone() };
    let edit = Capability { purpose: Purpose::Edit, moderator: None, ..elsewhere.clone() };
    let flipped = token.replacen(&token[20..21], if &token[20..21] == "A" { "B" } else { "A" }, 1);
    let paths = [
        "/confirmer/".to_owned(),
        "/confirmer/court".to_owned(),
        format!("/confirmer/{flipped}"),
        format!("/confirmer/{token}A"),
        format!("/confirmer/{}", &token[1..]),
        format!("/moderer/{token}"),
        "/moderer/%00%0d%0aSet-Cookie:x".to_owned(),
        signed(&capability, &retired),
        signed(&elsewhere, &keys()),
        signed(&stranger, &keys()),
        signed(&late, &keys()),
        signed(&future_revision, &keys()),
        signed(&edit, &keys()),
        signed(&Capability { subject: capability.subject, ..edit.clone() }, &retired),
        format!("/corriger/{token}"),
    ];
    let mut pages = Vec::new();
    for path in &paths {
        let shown = world.request(get(path)).await.unwrap();
        let sent = world.request(post(path, &[("decision", "publish"), ("confirm", "oui")])).await.unwrap();
        assert_eq!(shown.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!((sent.status, &sent.html), (shown.status, &shown.html), "{path}");
        pages.push(shown.html);
    }
    pages.dedup();
    assert_eq!(pages.len(), 1, "the page tells nothing about what is wrong");
}

#[tokio::test(start_paused = true)]
async fn a_moderator_cannot_decide_before_the_organiser_has_confirmed() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let id = EventId::parse(&world.submit().await).unwrap();
    world.pipeline(Delivery::default()).settle().await;
    let early = Capability {
        purpose: Purpose::Moderate,
        subject: Subject::Event { event: id, revision: 1.into() },
        moderator: Some(team()[1].id),
        expires: "2025-01-01T00:00:00Z".parse().unwrap(),
    };
    world.request(post(&early.link("", &keys()), &[("decision", "publish")])).await.unwrap();
    let event = world.store.event(id).await.unwrap().unwrap();
    assert_eq!(event.version, 1, "nothing has changed");
}

#[tokio::test(start_paused = true)]
async fn whatever_is_wrong_with_a_queue_link_the_way_to_another_is_the_same() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    let decision = world.in_review(&mut pipeline).await;
    let good = Capability {
        purpose: Purpose::Queue,
        subject: Subject::Edition(2024.into()),
        moderator: Some(team()[1].id),
        expires: "2025-01-01T00:00:00Z".parse().unwrap(),
    };
    let shown = world.open(&good.link("", &keys())).await;
    assert!(shown.html.contains("Repenser l’accueil"), "the good one works");
    let retired = Keyring::from_secret(&format!(r#"{{"active":"9","9":"{}"}}"#, "o".repeat(64))).unwrap();
    let stranger = Capability { moderator: Some(ModeratorId::derive(&[b"none"])), ..good.clone() };
    let nobody = Capability { moderator: None, ..good.clone() };
    let late = Capability { expires: Timestamp::from_second(1).unwrap(), ..good.clone() };
    let other_year = Capability { subject: Subject::Edition(2023.into()), ..good.clone() };
    let paths = [
        "/moderation/court".to_owned(),
        format!("{}A", good.link("", &keys())),
        decision.replace("/moderer/", "/moderation/"),
        good.link("", &retired),
        stranger.link("", &keys()),
        nobody.link("", &keys()),
        late.link("", &keys()),
        other_year.link("", &keys()),
    ];
    let before = cloud.items().await;
    let order = [("action", "publish"), ("confirm", "oui"), ("cle", "k")];
    let mut pages = Vec::new();
    for path in &paths {
        for page in [
            world.request(get(path)).await.unwrap(),
            world.request(get(&format!("{path}/lot?action=publish"))).await.unwrap(),
            world.request(post(&format!("{path}/lot"), &order)).await.unwrap(),
            world.request(post(&format!("{path}/lot/0123456789ab"), &[("undo", "oui")])).await.unwrap(),
        ] {
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            pages.push(page.html);
        }
    }
    pages.dedup();
    assert_eq!(pages.len(), 1, "the page tells nothing about what is wrong");
    assert!(pages[0].contains("href=\"/moderation\""), "and shows the way to another link");
    assert_eq!(cloud.items().await, before);
}

/// The old key signs, the new one is added, takes over, the old one is retired, while events wait.
#[tokio::test(start_paused = true)]
async fn a_rotation_in_the_midst_of_a_campaign_breaks_no_link_until_the_old_key_is_retired() {
    let cloud = Cloud::new().await;
    let mut world = World::new(&cloud).await;
    let ring = |active: u8, present: &[u8]| {
        let keys: Vec<_> =
            present.iter().map(|id| format!(r#""{id}":"{}""#, id.to_string().repeat(64))).collect();
        Keyring::from_secret(&format!(r#"{{"active":"{active}",{}}}"#, keys.join(","))).unwrap()
    };
    let turn = |world: &mut World, keys: Keyring| {
        world.intake.keys = keys.clone();
        world.moderate.keys = keys.clone();
        world.send.keys = keys;
    };
    turn(&mut world, ring(1, &[1]));
    let old = world.in_review(&mut world.pipeline(Delivery::default())).await;
    for keys in [ring(1, &[1, 2]), ring(2, &[1, 2])] {
        turn(&mut world, keys);
        assert_eq!(world.open(&old).await.status, StatusCode::OK, "a link of the old key");
    }
    world.submit().await;
    world.pipeline(Delivery::default()).settle().await;
    let new = path_in(world.mails_to(crate::world::REGIONAL).last().unwrap(), "/moderer/");
    assert_eq!(world.open(&new).await.status, StatusCode::OK, "a link of the new key");
    turn(&mut world, ring(2, &[2]));
    assert_eq!(world.open(&old).await.status, StatusCode::NOT_FOUND, "the old key is retired");
    assert_eq!(world.open(&new).await.status, StatusCode::OK);
}
