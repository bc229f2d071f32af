//! What becomes of the copies of an issue, and of whoever they were for.

use std::time::Duration;

use anyhow::{Context, bail, ensure};
use local::demo::editor;
use local::demo::subscriber::{self, Subscriber};
use local::topic;
use local::visitor::Visitor;
use model::email::EmailAddress;
use model::id::PersonId;
use model::subscriber::{CURRENT_TEXT, Consent, Departure, Preferences, Request, Source, Standing};
use model::territory::Region;
use model::text::Line;
use runtime::Clock;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::letter::{send, words};
use crate::subscribers::{reader, subscribe};
use crate::system::{System, person_key, table, variable};

macro_rules! event {
    ($name:literal) => {
        include_str!(concat!("../../../functions/feedback/events/", $name, ".json"))
    };
}

/// From the message that SES sends to what the table says.
const PATIENCE: Duration = Duration::from_secs(90);

#[tokio::test]
async fn ses_ends_the_subscriptions_of_dead_mailboxes_and_of_who_cries_spam() -> anyhow::Result<()> {
    let System { visitor, .. } = System::here();
    let words = words("événements", "75");
    let (gone, angry) = (Some(Departure::HardBounce), Some(Departure::Complained));
    let full = [event!("bounce-content"), event!("delivery")];
    let news = [
        (reader("disparue", Some("75")), vec![event!("bounce")], "l’adresse l’a rejetée", gone),
        (reader("mecontente", Some("75")), vec![event!("complaint")], "signalée comme indésirable", angry),
        (reader("contente", Some("75")), full.to_vec(), "a été remise", None),
    ];
    for (reader, ..) in &news {
        subscribe(&visitor, reader).await?;
    }
    let link = send(&visitor, &words).await?;
    for (reader, events, ..) in &news {
        let letter = subscriber::receives(&visitor, reader, &words.subject).await?;
        for event in events {
            tell(&about(&letter.id, event)?).await?;
        }
    }
    for (reader, _, told, end) in &news {
        editor_reads(&visitor, &link, &reader.email, told).await?;
        match end {
            Some(end) => leaves(reader, *end).await?,
            None => ensure!(standing(reader).await?.as_ref().is_some_and(stays), "{} has left", reader.email),
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_simulator_s_bounce_and_complaint_end_subscriptions() -> anyhow::Result<()> {
    if variable("MIP_CLOUD") != "ministack" {
        return Ok(()); // the only emulator that has the simulator's addresses
    }
    let System { visitor, .. } = System::here();
    let at = |name: &str| Subscriber {
        email: format!("{name}+lettre@simulator.amazonses.com"),
        region: Some("76"),
    };
    let (bounces, complains, receives) = (at("bounce"), at("complaint"), at("success"));
    for reader in [&bounces, &complains, &receives] {
        import(reader).await?;
    }
    send(&visitor, &words("simulateur", "76")).await?;
    leaves(&bounces, Departure::HardBounce).await?;
    leaves(&complains, Departure::Complained).await?;
    ensure!(standing(&receives).await?.as_ref().is_some_and(stays), "a delivery has ended a subscription");
    Ok(())
}

/// Asks what became of someone's copy until it is this.
async fn editor_reads(visitor: &Visitor, link: &str, email: &str, told: &str) -> anyhow::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let found = editor::looks_up(visitor, link, email).await?;
        if found.contains(told) {
            return Ok(());
        }
        ensure!(Instant::now() < deadline, "of {email}, not “{told}” within {PATIENCE:?}: {found}");
        sleep(Duration::from_millis(200)).await; // between two looks at the page
    }
}

/// The recorded event, about the mail that SES knows under this identifier, without our tag.
fn about(ses_id: &str, recorded: &str) -> anyhow::Result<String> {
    let mut event: Value = serde_json::from_str(recorded)?;
    event["mail"]["messageId"] = json!(ses_id);
    event["mail"]["tags"].as_object_mut().context("no tags")?.remove("mail");
    Ok(event.to_string())
}

async fn tell(event: &str) -> anyhow::Result<()> {
    topic::publish(&variable("MIP_ENDPOINT_URL"), &variable("MIP_MAIL_EVENTS_TOPIC_ARN"), event).await
}

/// Makes someone a subscriber who cannot confirm, as the operator's import does.
async fn import(reader: &Subscriber) -> anyhow::Result<()> {
    let now = Clock::system().now();
    let address = EmailAddress::parse(&reader.email)?;
    let regions = reader.region.and_then(Region::from_code).into_iter().collect();
    let source = Source::Import { proof: Line::parse("feuille d’émargement")? };
    let request = Request {
        address: address.clone(),
        preferences: Preferences { regions, ..Preferences::default() },
        consent: Consent { at: now, text: CURRENT_TEXT, source },
        replaces: None,
    };
    let person = PersonId::of(&address, &person_key().await?);
    let active = request.import(&person, None).context("nobody is known yet")?;
    table().await.record_subscriber(0, &active, None, now).await?;
    Ok(())
}

async fn standing(reader: &Subscriber) -> anyhow::Result<Option<Standing>> {
    let person = PersonId::of(&EmailAddress::parse(&reader.email)?, &person_key().await?);
    Ok(table().await.subscriber(&person).await?.map(|known| known.standing))
}

fn stays(standing: &Standing) -> bool {
    matches!(standing, Standing::Active { .. })
}

async fn leaves(reader: &Subscriber, why: Departure) -> anyhow::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match standing(reader).await? {
            Some(Standing::Left(left)) => {
                ensure!(left.why == why, "{} has left: {left:?}", reader.email);
                return Ok(());
            }
            other if Instant::now() > deadline => {
                bail!("{} has not left within {PATIENCE:?}: {other:?}", reader.email)
            }
            _ => sleep(Duration::from_millis(200)).await, // between two looks at the table
        }
    }
}
