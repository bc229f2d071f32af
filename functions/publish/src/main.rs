//! Wiring: a batch of nudges in, its failures out.

use aws_lambda_events::sqs::SqsEvent;
use lambda_runtime::{LambdaEvent, service_fn};
use publish::Deps;
use runtime::{Clock, aws, batch, config};
use site::Bucket;
use store::Store;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::start_tracing();
    let aws = aws::config().await;
    let deps = Deps {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), config::text("TABLE_NAME")?),
        bucket: Bucket::new(aws_sdk_s3::Client::new(&aws), config::text("SITE_BUCKET")?),
        base_url: config::base_url("BASE_URL")?,
        clock: Clock::system(),
    };
    let deps = &deps;
    let handler = async |event: LambdaEvent<SqsEvent>| {
        let deadline = batch::deadline(&event.context);
        Ok::<_, lambda_runtime::Error>(publish::handle(deps, event.payload, deadline).await)
    };
    lambda_runtime::run(service_fn(handler)).await
}
