//! When an issue is drafted, and which is the first of its month.

use jiff::civil::date;

use super::samples::{at, edition, mailing, week};
use crate::id::MailingId;
use crate::mailing::{Buckets, Command, Mailing, Week, draft_due, is_first_of_month};
use crate::schedule::Period;

fn due(now: &str) -> Option<String> {
    draft_due(&edition(), at(now)).map(|week| week.monday().to_string())
}

#[test]
fn the_draft_of_a_week_is_due_from_the_thursday_before_at_nine_in_paris() {
    assert_eq!(due("2027-10-28T06:59:59Z"), None, "summer time: nine is seven UTC");
    assert_eq!(due("2027-10-28T07:00:00Z").as_deref(), Some("2027-11-01"));
    assert_eq!(due("2027-11-04T07:59:59Z").as_deref(), Some("2027-11-01"), "winter time");
    assert_eq!(due("2027-11-04T08:00:00Z").as_deref(), Some("2027-11-08"));
    assert_eq!(due("2027-11-11T08:00:00Z").as_deref(), Some("2027-11-15"));
}

#[test]
fn a_week_that_is_partly_in_the_edition_has_its_draft_and_no_other_has() {
    assert_eq!(Week::of(date(2027, 11, 1)).days(&edition()).len(), 4, "Thursday to Sunday");
    assert_eq!(Week::of(date(2027, 11, 30)).days(&edition()), [date(2027, 11, 29), date(2027, 11, 30)]);
    assert_eq!(due("2027-11-25T08:00:00Z").as_deref(), Some("2027-11-29"), "the last two days");
    assert_eq!(
        due("2027-12-02T08:00:00Z").as_deref(),
        Some("2027-11-29"),
        "until its Sunday, if nobody came before"
    );
    assert_eq!(due("2027-12-05T22:59:59Z").as_deref(), Some("2027-11-29"));
    for outside in
        ["2027-12-05T23:00:00Z", "2027-12-09T08:00:00Z", "2027-10-21T08:00:00Z", "2028-11-04T08:00:00Z"]
    {
        assert_eq!(due(outside), None, "{outside}");
    }
}

#[test]
fn a_week_starts_on_its_monday() {
    for day in 8..=14 {
        assert_eq!(Week::of(date(2027, 11, day)), week());
    }
    assert_eq!(week().monday(), date(2027, 11, 8));
}

#[test]
fn an_issue_is_named_after_its_days_and_is_the_same_for_the_same_week() {
    assert_eq!(
        mailing().words.subject.as_str(),
        "Mois de l’innovation publique\u{a0}: le programme du 8 au 14\u{a0}novembre 2027"
    );
    let id = |year: i16, week| Mailing::id_of(year.into(), week);
    assert_eq!(mailing().id, id(2027, Week::of(date(2027, 11, 10))));
    assert_ne!(id(2027, week()), id(2028, week()));
    assert_ne!(id(2027, week()), id(2027, Week::of(date(2027, 11, 15))));
    let outside = Week::of(date(2027, 6, 7));
    assert_eq!(
        Mailing::weekly(&edition(), outside, at("2027-06-01T00:00:00Z"), at("2027-06-03T08:00:00Z")),
        None
    );
}

#[test]
fn a_name_that_is_as_long_as_names_get_has_no_draft_that_cannot_be_sent() {
    let mut edition = edition();
    edition.name = "x".repeat(100).try_into().unwrap();
    edition.period = Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap();
    let now = at("2027-11-04T08:00:00Z");
    let drafted = Mailing::weekly(&edition, week(), now, now);
    assert!(drafted.is_some_and(|mailing| mailing.words.subject.as_str().starts_with("Le programme")));
}

fn launched(name: &str, now: &str) -> Mailing {
    let draft = Mailing { id: MailingId::derive(&[name.as_bytes()]), ..mailing() };
    draft.decide(Command::Launch { first_of_month: false }, None, at(now)).unwrap()
}

#[test]
fn the_first_of_a_month_is_told_by_the_calendar_of_paris() {
    let late = launched("late", "2027-11-30T22:59:00Z");
    let issues = [late.clone(), Mailing { id: MailingId::derive(&[b"draft"]), ..mailing() }];
    let new = MailingId::derive(&[b"new"]);
    assert!(!is_first_of_month(new, &issues, at("2027-11-30T22:59:59Z")));
    assert!(is_first_of_month(new, &issues, at("2027-11-30T23:00:00Z")), "December in Paris");
    assert!(is_first_of_month(late.id, &issues, at("2027-11-30T22:59:00Z")), "it is none before itself");
}

#[test]
fn an_issue_that_reached_nobody_is_not_the_first_of_its_month() {
    let now = "2027-11-09T09:00:00Z";
    let cancelled = launched("a", now).decide(Command::Cancel, None, at(now)).unwrap();
    let new = MailingId::derive(&[b"new"]);
    assert!(is_first_of_month(new, std::slice::from_ref(&cancelled), at(now)));
    let mut reached = launched("a", now);
    for command in
        [Command::Cut { buckets: Buckets::new(1) }, Command::Freeze { audience: 1 }, Command::Cancel]
    {
        reached = reached.decide(command, None, at(now)).unwrap();
    }
    assert!(!is_first_of_month(new, &[reached], at(now)));
}
