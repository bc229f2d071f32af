//! The five-minute rounds of `desk` and `newsletter`, which LocalStack's scheduler keeps and never begins. One that
//! MiniStack begins as well finds nothing to do.

use std::time::Duration;

use aws_sdk_sqs::Client;
use store::Nudge;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::aws::Clients;
use crate::console::say;
use crate::stack::Stack;

/// As the template says.
const EVERY: Duration = Duration::from_mins(5);

/// The queues whose functions go round.
const QUEUES: [&str; 2] = ["DeskQueueUrl", "NewsletterQueueUrl"];

/// Rounds that begin by themselves, the first at once; dropping them ends them.
#[derive(Debug)]
pub struct Rounds(JoinHandle<()>);

impl Rounds {
    /// Begins them.
    pub fn begin(clients: &Clients, stack: &Stack) -> anyhow::Result<Self> {
        let queues = QUEUES.map(|queue| stack.output(queue).map(str::to_owned));
        let queues: Vec<String> = queues.into_iter().collect::<Result<_, _>>()?;
        let (client, nudge) = (clients.sqs.clone(), serde_json::to_string(&Nudge::Round)?);
        Ok(Self(tokio::spawn(async move {
            loop {
                for queue in &queues {
                    begin(&client, queue, &nudge).await;
                }
                sleep(EVERY).await;
            }
        })))
    }
}

impl Drop for Rounds {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn begin(client: &Client, queue: &str, nudge: &str) {
    if let Err(error) = client.send_message().queue_url(queue).message_body(nudge).send().await {
        say(format!("a round did not begin: {error}"));
    }
}
