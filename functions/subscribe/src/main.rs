//! Wiring of the function `subscribe`.

use lambda_http::{Request, service_fn};
use runtime::{Clock, aws, config, secrets};
use store::Store;
use subscribe::Deps;
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
    };
    let (keys, door, deps) = (&keys, &door, &deps);
    let enter = |request: Request| async move {
        door.renew().await;
        keys.renew().await;
        door.value().enter(request, |request| subscribe::handle(deps, request)).await
    };
    lambda_http::run(service_fn(enter)).await
}
