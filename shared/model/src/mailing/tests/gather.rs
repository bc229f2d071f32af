//! From the programme to an issue.

use jiff::civil::{Date, date};

use super::samples::{Event, at, edition, event, mailing};
use crate::mailing::{Block, Card, Day, Issue, Mailing, Plan, RegionNews, Section, gather};
use crate::practical::Status;
use crate::publication::Publication;
use crate::territory::Region;
use crate::text::Prose;
use crate::vocabulary::Format;

const NOW: &str = "2027-11-07T12:00:00Z";

fn tuesday() -> Date {
    date(2027, 11, 9)
}

fn issue_of(mailing: &Mailing, events: &[Event]) -> Issue {
    let programme: Vec<Publication> = events.iter().cloned().map(Into::into).collect();
    gather(mailing, &edition(), &programme, at(NOW))
}

fn issue(events: &[Event]) -> Issue {
    issue_of(&mailing(), events)
}

fn titles(cards: &[Card]) -> Vec<&str> {
    cards.iter().map(|card| card.title.as_str()).collect()
}

fn featured(issue: &Issue) -> Vec<Card> {
    issue
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::Featured { cards } => Some(cards.clone()),
            _ => None,
        })
        .unwrap_or_default()
}

fn news(issue: &Issue) -> Vec<RegionNews> {
    issue
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::NewInRegion { regions } => Some(regions.clone()),
            _ => None,
        })
        .unwrap_or_default()
}

fn days(issue: &Issue) -> Vec<Day> {
    issue
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::Week { days } => Some(days.clone()),
            _ => None,
        })
        .unwrap_or_default()
}

fn online(issue: &Issue) -> (Vec<Card>, u32) {
    issue
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::Online { cards, more } => Some((cards.clone(), *more)),
            _ => None,
        })
        .unwrap_or_default()
}

fn resources(issue: &Issue) -> (Vec<Card>, u32) {
    issue
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::Resources { cards, more } => Some((cards.clone(), *more)),
            _ => None,
        })
        .unwrap_or_default()
}

fn many(count: usize, event_of: impl Fn(usize) -> Event) -> Vec<Event> {
    (0..count).map(event_of).collect()
}

fn in_rennes(title: &str) -> Event {
    event(title).in_commune("35238", "35000", &[(tuesday(), 10)])
}

#[test]
fn a_section_that_has_nothing_is_not_there() {
    assert_eq!(issue(&[]).blocks, []);
    let resource = event("Podcast").over(date(2027, 11, 4), date(2027, 11, 30));
    assert!(matches!(issue(&[resource]).blocks[..], [Block::Resources { .. }]));
}

#[test]
fn the_sections_come_in_the_order_of_the_plan_and_those_that_are_dropped_do_not() {
    let events = [
        event("En ligne"),
        in_rennes("À Rennes").published(at("2027-11-02T08:00:00Z")),
        event("Podcast").over(date(2027, 11, 4), date(2027, 11, 30)),
    ];
    let mut mailing = mailing();
    mailing.words.editorial = Some(Prose::parse("Bonjour.").unwrap());
    let sections = |mailing: &Mailing| -> Vec<Section> {
        let section = |block: &Block| match block {
            Block::Editorial { .. } => Section::Editorial,
            Block::Featured { .. } => Section::Featured,
            Block::NewInRegion { .. } => Section::NewInRegion,
            Block::Week { .. } => Section::Week,
            Block::Online { .. } => Section::Online,
            Block::Resources { .. } => Section::Resources,
        };
        issue_of(mailing, &events).blocks.iter().map(section).collect()
    };
    assert_eq!(sections(&mailing), Section::ALL);
    mailing.plan = Plan::new([Section::Week, Section::Editorial]);
    assert_eq!(sections(&mailing), [Section::Week, Section::Editorial]);
}

#[test]
fn at_the_head_are_the_first_events_of_the_week_each_of_another_format() {
    let events = [
        event("Deux").online(&[(tuesday(), 11)]),
        event("Un").online(&[(tuesday(), 9)]),
        event("Trois").online(&[(tuesday(), 14)]).of_format(Format::Conference),
        event("Quatre").online(&[(tuesday(), 15)]).of_format(Format::Visite),
        event("Cinq").online(&[(tuesday(), 16)]).of_format(Format::Formation),
        event("Avant").online(&[(date(2027, 11, 5), 9)]).of_format(Format::Webinaire),
    ];
    let issue = issue(&events);
    assert_eq!(titles(&featured(&issue)), ["Un", "Trois", "Quatre"]);
    assert_eq!(featured(&issue)[0].summary.as_ref().unwrap().as_str(), "En une phrase.");
}

