//! What forms ask for, and what comes of them on the issue as it stands.

use jiff::{SignedDuration, Timestamp};
use model::ledger::{Fate, Status};
use model::mailing::{Buckets, Command, Delivery, Mailing, Section, State};

use super::find;
use super::*;
use crate::sample::{case, editor, mailing, now, person, programme, with};

/// The form of the contents as its page serves it.
const SERVED: [(&str, &str); 14] = [
    ("act", "contenu"),
    ("ordre", "editorial,featured,new-in-region,week,online,resources"),
    ("version", "1"),
    ("objet", "Mois de l’innovation publique\u{a0}: le programme du 8 au 14\u{a0}novembre 2027"),
    ("apercu", "À la une, près de chez vous, en ligne\u{a0}: les événements de la semaine."),
    ("editorial", ""),
    ("place-editorial", "1"),
    ("place-featured", "2"),
    ("place-new-in-region", "3"),
    ("place-week", "4"),
    ("place-online", "5"),
    ("place-resources", "6"),
    ("une-1", ""),
    ("une-2", ""),
];

fn served() -> Vec<(String, String)> {
    SERVED.iter().chain(&[("une-3", "")]).map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The form with these fields instead of those that it is served with.
fn typed(changes: &[(&str, &str)]) -> Typed {
    let mut fields = served();
    fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    fields.extend(changes.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())));
    let body = serde_html_form::to_string(&fields).unwrap();
    serde_html_form::from_str(&body).unwrap()
}

fn contents(changes: &[(&str, &str)]) -> Result<Contents, Vec<String>> {
    let anchors = |problems: Vec<Problem>| problems.into_iter().map(|problem| problem.anchor).collect();
    contents::parse(&typed(changes)).map_err(anchors)
}

fn sections(changes: &[(&str, &str)]) -> Vec<Section> {
    contents(changes).unwrap().plan.sections().to_vec()
}

fn asked<const N: usize>(fields: [(&str, &str); N], case: &Case) -> Result<Act, Vec<String>> {
    let anchors = |problems: Vec<Problem>| problems.into_iter().map(|problem| problem.anchor).collect();
    Act::parse(&Typed::from(fields), case).unwrap().map_err(anchors)
}

fn decide(choice: Choice, case: &Case) -> Act {
    Act::Decide { choice, seen: Some(case.mailing.version) }
}

fn follow(wish: Wish, case: &Case) -> Act {
    Act::Follow { wish, seen: Some(case.last_touched()) }
}

fn after(act: &Act, case: &Case) -> Case {
    let mailing = act.change(case).unwrap().expect("something changes");
    Case { issues: vec![mailing.clone()], mailing, ..case.clone() }
}

fn by_lou(case: &Case) -> Case {
    Case { editor: editor("Lou"), ..case.clone() }
}

fn by_the_service(case: &Case, commands: impl IntoIterator<Item = Command>) -> Case {
    let decide = |mailing: Mailing, command| mailing.decide(command, None, case.now).unwrap();
    with(commands.into_iter().fold(case.mailing.clone(), decide))
}

fn sending() -> Case {
    let launched = after(&decide(Choice::Launch, &case()), &case());
    let buckets = Buckets::new(1);
    by_the_service(&launched, [Command::Cut { buckets }, Command::Freeze { audience: 3 }])
}

#[test]
fn forms_as_they_are_served_change_nothing() {
    let case = case();
    let act = Act::parse(&typed(&[]), &case).unwrap().unwrap();
    assert_eq!(act.change(&case), Ok(None), "the words are those that are recorded");
    assert_eq!(asked([("act", "essai"), ("version", "1")], &case), Err(vec!["essai".into()]));
    let decision = [("act", "decision"), ("version", "1"), ("date", ""), ("heure", "")];
    assert_eq!(asked(decision, &case), Err(vec!["decision".into()]));
    assert_eq!(asked([("act", "suite"), ("vu", "0")], &case), Err(vec!["suite".into()]));
    assert_eq!(asked([("act", "vierge"), ("cle", "k")], &case), Err(vec!["vierge".into()]));
    assert_eq!(asked([("act", "qui"), ("adresse", "")], &case), Err(vec!["adresse".into()]));
    assert!(Act::parse(&Typed::default(), &case).is_none());
}

