//! An event's story, told step by step as the functions take them, and the letters that each step calls for.

use jiff::{SignedDuration, Timestamp};
use links::Keyring;
use mail::{Addresses, Message, OrganiserDossier, Resembling, ReviewDossier};
use model::content::{Revision, RevisionNumber};
use model::email::EmailAddress;
use model::event::{Event, Outcome, Seat, Seating};
use model::id::{EventId, ModeratorId, PersonId, PersonKey};
use model::letter::{EventLetter, Letter};
use model::moderation::{Moderator, Rhythm, Scope};
use model::practical::Practical;
use model::reception::Reception;
use model::screening::Screening;
use model::step::{Ruling, Step};
use model::territory::Region;
use model::text::Line;
use model::waiting::Waiting;

use crate::said::edition;

pub(crate) const BASE_URL: &str = "https://mois.exemple.gouv.fr";

pub(crate) fn now() -> Timestamp {
    "2027-09-03T08:32:00Z".parse().unwrap()
}

pub(crate) fn keys() -> Keyring {
    Keyring::from_secret(&format!(r#"{{"active":"1","1":"{}"}}"#, "k".repeat(64))).unwrap()
}

pub(crate) fn moderator(name: &str, scope: Scope) -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[name.as_bytes()]),
        name: Line::parse(name).unwrap(),
        email: EmailAddress::parse("moderation@exemple.gouv.fr").unwrap(),
        scope,
        rhythm: Rhythm::AtOnce,
        away_until: None,
    }
}

/// Who looks after La Réunion.
pub(crate) fn dominique() -> Moderator {
    moderator("Dominique Martin", Scope::Regions { regions: vec![Region::LA_REUNION] })
}

/// Who looks after the whole country.
pub(crate) fn alex() -> Moderator {
    moderator("Alex Petit", Scope::National)
}

#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) event: Event,
    team: Vec<Moderator>,
    revisions: Vec<Revision>,
    letters: Vec<EventLetter>,
    look_alikes: Vec<Resembling>,
    colleague: Option<EmailAddress>,
}

impl Story {
    /// The form came in; `known` says whether the address is known to be the organiser's.
    pub(crate) fn begins(id: &str, revision: Revision, known: bool, at: Timestamp) -> Self {
        let person = PersonId::of(&revision.organiser.email, &PersonKey::new("key"));
        let reception = if known { Reception::Known } else { Reception::Ask };
        let step =
            Step::submit(EventId::derive(&[id.as_bytes()]), 2027.into(), person, reception, revision, at);
        let mut story = Self {
            event: step.after.clone(),
            team: vec![dominique(), alex()],
            revisions: vec![],
            letters: vec![],
            look_alikes: vec![],
            colleague: None,
        };
        story.take(step);
        story
    }

    /// An event that waits for a moderator.
    pub(crate) fn in_review(revision: Revision) -> Self {
        Self::begins("event", revision, true, now())
    }

    /// With this team.
    pub(crate) fn within(mut self, team: &[Moderator]) -> Self {
        self.team = team.to_vec();
        self
    }

    fn take(&mut self, step: Step) {
        self.revisions.extend(step.revision);
        self.event = step.after;
        let about_event = |letter| match letter {
            Letter::Event(letter) => Some(letter),
            Letter::Organiser(_) | Letter::Desk(_) | Letter::Subscriber(_) | Letter::Mailing(_) => None,
        };
        self.letters = step.letters.into_iter().filter_map(about_event).collect();
        if let Some(Seating::Invited { address, .. }) = step.seating {
            self.colleague = Some(address);
        }
    }

    fn then(mut self, step: Step) -> Self {
        self.take(step);
        self
    }

    fn revision(&self, number: RevisionNumber) -> &Revision {
        &self.revisions[usize::from(number.get()) - 1]
    }

    fn current(&self) -> Revision {
        self.revision(self.event.revision()).clone()
    }

    /// The desk passes it on to this moderator.
    pub(crate) fn comes_to(self, moderator: &Moderator) -> Self {
        self.comes_with(moderator, vec![])
    }

    /// The same, with what looks alike; the signs of an advertisement are those of the content.
    pub(crate) fn comes_with(mut self, moderator: &Moderator, look_alikes: Vec<Resembling>) -> Self {
        let content = self.current().content;
        let screening = Screening {
            at: now(),
            to: vec![moderator.id],
            look_alikes: look_alikes.iter().map(|resembling| resembling.look_alike.clone()).collect(),
            suspicion: model::spam::spam_signs(&content),
        };
        let step = Step::screen(self.event.clone(), screening, &[moderator.id], &content, now()).unwrap();
        self.look_alikes = look_alikes;
        self.then(step)
    }

    pub(crate) fn decided(self, outcome: Outcome) -> Self {
        self.decided_with(outcome, None)
    }

    pub(crate) fn decided_with(self, outcome: Outcome, corrected: Option<Revision>) -> Self {
        let moderator = dominique();
        let window = SignedDuration::from_mins(5);
        let ruling = Ruling { moderator: &moderator, outcome, corrected, window, order: None };
        // A later hour each time, so that the window of an earlier decision is over.
        let at = now() + SignedDuration::from_hours(i64::from(self.event.version));
        let content = self.current().content;
        let step = Step::decide(self.event.clone(), self.event.revision(), ruling, &content, at).unwrap();
        self.then(step)
    }

