//! Wiring: a request in, what was done out.

use lambda_runtime::{LambdaEvent, service_fn};
use runtime::{Clock, aws, config};
use site::Bucket;
use snapshot::{Deps, Request};
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
    let handler = async |event: LambdaEvent<Request>| {
        let done = Box::pin(snapshot::handle(deps, event.payload)).await; // boxed: its future is large
        done.map_err(lambda_runtime::Error::from)
    };
    lambda_runtime::run(service_fn(handler)).await
}
