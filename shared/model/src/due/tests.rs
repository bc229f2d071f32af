//! What is due, and to whom.

use super::*;
use crate::email::EmailAddress;
use crate::moderation::{Rhythm, Scope};
use crate::text::Line;
use crate::vocabulary::Format;
use jiff::civil::date;

/// Wednesday 3 November 2027 at this hour of Paris.
fn at(hour: i8, minute: i8) -> Timestamp {
    date(2027, 11, 3).at(hour, minute, 0, 0).to_zoned(Zone::PARIS.rules()).unwrap().timestamp()
}

fn member(name: &str, scope: Scope, rhythm: Rhythm) -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[name.as_bytes()]),
        name: Line::parse(name).unwrap(),
        email: EmailAddress::parse("m@exemple.gouv.fr").unwrap(),
        scope,
        rhythm,
        away_until: None,
    }
}

fn reunion() -> Scope {
    Scope::Regions { regions: vec![Region::LA_REUNION] }
}

fn waiting(name: &str, since: Timestamp) -> Waiting {
    Waiting {
        event: EventId::derive(&[name.as_bytes()]),
        version: 1,
        revision: 1.into(),
        since,
        is_edit: false,
        title: Line::parse(name).unwrap(),
        summary: Line::parse("Un atelier.").unwrap(),
        organisation: Line::parse("Préfecture").unwrap(),
        format: Format::Atelier,
        when: String::new(),
        place: String::new(),
        departement: None,
        region: Some(Region::LA_REUNION),
        also_in: Vec::new(),
        assigned: None,
        screened: true,
        look_alike: None,
        suspicion: 0,
    }
}

fn ids(moderators: &[&Moderator]) -> Vec<ModeratorId> {
    moderators.iter().map(|moderator| moderator.id).collect()
}

#[test]
fn an_event_comes_to_its_region_or_to_who_is_entrusted_with_it_unless_they_are_away() {
    let mut team =
        [member("Noa", reunion(), Rhythm::AtOnce), member("Alex", Scope::National, Rhythm::AtOnce)];
    let [noa, alex] = [team[0].id, team[1].id];
    let today = date(2027, 11, 3);
    let read = |team: &[Moderator], assigned| ids(&readers(assigned, &[Region::LA_REUNION], team, today));
    assert_eq!(read(&team, None), [noa]);
    assert_eq!(read(&team, Some(alex)), [alex]);
    team[1].away_until = Some(today);
    assert_eq!(read(&team, Some(alex)), [noa]);
    assert_eq!(read(&team, Some(ModeratorId::derive(&[b"left"]))), [noa]);
}

#[test]
fn a_digest_is_due_from_eight_for_what_waited_then() {
    let team = [
        member("Noa", reunion(), Rhythm::Digest),
        member("Lou", reunion(), Rhythm::AtOnce),
        member("Alex", Scope::National, Rhythm::Both),
    ];
    let due = |since, now| ids(&morning(&team, &[waiting("a", since)], now).1);
    assert_eq!(due(at(7, 0), at(7, 59)), []);
    assert_eq!(due(at(7, 0), at(8, 0)), [team[0].id], "not to who wants none, nor about another region");
    assert_eq!(due(at(7, 0), at(22, 0)), [team[0].id], "late, if the morning was missed");
    assert_eq!(due(at(8, 1), at(22, 0)), [], "what came in since is for tomorrow");
    let away = [Moderator { away_until: Some(date(2027, 11, 3)), ..team[0].clone() }];
    assert_eq!(morning(&away, &[waiting("a", at(7, 0))], at(9, 0)).1, Vec::<&Moderator>::new());
}

