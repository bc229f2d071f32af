//! The rounds that the scheduler begins: every five minutes those of `desk` and `newsletter`, every hour that of
//! `publish`, and `typeset`, which is called rather than nudged. LocalStack's scheduler keeps them and never begins one;
//! where MiniStack begins one as well, it finds nothing to do.

use std::time::Duration;

use aws_sdk_sqs::Client;
use store::Nudge;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::aws::Clients;
use crate::console::say;
use crate::lambda;
use crate::stack::Stack;

/// The queues whose functions go round, how often, and in which message group of a FIFO queue: as the template says.
const ROUNDS: [(&str, Duration, Option<&str>); 3] = [
    ("DeskQueueUrl", Duration::from_mins(5), None),
    ("NewsletterQueueUrl", Duration::from_mins(5), None),
    ("ProgrammeQueueUrl", Duration::from_hours(1), Some("round")),
];

/// `typeset` goes round more often than in production: whoever has just published an event looks for its card.
const TYPESET_EVERY: Duration = Duration::from_mins(1);

/// Rounds that begin by themselves, the first at once; dropping them ends them.
#[derive(Debug)]
pub struct Rounds(#[expect(dead_code, reason = "held until it is dropped")] JoinSet<()>);

impl Rounds {
    /// Begins them.
    pub fn begin(clients: &Clients, stack: &Stack, endpoint: &str) -> anyhow::Result<Self> {
        let nudge = serde_json::to_string(&Nudge::Round)?;
        let mut rounds = JoinSet::new();
        for (output, every, group) in ROUNDS {
            let (client, queue, nudge) =
                (clients.sqs.clone(), stack.output(output)?.to_owned(), nudge.clone());
            rounds.spawn(async move {
                loop {
                    begin(&client, &queue, group, &nudge).await;
                    sleep(every).await;
                }
            });
        }
        let (endpoint, typeset) = (endpoint.to_owned(), stack.output("TypesetFunctionName")?.to_owned());
        rounds.spawn(async move {
            loop {
                if let Err(error) = lambda::invoke(&endpoint, &typeset).await {
                    say(format!("the documents were not set: {error:#}"));
                }
                sleep(TYPESET_EVERY).await;
            }
        });
        Ok(Self(rounds))
    }
}

async fn begin(client: &Client, queue: &str, group: Option<&str>, nudge: &str) {
    let message = client.send_message().queue_url(queue).message_body(nudge);
    let message = message.set_message_group_id(group.map(str::to_owned));
    if let Err(error) = message.send().await {
        say(format!("a round did not begin: {error}"));
    }
}
