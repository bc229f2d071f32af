//! Letters to subscribers about their subscription.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use links::{Purpose, Rejection};
use mail::{Addresses, Message, SubscriberDossier};
use model::email::EmailAddress;
use model::id::{PersonId, PersonKey};
use model::letter::{SubscriberLetter, SubscriberOccasion};
use model::subscriber::{Consent, Departure, Left, Preferences, Rhythm, Source, Standing, Subscriber};
use model::territory::Region;
use model::vocabulary::{Administration, Interest, Profession};

use crate::links::opens_text as opens;
use crate::said::edition;
use crate::story::{BASE_URL, keys, now};

fn person() -> PersonId {
    PersonId::of(&address(), &PersonKey::new("key"))
}

fn address() -> EmailAddress {
    EmailAddress::parse("camille.durand@exemple.gouv.fr").unwrap()
}

/// Someone who has said all of what they want, or nothing.
fn preferences(much: bool) -> Preferences {
    if !much {
        return Preferences::default();
    }
    Preferences {
        administration: Some(Administration::Collectivite),
        profession: Some(Profession::Innovation),
        regions: BTreeSet::from([Region::LA_REUNION, Region::MAYOTTE]),
        interests: BTreeSet::from([Interest::Evenements, Interest::Consultations]),
        rhythm: Rhythm::Monthly,
    }
}

fn pending(preferences: Preferences, replaces: Option<PersonId>) -> Standing {
    let consent = Consent { at: now(), text: 1, source: Source::Form { network: None } };
    Standing::Pending { address: address(), preferences, consent, asked: vec![now()], replaces, left: None }
}

fn subscriber(standing: Standing) -> Subscriber {
    Subscriber { person: person(), version: 1, standing }
}

fn to_subscriber(occasion: SubscriberOccasion, subscriber: &Subscriber) -> Option<Message> {
    let letter = SubscriberLetter { person: person(), version: subscriber.version, occasion };
    let dossier = SubscriberDossier { letter: &letter, subscriber, edition: &edition() };
    dossier.compose(&Addresses { base_url: BASE_URL, keys: &keys(), now: now() })
}

pub(crate) fn to_subscribers() -> Vec<(&'static str, Message)> {
    let (asked, moves) = (pending(preferences(true), None), pending(preferences(false), Some(person())));
    let active = subscriber(pending(preferences(false), None)).confirm(now()).unwrap();
    let letter = |occasion, subscriber: &Subscriber| to_subscriber(occasion, subscriber).unwrap();
    vec![
        ("subscribe", letter(SubscriberOccasion::ConfirmSubscription, &subscriber(asked))),
        ("subscribe-move", letter(SubscriberOccasion::ConfirmSubscription, &subscriber(moves))),
        ("welcome", letter(SubscriberOccasion::Welcome, &active)),
        ("already-subscribed", letter(SubscriberOccasion::AlreadySubscribed, &active)),
    ]
}

#[test]
fn who_has_no_name_is_greeted_all_the_same() {
    for (name, message) in to_subscribers() {
        assert!(message.text().starts_with("Bonjour,\n"), "{name}");
        assert!(message.html().contains(">Bonjour,</p>"), "{name}");
    }
}

#[test]
fn who_has_left_is_not_written_to() {
    let left = Standing::Left(Left { why: Departure::Unsubscribed, at: now() });
    for occasion in [
        SubscriberOccasion::ConfirmSubscription,
        SubscriberOccasion::Welcome,
        SubscriberOccasion::AlreadySubscribed,
    ] {
        assert!(to_subscriber(occasion, &subscriber(left.clone())).is_none());
    }
}

#[test]
fn every_letter_to_a_subscriber_says_who_writes_and_why() {
    for (name, message) in to_subscribers() {
        assert!(message.why.starts_with("Vous recevez ce courriel parce que "), "{name}");
        assert!(message.why.ends_with("Expéditeur\u{a0}: DITP."), "{name}");
    }
}

#[test]
fn links_let_their_bearer_do_what_they_say_for_as_long_as_they_say() {
    let letters = to_subscribers();
    let text = |wanted: &str| letters.iter().find(|(name, _)| *name == wanted).unwrap().1.text();
    let days = |days: i64| now() + SignedDuration::from_hours(24 * days);
    let confirm = text("subscribe");
    assert!(confirm.contains("valable 14\u{a0}jours"));
    assert_eq!(opens(&confirm, Purpose::Subscribe, days(13)).unwrap().person(), Some(&person()));
    assert_eq!(opens(&confirm, Purpose::Subscribe, days(14)), Err(Rejection::Expired));
    for name in ["welcome", "already-subscribed"] {
        assert_eq!(opens(&text(name), Purpose::Preferences, days(1_824)).unwrap().person(), Some(&person()));
        assert_eq!(opens(&text(name), Purpose::Preferences, days(1_826)), Err(Rejection::Expired));
    }
}
