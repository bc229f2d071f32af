//! Wiring of the function `moderate`.

use lambda_http::{Request, service_fn};
use moderate::Deps;
use runtime::{Clock, Random, aws, config, secrets};
use store::Store;
use web::front_door::FrontDoor;

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::start_tracing();
    let aws = aws::config().await;
    let keys = secrets::link_keys(&aws).await?;
    let door = secrets::front_door(&aws, FrontDoor::from_secret, FrontDoor::renew).await?;
    let deps = Deps {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), config::text("TABLE_NAME")?),
        keys: keys.value().clone(),
        person_key: secrets::person_key(&aws).await?,
        clock: Clock::system(),
        random: Random::system(),
        undo_window: config::delay("UNDO_WINDOW_SECONDS")?,
    };
    let (keys, door, deps) = (&keys, &door, &deps);
    let enter = |request: Request| async move {
        door.renew().await;
        keys.renew().await;
        door.value().enter(request, |request| moderate::handle(deps, request)).await
    };
    lambda_http::run(service_fn(enter)).await
}
