//! Wiring of the function `relay`.

use lambda_runtime::{LambdaEvent, service_fn};
use relay::Deps;
use runtime::{aws, config};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::start_tracing();
    let aws = aws::config().await;
    let deps = Deps {
        sqs: aws_sdk_sqs::Client::new(&aws),
        submissions_queue: config::text("SUBMISSIONS_QUEUE_URL")?,
        mail_queue: config::text("MAIL_QUEUE_URL")?,
        programme_queue: config::text("PROGRAMME_QUEUE_URL")?,
        desk_queue: config::text("DESK_QUEUE_URL")?,
        newsletter_queue: config::text("NEWSLETTER_QUEUE_URL")?,
        mailings_queue: config::text("MAILINGS_QUEUE_URL")?,
    };
    let deps = &deps;
    lambda_runtime::run(service_fn(|event: LambdaEvent<_>| async move {
        Ok::<_, std::convert::Infallible>(relay::handle(deps, event.payload).await)
    }))
    .await
}
