//! Wiring: the scheduler's request in, what was done out.

use lambda_runtime::{LambdaEvent, service_fn};
use purge::{Deps, Request};
use runtime::{Clock, aws, batch, config};
use store::Store;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::start_tracing();
    let aws = aws::config().await;
    let deps = Deps {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), config::text("TABLE_NAME")?),
        clock: Clock::system(),
    };
    let deps = &deps;
    let handler = async |event: LambdaEvent<Request>| {
        let deadline = batch::deadline(&event.context);
        let done = Box::pin(purge::handle(deps, event.payload, deadline)).await;
        done.map_err(lambda_runtime::Error::from)
    };
    lambda_runtime::run(service_fn(handler)).await
}
