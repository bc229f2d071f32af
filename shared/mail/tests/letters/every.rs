//! Every kind of letter, from the same texts.

use mail::{Message, Resembling};
use model::event::Outcome;
use model::id::{EventId, OrderId};
use model::letter::Occasion;
use model::look_alike::{Likeness, LookAlike};
use model::moderation::{Moderator, Scope};
use model::practical::Practical;
use model::territory::Region;

use crate::desk::{letter, morning, queue};
use crate::said::{HONEST, Said};
use crate::story::{Story, dominique, moderator, now};
use crate::{mailing, own, subscription};

/// Every letter that there is, by its name.
pub(crate) fn every_letter(said: &Said) -> Vec<(&'static str, Message)> {
    let mut letters = to_organisers(said);
    letters.extend(to_moderators(said));
    letters.extend(about_the_queue(said));
    letters.extend(subscription::to_subscribers());
    letters.extend(mailing::to_editors(said));
    letters
}

pub(crate) fn published(said: &Said) -> Story {
    Story::in_review(said.revision()).decided(Outcome::Publish)
}

fn to_organisers(said: &Said) -> Vec<(&'static str, Message)> {
    let proposed = || Story::in_review(said.revision());
    let edited = || published(said).edited(said.revised());
    let asked = || proposed().decided(said.request());
    let corrected = proposed().decided_with(Outcome::Publish, Some(said.corrected()));
    let withdrawn = published(said).decided(Outcome::Withdraw { message: said.prose() });
    let practical = published(said).told(said.practical());
    let mut letters = vec![
        ("confirm", Story::begins("event", said.revision(), false, now()).to_organiser()),
        ("received", proposed().to_organiser()),
        ("received-corrections", asked().edited(said.revised()).to_organiser()),
        ("received-edit", edited().to_organiser()),
        ("published", published(said).to_organiser()),
        ("published-corrected", corrected.to_organiser()),
        ("published-edit", edited().decided(Outcome::Publish).to_organiser()),
        ("changes", asked().to_organiser()),
        ("changes-edit", edited().decided(said.request()).to_organiser()),
        ("taken-back", asked().taken_back().to_organiser()),
        ("refused", proposed().decided(said.refusal()).to_organiser()),
        ("refused-edit", edited().decided(said.refusal()).to_organiser()),
        ("withdrawn", withdrawn.to_organiser()),
        ("received-full", Story::in_review(said.full()).to_organiser()),
        ("retracted", proposed().retracted().to_organiser()),
        ("practical", practical.to_organiser()),
        ("practical-silent", practical.told(Practical::default()).to_organiser()),
    ];
    letters.extend(to_colleagues(said));
    letters.extend(own::to_organisers(said));
    letters
}

fn to_colleagues(said: &Said) -> Vec<(&'static str, Message)> {
    let invited = || Story::in_review(said.revision()).invited();
    let published = || invited().decided(Outcome::Publish);
    vec![
        ("invited", invited().to_colleague()),
        ("received-edit-colleague", published().edited(said.revised()).to_colleague()),
        ("published-colleague", published().to_colleague()),
        ("changes-colleague", invited().decided(said.request()).to_colleague()),
        ("retracted-colleague", invited().retracted().to_colleague()),
        ("practical-colleague", published().told(said.practical()).to_colleague()),
    ]
}

fn to_moderators(said: &Said) -> Vec<(&'static str, Message)> {
    let proposed = || Story::in_review(said.revision());
    let look_alike = |score, reasons| Resembling {
        look_alike: LookAlike { event: EventId::derive(&[b"other"]), score, reasons },
        content: said.revision().content,
    };
    let look_alikes = vec![
        look_alike(96, vec![Likeness::SameTitle, Likeness::SameDay, Likeness::SamePlace]),
        look_alike(60, vec![Likeness::CloseTitle, Likeness::SameTown]),
    ];
    let loud = Said { title: "GAGNEZ UN BON D’ACHAT : WWW.MECHANT.EXAMPLE", ..*said };
    let edited = published(said).edited(said.revised());
    vec![
        ("review", proposed().comes_to(&dominique()).to_moderator()),
        ("review-edit", edited.comes_to(&dominique()).to_moderator()),
        ("review-look-alikes", proposed().comes_with(&dominique(), look_alikes).to_moderator()),
        ("review-spam", Story::in_review(loud.revision()).comes_to(&dominique()).to_moderator()),
        ("entrusted", proposed().entrusted(&named(said), &dominique()).to_moderator()),
    ]
}

fn about_the_queue(said: &Said) -> Vec<(&'static str, Message)> {
    let (few, many) = (queue(said, 2), queue(said, 32));
    let by = named(said);
    let order = OrderId::derive(&[b"order"]);
    vec![
        ("link-asked", letter(Occasion::LinkAsked { window: 3_041_234 }, &few, &by)),
        ("link-asked-idle", letter(Occasion::LinkAsked { window: 3_041_234 }, &[], &by)),
        ("morning", letter(morning(), &few, &by)),
        ("burst", letter(Occasion::Burst { since: 1_819_958_400 }, &many, &by)),
        ("reminder", letter(Occasion::Reminder { events: vec![], since: 0 }, &few, &by)),
        ("escalation", letter(Occasion::Escalation { events: vec![], since: 0 }, &few, &by)),
        ("entrusted-order", letter(Occasion::Entrusted { order }, &few, &by)),
    ]
}

/// A colleague of that name, or a well-named one.
fn named(said: &Said) -> Moderator {
    let name = if said.name == HONEST.name { "Sacha Leroy" } else { said.name };
    moderator(name, Scope::Regions { regions: vec![Region::LA_REUNION] })
}
