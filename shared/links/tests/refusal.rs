//! What the log tells of a refused link. A process of its own: the log is the whole process's.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use links::{Capability, Keyring, Purpose, Subject};
use model::id::{EventId, ModeratorId};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// The lines since the last time.
    fn lines(&self) -> Vec<String> {
        let written = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        String::from_utf8_lossy(&written).lines().map(str::to_owned).collect()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_log_says_why_a_link_is_refused_and_nothing_of_the_link() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .init();

    let ring = |id: u8| Keyring::from_secret(&format!(r#"{{"active":"{id}","{id}":"{}"}}"#, "k".repeat(64)));
    let (keys, retired) = (ring(2).unwrap(), ring(1).unwrap());
    let (event, moderator) = (EventId::derive(&[b"event"]), ModeratorId::derive(&[b"moderator"]));
    let capability = Capability {
        purpose: Purpose::Moderate,
        subject: Subject::Event { event, revision: 1.into() },
        moderator: Some(moderator),
        expires: Timestamp::from_second(60).unwrap(),
    };
    let at = |token: &str, purpose, second| {
        Capability::accept(token, purpose, &keys, Timestamp::from_second(second).unwrap())
    };
    let token = capability.token(&keys);

    assert_eq!(at(&token, Purpose::Moderate, 0), Some(capability.clone()));
    assert_eq!(log.lines(), Vec::<String>::new(), "an accepted link leaves no line");

    let refused = [
        (token[1..].to_owned(), Purpose::Moderate, 0, "malformed"),
        (capability.token(&retired), Purpose::Moderate, 0, "unknown-key"),
        (token.clone(), Purpose::Edit, 0, "bad-signature"),
        (token.clone(), Purpose::Moderate, 60, "expired"),
    ];
    for (token, purpose, second, reason) in refused {
        assert_eq!(at(&token, purpose, second), None);
        let lines = log.lines();
        let [line] = &lines[..] else { panic!("one line, not {lines:?}") };
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let fields = serde_json::json!({ "message": "a link was refused", "link.rejected": reason });
        assert_eq!(line["fields"], fields);
        let line = line.to_string();
        for secret in [&token[..8], &event.to_string(), &moderator.to_string()] {
            assert!(!line.contains(secret), "{line}");
        }
    }
}