    pub(crate) fn edited(self, revision: Revision) -> Self {
        let after_the_window = now() + SignedDuration::from_hours(i64::from(self.event.version));
        let step = Step::edit(
            self.event.clone(),
            &self.event.organiser,
            self.event.revision(),
            revision,
            after_the_window,
        )
        .unwrap();
        self.then(step)
    }

    /// The organiser confirms their address.
    pub(crate) fn confirmed(self) -> Self {
        let content = self.current().content;
        let step = Step::confirm(self.event.clone(), self.event.revision(), &content, now()).unwrap();
        self.then(step)
    }

    /// The organiser invites a colleague.
    pub(crate) fn invited(self) -> Self {
        let address = EmailAddress::parse("dominique.hoarau@exemple.gouv.fr").unwrap();
        let invited = (PersonId::of(&address, &PersonKey::new("key")), address);
        let (content, by) = (self.current().content, self.event.organiser.clone());
        self.clone().then(Step::invite(self.event, &by, invited, &content, now()).unwrap())
    }

    /// The organiser takes it back.
    pub(crate) fn retracted(self) -> Self {
        let (content, by) = (self.current().content, self.event.organiser.clone());
        self.clone().then(Step::retract(self.event, &by, &content, now()).unwrap())
    }

    /// The organiser says something of the published event.
    pub(crate) fn told(self, practical: Practical) -> Self {
        let (content, by) = (self.current().content, self.event.organiser.clone());
        let step = Step::practical(self.event.clone(), &by, practical, &content, now()).unwrap();
        self.then(step)
    }

    pub(crate) fn taken_back(self) -> Self {
        let content = self.current().content;
        let (event, number) = (self.event.clone(), self.event.revision());
        let after_the_window = now() + SignedDuration::from_hours(i64::from(event.version));
        let step = Step::take_back(event, number, &dominique(), &content, after_the_window).unwrap();
        self.then(step)
    }

    pub(crate) fn entrusted(mut self, by: &Moderator, to: &Moderator) -> Self {
        self.team.push(by.clone());
        let content = self.current().content;
        let step = Step::assign(self.event.clone(), Some(to.id), by, true, &content, now()).unwrap();
        self.then(step)
    }

    /// As the queue has it.
    pub(crate) fn waits(&self) -> Waiting {
        Waiting::of(&self.event, &self.current().content).unwrap()
    }

    fn letter(&self) -> &EventLetter {
        self.letter_at(Seat::ORGANISER)
    }

    fn letter_at(&self, seat: Seat) -> &EventLetter {
        let letters: Vec<_> = self.letters.iter().filter(|letter| letter.seat == seat).collect();
        match letters.as_slice() {
            [letter] => letter,
            _ => panic!("the step calls for one letter to seat {seat}: {:?}", self.letters),
        }
    }

    /// Whether nobody is to be written to because of the last step.
    pub(crate) fn calls_for_nothing(&self) -> bool {
        self.letters.is_empty()
    }

    /// The letter that the last step calls for, to the organiser.
    pub(crate) fn to_organiser(&self) -> Message {
        self.letter_to_organiser().unwrap()
    }

    /// The letter that the last step calls for, to the colleague.
    pub(crate) fn to_colleague(&self) -> Message {
        self.letter_to(self.event.last_seat, self.colleague.as_ref()).unwrap()
    }

    /// The letter that the last step calls for, to a moderator.
    pub(crate) fn to_moderator(&self) -> Message {
        self.letter_to_moderator().unwrap()
    }

    pub(crate) fn letter_to_organiser(&self) -> Option<Message> {
        self.letter_to(Seat::ORGANISER, None)
    }

    /// The letter that the last step calls for, to whom has this seat; `colleague` is where a colleague is written to.
    pub(crate) fn letter_to(&self, seat: Seat, colleague: Option<&EmailAddress>) -> Option<Message> {
        let letter = self.letter_at(seat);
        let decided = self.event.decision().map(|decision| decision.revision);
        let dossier = OrganiserDossier {
            letter,
            event: &self.event,
            revision: self.revision(letter.revision),
            edition: &edition(),
            decided_on: decided
                .filter(|&number| number != letter.revision)
                .map(|number| self.revision(number)),
            colleague,
        };
        dossier.compose(&Addresses { base_url: BASE_URL, keys: &keys(), now: now() })
    }

    pub(crate) fn letter_to_moderator(&self) -> Option<Message> {
        let letter = self.letter();
        let dossier = ReviewDossier {
            letter,
            event: &self.event,
            revision: self.revision(letter.revision),
            edition: &edition(),
            shown: self.event.shown().map(|number| self.revision(number)),
            look_alikes: &self.look_alikes,
            team: &self.team,
        };
        dossier.compose(&Addresses { base_url: BASE_URL, keys: &keys(), now: now() })
    }
}
