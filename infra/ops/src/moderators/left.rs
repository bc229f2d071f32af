//! What someone who leaves the team leaves behind.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::moderation::{Moderator, awaited};
use model::zone::Zone;
use serde::Serialize;
use store::Store;

/// What someone who leaves the team leaves behind.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Left {
    /// Events that waited for them, and for whom they wait from now on.
    waiting: usize,
    /// How many of these they had been entrusted with.
    entrusted: usize,
    /// The names of those for whom they wait then.
    wait_for: BTreeSet<String>,
}

impl Left {
    /// In words.
    pub(super) fn said(&self) -> String {
        let Self { waiting, entrusted, wait_for } = self;
        let names: Vec<_> = wait_for.iter().map(String::as_str).collect();
        match (waiting, names.is_empty()) {
            (0, _) => "no event waits for them".to_owned(),
            (_, true) => {
                format!("{waiting} events wait for them, and would wait for nobody: add someone first")
            }
            _ => format!(
                "{waiting} events wait for them, {entrusted} of which were entrusted to them: they wait for {} then",
                names.join(", ")
            ),
        }
    }
}

/// What waits in the current edition for someone, and for whom it waits without them.
pub(super) async fn left_by(store: &Store, moderator: &Moderator, now: Timestamp) -> anyhow::Result<Left> {
    let today = Zone::PARIS.date(now);
    let team = store.team().await?;
    let waiting = match store.current_edition().await? {
        Some(edition) => store.waiting(edition.year).await?,
        None => vec![],
    };
    let theirs: Vec<_> =
        waiting.iter().filter(|event| moderator.is_awaited_for(event, &team, today)).collect();
    let others: Vec<_> = team.iter().filter(|member| member.id != moderator.id).cloned().collect();
    let wait_for = theirs.iter().flat_map(|event| {
        let then = awaited(event.assigned, &event.regions(), &others, today);
        then.into_iter().map(|member| member.name.to_string()).collect::<Vec<_>>()
    });
    Ok(Left {
        waiting: theirs.len(),
        entrusted: theirs.iter().filter(|event| event.assigned == Some(moderator.id)).count(),
        wait_for: wait_for.collect(),
    })
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::config::retry::RetryConfig;
    use model::id::ModeratorId;
    use model::id::{EventId, PersonId, PersonKey};
    use model::reception::Reception;
    use model::step::Step;
    use model::text::Line;
    use pipeline_tests::cloud::{Cloud, TABLE};
    use pipeline_tests::samples;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn whoever_leaves_is_told_what_waits_for_them_and_for_whom_it_waits_then() {
        let cloud = Cloud::new().await;
        let sdk = cloud.sdk_config(RetryConfig::standard());
        let (store, now) = (Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE), cloud.now());
        store.open_edition(&samples::edition(2024)).await.unwrap();
        let alone = samples::moderator();
        store.put_moderator(&alone).await.unwrap();
        let left = async || left_by(&store, &alone, now).await.unwrap();
        assert_eq!(left().await.said(), "no event waits for them");
        let person = PersonId::of(&alone.email, &PersonKey::new("k"));
        let id = EventId::derive(&[b"e"]);
        let revision = samples::revision("Atelier");
        let content = revision.content.clone();
        let step = Step::submit(id, 2024.into(), person, Reception::Known, revision, now);
        store.submit(&step, None).await.unwrap();
        let step = Step::assign(step.after, Some(alone.id), &alone, false, &content, now).unwrap();
        store.record(&step).await.unwrap();
        assert!(left().await.said().ends_with("would wait for nobody: add someone first"));
        let noa = Moderator {
            id: ModeratorId::derive(&[b"noa"]),
            name: Line::parse("Noa Hoarau").unwrap(),
            ..alone.clone()
        };
        store.put_moderator(&noa).await.unwrap();
        let said = left().await.said();
        assert_eq!(
            said,
            "1 events wait for them, 1 of which were entrusted to them: they wait for Noa Hoarau then"
        );
    }
}
