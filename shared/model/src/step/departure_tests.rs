//! What the table keeps of an event that was in the programme once: where its address is, whatever happens.

use proptest::prelude::*;

use super::tests::{at, content, moderator, person, published, revision, said, submitted};
use super::*;
use crate::content::RevisionNumber;
use crate::event::{Outcome, Refusal, State};
use crate::practical::tests::on;
use crate::practical::{Practical, Status};
use crate::reception::Reception;
use crate::schedule::Schedule;
use crate::text::Prose;

const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// The content of each revision: no two are at the same time.
fn content_of(number: RevisionNumber) -> Content {
    Content { schedule: on(i8::try_from(number.get() % 28).unwrap() + 1), ..content() }
}

/// What the table has: the event, its place in the programme, what is left of it.
struct Table {
    event: Event,
    publication: Option<Publication>,
    departed: Option<Departed>,
}

impl Table {
    fn new() -> Self {
        let event = submitted(Reception::Known).after;
        Self { event, publication: None, departed: None }
    }

    fn record(&mut self, step: Step) {
        fn project<T>(kept: &mut Option<T>, projection: Projection<T>) {
            match projection {
                Projection::Unchanged => {}
                Projection::Set(value) => *kept = Some(value),
                Projection::Removed => *kept = None,
            }
        }
        let shown = self.publication.clone();
        project(&mut self.publication, step.publication);
        project(&mut self.departed, step.departure.clone());
        self.event = step.after;
        if let Projection::Set(departed) = &step.departure {
            let shown = shown.expect("what leaves was there");
            assert_eq!(departed.schedule, shown.content.schedule, "calendars have these dates");
            assert!(departed.sequence > shown.sequence);
            assert_eq!(departed.path(), shown.path());
        }
    }

    /// An address that was once in the programme is there, of one kind and one only.
    fn holds(&self) {
        let Some(listing) = &self.event.listing else {
            assert!(self.publication.is_none() && self.departed.is_none());
            return;
        };
        let publication = self.publication.as_ref().map(|it| (it.path(), it.sequence));
        let departed = self.departed.as_ref().map(|it| (it.path(), it.sequence));
        let path = crate::publication::path(self.event.edition, &listing.slug, self.event.id);
        let there = Some((path, listing.sequence));
        let (shown, left) = if listing.shown.is_some() { (there, None) } else { (None, there) };
        assert_eq!((publication, departed), (shown, left));
    }
}

#[derive(Debug, Clone)]
enum Asked {
    Publish { corrects: bool },
    Edit,
    Withdraw,
    Undo,
    Say(Option<i8>),
}

fn taken(event: &Event, asked: &Asked, now: Timestamp) -> Result<Step, Refusal> {
    let (event, moderator) = (event.clone(), moderator());
    let next = event.highest.next().unwrap();
    let new = |number| Revision { content: content_of(number), ..revision() };
    match asked {
        Asked::Publish { corrects } => {
            let corrected = corrects.then(|| new(next));
            let outcome = Outcome::Publish;
            let ruling = Ruling { moderator: &moderator, outcome, corrected, window: WINDOW, order: None };
            let read = event.revision();
            Step::decide(event, read, ruling, &content_of(read), now)
        }
        Asked::Edit => {
            let from = event.revision();
            Step::edit(event, &person(0), from, new(next), now)
        }
        Asked::Withdraw => {
            let shown = event.shown().unwrap_or(event.revision());
            let outcome = Outcome::Withdraw { message: Prose::parse("Pas prête.").unwrap() };
            let ruling =
                Ruling { moderator: &moderator, outcome, corrected: None, window: WINDOW, order: None };
            Step::decide(event, shown, ruling, &content_of(shown), now)
        }
        Asked::Undo => {
            let replaced = event.replaced.clone().ok_or(Refusal::TooLate)?;
            let [shown, left] = [replaced.shown, event.shown()].map(|it| it.map(content_of));
            let current = content_of(replaced.standing.revision);
            let contents = Undoing { current: &current, shown: shown.as_ref(), left: left.as_ref() };
            let version = event.decision().map_or(0, |decision| decision.version);
            Step::undo(event, version, &moderator, contents, now, now)
        }
        Asked::Say(day) => {
            let Some(shown) = event.shown() else { return Err(Refusal::NothingChanges) };
            let practical = Practical {
                status: if day.is_some() { Status::Postponed } else { Status::Full },
                schedule: day.map(on),
                ..Practical::default()
            };
            Step::practical(event, &person(0), practical, &content_of(shown), now)
        }
    }
}

fn any_asked() -> impl Strategy<Value = Asked> {
    prop_oneof![
        3 => any::<bool>().prop_map(|corrects| Asked::Publish { corrects }),
        2 => Just(Asked::Edit),
        2 => Just(Asked::Withdraw),
        3 => Just(Asked::Undo),
        1 => prop::option::of(1..28i8).prop_map(Asked::Say),
    ]
}

proptest! {
    #[test]
    fn an_address_that_was_once_in_the_programme_stays(
        walk in prop::collection::vec((any_asked(), prop::sample::select(vec![1, 100, 400])), 1..30)
    ) {
        let (mut table, mut seconds) = (Table::new(), 0);
        for (asked, later) in walk {
            seconds += later;
            if let Ok(step) = taken(&table.event, &asked, at(seconds)) {
                table.record(step);
                table.holds();
            }
        }
    }
}

/// It may have been followed, shared or noted meanwhile.
#[test]
fn a_page_that_was_public_for_thirty_seconds_leaves_an_address_and_none_of_its_words() {
    let event = published();
    let version = event.version;
    let contents = Undoing { current: &content(), shown: None, left: Some(&content()) };
    let step = Step::undo(event, version, &moderator(), contents, at(40), at(40)).unwrap();
    assert_eq!((step.after.state(), &step.publication), (State::InReview, &Projection::Removed));
    let Projection::Set(departed) = step.departure else { panic!("it leaves no trace") };
    assert_eq!((departed.slug.as_str(), departed.sequence), ("repenser-l-accueil", 1));
    assert_eq!((departed.departed_at, &departed.schedule), (at(40), &content().schedule));
    let kept = serde_json::to_string(&departed).unwrap();
    assert!(!kept.contains(content().title.as_str()) && !kept.contains(content().summary.as_str()));
}

#[test]
fn what_is_left_says_when_it_was_to_take_place_as_calendars_have_it() {
    let put_off = Practical { status: Status::Postponed, schedule: Some(on(16)), ..Practical::default() };
    let event = said(&published(), 0, put_off).after;
    let outcome = Outcome::Withdraw { message: Prose::parse("La salle a brûlé.").unwrap() };
    let moderator = moderator();
    let ruling = Ruling { moderator: &moderator, outcome, corrected: None, window: WINDOW, order: None };
    let step = Step::decide(event.clone(), event.revision(), ruling, &content(), at(2000)).unwrap();
    let Projection::Set(departed) = step.departure else { panic!("it leaves no trace") };
    let dates: &Schedule = &departed.schedule;
    assert_eq!(dates, &on(16));
}
