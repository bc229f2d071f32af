//! The nightly snapshot, taken by hand.

use local::demo::reader;
use local::lambda;

use crate::system::{System, variable};

#[tokio::test]
async fn taken_twice_it_is_one_and_every_sum_is_right() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let pointer = format!("/snapshots/{}/latest.json", edition.year);
    let take =
        async || lambda::invoke(&variable("MIP_ENDPOINT_URL"), &variable("MIP_SNAPSHOT_FUNCTION_NAME")).await;
    take().await?;
    let first = visitor.open(&pointer).await?.expect_status(200)?.source();
    take().await?;
    let second = visitor.open(&pointer).await?.expect_status(200)?.source();
    assert_eq!(first, second, "the date has one snapshot");
    reader::checks_snapshot(&visitor, &edition).await
}
