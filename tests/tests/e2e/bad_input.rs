//! Input that is broken, huge, or for nobody.

use std::time::Duration;

use anyhow::{Context, ensure};
use aws_sdk_sqs::types::QueueAttributeName;
use tokio::time::{Instant, sleep};

use crate::system::{System, variable};

#[tokio::test]
async fn bad_requests_get_a_page_in_french_with_a_way_forward() -> anyhow::Result<()> {
    let System { visitor, .. } = System::here();
    let client = visitor.client();
    let at = |path: &str| visitor.address(path);
    let form = "application/x-www-form-urlencoded";
    let cases = [
        (client.get(at("/nulle-part/")?), 404),
        (client.get(at("/proposer/nulle-part")?), 404),
        (client.get(at("/confirmer/inconnu")?), 404),
        (client.get(at("/proposition/inconnu/verifier")?), 404),
        (
            client.post(at("/proposition/inconnu/envoyer")?).header("content-type", form).body("exact=oui"),
            404,
        ),
        (client.get(at("/corriger/inconnu")?), 404),
        (client.get(at("/mon-evenement/inconnu")?), 404),
        (client.get(at("/illustrer/inconnu")?), 404),
        (client.get(at("/moderer/inconnu")?), 404),
        (client.get(at("/abonnement/nulle-part")?), 404),
        (client.get(at("/abonnement/confirmer/inconnu")?), 404),
        (client.get(at("/abonnement/mes-choix/inconnu")?), 404),
        (client.get(at("/desabonner/inconnu")?), 404),
        (client.post(at("/desabonner/inconnu")?).body("List-Unsubscribe=One-Click"), 404),
        (client.get(at("/lettre/inconnu")?), 404),
        (client.delete(at("/proposer")?), 405),
        (client.post(at("/proposer")?).header("content-type", form).body("title=a"), 405),
        (client.delete(at("/mes-evenements")?), 405),
        (client.get(at("/depot")?), 405),
        (client.delete(at("/abonnement")?), 405),
        (client.put(at("/lettre/inconnu")?).body("x"), 405),
        (client.put(at("/moderer/inconnu")?).body("x"), 405),
        (
            client
                .post(at("/proposer/commencer")?)
                .header("content-type", form)
                .body("title=".to_owned() + &"x".repeat(1 << 20)),
            413,
        ),
        (
            client
                .post(at("/abonnement")?)
                .header("content-type", form)
                .body("email=".to_owned() + &"x".repeat(1 << 20)),
            413,
        ),
        (client.post(at("/abonnement")?).header("content-type", form).body("email=a&email=b"), 400),
        (client.post(at("/abonnement")?).header("content-type", "application/json").body("{}"), 400),
        (client.post(at("/abonnement")?).header("content-type", form).body(""), 422),
        (client.post(at("/proposer/commencer")?).header("content-type", form).body("title=a&title=b"), 400),
        (client.post(at("/proposer/commencer")?).header("content-type", "application/json").body("{}"), 400),
        (client.post(at("/proposer/commencer")?).header("content-type", form).body(""), 422),
        (client.post(at("/mes-evenements")?).header("content-type", form).body(""), 422),
    ];
    for (request, status) in cases {
        let page = visitor.fetch(request).await?;
        ensure!(page.status() == status, "{} instead of {status}: {}", page.status(), page.shown());
        ensure!(
            page.has("html[lang=fr] h1") && page.has("a[href=\"/\"]"),
            "no way forward: {}",
            page.shown()
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_malformed_message_goes_to_the_dead_letters_alone() -> anyhow::Result<()> {
    let sqs = aws_sdk_sqs::Client::new(&runtime::aws::config().await);
    let queue = variable("MIP_SUBMISSIONS_QUEUE_URL");
    sqs.send_message().queue_url(&queue).message_body("{ceci n’est pas une proposition").send().await?;

    let dead_letters = variable("MIP_SUBMISSIONS_DEAD_LETTERS_URL");
    let deadline = Instant::now() + Duration::from_secs(90);
    loop {
        let answer = sqs
            .get_queue_attributes()
            .queue_url(&dead_letters)
            .attribute_names(QueueAttributeName::ApproximateNumberOfMessages)
            .send()
            .await?;
        let attributes = answer.attributes.context("no attribute")?;
        let waiting = attributes.get(&QueueAttributeName::ApproximateNumberOfMessages).map(String::as_str);
        if waiting == Some("1") {
            return Ok(());
        }
        ensure!(Instant::now() < deadline, "{waiting:?} dead letters after 90 s, not one");
        sleep(Duration::from_millis(200)).await; // between two looks at the queue
    }
}
