//! A copy's place and its identifier.

use jiff::SignedDuration;
use proptest::prelude::*;

use super::samples::{at, mailing};
use crate::id::{DraftId, EventId, MailingId, ModeratorId, PersonId};
use crate::ledger::{LEASE, Status, Step};
use crate::letter::{
    DeskLetter, EventLetter, Letter, MailId, MailingLetter, MailingOccasion, Occasion, OrganiserLetter,
    OrganiserOccasion, Purpose, SubscriberLetter, SubscriberOccasion,
};
use crate::mailing::{Buckets, CopyId, Delivery, next_step};

fn person() -> PersonId {
    PersonId::from_bytes([0xab; 16])
}

proptest! {
    #[test]
    fn a_copy_is_found_by_its_identifier(
        person in any::<[u8; 16]>(),
        issue in any::<[u8; 8]>(),
        parts in 1_u16..=Buckets::MOST,
    ) {
        let (mailing, person) = (MailingId::from_bytes(issue), PersonId::from_bytes(person));
        let copy = Delivery::new(mailing, Buckets::new(parts), person).id();
        let mail = copy.mail_id();
        prop_assert_eq!(CopyId::of(&mail), Some(copy));
        // As an SES message tag allows: letters, digits and dashes, 256 characters at most.
        prop_assert!(mail.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        prop_assert!(mail.as_str().len() <= 256);
    }

    #[test]
    fn a_text_that_is_no_copy_is_read_as_none_or_as_one_that_says_it(text in "(copy-)?[0-9a-z-]{0,70}") {
        let mail: MailId = serde_json::from_value(text.clone().into()).unwrap();
        if let Some(copy) = CopyId::of(&mail) {
            let again = CopyId::of(&copy.mail_id());
            prop_assert_eq!(again, Some(copy));
        }
    }
}

#[test]
fn no_letter_is_a_copy() {
    let (moderator, mailing) = (ModeratorId::derive(&[b"m"]), mailing().id);
    let event = EventLetter {
        event: EventId::derive(&[b"e"]),
        revision: 1.into(),
        version: 1,
        seat: crate::event::Seat::ORGANISER,
        purpose: Purpose::Review { moderator },
    };
    let desk = DeskLetter { moderator, edition: 2027.into(), occasion: Occasion::LinkAsked { window: 1 } };
    let subscriber = SubscriberLetter { person: person(), version: 1, occasion: SubscriberOccasion::Welcome };
    let occasion = OrganiserOccasion::Draft { draft: DraftId::derive(&[b"d"]), nth: 1 };
    let organiser = OrganiserLetter { person: person(), occasion };
    let editor = MailingLetter { mailing, version: 1, moderator, occasion: MailingOccasion::Draft };
    for letter in [
        Letter::Event(event),
        Letter::Organiser(organiser),
        Letter::Desk(desk),
        Letter::Subscriber(subscriber),
        Letter::Mailing(editor),
    ] {
        assert_eq!(CopyId::of(&letter.id()), None, "{letter:?}");
    }
}

#[test]
fn a_copy_that_is_perhaps_sent_is_never_sent_again() {
    let now = at("2027-11-09T09:00:00Z");
    let copy = Delivery::new(mailing().id, Buckets::new(1), person());
    assert_eq!(next_step(&copy.status, now), Step::Claim { attempt: 1 });
    let since = now - SignedDuration::from_hours(1000);
    let perhaps = [Status::Unknown { attempts: 1, since }, Status::Pending { attempts: 1 }];
    for status in perhaps {
        assert_eq!(next_step(&status, now), Step::Done, "{status:?}");
    }
    let claimed = Status::Claimed { attempt: 1, at: now - LEASE };
    assert_eq!(next_step(&claimed, now), Step::DeclareUnknown { attempts: 1, since: now - LEASE });
    let alive = Status::Claimed { attempt: 1, at: now };
    assert_eq!(next_step(&alive, now), Step::Wait);
}