#[test]
fn what_editors_choose_is_at_the_head_in_their_order_and_what_has_left_the_programme_is_not() {
    let events = many(5, |n| event(&format!("Événement {n}")));
    let withdrawn = event("Retiré").id();
    let featured_events = [events[4].id(), withdrawn, events[0].id(), events[1].id(), events[2].id()];
    let mailing = Mailing { featured: featured_events.to_vec(), ..mailing() };
    let issue = issue_of(&mailing, &events);
    assert_eq!(titles(&featured(&issue)), ["Événement 4", "Événement 0", "Événement 1"]);
}

#[test]
fn what_is_new_in_a_region_was_published_since_the_last_issue_and_is_still_to_come() {
    let since = at("2027-11-01T00:00:00Z");
    let events = [
        in_rennes("Nouveau").published(since),
        in_rennes("Ancien").published(at("2027-10-31T23:59:59Z")),
        event("Passé").in_commune("35238", "35000", &[(date(2027, 11, 5), 10)]).published(since),
        event("Plus tard").in_commune("35238", "35000", &[(date(2027, 11, 25), 10)]).published(since),
        event("En ligne").published(since),
        event("Là-bas").in_commune("97411", "97400", &[(tuesday(), 10)]).published(since),
    ];
    let news = news(&issue(&events));
    let told: Vec<_> = news.iter().map(|news| (news.region, titles(&news.cards))).collect();
    assert_eq!(
        told,
        [(Region::LA_REUNION, vec!["Là-bas"]), (Region::BRETAGNE, vec!["Nouveau", "Plus tard"])]
    );
}

#[test]
fn a_region_shows_five_and_says_how_many_more() {
    let events = many(8, |n| in_rennes(&format!("Événement {n}")).published(at("2027-11-02T00:00:00Z")));
    let news = news(&issue(&events));
    assert_eq!((news[0].cards.len(), news[0].more), (5, 3));
}

#[test]
fn the_week_is_told_day_by_day_at_the_hours_of_the_place() {
    let monday = date(2027, 11, 8);
    let events = [
        event("Soir").online(&[(monday, 18)]),
        event("Matin").online(&[(monday, 9), (tuesday(), 9)]),
        event("Dimanche d’avant").online(&[(date(2027, 11, 7), 18)]),
        event("Lundi d’après").online(&[(date(2027, 11, 15), 9)]),
        // 02:00 on Monday in La Réunion is still Sunday in Paris.
        event("Nuit").in_commune("97411", "97400", &[(monday, 1)]),
    ];
    let days = days(&issue(&events));
    let told: Vec<_> = days.iter().map(|day| (day.date, titles(&day.cards))).collect();
    assert_eq!(told, [(monday, vec!["Nuit", "Matin", "Soir"]), (tuesday(), vec!["Matin"])]);
    let hours: Vec<_> = days[0].cards.iter().map(|card| card.when.as_str()).collect();
    assert_eq!(hours, ["1\u{a0}h (heure de La Réunion)", "9\u{a0}h", "18\u{a0}h"]);
    assert_eq!(days[0].cards[0].place, "Saint-Denis");
}

#[test]
fn a_day_shows_six_and_an_event_with_several_slots_that_day_once() {
    let mut events = many(8, |n| event(&format!("Événement {n}")).online(&[(tuesday(), 10)]));
    events.push(event("Deux fois").online(&[(tuesday(), 8), (tuesday(), 9)]));
    let days = days(&issue(&events));
    assert_eq!((days[0].cards.len(), days[0].more), (6, 3));
    assert_eq!(days[0].cards[0].title.as_str(), "Deux fois");
}

#[test]
fn days_outside_the_edition_are_not_told() {
    let mailing = Mailing { week: date(2027, 11, 29), ..mailing() };
    let events =
        [event("Fin").online(&[(date(2027, 11, 30), 9)]), event("Après").online(&[(date(2027, 12, 1), 9)])];
    let days = days(&issue_of(&mailing, &events));
    assert_eq!(days.iter().map(|day| day.date).collect::<Vec<_>>(), [date(2027, 11, 30)]);
    let outside = Mailing { week: date(2027, 12, 6), ..mailing };
    assert_eq!(issue_of(&outside, &events).blocks, []);
}