#[test]
fn a_section_that_moves_takes_its_place_and_the_others_close_up() {
    use Section::{Editorial, Featured, NewInRegion, Online, Resources, Week};
    let usual = Section::ALL.to_vec();
    assert_eq!(sections(&[]), usual);
    assert_eq!(
        sections(&[("place-online", "1")]),
        [Online, Editorial, Featured, NewInRegion, Week, Resources]
    );
    assert_eq!(
        sections(&[("place-editorial", "3")]),
        [Featured, NewInRegion, Editorial, Week, Online, Resources]
    );
    let swapped = [("place-week", "5"), ("place-online", "4")];
    assert_eq!(sections(&swapped), [Editorial, Featured, NewInRegion, Online, Week, Resources]);
    let both = [("place-online", "1"), ("place-resources", "2")];
    assert_eq!(sections(&both), [Online, Resources, Editorial, Featured, NewInRegion, Week]);
    let fewer = [("place-editorial", ""), ("place-week", ""), ("place-resources", "1")];
    assert_eq!(sections(&fewer), [Resources, Featured, NewInRegion, Online]);
}

#[test]
fn places_that_make_no_order_are_refused_where_they_are() {
    assert_eq!(contents(&[("place-week", "7")]), Err(vec!["place-week".into()]));
    assert_eq!(contents(&[("place-week", "0")]), Err(vec!["place-week".into()]));
    assert_eq!(contents(&[("place-week", "premier")]), Err(vec!["place-week".into()]));
    let same = [("place-week", "1"), ("place-online", "1")];
    assert_eq!(contents(&same), Err(vec!["place-online".into()]));
    assert_eq!(contents(&[("ordre", "editorial,concert")]), Err(vec!["rubriques".into()]));
    let none: Vec<_> =
        SERVED.iter().filter(|(name, _)| name.starts_with("place-")).map(|(name, _)| (*name, "")).collect();
    assert_eq!(contents(&none), Err(vec!["place-editorial".into()]));
}

#[test]
fn a_field_that_is_missing_or_comes_twice_erases_nothing() {
    let cut = Typed::from([("act", "contenu"), ("version", "1"), ("objet", "Un autre objet")]);
    let problems = contents::parse(&cut).unwrap_err();
    assert_eq!(problems.len(), 1 + 1 + 1 + 6 + 3, "each field that did not come: {problems:?}");
    assert_eq!(contents(&[("objet", "Un"), ("objet", "Deux")]), Err(vec!["objet".into()]));
    assert_eq!(contents(&[("place-week", "1"), ("place-week", "2")]), Err(vec!["place-week".into()]));
}

#[test]
fn texts_that_are_missing_or_too_long_are_told_where_they_are() {
    let long = "é".repeat(5_001);
    let fields = [("objet", " \u{200b}"), ("apercu", long.as_str()), ("editorial", long.as_str())];
    assert_eq!(contents(&fields), Err(vec!["objet".into(), "apercu".into(), "editorial".into()]));
}

#[test]
fn what_is_in_no_list_is_refused() {
    for (name, value) in [("region", "00"), ("administration", "x"), ("profession", ""), ("interet", "tout")]
    {
        assert_eq!(contents(&[(name, value)]), Err(vec![name.into()]), "{name}");
    }
    assert_eq!(contents(&[("une-2", "concert")]), Err(vec!["une-2".into()]));
    let event = programme()[0].id.to_string();
    assert_eq!(contents(&[("une-1", &event), ("une-3", &event)]), Err(vec!["une-3".into()]));
}

#[test]
fn a_segment_is_what_is_ticked() {
    let segment = contents(&[("region", "53"), ("region", "04"), ("interet", "actualites")]).unwrap().segment;
    assert_eq!((segment.regions.len(), segment.interests.len()), (2, 1));
    assert!(segment.administrations.is_empty() && segment.professions.is_empty());
}

