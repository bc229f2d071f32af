//! Wiring of the function `newsletter`.

use lambda_runtime::{LambdaEvent, service_fn};
use newsletter::Deps;
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
    lambda_runtime::run(service_fn(|event: LambdaEvent<_>| async move {
        let deadline = batch::deadline(&event.context);
        Ok::<_, std::convert::Infallible>(newsletter::handle(deps, event.payload, deadline).await)
    }))
    .await
}
