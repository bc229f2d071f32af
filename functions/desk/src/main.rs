//! Wiring of the function `desk`.

use desk::Deps;
use lambda_runtime::{LambdaEvent, service_fn};
use runtime::{Clock, aws, batch, config, secrets};
use store::Store;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::start_tracing();
    let aws = aws::config().await;
    let deps = Deps {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), config::text("TABLE_NAME")?),
        clock: Clock::system(),
        person_key: secrets::person_key(&aws).await?,
    };
    let deps = &deps;
    lambda_runtime::run(service_fn(|event: LambdaEvent<_>| async move {
        let deadline = batch::deadline(&event.context);
        Ok::<_, std::convert::Infallible>(desk::handle(deps, event.payload, deadline).await)
    }))
    .await
}