#[test]
fn an_edit_that_a_colleague_has_overtaken_is_lost_unless_it_says_the_same() {
    let case = case();
    let edit = |subject: &str| Act::parse(&typed(&[("objet", subject)]), &case).unwrap().unwrap();
    let edited = after(&edit("La lettre de Lou"), &by_lou(&case));
    let alex = Case { editor: editor("Alex"), ..edited };
    assert_eq!(edit("La lettre d’Alex").change(&alex), Err(Lost::Overtaken));
    assert_eq!(edit("La lettre de Lou").change(&alex), Ok(None));
    let launched = after(&decide(Choice::Launch, &alex), &alex);
    assert_eq!(edit("La lettre de Lou").change(&launched), Err(Lost::Overtaken), "it has left");
}

#[test]
fn an_issue_is_launched_as_it_was_read_and_once() {
    let case = case();
    let launch = decide(Choice::Launch, &case);
    assert_eq!(Act::Decide { choice: Choice::Launch, seen: None }.change(&case), Err(Lost::Overtaken));
    let edit = Act::parse(&typed(&[("objet", "Tout autre chose")]), &case).unwrap().unwrap();
    assert_eq!(launch.change(&after(&edit, &case)), Err(Lost::Overtaken), "nobody has read it so");
    let launched = after(&launch, &case);
    assert!(launched.mailing.first_of_month);
    assert_eq!(launch.change(&launched), Ok(None), "the same form, sent twice");
    assert_eq!(launch.change(&by_lou(&launched)), Err(Lost::Overtaken));
    assert_eq!(launch.nudge(), MailingNudge::Launch);
}

#[test]
fn a_second_issue_of_the_month_does_not_go_to_who_reads_one_a_month() {
    let before = Mailing { id: MailingId::derive(&[b"before"]), ..mailing() };
    let before = before.decide(Command::Launch { first_of_month: true }, None, now()).unwrap();
    let case = Case { issues: vec![before, mailing()], ..case() };
    assert!(!after(&decide(Choice::Launch, &case), &case).mailing.first_of_month);
}

#[test]
fn a_time_is_one_that_clocks_show_once_in_paris_and_that_is_to_come() {
    let at = |date: &str, hour: &str| {
        let fields = [
            ("act", "decision"),
            ("version", "1"),
            ("decision", "programmer"),
            ("date", date),
            ("heure", hour),
        ];
        asked(fields, &case())
    };
    let scheduled = |instant: &str| Choice::Schedule { at: instant.parse().unwrap() };
    assert_eq!(at("2027-11-12", "09:30"), Ok(decide(scheduled("2027-11-12T08:30:00Z"), &case())));
    assert_eq!(at("12/11/2027", "9 h 30"), at("2027-11-12", "09:30"));
    assert_eq!(at("", ""), Err(vec!["date".into(), "heure".into()]));
    assert_eq!(at("31/11/2027", "25:00"), Err(vec!["date".into(), "heure".into()]));
    assert_eq!(at("2028-03-26", "02:30"), Err(vec!["heure".into()]), "the clocks skip it");
    assert_eq!(at("2027-10-31", "02:30"), Err(vec!["heure".into()]), "the clocks show it twice");
    for (date, hour) in [("2027-11-04", "09:00"), ("2028-11-04", "09:00")] {
        let lost = at(date, hour).unwrap().change(&case());
        assert!(matches!(&lost, Err(Lost::Wrong(problem)) if problem.anchor == "date"), "{lost:?}");
    }
}

#[test]
fn a_schedule_is_changed_and_given_up() {
    let case = case();
    let at = |hours| Choice::Schedule { at: now() + SignedDuration::from_hours(hours) };
    let scheduled = after(&decide(at(2), &case), &case);
    assert_eq!(decide(at(2), &case).change(&scheduled), Ok(None));
    let later = after(&decide(at(3), &scheduled), &scheduled);
    let unscheduled = after(&decide(Choice::Unschedule, &later), &later);
    assert_eq!(unscheduled.mailing.state, State::Draft);
    assert_eq!(decide(Choice::Unschedule, &later).change(&unscheduled), Ok(None));
    let discarded = after(&decide(Choice::Discard, &unscheduled), &unscheduled);
    assert_eq!(decide(Choice::Discard, &unscheduled).change(&discarded), Ok(None));
    assert_eq!(decide(Choice::Discard, &discarded).change(&by_lou(&discarded)), Err(Lost::Overtaken));
}

