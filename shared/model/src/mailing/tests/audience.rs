//! Whom an issue goes to, and in which parts.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::samples::mailing;
use crate::id::PersonId;
use crate::mailing::{Buckets, Mailing, READER_SHARDS, Segment, bucket_count, is_for, reader_shard};
use crate::subscriber::{Preferences, Reader, Rhythm};
use crate::territory::Region;
use crate::vocabulary::{Administration, Interest, Profession};

fn reader(preferences: Preferences) -> Reader {
    Reader { person: PersonId::from_bytes([7; 16]), preferences }
}

fn someone() -> Preferences {
    Preferences {
        administration: Some(Administration::Hospitaliere),
        profession: Some(Profession::Sante),
        regions: [Region::BRETAGNE, Region::CORSE].into(),
        interests: [Interest::Appels].into(),
        rhythm: Rhythm::EachIssue,
    }
}

fn segment() -> Segment {
    Segment {
        administrations: [Administration::Hospitaliere, Administration::Operateur].into(),
        professions: [Profession::Sante].into(),
        regions: [Region::CORSE].into(),
        interests: [Interest::Appels, Interest::Consultations].into(),
    }
}

#[test]
fn a_segment_asks_for_all_of_its_sets_and_for_one_value_of_each() {
    assert!(segment().includes(&reader(someone())));
    for other in [
        Preferences { administration: Some(Administration::Recherche), ..someone() },
        Preferences { profession: Some(Profession::Achats), ..someone() },
        Preferences { regions: [Region::BRETAGNE].into(), ..someone() },
        Preferences { interests: [Interest::Actualites].into(), ..someone() },
    ] {
        assert!(!segment().includes(&reader(other.clone())), "{other:?}");
    }
}

#[test]
fn who_has_not_said_what_is_asked_for_is_not_in_it_but_no_interest_means_all() {
    for silent in [
        Preferences { administration: None, ..someone() },
        Preferences { profession: None, ..someone() },
        Preferences { regions: BTreeSet::new(), ..someone() },
    ] {
        assert!(!segment().includes(&reader(silent.clone())), "{silent:?}");
    }
    assert!(segment().includes(&reader(Preferences { interests: BTreeSet::new(), ..someone() })));
}

#[test]
fn a_segment_that_asks_nothing_is_everyone() {
    assert!(Segment::default().is_everyone() && !segment().is_everyone());
    for preferences in [Preferences::default(), someone()] {
        assert!(Segment::default().includes(&reader(preferences)));
    }
}

#[test]
fn an_issue_goes_to_those_whose_rhythm_wants_it() {
    let goes = |rhythm, first_of_month| {
        let mailing = Mailing { first_of_month, ..mailing() };
        is_for(&mailing, &reader(Preferences { rhythm, ..Preferences::default() }))
    };
    assert!(goes(Rhythm::EachIssue, false));
    assert!(goes(Rhythm::Monthly, true) && !goes(Rhythm::Monthly, false));
    assert!(!goes(Rhythm::UntilNextEdition { paused: 2027.into() }, true));
    assert!(goes(Rhythm::UntilNextEdition { paused: 2026.into() }, false));
    let elsewhere = Mailing { segment: segment(), ..mailing() };
    assert!(!is_for(&elsewhere, &reader(Preferences::default())));
}

#[test]
fn an_audience_is_cut_into_parts_of_250_at_most_on_average() {
    for (readers, parts) in [
        (0, 1),
        (1, 1),
        (250, 1),
        (251, 2),
        (501, 4),
        (10_000, 64),
        (1_000_000, 4096),
        (50_000_000, 4096),
        (usize::MAX, 4096),
    ] {
        assert_eq!(bucket_count(readers).count(), parts, "{readers}");
    }
}

proptest! {
    #[test]
    fn everyone_is_in_one_shard_and_in_one_part(bytes in any::<[u8; 16]>(), parts in any::<u16>()) {
        let (person, buckets) = (PersonId::from_bytes(bytes), Buckets::new(parts));
        prop_assert!(reader_shard(&person) < READER_SHARDS);
        let all: Vec<_> = buckets.all().collect();
        prop_assert_eq!(all.len(), usize::from(buckets.count()));
        prop_assert!(buckets.count().is_power_of_two() && buckets.count() <= Buckets::MOST);
        prop_assert_eq!(all.iter().filter(|bucket| **bucket == buckets.of(&person)).count(), 1);
    }

    #[test]
    fn buckets_read_back(parts in any::<u16>()) {
        let buckets = Buckets::new(parts);
        let kept = serde_json::to_string(&buckets).unwrap();
        prop_assert_eq!(serde_json::from_str::<Buckets>(&kept).unwrap(), buckets);
    }
}

#[test]
fn the_parts_of_a_shard_are_as_even_as_those_of_all() {
    let buckets = Buckets::new(16);
    let mut sizes = [0_usize; 16];
    for n in 0..4096_u16 {
        let [high, low] = n.to_be_bytes();
        let mut bytes = [0; 16]; // one shard
        (bytes[1], bytes[2]) = (high, low);
        sizes[usize::from(buckets.of(&PersonId::from_bytes(bytes)).get())] += 1;
    }
    assert_eq!(sizes, [256; 16]);
}
