//! One way to reach AWS: our time-outs, our retries, the SDK's defaults for the rest.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, ConfigLoader, SdkConfig};

/// The configuration of all clients. A call is tried three times, 3 s each, so that a person who waits for a page
/// gets an answer, if only that it did not work, before the function's own time-out (30 s).
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

/// Whether a call that failed has certainly not reached its service: there was no connection to send it over. Of any
/// other failure without an answer (a time-out, a lost connection) nobody knows.
pub fn was_never_sent(error: &(dyn std::error::Error + 'static)) -> bool {
    use std::io::ErrorKind::{
        AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkDown, NetworkUnreachable, NotConnected,
    };
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<std::io::Error>() {
            let kinds = [
                AddrNotAvailable,
                ConnectionRefused,
                HostUnreachable,
                NetworkDown,
                NetworkUnreachable,
                NotConnected,
            ];
            return kinds.contains(&io.kind());
        }
        cause = error.source();
    }
    false
}
