//! Every queue and its dead letters, a line each.

use std::fmt;

use aws_sdk_sqs::Client;
use futures_util::future::try_join_all;
use serde::Serialize;

use super::depth::{Depth, Watch, name};
use super::place::{Place, Source};

/// All of them.
#[derive(Debug, Serialize)]
pub(super) struct Status {
    queues: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    /// The queue itself; none where the dead letters are not a queue's.
    #[serde(skip_serializing_if = "Option::is_none")]
    queue: Option<One>,
    dead_letters: One,
    /// Whether a function takes from the queue; nothing where nobody can tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    consumed: Option<bool>,
}

#[derive(Debug, Serialize)]
struct One {
    #[serde(flatten)]
    depth: Depth,
    /// Nothing where nobody can tell.
    oldest_seconds: Option<u64>,
}

impl Status {
    /// No dead letter, and no queue that nobody takes from.
    pub(super) fn is_well(&self) -> bool {
        self.queues.iter().all(|line| line.dead_letters.depth.is_empty() && line.consumed != Some(false))
    }
}

/// Looks at all of them.
pub(super) async fn of(sqs: &Client, places: &[Place], watch: &Watch) -> anyhow::Result<Status> {
    let queue = |place: &Place| match &place.source {
        Source::Queue(url) => Some(url.clone()),
        Source::Stream | Source::Calls(_) => None,
    };
    let pairs: Vec<_> = places.iter().map(|place| (queue(place), &place.dead_letters)).collect();
    let urls: Vec<&str> =
        pairs.iter().flat_map(|(queue, dead)| queue.as_deref().into_iter().chain([dead.as_str()])).collect();
    let depths = try_join_all(urls.iter().map(|url| Depth::of(sqs, url))).await?;
    let (ages, takers) = (watch.ages(&urls).await, watch.takers().await);
    let one = |url: &str| {
        let at = urls.iter().position(|known| *known == url);
        let depth = at.map(|at| depths[at]).unwrap_or_default();
        // The metric of an empty queue may lag behind by a minute.
        let oldest_seconds = ages.get(url).copied().filter(|_| !depth.is_empty());
        One { depth, oldest_seconds }
    };
    let queues = places.iter().zip(&pairs).map(|(place, (queue, dead))| Line {
        name: place.name.clone(),
        queue: queue.as_deref().map(one),
        dead_letters: one(dead),
        consumed: queue.as_deref().and_then(|queue| takers.get(name(queue)).copied()),
    });
    Ok(Status { queues: queues.collect() })
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Line { name, queue, dead_letters, consumed } in &self.queues {
            write!(f, "{name}\t")?;
            match queue {
                Some(queue) => write!(f, "{queue}\t")?,
                None => write!(f, "-\t")?,
            }
            match (dead_letters.depth.is_empty(), consumed) {
                (true, Some(false)) => writeln!(f, "no dead letter\tDISABLED: no function takes from it")?,
                (true, _) => writeln!(f, "no dead letter")?,
                (false, _) => writeln!(f, "DEAD LETTERS: {dead_letters}")?,
            }
        }
        if self.queues.iter().all(|line| line.dead_letters.depth.is_empty()) {
            return write!(f, "no dead letters");
        }
        write!(
            f,
            "there are dead letters: mip queues peek says what they are, mip queues redrive has them tried again"
        )
    }
}

impl fmt::Display for One {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Depth { waiting, in_flight, delayed } = self.depth;
        write!(f, "{waiting} waiting, {in_flight} in flight, {delayed} delayed")?;
        match self.oldest_seconds {
            _ if self.depth.is_empty() => Ok(()),
            Some(seconds) => write!(f, ", the oldest for {} min", seconds / 60),
            None => write!(f, ", nobody can tell for how long"),
        }
    }
}
