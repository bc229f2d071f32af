//! Active subscribers with the proof of their consent, as CSV.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::Context;
use futures_util::{StreamExt, TryStreamExt, stream};
use model::mailing::READER_SHARDS;
use model::subscriber::{Rhythm, Source, Standing, Subscriber};
use model::territory::Region;
use store::Store;

use crate::spreadsheet::{self, harmless};
use crate::{eprint, say};

const COLUMNS: [&str; 11] = [
    "adresse",
    "administration",
    "profession",
    "region",
    "interets",
    "rythme",
    "consent_at",
    "consent_text",
    "source",
    "proof",
    "confirmed_at",
];

/// How many people are read at a time.
const AT_ONCE: usize = 25;

/// Writes them to a file that only its owner may read, or to the standard output.
pub(super) async fn run(store: &Store, output: Option<&Path>) -> anyhow::Result<()> {
    let (table, people) = table(store, eprint).await?;
    match output {
        Some(path) => {
            let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
            let written = file.and_then(|mut file| file.write_all(&table));
            written.with_context(|| format!("{} cannot be written", path.display()))?;
            say(format!(
                "{people} subscribers in {}: it holds their addresses, remove it when done",
                path.display()
            ));
            Ok(())
        }
        None => std::io::stdout().write_all(&table).context("the standard output does not take it"),
    }
}

async fn table(store: &Store, progress: impl Fn(&str)) -> anyhow::Result<(Vec<u8>, usize)> {
    let mut writer = spreadsheet::writer();
    writer.write_record(COLUMNS)?;
    let mut people = 0;
    for shard in 0..READER_SHARDS {
        let readers = store.readers(shard).await?;
        let found = stream::iter(readers).map(|reader| async move { store.subscriber(&reader.person).await });
        let mut found = found.buffered(AT_ONCE);
        while let Some(subscriber) = found.try_next().await? {
            // Whoever has left since their shard was read is no longer active.
            if let Some(row) = subscriber.as_ref().and_then(row) {
                writer.write_record(row)?;
                people += 1;
            }
        }
        progress(&format!("{} of {READER_SHARDS} parts", shard + 1));
    }
    Ok((writer.into_inner().context("the table cannot be written")?, people))
}

fn row(subscriber: &Subscriber) -> Option<[String; 11]> {
    let Standing::Active { address, preferences, consent, confirmed_at, .. } = &subscriber.standing else {
        return None;
    };
    let (source, proof) = match &consent.source {
        Source::Form { network } => (
            "form",
            network.as_ref().map(|network| format!("network {}", network.as_str())).unwrap_or_default(),
        ),
        Source::Move => ("move", String::new()),
        Source::Import { proof } => ("import", proof.to_string()),
    };
    let joined = |codes: Vec<&str>| codes.join("|");
    Some([
        harmless(address.as_str()),
        preferences.administration.map_or("", |it| it.code()).to_owned(),
        preferences.profession.map_or("", |it| it.code()).to_owned(),
        joined(preferences.regions.iter().map(Region::code).collect()),
        joined(preferences.interests.iter().map(|interest| interest.code()).collect()),
        rhythm(preferences.rhythm),
        consent.at.to_string(),
        consent.text.to_string(),
        source.to_owned(),
        harmless(&proof),
        confirmed_at.map(|at| at.to_string()).unwrap_or_default(),
    ])
}

/// As people choose it.
pub(super) fn rhythm(rhythm: Rhythm) -> String {
    match rhythm {
        Rhythm::EachIssue => "each issue".into(),
        Rhythm::Monthly => "monthly".into(),
        Rhythm::UntilNextEdition { paused } => format!("nothing more in {paused}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::config::retry::RetryConfig;
    use jiff::Timestamp;
    use model::email::EmailAddress;
    use model::id::{PersonId, PersonKey};
    use model::subscriber::{CURRENT_TEXT, Consent, Departure, Preferences, Request};
    use model::text::Line;
    use pipeline_tests::cloud::{Cloud, TABLE};

    async fn has(store: &Store, address: &str, source: Source, now: Timestamp) -> Subscriber {
        let request = Request {
            address: EmailAddress::parse(address).unwrap(),
            preferences: Preferences::default(),
            consent: Consent { at: now, text: CURRENT_TEXT, source },
            replaces: None,
        };
        let person = PersonId::of(&request.address, &PersonKey::new("k"));
        let active = request.import(&person, None).unwrap();
        store.record_subscriber(0, &active, None, now).await.unwrap();
        active
    }

    #[tokio::test(start_paused = true)]
    async fn active_subscribers_are_written_with_their_proof_and_no_cell_is_a_formula() {
        let cloud = Cloud::new().await;
        let sdk = cloud.sdk_config(RetryConfig::standard());
        let (store, now) = (Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE), cloud.now());
        let proof = Line::parse("=feuille du 12 mars").unwrap();
        has(&store, "+a@exemple.fr", Source::Import { proof }, now).await;
        has(&store, "b@exemple.fr", Source::Form { network: None }, now).await;
        let gone = has(&store, "c@exemple.fr", Source::Move, now).await;
        let left = gone.leave(Departure::Unsubscribed, now).unwrap();
        store.record_subscriber(gone.version, &left, None, now).await.unwrap();

        let (table, people) = table(&store, |_| {}).await.unwrap();
        assert_eq!(people, 2);
        let mut reader = csv::Reader::from_reader(table.strip_prefix("\u{feff}".as_bytes()).unwrap());
        assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
        let mut lines: Vec<_> = reader.records().map(Result::unwrap).collect();
        lines.sort_by_key(|line| line[0].to_owned());
        assert_eq!(
            (&lines[0][0], &lines[0][8], &lines[0][9]),
            ("'+a@exemple.fr", "import", "'=feuille du 12 mars")
        );
        assert_eq!(
            (&lines[1][0], &lines[1][8], &lines[1][6]),
            ("b@exemple.fr", "form", now.to_string().as_str())
        );
    }
}
