//! How many active subscribers there are, by what they chose.

use std::collections::BTreeMap;
use std::fmt;

use model::mailing::READER_SHARDS;
use model::subscriber::Reader;
use serde::{Serialize, Serializer};
use store::{Store, StoreError};

use super::export::rhythm;

/// What is said of those who have not said it.
const NOT_SAID: &str = "not said";

/// Counts of active subscribers.
#[derive(Debug, Serialize)]
pub(super) struct Count {
    all: usize,
    /// For each of the choices, its values and how many chose each; someone with several regions counts in each.
    #[serde(serialize_with = "choices")]
    by: [(&'static str, BTreeMap<String, usize>); 5],
}

fn choices<S: Serializer>(
    by: &[(&'static str, BTreeMap<String, usize>); 5],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(by.iter().map(|(choice, counts)| (choice, counts)))
}

impl Count {
    fn none() -> Self {
        let by = ["administration", "profession", "region", "interest", "rhythm"];
        Self { all: 0, by: by.map(|by| (by, BTreeMap::new())) }
    }

    /// Counts them, shard by shard.
    pub(super) async fn of(store: &Store) -> Result<Self, StoreError> {
        let mut count = Self::none();
        for shard in 0..READER_SHARDS {
            for reader in store.readers(shard).await? {
                count.add(&reader);
            }
        }
        Ok(count)
    }

    fn add(&mut self, reader: &Reader) {
        let wants = &reader.preferences;
        let chosen: [Vec<String>; 5] = [
            wants.administration.iter().map(|it| it.label().to_owned()).collect(),
            wants.profession.iter().map(|it| it.label().to_owned()).collect(),
            wants.regions.iter().map(|it| format!("{} {}", it.code(), it.name())).collect(),
            wants.interests.iter().map(|it| it.label().to_owned()).collect(),
            vec![rhythm(wants.rhythm)],
        ];
        self.all += 1;
        for ((_, counts), chosen) in self.by.iter_mut().zip(chosen) {
            let chosen = if chosen.is_empty() { vec![NOT_SAID.to_owned()] } else { chosen };
            for value in chosen {
                *counts.entry(value).or_default() += 1;
            }
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} active subscribers. Who has not confirmed or has left is not counted: nothing lists them.",
            self.all
        )?;
        for (by, counts) in &self.by {
            if self.all > 0 {
                write!(f, "\n\nby {by}")?;
            }
            for (value, count) in counts {
                write!(f, "\n{count:7} {value}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::id::PersonId;
    use model::subscriber::{Preferences, Rhythm};
    use model::territory::Region;

    #[test]
    fn each_choice_is_counted_and_silence_too() {
        let mut count = Count::none();
        let preferences = [
            Preferences { regions: [Region::BRETAGNE, Region::CORSE].into(), ..Preferences::default() },
            Preferences {
                regions: [Region::BRETAGNE].into(),
                rhythm: Rhythm::Monthly,
                ..Preferences::default()
            },
            Preferences::default(),
        ];
        for (n, preferences) in (0..).zip(preferences) {
            count.add(&Reader { person: PersonId::from_bytes([n; 16]), preferences });
        }
        let said = count.to_string();
        assert!(said.starts_with("3 active subscribers"), "{said}");
        let fields = serde_json::to_value(&count).unwrap();
        assert_eq!((&fields["all"], &fields["by"]["region"]["94 Corse"]), (&3.into(), &1.into()));
        for line in [
            "      2 53 Bretagne",
            "      1 94 Corse",
            "      1 not said",
            "      1 monthly",
            "      3 not said",
        ] {
            assert!(said.lines().any(|said| said == line), "{line} in {said}");
        }
    }
}
