//! Wiring of the function `illustrate`.

use illustrate::{Deps, Uploads};
use lambda_http::{Request, service_fn};
use runtime::{Clock, Random, aws, config, secrets};
use site::Bucket;
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
        site: Bucket::new(aws_sdk_s3::Client::new(&aws), config::text("SITE_BUCKET")?),
        uploads: Uploads::new(&aws, config::text("UPLOADS_BUCKET")?)?,
        keys: keys.value().clone(),
        base_url: config::base_url("BASE_URL")?,
        clock: Clock::system(),
        random: Random::system(),
    };
    let (keys, door, deps) = (&keys, &door, &deps);
    let enter = |request: Request| async move {
        door.renew().await;
        keys.renew().await;
        door.value().enter(request, |request| illustrate::handle(deps, request)).await
    };
    lambda_http::run(service_fn(enter)).await
}
