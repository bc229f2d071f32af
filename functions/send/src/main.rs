//! Wiring of the function `send`.

use lambda_runtime::{LambdaEvent, service_fn};
use mail::{Sender, Ses};
use runtime::{Clock, aws, batch, config, secrets};
use send::{Deps, Pacer};
use store::Store;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::start_tracing();
    let aws = aws::config().await;
    let keys = secrets::link_keys(&aws).await?;
    let deps = Deps {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), config::text("TABLE_NAME")?),
        ses: Ses::new(&aws, config::text("CONFIGURATION_SET")?),
        clock: Clock::system(),
        keys: keys.value().clone(),
        sender: Sender::parse(&config::text("MAIL_FROM")?, &config::text("MAIL_REPLY_TO")?)?,
        base_url: config::base_url("BASE_URL")?,
        pacer: Pacer::default(),
    };
    let (keys, deps) = (&keys, &deps);
    lambda_runtime::run(service_fn(|event: LambdaEvent<_>| async move {
        let deadline = batch::deadline(&event.context);
        keys.renew().await;
        Ok::<_, std::convert::Infallible>(send::handle(deps, event.payload, deadline).await)
    }))
    .await
}
