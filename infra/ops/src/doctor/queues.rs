//! Whether work has failed for good.

use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::QueueAttributeName;
use futures_util::future::try_join_all;

use super::account::Account;
use super::finding::Finding;
use crate::exit::reached;

/// The outputs that lead to dead letters end like this.
const END: &str = "DeadLettersUrl";

pub(super) async fn look(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let sqs = Client::new(&account.aws);
    let outputs = account.stack.outputs().iter();
    let queues = outputs.filter_map(|it| Some((it.output_key()?.strip_suffix(END)?, it.output_value()?)));
    let counts = queues.map(async |(name, url)| anyhow::Ok((name.to_owned(), depth(&sqs, url).await?)));
    Ok(vec![judge(&try_join_all(counts).await?)])
}

async fn depth(sqs: &Client, url: &str) -> anyhow::Result<u64> {
    let [waiting, taken] = [
        QueueAttributeName::ApproximateNumberOfMessages,
        QueueAttributeName::ApproximateNumberOfMessagesNotVisible,
    ];
    let asked = sqs.get_queue_attributes().queue_url(url);
    let answer = asked.attribute_names(waiting.clone()).attribute_names(taken.clone()).send().await;
    let answer = reached("the dead letters' queues (sqs:GetQueueAttributes)", answer)?;
    let known = answer.attributes();
    let count = |name| known.and_then(|all| all.get(name)).and_then(|count| count.parse::<u64>().ok());
    Ok([waiting, taken].iter().filter_map(count).sum())
}

pub(super) fn judge(queues: &[(String, u64)]) -> Finding {
    const CHECK: &str = "dead letters";
    if queues.is_empty() {
        return Finding::wrong(CHECK, "the stack names no queue of dead letters: is it this service's?");
    }
    let failed: Vec<_> = queues
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name} ({count})"))
        .collect();
    if failed.is_empty() {
        return Finding::ok(CHECK, format!("none in {} queues", queues.len()));
    }
    Finding::wrong(
        CHECK,
        format!(
            "work has failed for good in {}: mip queues peek says why, mip queues redrive does it again",
            failed.join(", ")
        ),
    )
}
