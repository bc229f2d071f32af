//! Is the account ready, and is the service well? Each thing is looked at by itself: what cannot be known is said and hinders
//! nothing else.

mod account;
mod alarms;
mod dns;
mod edition;
mod finding;
mod functions;
mod keys;
mod mail;
mod queues;
mod snapshots;
mod stack;
mod table;
mod team;

use std::future::ready;
use std::pin::Pin;
use std::process::ExitCode;
use std::time::Duration;

use futures_util::future::join_all;
use runtime::Clock;

use crate::console::Console;
use crate::exit::{NO, in_a_line};
use crate::table::Place;
use account::Account;
use finding::{Diagnosis, Finding};

/// How long one thing is looked at.
const PATIENCE: Duration = Duration::from_secs(30);

/// One look at one thing.
type Look<'a> = Pin<Box<dyn Future<Output = anyhow::Result<Vec<Finding>>> + 'a>>;

/// Where something can be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Wherever the service runs.
    Everywhere,
    /// On AWS: a local cloud has none, or plays it.
    Aws,
}

/// Looks at everything; says how it ended.
pub(crate) async fn run(place: &Place, console: Console, clock: &Clock) -> anyhow::Result<ExitCode> {
    let (aws, stack) = place.described().await?;
    let account = Account::of(aws, stack, place, clock.now());
    let diagnosis = diagnose(&account).await;
    console.tell(&diagnosis)?;
    Ok(if diagnosis.is_well() { ExitCode::SUCCESS } else { ExitCode::from(NO) })
}

/// What is looked at, in the order in which it is told.
fn looks(account: &Account) -> Vec<(&'static str, Reach, Look<'_>)> {
    use Reach::{Aws, Everywhere};
    vec![
        ("stack", Everywhere, Box::pin(ready(Ok(stack::look(account))))),
        ("mail", Aws, Box::pin(mail::account(account))),
        ("mail: pace", Aws, Box::pin(mail::of_an_issue(account))),
        ("identity", Aws, Box::pin(mail::identity(account))),
        ("suppression list", Aws, Box::pin(mail::suppression(account))),
        ("DNS", Aws, Box::pin(dns::look(account))),
        ("functions", Aws, Box::pin(functions::look(account))),
        ("alarms", Aws, Box::pin(alarms::look(account))),
        ("table", Aws, Box::pin(table::look(account))),
        ("bucket", Aws, Box::pin(snapshots::versions(account))),
        ("keys", Aws, Box::pin(keys::look(account))),
        ("dead letters", Everywhere, Box::pin(queues::look(account))),
        ("edition", Everywhere, Box::pin(edition::look(account))),
        ("team", Everywhere, Box::pin(team::look(account))),
        ("snapshots", Everywhere, Box::pin(snapshots::look(account))),
    ]
}

async fn diagnose(account: &Account) -> Diagnosis {
    let looks = looks(account).into_iter().map(async |(check, reach, look)| {
        if account.is_local && reach == Reach::Aws {
            return vec![Finding::unknown(check, "not known on a local cloud")];
        }
        match tokio::time::timeout(PATIENCE, look).await {
            Ok(Ok(findings)) => findings,
            Ok(Err(error)) if is_missing(&error) => {
                vec![Finding::wrong(
                    check,
                    format!("{}: deploy infra/template.yaml again", in_a_line(&error)),
                )]
            }
            Ok(Err(error)) => vec![Finding::unknown(check, in_a_line(&error))],
            Err(_) => vec![Finding::unknown(check, format!("no answer within {} s", PATIENCE.as_secs()))],
        }
    });
    Diagnosis::of(join_all(looks).await.into_iter().flatten())
}

/// Whether AWS says that what the stack names is not there.
fn is_missing(error: &anyhow::Error) -> bool {
    const CODES: [&str; 4] = [
        "ResourceNotFoundException",
        "NoSuchBucket",
        "QueueDoesNotExist",
        "AWS.SimpleQueueService.NonExistentQueue",
    ];
    let is_one = |said: &str| CODES.into_iter().any(|code| said.contains(&format!("AWS answered {code}")));
    error.chain().any(|cause| is_one(&cause.to_string()))
}

#[cfg(test)]
mod tests;