#[test]
fn online_are_those_that_one_can_follow_from_anywhere() {
    let mut events = many(8, |n| event(&format!("Événement {n}")));
    events.push(in_rennes("Sur place"));
    let (cards, more) = online(&issue(&events));
    assert_eq!((cards.len(), more), (6, 2));
    assert!(!titles(&cards).contains(&"Sur place"));
    assert_eq!(cards[0].place, "en ligne");
}

#[test]
fn an_event_of_several_weeks_is_told_with_its_date_of_this_week() {
    let events = [event("Trois fois").online(&[
        (date(2027, 11, 5), 9),
        (date(2027, 11, 10), 9),
        (date(2027, 11, 17), 9),
    ])];
    let issue = issue(&events);
    for cards in [featured(&issue), online(&issue).0] {
        assert_eq!(cards[0].when, "mercredi 10\u{a0}novembre 2027, de 9\u{a0}h à 10\u{a0}h");
    }
}

#[test]
fn resources_are_those_of_which_the_period_is_not_over_the_latest_first() {
    let podcast = |n: usize| {
        let published =
            at("2027-10-01T00:00:00Z") + jiff::SignedDuration::from_hours(i64::try_from(n).unwrap());
        event(&format!("Podcast {n}")).over(date(2027, 11, 4), date(2027, 11, 30)).published(published)
    };
    let mut events = many(8, podcast);
    events.push(event("Fini").over(date(2027, 11, 4), date(2027, 11, 6)));
    let (cards, more) = resources(&issue(&events));
    assert_eq!((cards.len(), more), (6, 2));
    assert_eq!(titles(&cards)[..2], ["Podcast 7", "Podcast 6"]);
    assert_eq!(cards[0].when, "disponible du 4 au 30\u{a0}novembre 2027");
}

#[test]
fn a_reader_is_shown_the_news_of_their_regions_and_all_the_rest() {
    let since = at("2027-11-02T00:00:00Z");
    let events = [
        in_rennes("À Rennes").published(since),
        event("À Saint-Denis").in_commune("97411", "97400", &[(tuesday(), 10)]).published(since),
    ];
    let issue = issue(&events);
    let shown = |regions: &[Region]| {
        let regions = regions.iter().copied().collect();
        let blocks = issue.blocks_for(&regions);
        let of_regions = news(&Issue { blocks: blocks.clone(), ..issue.clone() });
        (
            blocks.len(),
            of_regions.iter().map(|news| news.region).collect::<Vec<_>>(),
            issue.variant(&regions).len(),
        )
    };
    let all = issue.blocks.len();
    assert_eq!(shown(&[]), (all - 1, vec![], 0));
    assert_eq!(shown(&[Region::BRETAGNE]), (all, vec![Region::BRETAGNE], 1));
    assert_eq!(shown(&[Region::CORSE]), (all - 1, vec![], 0));
    assert_eq!(shown(&[Region::CORSE, Region::BRETAGNE]), shown(&[Region::BRETAGNE]));
    assert_eq!(issue.regions(), [Region::BRETAGNE, Region::LA_REUNION].into());
}

#[test]
fn nobody_is_offered_what_does_not_take_place_and_what_is_full_is_said_to_be() {
    let news = at("2027-11-02T00:00:00Z");
    let podcast = event("Podcast").over(date(2027, 11, 4), date(2027, 11, 30));
    let off = [Status::Cancelled, Status::Postponed];
    let mut events: Vec<_> = off.iter().map(|it| in_rennes("Atelier").said(*it).published(news)).collect();
    events.extend(off.iter().map(|it| event("Visio").said(*it)));
    events.push(podcast.said(Status::Cancelled));
    assert_eq!(issue(&events).blocks, []);
    let chosen = Publication::from(events[0].clone()).id;
    assert_eq!(issue_of(&Mailing { featured: vec![chosen], ..mailing() }, &events).blocks, []);
    let full = issue(&[in_rennes("Visite").said(Status::Full)]);
    assert_eq!(featured(&full)[0].place, "Rennes · complet");
}

#[test]
fn an_issue_reads_back_as_it_was_kept() {
    let events = [event("En ligne"), in_rennes("À Rennes").published(at("2027-11-02T00:00:00Z"))];
    let issue = issue(&events);
    let kept = serde_json::to_string(&issue).unwrap();
    assert_eq!(serde_json::from_str::<Issue>(&kept).unwrap(), issue);
}
