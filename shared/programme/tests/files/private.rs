//! Nothing of who answers for an event, nor of what is said between them and the team, is in any file.

use jiff::{SignedDuration, Timestamp};
use model::content::{Content, Revision};
use model::email::EmailAddress;
use model::event::{Event, Outcome};
use model::id::{EventId, ModeratorId, PersonId, PersonKey};
use model::material::Material;
use model::moderation::{Moderator, Rhythm, Scope};
use model::organisation::Organiser;
use model::reception::Reception;
use model::step::{Projection, Ruling, Step};
use model::text::{Line, Prose};
use programme::File;

use crate::everything::everything;
use crate::fixture::{all_files, material, programme};

/// What is in every private word.
const MARK: &str = "zyx";

const WINDOW: SignedDuration = SignedDuration::from_mins(5);

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_820_000_000 + seconds).unwrap()
}

fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}.{MARK}@exemple.gouv.fr")).unwrap()
}

fn person(name: &str) -> PersonId {
    PersonId::of(&address(name), &PersonKey::new("key"))
}

fn line<const MAX: usize>(text: &str) -> Line<MAX> {
    Line::parse(text).unwrap()
}

fn moderator() -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[b"m"]),
        name: line(&format!("Dominique {MARK}")),
        email: address("dominique"),
        scope: Scope::National,
        rhythm: Rhythm::default(),
        away_until: None,
    }
}

fn revision() -> Revision {
    let organiser = Organiser {
        name: line(&format!("Camille {MARK}")),
        role: Some(line(&format!("Chargée de {MARK}"))),
        email: address("camille"),
        phone: Some("06 99 88 77 66".to_owned().try_into().unwrap()),
    };
    Revision { content: everything(), organiser }
}

/// Sent, spoken of, given a colleague, published: as the table has it.
fn published(content: &Content) -> Step {
    let moderator = moderator();
    let id = EventId::derive(&[b"e"]);
    let sent = Step::submit(id, 2027.into(), person("camille"), Reception::Known, revision(), at(0));
    let note = Prose::parse(&format!("Appeler {MARK} avant.")).unwrap();
    let noted = Step::note(sent.after, note, &moderator, content, at(10)).unwrap();
    let colleague = (person("alix"), address("alix"));
    let invited = Step::invite(noted.after, &person("camille"), colleague, content, at(20)).unwrap();
    decided(invited.after, Outcome::Publish, content, at(30))
}

fn decided(event: Event, outcome: Outcome, content: &Content, now: Timestamp) -> Step {
    let moderator = moderator();
    let ruling = Ruling { moderator: &moderator, outcome, corrected: None, window: WINDOW, order: None };
    let revision = event.revision();
    Step::decide(event, revision, ruling, content, now).unwrap()
}

/// Everything that is written, as text.
fn written(material: &Material) -> String {
    let files = all_files(&programme(material));
    let text = |file: File| [file.path, String::from_utf8(file.body).unwrap()].join("\n");
    files.into_iter().map(text).collect::<Vec<_>>().join("\n")
}

fn nothing_private(written: &str) {
    let written = written.to_lowercase();
    for private in [MARK, "06 99 88 77 66", "0699887766", "699887766", "699 88 77 66"] {
        assert!(!written.contains(private), "{private}");
    }
    for person in ["camille", "alix", "dominique"].map(person) {
        let person = serde_json::to_value(&person).unwrap().as_str().unwrap().to_lowercase();
        assert!(!written.contains(&person), "{person}");
    }
}

#[test]
fn a_published_event_has_nothing_private_in_any_file() {
    let content = everything();
    let step = published(&content);
    let Projection::Set(event) = step.publication else { panic!("it is in the programme") };
    let written = written(&material(&[event], &[]));
    assert!(written.contains(content.title.as_str()) && written.contains("Mission innovation"));
    nothing_private(&written);
}

#[test]
fn what_is_left_of_an_event_has_nothing_private_and_nothing_of_its_content() {
    let content = everything();
    let step = published(&content);
    let message = Prose::parse(&format!("Retiré pour {MARK}.")).unwrap();
    let withdrawn = decided(step.after, Outcome::Withdraw { message }, &content, at(4_000));
    let Projection::Set(gone) = withdrawn.departure else { panic!("it was in the programme") };
    let path = gone.path();
    let written = written(&Material { departed: vec![gone], ..material(&[], &[]) });
    assert!(written.contains(&path));
    nothing_private(&written);
    for public in ["Mission innovation", "6 rue des Messageries", "visio.exemple.fr", "Boucle magnétique"] {
        assert!(!written.contains(public), "{public}");
    }
}