#[test]
fn a_burst_is_told_to_its_holder_or_to_who_stands_in_for_them() {
    let today = date(2027, 11, 3);
    let noa = member("Noa", reunion(), Rhythm::AtOnce);
    let others =
        [member("Alex", Scope::National, Rhythm::Both), member("Lou", Scope::National, Rhythm::Digest)];
    let told = |holder: &Moderator, waiting: &[Waiting]| {
        let team = [holder.clone(), others[0].clone(), others[1].clone()];
        ids(&burst(&team[0], waiting, &team, today))
    };
    let held = [waiting("a", at(7, 0))];
    assert_eq!(told(&noa, &held), [noa.id]);
    assert_eq!(told(&noa, &[]), [], "all is decided meanwhile");
    assert_eq!(told(&Moderator { rhythm: Rhythm::Digest, ..noa.clone() }, &held), [], "the morning tells it");
    let away = Moderator { away_until: Some(today), ..noa.clone() };
    assert_eq!(told(&away, &held), [others[0].id], "to Lou, the morning tells it");
    let online = [Waiting { region: None, ..held[0].clone() }];
    assert_eq!(told(&away, &online), [], "it was never theirs");
}

#[test]
fn eight_is_eight_on_the_days_when_the_clocks_change() {
    let team = [member("Noa", reunion(), Rhythm::Digest)];
    for (day, eight) in
        [(date(2027, 3, 28), "2027-03-28T06:00:00Z"), (date(2027, 10, 31), "2027-10-31T07:00:00Z")]
    {
        let eight: Timestamp = eight.parse().unwrap();
        let second = SignedDuration::from_secs(1);
        let since = [waiting("a", eight - SignedDuration::from_hours(12))];
        assert_eq!(morning(&team, &since, eight - second), (day, vec![]));
        assert_eq!(morning(&team, &since, eight), (day, vec![&team[0]]));
    }
}

#[test]
fn one_letter_tells_of_all_that_is_overdue_or_will_be_within_the_hour() {
    let (two_days, now) = (SignedDuration::from_hours(48), at(12, 0));
    let aged = |name: &str, hours: i64| waiting(name, now - SignedDuration::from_mins(hours * 60));
    let (fresh, soon, due, told) = (aged("fresh", 46), aged("soon", 47), aged("due", 48), aged("told", 90));
    let is_told = |waiting: &Waiting| waiting.event == told.event;
    let all = [fresh.clone(), soon.clone(), due.clone(), told.clone()];
    assert_eq!(overdue(&all, two_days, is_told, now), [&due, &soon]);
    assert_eq!(overdue(&[fresh, soon, told.clone()], two_days, is_told, now), Vec::<&Waiting>::new());
}

#[test]
fn the_desk_has_five_minutes_to_see_an_event() {
    let late = Waiting { screened: false, ..waiting("late", at(10, 0)) };
    let seen = Waiting { screened: true, ..late.clone() };
    let five = at(10, 0) + UNSEEN;
    assert_eq!(unseen(std::slice::from_ref(&late), five).count(), 0);
    let later = five + SignedDuration::from_secs(1);
    assert_eq!(unseen(&[late.clone(), seen], later).collect::<Vec<_>>(), [late.event]);
}

#[test]
fn four_hundred_events_go_into_letters_of_bounded_transactions() {
    let events: Vec<_> = (0..400).map(|n| waiting(&format!("e{n}"), at(9, 0))).collect();
    let readers: Vec<_> = (0..10u8).map(|n| ModeratorId::derive(&[&[n]])).collect();
    let bundles = bundles(events.iter().collect(), |_| readers.clone(), 100);
    assert_eq!(bundles.len(), 5, "eighty events and ten letters a transaction");
    assert!(bundles.iter().all(|bundle| bundle.writes() <= 100));
    let told: usize = bundles.iter().map(|bundle| bundle.events.len()).sum();
    assert_eq!(told, 400);
}

#[test]
fn each_letter_tells_a_moderator_of_their_own_events_only() {
    let (noa, lou) = (ModeratorId::derive(&[b"noa"]), ModeratorId::derive(&[b"lou"]));
    let (one, two, none) = (waiting("one", at(9, 0)), waiting("two", at(9, 1)), waiting("none", at(9, 2)));
    let readers = |waiting: &Waiting| match waiting.event {
        event if event == one.event => vec![noa],
        event if event == two.event => vec![noa, lou],
        _ => vec![],
    };
    let bundles = bundles(vec![&one, &two, &none], readers, 100);
    let letters = BTreeMap::from([(noa, vec![&one, &two]), (lou, vec![&two])]);
    assert_eq!(bundles, [Bundle { letters, events: vec![&one, &two] }]);
}