#[test]
fn what_the_service_does_hinders_nobody_from_stopping_and_what_a_colleague_does_is_told() {
    let sending = sending();
    let (pause, cancel) = (follow(Wish::Pause, &sending), follow(Wish::Cancel, &sending));
    let parked = by_the_service(&sending, [Command::Park { resumes_by: now() }]);
    let later = |case: Case| Case { now: case.now + SignedDuration::from_secs(1), ..case };
    let paused = after(&pause, &later(parked));
    assert_eq!(pause.change(&paused), Ok(None), "the same form, sent twice");
    assert_eq!(cancel.change(&by_lou(&paused)), Err(Lost::Overtaken));
    let resume = follow(Wish::Resume, &paused);
    assert_eq!(resume.nudge(), MailingNudge::Send);
    let resumed = after(&resume, &later(by_lou(&paused)));
    assert_eq!(pause.change(&resumed), Err(Lost::Overtaken), "a reload does not pause again");
    let cancelled = after(&follow(Wish::Cancel, &resumed), &resumed);
    let told = follow(Wish::Cancel, &resumed).letters(&resumed, &cancelled.mailing);
    assert_eq!(told.len(), 2, "both editors get the figures, a regional moderator does not");
}

#[test]
fn cancelling_takes_a_tick() {
    let case = sending();
    assert_eq!(asked([("act", "suite"), ("suite", "annuler")], &case), Err(vec!["annuler".into()]));
    let act = asked([("act", "suite"), ("suite", "annuler"), ("annuler", "oui")], &case);
    assert_eq!(act, Ok(Act::Follow { wish: Wish::Cancel, seen: None }));
}

#[test]
fn a_blank_issue_is_one_for_each_key_and_editor() {
    let id = |key: &str, case: &Case| match asked([("act", "vierge"), ("vierge", "oui"), ("cle", key)], case)
    {
        Ok(Act::Start { id }) => Some(id),
        _ => None,
    };
    assert_eq!(id("k", &case()), id("k", &case()));
    assert_ne!(id("k", &case()), id("l", &case()));
    assert_ne!(id("k", &case()), id("k", &by_lou(&case())));
    assert_eq!([id("", &case()), id(&"k".repeat(65), &case())], [None, None]);
}

#[test]
fn what_became_of_a_copy_is_said_for_each_status() {
    let at: Timestamp = now();
    let copy =
        |status, fate| Delivery { status, fate, ..Delivery::new(mailing().id, Buckets::new(1), person("a")) };
    let bounced = |permanent| Fate::Bounced { at, permanent, why: "General".into() };
    let sent = || Status::Sent { ses_id: "1".into(), at };
    let (going, cancelled) = (State::Sending { since: at }, State::Cancelled { at });
    let told = [
        find::told(None, &State::Freezing { since: at }),
        find::told(None, &going),
        find::told(Some(&copy(Status::NEW, None)), &going),
        find::told(Some(&copy(Status::NEW, None)), &cancelled),
        find::told(Some(&copy(Status::Claimed { attempt: 1, at }, None)), &going),
        find::told(Some(&copy(Status::Claimed { attempt: 1, at }, None)), &cancelled),
        find::told(Some(&copy(sent(), None)), &going),
        find::told(Some(&copy(sent(), Some(Fate::Delivered { at }))), &going),
        find::told(Some(&copy(sent(), Some(bounced(true)))), &going),
        find::told(Some(&copy(sent(), Some(bounced(false)))), &going),
        find::told(Some(&copy(sent(), Some(Fate::Complained { at }))), &going),
        find::told(Some(&copy(Status::Refused { why: "MessageRejected".into(), at }, None)), &going),
        find::told(Some(&copy(Status::Skipped { at }, None)), &going),
        find::told(Some(&copy(Status::Unknown { attempts: 1, since: at }, None)), &going),
    ];
    insta::assert_snapshot!(told.join("\n").replace('\u{a0}', " "));
}
