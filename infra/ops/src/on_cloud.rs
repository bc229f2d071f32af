//! An in-process cloud as a command finds its account: the table, the time.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use pipeline_tests::cloud::{Cloud, TABLE};
use runtime::Clock;
use store::Store;

/// Its table, asked as often as in production.
pub(crate) fn store(cloud: &Cloud) -> Store {
    let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
    Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE)
}

/// Its time.
pub(crate) fn clock(cloud: &Cloud) -> Clock {
    let time = cloud.clock();
    Clock::of(move || time.now())
}
