//! Which dead letters there are, and where each came from: told by the names of the stack's outputs.

use std::collections::BTreeMap;

use anyhow::Context;
use store::Nudge;

/// Dead letters, and what they were for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// As the operator names it: `mail`.
    pub(super) name: String,
    /// The address of the dead letters.
    pub(super) dead_letters: String,
    /// Where they came from.
    pub(super) source: Source,
}

/// Where dead letters came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// A queue, by its address.
    Queue(String),
    /// The table's stream.
    Stream,
    /// Calls of a function, by its name, that its scheduler or Lambda gave up.
    Calls(String),
}

/// Every dead-letter queue, in the order of names.
pub(super) fn places(outputs: &BTreeMap<String, String>) -> Vec<Place> {
    let place = |(key, url): (&String, &String)| {
        let stem = key.strip_suffix("DeadLettersUrl")?;
        let output = |end: &str| outputs.get(&format!("{stem}{end}")).cloned();
        let source = match (output("QueueUrl"), output("FunctionName")) {
            (Some(queue), _) => Source::Queue(queue),
            (None, Some(function)) => Source::Calls(function),
            (None, None) => Source::Stream,
        };
        Some(Place { name: kebab(stem), dead_letters: url.clone(), source })
    };
    outputs.iter().filter_map(place).collect()
}

/// The place of this name.
pub(super) fn find<'a>(places: &'a [Place], name: &str) -> anyhow::Result<&'a Place> {
    places.iter().find(|place| place.name == name).with_context(|| {
        let names: Vec<_> = places.iter().map(|place| place.name.as_str()).collect();
        format!("there are no dead letters {name:?}: there are {}", names.join(", "))
    })
}

impl Place {
    /// Whether a nudge is for the function behind the queue.
    pub(super) fn takes(&self, nudge: &Nudge) -> bool {
        match self.name.as_str() {
            "submissions" => matches!(nudge, Nudge::Submission { .. }),
            "mail" => matches!(nudge, Nudge::Mail { .. }),
            "programme" => matches!(nudge, Nudge::Programme { .. } | Nudge::Round),
            "desk" => matches!(
                nudge,
                Nudge::Review { .. }
                    | Nudge::Order { .. }
                    | Nudge::LinkAsked { .. }
                    | Nudge::EventLinksAsked { .. }
                    | Nudge::Round
            ),
            "newsletter" => {
                matches!(nudge, Nudge::SubscriptionAsked { .. } | Nudge::Launch { .. } | Nudge::Round)
            }
            "mailings" => matches!(nudge, Nudge::Mailing { .. }),
            _ => false,
        }
    }

    /// Whether messages are SES's events and no nudges.
    pub(super) fn takes_events(&self) -> bool {
        self.name == "feedback"
    }
}

/// Whether a queue keeps an order, and knows repetitions: by its address.
pub(super) fn is_fifo(url: &str) -> bool {
    url.rsplit('.').next() == Some("fifo")
}

/// `SnapshotOf` is `snapshot-of`.
fn kebab(stem: &str) -> String {
    let mut name = String::new();
    for (at, letter) in stem.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            name.push('-');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
