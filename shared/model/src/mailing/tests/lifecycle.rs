//! Every command in every state.

use jiff::{SignedDuration, Timestamp};

use super::samples::{at, mailing};
use crate::id::ModeratorId;
use crate::mailing::{Buckets, Command, Deed, Mailing, Plan, Refusal, Section, Segment, State};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn now() -> Timestamp {
    at("2027-11-07T12:00:00Z")
}

fn edit() -> Command {
    let Mailing { words, plan, .. } = mailing();
    Command::Edit { words, plan, featured: vec![], segment: Segment::default() }
}

fn commands() -> [Command; 14] {
    let buckets = Buckets::new(4);
    [
        edit(),
        Command::Launch { first_of_month: true },
        Command::Schedule { at: now() + HOUR },
        Command::Unschedule,
        Command::Discard,
        Command::Cut { buckets },
        Command::Freeze { audience: 3 },
        Command::Pause,
        Command::Resume,
        Command::Cancel,
        Command::Park { resumes_by: now() + HOUR },
        Command::Unpark,
        Command::Halt,
        Command::Finish,
    ]
}

fn states() -> [State; 9] {
    let (since, at) = (now(), now());
    [
        State::Draft,
        State::Scheduled { at },
        State::Freezing { since },
        State::Sending { since },
        State::Paused { since, by_itself: false },
        State::Parked { since, resumes_by: at },
        State::Sent { at },
        State::Cancelled { at },
        State::Discarded { at },
    ]
}

fn in_state(state: &State, buckets: Option<Buckets>) -> Mailing {
    Mailing { state: state.clone(), buckets, ..mailing() }
}

/// What becomes of an issue, line by command, column by state; `-` when the command is refused.
#[test]
fn every_command_in_every_state() {
    let table: Vec<String> = commands()
        .into_iter()
        .map(|command| {
            // Before a freeze there is a cut; a cut is made once.
            let buckets = matches!(command, Command::Freeze { .. }).then(|| Buckets::new(4));
            let becomes =
                states().map(|state| match in_state(&state, buckets).decide(command.clone(), None, now()) {
                    Ok(after) => after.state.code().to_owned(),
                    Err(refusal) => {
                        assert_eq!(refusal, Refusal::NotNow);
                        "-".to_owned()
                    }
                });
            becomes.join(" ")
        })
        .collect();
    let expected = [
        "draft scheduled - - - - - - -",
        "freezing freezing - - - - - - -",
        "scheduled scheduled - - - - - - -",
        "- draft - - - - - - -",
        "discarded discarded - - - - - - -",
        "- - freezing - - - - - -",
        "- - sending - - - - - -",
        "- - - paused - paused - - -",
        "- - - - sending - - - -",
        "- - cancelled cancelled cancelled cancelled - - -",
        "- - - parked - - - - -",
        "- - - - - sending - - -",
        "- - - paused - - - - -",
        "- - - sent - - - - -",
    ];
    assert_eq!(table, expected);
}

#[test]
fn an_audience_is_cut_once_and_frozen_after_it() {
    let freezing = State::Freezing { since: now() };
    let cut = Command::Cut { buckets: Buckets::new(4) };
    let once = in_state(&freezing, None).decide(cut.clone(), None, now()).unwrap();
    assert_eq!(once.buckets, Some(Buckets::new(4)));
    assert_eq!(once.decide(cut, None, now()), Err(Refusal::NotNow));
    let freeze = Command::Freeze { audience: 3 };
    assert_eq!(in_state(&freezing, None).decide(freeze.clone(), None, now()), Err(Refusal::NotNow));
    assert_eq!(once.decide(freeze, None, now()).unwrap().audience, Some(3));
}

#[test]
fn an_issue_is_scheduled_for_a_time_that_comes_within_sixty_days() {
    let schedule = |at| mailing().decide(Command::Schedule { at }, None, now()).map(|after| after.state);
    let soon = now() + SignedDuration::from_secs(1);
    assert_eq!(schedule(soon), Ok(State::Scheduled { at: soon }));
    let last = now() + HOUR * (60 * 24) - SignedDuration::from_secs(1);
    assert_eq!(schedule(last), Ok(State::Scheduled { at: last }));
    for at in [now(), now() - HOUR, now() + HOUR * (60 * 24)] {
        assert_eq!(schedule(at), Err(Refusal::BadTime));
    }
}

