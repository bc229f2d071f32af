//! One way to reach AWS: our time-outs, our retries, the SDK's defaults for the rest.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, ConfigLoader, SdkConfig};

/// The configuration of all clients. A call is tried three times, 3 s each, so that a person who waits for a page
/// gets an answer, if only that it did not work, before the function's own time-out (10 s).
pub async fn config() -> SdkConfig {
    settings(aws_config::defaults(BehaviorVersion::latest())).load().await
}

/// The same settings on another loader: a test's, with its own connector and region.
pub fn settings(loader: ConfigLoader) -> ConfigLoader {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(3))
        .operation_timeout(Duration::from_secs(8))
        .build();
    loader.timeout_config(timeouts).retry_config(RetryConfig::standard().with_max_attempts(3))
}
