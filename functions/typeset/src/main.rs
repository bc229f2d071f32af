//! Wiring: a round in, what was done out.

use lambda_runtime::{LambdaEvent, service_fn};
use print::Document;
use runtime::{Clock, aws, batch, config};
use site::Bucket;
use store::Store;
use typeset::{Deps, Request};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::start_tracing();
    let aws = aws::config().await;
    let deps = Deps {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), config::text("TABLE_NAME")?),
        bucket: Bucket::new(aws_sdk_s3::Client::new(&aws), config::text("SITE_BUCKET")?),
        sqs: aws_sdk_sqs::Client::new(&aws),
        programme_queue: config::text("PROGRAMME_QUEUE_URL")?,
        base_url: config::base_url("BASE_URL")?,
        clock: Clock::system(),
        set: Document::set,
    };
    let deps = &deps;
    let handler = async |event: LambdaEvent<Request>| {
        let deadline = batch::deadline(&event.context);
        let done = Box::pin(typeset::handle(deps, deadline)).await; // boxed: its future is large
        done.map_err(lambda_runtime::Error::from)
    };
    lambda_runtime::run(service_fn(handler)).await
}