#[test]
fn what_is_edited_is_what_was_given() {
    let mut words = mailing().words;
    words.subject = "Un autre objet".to_owned().try_into().unwrap();
    let plan = Plan::new([Section::Week]);
    let segment = Segment { regions: [crate::territory::Region::CORSE].into(), ..Segment::default() };
    let edit = Command::Edit {
        words: words.clone(),
        plan: plan.clone(),
        featured: vec![],
        segment: segment.clone(),
    };
    let after = mailing().decide(edit, None, now()).unwrap();
    assert_eq!((&after.words, &after.plan, &after.segment), (&words, &plan, &segment));
    assert_eq!((after.version, after.week), (2, mailing().week));
}

#[test]
fn the_history_says_who_did_what_and_folds_what_is_done_again() {
    let (alex, lou) = (ModeratorId::derive(&[b"alex"]), ModeratorId::derive(&[b"lou"]));
    let mut issue = mailing();
    for by in [alex, alex, lou, alex] {
        issue = issue.decide(edit(), Some(by), now()).unwrap();
    }
    let told: Vec<_> = issue.history.iter().map(|entry| (entry.by, entry.deed)).collect();
    let edits = [alex, lou, alex].map(|by| (Some(by), Deed::Edited));
    assert_eq!(told, [&[(None, Deed::Drafted)], &edits[..]].concat());
    for n in 0..300 {
        issue = issue.decide(edit(), Some(if n % 2 == 0 { lou } else { alex }), now()).unwrap();
    }
    assert_eq!((issue.history.len(), issue.history[0].deed), (100, Deed::Drafted));
}

#[test]
fn an_issue_is_launched_when_it_was_asked_for() {
    let editor = Some(ModeratorId::derive(&[b"alex"]));
    for by in [editor, None] {
        let mut issue = mailing();
        assert_eq!(issue.launched_at(), None);
        let commands = [
            Command::Launch { first_of_month: true },
            Command::Cut { buckets: Buckets::new(1) },
            Command::Freeze { audience: 1 },
        ];
        for (minutes, command) in [0, 10, 20].into_iter().zip(commands) {
            let by = by.filter(|_| minutes == 0);
            issue = issue.decide(command, by, now() + SignedDuration::from_mins(minutes)).unwrap();
        }
        assert_eq!(issue.launched_at(), Some(now()), "the rest is the service's work");
    }
}

#[test]
fn states_say_what_can_still_happen() {
    let codes = |holds: fn(&State) -> bool| -> Vec<&str> {
        states().iter().filter(|state| holds(state)).map(State::code).collect()
    };
    assert_eq!(codes(State::is_open), ["draft", "scheduled"]);
    assert_eq!(codes(State::is_over), ["sent", "cancelled", "discarded"]);
    assert_eq!(codes(State::is_frozen), ["sending", "paused", "parked", "sent", "cancelled"]);
}

#[test]
fn a_plan_has_each_section_once() {
    let plan = Plan::new([Section::Week, Section::Online, Section::Week]);
    assert_eq!(plan.sections(), [Section::Week, Section::Online]);
    assert_eq!(Plan::usual().sections(), Section::ALL);
    let kept: Plan = serde_json::from_str(r#"["online","week","online"]"#).unwrap();
    assert_eq!(kept.sections(), [Section::Online, Section::Week]);
    for section in Section::ALL {
        assert_eq!(Section::from_code(section.code()), Some(section));
    }
    assert_eq!(Section::from_code("une"), None);
}

#[test]
fn an_issue_reads_back_as_it_was_recorded() {
    for state in states() {
        let issue = in_state(&state, Some(Buckets::new(4)));
        let kept = serde_json::to_string(&issue).unwrap();
        assert_eq!(serde_json::from_str::<Mailing>(&kept).unwrap(), issue);
    }
}

#[test]
fn an_issue_that_waits_for_the_quota_says_so_once_a_day_however_often_one_looks() {
    let park = |at| Command::Park { resumes_by: at + HOUR };
    let mut issue = in_state(&State::Sending { since: now() }, Some(Buckets::new(4)));
    let before = issue.history.len();
    for quarter in 0..90 {
        let at = now() + SignedDuration::from_mins(15 * quarter);
        issue = issue.decide(park(at), None, at).unwrap().decide(Command::Unpark, None, at).unwrap();
    }
    let parked: Vec<_> = issue.history[before..].iter().map(|entry| (entry.deed, entry.at)).collect();
    assert_eq!(parked[0], (Deed::Parked, now()));
    assert_eq!(parked.len(), 2, "{parked:?}");
    let later = now() + HOUR * 25;
    issue = issue.decide(park(later), None, later).unwrap();
    assert_eq!(issue.history.len(), before + 3, "another day is another line");
}
